package run

import (
	"context"
	"slices"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// imagesIn returns the images that a registered recovery names.
func imagesIn(there *zdm.Recovery) (images []journal.Image) {
	for _, p := range there.Job.Detail {
		if p.Backup.FileName.None() {
			continue
		}
		images = append(images, journal.Image{Source: string(p.From), Target: string(p.Target()), Name: string(p.Backup.FileName), Basis: journal.BasisReported})
	}
	return images
}

// imagesOf returns the images of a plan: those that the request names, or else the newest ones,
// which the server will probably use.
func imagesOf(p *plan.Plan) (images []journal.Image) {
	for _, part := range p.Partitions {
		if part.Mode == "" { // not restored
			continue
		}
		image := journal.Image{Source: part.Source, Target: part.Target, Basis: journal.BasisPlanned}
		if part.Image != nil {
			image.Name, image.Created = part.Image.Name, part.Image.When()
			asked := func(item zdm.RecoveryJob) bool {
				return item.BackupFile == image.Name && zdm.SamePartition(zdm.Text(image.Source), item.SourcePartition)
			}
			if slices.ContainsFunc(p.Request.JobList, asked) {
				image.Basis = journal.BasisRequested
			}
		}
		images = append(images, image)
	}
	return images
}

// imageTimes holds the creation times of images by source, requested when first needed.
type imageTimes struct {
	mu    sync.Mutex
	known map[string]map[string]string // by source, then by name
}

// of returns the creation time of an image as the server shows it, or "".
func (t *imageTimes) of(ctx context.Context, client *zdm.Client, source, name string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		t.known = map[string]map[string]string{}
	}
	if t.known[source] == nil {
		found := map[string]string{}
		for image, err := range client.BackupImages(source, zdm.ImageQuery{}).Kept().All(ctx) {
			if err != nil {
				break // the time stays unknown
			}
			found[string(image.Image.Name)] = plan.MadeAt(image.Image)
		}
		t.known[source] = found
	}
	return t.known[source][name]
}

// registered returns the images that the response to a registration names.
func registered(answer *zdm.Registration) (images []journal.Image) {
	for _, p := range answer.Partitions {
		if !p.Backup.BackupFile.None() {
			images = append(images, journal.Image{
				Source: string(p.SourcePartition), Target: string(p.TargetPartition), Name: string(p.Backup.BackupFile), Basis: journal.BasisRegistered,
			})
		}
	}
	return images
}

// image records the image of a partition and the time of its creation.
func (r *Run) image(ctx context.Context, it *item, image journal.Image) {
	for _, known := range it.planned {
		if known.Name == image.Name && known.Created != "" {
			image.Created = known.Created
		}
	}
	if image.Created == "" && image.Name != "" && it.source != "" {
		image.Created = r.images.of(ctx, r.Client, it.source, image.Name)
	}
	_ = r.add(false, journal.Record{Event: journal.ImageUsed, Job: it.name(), Image: &image})
}
