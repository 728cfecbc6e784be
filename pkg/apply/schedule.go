package apply

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// schedule compares a schedule with what servers report of one: its id, its type and a description.
// Sending an equal schedule would register it again, so one that cannot be compared is not sent.
func (d *difference) schedule(reported *zdm.JobSchedule, asked *zdm.Schedule) {
	if asked == nil {
		return
	}
	same, known := false, true
	switch {
	case reported == nil || reported.ID.None() && reported.Type.None() && reported.Description.None():
		reported = &zdm.JobSchedule{}
	case asked.ID != 0:
		same, known = string(reported.ID) == strconv.FormatInt(asked.ID, 10), !reported.ID.None()
	case asked.Basic == nil: // a copy of another schedule has another id
		known = false
	default:
		same, known = sameSchedule(reported, asked)
	}
	switch {
	case !known:
		d.unreported = append(d.unreported, "schedule")
	case !same:
		d.changes = append(d.changes, Change{"schedule", shown(reported.Description, reported.Type, reported.ID), scheduleText(asked)})
		d.update.Schedule = asked
	}
}

func sameSchedule(reported *zdm.JobSchedule, asked *zdm.Schedule) (same, known bool) {
	if kind, ok := scheduleType(reported.Type); ok && kind != asked.Type {
		return false, true
	}
	sentence := string(reported.Description)
	if strings.ContainsFunc(sentence, func(r rune) bool { return r > unicode.MaxASCII }) {
		return false, false
	}
	described := facts(sentence)
	if len(described) == 0 {
		return false, false
	}
	return slices.Equal(described, facts(strings.Join(fieldsOf(asked.Basic), " "))), true
}

// scheduleType parses the type of a schedule, which servers report as a word or a number.
func scheduleType(reported zdm.Text) (int, bool) {
	word := strings.ToLower(strings.TrimSpace(string(reported)))
	if n, err := strconv.Atoi(word); err == nil {
		return n, true
	}
	monthly := strings.HasPrefix(word, "month")
	switch {
	case strings.HasPrefix(word, "smart"):
		return zdm.ScheduleSmartWeekly, true // or another that no recovery takes
	case word == "once":
		return zdm.ScheduleOnce, true
	case strings.Contains(word, "minute"):
		return zdm.ScheduleEveryMinute, true
	case word == "hourly":
		return zdm.ScheduleHourly, true
	case word == "daily":
		return zdm.ScheduleDaily, true
	case word == "weekly":
		return zdm.ScheduleWeekly, true
	case monthly && strings.Contains(word, "week"):
		return zdm.ScheduleMonthlyByWeek, true
	case monthly && strings.Contains(word, "date"):
		return zdm.ScheduleMonthlyByDate, true
	}
	return 0, false
}

// facts returns the times, weekdays and numbers in a description of a schedule, sorted, so that
// they can be compared whatever its wording. A date is three numbers.
func facts(sentence string) []string {
	var found []string
	words := strings.FieldsFunc(sentence, func(r rune) bool {
		return r != ':' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for _, word := range words {
		if fact := factOf(word); fact != "" {
			found = append(found, fact)
		}
	}
	slices.Sort(found)
	return found
}

// factOf returns the fact in one word, or "".
func factOf(word string) string {
	word = strings.ToLower(strings.Trim(word, ":"))
	if hour, minute, isTime := strings.Cut(word, ":"); isTime {
		return factOf(hour) + ":" + factOf(minute)
	}
	if n, err := strconv.Atoi(word); err == nil {
		return strconv.Itoa(n)
	}
	if n := slices.Index([]string{"first", "second", "third", "fourth", "fifth"}, word); n >= 0 {
		return strconv.Itoa(n + 1)
	}
	if word == "last" { // the fifth week
		return "5"
	}
	for _, day := range zdm.Weekdays() {
		if word == day || strings.HasPrefix(word, day) && strings.HasSuffix(word, "day") {
			return day
		}
	}
	return ""
}

// fieldsOf returns the fields of a requested schedule that are set.
func fieldsOf(b *zdm.ScheduleBasic) []string {
	fields := []string{b.Year, b.Month, b.Week, b.Day}
	if b.Interval != nil {
		fields = append(fields, b.Interval.Minute, b.Interval.Hour)
	}
	return slices.DeleteFunc(append(fields, b.Time), func(s string) bool { return s == "" })
}

// scheduleText returns the requested schedule in readable form.
func scheduleText(s *zdm.Schedule) string {
	switch {
	case s.ID != 0:
		return strconv.FormatInt(s.ID, 10)
	case s.Basic == nil:
		return fmt.Sprintf("type %d as %d", s.Type, s.BasicID)
	}
	words := []string{"once", "every minute", "hourly", "daily", "weekly", "monthly", "monthly"}
	return strings.Join(append([]string{words[min(max(0, s.Type), len(words)-1)]}, fieldsOf(s.Basic)...), " ")
}
