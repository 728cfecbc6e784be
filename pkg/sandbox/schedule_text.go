package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// typeNames lists the schedule types by number (ZDM API, schedule objects).
func typeNames() []string {
	return []string{"Once", "Every Minute", "Hourly", "Daily", "Weekly",
		"Monthly (Specific Week and Day of the Week)", "Monthly on Specific Date",
		"Smart Weekly (Specific Day of the Week)", "Smart Monthly (Specific Week and Day of the Week)",
		"Smart Monthly (Specific Date)", "Smart Custom (Specific Month, Week and Day of the Week)",
		"Smart Custom (Specific Month and Date)"}
}

// typeName returns "Unknown" for a type the API does not know.
func typeName(kind int) string {
	if kind >= len(typeNames()) {
		return "Unknown"
	}
	return typeNames()[kind]
}

// scheduleType returns the name of a type in this version's responses.
func (s *api) scheduleType(kind int) string {
	if s.gen >= v2 {
		return typeName(kind)
	}
	return strings.ToLower(typeName(kind))
}

// description returns the sentence that describes the basic part.
func (s *api) description(of calendar.Schedule) string {
	return s.describe("[Basic] ", of.Type, of.Basic)
}

// advancedDescription returns the sentence that describes the part only smart types have.
func (s *api) advancedDescription(of calendar.Schedule) string {
	return s.describe("[Advanced] ", of.Type, *of.Advanced)
}

func (s *api) describe(part string, kind int, b zdm.ScheduleBasic) string {
	if s.gen >= v2 {
		return describeV2(part, kind, b)
	}
	return describeV1(kind, b)
}

// describeV1 follows the only example in the 1.x pages, "Every day at 10:00".
func describeV1(kind int, b zdm.ScheduleBasic) string {
	days, weeks := spaced(b.Day), spaced(b.Week)
	switch kind {
	case zdm.ScheduleOnce:
		return fmt.Sprintf("Once on %s-%02d-%02d at %s", b.Year, atoi(b.Month), atoi(b.Day), b.Time)
	case zdm.ScheduleEveryMinute:
		return fmt.Sprintf("Every %s minutes from %s", b.Interval.Minute, b.Time)
	case zdm.ScheduleHourly:
		return fmt.Sprintf("Every %s hours from %s", b.Interval.Hour, b.Time)
	case zdm.ScheduleDaily:
		return "Every day at " + b.Time
	case zdm.ScheduleWeekly, calendar.SmartWeekly:
		return fmt.Sprintf("Every week on %s at %s", weekdayNames(b.Day), b.Time)
	case zdm.ScheduleMonthlyByWeek, calendar.SmartMonthlyByWeek:
		return fmt.Sprintf("Every month on %s of week %s at %s", weekdayNames(b.Day), weeks, b.Time)
	case zdm.ScheduleMonthlyByDate, calendar.SmartMonthlyByDate:
		return fmt.Sprintf("Every month on %s at %s", days, b.Time)
	case calendar.SmartCustomByWeek:
		return fmt.Sprintf("In month %s on %s of week %s at %s", spaced(b.Month), weekdayNames(b.Day), weeks, b.Time)
	case calendar.SmartCustomByDate:
		return fmt.Sprintf("In month %s on %s at %s", spaced(b.Month), days, b.Time)
	}
	return "-"
}

// describeV2 follows the sentences in the 2.0 pages.
func describeV2(part string, kind int, b zdm.ScheduleBasic) string {
	text := ""
	switch kind {
	case zdm.ScheduleOnce:
		return fmt.Sprintf("%sStart working on %02d/%02d/%s %s.", part, atoi(b.Day), atoi(b.Month), b.Year, b.Time)
	case zdm.ScheduleEveryMinute:
		text = "every " + b.Interval.Minute + " Minute."
	case zdm.ScheduleHourly:
		text = "every " + b.Interval.Hour + " Hour."
	case zdm.ScheduleDaily:
		text = "every day."
	case zdm.ScheduleWeekly, calendar.SmartWeekly:
		text = weekdayNames(b.Day) + " every week."
	case zdm.ScheduleMonthlyByWeek, calendar.SmartMonthlyByWeek:
		text = weekNames(b.Week) + " / " + weekdayNames(b.Day) + " every month."
	case zdm.ScheduleMonthlyByDate, calendar.SmartMonthlyByDate:
		text = spaced(b.Day) + " every month."
	case calendar.SmartCustomByWeek:
		text = weekNames(b.Week) + " / " + weekdayNames(b.Day) + " of month " + spaced(b.Month) + "."
	case calendar.SmartCustomByDate:
		text = spaced(b.Day) + " of month " + spaced(b.Month) + "."
	default:
		return "-"
	}
	return part + "Start working at " + b.Time + " " + text
}

func atoi(text string) int {
	n, _ := strconv.Atoi(text) // the schedule is validated
	return n
}

func weekdayNames(days string) string {
	full := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	return mapped(days, func(day string) string { return full[slices.Index(zdm.Weekdays(), strings.ToLower(day))] })
}

func weekNames(weeks string) string {
	names := []string{"First", "Second", "Third", "Fourth", "Last"}
	return mapped(weeks, func(week string) string { return names[atoi(week)-1] + " Week" })
}

func spaced(values string) string { return strings.Join(calendar.List(values), ", ") }

func mapped(values string, name func(string) string) string {
	items := calendar.List(values)
	for i, item := range items {
		items[i] = name(item)
	}
	return strings.Join(items, ", ")
}
