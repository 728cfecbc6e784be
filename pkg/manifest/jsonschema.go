package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// SchemaURL is the address of the JSON Schema of a recovery request, for editors.
const SchemaURL = "https://raw.githubusercontent.com/zdmctl/zdmctl/main/docs/recovery.schema.json"

// Patterns with the same meaning in ECMAScript and Go, all of which match in linear time.
const (
	mailPattern = `("[^"]+"|[^@,<>"\s]+)@[^@,<>\s]+`
	timePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
	yearPattern = "^[0-9]{4}$"
)

// textPattern matches text without surrounding spaces and without forbidden characters.
func textPattern() string {
	unseen := unseen()
	return "^[^ " + unseen + "]([^" + unseen + "]*[^ " + unseen + "])?$"
}

// itemsPattern matches such texts separated by commas, with optional spaces around them.
func itemsPattern() string {
	unseen := unseen()
	item := " *[^, " + unseen + "][^," + unseen + "]*"
	return "^" + item + "(," + item + ")*$"
}

// unseen returns a character class's content: what wrongCharacter rejects, except characters above
// U+FFFF, which ECMAScript treats as two.
func unseen() string {
	var class strings.Builder
	refused := func(r rune) bool { return isControl(r) || isInvisible(r) }
	for r := rune(0); r <= '\uFFFF'; r++ {
		if !refused(r) {
			continue
		}
		first := r
		for refused(r + 1) {
			r++
		}
		class.WriteRune(first)
		if r > first {
			class.WriteString("-" + string(r))
		}
	}
	return class.String()
}

// keywords is a JSON object with ordered keys.
type keywords []keyword

type keyword struct {
	name  string
	value any
}

