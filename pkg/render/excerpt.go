package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

const (
	cutMark     = "..."
	sourceLimit = 4096 // maximum number of characters of a source line to process
)

// excerpt returns the source line with its number, and carets under the value.
func (s Style) excerpt(p exit.Problem) string {
	source := []rune(p.Source)
	source = source[:min(len(source), sourceLimit)]
	start := p.Column - 1
	if p.Line < 1 || start < 0 || start > len(source) || p.Source == "" {
		return ""
	}
	end := min(len(source), start+max(1, p.Width))
	number := fmt.Sprintf("%4d", p.Line)
	before, marked, after := fit(printable(source[:start]), printable(source[start:end]), printable(source[end:]),
		lineWidth-len(number)-len(" | "))

	gutter := s.paint(dim, number+" |")
	below := s.paint(dim, strings.Repeat(" ", len(number))+" |")
	carets := strings.Repeat("^", max(1, Width(marked)))
	return strings.TrimRight(gutter+" "+before+marked+after, " ") + "\n" +
		below + " " + strings.Repeat(" ", Width(before)) + s.paint(red, carets) + "\n"
}

// printable makes part of a source line printable, with tabs as single spaces.
func printable(part []rune) string {
	return exact(strings.ReplaceAll(string(part), "\t", " "))
}

// fit shortens the three parts of a line to a width, keeping the middle one visible.
func fit(before, marked, after string, cells int) (string, string, string) {
	if Width(before+marked+after) <= cells {
		return before, marked, after
	}
	if room := max(cells/2, cells-Width(marked+after)); Width(before) > room {
		before = cutMark + tail(before, room-len(cutMark))
	}
	room := cells - Width(before)
	if Width(marked+after) <= room {
		return before, marked, after
	}
	room -= len(cutMark)
	if Width(marked) > room {
		return before, head(marked, room) + cutMark, ""
	}
	return before, marked, head(after, room-Width(marked)) + cutMark
}

// head returns the start of a text up to a width.
func head(s string, cells int) string {
	for i, r := range s {
		if cells -= mostCells(r); cells < 0 {
			return s[:i]
		}
	}
	return s
}

// tail returns the end of a text up to a width.
func tail(s string, cells int) string {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if cells -= mostCells(r); cells < 0 {
			return strings.TrimLeftFunc(s[i:], func(r rune) bool { return cellsOf(r) == 0 })
		}
		i -= size
	}
	return s
}

// mostCells returns an upper bound of a rune's width in any text.
func mostCells(r rune) int {
	if r == emojiSelector {
		return 1
	}
	return cellsOf(r)
}
