package manifest

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// checkEncoding reports the first byte that is not valid in text, and returns false if there is
// one.
func checkEncoding(doc *document, found *problems) bool {
	if isUTF16(doc.text) {
		found.add(origin{document: doc, line: doc.line, column: 1}, "", msgIsUTF16.With()).
			Notes = []msg.Message{msgSaveAsUTF8.With()}
		return false
	}
	at := origin{document: doc, line: doc.line, column: 1}
	for rest := doc.text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			found.add(at, "", msgNotUTF8.With(rest[0])).Notes = []msg.Message{msgSaveAsUTF8.With()}
			return false
		case r == '\n':
			at.line++
			at.column = 0
		case r == '\t', r == '\r' && bytes.HasPrefix(rest, []byte("\r\n")):
		case isControl(r):
			found.add(at, "", msgControlCharacter.With(r))
			return false
		}
		at.column++
		rest = rest[size:]
	}
	return true
}

// isUTF16 reports whether data starts with the byte order mark of UTF-16, or has a NUL next to each
// of its first letters.
func isUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		return true
	}
	return len(data) >= 4 && (data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0 ||
		data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0)
}

// isControl reports whether r is a control character, which no value may contain. YAML treats the
// last two as line breaks, while editors do not.
func isControl(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
