package manifest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The longest intervals: a year.
const (
	maxMinutes = 366 * 24 * 60
	maxHours   = 366 * 24
)

func (c *checker) year(n *node, path string) {
	if !isYear(n.text) {
		c.problems.add(n.origin, path, msgNotAYear.With(quote(n.text)))
	}
}

func isYear(s string) bool { return len(s) == 4 && zdm.IsID(s) }

// inRange parses decimal digits from 1 to most. A leading zero is allowed.
func inRange(s string, most int) (int, bool) {
	value, err := strconv.Atoi(s)
	digits := max(2, len(strconv.Itoa(most)))
	return value, zdm.IsID(s) && err == nil && value >= 1 && value <= most && len(s) <= digits
}

// date checks that the date exists, if year, month and day are valid on their own.
func (c *checker) date(n *node, path string) {
	year, month, day := n.get("year").word(), n.get("month").word(), n.get("day").word()
	monthNumber, monthOK := inRange(month, 12)
	dayNumber, dayOK := inRange(day, 31)
	if !isYear(year) || !monthOK || !dayOK {
		return
	}
	yearNumber, _ := strconv.Atoi(year)
	date := time.Date(yearNumber, time.Month(monthNumber), dayNumber, 0, 0, 0, 0, time.UTC)
	if date.Day() != dayNumber {
		c.problems.add(n.get("day").origin, path, msgNotADate.With(year+"-"+month+"-"+day))
	}
}

func (c *checker) timeOfDay(n *node, path string) {
	if blank(n) {
		return
	}
	if _, err := time.Parse("15:04", n.text); err == nil && len(n.text) == len("15:04") {
		return
	}
	p := c.problems.add(n.origin, path, msgNotATime.With(quote(n.text)))
	if t, err := time.Parse("15:4", strings.TrimSpace(n.text)); err == nil {
		p.Suggestion = t.Format("15:04")
	}
}

// each checks the items of a comma-separated list and rejects duplicates. check returns an item's
// normalized form.
func (c *checker) each(n *node, path string, check func(item string) (plain string, bad *exit.Problem)) {
	seen := map[string]bool{}
	for item := range strings.SplitSeq(n.text, ",") {
		item = strings.TrimSpace(item)
		if item == "" {
			c.problems.add(n.origin, path, msgEmptyItem.With())
			return
		}
		plain, bad := check(item)
		if bad != nil {
			p := c.problems.add(n.origin, path, bad.Message)
			p.Allowed, p.Suggestion = bad.Allowed, bad.Suggestion
			continue
		}
		if seen[plain] {
			c.problems.add(n.origin, path, msgRepeatedItem.With(quote(item)))
		}
		seen[plain] = true
	}
}

func (c *checker) weekdays(n *node, path string) { c.each(n, path, weekday) }

func weekday(item string) (string, *exit.Problem) {
	plain := strings.ToLower(item)
	days := zdm.Weekdays()
	if slices.Contains(days, plain) {
		return plain, nil
	}
	bad := &exit.Problem{Message: msgNotAWeekday.With(quote(item)), Allowed: days}
	for _, day := range days {
		if strings.HasPrefix(plain, day) {
			bad.Suggestion = day
		}
	}
	if bad.Suggestion == "" {
		bad.Suggestion = near.Word(plain, days)
	}
	return "", bad
}

// numberTo returns the check of a number from 1 to most.
func numberTo(most int) func(*checker, *node, string) {
	return func(c *checker, n *node, path string) {
		if _, ok := inRange(n.text, most); !ok {
			c.problems.add(n.origin, path, msgOutOfRange.With(quote(n.text), 1, most))
		}
	}
}

// numbersTo returns the check of numbers from 1 to most, separated by commas.
func numbersTo(most int) func(*checker, *node, string) {
	return func(c *checker, n *node, path string) {
		c.each(n, path, func(item string) (string, *exit.Problem) {
			value, ok := inRange(item, most)
			if !ok {
				return "", &exit.Problem{Message: msgOutOfRange.With(quote(item), 1, most)}
			}
			return strconv.Itoa(value), nil
		})
	}
}

// blank reports whether a value is missing, or its problem was already reported by the check of its
// type.
func blank(n *node) bool {
	if n != nil && n.shape == number {
		return !zdm.IsID(n.text)
	}
	return strings.TrimSpace(n.word()) == ""
}
