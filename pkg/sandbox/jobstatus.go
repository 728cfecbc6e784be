package sandbox

import (
	"encoding/json"
	"sort"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// evaluator computes the statuses of many jobs at one instant. It evaluates a schedule once for all
// jobs that share it. It is not safe for concurrent use.
type evaluator struct {
	now   time.Time
	plans map[string]*plan
}

// plan is a schedule at that instant.
type plan struct {
	calendar.Plan
	next time.Time // next due time of a plan without an interval, zero for never
	// Due times of a plan without an interval, newest first, as many as a job keeps plus one that
	// may be active.
	past []time.Time
}

func newEvaluator(now time.Time) *evaluator { return &evaluator{now: now, plans: map[string]*plan{}} }

func (e *evaluator) plan(schedule []byte) (*plan, error) {
	if known := e.plans[string(schedule)]; known != nil {
		return known, nil
	}
	var read calendar.Schedule
	if err := json.Unmarshal(schedule, &read); err != nil {
		return nil, err
	}
	made := &plan{Plan: read.Attach(time.Time{}.In(e.now.Location()))}
	if !made.Interval() {
		if due, ok := made.Next(e.now); ok {
			made.next = due
		}
		for due := range made.Runs(time.Time{}, e.now, 0) {
			if made.past = append(made.past, due); len(made.past) > maxHistory {
				break
			}
		}
	}
	e.plans[string(schedule)] = made
	return made, nil
}

// timedStatus is a job's status at an instant, and how long it holds if the job is not changed.
type timedStatus struct {
	status            string
	succeeded, failed int // numbers of finished runs
	until             time.Time
}

// over adds finished runs of one outcome.
func (s *timedStatus) over(good bool, runs int) {
	if good {
		s.succeeded += runs
	} else {
		s.failed += runs
	}
}

// changes records instants at which the status changes. Past instants are ignored.
func (s *timedStatus) changes(now time.Time, at ...time.Time) {
	for _, one := range at {
		if one.After(now) && one.Before(s.until) {
			s.until = one
		}
	}
}

// status returns the status of the job with a stored timing. It calls load only if the timing does
// not suffice.
func (e *evaluator) status(stored []byte, load func() (*job, error)) (timedStatus, error) {
	t := readTiming(stored)
	if s, ok := e.fromTiming(&t); ok {
		return s, nil
	}
	j, err := load()
	if err != nil {
		return timedStatus{}, err
	}
	return j.statusAt(e.now), nil
}

// fromTiming returns the same as job.statusAt, or false if the timing does not suffice.
func (e *evaluator) fromTiming(t *timing) (s timedStatus, ok bool) {
	newest, over, next, ok := e.scheduled(t)
	if !ok {
		return s, false
	}
	due := !next.IsZero()
	s = timedStatus{status: waiting(due), until: e.now.Add(forever)}
	s.changes(e.now, next)
	if !newest.start.IsZero() {
		s.changes(e.now, newest.boundaries()...)
		s.over(!newest.fails, over)
	}
	if !t.kept.start.IsZero() {
		status := t.kept.status(e.now)
		s.status = shownStatus(status, due)
		s.changes(e.now, t.kept.boundaries()...)
		if over < maxHistory && isOver(status) { // older runs are dropped
			s.over(status == statusComplete, 1)
		}
	}
	if !newest.start.IsZero() {
		s.status = shownStatus(newest.status(e.now), due)
	}
	if over < maxHistory {
		s.over(true, t.succeeded)
		s.over(false, t.failed)
	}
	return s, s.succeeded+s.failed <= maxHistory
}

// scheduled returns the newest run of a timing's schedule, the number of its finished runs up to
// maxHistory, and the next due time. If there is no run, its start is zero. ok is false for runs so
// long that one can suppress the next, and if the clock was set back.
func (e *evaluator) scheduled(t *timing) (newest span, over int, next time.Time, ok bool) {
	if len(t.schedule) == 0 {
		return span{}, 0, time.Time{}, true
	}
	p, err := e.plan(t.schedule)
	if err != nil || e.now.Before(t.attached) || !p.Interval() && calendar.Chained(t.next.length) {
		return span{}, 0, time.Time{}, false
	}
	if newest = t.next; p.Interval() {
		own := p.Reattach(t.attached.In(e.now.Location()))
		next, _ = own.Next(e.now)
		newest.start, over = own.Newest(t.after, e.now, t.next.length)
	} else {
		next = p.next
		over = sort.Search(len(p.past), func(i int) bool { return !p.past[i].After(t.after) || !p.past[i].After(t.attached) })
		if over > 0 {
			newest.start = p.past[0]
		}
	}
	if over > 0 && newest.start.Add(newest.length).After(e.now) {
		over--
	}
	return newest, min(over, maxHistory), next, true
}

// statusAt returns the status of a job at an instant.
func (j *job) statusAt(now time.Time) timedStatus {
	s := timedStatus{status: j.state(now).status, until: now.Add(forever)}
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
