package manifest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The longest intervals: a year.
const (
	maxMinutes = 366 * 24 * 60
	maxHours   = 366 * 24
)

// basicValues checks the ranges of the values that the type takes.
func (c *checker) basicValues(n *node, kind int, path string) {
	number := func(name string, most int) bool { return c.within(n.at(name), 1, most, join(path, name)) }
	day := n.get("day")
	switch kind {
	case zdm.ScheduleOnce:
		year := c.year(n.get("year"), join(path, "year"))
		month := number("month", 12)
		if number("day", 31) && month && year {
			c.date(n, join(path, "day"))
		}
	case zdm.ScheduleEveryMinute:
		number("interval.minute", maxMinutes)
	case zdm.ScheduleHourly:
		number("interval.hour", maxHours)
	case zdm.ScheduleWeekly:
		c.each(day, join(path, "day"), c.weekday)
	case zdm.ScheduleMonthlyByWeek:
		c.each(n.get("week"), join(path, "week"), c.numberItem(5))
		c.each(day, join(path, "day"), c.weekday)
	case zdm.ScheduleMonthlyByDate:
		c.each(day, join(path, "day"), c.numberItem(31))
	}
	c.timeOfDay(n.get("time"), join(path, "time"))
}

// within checks one number in a range; false also when there is none.
func (c *checker) within(n *node, least, most int, path string) bool {
	if blank(n) {
		return false
	}
	if _, ok := inRange(n.text, least, most); !ok {
		c.problems.add(n.origin, path, msg.OutOfRange.With(quote(n.text), least, most))
		return false
	}
	return true
}

// inRange reads plain digits, a leading zero allowed.
func inRange(s string, least, most int) (int, bool) {
	value, err := strconv.Atoi(s)
	return value, isDigits(s) && err == nil && value >= least && value <= most && len(s) <= max(2, len(strconv.Itoa(most)))
}

func (c *checker) year(n *node, path string) bool {
	if blank(n) {
		return false
	}
	if len(n.text) != 4 || !isDigits(n.text) {
		c.problems.add(n.origin, path, msg.NotAYear.With(quote(n.text)))
		return false
	}
	return true
}

// date checks that the calendar has the day.
func (c *checker) date(n *node, path string) {
	value := func(name string) int {
		v, _ := strconv.Atoi(n.get(name).text)
		return v
	}
	date := time.Date(value("year"), time.Month(value("month")), value("day"), 0, 0, 0, 0, time.UTC)
	if date.Day() != value("day") {
		written := n.get("year").text + "-" + n.get("month").text + "-" + n.get("day").text
		c.problems.add(n.get("day").origin, path, msg.NotADate.With(written))
	}
}

func (c *checker) timeOfDay(n *node, path string) {
	if blank(n) {
		return
	}
	if _, err := time.Parse("15:04", n.text); err == nil && len(n.text) == len("15:04") {
		return
	}
	p := c.problems.add(n.origin, path, msg.NotATime.With(quote(n.text)))
	if t, err := time.Parse("15:4", strings.TrimSpace(n.text)); err == nil {
		p.Suggestion = t.Format("15:04")
	}
}

// each checks the items of a list with commas, none of them twice. The check gives the item's plain form.
func (c *checker) each(n *node, path string, check func(item string) (plain string, bad *exit.Problem)) {
	if blank(n) {
		return
	}
	seen := map[string]bool{}
	for item := range strings.SplitSeq(n.text, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			c.problems.add(n.origin, path, msg.EmptyItem.With())
			return
		}
		plain, bad := check(item)
		if bad != nil {
			p := c.problems.add(n.origin, path, bad.Message)
			p.Allowed, p.Suggestion = bad.Allowed, bad.Suggestion
			continue
		}
		if seen[plain] {
			c.problems.add(n.origin, path, msg.RepeatedItem.With(quote(item)))
		}
		seen[plain] = true
	}
}

func (c *checker) weekday(item string) (string, *exit.Problem) {
	plain := strings.ToLower(item)
	days := zdm.Weekdays()
	if slices.Contains(days, plain) {
		return plain, nil
	}
	bad := &exit.Problem{Message: msg.NotAWeekday.With(quote(item)), Allowed: days}
	for _, day := range days {
		if strings.HasPrefix(plain, day) {
			bad.Suggestion = day
		}
	}
	if bad.Suggestion == "" {
		bad.Suggestion = nearest(plain, days)
	}
	return "", bad
}

func (c *checker) numberItem(most int) func(string) (string, *exit.Problem) {
	return func(item string) (string, *exit.Problem) {
		value, ok := inRange(item, 1, most)
		if !ok {
			return "", &exit.Problem{Message: msg.OutOfRange.With(quote(item), 1, most)}
		}
		return strconv.Itoa(value), nil
	}
}

// blank reports a value that is not there, or that the check of its type has reported.
func blank(n *node) bool {
	if n != nil && n.shape == number {
		return !isDigits(n.text)
	}
	return strings.TrimSpace(n.word()) == ""
}
