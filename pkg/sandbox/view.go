package sandbox

import (
	"strconv"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The states of a job that waits.
const (
	statusRegistered = "Registered" // without a schedule
	statusScheduled  = "Scheduled"
)

// recovery is a job as GET /recoveries shows it. Embedded pointers are the fields of detail=true.
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
	Kernal       string          `json:"kernal"` // the API's spelling
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
	FileSystem string `json:"fileSystem,omitempty"` // Linux only
}

func (s *Server) recovery(j job, detail bool) recovery {
	var shown recovery
	updated := s.stamp(j.Registered)
	shown.System.Source, shown.System.Target = j.Source.view(), j.Target.view()
	shown.Job.Info = jobInfo{
		ID:          strconv.FormatInt(j.ID, 10),
		Name:        j.Name,
		Schedule:    jobSchedule{Basic: "-"},
		Status:      jobStatus{Current: statusRegistered, Time: jobTime{Start: "-", Elapsed: "-", End: "-"}},
		LastUpdated: updated,
	}
	if j.Schedule != nil {
		shown.Job.Info.Status.Current = statusScheduled
		shown.Job.Info.Schedule.Basic = scheduleView{ID: strconv.FormatInt(j.Schedule.ID, 10),
			Type: j.Schedule.kind(), Description: j.Schedule.description()}
	}
	for _, p := range j.Partitions {
		shown.Job.Detail = append(shown.Job.Detail, p.view(updated))
	}
	if detail {
		s.addDetail(&shown, j)
	}
	return shown
}

// addDetail adds what detail=true asks for; servers that left the inventory stay without theirs.
func (s *Server) addDetail(shown *recovery, j job) {
	source, _ := find(s.inventory.Servers, shown.System.Source.ID)
	target, _ := find(s.inventory.Servers, shown.System.Target.ID)
	shown.System.Source.systemDetail = source.detail()
	shown.System.Target.systemDetail = target.detail()
	shown.Job.Info.jobInfoDetail = &jobInfoDetail{
		Platform:     j.Platform,
		Kernal:       source.Kernel,
		NetworkSpeed: strconv.FormatInt(j.NetworkLimit, 10),
		Script:       jobScript{Path: j.ScriptPath, Run: j.ScriptRun},
		AfterReboot:  j.AfterReboot,
		Notification: jobNotification{Mail: j.Mail},
	}
	for i, p := range j.Partitions {
		shown.Job.Detail[i].Option = p.option()
	}
}

func (s system) view() systemView {
	return systemView{ID: strconv.FormatInt(s.ID, 10), Name: s.Name, OS: s.OS}
}

func (s server) detail() *systemDetail {
	return &systemDetail{
		Agent:   s.Agent,
		IP:      systemIPs{Public: s.PublicIP, Private: append([]string{}, s.PrivateIPs...)},
		License: strconv.FormatInt(s.License, 10),
	}
}

func (p jobPartition) view(updated string) jobPartView {
	latest := zdm.NotUse
	if p.Latest {
		latest = zdm.Use
	}
	return jobPartView{
		From:         p.Source,
		To:           p.Target,
		TargetDevice: p.TargetDevice,
		Mode:         p.Mode,
		Backup:       jobBackup{JobName: p.BackupJob, FileName: p.BackupFile, Latest: latest},
		Repository:   p.Repository.view(),
		LastUpdated:  updated,
	}
}

func (p jobPartition) option() *jobOption {
	option := &jobOption{Overwrite: "Not overwritten"}
	if p.Overwrite == zdm.OverwriteAllow {
		option.Overwrite = "Overwritten"
	}
	if !(partition{Letter: p.Source}).windows() {
		option.FileSystem = p.FileSystem
	}
	return option
}
