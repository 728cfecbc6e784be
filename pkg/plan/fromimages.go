package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
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
	found.suggest(name, imageNames(images.items))
	if images.incomplete {
		found.Notes = []msg.Message{msg.ImagesIncomplete.With()}
	}
}

func imageNames(images []zdm.BackupImage) []string {
	names := make([]string, len(images))
	for i, image := range images {
		names[i] = strings.TrimSpace(string(image.Image.Name))
	}
	return names
}

// names reports whether the request names an image.
func (s *survey) names(image zdm.BackupImage) bool {
	return slices.ContainsFunc(s.request.Images(), func(name string) bool { return zdm.SameImage(string(image.Image.Name), name) })
}

// fillImages chooses the repository, and adds a jobList item for each image of the request whose
// partition exists on the target.
func (s *survey) fillImages(Options) error {
	r := s.request
	if s.client.Generation() == zdm.Generation2 {
		return zdm.ErrNoImageRestore
	}
	images := s.images[r.Repository.ID]
	for _, failed := range []*zdm.Error{s.targetPartitions.failed, images.failed} {
		if failed != nil {
			return failed
		}
	}
	images.items = slices.DeleteFunc(images.items, func(i zdm.BackupImage) bool { return !s.names(i) })
	if r.Repository.ID == 0 {
		r.Repository.ID = s.fullest(images)
	}
	s.images = map[int64]answer[zdm.BackupImage]{r.Repository.ID: imagesIn(images, r.Repository.ID)}
	for _, name := range r.Images() {
		at := slices.IndexFunc(images.items, func(i zdm.BackupImage) bool { return zdm.SameImage(string(i.Image.Name), name) })
		if at < 0 {
			continue // reported by the plan of the request
		}
		image := images.items[at]
		target := slices.IndexFunc(s.targetPartitions.items, func(p zdm.Partition) bool {
			return sameLetter(p, zdm.Partition{Letter: image.Volume()})
		})
		if target < 0 {
			continue
		}
		job := zdm.RecoveryJob{BackupFile: name, TargetPartition: Place(s.targetPartitions.items[target])}
		if id, err := strconv.ParseInt(value(image.Image.Repository.ID), 10, 64); err == nil && id != r.Repository.ID {
			job.Repository = &zdm.Repository{ID: id}
			s.images[id] = imagesIn(images, id)
		}
		r.JobList = append(r.JobList, job)
	}
	if len(r.JobList) == 0 {
		return exit.New(exit.Usage, msgInitNoImages.With(r.Target))
	}
	return nil
}
