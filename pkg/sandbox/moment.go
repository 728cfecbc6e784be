package sandbox

import (
	"encoding/json"
	"iter"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// moment is an instant at which many jobs are looked at. It works each schedule out once, however many
// jobs have one like it. It is for one goroutine.
type moment struct {
	now    time.Time
	plans  map[string]*plan
	timing timing // of the job that is looked at: one for each would be much garbage
}

// plan is a schedule at a moment.
type plan struct {
	calendar.Plan
	due  bool        // again
	past []time.Time // of a plan without an interval: due at or before the moment, newest first, as many as a job remembers
}

func newMoment(now time.Time) *moment { return &moment{now: now, plans: map[string]*plan{}} }

func (m *moment) plan(schedule []byte) (*plan, error) {
	if known := m.plans[string(schedule)]; known != nil {
		return known, nil
	}
	var read calendar.Schedule
	if err := json.Unmarshal(schedule, &read); err != nil {
		return nil, err
	}
	made := &plan{Plan: read.Attach(time.Time{}.In(m.now.Location()))}
	_, made.due = made.Next(m.now)
	if !made.Interval() {
		for due := range made.Runs(time.Time{}, m.now, 0) {
			if made.past = append(made.past, due); len(made.past) == maxHistory {
				break
			}
		}
	}
	m.plans[string(schedule)] = made
	return made, nil
}

// begun gives the newest run of a timing's schedule, and whether the schedule is due again. Runs so long that
// one decides about the next, and a clock that went back, are not worked out here: ok is false.
func (m *moment) begun(t *timing) (r span, ran, due, ok bool) {
	if t.schedule == nil {
		return r, false, false, true
	}
	p, err := m.plan(t.schedule)
	if err != nil || m.now.Before(t.attached) || !p.Interval() && calendar.Chained(t.next.length) {
		return r, false, false, false
	}
	r = t.next
	switch {
	case p.Interval():
		r.start, ran = p.Reattach(t.attached.In(m.now.Location())).Newest(t.after, m.now, t.next.length)
	case len(p.past) > 0:
		r.start, ran = p.past[0], p.past[0].After(t.after) && p.past[0].After(t.attached)
	}
	return r, ran, p.due, true
}

// starts gives those of the runs of a timing's schedule that begun tells of, newest first, as many as a job remembers at least.
func (m *moment) starts(p *plan, t *timing) iter.Seq[time.Time] {
	if p.Interval() {
		return p.Reattach(t.attached.In(m.now.Location())).Runs(t.after, m.now, t.next.length)
	}
	return func(yield func(time.Time) bool) {
		for _, due := range p.past {
			if !due.After(t.after) || !due.After(t.attached) || !yield(due) {
				return
			}
		}
	}
}

// over counts the runs of a timing's schedule that are over, as many as a job remembers at most.
func (m *moment) over(t *timing) (n int) {
	p, err := m.plan(t.schedule)
	if err != nil {
		return 0
	}
	for start := range m.starts(p, t) {
		if n == maxHistory {
			break
		}
		if !start.Add(t.next.length).After(m.now) {
			n++
		}
	}
	return n
}

// wanted is what lists and single reads ask of a job.
type wanted struct {
	clauses clauses
	status  string // at the moment; empty for any
	ran     bool   // some run of it is over
	moment  *moment
}

// ask adds a clause: one of these terms.
func (w *wanted) ask(terms ...term) { w.clauses = append(w.clauses, terms) }

// everything reports that nothing is asked.
func (w *wanted) everything() bool { return len(w.clauses) == 0 && w.status == "" && !w.ran }

// fits holds a job's facts to it, and the job itself where they do not tell.
func (w *wanted) fits(of facts, load func() (*job, error)) (bool, error) {
	terms, rest := cutTerms(of)
	if !w.clauses.metBy(terms) {
		return false, nil
	}
	if w.status == "" && !w.ran {
		return true, nil
	}
	if neverRuns(rest) { // as most, and quickly said
		return !w.ran && w.status == statusRegistered, nil
	}
	t := &w.moment.timing
	*t = readTiming(rest)
	if w.ran {
		if succeeded, failed, ok := w.moment.ended(t); ok && succeeded+failed == 0 {
			return false, nil
		}
	}
	if w.status == "" {
		return true, nil
	}
	if status, ok := w.moment.status(t); ok {
		return status == w.status, nil
	}
	j, err := load()
	return err == nil && j.state(w.moment.now).status == w.status, err
}

// has holds a job to it that has been read.
func (w *wanted) has(j *job) bool {
	fits, err := w.fits(j.facts(), func() (*job, error) { return j, nil })
	return fits && err == nil
}

// status gives what job.state does, and false when that has to be asked.
func (m *moment) status(t *timing) (status string, ok bool) {
	r, ran, due, ok := m.begun(t)
	if !ran {
		r, ran = t.kept, !t.kept.start.IsZero()
	}
	switch {
	case !ok:
		return "", false
	case !ran:
		return waiting(due), true
	}
	return settled(r.status(m.now), due), true
}

// ended counts the runs that are over as job.history does, and gives false when that has to be asked.
func (m *moment) ended(t *timing) (succeeded, failed int, ok bool) {
	_, ran, _, ok := m.begun(t)
	if !ok {
		return 0, 0, false
	}
	count := func(good bool, n int) {
		if good {
			succeeded += n
		} else {
			failed += n
		}
	}
	if ran {
		count(!t.next.fails, m.over(t))
	}
	if succeeded+failed == maxHistory { // what was before is forgotten
		return succeeded, failed, true
	}
	if !t.kept.start.IsZero() {
		switch t.kept.status(m.now) {
		case statusComplete:
			count(true, 1)
		case statusCanceled, statusError:
			count(false, 1)
		}
	}
	count(true, t.succeeded)
	count(false, t.failed)
	return succeeded, failed, succeeded+failed <= maxHistory
}
