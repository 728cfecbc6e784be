package render

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const zeroWidthJoiner = '\u200d'

// Safe makes a text printable on one line. Control characters (tab and newline too), bidirectional and
// zero-width characters, separators of lines and unassigned code points are shown as an escape such as \x1b
// or \u202e, bytes that are not UTF-8 as U+FFFD. Letters of every script and emoji stay as they are.
func Safe(s string) string { return escape(s, goEscape) }

// exact is Safe for a text that a person has to correct: blanks that are not U+0020 are shown as escapes too.
func exact(s string) string {
	return escapeWhere(s, func(before, r rune, after string) bool {
		return r > unicode.MaxASCII && unicode.Is(unicode.Zs, r) || hidden(before, r, after)
	}, goEscape)
}

// safeLines is Safe for a text that may have lines and tabs.
func safeLines(s string) string {
	return escape(s, func(r rune) string {
		if r == '\n' || r == '\t' {
			return string(r)
		}
		return goEscape(r)
	})
}

func goEscape(r rune) string { return strings.Trim(strconv.QuoteRuneToASCII(r), "'") }

// escape replaces each rune that must not be shown, and each byte that is not UTF-8 by U+FFFD.
func escape(s string, as func(rune) string) string { return escapeWhere(s, hidden, as) }

func escapeWhere(s string, hidden func(before, r rune, after string) bool, as func(rune) string) string {
	var b strings.Builder
	var before rune // the last rune that is not a variation selector
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

// hidden reports a rune that a terminal obeys or does not show. A joiner is part of an emoji between two symbols.
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

// pictograph reports what an emoji is made of.
func pictograph(r rune) bool {
	return r > unicode.MaxLatin1 && r != utf8.RuneError && unicode.IsSymbol(r)
}
