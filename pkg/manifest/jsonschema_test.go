package manifest_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"go.yaml.in/yaml/v3"
)

const schemaFile = "../../docs/recovery.schema.json"

func schemaText(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The schema lists the words of each field that takes words, and no other word.
func TestSchemaWords(t *testing.T) {
	schema := compiled(t)
	for _, tt := range []struct {
		field, place string // place is a JSON pointer
		text         func(word string) string
	}{
		{"platform", "/properties/platform", func(word string) string { return but("vmware", word) }},
		{"mode", "/$defs/mode", func(word string) string { return but("full", word) }},
		{"repository.type", "/$defs/repository/properties/type", func(word string) string { return with("  type: " + word + "\n") }},
		{"overwrite", "/$defs/overwrite", func(word string) string { return with("overwrite: " + word + "\n") }},
		{"afterReboot", "/properties/afterReboot", func(word string) string { return with("afterReboot: " + word + "\n") }},
		{"autoStart", "/properties/autoStart", func(word string) string { return with("autoStart: " + word + "\n") }},
		{"scriptRun", "/properties/scriptRun", func(word string) string { return with("scriptPath: /a\nscriptRun: " + word + "\n") }},
	} {
		allowed := manifest.Allowed(tt.field)
		if len(allowed) == 0 {
			t.Errorf("%s takes no words", tt.field)
		}
		for _, word := range allowed {
			if err := verdictOf(schema, tt.text(strings.ReplaceAll(word, "-", " "))); err != nil {
				t.Errorf("%s: the schema reports %v for %q", tt.field, err, word)
			}
		}
		for _, word := range valueAt(t, tt.place+"/enum").([]any) {
			if problems, _ := problemsOf(t, "web.yaml", tt.text(fmt.Sprint(word))); len(problems) > 0 {
				t.Errorf("%s: Request reports %v for %q", tt.field, problems, word)
			}
		}
	}
}

// valueAt returns the value at a JSON pointer in the schema.
func valueAt(t *testing.T, pointer string) any {
	t.Helper()
	var at any
	if err := json.Unmarshal(schemaText(t), &at); err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Split(pointer, "/")[1:] {
		at = at.(map[string]any)[key]
	}
	return at
}

// Every field of the schema occurs in a valid request, so no field exists only in the schema.
func TestSchemaFields(t *testing.T) {
	var all strings.Builder
	for _, text := range valids(t) {
		all.WriteString(text + "\n")
	}
	for _, place := range []string{"/properties", "/$defs/repository/properties", "/properties/jobList/items/properties", "/properties/schedule/properties",
		"/properties/schedule/properties/basic/properties", "/properties/schedule/properties/basic/properties/interval/properties"} {
		for name := range valueAt(t, place).(map[string]any) {
			if !regexp.MustCompile(`\b` + name + `"?:`).MatchString(all.String()) {
				t.Errorf("no valid request has %s of %s", name, place)
			}
		}
	}
}

// The schema and Request refuse the same characters of the Basic Multilingual Plane, at each
// position in a text.
func TestSchemaCharacters(t *testing.T) {
	schema := compiled(t)
	unseen := []*unicode.RangeTable{unicode.Cc, unicode.Cf, unicode.Z, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector}
	odd := func(r rune) bool { return unicode.In(r, unseen...) || r == '\u2800' }
	for r := rune(0); r <= '\uFFFF'; r++ {
		if !odd(r) && !odd(r-1) && !odd(r+1) || unicode.Is(unicode.Cs, r) {
			continue
		}
		for _, text := range []string{"%sb", "a%sb", "a%s"} {
			for _, field := range []string{"jobName", "source", "excludePartition"} {
				value := fmt.Sprintf(`"`+text+`"`, fmt.Sprintf(`\u%04x`, r))
				lines := with(field + ": " + value + "\n")
				if field == "source" {
					lines = but("web-01\n", value+"\n")
				}
				problems, _ := problemsOf(t, "web.yaml", lines)
				if err := verdictOf(schema, lines); (err == nil) != (len(problems) == 0) {
					t.Errorf("%s: %s: the schema reports %v, Request %v", field, value, err, problems)
				}
			}
		}
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaText(t)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(manifest.SchemaURL, document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(manifest.SchemaURL)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Rules a JSON Schema cannot express, with the reason and the requests of the tables they affect.
// The schema accepts these requests and Request rejects them.
const (
	comparison = "two values of a request are compared"
	notation   = "the notation of a number or of true is gone when the value is read"
	calendar   = "leap years are arithmetic"
	tags       = "a tag is gone when the value is read"
	stream     = "a schema is of one document"
)

func beyondSchema() map[string]string {
	return map[string]string{
		"target twice": comparison, "an image that is not listed": comparison, "an item of two images in a text": comparison, "images on overlapping targets": comparison, "job excluded": comparison,
		"target a disk": comparison, "target of other names": comparison, "target a volume": comparison, "weekday twice": comparison, "date twice": comparison,
		"center a hex number": notation, "repository id a fraction": notation, "repository id an exponent": notation, "repository id in hex": notation,
		"repository id octal": notation, "repository id with underscore": notation, "type a fraction": notation, "overwrite True": notation, "list only in capitals": notation,
		"February 30": calendar,
		"tag":         tags, "binary tag": tags, "int tag": tags,
		"second document": stream,
	}
}

func TestSchemaVerdict(t *testing.T) {
	schema := compiled(t)
	beyond := beyondSchema()
	for _, tt := range invalids() {
		err := verdictOf(schema, tt.text)
		if reason := beyond[tt.name]; (err == nil) != (reason != "") {
			t.Errorf("%s: the schema reports %v; beyond it: %q", tt.name, err, reason)
		}
		delete(beyond, tt.name)
	}
	for name := range beyond {
		t.Errorf("no request is called %q", name)
	}
	for name, text := range valids(t) {
		if err := verdictOf(schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if problems, _ := problemsOf(t, name, text); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// valids returns all valid requests of the tables and of the documentation.
func valids(t *testing.T) map[string]string {
	all := map[string]string{"basic": basicBody, "detailed": detailedBody, "every field": everyField}
	for _, tt := range spellings() {
		all[tt.name] = tt.text
	}
	for _, tt := range schedules() {
		all[tt.lines] = with("schedule:" + tt.lines + "\n")
	}
	for _, tt := range withWarnings() {
		all[tt.name+tt.message] = tt.text
	}
	for _, tt := range vendors() {
		all["vendor: "+tt.name] = tt.text
	}
	examples, err := filepath.Glob("../../docs/examples/*.yaml")
	if err != nil || len(examples) == 0 {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	for _, name := range examples {
		text, err := os.ReadFile(name)
		if err != nil || !strings.HasPrefix(string(text), "# yaml-language-server: $schema="+manifest.SchemaURL+"\n") {
			t.Errorf("%s does not name its schema first: %v", name, err)
		}
		all[filepath.Base(name)] = string(text)
	}
	return all
}

// Numbers, quoted and unquoted, at the bounds of their range.
func TestSchemaRanges(t *testing.T) {
	schema := compiled(t)
	basic := func(kind int, fields string) string {
		return schedule("  type: " + strconv.Itoa(kind) + "\n  basic: {time: 10:00, " + fields + "}\n")
	}
	var texts []string
	for _, n := range []string{"0", "1", "01", "001", "5", "05", "6", "9", "10", "12", "012", "13", "29", "30", "31", "32", "99", "-1", "1.5", "8783", "8784", "8785", "9999",
		"008784", "52699", "526999", "527039", "527040", "527041", "527100", "530000", "600000", "999999", "0000001", "1000000", "x", "1,2", " 1 , 02 ", "1,", ",1", "1;2"} {
		quoted := "'" + n + "'"
		texts = append(texts, basic(1, "interval: {minute: "+quoted+"}"), basic(2, "interval: {hour: "+quoted+"}"), basic(5, "day: mon, week: "+quoted),
			basic(6, "day: "+quoted), basic(0, "year: '2027', month: "+quoted+", day: '1'"), basic(0, "year: '2027', month: '1', day: "+quoted), basic(0, "month: '1', day: '1', year: "+quoted),
			with("user: "+quoted))
		// Leading zeros are only a notation.
		if (n == "0" || !strings.HasPrefix(n, "0")) && !strings.Contains(n, ",") {
			texts = append(texts, with("networkLimit: "+n), with("schedule: "+n), basic(1, "interval: {minute: "+n+"}"), basic(6, "day: "+n), basic(0, "year: 2027, month: "+n+", day: 1"))
		}
	}
	for _, time := range []string{"00:00", "23:59", "24:00", "19:60", "1:00", "10:0", "10:00 ", "10-00", ""} {
		texts = append(texts, schedule("  type: 3\n  basic: {time: '"+time+"'}\n"))
	}
	for _, days := range []string{"mon", "Mon,TUE", "mon , sun", "mon,", "monday", "mon tue", "m"} {
		texts = append(texts, schedule("  type: 4\n  basic: {time: 10:00, day: '"+days+"'}\n"))
	}
	for _, mail := range []string{"a@b", "a@b.example", "a b@c", "@b", "a@", "a@b@c", "<a@b>", "a@b,c@d"} {
		texts = append(texts, with("mailEvent: '"+mail+"'\n"), with("user: '"+mail+"'\n"))
	}
	for _, excluded := range []string{"a", "a,b", " a , b ", "a,", ",a", "a,,b", ",", " ", "a,a", "a,\u00a0b", "\u3000a", "a\u200b"} {
		texts = append(texts, with("excludePartition: '"+excluded+"'\n"))
	}
	for _, text := range texts {
		problems, _ := problemsOf(t, "web.yaml", text)
		if err := verdictOf(schema, text); (err == nil) != (len(problems) == 0) {
			t.Errorf("%s: the schema reports %v, Request %v", strings.TrimPrefix(text, valid), err, problems)
		}
	}
}

// verdictOf validates a text against the schema as an editor does.
func verdictOf(schema *jsonschema.Schema, text string) error {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return err
	}
	value, err := plain(document.Content[0], 0)
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// plain decodes a value as an editor does: numbers by value, and a date as text.
func plain(n *yaml.Node, depth int) (any, error) {
	if depth > 100 {
		return nil, errors.New("too deep")
	}
	switch n.Kind {
	case yaml.AliasNode:
		return plain(n.Alias, depth+1)
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			value, err := plain(item, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		return list, nil
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			value, err := plain(n.Content[i+1], depth+1)
			_, repeated := object[n.Content[i].Value]
			if err != nil || repeated || n.Content[i].Kind != yaml.ScalarNode {
				return nil, errors.Join(err, errors.New("a key that is no key"))
			}
			object[n.Content[i].Value] = value
		}
		return object, nil
	}
	if n.Tag == "!!timestamp" {
		return n.Value, nil
	}
	var value any
	err := n.Decode(&value)
	if whole, ok := value.(float64); ok && strings.Trim(n.Value, "0123456789") == "" {
		return json.Number(strconv.FormatFloat(whole, 'f', 0, 64)), err
	}
	return value, err
}
