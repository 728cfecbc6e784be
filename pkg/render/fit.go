package render

import (
	"strings"
	"time"
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

// dateIndex returns the index of the date in an image's name ("[2026-03-11_01_05].ZIA"), or -1.
func dateIndex(s string) int {
	at := strings.LastIndexByte(s, '[')
	if at < 0 || len(s) < at+len("[2006-01-02]") {
		return -1
	}
	if _, err := time.Parse(time.DateOnly, s[at+1:at+1+len(time.DateOnly)]); err != nil {
		return -1
	}
	return at
}

// cut shortens a printable text in the middle, since names usually differ at their ends. It keeps
// the date of an image as long as possible.
func cut(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if at := dateIndex(s); at >= 0 {
		room := width - len(gap) - Width(s[at:])
		switch {
		case room >= 0:
			return clip(s, room) + gap + s[at:]
		case width >= len(gap+"[2006-01-02"):
			return gap + clip(s[at:], width-len(gap))
		}
	}
	head := clip(s, (width-len(gap)+1)/2)
	return head + gap + clipStart(s, width-len(gap)-Width(head))
}
