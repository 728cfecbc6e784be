package outcome

import (
	"cmp"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// remarks returns what the server did differently without reporting a failure. Values that an
// answer omits do not count.
func remarks(request *zdm.RecoveryRequest, r *zdm.Registration) []msg.Message {
	var all []msg.Message
	known := map[string]bool{}
	add := func(m msg.Message) {
		if text := m.String(); !known[text] {
			known[text] = true
			all = append(all, m)
		}
	}
	for _, remark := range ofJob(request, r) {
		add(remark)
	}
	differs := func(field, asked string, shown zdm.Text) { add(msgEffectiveValue.With(field, string(shown), asked)) }
	for _, d := range ofCommon(request, &r.Common) {
		differs(d.field, d.asked, d.shown)
	}
	if s := r.Common.Schedule; request.Schedule != nil && (s == nil || s.ID.None() && s.Type.None() && s.Description.None()) {
		add(msgNoScheduleShown.With())
	}
	for _, p := range r.Partitions {
		for _, d := range effective(request, p) {
			differs(string(p.SourcePartition)+": "+d.field, d.asked, d.shown)
		}
	}
	for _, notice := range r.Notices {
		add(msgServerNotice.With(string(notice)))
	}
	return all
}

// ofJob returns the remarks about the name and the state of the job.
func ofJob(request *zdm.RecoveryRequest, r *zdm.Registration) (all []msg.Message) {
	common := &r.Common
	if name := string(common.JobName); !common.JobName.None() && request.JobName != "" && name != request.JobName {
		all = append(all, msg.RegisteredAs.With(name, request.JobName))
	}
	if state := common.State; !state.None() && !state.Is(zdm.StateSuccess) && !r.Failed() && !slices.ContainsFunc([]string{"registered", "true", "ok", "성공"}, state.Is) {
		all = append(all, msgStateNotKnown.With(string(state)))
	}
	return all
}

// ofCommon returns the values of the job that differ from the request.
func ofCommon(request *zdm.RecoveryRequest, common *zdm.RegistrationCommon) (all []difference) {
	if request.AutoStart == zdm.Use && common.AutoStart.False() || request.AutoStart == zdm.NotUse && common.AutoStart.True() {
		all = append(all, difference{"autoStart", request.AutoStart, common.AutoStart})
	}
	if !common.Platform.None() && !common.Platform.Is(request.Platform) {
		all = append(all, difference{"platform", request.Platform, common.Platform})
	}
	boot := common.BootMode
	if boot.None() {
		boot = common.AfterReboot
	}
	if request.AfterReboot != "" && !boot.Is(request.AfterReboot) && slices.ContainsFunc(zdm.AfterReboots(), boot.Is) {
		all = append(all, difference{"afterReboot", request.AfterReboot, boot})
	}
	return all
}

// difference is a requested value and the server's value.
type difference struct {
	field string // of the request
	asked string
	shown zdm.Text
}

// effective returns the values of a partition that differ from the request.
func effective(request *zdm.RecoveryRequest, p zdm.RegistrationPartition) (all []difference) {
	overwrite, mode, image := request.Overwrite, request.Mode, ""
	if at := itemOf(request, p); at >= 0 {
		j := request.JobList[at]
		overwrite, mode, image = cmp.Or(j.Overwrite, overwrite), cmp.Or(j.Mode, mode), j.BackupFile
	}
	shown := string(zdm.OverwriteOf(p.Overwrite))
	if overwrite != "" && shown != overwrite && slices.Contains(zdm.Overwrites(), shown) {
		all = append(all, difference{"overwrite", overwrite, p.Overwrite})
	}
	if shown := zdm.ModeOf(p.JobMode); shown != "" && mode != "" && shown != mode {
		all = append(all, difference{"mode", mode, p.JobMode})
	}
	if file := p.Backup.BackupFile; image != "" && !file.None() && !zdm.SameImage(string(file), image) {
		all = append(all, difference{"backupFile", image, file})
	}
	return all
}

// itemOf returns the index of the jobList item that a partition was registered for, or -1.
func itemOf(request *zdm.RecoveryRequest, p zdm.RegistrationPartition) int {
	return paired(len(request.JobList), func(i int) (zdm.RecoveryJob, zdm.RegistrationPartition) { return request.JobList[i], p })
}
