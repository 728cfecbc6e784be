package zdm

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// isScattered reports whether the secret occurs in a text with white space, control characters or
// zero-width characters between its letters, or in letters of other widths: a reader could
// reassemble it.
func (s secret) isScattered(text []byte) bool {
	if len(s.scattered) == 0 {
		return false
	}
	longest := len(slices.MaxFunc(s.scattered, func(a, b []byte) int { return len(a) - len(b) }))
	var letters []byte
	for len(text) > 0 {
		letters, text = appendBare(letters, text, longestRun+longest)
		if slices.ContainsFunc(s.scattered, func(form []byte) bool { return bytes.Contains(letters, form) }) {
			return true
		}
		letters = append(letters[:0], letters[max(0, len(letters)-longest):]...)
	}
	return false
}

// appendBare appends the beginning of a text to letters, without separators and in a normal form in
// which the widths of letters do not differ. It stops at a number of letters, and returns the rest.
func appendBare(letters, text []byte, limit int) (all, rest []byte) {
	for len(text) > 0 && len(letters) < limit {
		plain, room := 0, min(len(text), limit-len(letters))
		for plain < room && text[plain] > ' ' && text[plain] < 0x7f {
			plain++
		}
		letters, text = append(letters, text[:plain]...), text[plain:]
		if plain == 0 {
			letter, size := bareLetter(text)
			letters, text = append(letters, letter...), text[size:]
		}
	}
	return letters, text
}

// bareLetter returns the first letter of a text, or nothing for a separator, and its size in bytes.
func bareLetter(text []byte) (letter []byte, size int) {
	r, size := utf8.DecodeRune(text)
	switch {
	case r == utf8.RuneError: // also for a byte that is not UTF-8
		return text[:size], size
	case r <= ' ' || unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return nil, size
	}
	if plain := norm.NFKC.Properties(text).Decomposition(); plain != nil {
		return plain, size
	}
	return text[:size], size
}
