package sandbox

import (
	"encoding/json"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
)

// evaluator computes the statuses of many jobs at one instant. It parses a schedule once for all
// jobs that share it. It is not safe for concurrent use.
type evaluator struct {
	now       time.Time
	schedules map[string]calendar.Schedule
}

func newEvaluator(now time.Time) *evaluator {
	return &evaluator{now: now, schedules: map[string]calendar.Schedule{}}
}

func (e *evaluator) schedule(text []byte) (calendar.Schedule, error) {
	read, known := e.schedules[string(text)]
	if known {
		return read, nil
	}
	err := json.Unmarshal(text, &read)
	e.schedules[string(text)] = read
	return read, err
}

// timedStatus is a job's status at an instant, and how long it holds if the job is not changed.
type timedStatus struct {
	status            string
	succeeded, failed int // numbers of finished runs, together at most maxHistory
	until             time.Time
}

// over adds a finished run, after the newer ones.
func (s *timedStatus) over(good bool) {
	switch {
	case s.full():
	case good:
		s.succeeded++
	default:
		s.failed++
	}
}

func (s *timedStatus) full() bool { return s.succeeded+s.failed == maxHistory }

// changes records instants at which the status changes. Past instants are ignored.
func (s *timedStatus) changes(now time.Time, at ...time.Time) {
	for _, one := range at {
		if one.After(now) && one.Before(s.until) {
			s.until = one
		}
	}
}

// status returns the status of the job with a stored timing.
func (e *evaluator) status(stored []byte) (timedStatus, error) {
	t, s := readTiming(stored), timedStatus{until: e.now.Add(forever)}
	due := false
	visit := func(r span) { // newest run first
		status := r.status(e.now)
		if s.status == "" {
			s.status = shownStatus(status, due)
		}
		if isOver(status) {
			s.over(status == statusComplete)
		} else {
			s.changes(e.now, r.boundaries()...)
		}
	}
	if len(t.schedule) > 0 {
		schedule, err := e.schedule(t.schedule)
		if err != nil {
			return s, err
		}
		plan := schedule.Attach(t.attached.In(e.now.Location()))
		var next time.Time
		if next, due = plan.Next(e.now); due {
			s.changes(e.now, next)
		}
		for start := range plan.Runs(t.after, e.now, t.next.length) {
			one := t.next
			one.start = start
			if visit(one); s.full() {
				break
			}
		}
	}
	if !t.kept.start.IsZero() {
		visit(t.kept)
	}
	for _, good := range t.past {
		s.over(good != 0)
	}
	if s.status == "" {
		s.status = waiting(due)
	}
	return s, nil
}
