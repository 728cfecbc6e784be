package render

import (
	"unicode"

	"golang.org/x/text/width"
)

const emojiSelector = '\ufe0f'

// Width returns the number of terminal cells of a printable text. Hangul and other wide letters
// count two, even if a syllable is decomposed. An emoji counts two, whatever its number of runes,
// and a combining mark none. Letters of ambiguous width count one, whatever the locale.
func Width(s string) int {
	if isPrintableASCII(s) { // as nearly always
		return len(s)
	}
	total, last := 0, 0 // cells of the text, and of its last character
	var before rune     // the previous rune other than variation selectors
	for _, r := range s {
		cells := cellsOf(r)
		if r == emojiSelector && (pictograph(before) || keycap(before)) {
			cells = 2
		}
		if !joins(before, r) {
			last = 0
		}
		if cells > last {
			total += cells - last
			last = cells
		}
		if !unicode.Is(unicode.Variation_Selector, r) {
			before = r
		}
	}
	return total
}

// joins reports whether a rune belongs to the previous character.
func joins(before, r rune) bool {
	switch {
	case r == emojiSelector:
		return true
	case before == zeroWidthJoiner:
		return pictograph(r)
	case '\U0001f3fb' <= r && r <= '\U0001f3ff': // skin tones
		return pictograph(before)
	}
	return cellsOf(r) == 0
}

func keycap(r rune) bool { return '0' <= r && r <= '9' || r == '#' || r == '*' }

func cellsOf(r rune) int {
	switch {
	case ' ' <= r && r <= '~':
		return 1
	// Vowels and finals of decomposed Hangul.
	case '\u1160' <= r && r <= '\u11ff', '\ud7b0' <= r && r <= '\ud7ff':
		return 0
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
