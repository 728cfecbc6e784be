package render

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Width returns the number of terminal cells of a printable text. Hangul and other wide characters
// count two, even if a syllable is decomposed. An emoji counts two for any number of runes, and a
// combining mark none. Characters of ambiguous width count one in every locale.
func Width(s string) int { return displaywidth.String(s) }

// clip returns the start of a printable text up to a width, without splitting a character.
func clip(s string, width int) string { return displaywidth.TruncateString(s, width, "") }

// clipStart returns the end of a printable text up to a width, without splitting a character.
func clipStart(s string, width int) string {
	from, characters := 0, displaywidth.StringGraphemes(s)
	for left := Width(s); left > width && characters.Next(); {
		left -= characters.Width()
		from += len(characters.Value())
	}
	return s[from:]
}

// Wrap breaks a text between words into lines of a maximum width. A longer word gets its own line.
func Wrap(text string, cells int) []string {
	lines, used := []string{""}, 0
	for _, word := range strings.Fields(text) {
		width := Width(word)
		switch last := len(lines) - 1; {
		case used == 0:
			lines[last] = word
		case used+1+width > cells:
			lines, used = append(lines, word), 0
		default:
			lines[last] += " " + word
			used++
		}
		used += width
	}
	return lines
}
