package manifest

import (
	"encoding/json"
	"strings"

	"go.yaml.in/yaml/v3"
)

// wrapped returns the correct form of a schedule in zdm-cli's short form, with its times in basic:
// {"type": 4, "day": "tue", "time": "23:10"} becomes {"type": 4, "basic": {"day": "tue", "time":
// "23:10"}}. It returns "" for anything else.
func wrapped(y *yaml.Node, f field) string {
	basic, known := find(f.fields, "basic")
	if f.kind != scheduleKind || !known {
		return ""
	}
	var outer, inner []string
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, value := y.Content[i].Value, y.Content[i+1]
		row, isTime := find(basic.fields, key)
		text := plainly(value, row.fields)
		switch {
		case text == "" || len(outer)+len(inner) > len(basic.fields):
			return ""
		case isTime:
			inner = append(inner, `"`+key+`": `+text)
		case key == "type":
			outer = append(outer, `"type": `+text)
		default:
			return ""
		}
	}
	if inner == nil {
		return ""
	}
	return "{" + strings.Join(append(outer, `"basic": {`+strings.Join(inner, ", ")+"}"), ", ") + "}"
}

// plainly returns a short value in JSON, or an object restricted to the rows. It returns "" for
// anything else.
func plainly(y *yaml.Node, rows []field) string {
	switch {
	case y.Kind == yaml.ScalarNode && len(y.Value) <= maxQuoted && scalarShape(y) == text:
		quoted, _ := json.Marshal(y.Value) // a string cannot fail
		return string(quoted)
	case y.Kind == yaml.ScalarNode && len(y.Value) <= maxQuoted && scalarShape(y) == number:
		return y.Value
	case y.Kind != yaml.MappingNode || len(y.Content) != 2:
		return ""
	}
	row, known := find(rows, y.Content[0].Value)
	if !known {
		return ""
	}
	if text := plainly(y.Content[1], row.fields); text != "" {
		return `{"` + row.name + `": ` + text + "}"
	}
	return ""
}
