package render_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/render"
	"go.yaml.in/yaml/v3"
)

func document(t *testing.T, raw string, format render.Format, jq string) (string, error) {
	t.Helper()
	var filter *render.Filter
	if jq != "" {
		var err error
		if filter, err = render.NewFilter(jq); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	err := render.Document(t.Context(), &out, []byte(raw), format, filter)
	return out.String(), err
}

func TestDocument(t *testing.T) {
	bigNumber := strings.Repeat("1234567890", 40)
	tests := []struct {
		name   string
		format render.Format
		jq     string
		raw    string
		want   string
	}{
		{"json keeps order, numbers and unknown fields", render.FormatJSON, "",
			`{"z":1.0,"a":1e3,"n":` + bigNumber + `,"e":{},"l":[ ],"x":[1,{"y":null}],"t":"<&>"}`,
			"{\n  \"z\": 1.0,\n  \"a\": 1e3,\n  \"n\": " + bigNumber + ",\n  \"e\": {},\n  \"l\": [],\n  \"x\": [\n    1,\n    {\n      \"y\": null\n    }\n  ],\n  \"t\": \"<&>\"\n}\n"},
		{"json keeps repeated keys and escapes", render.FormatJSON, "", `{"a":"\u001b\/\"","a":"\\"}`, "{\n  \"a\": \"\\u001b\\/\\\"\",\n  \"a\": \"\\\\\"\n}\n"},
		{"json is made printable", render.FormatJSON, "", "[\"\u202e\u009b\U000e0041복구 👨‍👩‍👧\", \"\xff\"]", "[\n  \"\\u202e\\u009b\\udb40\\udc41복구 👨‍👩‍👧\",\n  \"\ufffd\"\n]\n"},
		{"json of a scalar", render.FormatJSON, "", " null ", "null\n"},
		{"yaml keeps order and quotes", render.FormatYAML, "",
			`{"z":"1","a":1.0,"b":"true","time":"10:30","n":` + bigNumber + `,"e":{},"l":[],"nested":[{"id":"013","on":true,"none":null}],"t":"복구"}`,
			"z: \"1\"\na: 1.0\nb: \"true\"\ntime: \"10:30\"\nn: " + bigNumber + "\ne: {}\nl: []\nnested:\n  - id: \"013\"\n    \"on\": true\n    none: null\nt: 복구\n"},
		{"yaml is made printable", render.FormatYAML, "", `{"a":"x\u202ey\u001b","\u200bk":"v"}`, "a: \"x\\u202ey\\u001b\"\n\"\\u200bk\": v\n"},
		{"yaml of nested lists", render.FormatYAML, "", `[[1,[]],{"a":[{"b":{}}]},"x\ny: 한글 😀"]`, "- - 1\n  - []\n- a:\n    - b: {}\n- \"x\\ny: 한글 😀\"\n"},
		{"yaml of a scalar", render.FormatYAML, "", `"yes"`, "\"yes\"\n"},
		{"jsonl of an object", render.FormatJSONLines, "", `{"success":true,"data":{"b": 1, "a": [1, 2]}}`, `{"b":1,"a":[1,2]}` + "\n"},
		{"jsonl of a list", render.FormatJSONLines, "", `{"data":[{"a": 1}, null, "x\ny"]}`, "{\"a\":1}\nnull\n\"x\\ny\"\n"},
		{"jsonl of an empty list", render.FormatJSONLines, "", `{"data":[]}`, ""},
		{"jsonl without data", render.FormatJSONLines, "", `{"success":true,"Data":[1]}`, ""},
		{"jsonl with null", render.FormatJSONLines, "", `{"data":null}`, ""},
		{"jsonl of a bare list", render.FormatJSONLines, "", ` [1, 2]`, "1\n2\n"},
		{"jq strings are raw", render.FormatTable, ".data[].name", `{"data":[{"name":"복구"},{"name":"a\tb\nc\u001b[2J"}]}`, "복구\na\\tb\nc\\x1b[2J\n"},
		{"jq writes tabs", render.FormatTable, `.data[] | "\(.id)\t\(.name)"`, `{"data":[{"id":1,"name":"a\u001b[2J"}]}`, "1\ta\\x1b[2J\n"},
		{"jq writes columns", render.FormatTable, `.data[] | [.id, .name] | @tsv`, `{"data":[{"id":1,"name":"a\tb"}]}`, "1\ta\\tb\n"},
		{"jq values are compact", render.FormatJSON, ".a, .b, .c", `{"a":{"x":[1, 2]},"b":null,"c":"\u202e"}`, "{\"x\":[1,2]}\nnull\n\\u202e\n"},
		{"jq keeps digits", render.FormatJSON, ".n, .f", `{"n":` + bigNumber + `,"f":1.10}`, bigNumber + "\n1.10\n"},
		{"jq halts", render.FormatJSON, "1, halt, 2", `{}`, "1\n"},
		{"jq sees no environment", render.FormatJSON, "env, $ENV", `{}`, "{}\n{}\n"},
	}
	t.Setenv("ZDMCTL_TOKEN", "secret")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := document(t, test.raw, test.format, test.jq)
			if err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("got\n%q, want\n%q", got, test.want)
			}
		})
	}
}

