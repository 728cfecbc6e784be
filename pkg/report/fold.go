package report

import (
	"math"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// clockSlack is how far clocks may drift apart during a run without a word.
const clockSlack = 30 * time.Second

// fold is the state that the records show.
type fold struct {
	runs   []journal.Record // run records, the last one is what holds
	begin  time.Time
	end    *journal.Record // of the last run; nil: it was killed, or runs
	tracks map[string]*track
	waves  map[string]time.Time // begin, by name
	clocks []journal.Record
	gaps   []entry
	jump   time.Duration // the farthest that a clock was set during the run
	apart  time.Duration // how far the clocks of the machines of shards are apart
	clock  *journal.Clock
	latest time.Time        // of the records that are written at once
	notes  []journal.Record // decisions
	all    []entry
}

// entry is a record with the shard that wrote it, "" where one process wrote all.
type entry struct {
	*journal.Record
	shard string
}

// message adds the shard to a message that concerns no recovery.
func (e *entry) message(m msg.Message) msg.Message {
	if e.shard == "" || e.Job != "" {
		return m
	}
	return msg.Reason.With(msgShard.With(e.shard), m)
}

// track is the state of a recovery in the records.
type track struct {
	sent     time.Time // when its start was announced
	origin   string
	start    Span
	end      Span
	result   string
	code     exit.Code
	detail   string
	ids      []string
	state    *journal.State // the one with the result
	images   []journal.Image
	skipped  bool
	runsWith bool // seen running
}

func newFold() *fold { return &fold{tracks: map[string]*track{}, waves: map[string]time.Time{}} }

func foldOf(records []journal.Record) *fold {
	f := newFold()
	for i := range records {
		f.all = append(f.all, entry{Record: &records[i]})
		f.take(&records[i])
	}
	return f
}

func (f *fold) take(r *journal.Record) {
	f.steady(r)
	switch r.Event {
	case journal.RunBegins:
		if len(f.runs) == 0 {
			f.begin = r.At
		}
		f.runs, f.end = append(f.runs, *r), nil
		for _, t := range f.tracks {
			t.skipped = false
		}
	case journal.WaveEvent:
		if f.waves[r.Wave].IsZero() {
			f.waves[r.Wave] = r.At
		}
	case journal.ClockRead:
		f.clocks = append(f.clocks, *r)
	case journal.Gap:
		if r.What != journal.NotRunning || !f.rests() {
			f.gaps = append(f.gaps, entry{Record: r})
		}
	case journal.End:
		if r.Job == "" {
			f.end = r
		}
	}
	if r.Event == journal.Decision {
		f.notes = append(f.notes, *r)
	}
	if r.Job != "" {
		t := f.tracks[r.Job]
		if t == nil {
			t = &track{}
			f.tracks[r.Job] = t
		}
		t.take(r)
	}
}

// steady notes by how much a clock was set: what is written later has an earlier time, or this
// machine's clock is another way from the server's than before. Which of them it was is not known.
func (f *fold) steady(r *journal.Record) {
	set := func(by time.Duration) {
		if by > clockSlack {
			f.jump = max(f.jump, by)
		}
	}
	switch r.Event {
	case journal.RunBegins, journal.WaveEvent, journal.Start:
		set(f.latest.Sub(r.At))
		f.latest = latest(f.latest, r.At)
	case journal.ClockRead:
		if r.Clock.PlusMinus <= 0 {
			return
		}
		if before := f.clock; before != nil {
			set(time.Duration((math.Abs(r.Clock.Offset-before.Offset) - r.Clock.PlusMinus - before.PlusMinus) * float64(time.Second)))
		}
		f.clock = r.Clock
	}
}

// rests reports whether the run has come to its end as it should, and nothing runs: then nobody has
// to look.
func (f *fold) rests() bool {
	if f.end == nil || f.end.Outcome != journal.Complete {
		return false
	}
	for _, t := range f.tracks {
		if t.result == "" && !t.skipped && !t.sent.IsZero() {
			return false
		}
	}
	return true
}

func (t *track) take(r *journal.Record) {
	if r.RequestID != "" && !slices.Contains(t.ids, r.RequestID) {
		t.ids = append(t.ids, r.RequestID)
	}
	switch r.Event {
	case journal.Send:
		t.sent = r.At
	case journal.Start:
		if r.Outcome == "" {
			t.sent = r.At
		}
	case journal.Decision:
		switch r.What {
		case journal.Skipped:
			t.skipped = true
		case journal.Restarted:
			*t = track{ids: t.ids} // another image may be the newest now
		}
	case journal.ImageUsed:
		t.image(*r.Image)
	case journal.Observed:
		t.observe(r)
	}
}

// observe follows a look.
func (t *track) observe(r *journal.Record) {
	s := r.State
	if s.Running && t.start.By == nil {
		t.runsWith, t.origin, t.start.By = true, s.Origin, instant(r.At)
		if s.Origin != journal.Found {
			t.start.After = instant(latest(s.After, t.sent))
		}
	}
	if s.Result == "" {
		return
	}
	if t.origin == "" {
		t.origin = s.Origin
	}
	t.result, t.code, t.detail, t.state = s.Result, r.Code, r.Detail, s
	if t.runsWith && s.Result != Unknown {
		t.end = Span{After: instant(latest(s.After, t.sent)), By: instant(r.At)}
	}
}

// image keeps the best that is known of a partition's image.
func (t *track) image(image journal.Image) {
	rank := []string{journal.BasisPlanned, journal.BasisReported, journal.BasisRequested, journal.BasisRegistered}
	for i, known := range t.images {
		if known.Source != image.Source {
			continue
		}
		if slices.Index(rank, image.Basis) >= slices.Index(rank, known.Basis) {
			if image.Target == "" {
				image.Target = known.Target
			}
			t.images[i] = image
		}
		return
	}
	t.images = append(t.images, image)
}

// instant is a time, nil for the zero one.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
