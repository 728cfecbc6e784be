package zdm

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text is a value that servers send as a string, a number, a boolean or null, such as an id, a flag
// or a label. It holds the content of the string, the literal as it was sent, or "" for null.
type Text string

// UnmarshalJSON accepts any JSON value, and stores an object or a list as compact JSON.
func (t *Text) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '"':
		if inner := data[1 : len(data)-1]; bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) { // nothing to unescape
			*t = Text(inner)
			return nil
		}
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		*t = Text(s)
	case '{', '[':
		var compact bytes.Buffer
		if err := json.Compact(&compact, data); err != nil {
			return err
		}
		*t = Text(compact.String())
	case 'n':
		*t = ""
	default:
		*t = Text(data)
	}
	return nil
}

// None reports whether there is no value: servers send "", "-", null or nothing.
func (t Text) None() bool {
	s := strings.TrimSpace(string(t))
	return s == "" || s == "-"
}

// True reports whether the value means yes: true, 1, yes or use, in any case.
func (t Text) True() bool { return slices.ContainsFunc([]string{"true", "1", "yes", Use}, t.Is) }

// False reports whether the value means no: false, 0, no or not use, in any case.
func (t Text) False() bool { return slices.ContainsFunc([]string{"false", "0", "no", NotUse}, t.Is) }

// Is reports whether the value equals a word in any case.
func (t Text) Is(word string) bool { return strings.EqualFold(strings.TrimSpace(string(t)), word) }

// Count is a number that servers send as a number or as a string of digits. If it is missing or
// invalid, Known is false and N is 0. Negative is set if it was below zero.
type Count struct {
	N        int64
	Known    bool
	Negative bool
}

// UnmarshalJSON accepts any JSON value.
func (c *Count) UnmarshalJSON(data []byte) error {
	var t Text
	if err := t.UnmarshalJSON(data); err != nil {
		return err
	}
	digits := strings.TrimSpace(string(t))
	if whole, fraction, found := strings.Cut(digits, "."); found && strings.Trim(fraction, "0") == "" {
		digits = whole
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if *c = (Count{N: n, Known: true}); err != nil || n < 0 {
		*c = Count{Negative: err == nil}
	}
	return nil
}

func (c Count) plus(d Count) Count {
	return Count{N: c.N + d.N, Known: c.Known && d.Known}
}

// String returns the number, or "-" if it is not known.
func (c Count) String() string {
	if !c.Known {
		return "-"
	}
	return strconv.FormatInt(c.N, 10)
}
