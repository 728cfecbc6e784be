package manifest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// checker validates a request against the schema and the rules of the API.
type checker struct {
	now                       time.Time
	problems, warnings, notes *problems
	imagesOnly                bool // the request restores images, whose source server need not exist
}

// fields checks the fields of an object in the schema's order.
func (c *checker) fields(n *node, rows []field, path string) {
	for _, f := range rows {
		name := join(path, f.name)
		switch child := n.get(f.name); {
		case child != nil && f.sourced && c.imagesOnly:
			c.problems.add(child.origin, name, msgNotOfImages.With())
		case child != nil:
			c.value(child, f, name)
		case f.sourced && c.imagesOnly:
		case f.required && !n.open:
			c.missing(n, f, name)
		}
	}
}

// missing reports a missing required field. If a required object is missing, it reports the
// object's required field.
func (c *checker) missing(parent *node, f field, path string) {
	if f.kind == objectKind {
		c.fields(&node{shape: object, origin: parent.origin}, f.fields, path)
		return
	}
	at := parent.origin
	nowhere := at.document == nil && at.flag == "" && at.setting == ""
	if nowhere {
		at.flag = f.flag
	}
	p := c.problems.add(at, path, msg.Required.With())
	p.Source = "" // there is no text to show
	if !nowhere && at.document == nil && f.flag != "" {
		p.Notes = []msg.Message{msgJobNeedsKey.With(f.flag)}
	}
}

// value checks a value against its row of the schema.
func (c *checker) value(n *node, f field, path string) {
	switch {
	case n.shape == reported:
		return
	case n.isBlank():
		c.noValue(n, path)
		return
	}
	switch f.kind {
	case objectKind:
		if c.is(n, object, f, path) {
			c.fields(n, f.fields, path)
		}
	case listKind:
		if c.is(n, list, f, path) {
			for i, item := range n.items {
				c.value(item, field{kind: objectKind, fields: f.fields}, index(path, i))
			}
		}
	case textKind, idKind, itemsKind:
		c.text(n, f, path)
	case imageKind, imagesKind:
		c.images(n, f, path)
	case wordKind:
		c.word(n, f, path)
	case positiveKind, countKind:
		c.number(n, f, path)
	case switchKind:
		c.boolean(n, path)
	case scheduleKind, newScheduleKind:
		c.schedule(n, f, path)
	case advancedKind:
		c.problems.add(n.origin, path, msgAdvancedRefused.With())
	}
}

func (c *checker) noValue(n *node, path string) {
	if n.origin.flag != "" {
		c.problems.add(n.origin, path, msgNoFlagValue.With())
		return
	}
	c.problems.add(n.origin, path, msgNoValue.With())
}

// is reports whether a value has the wanted shape, and adds a problem if not.
func (c *checker) is(n *node, want shape, f field, path string) bool {
	if n.shape != want {
		c.wrongShape(n, f.kind, path)
	}
	return n.shape == want
}

func (c *checker) wrongShape(n *node, k kind, path string) *exit.Problem {
	return c.problems.add(n.origin, path, msgWrongShape.With(shapeName(n), kindName(k)))
}

// word checks a value with a fixed set of words.
func (c *checker) word(n *node, f field, path string) {
	if n.shape == object || n.shape == list {
		c.wrongShape(n, f.kind, path)
		return
	}
	if n.shape == text && slices.Contains(f.allowed, n.text) {
		if n.vendor != "" {
			c.notes.add(n.origin, path, msg.TakenFor.With(n.vendor, quote(n.text))).Source = ""
		}
		return
	}
	asFlag := n.origin.flag != ""
	p := c.problems.add(n.origin, path, f.wrong.With(quote(n.text)))
	p.Allowed = f.spelled(asFlag)
	p.Suggestion = f.synonyms[strings.ToLower(strings.TrimSpace(n.text))]
	if p.Suggestion == "" {
		p.Suggestion = near.Word(n.text, f.allowed)
	}
	if asFlag {
		p.Suggestion = strings.ReplaceAll(p.Suggestion, " ", "-")
	}
}

// number checks an integer in decimal digits that fits int64.
func (c *checker) number(n *node, f field, path string) {
	least, wrong := int64(0), msgNotACount
	if f.kind != countKind {
		least, wrong = 1, msg.NotPositive
	}
	switch value, err := strconv.ParseInt(n.text, 10, 64); {
	case n.shape == object || n.shape == list || n.shape == boolean:
		c.wrongShape(n, f.kind, path)
	case zdm.IsID(n.text) && err != nil:
		c.problems.add(n.origin, path, msgNumberTooLarge.With(quote(n.text)))
	case n.shape == text && zdm.IsID(n.text):
		c.problems.add(n.origin, path, msgQuotedNumber.With())
	case n.shape != number || !zdm.IsID(n.text) || value < least || len(n.text) > 1 && n.text[0] == '0':
		c.problems.add(n.origin, path, wrong.With(quote(n.text)))
	}
}

func (c *checker) boolean(n *node, path string) {
	if n.shape == boolean && (n.text == "true" || n.text == "false") {
		return
	}
	if n.shape == object || n.shape == list {
		c.wrongShape(n, switchKind, path)
		return
	}
	p := c.problems.add(n.origin, path, msgNotABoolean.With(quote(n.text)))
	p.Allowed = []string{"true", "false"}
	meant := map[string]string{"true": "true", "yes": "true", "on": "true", "1": "true", "use": "true",
		"false": "false", "no": "false", "off": "false", "0": "false", "not use": "false"}
	p.Suggestion = meant[strings.ToLower(strings.TrimSpace(n.text))]
	if n.shape == text && n.origin.flag == "" && p.Suggestion == n.text {
		p.Notes = []msg.Message{msgRemoveQuotes.With()}
	}
}

// user accepts an id or an email address.
func (c *checker) user(n *node, path string) {
	if !zdm.IsID(n.text) && !zdm.IsEmail(n.text) {
		c.problems.add(n.origin, path, msgNotAUser.With(quote(n.text)))
	}
}

// mailEvent accepts one address.
func (c *checker) mailEvent(n *node, path string) {
	if !zdm.IsEmail(n.text) {
		c.problems.add(n.origin, path, msgNotAMail.With(quote(n.text)))
	}
}

// shapeName returns the syntactic type of a value for messages.
func shapeName(n *node) msg.Message {
	switch n.shape {
	case object:
		return msgAnObject.With()
	case list:
		return msgAList.With()
	case number:
		return msgANumber.With(clip([]byte(n.text), maxQuoted))
	case boolean:
		return msgABoolean.With(n.text)
	}
	return msgAText.With(quote(n.text))
}

// kindName returns what a field accepts, for messages.
func kindName(k kind) msg.Message {
	names := map[kind]msg.Text{
		objectKind: msgWantObject, listKind: msgWantList, textKind: msgWantText, imageKind: msgWantText, imagesKind: msgWantImages, itemsKind: msgWantText, idKind: msgWantText, wordKind: msgWantText,
		positiveKind: msgWantPositive, countKind: msgWantCount, switchKind: msgWantBoolean,
		scheduleKind: msgWantSchedule, newScheduleKind: msgWantNewSchedule, basicKind: msgWantBasic, timesKind: msgWantObject,
	}
	return names[k].With()
}
