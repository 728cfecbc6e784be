package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// schedule is a stored schedule, types 0 to 6.
type schedule struct {
	ID    int64
	Type  int
	Basic zdm.ScheduleBasic
}

// rule is a field that a schedule's type asks for.
type rule struct {
	name   string
	value  func(zdm.ScheduleBasic) string
	accept func(string) error
}

// rules gives the fields of a type (ZDM API, schedule objects).
func rules(kind int) []rule {
	clock := rule{"time", func(b zdm.ScheduleBasic) string { return b.Time }, acceptTime}
	year := rule{"year", func(b zdm.ScheduleBasic) string { return b.Year }, number("year", 1970, 9999)}
	month := rule{"month", func(b zdm.ScheduleBasic) string { return b.Month }, number("month", 1, 12)}
	week := rule{"week", func(b zdm.ScheduleBasic) string { return b.Week }, numbers("week", 1, 5)}
	day := func(b zdm.ScheduleBasic) string { return b.Day }
	switch kind {
	case zdm.ScheduleOnce:
		return []rule{year, month, {"day", day, number("day", 1, 31)}, clock}
	case zdm.ScheduleEveryMinute:
		return []rule{clock, {"interval.minute", everyMinutes, number("interval.minute", 1, 1<<20)}}
	case zdm.ScheduleHourly:
		return []rule{clock, {"interval.hour", everyHours, number("interval.hour", 1, 1<<20)}}
	case zdm.ScheduleWeekly:
		return []rule{{"day", day, acceptWeekdays}, clock}
	case zdm.ScheduleMonthlyByWeek:
		return []rule{week, {"day", day, acceptWeekdays}, clock}
	case zdm.ScheduleMonthlyByDate:
		return []rule{{"day", day, numbers("day", 1, 31)}, clock}
	}
	return []rule{clock}
}

func everyMinutes(b zdm.ScheduleBasic) string {
	if b.Interval == nil {
		return ""
	}
	return b.Interval.Minute
}

func everyHours(b zdm.ScheduleBasic) string {
	if b.Interval == nil {
		return ""
	}
	return b.Interval.Hour
}

// check holds a schedule to the fields of its type.
func (s schedule) check() error {
	for _, r := range rules(s.Type) {
		text := r.value(s.Basic)
		if text == "" {
			return refuse(http.StatusBadRequest, "Request body validation failed: schedule.basic: "+
				"basic schedule validation failed (type: %d): %s: %s is required", s.Type, r.name, r.name)
		}
		if err := r.accept(text); err != nil {
			return err
		}
	}
	return nil
}

// list splits values that are separated by commas.
func list(text string) []string {
	items := strings.Split(text, ",")
	for i, item := range items {
		items[i] = strings.TrimSpace(item)
	}
	return items
}

// number accepts one number in a range.
func number(name string, low, high uint64) func(string) error {
	return func(text string) error {
		if n, err := strconv.ParseUint(text, 10, 32); err != nil || n < low || n > high {
			return refuse(http.StatusBadRequest, "%s must be between %d and %d.", name, low, high)
		}
		return nil
	}
}

// numbers accepts a list of numbers in a range.
func numbers(name string, low, high uint64) func(string) error {
	accept := number(name, low, high)
	return func(text string) error {
		for _, item := range list(text) {
			if err := accept(item); err != nil {
				return err
			}
		}
		return nil
	}
}

func acceptWeekdays(text string) error {
	for _, item := range list(text) {
		if !slices.Contains(zdm.Weekdays(), strings.ToLower(item)) {
			return refuse(http.StatusBadRequest, "Invalid day value. (day must be one of: %s)",
				strings.Join(zdm.Weekdays(), ", "))
		}
	}
	return nil
}

func acceptTime(text string) error {
	hour, minute, _ := strings.Cut(text, ":")
	h, errHour := strconv.ParseUint(hour, 10, 8)
	m, errMinute := strconv.ParseUint(minute, 10, 8)
	if errHour != nil || errMinute != nil || len(hour) != 2 || len(minute) != 2 || h > 23 || m > 59 {
		return refuse(http.StatusBadRequest, "time은 'HH:mm' (00:00 ~ 23:59)이어야 합니다.")
	}
	return nil
}

// kind names the type as answers do.
func (s schedule) kind() string {
	return []string{"once", "every minute", "hourly", "daily", "weekly",
		"monthly (specific week and day of the week)", "monthly on specific date"}[s.Type]
}

// description is the sentence of answers.
func (s schedule) description() string {
	b := s.Basic
	switch s.Type {
	case zdm.ScheduleOnce:
		month, _ := strconv.Atoi(b.Month)
		day, _ := strconv.Atoi(b.Day)
		return fmt.Sprintf("Once on %s-%02d-%02d at %s", b.Year, month, day, b.Time)
	case zdm.ScheduleEveryMinute:
		return fmt.Sprintf("Every %s minutes from %s", everyMinutes(b), b.Time)
	case zdm.ScheduleHourly:
		return fmt.Sprintf("Every %s hours from %s", everyHours(b), b.Time)
	case zdm.ScheduleWeekly:
		return fmt.Sprintf("Every week on %s at %s", weekdayNames(b.Day), b.Time)
	case zdm.ScheduleMonthlyByWeek:
		return fmt.Sprintf("Every month on %s of week %s at %s", weekdayNames(b.Day), strings.Join(list(b.Week), ", "), b.Time)
	case zdm.ScheduleMonthlyByDate:
		return fmt.Sprintf("Every month on %s at %s", strings.Join(list(b.Day), ", "), b.Time)
	}
	return "Every day at " + b.Time
}

func weekdayNames(days string) string {
	full := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	names := list(days)
	for i, day := range names {
		names[i] = full[slices.Index(zdm.Weekdays(), strings.ToLower(day))]
	}
	return strings.Join(names, ", ")
}
