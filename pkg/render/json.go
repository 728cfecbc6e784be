package render

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf16"
)

// maxIndent bounds the indentation, so that the size of the output stays in proportion to the document.
const maxIndent = 32

// writeJSON writes a valid JSON document as it is, only its blanks changed: on lines of their own with two
// blanks a level, or compact. Runes in strings that must not be shown become \u escapes of the same value.
func writeJSON(w *bufio.Writer, valid []byte, indent bool) {
	p := jsonPrinter{output: output{w}, indent: indent}
	for i := 0; i < len(valid); {
		end := i + 1
		if valid[i] == '"' {
			end = i + stringLength(valid[i:])
		}
		p.token(valid[i:end])
		i = end
	}
	p.put("\n")
}

type jsonPrinter struct {
	output

	indent bool
	depth  int
	opened bool // an object or list has begun and nothing is in it yet
}

// token writes a string, or one byte of anything else.
func (p *jsonPrinter) token(text []byte) {
	first := text[0]
	if strings.IndexByte(" \t\r\n", first) >= 0 {
		return
	}
	closes := first == '}' || first == ']'
	if closes {
		p.depth--
	}
	if p.opened != closes {
		p.newLine()
	}
	p.opened = false
	switch first {
	case '{', '[':
		p.depth++
		p.opened = true
		p.put(string(first))
	case ',':
		p.put(",")
		p.newLine()
	case ':':
		p.put(p.colon())
	default:
		p.put(escape(string(text), jsonEscape))
	}
}

func (p *jsonPrinter) colon() string {
	if p.indent {
		return ": "
	}
	return ":"
}

func (p *jsonPrinter) newLine() {
	if p.indent {
		p.put("\n" + strings.Repeat("  ", min(p.depth, maxIndent)))
	}
}

// stringLength is the length of the JSON string that a valid document starts with, quotes included.
func stringLength(valid []byte) int {
	for i := 1; i < len(valid); i++ {
		switch valid[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(valid)
}

func jsonEscape(r rune) string {
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	}
	return fmt.Sprintf(`\u%04x`, r)
}
