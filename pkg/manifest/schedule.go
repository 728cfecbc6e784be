package manifest

import (
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// scheduleType is a schedule type with the times each of its parts requires.
type scheduleType struct {
	name  string
	times []timeField
}

// timeField is a time that a schedule type requires in basic or advanced, and its check.
type timeField struct {
	path  string
	check func(c *checker, n *node, path string)
}

// scheduleTypes returns the types by number (ZDM API, schedule objects).
func scheduleTypes() []scheduleType {
	clock, days, dates := timeField{"time", (*checker).timeOfDay}, timeField{"day", (*checker).weekdays}, timeField{"day", numbersTo(31)}
	months, weeks := timeField{"month", numbersTo(12)}, timeField{"week", numbersTo(5)}
	minutes, hours := timeField{"interval.minute", numberTo(maxMinutes)}, timeField{"interval.hour", numberTo(maxHours)}
	return []scheduleType{
		zdm.ScheduleOnce: {"once", []timeField{{"year", (*checker).year}, {"month", numberTo(12)}, {"day", numberTo(31)}, clock}},

		zdm.ScheduleEveryMinute:        {"every minute", []timeField{clock, minutes}},
		zdm.ScheduleHourly:             {"hourly", []timeField{clock, hours}},
		zdm.ScheduleDaily:              {"daily", []timeField{clock}},
		zdm.ScheduleWeekly:             {"weekly", []timeField{days, clock}},
		zdm.ScheduleMonthlyByWeek:      {"monthly by week", []timeField{weeks, days, clock}},
		zdm.ScheduleMonthlyByDate:      {"monthly by date", []timeField{dates, clock}},
		zdm.ScheduleSmartWeekly:        {"smart weekly", []timeField{days, clock}},
		zdm.ScheduleSmartMonthlyByWeek: {"smart monthly by week", []timeField{weeks, days, clock}},
		zdm.ScheduleSmartMonthlyByDate: {"smart monthly by date", []timeField{dates, clock}},
		zdm.ScheduleSmartCustomByWeek:  {"smart custom by week", []timeField{months, weeks, days, clock}},
		zdm.ScheduleSmartCustomByDate:  {"smart custom by date", []timeField{months, dates, clock}},
	}
}

// check returns the check of a field, or nil if the type does not have it.
func (t scheduleType) check(path string) func(*checker, *node, string) {
	for _, f := range t.times {
		if f.path == path {
			return f.check
		}
	}
	return nil
}

// paths returns the fields of the type.
func (t scheduleType) paths() []string {
	var paths []string
	for _, f := range t.times {
		paths = append(paths, f.path)
	}
	return paths
}

// smart reports whether a type has a basic part with single values and an advanced part.
func smart(kind int) bool { return kind > zdm.ScheduleMonthlyByDate }

const unknownType = -1

func (c *checker) schedule(n *node, f field, path string) {
	switch {
	case f.kind == scheduleKind && n.isID():
		c.number(n, f, path)
		return
	case n.shape != object:
		c.wrongShape(n, f.kind, path)
		return
	}
	types := scheduleTypes()
	if f.kind == scheduleKind {
		types = types[:zdm.ScheduleMonthlyByDate+1] // those that a recovery may have
	}
	kind := c.scheduleType(n.get("type"), types, join(path, "type"))
	for _, row := range f.fields {
		c.scheduleField(n, row, types, kind, join(path, row.name))
	}
}

func (c *checker) scheduleField(n *node, row field, types []scheduleType, kind int, path string) {
	child := n.get(row.name)
	switch {
	case child == nil && row.required:
		c.missing(n, row, path)
	case child == nil && row.name == "advanced" && smart(kind):
		c.problems.add(n.origin, path, msgTypeNeedsField.With(kind, types[kind].name))
	case child == nil || row.kind == typeKind:
	case row.kind == advancedKind:
		c.value(child, row, path)
	case row.name == "advanced" && kind != unknownType && !smart(kind):
		c.problems.add(child.origin, path, msgAdvancedIsSmart.With(kind, types[kind].name))
	default:
		c.part(child, row, types, kind, path)
	}
}

// scheduleType returns the number of the type, or unknownType.
func (c *checker) scheduleType(n *node, types []scheduleType, path string) int {
	switch {
	case n == nil || n.shape == reported:
		return unknownType
	case n.isBlank():
		c.noValue(n, path)
		return unknownType
	case n.shape == object || n.shape == list || n.shape == boolean:
		c.problems.add(n.origin, path, msgWrongShape.With(shapeName(n), msgWantType.With(len(types)-1)))
		return unknownType
	}
	number, err := strconv.Atoi(n.text)
	if err != nil || number < 0 || strconv.Itoa(number) != n.text {
		c.notAType(n, types, path)
		return unknownType
	}
	switch {
	case n.shape == text:
		c.problems.add(n.origin, path, msgQuotedNumber.With())
	case number < len(types):
		return number
	case number < len(scheduleTypes()):
		c.problems.add(n.origin, path, msgSmartSchedule.With(number))
	default:
		c.notAType(n, types, path)
	}
	return unknownType
}

func (c *checker) notAType(n *node, types []scheduleType, path string) {
	p := c.problems.add(n.origin, path, msgNotAScheduleType.With(quote(n.text)))
	var names []string
	for i, t := range types {
		p.Allowed = append(p.Allowed, strconv.Itoa(i))
		names = append(names, t.name)
	}
	meant := near.Word(n.text, names)
	for i, name := range names {
		if name == meant {
			p.Suggestion = strconv.Itoa(i)
		}
	}
}

// part checks the times of a schedule against its type, or the id of the schedule with the times.
func (c *checker) part(n *node, f field, types []scheduleType, kind int, path string) {
	switch {
	case n.shape == reported:
		return
	case n.shape == null:
		c.noValue(n, path)
		return
	case f.kind == basicKind && n.isID():
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
	c.times(n, f, types, kind, path)
	if kind == zdm.ScheduleOnce {
		c.date(n, join(path, "day"))
	}
}

// times requires the times of the type, and no others, and checks their values.
func (c *checker) times(n *node, f field, types []scheduleType, kind int, path string) {
	wanted := types[kind]
	for _, name := range basicPaths(f) {
		value, at, check := n.at(name), join(path, name), wanted.check(name)
		switch {
		case check == nil && value != nil && value.shape != reported:
			known := strings.Join(wanted.paths(), ", ")
			c.problems.add(value.origin, at, msgTypeTakesNoField.With(kind, wanted.name, known, name, typesTaking(name, types)))
		case check != nil && value == nil && !blocked(n, name):
			c.problems.add(n.origin, at, msgTypeNeedsField.With(kind, wanted.name))
		case check != nil && !blank(value):
			check(c, value, at)
			if f.name == "basic" && smart(kind) && strings.Contains(value.word(), ",") {
				c.problems.add(value.origin, at, msgOneInBasic.With())
			}
		}
	}
}

// blocked reports whether a field is missing because its parent is not an object, which is already
// reported.
func blocked(n *node, path string) bool {
	outer, _, nested := strings.Cut(path, ".")
	around := n.get(outer)
	return nested && around != nil && around.shape != object
}

// basicPaths returns the fields of basic, including those of interval by path.
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

// typesTaking returns the numbers of the types with a field, as in "0, 4, 5, 6".
func typesTaking(name string, types []scheduleType) string {
	var numbers []string
	for i, t := range types {
		if t.check(name) != nil {
			numbers = append(numbers, strconv.Itoa(i))
		}
	}
	return strings.Join(numbers, ", ")
}

// past warns of a single run in the past.
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
		c.warnings.add(basic.origin, "schedule.basic", msgOncePast.With(run.Format("2006-01-02 15:04")))
	}
}