func TestDocumentErrors(t *testing.T) {
	tests := []struct {
		name   string
		format render.Format
		jq     string
		raw    string
		want   string
	}{
		{"not JSON", render.FormatJSON, "", "<html>", "cannot print the response: it is not JSON"},
		{"two documents", render.FormatJSON, "", "{}{}", "cannot print the response: it is not JSON"},
		{"too deep for YAML", render.FormatYAML, "", strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "cannot print the response as YAML: it is nested deeper"},
		{"filter that does not fit", render.FormatJSON, ".a.b", `{"a":1}`, "--jq: the expression cannot be applied to the response: expected an object but got: number (1)"},
		{"filter that halts with an error", render.FormatJSON, `"no" | halt_error`, `{}`, "--jq: the expression cannot be applied to the response: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := document(t, test.raw, test.format, test.jq)
			code := exit.Internal
			if test.jq != "" { // the expression comes from the user
				code = exit.Usage
			}
			if exit.CodeOf(err) != code || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNewFilter(t *testing.T) {
	tests := []struct {
		expression   string
		want         string
		line, column int
	}{
		{".a[", "unexpected EOF", 1, 4},
		{".복구 | ]", "unexpected token", 1, 2},
		{"\"한글\" | ]", "unexpected token", 1, 8},
		{".a |\n  ]", "unexpected token", 2, 3},
		{`"open`, "unterminated string", 1, 6},
		{"nosuch(1)", "function not defined: nosuch/1", 0, 0},
		{"$nosuch", "variable not defined: $nosuch", 0, 0},
		{"input", "input", 0, 0},
		{`import "x" as x; 1`, "", 0, 0},
		{strings.Repeat("(", 1000), "unexpected EOF", 1, 1001},
	}
	for _, test := range tests {
		_, err := render.NewFilter(test.expression)
		e, ok := errors.AsType[*exit.Error](err)
		if !ok || e.Code != exit.Usage || len(e.Problems) != 1 {
			t.Errorf("%q: %v", test.expression, err)
			continue
		}
		p := e.Problems[0]
		if p.Flag != "--jq" || !strings.Contains(p.Message.String(), test.want) || p.Line != test.line || p.Column != test.column {
			t.Errorf("%q: %d:%d %s", test.expression, p.Line, p.Column, p.Message)
		}
	}
}

func TestFilterEndsWithItsContext(t *testing.T) {
	filter, err := render.NewFilter("repeat(1)")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := render.Document(ctx, io.Discard, []byte("{}"), render.FormatJSON, filter); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestWriteErrorsAreReturned(t *testing.T) {
	endless, err := render.NewFilter("repeat([.])")
	if err != nil {
		t.Fatal(err)
	}
	table := render.Table{Headings: []string{"A"}}
	raw := []byte(`{"data":[1]}`)
	for name, err := range map[string]error{
		"json":   render.Document(t.Context(), brokenPipe{}, raw, render.FormatJSON, nil),
		"jsonl":  render.Document(t.Context(), brokenPipe{}, raw, render.FormatJSONLines, nil),
		"yaml":   render.Document(t.Context(), brokenPipe{}, raw, render.FormatYAML, nil),
		"filter": render.Document(t.Context(), brokenPipe{}, raw, render.FormatJSON, endless),
		"names":  render.Names(brokenPipe{}, []string{"a"}),
		"table":  table.Write(brokenPipe{}, render.Style{}),
	} {
		if err != syscall.EPIPE {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestNames(t *testing.T) {
	var out strings.Builder
	if err := render.Names(&out, []string{"web-01", "", "복구\x1b"}); err != nil {
		t.Fatal(err)
	}
	if want := "web-01\n복구\\x1b\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// The size of the output is linear in the size of the document, at any nesting depth.
func TestOutputSizeOfDeepDocuments(t *testing.T) {
	for format, depth := range map[render.Format]int{render.FormatJSON: 9000, render.FormatYAML: 100} {
		raw := strings.Repeat("[", depth) + strings.Repeat("1,", 20000) + "1" + strings.Repeat("]", depth)
		got, err := document(t, raw, format, "")
		if err != nil {
			t.Fatal(err)
		}
		if limit := 110 * len(raw); len(got) > limit {
			t.Errorf("%s: %d bytes became %d", format, len(raw), len(got))
		}
	}
}

func FuzzDocument(f *testing.F) {
	for _, seed := range []string{`{"data":[{"a":1.0}]}`, "[\"\u202e\\u001b\\ud800 👨‍👩‍👧\xff\"]", `{"a":{},"b":[],"a":1e999}`, `"\\\""`, "{", `{"` + strings.Repeat("k", 1500) + `":[{"a":{"b":[[]]}}]}`, `{"data":{"k\n\t":"  x: y # z"}}`} {
		f.Add([]byte(seed))
	}
	filter, err := render.NewFilter("..")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, format := range []render.Format{render.FormatJSON, render.FormatJSONLines, render.FormatYAML} {
			var out bytes.Buffer
			err := render.Document(t.Context(), &out, raw, format, nil)
			printableOnly(t, out.String())
			switch {
			case err != nil:
			case format == render.FormatJSON:
				sameJSON(t, raw, out.Bytes())
			case format == render.FormatYAML:
				var root yaml.Node
				if err := yaml.Unmarshal(out.Bytes(), &root); err != nil {
					t.Fatalf("%q became %q: %v", raw, out.String(), err)
				}
				if value := parse(t, raw); !sameYAML(root.Content[0], value) {
					t.Fatalf("%q became %q", raw, out.String())
				}
			}
		}
		var out bytes.Buffer
		if render.Document(t.Context(), &out, raw, render.FormatJSON, filter) == nil {
			printableOnly(t, strings.ReplaceAll(out.String(), "\t", ""))
		}
	})
}

func printableOnly(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if !unicode.IsGraphic(r) && r != '\n' && r != '\u200d' {
			t.Fatalf("%q holds %U", text, r)
		}
	}
}

func sameJSON(t *testing.T, a, b []byte) {
	t.Helper()
	if !reflect.DeepEqual(parse(t, a), parse(t, b)) {
		t.Fatalf("%q became %q", a, b)
	}
}

func parse(t *testing.T, text []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return value
}

// sameYAML compares a node with a JSON value. The last value of a repeated key counts.
func sameYAML(node *yaml.Node, value any) bool {
	switch v := value.(type) {
	case nil:
		return node.ShortTag() == "!!null"
	case bool:
		return node.ShortTag() == "!!bool" && node.Value == strconv.FormatBool(v)
	case string:
		return node.ShortTag() == "!!str" && node.Value == v
	case json.Number:
		return node.Style == 0 && node.Value == v.String()
	case []any:
		for i, item := range v {
			if i >= len(node.Content) || !sameYAML(node.Content[i], item) {
				return false
			}
		}
		return node.Kind == yaml.SequenceNode && len(node.Content) == len(v)
	case map[string]any:
		last := map[string]*yaml.Node{}
		for i := 0; i < len(node.Content); i += 2 {
			if node.Content[i].ShortTag() != "!!str" {
				return false
			}
			last[node.Content[i].Value] = node.Content[i+1]
		}
		for key, item := range v {
			if last[key] == nil || !sameYAML(last[key], item) {
				return false
			}
		}
		return node.Kind == yaml.MappingNode && len(last) == len(v)
	}
	return false
}
