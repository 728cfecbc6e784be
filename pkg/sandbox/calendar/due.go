package calendar

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Bounds of a search: a schedule by days is due again within farthest days, and a day lasts at least shortestDay.
const (
	farthest    = 70
	shortestDay = 23 * time.Hour
)

// Plan is when a schedule of types 0 to 6 is due after the instant at which it was attached. Days and
// times of day are those of that instant's zone; intervals count from the time of day on its day.
type Plan struct {
	kind         int
	attached     time.Time
	hour, minute int
	period       time.Duration // of intervals
	first        time.Time     // of intervals, and the only one of type 0
	exists       bool          // the date of type 0
	weeks, days  uint32        // as bits; a weekday's bit is that of time.Weekday
}

// Attach gives the plan of a schedule that Check accepts. One of another type is never due.
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

// Reattach gives the plan of the same schedule when it is attached at another instant.
func (p Plan) Reattach(at time.Time) Plan {
	p.attached = at
	if p.kind != zdm.ScheduleOnce {
		p.first = p.on(at)
	}
	return p
}

// Interval reports a plan that is due every so many minutes or hours since it was attached. Any other is due
// at the same instants whenever it was attached, but for those before that.
func (p Plan) Interval() bool { return p.period > 0 }

// Chained reports runs so long that, of a plan without an interval, one may still go on when the next is due.
func Chained(length time.Duration) bool { return length > shortestDay }

func atoi(text string) int {
	n, _ := strconv.Atoi(text) // Check has seen it
	return n
}

func bits(text string) (set uint32) {
	for _, item := range List(text) {
		set |= 1 << (atoi(item) & 31)
	}
	return set
}

// on is the plan's time of day on a day.
func (p Plan) on(day time.Time) time.Time {
	day = day.In(p.attached.Location())
	return time.Date(day.Year(), day.Month(), day.Day(), p.hour, p.minute, 0, 0, day.Location())
}

// Next is the first due instant after another one, and false when there is none.
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

// last is the last due instant that is not after another one.
func (p Plan) last(until time.Time) (due time.Time, ok bool) {
	if p.kind == zdm.ScheduleOnce {
		return p.first, p.exists && !p.first.After(until) && p.first.After(p.attached)
	}
	due, ok = p.search(until, -1, func(due time.Time) bool { return !due.After(until) })
	return due, ok && due.After(p.attached)
}

// search goes from day to day until one is due and in range.
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
		// Week 5 is the last one, also where that is the fourth.
		return p.days&(1<<day.Weekday()) != 0 && (week < 5 && p.weeks&(1<<week) != 0 || isLast && p.weeks&(1<<5) != 0)
	case zdm.ScheduleMonthlyByDate:
		return p.days&(1<<day.Day()) != 0
	}
	return false
}

// Runs gives the starts after one instant and not after another of runs that take some time, newest
// first. A run that falls due while another goes on does not happen.
func (p Plan) Runs(after, until time.Time, length time.Duration) iter.Seq[time.Time] {
	if after.Before(p.attached) {
		after = p.attached
	}
	switch {
	case p.period > 0:
		return p.intervals(after, until, length)
	case Chained(length):
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

// Newest is the first of the Runs of a plan with an interval, and how many there are. It makes no garbage.
func (p Plan) Newest(after, until time.Time, length time.Duration) (start time.Time, runs int) {
	first, newest, every := p.counted(after, until, length)
	if newest < 0 {
		return time.Time{}, 0
	}
	return first.Add(newest * p.period), int(newest/every) + 1
}

// counted gives the first start, and of the newest and from one to the next how many periods: years of minutes cost
// no more than a day of them. The newest is below 0 when there is none.
func (p Plan) counted(after, until time.Time, length time.Duration) (first time.Time, newest, every time.Duration) {
	if after.Before(p.attached) {
		after = p.attached
	}
	if first, _ = p.Next(after); first.After(until) {
		return first, -1, 1
	}
	every = max(1, (length+p.period-1)/p.period)
	last := until.Sub(first) / p.period
	return first, last - last%every, every
}

func (p Plan) intervals(after, until time.Time, length time.Duration) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		first, newest, every := p.counted(after, until, length)
		for n := newest; n >= 0; n -= every {
			if !yield(first.Add(n * p.period)) {
				return
			}
		}
	}
}

// chain is for runs so long that one decides about the next; there are few of them.
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
