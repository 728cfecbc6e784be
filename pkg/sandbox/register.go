package sandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// register handles POST /recoveries. The job is on the disk before the response is sent.
func (s *Server) register(r *http.Request) (reply, error) {
	request, err := s.readRecovery(r)
	if err != nil {
		return reply{}, err
	}
	at, err := s.resolve(request, caller(r))
	if err != nil {
		return reply{}, err
	}
	if fault.Strikes(r.Context(), fault.Timeout) {
		return reply{}, imagesTimedOut(at.center.Name, request.Repository.ID)
	}
	if request.Overwrite == "" {
		request.Overwrite = overwrite(s.cfg.Choices.AllowOverwrite)
	}
	asked, err := at.partitions(request)
	if err != nil {
		return reply{}, err
	}
	if n, partial := fault.PartialOf(r.Context()); partial {
		asked[n%uint64(len(asked))].damaged = true
	}
	kept, problem := healthy(asked)
	if problem != "" && s.cfg.Choices.RefusePartial {
		return reply{}, refuse(http.StatusBadRequest, "%s", problem)
	}
	made := s.newJob(at, request, asked)
	made.Partitions = kept
	write := registrationWrite{job: made, uniqueName: s.cfg.Choices.RefuseDuplicateNames}
	if write.schedule, err = s.attach(&write.job, request.Schedule); err != nil {
		return reply{}, err
	}
	if len(kept) > 0 {
		err = s.store.register(&write)
	}
	message := "Recovery jobs registered"
	if s.v2 {
		message = "Recovery job registration completed"
	}
	return reply{status: http.StatusCreated, data: s.registered(&write.job, request.AutoStart, asked, problem), message: message}, err
}

// healthy returns the partitions that can be registered, and the problem with the others.
func healthy(asked []jobPartition) (kept []jobPartition, problem string) {
	for _, p := range asked {
		if p.damaged {
			problem = fmt.Sprintf("백업 이미지를 읽을 수 없습니다 (%s)", p.BackupFile)
			continue
		}
		kept = append(kept, p)
	}
	return kept, problem
}

// newJob fills in absent fields for which the API documents no default, with the choice that does
// the least.
func (s *Server) newJob(at resolved, request zdm.RecoveryRequest, partitions []jobPartition) job {
	now := s.now()
	made := job{
		Name:         cmp.Or(request.JobName, at.generatedName(partitions[0])),
		Registered:   now,
		Center:       at.center.ID,
		Source:       system{ID: at.source.ID, Name: at.source.Name, OS: at.source.OS},
		Target:       system{ID: at.target.ID, Name: at.target.Name, OS: at.target.OS},
		Platform:     request.Platform,
		AfterReboot:  cmp.Or(request.AfterReboot, "reboot"),
		NetworkLimit: *request.NetworkLimit,
		Mail:         request.MailEvent,
		User:         at.user.ID,
		CloudAuth:    at.cloudAuth.ID,
		Unreachable:  at.target.Disconnected,
		jobState:     jobState{Speed: s.cfg.Speed},
	}
	if request.ScriptPath != "" {
		made.ScriptPath, made.ScriptRun = request.ScriptPath, cmp.Or(request.ScriptRun, "after")
	}
	if request.AutoStart == zdm.Use {
		made.start(now)
	}
	return made
}

// attach attaches the requested schedule to a job: the stored one it refers to, or a new record.
func (s *Server) attach(j *job, want *zdm.Schedule) (*scheduleRecord, error) {
	if want == nil {
		return nil, nil
	}
	record := &scheduleRecord{Center: j.Center, Created: s.now()}
	record.Type = want.Type
	if s.v2 {
		record.JobName = j.Name
	}
	switch {
	case want.ID != 0:
		stored, err := s.storedSchedule(j, want.ID, "")
		if err != nil {
			return nil, err
		}
		record, j.ScheduleID = stored, want.ID
	case want.Basic != nil:
		record.Basic = *want.Basic
	default:
		stored, err := s.storedSchedule(j, want.BasicID, ".")
		if err != nil {
			return nil, err
		}
		record.Basic = stored.Basic
	}
	if err := checkFields(record.Schedule, true); err != nil {
		return nil, err
	}
	if record.Type > zdm.ScheduleMonthlyByDate {
		return nil, smartRefused()
	}
	j.Schedule, j.Attached = &record.Schedule, s.now()
	if want.ID != 0 {
		return nil, nil
	}
	return record, nil
}

func (s *Server) storedSchedule(j *job, id int64, stop string) (*scheduleRecord, error) {
	stored, err := s.store.schedule(id)
	switch {
	case err != nil:
		return nil, err
	case stored == nil:
		return nil, notAttached(id, stop)
	case stored.Center != j.Center && s.cfg.Choices.CheckScheduleCenter:
		return nil, centerMismatch("Schedule", s.inventory.Center(j.Center).Name)
	}
	return stored, nil
}

// centerMismatch returns the refusal of a thing that belongs to a center other than the requested
// one.
func centerMismatch(thing, center string) *failure {
	return refuse(http.StatusForbidden, "%s does not belong to center '%s'", thing, center)
}

func overwrite(allowed bool) string {
	if allowed {
		return zdm.OverwriteAllow
	}
	return zdm.OverwriteNotAllow
}

// registration is the data of the answer, in the order of the API's document.
type registration struct {
	Common     registrationCommon      `json:"common"`
	Partitions []registrationPartition `json:"partitions"`
	Summary    registrationSummary     `json:"summary"`
}

type registrationCommon struct {
	State           string       `json:"state"`
	JobName         string       `json:"jobName"`
	AutoStart       string       `json:"autoStart"`
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
func (s *Server) registered(j *job, autoStart string, asked []jobPartition, problem string) registration {
	answer := registration{
		Common: registrationCommon{
			State:        zdm.StateSuccess,
			JobName:      j.Name,
			AutoStart:    cmp.Or(autoStart, zdm.NotUse),
			Platform:     j.Platform,
			BootMode:     j.AfterReboot,
			ScriptPath:   j.ScriptPath,
			ErrorMessage: problem,
		},
		Summary: registrationSummary{Total: len(asked), Successful: len(j.Partitions), Failed: len(asked) - len(j.Partitions)},
	}
	if problem != "" {
		answer.Common.State = zdm.StateFail
	}
	if j.Schedule != nil {
		answer.Common.Schedule = &jobSchedule{Basic: scheduleView{
			Type: s.scheduleType(j.Schedule.Type), Description: s.description(*j.Schedule)}}
	}
	if j.ScriptRun != "" {
		answer.Common.ScriptRunTiming = j.ScriptRun + " job"
	}
	for _, p := range asked {
		answer.Partitions = append(answer.Partitions, registrationPartition{
			SourcePartition: p.Source,
			TargetPartition: p.targetLabel,
			JobMode:         p.Mode,
			Overwrite:       overwrite(p.Overwrite),
			FileSystem:      p.FileSystem,
			Backup: registrationBackup{
				UseLatest: strconv.FormatBool(p.Latest), BackupFile: p.BackupFile, BackupJob: p.BackupJob},
			Repository: p.Repository.view(p.Repository.Type),
		})
	}
	return answer
}
