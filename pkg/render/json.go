package render

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
)

// maxIndent limits the indentation, so that the size of the output is linear in that of the
// document.
const maxIndent = 32

// writeJSON writes a valid JSON document and changes only its white space: compact, or on separate
// lines with two spaces per level. Unprintable runes in strings become equivalent \u escapes.
func writeJSON(w *bufio.Writer, valid []byte, indent bool) {
	p := jsonPrinter{output: output{w}, indent: indent}
	for i := 0; i < len(valid); {
		end := i + tokenLength(valid[i:])
		p.token(valid[i:end])
		i = end
	}
	p.put("\n")
}

type jsonPrinter struct {
	output

	indent bool
	depth  int
	opened bool // an object or list was opened and is still empty
}

// tokenLength returns the length of the string, number or word at the start of a valid document, or
// 1 for anything else.
func tokenLength(valid []byte) int {
	switch valid[0] {
	case '"':
		return stringLength(valid)
	case '{', '}', '[', ']', ',', ':', ' ', '\t', '\r', '\n':
		return 1
	}
	if end := bytes.IndexAny(valid, ",]} \t\r\n"); end > 0 {
		return end
	}
	return len(valid)
}

// token writes one token of a document.
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
		p.put(":")
		if p.indent {
			p.put(" ")
		}
	default:
		if isPrintableASCII(text) {
			_, _ = p.Write(text)
			return
		}
		p.put(escape(string(text), jsonEscape))
	}
}

func (p *jsonPrinter) newLine() {
	if p.indent {
		p.put("\n" + strings.Repeat("  ", min(p.depth, maxIndent)))
	}
}

// stringLength returns the length of the JSON string at the start of a valid document, including
// quotes.
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
		return jsonEscape(high) + jsonEscape(low)
	}
	return `\u` + strconv.FormatInt(0x1_0000+int64(r), 16)[1:] // four digits
}

// OrNull returns a pointer to a value, or nil for the zero value, which JSON then shows as null.
func OrNull[T comparable](value T) *T {
	if value == *new(T) {
		return nil
	}
	return &value
}
