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

// SchemaURL is where editors find the JSON Schema of a recovery request.
const SchemaURL = "https://raw.githubusercontent.com/zdmctl/zdmctl/main/docs/recovery.schema.json"

// The patterns mean the same to ECMAScript and to Go. None can take more than linear time.
const (
	mailPattern = `("[^"]+"|[^@,<>"\s]+)@[^@,<>\s]+`
	timePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
	yearPattern = "^[0-9]{4}$"
)

// textPattern is of a text without outer blanks, and without what no text may hold.
func textPattern() string {
	unseen := unseen()
	return "^[^ " + unseen + "]([^" + unseen + "]*[^ " + unseen + "])?$"
}

// itemsPattern is of such texts between commas, with blanks around them.
func itemsPattern() string {
	unseen := unseen()
	item := " *[^, " + unseen + "][^," + unseen + "]*"
	return "^" + item + "(," + item + ")*$"
}

// unseen is the inside of a character class: what wrongCharacter refuses, but for characters beyond U+FFFF, which are two to
// ECMAScript.
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

// keywords is a JSON object that keeps its order.
type keywords []keyword

type keyword struct {
	name  string
	value any
}

// MarshalJSON writes the keywords one after the other.
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

// JSONSchema is the JSON Schema (draft 2020-12) of a recovery request in a file: the checks of Request, as far as a
// schema can express them. It is made of the rows that Request checks by, and is the same to the byte in each run.
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
	_ = encoder.Encode(root) // texts, numbers and lists of them always can be written
	return visible(out.Bytes())
}

// visible writes the characters of a JSON text that nobody sees as JSON escapes.
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

// objectSchema describes the fields of an object.
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

// jsonSchema describes what the field takes.
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

// words are all that a field takes from a file, zdm-cli's at the end.
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

// idOr allows the ID of a schedule in place of an object.
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

// timesByType describes for each type which times basic has.
func timesByType() []any {
	var conditions []any
	for number, t := range recoveryTypes() {
		is := keywords{{"required", []string{"type"}}, {"properties", keywords{{"type", keywords{{"const", number}}}}}}
		conditions = append(conditions, keywords{{"if", is}, {"then", keywords{{"properties", keywords{{"basic", timesSchema(t.times)}}}}}})
	}
	return conditions
}

// timesSchema asks for the times and for nothing else. No type has both fields of interval.
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

// jsonSchema describes what the field holds. A number without quotes has no leading zeros left, so it is bounded as such.
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

// listOf is the pattern of items parted by commas.
func listOf(item string) string {
	return `^\s*(` + item + `)\s*(,\s*(` + item + `)\s*)*$`
}

// anyCase is the pattern of words in capitals and small letters.
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

// upTo is the pattern of the numbers that inRange takes: for 12 it is 0?[1-9]|1[0-1]|12.
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
