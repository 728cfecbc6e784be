package plan

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// saved finds the image a partition would be restored from: the one in the request, or else the
// newest of the named backup job, or else the newest of the partition's successful jobs.
func (j *judge) saved(job zdm.RecoveryJob, item int) {
	images, asked := j.images[j.at.Repository]
	if !asked || images.failed != nil {
		j.unknown() // already reported for the source or the repository
		return
	}
	sound := job.BackupJob == "" || j.soundJob(job.BackupJob, jobPath(item, "backupJob"), job.BackupFile != "")
	switch {
	case !sound:
	case job.BackupFile != "":
		j.namedImage(job, images.items, jobPath(item, "backupFile"))
	default:
		j.newestImage(job, images.items)
	}
}

// soundJob checks a backup job named in the request, and reports whether its images can belong to
// the partition. named is set if the request also names an image, which servers prefer.
func (j *judge) soundJob(name, path string, named bool) bool {
	j.at.BackupJob = name
	if j.backups.failed != nil {
		return true
	}
	var known, fit []zdm.Backup
	for _, b := range j.backups.items {
		if string(b.Job.Info.Name) != name {
			continue
		}
		known = append(known, b)
		if j.of(b.Job.Info.Volume()) && j.in(b.Repository) {
			fit = append(fit, b)
		}
	}
	switch {
	case len(known) == 0:
		j.fail(Unknown, path, msgPlanNoBackupJob.With(j.plan.Source.Short(), name)).
			suggest(name, each(j.backups.items, func(b zdm.Backup) string { return string(b.Job.Info.Name) }))
		return false
	case len(fit) == 0:
		j.fail(WrongBackup, path, msgPlanOtherBackupJob.With(name, known[0].Job.Info.Volume(), known[0].Repository.ID))
		return false
	case len(fit) > 1:
		ids := each(fit, func(b zdm.Backup) string { return string(b.Job.Info.ID) })
		j.fail(Ambiguous, path, msg.PlanAmbiguous.With(name, len(fit), strings.Join(ids, ", ")))
	case failedRun(fit[0]) && j.client.Generation() == zdm.Generation3 && !named:
		j.fail(FailedBackup, path, msgPlanFailedBackup.With(name, fit[0].Job.Info.Status.Current)).Notes = []msg.Message{msgPlanOlderImage.With()}
	case failedRun(fit[0]):
		j.warn(FailedBackup, path, msgPlanFailedBackup.With(name, fit[0].Job.Info.Status.Current))
	}
	return true
}

func failedRun(b zdm.Backup) bool {
	phase := zdm.Status(b.Job.Info.Status.Current)
	return phase == zdm.PhaseError || phase == zdm.PhaseCanceled
}

// of reports whether a volume is the partition, as far as the server reports it.
func (j *judge) of(volume zdm.Text) bool {
	return volume.None() || is(zdm.Partition{Letter: zdm.Text(j.at.Source)}, value(volume))
}

// in reports whether r is the partition's repository, as far as the server reports it.
func (j *judge) in(r zdm.RepositoryRef) bool {
	return r.ID.None() || value(r.ID) == strconv.FormatInt(j.at.Repository, 10)
}

// namedImage checks the image named in the request.
func (j *judge) namedImage(job zdm.RecoveryJob, images []zdm.BackupImage, path string) {
	var found *zdm.BackupImage
	for i, image := range images {
		if string(image.Image.Name) == job.BackupFile && (found == nil || j.of(image.Volume())) {
			found = &images[i]
		}
	}
	switch {
	case found == nil:
		j.fail(Unknown, path, msgPlanNoSuchImage.With(job.BackupFile, j.at.Repository))
		return
	case !j.of(found.Volume()):
		j.fail(WrongBackup, path, msgPlanImageOfPartition.With(job.BackupFile, found.Volume()))
		return
	case job.BackupJob != "" && !found.Image.JobName.None() && value(found.Image.JobName) != job.BackupJob:
		j.fail(WrongBackup, path, msgPlanImageOfJob.With(job.BackupFile, found.Image.JobName))
		return
	}
	j.newestOfFailed(*found, images, path)
	j.take(*found)
	j.old(msg.PlanOldImage)
}

// newestImage predicts the server's choice.
func (j *judge) newestImage(job zdm.RecoveryJob, images []zdm.BackupImage) {
	var fit []zdm.BackupImage
	other := ""
	for _, image := range images {
		switch {
		case !j.mine(image):
		case j.counts(image, job.BackupJob):
			fit = append(fit, image)
		default:
			other = string(image.Image.Name)
		}
	}
	if len(fit) == 0 {
		found := j.fail(NoImage, "", msgPlanNoImage.With(j.at.Repository))
		if other != "" && job.BackupJob == "" {
			found.Notes = []msg.Message{msg.PlanOtherImage.With(other)}
		}
		return
	}
	newest, unknown := newestOf(fit, j.options.Now.Location())
	if unknown > 0 && len(fit) > 1 {
		j.warn(Unreported, "", msgPlanNewestNotReported.With(unknown, len(fit)))
	}
	switch {
	case newest >= 0:
		j.take(fit[newest])
	case len(fit) == 1:
		j.take(fit[0])
	default:
		return
	}
	j.old(msg.PlanOldNewest)
}

// newestOf returns the index of the newest image, or -1, and the number of images whose age is
// unknown.
func newestOf(images []zdm.BackupImage, zone *time.Location) (newest, unknown int) {
	newest = -1
	var at time.Time
	for i, image := range images {
		made, known := created(image.Image, zone)
		switch {
		case !known:
			unknown++
		case newest < 0 || made.After(at):
			newest, at = i, made
		}
	}
	return newest, unknown
}

// mine reports whether an image belongs to the partition, according to the server or else to its
// backup job.
func (j *judge) mine(image zdm.BackupImage) bool {
	if !image.Volume().None() {
		return j.of(image.Volume())
	}
	return slices.ContainsFunc(j.backups.items, func(b zdm.Backup) bool {
		return value(b.Job.Info.Name) == value(image.Image.JobName) && !b.Job.Info.Volume().None() && j.of(b.Job.Info.Volume())
	})
}

// counts reports whether the server may choose an image: one of the named job, or without a named
// job, one of a job whose last run did not fail.
func (j *judge) counts(image zdm.BackupImage, job string) bool {
	if job != "" {
		return value(image.Image.JobName) == job
	}
	if j.backups.failed != nil || image.Image.JobName.None() {
		return true
	}
	return slices.ContainsFunc(j.backups.items, func(b zdm.Backup) bool {
		return value(b.Job.Info.Name) == value(image.Image.JobName) && j.of(b.Job.Info.Volume()) && j.in(b.Repository) && j.usable(b)
	})
}

// take selects an image for the partition.
func (j *judge) take(image zdm.BackupImage) {
	taken := &Image{Name: string(image.Image.Name), Created: value(image.Image.CreatedAt), Size: image.Image.Size}
	if at, known := created(image.Image, j.options.Now.Location()); known {
		taken.Age, taken.Aged = age(j.options.Now, at)
	}
	j.at.Image = taken
	if job := value(image.Image.JobName); job != "" {
		j.at.BackupJob = job
	}
}

// old warns of an image that is older than allowed or of unknown age.
func (j *judge) old(text msg.Text) {
	image, limit := j.at.Image, j.options.MaxAge
	switch {
	case !image.Aged:
		j.warn(Unreported, "", msgPlanAgeNotReported.With(image.Name))
	case limit > 0 && image.Age > limit:
		j.warn(OldImage, "", text.With(image.Name, Age(image.Age), duration.Text(limit)))
	}
}
