package zdm

import "slices"

// Registration is the answer to POST /recoveries. Every text may be empty: servers differ in what
// they send.
type Registration struct {
	Common     RegistrationCommon          `json:"common"`
	Partitions Many[RegistrationPartition] `json:"partitions"`
	Summary    RegistrationSummary         `json:"summary"`
	Notices    Many[Text]                  `json:"notices"` // sentences about differences from the request; since 2.0.2

	// LookedUp reports that the answer listed no partitions, and that Partitions are those of the
	// recovery that a lookup found.
	LookedUp bool `json:"-"`
}

// RegistrationCommon holds the fields of the whole job.
type RegistrationCommon struct {
	State           Text         `json:"state"` // success or fail
	JobName         Text         `json:"jobName"`
	AutoStart       Text         `json:"autoStart"`
	Platform        Text         `json:"platform"`
	BootMode        Text         `json:"bootMode"`
	AfterReboot     Text         `json:"afterReboot"` // alternative name of BootMode
	Schedule        *JobSchedule `json:"schedule"`
	ScriptPath      Text         `json:"scriptPath"`
	ScriptRunTiming Text         `json:"scriptRunTiming"` // before job or after job
	ErrorMessage    Text         `json:"errorMessage"`
}

// JobSchedule is the schedule that the server created or attached.
type JobSchedule struct {
	ID          Text
	Type        Text // "daily", "Daily" or a number
	Description Text
}

// RegistrationPartition is one partition of the job.
type RegistrationPartition struct {
	SourcePartition Text               `json:"sourcePartition"`
	TargetPartition Text               `json:"targetPartition"`
	JobMode         Text               `json:"jobMode"`
	Overwrite       Text               `json:"overwrite"`
	FileSystem      Text               `json:"fileSystem"`
	Backup          RegistrationBackup `json:"backup"`
	Repository      RepositoryRef      `json:"repository"`   // of the backup
	State           Text               `json:"state"`        // not documented; sent by some servers
	ErrorMessage    Text               `json:"errorMessage"` // not documented; sent by some servers
}

// Failed reports whether the partition's own state or message shows that it was not registered.
func (p RegistrationPartition) Failed() bool { return isFailure(p.State) || !p.ErrorMessage.None() }

// RegistrationBackup is the backup that a partition is restored from.
type RegistrationBackup struct {
	UseLatest  Text `json:"useLatest"` // "true" or true
	UseLast    Text `json:"useLast"`   // alternative name of UseLatest
	BackupFile Text `json:"backupFile"`
	BackupJob  Text `json:"backupJob"`
}

// RegistrationSummary counts partitions.
type RegistrationSummary struct {
	Total      Count `json:"total"`
	Successful Count `json:"successful"`
	Failed     Count `json:"failed"`
}

// Failed reports whether the server accepted the request but did not register all of it: the state
// is fail, partitions failed, or there is an error message. Servers report this in a success
// envelope too.
func (r *Registration) Failed() bool {
	_, _, failed := r.Counts()
	return isFailure(r.Common.State) || !r.Common.ErrorMessage.None() || failed.N > 0
}

// reports reports whether the answer shows any result of the registration.
func (r *Registration) reports() bool {
	_, registered, failed := r.Counts()
	return !r.Common.State.None() || registered.Known || failed.Known
}

// failWith marks the registration of a refusal as failed, and reports whether there is one.
func (r *Registration) failWith(text Text) bool {
	if !r.reports() {
		return false
	}
	if !r.Failed() {
		r.Common.State = StateFail
	}
	r.Common.ErrorMessage = firstOf(r.Common.ErrorMessage, text)
	return true
}

// Counts returns the summary, completed from the rest of the answer where possible.
func (r *Registration) Counts() (total, registered, failed Count) {
	total, registered, failed = r.Summary.Total, r.Summary.Successful, r.Summary.Failed
	if !failed.Known && total.Known && registered.Known {
		failed = Count{N: max(0, total.N-registered.N), Known: true}
	}
	if n := r.failedPartitions(); n > failed.N {
		failed = Count{N: n, Known: true}
		registered.Known = registered.Known && (!total.Known || registered.N+n <= total.N)
	}
	if !registered.Known && total.Known && failed.Known {
		registered = Count{N: max(0, total.N-failed.N), Known: true}
	}
	switch {
	case total.Known:
	case registered.Known && failed.Known:
		total = registered.plus(failed)
	default:
		total = Count{N: int64(len(r.Partitions)), Known: len(r.Partitions) > 0}
	}
	return total, registered, failed
}

