package zdm

import (
	"bytes"
	"encoding/json"
)

// members visits the keys and the values of an object that is valid JSON, in its order. It returns false for any other value, where
// a key has an escape, and as soon as visit does: the caller then decodes the general way.
func members(object []byte, visit func(key, value []byte) bool) bool {
	at, end := opened(object, '{')
	for at >= 0 && at < end {
		if object[at] != '"' {
			return false
		}
		key := object[at:stringEnd(object, at)]
		at = skipBlanks(object, at+len(key))
		if at >= end || object[at] != ':' || len(key) < 2 || bytes.IndexByte(key, '\\') >= 0 {
			return false
		}
		at = skipBlanks(object, at+1)
		value := object[at:valueEnd(object, at)]
		if len(value) == 0 || !visit(key[1:len(key)-1], value) {
			return false
		}
		at = following(object, at+len(value))
	}
	return at == end
}

// pick returns the values of some keys of an object that is valid JSON, nil for one that it lacks. It returns false for any other
// value, and for an object in which a key has an escape, or one of the wanted occurs twice or in another case.
func pick(object []byte, keys ...string) (values [][]byte, ok bool) {
	values = make([][]byte, len(keys))
	return values, members(object, func(key, value []byte) bool {
		for i, wanted := range keys {
			if len(key) >= len(wanted) && bytes.EqualFold(key, []byte(wanted)) {
				if values[i] != nil || string(key) != wanted {
					return false
				}
				values[i] = value
			}
		}
		return true
	})
}

// elements are the values of a list that is valid JSON. They share its memory. It returns false for any other value.
func elements(list []byte) (values []json.RawMessage, ok bool) {
	at, end := opened(list, '[')
	for at >= 0 && at < end {
		stop := valueEnd(list, at)
		if stop == at {
			return nil, false
		}
		values = append(values, list[at:stop:stop])
		at = following(list, stop)
	}
	return values, at == end
}

// opened returns where the first value of an object or list begins and where its last bracket stands; at is -1 for any other value.
func opened(document []byte, bracket byte) (at, end int) {
	at = skipBlanks(document, 0)
	end = len(bytes.TrimRight(document, " \t\r\n")) - 1
	if end <= at || document[at] != bracket || document[end] != bracket+2 { // ] and } are two behind [ and {
		return -1, end
	}
	return skipBlanks(document, at+1), end
}

// following returns where the next value begins behind one, or where the last bracket stands.
func following(document []byte, at int) int {
	if at = skipBlanks(document, at); at < len(document) && document[at] == ',' {
		at = skipBlanks(document, at+1)
	}
	return at
}

// valueEnd is the index behind the value that begins at start.
func valueEnd(document []byte, start int) int {
	for at, depth := start, 0; at < len(document); {
		switch document[at] {
		case '"':
			if at = stringEnd(document, at); depth == 0 {
				return at
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return at
			}
			if depth == 0 {
				return at + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return at
			}
		}
		at++
	}
	return len(document)
}

func skipBlanks(document []byte, at int) int {
	for at < len(document) && (document[at] == ' ' || document[at] == '\t' || document[at] == '\r' || document[at] == '\n') {
		at++
	}
	return at
}
