package zdm

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Many is a list that servers may also send as a single item, or as null or "-" if it is empty.
type Many[T any] []T

// UnmarshalJSON accepts any JSON value. It drops items that cannot be decoded as T.
func (m *Many[T]) UnmarshalJSON(data []byte) error {
	*m = nil
	for _, item := range items(data) {
		var v T
		if decode(item, &v) != nil {
			continue
		}
		if text, ok := any(&v).(*Text); ok && text.None() || !ok && item[0] != '{' {
			continue
		}
		*m = append(*m, v)
	}
	return nil
}

// items returns the items of a JSON list without nulls. Any other value counts as a list of one,
// and null or nothing as an empty list.
func items(data json.RawMessage) []json.RawMessage {
	if data = bytes.TrimSpace(data); len(data) == 0 || data[0] == 'n' {
		return nil
	}
	if data[0] != '[' {
		return []json.RawMessage{data}
	}
	all, _ := elements(data)
	return slices.DeleteFunc(all, func(item json.RawMessage) bool { return item[0] == 'n' })
}

// elements returns the items of a JSON list, sharing its memory. It returns false for any other
// value.
func elements(list []byte) (values []json.RawMessage, ok bool) {
	s := &scan{data: list}
	ok = s.items(func() bool {
		value := s.raw()
		values = append(values, value[:len(value):len(value)])
		return len(value) > 0
	})
	return values, ok
}
