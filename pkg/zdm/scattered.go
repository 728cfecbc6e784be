package zdm

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// pattern finds a text whose letters are separated by white space, control characters or zero-width
// characters, or written in other widths: a reader could reassemble it.
type pattern struct {
	letters []byte
	begins  [256]bool // bytes with which the first letter may begin
	back    []int     // prefix function of Knuth, Morris and Pratt: by length of a match, its longest proper border
}

func newPattern(text string) pattern {
	p := pattern{letters: bare(text)}
	for b := range p.begins {
		p.begins[b] = b >= utf8.RuneSelf || len(p.letters) > 0 && byte(b) == p.letters[0]
	}
	p.back = make([]int, len(p.letters)+1)
	for i, n := 1, 0; i < len(p.letters); i++ {
		for n > 0 && p.letters[i] != p.letters[n] {
			n = p.back[n]
		}
		if p.letters[i] == p.letters[n] {
			n++
		}
		p.back[i+1] = n
	}
	return p
}

// in reports whether the pattern occurs in a text.
func (p *pattern) in(text []byte) bool {
	if len(p.letters) < leastSecret {
		return false
	}
	n := 0
	step := func(b byte) bool {
		for n > 0 && b != p.letters[n] {
			n = p.back[n]
		}
		if b == p.letters[n] {
			n++
		}
		return n == len(p.letters)
	}
	for i := 0; i < len(text); {
		for n == 0 && !p.begins[text[i]] {
			if i++; i == len(text) {
				return false
			}
		}
		if b := text[i]; b < utf8.RuneSelf {
			i++
			if b > ' ' && b != 0x7f && step(b) {
				return true
			}
			continue
		}
		letter, size := bareLetter(text[i:])
		i += size
		if slices.ContainsFunc(letter, step) {
			return true
		}
	}
	return false
}

// bare returns a text without separators, in a normal form in which the widths of letters do not
// differ.
func bare(text string) []byte {
	var letters []byte
	for rest := []byte(text); len(rest) > 0; {
		letter, size := bareLetter(rest)
		letters, rest = append(letters, letter...), rest[size:]
	}
	return letters
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

// isScattered reports whether the secret occurs in a text with separators between its letters.
func (s secret) isScattered(text []byte) bool {
	return slices.ContainsFunc(s.scattered, func(p pattern) bool { return p.in(text) })
}