// MarshalJSON writes the keywords in order.
func (k keywords) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	separator := byte('{')
	for _, each := range k {
		out.WriteByte(separator)
		separator = ','
		fmt.Fprintf(&out, "%q:", each.name)
		if err := encoder.Encode(each.value); err != nil {
			return nil, err
		}
	}
	if separator == '{' {
		out.WriteByte('{')
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// JSONSchema returns the JSON Schema (draft 2020-12) of a recovery request in a file: the checks of
// Request as far as a schema can express them. It is generated from the same rows and identical in
// each run.
func JSONSchema() []byte {
	root := keywords{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", SchemaURL},
		{"title", msgSchemaTitle.EN},
		{"description", msgSchemaAbout.EN},
	}
	root = append(root, objectSchema(schema().fields)...)
	var conditions []any
	for _, need := range needs() {
		given := keywords{{"required", []string{need.field}}}
		if need.truth {
			given = append(given, keyword{"properties", keywords{{need.field, keywords{{"const", true}}}}})
		}
		then := keywords{{"required", []string{need.other}}}
		if need.truth {
			then = append(then, keyword{"properties", keywords{{need.other, keywords{{"minItems", 1}}}}})
		}
		conditions = append(conditions, keywords{{"if", given}, {"then", then}})
	}
	root = append(root, keyword{"allOf", conditions}, keyword{"$defs", keywords{
		{"text", keywords{{"type", "string"}, {"pattern", textPattern()}}},
		{"id", keywords{{"type", []string{"string", "integer"}}, {"pattern", textPattern()}, {"minimum", 0}}},
	}})
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(root) // strings, numbers and lists of them cannot fail
	return visible(out.Bytes())
}

// visible escapes invisible characters in JSON text.
func visible(text []byte) []byte {
	var out bytes.Buffer
	for _, r := range string(text) {
		if r > unicode.MaxASCII && (isControl(r) || isInvisible(r)) {
			fmt.Fprintf(&out, "\\u%04x", r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.Bytes()
}

// objectSchema returns the schema of an object with these fields.
func objectSchema(rows []field) keywords {
	var properties keywords
	var required []string
	for _, f := range rows {
		if f.kind == advancedKind {
			continue
		}
		properties = append(properties, keyword{f.name, f.jsonSchema()})
		if f.required {
			required = append(required, f.name)
		}
	}
	k := keywords{{"type", "object"}, {"properties", properties}}
	if required != nil {
		k = append(k, keyword{"required", required})
	}
	return append(k, keyword{"additionalProperties", false})
}

// jsonSchema returns the schema of the field's value.
func (f field) jsonSchema() keywords {
	about := f.about.EN
	if f.vendor != nil {
		about += "; " + msgSchemaVendorWords.With(strings.Join(slices.Sorted(maps.Keys(f.vendor)), ", ")).String()
	}
	k := keywords{{"description", about}}
	switch f.kind {
	case objectKind:
		k = append(k, objectSchema(f.fields)...)
	case listKind:
		k = append(k, keyword{"type", "array"}, keyword{"items", objectSchema(f.fields)})
	case textKind:
		k = append(k, keyword{"$ref", "#/$defs/text"})
	case itemsKind:
		k = append(k, keyword{"type", "string"}, keyword{"pattern", itemsPattern()})
	case idKind:
		k = append(k, keyword{"$ref", "#/$defs/id"})
	case wordKind:
		k = append(k, keyword{"enum", f.words()})
	case positiveKind:
		k = append(k, keyword{"type", "integer"}, keyword{"minimum", 1}, keyword{"maximum", int64(math.MaxInt64)})
	case countKind:
		k = append(k, keyword{"type", "integer"}, keyword{"minimum", 0}, keyword{"maximum", int64(math.MaxInt64)})
	case switchKind:
		k = append(k, keyword{"type", "boolean"})
	case typeKind:
		k[0].value = about + ": " + strings.Join(typeNames(), ", ")
		k = append(k, keyword{"enum", typeNumbers()})
	case scheduleKind:
		k = append(k, idOr(f.fields)...)
		k = append(k, keyword{"allOf", timesByType()})
	case basicKind:
		k = append(k, idOr(f.fields)...)
	}
	if f.pattern != "" {
		k = append(k, keyword{"pattern", f.pattern})
	}
	return k
}

// words returns all values a file may have in the field, those of zdm-cli last.
func (f field) words() []any {
	var words []any
	for _, word := range f.allowed {
		words = append(words, word)
	}
	for _, word := range slices.Sorted(maps.Keys(f.vendor)) {
		if truth, err := strconv.ParseBool(word); err == nil {
			words = append(words, truth)
		} else {
			words = append(words, word)
		}
	}
	return words
}

// idOr allows a schedule's id in place of the object.
func idOr(rows []field) keywords {
	object := objectSchema(rows)
	object[0].value = []string{"object", "integer"}
	return append(object, keyword{"minimum", 1}, keyword{"maximum", int64(math.MaxInt64)})
}

func typeNames() []string {
	var names []string
	for number, t := range recoveryTypes() {
		names = append(names, strconv.Itoa(number)+" "+t.name)
	}
	return names
}

func typeNumbers() []int {
	var all []int
	for number := range recoveryTypes() {
		all = append(all, number)
	}
	return all
}

// timesByType returns, for each schedule type, the times basic requires.
func timesByType() []any {
	var conditions []any
	for number, t := range recoveryTypes() {
		is := keywords{{"required", []string{"type"}}, {"properties", keywords{{"type", keywords{{"const", number}}}}}}
		conditions = append(conditions, keywords{{"if", is}, {"then", keywords{{"properties", keywords{{"basic", timesSchema(t.times)}}}}}})
	}
	return conditions
}

// timesSchema requires exactly the given times. No type uses both fields of interval.
func timesSchema(times []timeField) keywords {
	var properties keywords
	var required []string
	for _, f := range times {
		outer, inner, nested := strings.Cut(f.path, ".")
		value := f.jsonSchema()
		if nested {
			value = timesSchema([]timeField{{inner, f.takes, f.most}})
		}
		properties = append(properties, keyword{outer, value})
		required = append(required, outer)
	}
	return keywords{{"properties", properties}, {"required", required}, {"additionalProperties", false}}
}

// jsonSchema returns the schema of the field. An unquoted number has no leading zeros, so it has
// bounds instead of a pattern.
func (f timeField) jsonSchema() keywords {
	number := upTo(f.most)
	switch f.takes {
	case clockTime:
		return keywords{{"type", "string"}, {"pattern", timePattern}}
	case weekdays:
		return keywords{{"type", "string"}, {"pattern", listOf(anyCase(zdm.Weekdays()))}}
	case fullYear:
		return keywords{{"pattern", yearPattern}, {"minimum", 1000}, {"maximum", 9999}}
	case numbers:
		return keywords{{"pattern", listOf(number)}, {"minimum", 1}, {"maximum", f.most}}
	}
	return keywords{{"pattern", "^(" + number + ")$"}, {"minimum", 1}, {"maximum", f.most}}
}

// listOf returns the pattern of comma-separated items.
func listOf(item string) string {
	return `^\s*(` + item + `)\s*(,\s*(` + item + `)\s*)*$`
}

// anyCase returns a case-insensitive pattern for words.
func anyCase(words []string) string {
	var patterns []string
	for _, word := range words {
		pattern := ""
		for _, letter := range word {
			pattern += "[" + strings.ToUpper(string(letter)) + string(letter) + "]"
		}
		patterns = append(patterns, pattern)
	}
	return strings.Join(patterns, "|")
}

// upTo returns the pattern of the numbers inRange accepts: for 12 it is 0?[1-9]|1[0-1]|12.
func upTo(most int) string {
	digits := strconv.Itoa(most)
	var patterns []string
	for length := 1; length < len(digits); length++ {
		patterns = append(patterns, zeros(maxDigits(most)-length)+"[1-9]"+anyDigits(length-1))
	}
	padding := zeros(maxDigits(most) - len(digits))
	for i := range len(digits) {
		least := "0"
		if i == 0 {
			least = "1"
		}
		if digits[i] > least[0] {
			patterns = append(patterns, padding+digits[:i]+"["+least+"-"+string(digits[i]-1)+"]"+anyDigits(len(digits)-i-1))
		}
	}
	return strings.Join(append(patterns, padding+digits), "|")
}

func zeros(most int) string {
	switch most {
	case 0:
		return ""
	case 1:
		return "0?"
	}
	return "0{0," + strconv.Itoa(most) + "}"
}

func anyDigits(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "[0-9]"
	}
	return "[0-9]{" + strconv.Itoa(n) + "}"
}
