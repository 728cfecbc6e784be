package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// imagesAlone checks the images of a request without a source. Each is restored to the targets of
// its jobList items, or else to the partition of the same name.
func (j *judge) imagesAlone() {
	if j.client.Generation() == zdm.Generation2 {
		j.fail(NotSupported, "backupFile", msgPlanImagesSince.With())
		return
	}
	j.partitionsKnown("target", j.targetPartitions, j.plan.Target)
	j.unsaved()
	taken := map[string]string{}
	for _, name := range j.request.Images() {
		for _, item := range j.itemsOfImage(name) {
			j.oneImage(name, item, taken)
		}
	}
	if len(j.plan.Partitions) == 0 {
		j.fail(NothingToRestore, "", msgPlanNoImagesToRestore.With())
	}
}

// itemsOfImage returns the indexes of the jobList items for an image, or only -1 if there is none.
func (j *judge) itemsOfImage(name string) (items []int) {
	for item, job := range j.request.JobList {
		if zdm.SameImage(job.BackupFile, name) {
			items = append(items, item)
		}
	}
	if items == nil {
		return []int{-1}
	}
	return items
}

// oneImage checks an image and its target.
func (j *judge) oneImage(name string, item int, taken map[string]string) {
	repository := j.request.Repository.ID
	job := zdm.RecoveryJob{BackupFile: name}
	if item >= 0 {
		if job = j.request.JobList[item]; job.Repository != nil {
			repository = job.Repository.ID
		}
	}
	images := j.images[repository]
	at := slices.IndexFunc(images.items, func(i zdm.BackupImage) bool { return zdm.SameImage(string(i.Image.Name), name) })
	p := Partition{
		Source: name, Mode: cmp.Or(job.Mode, j.request.Mode), Overwrite: cmp.Or(job.Overwrite, j.request.Overwrite), Repository: repository, Verdict: OK,
	}
	if at >= 0 {
		p.Source, p.Used = string(images.items[at].Volume()), images.items[at].Image.Size
	}
	j.plan.Partitions = append(j.plan.Partitions, p)
	j.at, j.failed = &j.plan.Partitions[len(j.plan.Partitions)-1], false
	defer func() { j.at = nil }()
	path := "backupFile"
	if item >= 0 {
		path = jobPath(item, "backupFile")
	}
	only := j.request.ListOnly != nil && *j.request.ListOnly
	switch {
	case at >= 0 && j.leftOut(zdm.Partition{Letter: zdm.Text(p.Source)}):
		j.note(Excluded, "excludePartition", msgPlanExcluded.With())
		return
	case at < 0 && images.failed == nil: // the server refuses the whole request
		j.noSuchImage(path, name, repository)
	case item < 0 && only:
		j.warn(NotRestored, "listOnly", msgPlanImageNotRestored.With())
		return
	case images.failed != nil:
		j.unknown()
	default:
		j.take(images.items[at])
		j.old(msg.PlanOldImage)
	}
	if p.Source == name && job.TargetPartition == "" { // its default target is derived from its partition
		j.unknown()
		return
	}
	j.goesTo(job, item, taken)
}

func (j *judge) noSuchImage(path, name string, repository int64) {
	images := j.images[repository]
	found := j.fail(Unknown, path, msgPlanNoSuchImage.With(name, repository))
	found.suggest(name, each(images.items, func(i zdm.BackupImage) string { return strings.TrimSpace(string(i.Image.Name)) }))
	if images.incomplete {
		found.Notes = []msg.Message{msg.ImagesIncomplete.With()}
	}
}

// names reports whether the request names an image.
func (s *survey) names(image zdm.BackupImage) bool {
	return slices.ContainsFunc(s.request.Images(), func(name string) bool { return zdm.SameImage(string(image.Image.Name), name) })
}

// addImages adds a jobList item for each image of the request whose partition exists on the target.
// The plan of the request reports images that do not exist.
func (s *survey) addImages(images answer[zdm.BackupImage]) {
	for _, name := range s.request.Images() {
		at := slices.IndexFunc(images.items, func(i zdm.BackupImage) bool { return zdm.SameImage(string(i.Image.Name), name) })
		if at < 0 {
			continue
		}
		image := images.items[at]
		if target, exists := s.counterpart(image.Volume()); exists {
			s.add(zdm.RecoveryJob{BackupFile: name, TargetPartition: target}, images, number(image.Image.Repository.ID))
		}
	}
}
