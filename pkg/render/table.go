package render

import (
	"bufio"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

const (
	columnGap = 2
	maxCell   = 8 << 10 // maximum number of bytes of a cell to show
)

// Table is rows of text below headings. Write makes the text printable.
type Table struct {
	Headings []string   // "" leaves a column without one
	Rows     [][]string // a cell that is missing or has no value is written "-"
	Fit      bool       // shorten cells to the style's width, as far as the headings allow
}

// Write writes the table, with two spaces between columns and no trailing spaces. It shortens cells
// only for Fit. A write error is returned as it is.
func (t Table) Write(w io.Writer, style Style) error {
	out := output{bufio.NewWriter(w)}
	lines := &plainLines{Renderer: renderer.NewBlueprint(), out: out, style: style, widths: make([]int, len(t.Headings)), least: make([]int, len(t.Headings))}
	plain := tw.CellConfig{Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off}}
	table := tablewriter.NewTable(out,
		tablewriter.WithRenderer(lines),
		tablewriter.WithHeaderConfig(plain),
		tablewriter.WithRowConfig(plain),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithTrimSpace(tw.Off))
	table.Header(lines.measure(t.Headings))
	for i, width := range lines.widths {
		lines.least[i] = max(leastFit, width)
	}
	for _, row := range t.Rows {
		if err := table.Append(lines.measure(t.cells(row))); err != nil {
			return err
		}
	}
	if t.Fit && style.Width > 0 {
		lines.fit(style.Width)
	}
	if err := table.Render(); err != nil {
		return err
	}
	return out.Flush()
}

// cells pads a row with empty cells.
func (t Table) cells(row []string) []string {
	cells := make([]string, len(t.Headings))
	for i := range cells {
		if i < len(row) {
			cells[i] = row[i]
		}
		if strings.TrimSpace(cells[i]) == "" {
			cells[i] = "-"
		}
	}
	return cells
}

// plainLines is a tablewriter renderer without borders. It aligns columns by Width, because
// tablewriter's own width depends on the locale.
type plainLines struct {
	tw.Renderer // provides the logger and configuration

	out    output
	style  Style
	widths []int
	least  []int // minimum width of each column
}

// measure makes cells printable and widens their columns.
func (p *plainLines) measure(cells []string) []string {
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = Safe(clipped(cell))
		p.widths[i] = max(p.widths[i], Width(safe[i]))
	}
	return safe
}

// clipped shortens an oversized cell.
func clipped(cell string) string {
	if len(cell) <= maxCell {
		return cell
	}
	return strings.ToValidUTF8(cell[:maxCell], "") + "…"
}

func (p *plainLines) Start(io.Writer) error               { return nil }
func (p *plainLines) Line(tw.Formatting)                  {}
func (p *plainLines) Footer([][]string, tw.Formatting)    {}
func (p *plainLines) Row(cells []string, _ tw.Formatting) { p.write("", cells) }

func (p *plainLines) Header(lines [][]string, _ tw.Formatting) {
	for _, cells := range lines {
		p.write(dim, cells)
	}
}

func (p *plainLines) write(color string, cells []string) {
	var b strings.Builder
	for i, cell := range cells {
		cell = cut(cell, p.widths[i])
		b.WriteString(cell)
		b.WriteString(strings.Repeat(" ", max(0, p.widths[i]-Width(cell))+columnGap))
	}
	line := strings.TrimRight(b.String(), " ")
	if color != "" {
		line = p.style.paint(color, line)
	}
	p.out.put(line + "\n")
}
