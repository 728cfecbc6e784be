package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// forms returns the formats of a report, by the extension of its file.
func forms() []string { return []string{".html", ".md", ".csv", ".json"} }

// CheckPath returns an error if a file does not have the extension of a format.
func CheckPath(path string) error {
	for _, form := range forms() {
		if strings.EqualFold(filepath.Ext(path), form) {
			return nil
		}
	}
	m := msgNoFormat.With(path)
	return exit.New(exit.Usage, m).With(exit.Problem{Flag: "--report", Message: m, Allowed: forms()})
}

// Form returns the report in the format that belongs to the extension of path.
func (d *Document) Form(path string, lang msg.Lang) ([]byte, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".html":
		return d.HTML(lang), nil
	case ".md":
		return d.Markdown(lang), nil
	case ".csv":
		return d.CSV()
	case ".json":
		return d.JSON()
	}
	return nil, CheckPath(path)
}

// JSON returns the report as a JSON document.
func (d *Document) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(d, "", "  ")
	return append(text, '\n'), err
}

// Markdown returns the report in Markdown, with the timeline as a table.
func (d *Document) Markdown(lang msg.Lang) []byte {
	w := newWriter(d, lang)
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line("# ", markdown(w.title()), "\n")
	line("**", markdown(w.word(d.Report.Result)), "** · ", markdown(w.subtitle()))
	for _, s := range w.sections() {
		line("\n## ", markdown(s.title), "\n")
		for _, note := range s.notes {
			line(markdown(note), "\n")
		}
		if s.chart {
			s.table = w.timeline()
		}
		if len(s.table.heads) > 0 {
			row := func(cells []string) {
				for _, cell := range cells {
					b.WriteString("| " + markdown(cell) + " ")
				}
				line("|")
			}
			row(s.table.heads)
			line(strings.Repeat("|---", len(s.table.heads)), "|")
			for _, cells := range s.table.rows {
				row(cells)
			}
		}
		for _, blank := range s.blank {
			value := markdown(blank.text)
			if value == "" {
				value = strings.Repeat(`\_`, 20)
			}
			line("- **", markdown(blank.name), "**: ", value)
		}
	}
	return []byte(b.String())
}

// timeline returns the chart as a table.
func (w *writer) timeline() table {
	t := table{heads: w.heads(msgHeadWave, msgHeadJob, msgHeadStart, msgHeadEnd, msgHeadTook, msgHeadResult)}
	for wave, r := range w.All() {
		t.rows = append(t.rows, []string{
			wave.Name, r.Job, r.Start.Text(dateLayout, w.zone, w.lang), r.End.Text(dateLayout, w.zone, w.lang), r.TookText(), w.word(r.Result),
		})
	}
	return t
}

// markdown escapes a text so that nothing in it is interpreted as markup, a link, HTML or a cell
// border.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range clean(s) {
		if strings.ContainsRune("\\`*_{}[]()#|~$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	s = b.String()
	if s != "-" && strings.IndexAny(s, "-+=") == 0 { // would start a list or a heading
		s = `\` + s
	}
	// Renderers turn plain addresses into links.
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "://", ":/&#47;", "www.", "www&#46;", "@", "&#64;").Replace(s)
}

// CSV returns one row for each partition, and one for each recovery without known partitions.
func (d *Document) CSV() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	_ = w.Write([]string{
		"run", "kind", "wave", "job", "source", "target", "source_partition", "target_partition", "result", "origin", "start_after", "start_by", "end_after", "end_by",
		"took_min_s", "took_max_s", "image", "image_time", "image_zone_basis", "age_min_s", "age_max_s", "request_id", "error",
	})
	for wave, r := range d.All() {
		parts := r.Partitions
		if len(parts) == 0 {
			parts = []Partition{{Result: r.Result}}
		}
		for _, p := range parts {
			_ = w.Write(d.row(wave.Name, r, p))
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func (d *Document) row(wave string, r *Recovery, p Partition) []string {
	least, most := r.Took()
	image := Image{}
	if p.Image != nil {
		image = *p.Image
	}
	why := p.Error
	if why == nil {
		why = r.Error
	}
	optional := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	cells := []string{
		d.Report.ID, d.Report.Kind, wave, r.Job, r.Source, r.Target, p.Source, optional(p.Target), p.Result, optional(r.Origin),
		stamp(r.Start.After), stamp(r.Start.By), stamp(r.End.After), stamp(r.End.By), whole(seconds(least)), whole(seconds(most)),
		image.Name, optional(image.CreatedAt), optional(image.Zone), whole(image.AgeMin), whole(image.AgeMax), strings.Join(r.RequestIDs, " "), optional(why),
	}
	for i, cell := range cells {
		if n := i; n != 14 && n != 15 && n != 19 && n != 20 {
			cells[i] = render.Neutral(render.Safe(cell))
		}
	}
	return cells
}

func stamp(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.RFC3339)
}

func whole(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}
