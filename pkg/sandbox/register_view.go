package sandbox

import (
	"strconv"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// registration is the data of the response, in the order of the API's document.
type registration struct {
	Common     registrationCommon      `json:"common"`
	Partitions []registrationPartition `json:"partitions"`
	Summary    registrationSummary     `json:"summary"`
	Notices    []string                `json:"notices,omitempty"` // since 2.0.2
}

type registrationCommon struct {
	State           string       `json:"state"`
	JobName         string       `json:"jobName"`
	AutoStart       string       `json:"autoStart,omitempty"`
	Platform        string       `json:"platform"`
	BootMode        string       `json:"bootMode"`
	Schedule        *jobSchedule `json:"schedule,omitempty"`
	ScriptPath      string       `json:"scriptPath,omitempty"`
	ScriptRunTiming string       `json:"scriptRunTiming,omitempty"`
	ErrorMessage    string       `json:"errorMessage,omitempty"`
}

type registrationPartition struct {
	SourcePartition string             `json:"sourcePartition"`
	TargetPartition string             `json:"targetPartition"`
	JobMode         string             `json:"jobMode"`
	Overwrite       string             `json:"overwrite"`
	FileSystem      string             `json:"fileSystem"`
	Backup          registrationBackup `json:"backup"`
	Repository      repositoryView     `json:"repository"`
}

type registrationBackup struct {
	UseLatest  string `json:"useLatest"`
	BackupFile string `json:"backupFile"`
	BackupJob  string `json:"backupJob"`
}

type registrationSummary struct {
	Total      int `json:"total"`
	Successful int `json:"successful"`
	Failed     int `json:"failed"`
}

// registered returns all requested partitions: the API does not report which of them failed.
func (s *api) registered(made registeredJob) registration {
	j := &made.job
	answer := registration{
		Common: registrationCommon{
			State:        word(made.problem == "", zdm.StateSuccess, zdm.StateFail),
			JobName:      j.Name,
			AutoStart:    word(j.Run != nil, zdm.Use, zdm.NotUse),
			Platform:     j.Platform,
			BootMode:     j.AfterReboot,
			Schedule:     s.registeredSchedule(j),
			ScriptPath:   j.ScriptPath,
			ErrorMessage: made.problem,
		},
		Summary: registrationSummary{Total: len(made.asked), Successful: len(j.Partitions), Failed: len(made.asked) - len(j.Partitions)},
		Notices: made.notices,
	}
	if j.ScriptRun != "" {
		answer.Common.ScriptRunTiming = j.ScriptRun + " job"
	}
	for _, p := range made.asked {
		answer.Partitions = append(answer.Partitions, p.registered())
	}
	return answer
}

// registeredSchedule returns the schedule of a new job. Since 2.0.2 it has an id.
func (s *api) registeredSchedule(j *job) *jobSchedule {
	switch {
	case j.Schedule == nil:
		return nil
	case s.gen >= v202:
		return &jobSchedule{Basic: s.numberedSchedule(j)}
	}
	return &jobSchedule{Basic: s.scheduleView(nil, *j.Schedule)}
}

// numberedSchedule returns a job's schedule, or nil if it has none.
func (s *api) numberedSchedule(j *job) *scheduleView {
	if j.Schedule == nil {
		return nil
	}
	return new(s.scheduleView(j.ScheduleID, *j.Schedule))
}

func (p *jobPartition) registered() registrationPartition {
	shown := registrationPartition{
		SourcePartition: p.Source,
		TargetPartition: p.targetLabel,
		JobMode:         p.Mode,
		Overwrite:       word(p.Overwrite, zdm.OverwriteAllow, zdm.OverwriteNotAllow),
		FileSystem:      p.FileSystem,
		Backup: registrationBackup{
			UseLatest: strconv.FormatBool(p.Latest), BackupFile: p.BackupFile, BackupJob: p.BackupJob},
		Repository: p.Repository.view(p.Repository.Type),
	}
	if p.overwriteIgnored {
		shown.Overwrite = notOverwritten
	}
	return shown
}
