package apply

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Change is a field in which a job differs from the request, with both values in readable form.
type Change struct {
	Field string `json:"field"` // as in the request: "mode", "jobList[1].mode"
	From  string `json:"from"`  // "-" for none
	To    string `json:"to"`
}

// difference is how a job differs from a request. A field that the request omits, or the server
// does not report, does not differ.
type difference struct {
	changes    []Change // changes the API supports
	fixed      []Change // changes it does not support
	unreported []string // fields the server does not report
	update     zdm.RecoveryUpdate
}

func compare(request *zdm.RecoveryRequest, job *zdm.Recovery) difference {
	d := difference{update: zdm.RecoveryUpdate{Center: request.Center}}
	info := &job.Job.Info
	// Every job has these. If they are missing, the server has omitted details.
	d.field("platform", info.Platform, request.Platform, true, &d.update.Platform)
	d.field("afterReboot", info.AfterReboot, request.AfterReboot, true, &d.update.AfterReboot)
	detailed := !info.Platform.None()
	d.field("mailEvent", info.Notification.Mail, request.MailEvent, !detailed, &d.update.MailEvent)
	d.field("scriptPath", info.Script.Path, request.ScriptPath, !detailed, &d.update.ScriptPath)
	run, _, _ := strings.Cut(strings.TrimSpace(string(info.Script.Run)), " ") // "before job"
	d.field("scriptRun", zdm.Text(run), request.ScriptRun, !detailed || request.ScriptPath == "", &d.update.ScriptRun)
	d.networkLimit(info.NetworkSpeed, request.NetworkLimit)
	d.schedule(info.Schedule, request.Schedule)
	d.modes(request, job.Job.Detail)
	d.partitions(request, job.Job.Detail)
	return d
}

// field compares a text. If unreported is set, a value that the server omits does not differ.
func (d *difference) field(name string, reported zdm.Text, asked string, unreported bool, update *string) {
	if asked == "" || reported.Is(asked) || unreported && reported.None() {
		return
	}
	d.changes = append(d.changes, Change{name, shown(reported), asked})
	*update = asked
}

func (d *difference) networkLimit(reported zdm.Text, asked *int64) {
	if asked == nil {
		return
	}
	now, err := strconv.ParseFloat(strings.TrimSpace(string(reported)), 64)
	if err != nil || now == float64(*asked) {
		return
	}
	d.changes = append(d.changes, Change{"networkLimit", shown(reported), strconv.FormatInt(*asked, 10)})
	d.update.NetworkLimit = asked
}

// modes compares the mode of each partition. Changing the mode of the job also requires sending the
// partitions that have a mode of their own.
func (d *difference) modes(request *zdm.RecoveryRequest, reported []zdm.RecoveryPartition) {
	common := false
	for _, p := range reported {
		mode := zdm.ModeOf(p.Mode)
		if j := jobOfPartition(request, p); mode == "" || j >= 0 && request.JobList[j].Mode != "" || mode == request.Mode {
			continue
		}
		if !common {
			d.changes = append(d.changes, Change{"mode", mode, request.Mode})
			d.update.Mode = request.Mode
		}
		common = true
	}
	for _, p := range reported {
		j := jobOfPartition(request, p)
		if j < 0 || request.JobList[j].Mode == "" {
			continue
		}
		mode, asked := zdm.ModeOf(p.Mode), request.JobList[j].Mode
		differs := mode != "" && mode != asked
		if differs {
			d.changes = append(d.changes, Change{fmt.Sprintf("jobList[%d].mode", j), mode, asked})
		}
		if differs || common && asked != request.Mode {
			d.update.JobList = append(d.update.JobList, partitionUpdate(string(p.From), asked))
		}
	}
}

func partitionUpdate(name, mode string) zdm.PartitionUpdate {
	if strings.HasPrefix(name, "/") {
		return zdm.PartitionUpdate{Partition: name, Mode: mode}
	}
	return zdm.PartitionUpdate{Drive: name, Mode: mode}
}

// jobOfPartition returns the index of the jobList item for a partition, or -1.
func jobOfPartition(request *zdm.RecoveryRequest, p zdm.RecoveryPartition) int {
	return slices.IndexFunc(request.JobList, func(j zdm.RecoveryJob) bool { return j.IsOf(p.From, p.Backup.FileName) })
}

// partitionOf returns the index of the job's partition for a jobList item, or -1. If a partition is
// restored onto several, it prefers the one with the item's target.
func partitionOf(asked zdm.RecoveryJob, reported []zdm.RecoveryPartition) int {
	first := -1
	for i, p := range reported {
		switch {
		case !asked.IsOf(p.From, p.Backup.FileName):
		case zdm.SamePartition(p.To, asked.TargetPartition), zdm.SamePartition(p.TargetDevice, asked.TargetPartition):
			return i
		case first < 0:
			first = i
		}
	}
	return first
}

// partitions compares the fields that cannot be changed.
func (d *difference) partitions(request *zdm.RecoveryRequest, reported []zdm.RecoveryPartition) {
	if len(reported) == 0 {
		return
	}
	for j, asked := range request.JobList {
		path := fmt.Sprintf("jobList[%d].", j)
		i := partitionOf(asked, reported)
		switch {
		case i < 0 && asked.SourcePartition == "":
			d.fixed = append(d.fixed, Change{path + "backupFile", "-", asked.BackupFile})
			continue
		case i < 0:
			d.fixed = append(d.fixed, Change{path + "sourcePartition", "-", asked.SourcePartition})
			continue
		}
		p := reported[i]
		target := shown(p.To, p.TargetDevice)
		if strings.HasPrefix(asked.TargetPartition, "/dev/") {
			target = shown(p.TargetDevice, p.To)
		}
		if target != "-" && !zdm.SamePartition(p.To, asked.TargetPartition) && !zdm.SamePartition(p.TargetDevice, asked.TargetPartition) {
			d.fixed = append(d.fixed, Change{path + "targetPartition", target, asked.TargetPartition})
		}
		d.unchangeable(path+"backupJob", p.Backup.JobName, asked.BackupJob)
		d.unchangeable(path+"backupFile", p.Backup.FileName, asked.BackupFile)
	}
	for _, p := range reported {
		path, repository, overwrite := "", request.Repository.ID, request.Overwrite
		if j := jobOfPartition(request, p); j >= 0 {
			path = fmt.Sprintf("jobList[%d].", j)
			overwrite = cmp.Or(request.JobList[j].Overwrite, overwrite)
			if own := request.JobList[j].Repository; own != nil {
				repository = own.ID
			}
		}
		d.unchangeable(path+"repository.id", p.Repository.ID, strconv.FormatInt(repository, 10))
		if now := zdm.OverwriteOf(p.Option.Overwrite); slices.Contains(zdm.Overwrites(), string(now)) {
			d.unchangeable(path+"overwrite", now, overwrite)
		}
	}
}

func (d *difference) unchangeable(name string, reported zdm.Text, asked string) {
	change := Change{name, shown(reported), asked}
	if asked != "" && !reported.None() && string(reported) != asked && !slices.Contains(d.fixed, change) {
		d.fixed = append(d.fixed, change)
	}
}

// shown returns the first value that is set, or "-".
func shown(values ...zdm.Text) string { return clip(zdm.Shown(values...)) }
