package manifest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// scheduleType is one of the types that a recovery takes, and the fields of basic that it asks for.
type scheduleType struct {
	name   string
	fields []string // paths in basic
}

// scheduleTypes lists them by number (ZDM API, schedule objects).
func scheduleTypes() []scheduleType {
	return []scheduleType{
		zdm.ScheduleOnce:          {"once", []string{"year", "month", "day", "time"}},
		zdm.ScheduleEveryMinute:   {"every minute", []string{"time", "interval.minute"}},
		zdm.ScheduleHourly:        {"hourly", []string{"time", "interval.hour"}},
		zdm.ScheduleDaily:         {"daily", []string{"time"}},
		zdm.ScheduleWeekly:        {"weekly", []string{"day", "time"}},
		zdm.ScheduleMonthlyByWeek: {"monthly by week", []string{"week", "day", "time"}},
		zdm.ScheduleMonthlyByDate: {"monthly by date", []string{"day", "time"}},
	}
}

const (
	lastSmartType = 11
	unknownType   = -1
)

func (c *checker) schedule(n *node, f field, path string) {
	switch {
	case n.shape == number, n.shape == text && isDigits(n.text):
		c.number(n, f, path)
		return
	case n.shape == text && n.origin.document != nil:
		c.wrongShape(n, f.kind, path).Notes = []msg.Message{msg.WordsAreForTheFlag.With()}
		return
	case n.shape != object:
		c.wrongShape(n, f.kind, path)
		return
	}
	for _, row := range f.fields {
		name := join(path, row.name)
		child := n.get(row.name)
		switch {
		case child == nil && row.required:
			c.missing(n, row, name)
		case child != nil && row.kind != typeKind && row.kind != basicKind:
			c.value(child, row, name)
		}
	}
	kind := c.scheduleType(n.get("type"), join(path, "type"))
	if basic := n.get("basic"); basic != nil {
		row, _ := find(f.fields, "basic")
		c.basic(basic, row, kind, join(path, "basic"))
	}
}

// scheduleType gives the type's number, unknownType when it is none.
func (c *checker) scheduleType(n *node, path string) int {
	switch {
	case n == nil || n.shape == reported:
		return unknownType
	case n.shape == null || n.shape == text && strings.TrimSpace(n.text) == "":
		c.noValue(n, path)
		return unknownType
	case n.shape == object || n.shape == list || n.shape == boolean:
		c.wrongShape(n, typeKind, path)
		return unknownType
	}
	types := scheduleTypes()
	number, err := strconv.Atoi(n.text)
	plain := err == nil && strconv.Itoa(number) == n.text
	if plain && n.shape != text && number >= 0 && number < len(types) {
		return number
	}
	if plain && n.shape == text && number >= 0 {
		c.problems.add(n.origin, path, msg.QuotedNumber.With())
		return unknownType
	}
	if plain && number >= len(types) && number <= lastSmartType {
		c.problems.add(n.origin, path, msg.SmartSchedule.With(number))
		return unknownType
	}
	p := c.problems.add(n.origin, path, msg.NotAScheduleType.With(quote(n.text)))
	var names []string
	for i, t := range types {
		p.Allowed = append(p.Allowed, strconv.Itoa(i))
		names = append(names, t.name)
	}
	meant := nearest(n.text, names)
	for i, name := range names {
		if name == meant {
			p.Suggestion = strconv.Itoa(i)
		}
	}
	return unknownType
}

// basic checks the times of a schedule against its type, or the id of the schedule that holds them.
func (c *checker) basic(n *node, f field, kind int, path string) {
	switch {
	case n.shape == reported:
		return
	case n.shape == null:
		c.noValue(n, path)
		return
	case n.shape == number, n.shape == text && isDigits(n.text):
		c.number(n, f, path)
		return
	case n.shape != object:
		c.wrongShape(n, f.kind, path)
		return
	}
	c.fields(n, f.fields, path)
	if kind == unknownType {
		c.timeOfDay(n.get("time"), join(path, "time"))
		return
	}
	wanted := scheduleTypes()[kind]
	for _, name := range basicPaths(f) {
		value := n.at(name)
		takes := slices.Contains(wanted.fields, name)
		switch {
		case value == nil && takes && !blocked(n, name):
			c.problems.add(n.origin, join(path, name), msg.TypeNeedsField.With(kind, wanted.name))
		case value != nil && !takes:
			c.problems.add(value.origin, join(path, name),
				msg.TypeTakesNoField.With(kind, wanted.name, strings.Join(wanted.fields, ", "), name, typesTaking(name)))
		}
	}
	c.basicValues(n, kind, path)
}

// blocked reports that a field is missing only because the object around it is none, which is reported already.
func blocked(n *node, path string) bool {
	outer, _, nested := strings.Cut(path, ".")
	around := n.get(outer)
	return nested && around != nil && around.shape != object
}

// basicPaths lists the fields of basic, those of interval by their path.
func basicPaths(f field) []string {
	var paths []string
	for _, row := range f.fields {
		if len(row.fields) == 0 {
			paths = append(paths, row.name)
		}
		for _, inner := range row.fields {
			paths = append(paths, join(row.name, inner.name))
		}
	}
	return paths
}

// typesTaking lists the types that take a field: "0, 4, 5, 6".
func typesTaking(name string) string {
	var numbers []string
	for i, t := range scheduleTypes() {
		if slices.Contains(t.fields, name) {
			numbers = append(numbers, strconv.Itoa(i))
		}
	}
	return strings.Join(numbers, ", ")
}

// past warns of a single run whose time is over.
func (c *checker) past(root *node) {
	schedule := root.get("schedule")
	if schedule.get("type").word() != "0" || c.now.IsZero() {
		return
	}
	basic := schedule.get("basic")
	var values [3]int
	for i, name := range []string{"year", "month", "day"} {
		value, err := strconv.Atoi(basic.get(name).word())
		if err != nil {
			return
		}
		values[i] = value
	}
	clock, err := time.Parse("15:04", basic.get("time").word())
	if err != nil {
		return
	}
	run := time.Date(values[0], time.Month(values[1]), values[2], clock.Hour(), clock.Minute(), 0, 0, c.now.Location())
	if run.Before(c.now) {
		c.warnings.add(basic.origin, "schedule.basic", msg.OncePast.With(run.Format("2006-01-02 15:04")))
	}
}
