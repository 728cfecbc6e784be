package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

const (
	maxYAMLDepth = 100  // limits the output, because indentation is part of YAML's syntax
	maxYAMLKey   = 1000 // maximum length of a key YAML recognizes by its colon alone
)

// writeYAML writes a valid JSON document as YAML with the same value, order and number literals. It
// converts token by token, so that its memory use does not grow with the document.
func writeYAML(w *bufio.Writer, valid []byte) error {
	if depthOf(valid) > maxYAMLDepth {
		return exit.New(exit.Internal, msgTooDeepForYAML.With(maxYAMLDepth)).Note(msgUseJSONOutput.With())
	}
	p := yamlPrinter{output: output{w}, tokens: json.NewDecoder(bytes.NewReader(valid))}
	p.tokens.UseNumber()
	p.value(0)
	p.put("\n")
	return nil
}

// depthOf returns the nesting depth of a valid JSON document.
func depthOf(valid []byte) int {
	depth, deepest := 0, 0
	for i := 0; i < len(valid); i++ {
		switch valid[i] {
		case '"':
			i += stringLength(valid[i:]) - 1
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		}
	}
	return deepest
}

type yamlPrinter struct {
	output

	tokens *json.Decoder // of a valid document, so it cannot fail
	last   byte          // last token written: 0 for none, '-' or ':' of an open item, '.' for a value
}

// value writes the next value, on separate lines at a depth if it has items.
func (p *yamlPrinter) value(depth int) {
	token, _ := p.tokens.Token()
	delim, nested := token.(json.Delim)
	switch {
	case !nested:
		p.scalar(yamlScalar(token))
		return
	case !p.tokens.More() && delim == '{':
		p.scalar("{}")
	case !p.tokens.More():
		p.scalar("[]")
	}
	for p.tokens.More() {
		p.item(delim, depth)
	}
	_, _ = p.tokens.Token()
}

// item writes a field of an object, or an item of a list.
func (p *yamlPrinter) item(parent json.Delim, depth int) {
	indent := "\n" + strings.Repeat("  ", depth)
	switch p.last {
	case '-':
		p.put(" ")
	case ':', '.':
		p.put(indent)
	}
	if parent == '[' {
		p.put("-")
		p.last = '-'
		p.value(depth + 1)
		return
	}
	token, _ := p.tokens.Token()
	key := yamlScalar(token)
	if len(key) > maxYAMLKey {
		key = "? " + key + indent
	}
	p.put(key + ":")
	p.last = ':'
	p.value(depth + 1)
}

func (p *yamlPrinter) scalar(text string) {
	if p.last != 0 {
		p.put(" ")
	}
	p.put(text)
	p.last = '.'
}

func yamlScalar(token json.Token) string {
	switch t := token.(type) {
	case string:
		return yamlString(t)
	case json.Number:
		return t.String()
	case bool:
		return strconv.FormatBool(t)
	}
	return "null"
}

// yamlString quotes a string unless every YAML parser reads the unquoted text as a string.
func yamlString(s string) string {
	if plainInYAML(s) {
		return s
	}
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s)
	return `"` + escape(quoted, yamlEscape) + `"`
}

// plainInYAML reports whether a word, path or phrase cannot be a number, a time or YAML syntax.
func plainInYAML(s string) bool {
	switch strings.ToLower(s) {
	case "", "null", "true", "false", "yes", "no", "on", "off":
		return false
	}
	for i, r := range s {
		letter := unicode.IsLetter(r) || r == '/'
		inner := unicode.In(r, unicode.N, unicode.M) || strings.ContainsRune("_-.@+=() ", r)
		if !letter && (i == 0 || !inner) {
			return false
		}
	}
	return !strings.HasSuffix(s, " ") && Safe(s) == s
}

// yamlEscape returns the escape of a rune in a double-quoted string.
func yamlEscape(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\t':
		return `\t`
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
