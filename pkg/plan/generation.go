package plan

import (
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// usable reports whether the server restores the newest image of a backup job by default. The last
// run of the job must not have failed and, from 3.0 on, must not be running.
func (j *judge) usable(b zdm.Backup) bool {
	if failedRun(b) {
		return false
	}
	return j.client.Generation() != zdm.Generation3 || !zdm.Status(b.Job.Info.Status.Current).Running()
}

// newestOfFailed refuses the newest image of a backup job whose last run failed, as servers of 3.0
// do. Older images of the job are allowed.
func (j *judge) newestOfFailed(image zdm.BackupImage, images []zdm.BackupImage, path string) {
	job := value(image.Image.JobName)
	failed := slices.ContainsFunc(j.backups.items, func(b zdm.Backup) bool {
		return value(b.Job.Info.Name) == job && j.of(b.Job.Info.Volume()) && j.in(b.Repository) && failedRun(b)
	})
	zone := time.UTC // only the server's own times are compared with each other
	at, known := created(image.Image, zone)
	if j.client.Generation() != zdm.Generation3 || !failed || !known {
		return
	}
	newer := slices.ContainsFunc(images, func(other zdm.BackupImage) bool {
		made, known := created(other.Image, zone)
		return known && made.After(at) && value(other.Image.JobName) == job && j.of(other.Volume())
	})
	if !newer {
		j.fail(FailedBackup, path, msgPlanNewestOfFailed.With(image.Image.Name, job)).Notes = []msg.Message{msgPlanOlderImage.With()}
	}
}

// busy warns of a recovery that runs on the target. Servers of 3.0 register the request without
// starting it.
func (j *judge) busy() {
	if j.client.Generation() != zdm.Generation3 {
		return
	}
	for i := range j.onto.items {
		r := &j.onto.items[i]
		if j.own(r) || !zdm.Status(r.Job.Info.Status.Current).Running() {
			continue
		}
		m := msgPlanTargetRuns.With(j.plan.Target.Short(), string(r.Job.Info.Name))
		if j.request.AutoStart == zdm.Use {
			j.warn(StartSkipped, "autoStart", m).Notes = []msg.Message{msgPlanStartLater.With()}
		} else {
			j.note(StartSkipped, "target", m)
		}
		return
	}
}

// takesOverwrite warns of an overwrite setting that the server does not support: up to 2.0.2 for a
// single partition and for Windows, since 3.0 for Windows.
func (j *judge) takesOverwrite(item int) {
	windows := zdm.DriveOf(j.at.TargetLetter) != ""
	path, single := "overwrite", item >= 0 && j.request.JobList[item].Overwrite == zdm.OverwriteAllow
	if single {
		path = jobPath(item, "overwrite")
	}
	switch {
	case j.at.Overwrite != zdm.OverwriteAllow:
	case windows && j.client.Generation() == zdm.Generation3:
		j.warn(Overwriting, path, msgPlanOverwriteIgnored.With(j.at.Target))
	case windows, single && j.client.Generation() != zdm.Generation3:
		j.warn(Overwriting, path, msgPlanOverwriteRefused.With())
	}
}
