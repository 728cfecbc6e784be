package zdm

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// scan decodes JSON, or splits it into items, in one pass. Its result is the same as that of
// encoding/json, with the same tolerance: keys in any case or with escapes, repeated keys, values
// of another type.
type scan struct {
	data []byte // valid JSON
	at   int
}

// member is a field of an object, with the way to read its value.
type member struct {
	key   string
	value json.Unmarshaler // decodes the value; if nil, read does
	read  func(*scan) bool
}

// next returns the next byte that is not white space, or 0 at the end.
func (s *scan) next() byte {
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case ' ', '\n', '\t', '\r':
		default:
			return c
		}
	}
	return 0
}

// is skips the next byte if it is c, and reports whether it was.
func (s *scan) is(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

// raw skips a value and returns its text, or an empty one if there is none.
func (s *scan) raw() json.RawMessage {
	first := s.next()
	start, depth := s.at, 0
	if first == '"' {
		s.at = stringEnd(s.data, s.at)
		return s.data[start:s.at]
	}
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case '"':
			s.at = stringEnd(s.data, s.at)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		last := depth == 0 && (first == '{' || first == '[')
		if depth < 0 || depth == 0 && !last && bytes.IndexByte([]byte(", \n\t\r"), s.data[s.at]) >= 0 {
			break
		}
		s.at++
		if last {
			break
		}
	}
	return s.data[start:s.at]
}

// items calls item for each item of a list, with the scan positioned at the item. It returns false
// if there is no list or item returns false.
func (s *scan) items(item func() bool) bool {
	if !s.is('[') {
		return false
	}
	for more := !s.is(']'); more; more = !s.is(']') {
		if !item() || s.next() != ']' && !s.is(',') {
			return false
		}
	}
	return true
}

// object reads an object with these members in any order, and skips others. It also skips a value
// that is not an object. It returns false if there is no value.
func (s *scan) object(members []member) bool {
	if s.next() != '{' {
		return len(s.raw()) > 0
	}
	s.is('{')
	for more := !s.is('}'); more; more = !s.is('}') {
		if s.next() != '"' {
			return false
		}
		key := s.raw()
		if !s.is(':') || !s.member(key, members) || s.next() != '}' && !s.is(',') {
			return false
		}
	}
	return true
}

// member reads the value of a key, which includes its quotes.
func (s *scan) member(key []byte, members []member) bool {
	m := find(key, members)
	if m != nil && m.value == nil {
		return m.read(s)
	}
	value := s.raw()
	return len(value) > 0 && (m == nil || m.value.UnmarshalJSON(value) == nil)
}

// find returns the member with this key, or else with this key in another case, or nil.
func find(key []byte, members []member) *member {
	name := bytes.Trim(key, `"`)
	if bytes.IndexByte(name, '\\') >= 0 {
		var text string
		_ = json.Unmarshal(key, &text)
		name = []byte(text)
	}
	for i := range members {
		if members[i].key == string(name) {
			return &members[i]
		}
	}
	for i := range members {
		if strings.EqualFold(members[i].key, string(name)) {
			return &members[i]
		}
	}
	return nil
}

// errMalformed is the error of a text that is not JSON.
var errMalformed = errors.New("the text is not JSON")

// unmarshal reads an object with these members.
func unmarshal(data []byte, members []member) error {
	if s := (&scan{data: data}); !s.object(members) {
		return errMalformed
	}
	return nil
}

// keep returns a function that reads a value unchanged.
func keep(value *json.RawMessage) func(*scan) bool {
	return func(s *scan) bool {
		*value = s.raw()
		return len(*value) > 0
	}
}

// optional returns a function that reads a value or null.
func optional[T any](into **T) func(*scan) bool {
	return func(s *scan) bool {
		value := s.raw()
		if len(value) == 0 || value[0] == 'n' {
			*into = nil
			return len(value) > 0
		}
		if *into == nil {
			*into = new(T)
		}
		return decode(value, *into) == nil
	}
}
