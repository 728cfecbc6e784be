package render

import (
	"bufio"
	"encoding/binary"
	"io"
	"iter"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

const (
	columnGap = 2
	maxCell   = 8 << 10 // maximum number of bytes of a cell to show
	packSize  = 1 << 20 // bytes of rows in one pack
)

// Table consists of rows of text with headings. Write makes the text printable.
type Table struct {
	Headings []string   // "" means no heading
	Rows     [][]string // a missing or empty cell is written as "-"
	Fit      bool       // shorten cells to the style's width, as far as the headings allow
	Whole    []int      // columns whose cells are never shortened

	Tones map[int]func(cell string) Tone // by column; other columns have no color
}

// Write writes the table, with two spaces between columns and no trailing spaces. It shortens cells
// only with Fit. A write error is returned unchanged.
func (t Table) Write(w io.Writer, style Style) error {
	return t.Packed().Write(w, style)
}

// Packed returns the table as Rows.
func (t Table) Packed() *Rows {
	rows := NewRows(t)
	for _, row := range t.Rows {
		rows.Add(row)
	}
	return rows
}

// Rows is a Table for very many rows. It stores the printable text of each row, and one or two more
// bytes for each cell.
//
// All rows are kept in memory until the last is known. Streaming them would need no memory, but the
// columns would not be aligned after the first longer name, and a failed list would be shown in
// part. A temporary file would have no limit, but a killed process would leave the server's data in
// it. The 111,000 rows of a large server take 8 MB. The caller can limit the number of rows by
// Size.
type Rows struct {
	table  Table // has no rows
	widths []int
	least  []int    // minimum width of each column
	packs  [][]byte // cells in sequence, each preceded by its length
	size   int
}

// NewRows returns empty Rows with the headings and options of a table.
func NewRows(t Table) *Rows {
	return &Rows{table: t, widths: make([]int, len(t.Headings)), least: make([]int, len(t.Headings))}
}

// Size returns the size of the rows in bytes.
func (r *Rows) Size() int { return r.size }

// Add appends a row. A missing or empty cell is written as "-".
func (r *Rows) Add(row []string) {
	pack := []byte(nil)
	if n := len(r.packs); n > 0 && len(r.packs[n-1]) < packSize {
		pack, r.packs = r.packs[n-1], r.packs[:n-1]
	}
	before := len(pack)
	for i := range r.table.Headings {
		cell := "-"
		if i < len(row) && strings.TrimSpace(row[i]) != "" {
			cell = Safe(clipped(row[i]))
		}
		width := Width(cell)
		r.widths[i] = max(r.widths[i], width)
		if r.table.Fit && dateIndex(cell) >= 0 {
			r.least[i] = max(r.least[i], min(width, leastDate))
		}
		pack = append(binary.AppendUvarint(pack, uint64(len(cell))), cell...)
	}
	r.size += len(pack) - before
	r.packs = append(r.packs, pack)
}

// Write writes the rows as Table.Write does. It can be called once.
func (r *Rows) Write(w io.Writer, style Style) error {
	out := output{bufio.NewWriter(w)}
	lines := &plainLines{Renderer: renderer.NewBlueprint(), out: out, style: style, widths: r.widths, least: r.least, tones: r.table.Tones}
	plain := tw.CellConfig{Formatting: tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off}}
	table := tablewriter.NewTable(out,
		tablewriter.WithRenderer(lines),
		tablewriter.WithHeaderConfig(plain),
		tablewriter.WithRowConfig(plain),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithStreaming(tw.StreamConfig{Enable: true}))
	headings := make([]string, len(r.table.Headings))
	for i, heading := range r.table.Headings {
		headings[i] = Safe(clipped(heading))
		width := Width(headings[i])
		lines.widths[i] = max(lines.widths[i], width)
		lines.least[i] = max(lines.least[i], leastFit, width)
	}
	for _, i := range r.table.Whole {
		lines.least[i] = lines.widths[i]
	}
	if r.table.Fit && style.Width > 0 {
		lines.fit(style.Width)
	}
	if err := table.Start(); err != nil {
		return err
	}
	table.Header(headings)
	for row := range r.all() {
		if err := table.Append(row); err != nil {
			return err
		}
	}
	if err := table.Close(); err != nil {
		return err
	}
	return out.Flush()
}

// all iterates over the rows once, and releases each pack after its last row.
func (r *Rows) all() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for i, pack := range r.packs {
			for len(pack) > 0 {
				row := make([]string, len(r.table.Headings))
				for cell := range row {
					length, size := binary.Uvarint(pack)
					end := size + int(length)
					row[cell], pack = string(pack[size:end]), pack[end:]
				}
				if !yield(row) {
					return
				}
			}
			r.packs[i] = nil
		}
	}
}

// clipped shortens a cell that is too large for a table.
func clipped(cell string) string {
	if len(cell) <= maxCell {
		return cell
	}
	return strings.ToValidUTF8(cell[:maxCell], "") + "…"
}

// plainLines is a tablewriter renderer without borders. It aligns columns by Width, because
// tablewriter's own width depends on the locale.
type plainLines struct {
	tw.Renderer // provides the logger and configuration

	out    output
	style  Style
	widths []int
	least  []int // minimum width of each column
	tones  map[int]func(string) Tone
}

func (p *plainLines) Start(io.Writer) error               { return nil }
func (p *plainLines) Line(tw.Formatting)                  {}
func (p *plainLines) Footer([][]string, tw.Formatting)    {}
func (p *plainLines) Row(cells []string, _ tw.Formatting) { p.write("", cells, p.tones) }

func (p *plainLines) Header(lines [][]string, _ tw.Formatting) {
	for _, cells := range lines {
		p.write(dim, cells, nil)
	}
}

func (p *plainLines) write(color string, cells []string, tones map[int]func(string) Tone) {
	var b strings.Builder
	for i, cell := range cells {
		shown := cut(cell, p.widths[i])
		space := strings.Repeat(" ", max(0, p.widths[i]-Width(shown))+columnGap)
		if tone := tones[i]; tone != nil {
			shown = p.style.paint(string(tone(cell)), shown)
		}
		b.WriteString(shown + space)
	}
	line := strings.TrimRight(b.String(), " ")
	if color != "" {
		line = p.style.paint(color, line)
	}
	p.out.put(line + "\n")
}
