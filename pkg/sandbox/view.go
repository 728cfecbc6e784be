package sandbox

import (
	"fmt"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// recovery is a job as GET /recoveries shows it. Embedded pointers hold the fields of detail=true.
type recovery struct {
	System struct {
		Source systemView `json:"source"`
		Target systemView `json:"target"`
	} `json:"system"`
	Job struct {
		Info   jobInfo       `json:"info"`
		Detail []jobPartView `json:"detail"`
	} `json:"job"`
}

type systemView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	OS   string `json:"os"`
	*systemDetail
}

type systemDetail struct {
	Agent   string    `json:"agent"`
	IP      systemIPs `json:"ip"`
	License string    `json:"license"`
}

type systemIPs struct {
	Public  string   `json:"public"`
	Private []string `json:"private"`
}

type jobInfo struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	Schedule    jobSchedule `json:"schedule"`
	Status      jobStatus   `json:"status"`
	LastUpdated string      `json:"lastUpdated"`
	*jobInfoDetail
}

// jobSchedule holds a scheduleView, or "-" for none.
type jobSchedule struct {
	Basic any `json:"basic"`
}

// scheduleView is a schedule of a job. Its id is text or, in responses to changes, a number or nil.
type scheduleView struct {
	ID          any    `json:"id,omitempty"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

type jobStatus struct {
	Current string  `json:"current"`
	Time    jobTime `json:"time"`
}

type jobTime struct {
	Start   string `json:"start"`
	Elapsed string `json:"elapsed"`
	End     string `json:"end"`
}

type jobInfoDetail struct {
	Platform     string          `json:"platform"`
	Kernal       string          `json:"kernal"` // spelled as in the API
	NetworkSpeed string          `json:"networkSpeed"`
	Script       jobScript       `json:"script"`
	AfterReboot  string          `json:"afterReboot"`
	Notification jobNotification `json:"notification"`
}

type jobScript struct {
	Path string `json:"path"`
	Run  string `json:"run"`
}

type jobNotification struct {
	Mail string `json:"mail"`
}

type jobPartView struct {
	From         string         `json:"from"`
	To           string         `json:"to"`
	TargetDevice string         `json:"targetDevice"`
	Mode         string         `json:"mode"`
	Backup       jobBackup      `json:"backup"`
	Repository   repositoryView `json:"repository"`
	LastUpdated  string         `json:"lastUpdated"`
	Option       *jobOption     `json:"option,omitempty"`
}

type jobBackup struct {
	JobName  string `json:"jobName"`
	FileName string `json:"fileName"`
	Latest   string `json:"latest"`
}

type jobOption struct {
	Overwrite  string `json:"overwrite"`
	FileSystem string `json:"fileSystem,omitempty"` // only for Linux
}

type repositoryView struct {
	ID   string `json:"id"`
	Path string `json:"path"`
	Type string `json:"type"`
}

func (s *api) recovery(j *job, detail bool, now time.Time) recovery {
	var shown recovery
	shot := j.state(now)
	updated := s.stamp(j.updated(shot, now))
	shown.System.Source, shown.System.Target = j.Source.view(), j.Target.view()
	shown.Job.Info = jobInfo{
		ID:          id(j.ID),
		Name:        j.Name,
		Schedule:    jobSchedule{Basic: "-"},
		Status:      jobStatus{Current: shot.status, Time: s.times(shot.start, shot.end, now)},
		LastUpdated: updated,
	}
	if j.Schedule != nil {
		shown.Job.Info.Schedule.Basic = s.scheduleView(id(j.ScheduleID), *j.Schedule)
	}
	for _, p := range j.Partitions {
		shown.Job.Detail = append(shown.Job.Detail, p.view(updated))
	}
	if detail {
		s.addDetail(&shown, j)
	}
	return shown
}

func (s *api) scheduleView(id any, of calendar.Schedule) scheduleView {
	return scheduleView{ID: id, Type: s.scheduleType(of.Type), Description: s.description(of)}
}

// noTime returns the time of what has not run.
func noTime() jobTime { return jobTime{Start: "-", Elapsed: "-", End: "-"} }

// times returns a start and an end. Both may be zero, or only the end.
func (s *api) times(start, end, now time.Time) jobTime {
	if start.IsZero() {
		return noTime()
	}
	until := now
	if !end.IsZero() {
		until = end
	}
	return jobTime{Start: s.stamp(start), Elapsed: elapsed(until.Sub(start)), End: s.stamp(end)}
}

// elapsed formats a duration as HH:MM:SS.
func elapsed(d time.Duration) string {
	seconds := max(0, int64(d/time.Second))
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// addDetail adds the fields of detail=true. Servers removed from the inventory have none.
func (s *api) addDetail(shown *recovery, j *job) {
	source, _ := s.inventory.Server(j.Source.ID)
	target, _ := s.inventory.Server(j.Target.ID)
	shown.System.Source.systemDetail = detailOf(source)
	shown.System.Target.systemDetail = detailOf(target)
	shown.Job.Info.jobInfoDetail = &jobInfoDetail{
		Platform:     j.Platform,
		Kernal:       source.Kernel,
		NetworkSpeed: id(j.NetworkLimit),
		Script:       jobScript{Path: j.ScriptPath, Run: j.ScriptRun},
		AfterReboot:  j.AfterReboot,
		Notification: jobNotification{Mail: j.Mail},
	}
	for i, p := range j.Partitions {
		shown.Job.Detail[i].Option = p.option()
	}
}

func (s system) view() systemView {
	return systemView{ID: id(s.ID), Name: s.Name, OS: s.OS}
}

func detailOf(s inventory.Server) *systemDetail {
	return &systemDetail{Agent: s.Agent, IP: ips(s.Machine), License: id(s.License)}
}

func ips(m inventory.Machine) systemIPs {
	return systemIPs{Public: m.PublicIP, Private: append([]string{}, m.PrivateIPs...)}
}

func (p *jobPartition) view(updated string) jobPartView {
	return jobPartView{
		From:         p.Source,
		To:           p.Target,
		TargetDevice: p.TargetDevice,
		Mode:         p.Mode,
		Backup:       p.backup(),
		Repository:   p.Repository.view(listedType(p.Repository.Type)),
		LastUpdated:  updated,
	}
}

func (p *jobPartition) backup() jobBackup {
	return jobBackup{JobName: p.BackupJob, FileName: p.BackupFile, Latest: word(p.Latest, zdm.Use, zdm.NotUse)}
}

func (p *jobPartition) option() *jobOption {
	option := &jobOption{Overwrite: overwritten(p.Overwrite)}
	if !p.windows() {
		option.FileSystem = p.FileSystem
	}
	return option
}

const notOverwritten = "Not overwritten"

// overwritten returns the display word for overwrite.
func overwritten(allowed bool) string { return word(allowed, "Overwritten", notOverwritten) }

func (p *jobPartition) windows() bool { return inventory.IsDrive(p.Source) }

// place is a partition, which is a drive on Windows.
type place struct {
	Partition string `json:"partition,omitempty"`
	Drive     string `json:"drive,omitempty"`
}

func placeOf(letter string) place {
	if inventory.IsDrive(letter) {
		return place{Drive: letter}
	}
	return place{Partition: letter}
}

// view returns a repository with its type as the endpoint spells it.
func (r jobRepository) view(kind string) repositoryView {
	return repositoryView{ID: id(r.ID), Path: r.Path, Type: kind}
}

// listedType returns a repository type as lists of recoveries and backups spell it.
func listedType(kind string) string {
	if kind == zdm.RepositorySMB {
		return "cifs"
	}
	return kind
}
