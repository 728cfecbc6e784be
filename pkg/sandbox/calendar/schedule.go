// Package calendar validates the schedules of the ZDM API and computes when they are due.
package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Smart schedule types, which only backups accept. Package zdm has those of recoveries.
const (
	SmartWeekly = zdm.ScheduleMonthlyByDate + 1 + iota
	SmartMonthlyByWeek
	SmartMonthlyByDate
	SmartCustomByWeek
	SmartCustomByDate
)

// Schedule is a schedule and its type (ZDM API, schedule objects). Only smart types have an
// Advanced part.
type Schedule struct {
	Type     int                `json:"type"`
	Basic    zdm.ScheduleBasic  `json:"basic"`
	Advanced *zdm.ScheduleBasic `json:"advanced,omitempty"`
}

// Smart reports whether the type has an advanced part.
func (s Schedule) Smart() bool { return s.Type >= SmartWeekly && s.Type <= SmartCustomByDate }

// Reason is the reason why a field is refused.
type Reason int

// Reasons why a field does not fit.
const (
	Missing Reason = iota + 1
	NoTime         // not HH:mm
	NoWeekday
	OutOfRange
	Several // more than one value where a smart type's basic part takes one
)

// Fault is a field that does not fit its schedule's type.
type Fault struct {
	Part      string // basic or advanced
	Field     string // "interval.minute"
	Value     string
	Reason    Reason
	Low, High int // bounds of OutOfRange
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%s.%s: %q does not fit", f.Part, f.Field, f.Value)
}

// field is a field that a schedule type requires, and its check.
type field struct {
	name  string
	value string
	check func(text string) Fault // returns a Fault with the zero Reason if the text is valid
	one   bool                    // must not be a list
}

// Check validates a schedule against the fields its type requires. It returns nil, or the first
// fault in the order of the API's table. An unknown type requires nothing.
func (s Schedule) Check() *Fault {
	if fault := check(fields(s.Type, s.Basic), "basic", s.Smart()); fault != nil || !s.Smart() || s.Advanced == nil {
		return fault
	}
	return check(fields(s.Type, *s.Advanced), "advanced", false)
}

func check(fields []field, part string, single bool) *Fault {
	for _, f := range fields {
		fault := Fault{}
		items := List(f.value)
		switch {
		case f.value == "":
			fault.Reason = Missing
		case single && len(items) > 1:
			fault.Reason = Several
		case f.one:
			items = []string{f.value}
		}
		for i := 0; i < len(items) && fault.Reason == 0; i++ {
			fault = f.check(items[i])
		}
		if fault.Reason != 0 {
			fault.Part, fault.Field, fault.Value = part, f.name, f.value
			return &fault
		}
	}
	return nil
}

// fields returns the fields a type requires, in the order of the API's table.
func fields(kind int, b zdm.ScheduleBasic) []field {
	var interval zdm.ScheduleInterval
	if b.Interval != nil {
		interval = *b.Interval
	}
	clock := field{"time", b.Time, checkTime, true}
	month := field{"month", b.Month, within(1, 12), false}
	week := field{"week", b.Week, within(1, 5), false}
	weekday := field{"day", b.Day, checkWeekday, false}
	date := field{"day", b.Day, within(1, 31), false}
	switch kind {
	case zdm.ScheduleOnce:
		month.one, date.one = true, true
		return []field{{"year", b.Year, within(1970, 9999), true}, month, date, clock}
	case zdm.ScheduleEveryMinute:
		return []field{clock, {"interval.minute", interval.Minute, within(1, 1<<20), true}}
	case zdm.ScheduleHourly:
		return []field{clock, {"interval.hour", interval.Hour, within(1, 1<<16), true}}
	case zdm.ScheduleDaily:
		return []field{clock}
	case zdm.ScheduleWeekly, SmartWeekly:
		return []field{weekday, clock}
	case zdm.ScheduleMonthlyByWeek, SmartMonthlyByWeek:
		return []field{week, weekday, clock}
	case zdm.ScheduleMonthlyByDate, SmartMonthlyByDate:
		return []field{date, clock}
	case SmartCustomByWeek:
		return []field{month, week, weekday, clock}
	case SmartCustomByDate:
		return []field{month, date, clock}
	}
	return nil
}

// List splits values at commas and trims the spaces around them.
func List(text string) []string {
	items := strings.Split(text, ",")
	for i, item := range items {
		items[i] = strings.TrimSpace(item)
	}
	return items
}

func within(low, high int) func(string) Fault {
	return func(text string) Fault {
		if n, err := strconv.ParseUint(text, 10, 31); err != nil || int(n) < low || int(n) > high {
			return Fault{Reason: OutOfRange, Low: low, High: high}
		}
		return Fault{}
	}
}

func checkWeekday(text string) Fault {
	if !slices.Contains(zdm.Weekdays(), strings.ToLower(text)) {
		return Fault{Reason: NoWeekday}
	}
	return Fault{}
}

func checkTime(text string) Fault {
	if _, _, ok := clock(text); !ok {
		return Fault{Reason: NoTime}
	}
	return Fault{}
}

// clock parses HH:mm.
func clock(text string) (hour, minute int, ok bool) {
	h, m, _ := strings.Cut(text, ":")
	hours, errHour := strconv.ParseUint(h, 10, 8)
	minutes, errMinute := strconv.ParseUint(m, 10, 8)
	ok = errHour == nil && errMinute == nil && len(h) == 2 && len(m) == 2 && hours < 24 && minutes < 60
	return int(hours), int(minutes), ok
}
