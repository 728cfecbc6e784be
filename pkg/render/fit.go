package render

import (
	"regexp"
	"slices"
	"sync"
)

const (
	gap      = ".." // replaces the middle of a shortened text
	leastFit = 6    // minimum width of a shortened text
)

// fit narrows the widest columns until a line fits the width, or only headings remain.
func (p *plainLines) fit(cells int) {
	excess := -cells - columnGap
	for _, width := range p.widths {
		excess += width + columnGap
	}
	for ; excess > 0; excess-- {
		widest := -1
		for i, width := range p.widths {
			if width > p.least[i] && (widest < 0 || width > p.widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		p.widths[widest]--
	}
}

// dated is the end of an image's name, from its date on.
var dated = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\d{4}-\d{2}-\d{2}[^\]]*\][^\]]*$`) })

// cut shortens a printable text in the middle, since names usually differ at their ends. The date of
// an image is the last that goes.
func cut(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if at := dated().FindStringIndex(s); at != nil {
		room := width - len(gap) - (Width(s) - at[0])
		switch {
		case room >= 0:
			return clip(s, room) + gap + s[at[0]:]
		case width >= len(gap+"[2006-01-02"):
			return gap + clip(s[at[0]:], width-len(gap))
		}
	}
	head := clip(s, (width-len(gap)+1)/2)
	return head + gap + clipStart(s, width-len(gap)-Width(head))
}

// clipStart returns the end of a printable text up to a width, without splitting a character.
func clipStart(s string, width int) string {
	starts := []int{}
	var before rune
	for i, r := range s {
		if !joins(before, r) {
			starts = append(starts, i)
		}
		before = r
	}
	from, _ := slices.BinarySearchFunc(starts, width, func(start, width int) int {
		if Width(s[start:]) > width {
			return -1
		}
		return 1
	})
	if from == len(starts) {
		return ""
	}
	return s[starts[from]:]
}
