package render

import (
	"strings"
	"time"
)

const (
	gap      = ".." // replaces the middle of a shortened text
	leastFit = 6    // minimum width of a shortened text

	leastDate = len(gap + time.DateOnly + gap) // minimum width of the shortened name of an image
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

// dateIndex returns the index of the date in an image's name ("web_[2026-03-11_01_05].ZIA"), or -1.
// A text that begins with a date is a time.
func dateIndex(s string) int {
	for at := len(s) - len(time.DateOnly); at > 0; at-- {
		if s[at+4] != '-' || s[at+7] != '-' {
			continue
		}
		if _, err := time.Parse(time.DateOnly, s[at:at+len(time.DateOnly)]); err == nil {
			return at
		}
	}
	return -1
}

// cut shortens a printable text in the middle, since names usually differ at their ends. It keeps
// the date of an image as long as possible.
func cut(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if at := dateIndex(s); at >= 0 && width >= len(time.DateOnly) {
		name := strings.TrimSuffix(s[:at], "[")
		date := s[at : at+len(time.DateOnly)]
		if room := width - len(gap) - Width(s[len(name):]); room >= 0 {
			return clip(name, room) + gap + s[len(name):]
		}
		if room := width - leastDate; room >= 0 {
			return clip(name, room) + gap + date + gap
		}
		return date
	}
	head := clip(s, (width-len(gap)+1)/2)
	return head + gap + clipStart(s, width-len(gap)-Width(head))
}
