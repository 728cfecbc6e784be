package manifest

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/jsonnode"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// SetSchedule sets the schedule as typed after a flag: the id of one, a JSON object, "@" with the
// name of a YAML or JSON file that holds either, or words such as "daily 10:00". It takes
// precedence over the document's schedule.
func (d *Draft) SetSchedule(flag, value string) {
	at := origin{flag: flag}
	row, _ := lookup(d.form.schema, "schedule")
	trimmed := strings.TrimSpace(value)
	var n *node
	switch {
	case trimmed == "" || zdm.IsID(trimmed):
		n = row.fromFlag(at, trimmed)
	case strings.HasPrefix(trimmed, "{"):
		n = d.scheduleJSON(at, row, trimmed)
	case strings.HasPrefix(trimmed, "@"):
		n = d.valueFile(at, "schedule", row, trimmed[1:], 0)
	default:
		n = scheduleWords(&d.problems, at, row, trimmed)
	}
	d.root.set("schedule", n)
}

func (d *Draft) scheduleJSON(at origin, row field, value string) *node {
	tree, err := jsonnode.Parse([]byte(value))
	if bad, ok := errors.AsType[*jsonnode.Error](err); ok {
		d.problems.add(at, "schedule", msgFlagNotJSON.With(bad.Message, bad.Line, bad.Column))
		return &node{shape: reported}
	}
	b := builder{flag: at.flag, problems: &d.problems}
	return b.value(tree, row, "schedule")
}

// valueFile reads the only document of a file as the value at a path. Its problems name both the
// file and the flag. The items of a list are numbered from first.
func (d *Draft) valueFile(at origin, path string, row field, name string, first int) *node {
	file, _, err := osfile.OpenRegular(name) // a pipe may never end
	if errors.Is(err, osfile.ErrNotRegular) {
		d.problems.add(at, path, msg.FileUnreadable.With(name, msg.ConfigFileNotRegular.With()))
		return &node{shape: reported}
	}
	if err != nil {
		d.problems.add(at, path, Unreadable(name, err).Message)
		return &node{shape: reported}
	}
	defer file.Close()
	var value *node
	for unread := range Split(name, file) {
		tree, failed := unread.tree()
		switch {
		case failed != nil:
			d.adopt(at, path, failed)
			return &node{shape: reported}
		case tree == nil:
		case value != nil:
			d.problems.add(at, path, msgValueFileTwo.With(name))
			return &node{shape: reported}
		default:
			b := builder{document: unread.text, flag: at.flag, problems: &d.problems, first: first}
			value = b.value(tree, row, path)
		}
	}
	if value == nil {
		d.problems.add(at, path, msgValueFileEmpty.With(name))
		return &node{shape: reported}
	}
	return value
}

// adopt adds the problems of a flag's unreadable file.
func (d *Draft) adopt(at origin, path string, err *exit.Error) {
	if len(err.Problems) == 0 {
		d.problems.add(at, path, err.Message)
	}
	for _, p := range err.Problems {
		p.Path, p.Flag = path, at.flag
		*d.problems.add(at, path, p.Message) = p
	}
}

// scheduleWords converts words to the schedule object they describe. Its values are checked later.
func scheduleWords(problems *problems, at origin, row field, value string) *node {
	words := strings.Fields(strings.ToLower(value))
	last := words[len(words)-1]
	inner := strings.Join(words[min(1, len(words)-1):len(words)-1], " ")
	inner = strings.ReplaceAll(strings.ReplaceAll(inner, " ,", ","), ", ", ",")
	middle := strings.Fields(inner)
	as := func(kind string, pairs ...string) *node { return scheduleNode(at, words, kind, pairs) }
	form := words[0]
	if len(words) > 1 {
		form += " " + strconv.Itoa(len(middle)) // words between the first and the time
	}
	switch {
	case form == "daily 0":
		return as("3", "time", last)
	case form == "weekly 1":
		return as("4", "day", middle[0], "time", last)
	case form == "monthly 3" && middle[0] == "week":
		return as("5", "week", middle[1], "day", middle[2], "time", last)
	case form == "monthly 1" && middle[0] != "week":
		return as("6", "day", middle[0], "time", last)
	case form == "once 1" && strings.Count(middle[0], "-") == 2:
		date := strings.Split(middle[0], "-")
		return as("0", "year", date[0], "month", date[1], "day", date[2], "time", last)
	case form == "every 2" && isInterval(middle, "m"):
		return as("1", "time", last, "interval.minute", strings.TrimSuffix(middle[0], "m"))
	case form == "every 2" && isInterval(middle, "h"):
		return as("2", "time", last, "interval.hour", strings.TrimSuffix(middle[0], "h"))
	}
	problems.add(at, "schedule", msgNotASchedule.With(quote(value))).Allowed = allowedForms(at, row)
	return &node{shape: reported}
}

// isInterval reports whether words have the form "5m from".
func isInterval(words []string, unit string) bool {
	return words[1] == "from" && strings.HasSuffix(words[0], unit)
}

// allowedForms returns examples of the forms that a schedule may have at its origin.
func allowedForms(at origin, row field) []string {
	forms := []string{"42", `{"type":3,"basic":{"time":"10:00"}}`, "@file", "once 2026-06-01 10:00", "every 5m from 00:00",
		"every 2h from 00:30", "daily 10:00", "weekly mon,wed,fri 10:00", "monthly 1,15 10:00", "monthly week 1,3 mon 10:00"}
	switch {
	case at.flag == "":
		return append(forms[:1:1], forms[3:]...)
	case row.kind == newScheduleKind:
		return forms[1:]
	}
	return forms
}

// scheduleNode returns a schedule with its parts, each from the first word that contains it.
func scheduleNode(at origin, words []string, kind string, pairs []string) *node {
	n := &node{shape: object, origin: at}
	n.set("type", &node{shape: number, text: kind, origin: at.within(words[0])})
	for i := 0; i < len(pairs); i += 2 {
		from := at
		if j := slices.IndexFunc(words, func(word string) bool { return strings.Contains(word, pairs[i+1]) }); j >= 0 {
			from = at.within(words[j])
		}
		n.set("basic."+pairs[i], &node{shape: text, text: pairs[i+1], origin: from})
	}
	return n
}

// within narrows an origin to a lower-case word of its text.
func (o origin) within(word string) origin {
	if o.document == nil {
		return o
	}
	line := string(afterColumns(o.document.lineText(o.line), o.column-1))
	if at := strings.Index(strings.ToLower(line), word); at >= 0 && len(strings.ToLower(line)) == len(line) {
		o.column += utf8.RuneCountInString(line[:at])
		o.token = word
	}
	return o
}
