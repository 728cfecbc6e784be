package zdm

import (
	"encoding/json"
	"strings"
)

// Registration is the answer to POST /recoveries. Every text may be empty: servers differ in what they send.
type Registration struct {
	Common     RegistrationCommon      `json:"common"`
	Partitions []RegistrationPartition `json:"partitions"`
	Summary    RegistrationSummary     `json:"summary"`
}

// RegistrationCommon is what holds for the whole job.
type RegistrationCommon struct {
	State           Text                  `json:"state"` // success or fail
	JobName         Text                  `json:"jobName"`
	AutoStart       Text                  `json:"autoStart"`
	Platform        Text                  `json:"platform"`
	BootMode        Text                  `json:"bootMode"`
	AfterReboot     Text                  `json:"afterReboot"` // BootMode under its other name
	Schedule        *RegistrationSchedule `json:"schedule"`
	ScriptPath      Text                  `json:"scriptPath"`
	ScriptRunTiming Text                  `json:"scriptRunTiming"` // before job or after job
	ErrorMessage    Text                  `json:"errorMessage"`
}

// RegistrationSchedule is the schedule that the server made or attached.
type RegistrationSchedule struct {
	ID          Text
	Type        Text // "daily", "Daily" or a number
	Description Text
}

// RegistrationPartition is one partition of the job.
type RegistrationPartition struct {
	SourcePartition Text                   `json:"sourcePartition"`
	TargetPartition Text                   `json:"targetPartition"`
	JobMode         Text                   `json:"jobMode"`
	Overwrite       Text                   `json:"overwrite"`
	FileSystem      Text                   `json:"fileSystem"`
	Backup          RegistrationBackup     `json:"backup"`
	Repository      RegistrationRepository `json:"repository"`
	State           Text                   `json:"state"`        // not documented; shown where a server sends it
	ErrorMessage    Text                   `json:"errorMessage"` // likewise
}

// RegistrationBackup is the backup that a partition is restored from.
type RegistrationBackup struct {
	UseLatest  Text `json:"useLatest"` // "true" or true
	UseLast    Text `json:"useLast"`   // UseLatest under its other name
	BackupFile Text `json:"backupFile"`
	BackupJob  Text `json:"backupJob"`
}

// RegistrationRepository is the repository of a partition's backup.
type RegistrationRepository struct {
	ID   Text `json:"id"`
	Path Text `json:"path"`
	Type Text `json:"type"` // nfs, smb or cifs, in any case
}

// RegistrationSummary counts partitions.
type RegistrationSummary struct {
	Total      Count `json:"total"`
	Successful Count `json:"successful"`
	Failed     Count `json:"failed"`
}

// Failed reports that the server took the request and did not register all of it: the state says fail,
// partitions failed, or there is an error message. Servers say so inside a success envelope too.
func (r *Registration) Failed() bool {
	return isFailure(r.Common.State) || !r.Common.ErrorMessage.None() || r.FailedPartitions() > 0
}

// FailedPartitions is how many partitions were not registered, as far as the summary tells.
func (r *Registration) FailedPartitions() int64 {
	if r.Summary.Failed.N > 0 {
		return r.Summary.Failed.N
	}
	if r.Summary.Total.Known && r.Summary.Successful.Known {
		return max(0, r.Summary.Total.N-r.Summary.Successful.N)
	}
	return 0
}

func isFailure(state Text) bool {
	switch strings.ToLower(strings.TrimSpace(string(state))) {
	case StateFail, "failed", "failure", "error":
		return true
	}
	return false
}

// UnmarshalJSON takes the schedule as {"basic": {…}}, {"basic": "text"}, a text, a number or null.
func (s *RegistrationSchedule) UnmarshalJSON(data []byte) error {
	var outer struct {
		Basic json.RawMessage `json:"basic"`
	}
	if data[0] == '{' && json.Unmarshal(data, &outer) == nil && len(outer.Basic) > 0 {
		data = outer.Basic
	}
	if data[0] != '{' {
		var t Text
		err := t.UnmarshalJSON(data)
		s.Description = t
		return err
	}
	var fields struct {
		ID          Text `json:"id"`
		Type        Text `json:"type"`
		Description Text `json:"description"`
	}
	err := tolerant(json.Unmarshal(data, &fields))
	s.ID, s.Type, s.Description = fields.ID, fields.Type, fields.Description
	return err
}
