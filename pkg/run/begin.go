package run

import (
	"context"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/journal"
)

// begin records the run and the decisions made on its command line, and then the images that the
// recoveries will be restored from.
func (r *Run) begin(ctx context.Context) error {
	now := r.Now()
	about := r.Plan
	about.Server, about.Through, about.Waves = r.Client.Base(), r.Through, r.planned()
	if about.Shard != "" {
		about.ID = sharedID(&about)
	}
	var records []journal.Record
	if before := r.past.run; before != nil {
		about.ID, about.Resumed = before.ID, true
		records = append(records, journal.Record{Event: journal.Gap, What: journal.NotRunning, From: r.past.last, At: now})
	} else if about.Since.IsZero() {
		about.Since, about.SinceBasis = now, journal.SinceStart
	}
	records = append(records, journal.Record{Event: journal.RunBegins, At: now, Run: &about})
	records = append(records, r.restated...)
	for _, it := range r.items {
		records = append(records, it.decisions...)
	}
	if err := r.add(true, records...); err != nil {
		return err
	}
	for _, it := range r.items {
		for _, image := range it.planned {
			if r.image(ctx, it, image); r.fault != nil {
				return r.fault
			}
		}
	}
	r.readClock(ctx)
	return r.fault
}

// Readiness returns the records of a run that has not started: what it would do, and the images it
// would restore. Prepare must be called first.
func (r *Run) Readiness(ctx context.Context) []journal.Record {
	about := r.Plan
	about.Server, about.Waves = r.Client.Base(), r.planned()
	if about.Since.IsZero() {
		about.Since, about.SinceBasis = r.now0, journal.SinceStart
	}
	records := []journal.Record{{Event: journal.RunBegins, At: r.now0, Run: &about}}
	if r.Probe != nil {
		if p, err := r.Probe(ctx); err == nil {
			read := p.clock()
			records = append(records, journal.Record{Event: journal.ClockRead, At: p.Received, Clock: &read})
		}
	}
	for _, it := range r.items {
		for i := range it.planned {
			records = append(records, journal.Record{Event: journal.ImageUsed, Job: it.name(), At: r.now0, Image: &it.planned[i]})
		}
	}
	return records
}

// planned returns the waves as the run record contains them.
func (r *Run) planned() []journal.Wave {
	waves := make([]journal.Wave, len(r.waves))
	for w, wave := range r.waves {
		waves[w].Name = wave.Name
	}
	for i, it := range slices.Concat(r.items, r.others) {
		waves[it.wave].Recoveries = append(waves[it.wave].Recoveries, journal.Recovery{
			Job: it.name(), Source: it.request.Source, Target: it.request.Target, Request: journal.Fingerprint(it.send.Body), Elsewhere: i >= len(r.items),
		})
	}
	return waves
}
