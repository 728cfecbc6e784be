package sandbox

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// register answers POST /recoveries; the job is on the disk before the answer is given.
func (s *Server) register(r *http.Request) (reply, error) {
	request, err := readRecovery(r)
	if err != nil {
		return reply{}, err
	}
	at, err := s.inventory.locate(request, caller(r))
	if err != nil {
		return reply{}, err
	}
	partitions, err := at.partitions(request)
	if err != nil {
		return reply{}, err
	}
	made := at.job(request, partitions)
	made.Registered = s.now()
	if err := s.store.register(&made, request.Schedule); err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusCreated, data: registered(made), message: "Recovery jobs registered"}, nil
}

// job fills in what the API does not say for fields that are absent: the choices that do the least.
func (at site) job(request zdm.RecoveryRequest, partitions []jobPartition) job {
	made := job{
		Name:         cmp.Or(request.JobName, generatedName(at.source, partitions[0])),
		Center:       at.center.ID,
		Source:       at.source.system(),
		Target:       at.target.system(),
		Platform:     request.Platform,
		AfterReboot:  cmp.Or(request.AfterReboot, "reboot"),
		AutoStart:    cmp.Or(request.AutoStart, zdm.NotUse),
		NetworkLimit: *request.NetworkLimit,
		Mail:         request.MailEvent,
		User:         at.user.ID,
		CloudAuth:    at.cloudAuth.ID,
		Partitions:   partitions,
	}
	if request.ScriptPath != "" {
		made.ScriptPath, made.ScriptRun = request.ScriptPath, cmp.Or(request.ScriptRun, "after")
	}
	return made
}

func (s server) system() system { return system{ID: s.ID, Name: s.Name, OS: s.OS} }

// registration is the data of the answer, in the order of the API's document.
type registration struct {
	Common     registrationCommon      `json:"common"`
	Partitions []registrationPartition `json:"partitions"`
	Summary    registrationSummary     `json:"summary"`
}

type registrationCommon struct {
	State           string                `json:"state"`
	JobName         string                `json:"jobName"`
	AutoStart       string                `json:"autoStart"`
	Platform        string                `json:"platform"`
	BootMode        string                `json:"bootMode"`
	Schedule        *registrationSchedule `json:"schedule,omitempty"`
	ScriptPath      string                `json:"scriptPath,omitempty"`
	ScriptRunTiming string                `json:"scriptRunTiming,omitempty"`
}

type registrationSchedule struct {
	Basic scheduleView `json:"basic"`
}

type scheduleView struct {
	ID          string `json:"id,omitempty"`
	Type        string `json:"type"`
	Description string `json:"description"`
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

type repositoryView struct {
	ID   string `json:"id"`
	Path string `json:"path"`
	Type string `json:"type"`
}

type registrationSummary struct {
	Total      int `json:"total"`
	Successful int `json:"successful"`
	Failed     int `json:"failed"`
}

func registered(j job) registration {
	answer := registration{
		Common: registrationCommon{
			State:      zdm.StateSuccess,
			JobName:    j.Name,
			AutoStart:  j.AutoStart,
			Platform:   j.Platform,
			BootMode:   j.AfterReboot,
			ScriptPath: j.ScriptPath,
		},
		Summary: registrationSummary{Total: len(j.Partitions), Successful: len(j.Partitions)},
	}
	if j.Schedule != nil {
		answer.Common.Schedule = &registrationSchedule{scheduleView{
			Type: j.Schedule.kind(), Description: j.Schedule.description()}}
	}
	if j.ScriptRun != "" {
		answer.Common.ScriptRunTiming = j.ScriptRun + " job"
	}
	for _, p := range j.Partitions {
		answer.Partitions = append(answer.Partitions, registrationPartition{
			SourcePartition: p.Source,
			TargetPartition: p.TargetLabel,
			JobMode:         p.Mode,
			Overwrite:       p.Overwrite,
			FileSystem:      p.FileSystem,
			Backup: registrationBackup{
				UseLatest: strconv.FormatBool(p.Latest), BackupFile: p.BackupFile, BackupJob: p.BackupJob},
			Repository: p.Repository.view(),
		})
	}
	return answer
}

func (r repository) view() repositoryView {
	return repositoryView{ID: strconv.FormatInt(r.ID, 10), Path: r.Path, Type: r.Type}
}
