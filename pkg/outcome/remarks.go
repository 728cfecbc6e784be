package outcome

import (
	"cmp"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// remarks are what the server did otherwise than asked, and does not call a failure. What an answer
// does not show is no remark.
func remarks(request *zdm.RecoveryRequest, r *zdm.Registration) []msg.Message {
	var all []msg.Message
	add := func(m msg.Message) {
		if !slices.ContainsFunc(all, func(other msg.Message) bool { return other.String() == m.String() }) {
			all = append(all, m)
		}
	}
	common := &r.Common
	if name := string(common.JobName); !common.JobName.None() && request.JobName != "" && name != request.JobName {
		add(msg.RegisteredAs.With(name, request.JobName))
	}
	if state := common.State; !state.None() && !state.Is(zdm.StateSuccess) && !r.Failed() && !slices.ContainsFunc([]string{"registered", "true", "ok", "성공"}, state.Is) {
		add(msgStateNotKnown.With(string(state)))
	}
	differs := func(field, asked string, shown zdm.Text) { add(msgEffectiveValue.With(field, string(shown), asked)) }
	if request.AutoStart == zdm.Use && common.AutoStart.False() || request.AutoStart == zdm.NotUse && common.AutoStart.True() {
		differs("autoStart", request.AutoStart, common.AutoStart)
	}
	if !common.Platform.None() && !common.Platform.Is(request.Platform) {
		differs("platform", request.Platform, common.Platform)
	}
	boot := common.BootMode
	if boot.None() {
		boot = common.AfterReboot
	}
	if request.AfterReboot != "" && !boot.Is(request.AfterReboot) && slices.ContainsFunc(zdm.AfterReboots(), boot.Is) {
		differs("afterReboot", request.AfterReboot, boot)
	}
	if s := common.Schedule; request.Schedule != nil && (s == nil || s.ID.None() && s.Type.None() && s.Description.None()) {
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

// difference is a value as asked for and as the server shows it.
type difference struct {
	field string // of the request
	asked string
	shown zdm.Text
}

// effective are the values of a partition that differ from the request.
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

// itemOf is the index of the jobList item that a partition was registered for, -1 for none.
func itemOf(request *zdm.RecoveryRequest, p zdm.RegistrationPartition) int {
	first := -1
	for i, j := range request.JobList {
		switch {
		case !j.IsOf(p.SourcePartition, p.Backup.BackupFile):
		case !goesElsewhere(p.TargetPartition, j.TargetPartition):
			return i
		case first < 0:
			first = i
		}
	}
	return first
}