// failedPartitions counts the partitions whose own state or message reports a failure.
func (r *Registration) failedPartitions() (n int64) {
	for _, p := range r.Partitions {
		if p.Failed() {
			n++
		}
	}
	return n
}

// add adds the answer for more partitions to this one. If only one of them failed, the result has
// its common fields.
func (r *Registration) add(more Registration) {
	total, registered, failed := r.Counts()
	moreTotal, moreRegistered, moreFailed := more.Counts()
	if more.Failed() && !r.Failed() {
		r.Common = more.Common
	}
	r.Partitions = append(r.Partitions, more.Partitions...)
	r.Notices = append(r.Notices, more.Notices...)
	r.Summary = RegistrationSummary{total.plus(moreTotal), registered.plus(moreRegistered), failed.plus(moreFailed)}
}

// UnmarshalJSON accepts an object or a list of objects.
func (r *Registration) UnmarshalJSON(data []byte) error {
	list, ok := elements(data)
	if !ok {
		return r.scan(data)
	}
	for i, item := range list {
		var more Registration
		if err := more.scan(item); err != nil {
			return err
		}
		if i == 0 {
			*r = more
			continue
		}
		r.add(more)
	}
	return nil
}

func (r *Registration) scan(data []byte) error {
	c := &r.Common
	return unmarshal(data, []member{
		{key: "common", read: func(s *scan) bool {
			return s.object([]member{
				{key: "state", value: &c.State},
				{key: "jobName", value: &c.JobName},
				{key: "autoStart", value: &c.AutoStart},
				{key: "platform", value: &c.Platform},
				{key: "bootMode", value: &c.BootMode},
				{key: "afterReboot", value: &c.AfterReboot},
				{key: "schedule", read: optional(&c.Schedule)},
				{key: "scriptPath", value: &c.ScriptPath},
				{key: "scriptRunTiming", value: &c.ScriptRunTiming},
				{key: "errorMessage", value: &c.ErrorMessage},
			})
		}},
		{key: "partitions", value: &r.Partitions},
		{key: "summary", value: &r.Summary},
		{key: "notices", value: &r.Notices},
	})
}

// UnmarshalJSON decodes in one pass.
func (p *RegistrationPartition) UnmarshalJSON(data []byte) error {
	return unmarshal(data, []member{
		{key: "sourcePartition", value: &p.SourcePartition},
		{key: "targetPartition", value: &p.TargetPartition},
		{key: "jobMode", value: &p.JobMode},
		{key: "overwrite", value: &p.Overwrite},
		{key: "fileSystem", value: &p.FileSystem},
		{key: "backup", read: func(s *scan) bool {
			return s.object([]member{
				{key: "useLatest", value: &p.Backup.UseLatest},
				{key: "useLast", value: &p.Backup.UseLast},
				{key: "backupFile", value: &p.Backup.BackupFile},
				{key: "backupJob", value: &p.Backup.BackupJob},
			})
		}},
		{key: "repository", read: func(s *scan) bool { return s.repository(&p.Repository) }},
		{key: "state", value: &p.State},
		{key: "errorMessage", value: &p.ErrorMessage},
	})
}

// UnmarshalJSON accepts an object or a list of one.
func (s *RegistrationSummary) UnmarshalJSON(data []byte) error {
	if list := items(data); len(list) == 1 {
		data = list[0]
	}
	return unmarshal(data, []member{{key: "total", value: &s.Total}, {key: "successful", value: &s.Successful}, {key: "failed", value: &s.Failed}})
}

// isFailure reports whether a state means failure. Undocumented words do not count as failure.
func isFailure(state Text) bool {
	return slices.ContainsFunc([]string{
		StateFail, "failed", "failure", "error", "false", "canceled", "cancelled", "rejected", "refused", "denied", "aborted", "not_found", "실패", "오류", "취소",
	}, state.Is)
}

// UnmarshalJSON accepts {"basic": {…}}, {"basic": "text"}, a text, a number or null.
func (s *JobSchedule) UnmarshalJSON(data []byte) error {
	*s = JobSchedule{}
	if basic := within(data, "basic"); len(basic) > 0 {
		data = basic
	}
	if data[0] != '{' {
		return s.Description.UnmarshalJSON(data)
	}
	return unmarshal(data, []member{{key: "id", value: &s.ID}, {key: "type", value: &s.Type}, {key: "description", value: &s.Description}})
}
