package verb

import (
	"bytes"
	"encoding/json"
)

// Merged is the answer with the items in the place of its data, at its end where it has none, and without its pagination
// where they are of several pages. The order of keys and whatever else it holds stay.
func Merged(answer json.RawMessage, items []json.RawMessage, pages bool) ([]byte, error) {
	data := append(append([]byte{'['}, bytes.Join(rawOf(items), []byte{','})...), ']')
	decoder := json.NewDecoder(bytes.NewReader(answer))
	if first, err := decoder.Token(); err != nil || first != json.Delim('{') {
		return data, err
	}
	var out bytes.Buffer
	separator, placed := byte('{'), false
	put := func(name string, value []byte) {
		out.WriteByte(separator)
		out.WriteString(name)
		out.WriteByte(':')
		out.Write(value)
		separator = ','
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		switch {
		case key == "pagination" && pages:
			continue
		case key == "data":
			value, placed = data, true
		}
		name, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		put(string(name), value)
	}
	if !placed {
		put(`"data"`, data)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func rawOf(items []json.RawMessage) [][]byte {
	raw := make([][]byte, len(items))
	for i, item := range items {
		raw[i] = item
	}
	return raw
}
