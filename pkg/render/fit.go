package render

import "slices"

const (
	gap      = ".." // what stands for a middle that was cut out
	leastFit = 6    // cells that are left of a text
)

// fit makes the widest columns narrower until a line takes no more cells than it may, or only headings are left.
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

// cut takes the middle out of a printable text that is too wide: names differ at their ends, a date or a number.
func cut(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	head := clip(s, (width-len(gap)+1)/2)
	return head + gap + clipStart(s, width-len(gap)-Width(head))
}

// clipStart is as much of the end of a printable text as fits. It begins with a character, not within one.
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
