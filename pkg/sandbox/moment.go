package sandbox

import (
	"encoding/json"
	"sort"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// moment is an instant at which many jobs are looked at. It works each schedule out once, however many
// jobs have one like it. It is for one goroutine.
type moment struct {
	now   time.Time
	plans map[string]*plan
}

// plan is a schedule at a moment.
type plan struct {
	calendar.Plan
	next time.Time   // of a plan without an interval: due next, zero for never
	past []time.Time // of the same: due at or before the moment, newest first, as many as a job remembers and one that may go on
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
	if !made.Interval() {
		if due, ok := made.Next(m.now); ok {
			made.next = due
		}
		for due := range made.Runs(time.Time{}, m.now, 0) {
			if made.past = append(made.past, due); len(made.past) > maxHistory {
				break
			}
		}
	}
	m.plans[string(schedule)] = made
	return made, nil
}

// standing is how a job stands at a moment, and until when it does as long as nobody changes it.
type standing struct {
	status            string
	succeeded, failed int // runs that are over
	until             time.Time
}

// over counts runs of one outcome.
func (s *standing) over(good bool, runs int) {
	if good {
		s.succeeded += runs
	} else {
		s.failed += runs
	}
}

// changes takes an instant at which the job will stand otherwise. One that is past changes nothing.
func (s *standing) changes(now time.Time, at ...time.Time) {
	for _, one := range at {
		if one.After(now) && one.Before(s.until) {
			s.until = one
		}
	}
}

// look tells how the job of a stored timing stands; load gives the job, where the timing does not tell.
func (m *moment) look(stored []byte, load func() (*job, error)) (standing, error) {
	t := readTiming(stored)
	if s, ok := m.reckon(&t); ok {
		return s, nil
	}
	j, err := load()
	if err != nil {
		return standing{}, err
	}
	return j.stands(m.now), nil
}

// reckon tells what job.stands does, and false when that has to be asked.
func (m *moment) reckon(t *timing) (s standing, ok bool) {
	newest, over, next, ok := m.scheduled(t)
	if !ok {
		return s, false
	}
	due := !next.IsZero()
	s = standing{status: waiting(due), until: m.now.Add(forever)}
	s.changes(m.now, next)
	if !newest.start.IsZero() {
		s.changes(m.now, newest.boundaries()...)
		s.over(!newest.fails, over)
	}
	if !t.kept.start.IsZero() {
		status := t.kept.status(m.now)
		s.status = settled(status, due)
		s.changes(m.now, t.kept.boundaries()...)
		if over < maxHistory && isOver(status) { // what was before is forgotten
			s.over(status == statusComplete, 1)
		}
	}
	if !newest.start.IsZero() {
		s.status = settled(newest.status(m.now), due)
	}
	if over < maxHistory {
		s.over(true, t.succeeded)
		s.over(false, t.failed)
	}
	return s, s.succeeded+s.failed <= maxHistory
}

// scheduled gives the newest run of a timing's schedule, which has no start when there is none, how many of its runs are over, as many as a
// job remembers at most, and when it is due next. Runs so long that one decides about the next, and a clock that went back, are
// not worked out here: ok is false.
func (m *moment) scheduled(t *timing) (newest span, over int, next time.Time, ok bool) {
	if t.schedule == nil {
		return span{}, 0, time.Time{}, true
	}
	p, err := m.plan(t.schedule)
	if err != nil || m.now.Before(t.attached) || !p.Interval() && calendar.Chained(t.next.length) {
		return span{}, 0, time.Time{}, false
	}
	if newest = t.next; p.Interval() {
		own := p.Reattach(t.attached.In(m.now.Location()))
		next, _ = own.Next(m.now)
		newest.start, over = own.Newest(t.after, m.now, t.next.length)
	} else {
		next = p.next
		over = sort.Search(len(p.past), func(i int) bool { return !p.past[i].After(t.after) || !p.past[i].After(t.attached) })
		if over > 0 {
			newest.start = p.past[0]
		}
	}
	if over > 0 && newest.start.Add(newest.length).After(m.now) {
		over--
	}
	return newest, min(over, maxHistory), next, true
}

// stands tells how a job stands.
func (j *job) stands(now time.Time) standing {
	s := standing{status: j.state(now).status, until: now.Add(forever)}
	for _, one := range j.history(now) {
		s.over(one.Status == statusComplete, 1)
	}
	if last, ran := j.latest(now); ran {
		s.changes(now, j.span(last).boundaries()...)
	}
	if j.Run != nil {
		s.changes(now, j.span(*j.Run).boundaries()...)
	}
	if j.Schedule != nil {
		if due, ok := j.Schedule.Attach(j.Attached.In(now.Location())).Next(now); ok {
			s.changes(now, due)
		}
	}
	return s
}
