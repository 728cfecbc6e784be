package render

import (
	"fmt"
	"strings"

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
		before = cutMark + clipStart(before, room-len(cutMark))
	}
	room := cells - Width(before)
	if Width(marked+after) <= room {
		return before, marked, after
	}
	room -= len(cutMark)
	if Width(marked) > room {
		return before, clip(marked, room) + cutMark, ""
	}
	return before, marked, clip(after, room-Width(marked)) + cutMark
}
