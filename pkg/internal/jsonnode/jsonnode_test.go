package jsonnode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/jsonnode"
	"go.yaml.in/yaml/v3"
)

func TestTree(t *testing.T) {
	root, err := jsonnode.Parse([]byte("{\n  \"가\": [1, -2.5e3, true,\n\tnull], \"b\": {\"c\": \"13\"},\r\n \"b\": \"\\uD83D\\uDE00\" }"))
	if err != nil {
		t.Fatal(err)
	}
	list, inner, last := root.Content[1], root.Content[3], root.Content[5]
	for _, tt := range []struct {
		node         *yaml.Node
		line, column int
		tag, value   string
	}{
		{root, 1, 1, "!!map", ""},
		{root.Content[0], 2, 3, "!!str", "가"},
		{list, 2, 8, "!!seq", ""},
		{list.Content[0], 2, 9, "!!int", "1"},
		{list.Content[1], 2, 12, "!!float", "-2.5e3"},
		{list.Content[2], 2, 20, "!!bool", "true"},
		{list.Content[3], 3, 2, "!!null", "null"},
		{inner, 3, 14, "!!map", ""},
		{inner.Content[1], 3, 20, "!!str", "13"},
		{root.Content[4], 4, 2, "!!str", "b"},
		{last, 4, 7, "!!str", "😀"},
	} {
		if n := tt.node; n.Line != tt.line || n.Column != tt.column || n.Tag != tt.tag || n.Value != tt.value {
			t.Errorf("%d:%d %s %q, want %d:%d %s %q", n.Line, n.Column, n.Tag, n.Value, tt.line, tt.column, tt.tag, tt.value)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", "1:1: the JSON is incomplete"},
		{"[1,\n", "2:1: the JSON is incomplete"},
		{`{"가": x}`, "1:7: unexpected character 'x'"},
		{"{\n\"a\": 1,\n}", "3:1: unexpected character '}'"},
		{"1 2", "1:3: unexpected character '2'"},
		{`"a` + "\n" + `"`, `1:3: unexpected character '\n'`},
		{`["ok", "\udc00"]`, `1:8: half of a surrogate pair (\uD800 to \uDFFF) is not a character`},
		{`"\ud83d\u0041"`, `1:1: half of a surrogate pair (\uD800 to \uDFFF) is not a character`},
		{`"\\ud83d"`, ""},
		{strings.Repeat("[", 1000) + strings.Repeat("]", 1000), ""},
		{strings.Repeat("[", 1001) + strings.Repeat("]", 1001), "1:1001: nested deeper than 1000 levels"},
		{strings.Repeat("[", 100000), "1:10001: nested deeper than 1000 levels"},
	} {
		_, err := jsonnode.Parse([]byte(tt.text))
		got := ""
		if e, ok := errors.AsType[*jsonnode.Error](err); ok {
			got = e.Error()
		}
		if got != tt.want || (err == nil) != (tt.want == "") {
			t.Errorf("%.20q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// YAML output preserves order, numbers and types.
func TestAsYAML(t *testing.T) {
	digits := strings.Repeat("7", 400)
	root, err := jsonnode.Parse([]byte(`{"z": "13", "a": 1.50, "n": "null", "v": "", "big": ` + digits + `, "u": 18446744073709551616, "e": 1E400, "t": "2026-01-01", "k": "true"}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := yaml.Marshal(root)
	want := "z: \"13\"\na: 1.50\nn: \"null\"\nv: \"\"\nbig: " + digits + "\nu: 18446744073709551616\ne: 1E400\nt: \"2026-01-01\"\nk: \"true\"\n"
	if err != nil || string(got) != want {
		t.Errorf("%s (%v)", got, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a": [1, "b", null, true, -0.5e3]}`, `"\ud83d\ude00"`, "[", " 1e999 ", `{"":{}}`, "\"\\\"\\u0000\""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := jsonnode.Parse(data)
		if err != nil {
			e, ok := errors.AsType[*jsonnode.Error](err)
			if !ok || e.Line < 1 || e.Column < 1 {
				t.Fatalf("error %v", err)
			}
			return
		}
		if !json.Valid(data) {
			t.Fatal("taken, and not JSON")
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.UseNumber()
		var want any
		if err := decoder.Decode(&want); err != nil || !reflect.DeepEqual(value(root), want) {
			t.Errorf("%#v, want %#v (%v)", value(root), want, err)
		}
	})
}

// value converts a tree to what encoding/json decodes from the same text.
func value(node *yaml.Node) any {
	switch node.Tag {
	case "!!map":
		all := map[string]any{}
		for i := 0; i < len(node.Content); i += 2 {
			all[node.Content[i].Value] = value(node.Content[i+1])
		}
		return all
	case "!!seq":
		all := []any{}
		for _, item := range node.Content {
			all = append(all, value(item))
		}
		return all
	case "!!str":
		return node.Value
	case "!!bool":
		return node.Value == "true"
	case "!!null":
		return nil
	}
	return json.Number(node.Value)
}
