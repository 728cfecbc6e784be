package report

import (
	"math"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// clockSlack is the tolerated drift between clocks during a run.
const clockSlack = 30 * time.Second

// fold is the state derived from the records.
type fold struct {
	runs   []journal.Record // run records; the last one applies
	begin  time.Time
	end    *journal.Record // end of the last run; nil if it is active or was killed
	tracks map[string]*track
	waves  map[string]time.Time // start time by name of the wave
	clocks []journal.Record
	gaps   []entry
	jump   time.Duration // how far a clock was set during the run, at most
	apart  time.Duration // how far the clocks of the shards' machines differ
	clock  *journal.Clock
	latest time.Time        // latest time of the records that are written at once
	notes  []journal.Record // decisions
	all    []entry
}

// entry is a record with the shard that wrote it, or "" if the run has no shards.
type entry struct {
	*journal.Record
	shard string
}

// message adds the shard to a message that does not concern a recovery.
func (e *entry) message(m msg.Message) msg.Message {
	if e.shard == "" || e.Job != "" {
		return m
	}
	return msg.Reason.With(msgShard.With(e.shard), m)
}

// track is the state of a recovery derived from the records.
type track struct {
	sent     time.Time // when its start was announced
	origin   string
	start    Span
	end      Span
	result   string
	code     exit.Code
	detail   string
	ids      []string
	state    *journal.State // the state that has the result
	images   []journal.Image
	skipped  bool
	runsWith bool // observed running
	started  bool // a start was sent that may have taken effect
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
	f.detectJump(r)
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
		if r.What != journal.NotRunning || !f.isIdle() {
			f.gaps = append(f.gaps, entry{Record: r})
		}
	case journal.End:
		if r.Job == "" {
			f.end = r
		}
	case journal.Decision:
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

// detectJump records how far a clock was set. A clock was set if a later record has an earlier
// time, or if the offset between this machine's clock and the server's has changed. In the second
// case it is unknown which of them was set.
func (f *fold) detectJump(r *journal.Record) {
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

// isIdle reports whether the run has ended normally and no recovery is running, so that nothing
// needs to be observed.
func (f *fold) isIdle() bool {
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
		t.sent, t.started = r.At, true // a run registers recoveries to start at once
	case journal.End:
		t.started = !r.Held && slices.Contains([]string{"created", "partial", "unknown"}, r.Outcome)
	case journal.Start:
		t.started = slices.Contains([]string{"", "accepted", "unknown"}, r.Outcome)
		if r.Outcome == "" {
			t.sent = r.At
		}
	case journal.Decision:
		switch r.What {
		case journal.Skipped:
			t.skipped = true
		case journal.Restarted:
			*t = track{ids: t.ids} // the newest image may be another one now
		}
	case journal.ImageUsed:
		t.image(*r.Image)
	case journal.Observed:
		t.observe(r)
	}
}

// observe applies an observed state.
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

// image keeps the image of a partition with the best source.
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

// instant returns a pointer to a time, or nil for the zero time.
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
