package zdm

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// RecoveryRequest is the body of POST /recoveries or, without Source, of POST /recoveries/image. A
// field that is empty or nil is not sent. Center, Source, Target, User and CloudAuth accept an id
// (all digits) or a name; the name of a User is an email address.
type RecoveryRequest struct {
	Center           string        `json:"center"`
	Source           string        `json:"source,omitempty"`
	BackupFile       string        `json:"backupFile,omitempty"` // images, separated by commas; replaces Source
	Target           string        `json:"target"`
	Platform         string        `json:"platform"` // see Platforms
	Repository       Repository    `json:"repository"`
	Mode             string        `json:"mode"` // see Modes
	JobName          string        `json:"jobName,omitempty"`
	Overwrite        string        `json:"overwrite,omitempty"` // see Overwrites
	User             string        `json:"user,omitempty"`
	Schedule         *Schedule     `json:"schedule,omitempty"`
	AfterReboot      string        `json:"afterReboot,omitempty"`      // see AfterReboots
	NetworkLimit     *int64        `json:"networkLimit,omitempty"`     // 0 is unlimited
	ExcludePartition string        `json:"excludePartition,omitempty"` // separated by commas
	MailEvent        string        `json:"mailEvent,omitempty"`        // an email address
	AutoStart        string        `json:"autoStart,omitempty"`        // see UseOptions
	ScriptPath       string        `json:"scriptPath,omitempty"`
	ScriptRun        string        `json:"scriptRun,omitempty"` // see ScriptRuns
	CloudAuth        string        `json:"cloudAuth,omitempty"`
	ListOnly         *bool         `json:"listOnly,omitempty"` // true: only the partitions of JobList
	JobList          []RecoveryJob `json:"jobList,omitzero"`   // an empty list is sent, nil is not
}

// Body returns the request as it is sent.
func (r *RecoveryRequest) Body() ([]byte, error) { return encode(r) }

// FromImages reports whether a request restores images whose server may no longer exist (ZDM API
// 3.0, POST /recoveries/image).
func (r *RecoveryRequest) FromImages() bool { return r.Source == "" && r.BackupFile != "" }

// Images returns the images of a request FromImages.
func (r *RecoveryRequest) Images() []string {
	if r.BackupFile == "" {
		return nil
	}
	return strings.FieldsFunc(r.BackupFile, func(c rune) bool { return c == ',' || c == '|' })
}

// NamesPartitions reports whether the request names partitions or images to restore.
func (r *RecoveryRequest) NamesPartitions() bool { return len(r.JobList) > 0 || r.FromImages() }

// SourcePartitions returns the partitions that JobList names.
func (r *RecoveryRequest) SourcePartitions() []string {
	names := make([]string, 0, len(r.JobList))
	for _, job := range r.JobList {
		if job.SourcePartition != "" {
			names = append(names, job.SourcePartition)
		}
	}
	return names
}

// Repository identifies a repository registered with ZDM.
type Repository struct {
	ID   int64  `json:"id"`
	Type string `json:"type,omitempty"` // see RepositoryTypes
	Path string `json:"path,omitempty"`
}

// RecoveryJob is an item of jobList, with the settings of one partition.
type RecoveryJob struct {
	SourcePartition string      `json:"sourcePartition,omitempty"` // partition of the image in a request FromImages
	TargetPartition string      `json:"targetPartition"`
	Overwrite       string      `json:"overwrite,omitempty"`
	BackupJob       string      `json:"backupJob,omitempty"`  // default: the newest successful one
	BackupFile      string      `json:"backupFile,omitempty"` // default: the newest image
	Mode            string      `json:"mode,omitempty"`
	Repository      *Repository `json:"repository,omitempty"` // default: the request's repository
}

// The schedule types (ZDM API, schedule objects). A recovery supports those up to
// ScheduleMonthlyByDate.
const (
	ScheduleOnce = iota
	ScheduleEveryMinute
	ScheduleHourly
	ScheduleDaily
	ScheduleWeekly
	ScheduleMonthlyByWeek
	ScheduleMonthlyByDate
	ScheduleSmartWeekly
	ScheduleSmartMonthlyByWeek
	ScheduleSmartMonthlyByDate
	ScheduleSmartCustomByWeek
	ScheduleSmartCustomByDate
)

// Schedule is the schedule of a recovery, in one of three forms: an existing schedule (ID alone), a
// new one (Type and Basic), or a copy of an existing one (Type and BasicID).
type Schedule struct {
	ID      int64
	Type    int
	Basic   *ScheduleBasic
	BasicID int64
}

// ScheduleBasic holds the fields of a schedule. All values are text, and the type decides which are
// required.
type ScheduleBasic struct {
	Year     string            `json:"year,omitempty"`
	Month    string            `json:"month,omitempty"` // 1 to 12
	Week     string            `json:"week,omitempty"`  // 1 to 5, separated by commas
	Day      string            `json:"day,omitempty"`   // see Weekdays, or 1 to 31, separated by commas
	Time     string            `json:"time,omitempty"`  // HH:mm
	Interval *ScheduleInterval `json:"interval,omitempty"`
}

// ScheduleInterval is the interval of a schedule of type 1 or 2.
type ScheduleInterval struct {
	Minute string `json:"minute,omitempty"`
	Hour   string `json:"hour,omitempty"`
}

type scheduleWire struct {
	Type  *int            `json:"type"`
	Basic json.RawMessage `json:"basic"`
}

// MarshalJSON writes the form that is set.
func (s Schedule) MarshalJSON() ([]byte, error) {
	if s.ID != 0 {
		return json.Marshal(s.ID)
	}
	var basic any = s.Basic
	if s.BasicID != 0 {
		basic = s.BasicID
	}
	return json.Marshal(struct {
		Type  int `json:"type"`
		Basic any `json:"basic"`
	}{s.Type, basic})
}

// UnmarshalJSON accepts any of the forms.
func (s *Schedule) UnmarshalJSON(data []byte) error {
	*s = Schedule{}
	if len(data) > 0 && data[0] != '{' {
		return json.Unmarshal(data, &s.ID)
	}
	var wire scheduleWire
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	if wire.Type == nil || len(wire.Basic) == 0 {
		return errors.New("schedule: type and basic are required")
	}
	s.Type = *wire.Type
	target := any(&s.BasicID)
	if wire.Basic[0] == '{' {
		target = &s.Basic
	}
	if err := json.Unmarshal(wire.Basic, target); err != nil {
		return fmt.Errorf("schedule.basic: %w", err)
	}
	return nil
}
