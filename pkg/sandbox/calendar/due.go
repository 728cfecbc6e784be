package calendar

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Bounds of a search. A schedule by days is due again within farthest days, and a day is at least
// shortestDay long.
const (
	farthest    = 70
	shortestDay = 23 * time.Hour
)

// Plan holds the due times of a schedule of types 0 to 6 from the instant it was attached. Days and
// times of day are in that instant's time zone. Intervals count from the time of day on its day.
type Plan struct {
	kind         int
	attached     time.Time
	hour, minute int
	period       time.Duration // only for intervals
	first        time.Time     // start of intervals, and the only due time of type 0
	exists       bool          // whether the date of type 0 exists
	weeks, days  uint32        // bit sets; weekdays use the bit of time.Weekday
}

// Attach returns the plan of a schedule that Check accepts, attached at an instant. Schedules of
// other types are never due.
func (s Schedule) Attach(at time.Time) Plan {
	p := Plan{kind: s.Type, attached: at}
	p.hour, p.minute, _ = clock(s.Basic.Time)
	p.first = p.on(at)
	switch s.Type {
	case zdm.ScheduleOnce:
		year, month, day := atoi(s.Basic.Year), atoi(s.Basic.Month), atoi(s.Basic.Day)
		p.first = p.on(time.Date(year, time.Month(month), day, 12, 0, 0, 0, at.Location()))
		p.exists = p.first.Day() == day // there is no 30th of February
	case zdm.ScheduleEveryMinute:
		p.period = time.Duration(atoi(s.Basic.Interval.Minute)) * time.Minute
	case zdm.ScheduleHourly:
		p.period = time.Duration(atoi(s.Basic.Interval.Hour)) * time.Hour
	case zdm.ScheduleWeekly, zdm.ScheduleMonthlyByWeek:
		for _, day := range List(s.Basic.Day) {
			p.days |= 1 << ((slices.Index(zdm.Weekdays(), strings.ToLower(day)) + 1) % 7)
		}
		p.weeks = bits(s.Basic.Week)
	case zdm.ScheduleMonthlyByDate:
		p.days = bits(s.Basic.Day)
	}
	return p
}

func atoi(text string) int {
	n, _ := strconv.Atoi(text) // validated by Check
	return n
}

func bits(text string) (set uint32) {
	for _, item := range List(text) {
		set |= 1 << (atoi(item) & 31)
	}
	return set
}

// on returns the plan's time of day on a day.
func (p Plan) on(day time.Time) time.Time {
	day = day.In(p.attached.Location())
	return time.Date(day.Year(), day.Month(), day.Day(), p.hour, p.minute, 0, 0, day.Location())
}

// Next returns the first due instant after the given one, and false if there is none.
func (p Plan) Next(after time.Time) (time.Time, bool) {
	if after.Before(p.attached) {
		after = p.attached
	}
	switch {
	case p.kind == zdm.ScheduleOnce:
		return p.first, p.exists && p.first.After(after)
	case p.period > 0 && p.first.After(after):
		return p.first, true
	case p.period > 0:
		return p.first.Add((after.Sub(p.first)/p.period + 1) * p.period), true
	}
	return p.search(after, 1, func(due time.Time) bool { return due.After(after) })
}

// last returns the last due instant not after until.
func (p Plan) last(until time.Time) (due time.Time, ok bool) {
	if p.kind == zdm.ScheduleOnce {
		return p.first, p.exists && !p.first.After(until) && p.first.After(p.attached)
	}
	due, ok = p.search(until, -1, func(due time.Time) bool { return !due.After(until) })
	return due, ok && due.After(p.attached)
}

// search steps day by day until a due time is in range.
func (p Plan) search(from time.Time, step int, inRange func(time.Time) bool) (time.Time, bool) {
	noon := from.In(p.attached.Location())
	noon = time.Date(noon.Year(), noon.Month(), noon.Day(), 12, 0, 0, 0, noon.Location())
	for range farthest {
		if p.dueOn(noon) {
			if due := p.on(noon); inRange(due) {
				return due, true
			}
		}
		noon = noon.AddDate(0, 0, step)
	}
	return time.Time{}, false
}

func (p Plan) dueOn(day time.Time) bool {
	switch p.kind {
	case zdm.ScheduleDaily:
		return true
	case zdm.ScheduleWeekly:
		return p.days&(1<<day.Weekday()) != 0
	case zdm.ScheduleMonthlyByWeek:
		week := (day.Day()-1)/7 + 1
		isLast := day.AddDate(0, 0, 7).Month() != day.Month()
		// Week 5 means the last one, even if it is the fourth.
		return p.days&(1<<day.Weekday()) != 0 && (week < 5 && p.weeks&(1<<week) != 0 || isLast && p.weeks&(1<<5) != 0)
	case zdm.ScheduleMonthlyByDate:
		return p.days&(1<<day.Day()) != 0
	}
	return false
}

// Runs returns the start times after one instant and not after another, newest first. A run that
// falls due while another is active is skipped.
func (p Plan) Runs(after, until time.Time, length time.Duration) iter.Seq[time.Time] {
	if after.Before(p.attached) {
		after = p.attached
	}
	switch {
	case p.period > 0:
		return p.intervals(after, until, length)
	case length > shortestDay: // a run may suppress the next
		return p.chain(after, until, length)
	}
	return func(yield func(time.Time) bool) {
		for due, ok := p.last(until); ok && due.After(after); due, ok = p.last(due.Add(-1)) {
			if !yield(due) {
				return
			}
		}
	}
}

// intervals returns the runs of a plan with an interval. Its cost does not depend on the time span.
func (p Plan) intervals(after, until time.Time, length time.Duration) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		first, _ := p.Next(after)
		if first.After(until) {
			return
		}
		every := max(1, (length+p.period-1)/p.period) // periods from one run to the next
		last := until.Sub(first) / p.period
		for n := last - last%every; n >= 0; n -= every {
			if !yield(first.Add(n * p.period)) {
				return
			}
		}
	}
}

// chain returns runs so long that each can suppress the next. There are few of them.
func (p Plan) chain(after, until time.Time, length time.Duration) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		var starts []time.Time
		for due, ok := p.Next(after); ok && !due.After(until); due, ok = p.Next(due.Add(length - 1)) {
			starts = append(starts, due)
		}
		for _, start := range slices.Backward(starts) {
			if !yield(start) {
				return
			}
		}
	}
}
