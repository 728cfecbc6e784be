package render

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const zeroWidthJoiner = '\u200d'

// Safe makes a text printable on one line. Control characters (including tab and newline),
// bidirectional and zero-width characters, line separators and unassigned code points become
// escapes such as \x1b or \u202e. Invalid UTF-8 becomes U+FFFD. Letters of every script and emoji
// are unchanged.
func Safe(s string) string { return escape(s, goEscape) }

// exact is Safe for text that the user has to correct. It also escapes spaces other than U+0020.
func exact(s string) string {
	return escapeWhere(s, func(before, r rune, after string) bool {
		return r > unicode.MaxASCII && unicode.Is(unicode.Zs, r) || hidden(before, r, after)
	}, goEscape)
}

// safeLines is Safe for a text that may have several lines, and tabs if tabs is set.
func safeLines(s string, tabs bool) string {
	return escape(s, func(r rune) string {
		if r == '\n' || tabs && r == '\t' {
			return string(r)
		}
		return goEscape(r)
	})
}

func goEscape(r rune) string { return strings.Trim(strconv.QuoteRuneToASCII(r), "'") }

// escape replaces each unprintable rune with as, and each invalid UTF-8 byte with U+FFFD.
func escape(s string, as func(rune) string) string { return escapeWhere(s, hidden, as) }

func escapeWhere(s string, hidden func(before, r rune, after string) bool, as func(rune) string) string {
	if isPrintableASCII(s) { // the most frequent case
		return s
	}
	var b strings.Builder
	var before rune // the previous rune that is not a variation selector
	done := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		next := i + size
		if invalid := r == utf8.RuneError && size == 1; invalid || hidden(before, r, s[next:]) {
			b.WriteString(s[done:i])
			if invalid {
				b.WriteRune(utf8.RuneError)
			} else {
				b.WriteString(as(r))
			}
			done = next
		}
		if !unicode.Is(unicode.Variation_Selector, r) {
			before = r
		}
		i = next
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// isPrintableASCII reports whether a text contains only visible ASCII characters and spaces.
func isPrintableASCII[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// hidden reports whether a rune is invisible or controls the terminal. A joiner is part of an emoji
// if it is between two symbols.
func hidden(before, r rune, after string) bool {
	if ' ' <= r && r <= '~' {
		return false
	}
	if r == zeroWidthJoiner {
		next, _ := utf8.DecodeRuneInString(after)
		return !pictograph(before) || !pictograph(next)
	}
	return !unicode.IsGraphic(r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// pictograph reports whether a rune can be part of an emoji.
func pictograph(r rune) bool {
	return r > unicode.MaxLatin1 && r != utf8.RuneError && unicode.IsSymbol(r)
}
