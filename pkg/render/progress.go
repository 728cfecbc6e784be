package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Limits of the progress display.
const (
	barWidth   = 28
	shortBar   = 5    // minimum width of a bar
	fewLines   = 6    // below this terminal height, only partitions are drawn
	longestRaw = 1024 // maximum number of bytes of a text to process
)

// Progress is the progress of a recovery, for a display that is updated in place.
type Progress struct {
	Head  []string
	Parts []PartProgress
	Foot  []string
}

// PartProgress is the progress of one partition, or of the whole recovery if no partitions are
// known.
type PartProgress struct {
	Name      string
	Percent   float64 // 0 to 100
	Known     bool    // whether Percent is known; there is no bar otherwise
	Text      string
	Remaining string // remaining time, "" if unknown
	Phase     zdm.Phase
}

// Brief returns the start of a text, made printable.
func Brief(s string) string { return Safe(s[:min(len(s), longestRaw)]) }

// Live draws on a terminal, and replaces what it has drawn before.
type Live struct {
	Out   io.Writer
	Size  func() (width, height int) // current size of the terminal
	Style Style

	drawn []int // width of each line drawn last
}

// Draw replaces the previous progress. It never exceeds the terminal's width or height. A write
// error is returned unchanged.
func (l *Live) Draw(p Progress) error {
	width, height := l.Size()
	rows := 0
	for _, cells := range l.drawn {
		rows += max(1, (cells+width-1)/width) // a terminal that became narrower has wrapped them
	}
	var b strings.Builder
	if rows > 0 {
		fmt.Fprintf(&b, "\x1b[%dA", rows)
	}
	l.drawn = l.drawn[:0]
	for _, line := range p.lines(width-1, height-1, l.Style) {
		text, cells := line.in(l.Style)
		b.WriteString("\r" + text + "\x1b[K\n")
		l.drawn = append(l.drawn, cells)
	}
	b.WriteString("\x1b[J")
	_, err := io.WriteString(l.Out, b.String())
	return err
}

// span is a printable text in one color.
type span struct{ text, color string }

type line []span

// in returns the line with its colors, and its width in cells.
func (l line) in(style Style) (string, int) {
	var b strings.Builder
	cells := 0
	for _, s := range l {
		b.WriteString(style.paint(s.color, s.text))
		cells += Width(s.text)
	}
	return b.String(), cells
}

// clipped returns the start of the line up to a width.
func (l line) clipped(width int) line {
	var kept line
	for _, s := range l {
		s.text = clip(s.text, width)
		width -= Width(s.text)
		kept = append(kept, s)
	}
	return kept
}

// pad returns a printable text in exactly the given width.
func pad(s string, width int) string {
	s = clip(s, width)
	return s + strings.Repeat(" ", width-Width(s))
}

// lines lays out the progress. If there is not enough room, it shows the most relevant partitions.
func (p Progress) lines(width, height int, style Style) []line {
	parts, more := p.Parts, 0
	if height < fewLines {
		p.Foot = nil
	}
	if room := max(0, height-len(p.Head)-len(p.Foot)); len(parts) > room {
		parts = slices.Clone(parts)
		slices.SortStableFunc(parts, func(a, b PartProgress) int { return rank(a.Phase) - rank(b.Phase) })
		more = len(parts) - max(0, room-1)
		parts = parts[:len(parts)-more]
	}
	var all []line
	for _, text := range p.Head {
		all = append(all, line{{text: Brief(text)}})
	}
	names := 0
	for _, part := range parts {
		names = max(names, Width(Brief(part.Name)))
	}
	names = min(names, max(8, width/3))
	for _, part := range parts {
		all = append(all, part.line(names, width, style))
	}
	if more > 0 {
		all = append(all, line{{text: "  " + msgProgressMoreLines.With(more).In(style.Lang), color: dim}})
	}
	for _, text := range p.Foot {
		all = append(all, line{{text: Brief(text), color: dim}})
	}
	all = all[:min(len(all), max(1, height))]
	for i := range all {
		all[i] = all[i].clipped(width)
	}
	return all
}

// rank orders partitions by relevance to the user.
func rank(p zdm.Phase) int {
	switch {
	case p == zdm.PhaseError, p == zdm.PhaseCanceled:
		return 0
	case p.Running():
		return 1
	case p == zdm.PhaseComplete:
		return 3
	}
	return 2
}

func (p PartProgress) line(names, width int, style Style) line {
	color := colorOf(p.Phase)
	room := min(barWidth, width-names-34) // 34 cells for spaces, the percentage and the text
	percent := strings.Repeat(" ", 4)
	if p.Known {
		percent = fmt.Sprintf("%3d%%", int(p.Percent))
	}
	l := line{{text: "  " + pad(Brief(p.Name), names) + "  "}}
	if room >= shortBar {
		bar := strings.Repeat(" ", room)
		if p.Known {
			bar = style.Bar(p.Percent/100, room)
		}
		l = append(l, span{text: bar + "  ", color: color})
	}
	text := Brief(p.Text)
	l = append(l, span{text: percent + "  "}, span{text: text, color: color})
	left := strings.Repeat(" ", max(0, 16-Width(text))) + "  " + p.Remaining
	// A truncated time would be misleading.
	if _, cells := l.in(Style{}); p.Remaining != "" && cells+Width(left) < width {
		l = append(l, span{text: left, color: dim})
	}
	return l
}

func colorOf(p zdm.Phase) string {
	switch p {
	case zdm.PhaseComplete:
		return green
	case zdm.PhaseError:
		return red
	case zdm.PhaseCanceling, zdm.PhaseCanceled:
		return yellow
	case zdm.PhaseRegistered, zdm.PhaseScheduled:
		return dim
	}
	return ""
}
