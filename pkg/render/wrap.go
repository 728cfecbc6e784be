package render

import "strings"

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
