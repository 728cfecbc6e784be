package report

import (
	"fmt"
	"html"
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// page is an HTML text. Only its methods write to it, so that every value is escaped.
type page struct{ strings.Builder }

// raw writes trusted markup.
func (p *page) raw(markup string) { p.WriteString(markup) }

// tag writes an element that contains only an untrusted text. open is its name with trusted
// attributes.
func (p *page) tag(open, text string) {
	name, _, _ := strings.Cut(open, " ")
	p.raw("<" + open + ">" + html.EscapeString(clean(text)) + "</" + name + ">")
}

// clean replaces characters that change the text direction or are not allowed in a document.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\uFFFE', r == '\uFFFF':
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

const style = `
@page { size: A4; margin: 15mm 12mm; }
* { box-sizing: border-box; }
body { font: 14px/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; max-width: 1200px; padding: 24px; }
header { border: 2px solid #1a1a1a; border-left-width: 12px; padding: 12px 16px; }
header.complete { border-left-color: #1b7f3b; } header.bad { border-left-color: #b3261e; } header.care { border-left-color: #b26a00; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 24px 0 6px; border-bottom: 1px solid #999; break-after: avoid; }
.result { font-size: 18px; font-weight: 700; } .verdicts { margin: 4px 0 0; padding: 0; list-style: none; }
table { border-collapse: collapse; width: 100%; font-size: 12px; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 1px solid #bbb; padding: 3px 6px; text-align: left; vertical-align: top; overflow-wrap: anywhere; } th { background: #eee; } td.whole { white-space: nowrap; }
p { margin: 4px 0; } .blank { break-inside: avoid; margin: 8px 0; } .blank b { display: block; font-size: 12px; }
.rule { border: 1px solid #999; min-height: 28px; padding: 4px 6px; white-space: pre-wrap; } .rule.tall { min-height: 84px; background: repeating-linear-gradient(#fff 0 27px, #ccc 27px 28px); }
svg { width: 100%; height: auto; display: block; break-inside: avoid; }
@media print { body { padding: 0; max-width: none; font-size: 11px; } table { font-size: 9px; } }
`

// HTML returns the report as a single file without scripts or external resources.
func (d *Document) HTML(lang msg.Lang) []byte {
	w, p := newWriter(d, lang), &page{}
	p.raw(`<!DOCTYPE html><html lang="` + string(lang) + `"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>`)
	p.raw(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>`)
	p.raw(`<link rel="icon" href="data:,"/>`)
	p.tag("title", w.title()+": "+w.word(d.Report.Result))
	p.raw("<style>" + style + "</style></head><body>")
	w.banner(p)
	for _, s := range w.sections() {
		p.raw("<section>")
		p.tag("h2", s.title)
		for _, note := range s.notes {
			p.tag("p", note)
		}
		if s.chart {
			w.chart(p)
		}
		p.table(s.table)
		for _, b := range s.blank {
			p.blank(b)
		}
		p.raw("</section>")
	}
	p.raw("</body></html>\n")
	return []byte(p.String())
}

// subtitle returns the line below the title: the kind, unless the title already is the kind, the
// server, and the start time.
func (w *writer) subtitle() string {
	text := w.Server.URL + " · " + w.at(&w.Times.Begin)
	if kind := w.word(w.Report.Kind); kind != w.title() {
		text = kind + " · " + text
	}
	return text
}

func (w *writer) banner(p *page) {
	class := "bad"
	switch w.Report.Result {
	case Complete, Ready:
		class = "complete"
		if w.missed() {
			class = "care"
		}
	case Deviating, Incomplete:
		class = "care"
	}
	p.raw(`<header class="` + class + `">`)
	p.tag("h1", w.title())
	p.tag("div", w.subtitle())
	p.tag(`div class="result"`, w.word(w.Report.Result))
	p.raw(`<ul class="verdicts">`)
	for i := range w.Objectives {
		o := &w.Objectives[i]
		p.tag("li", fmt.Sprintf("%s: %s (%s; %s: %s)", w.word(o.Name), w.word(o.Verdict), o.MeasuredText(w.lang), w.in(msgHeadTarget), o.TargetText()))
	}
	p.raw("</ul></header>")
}

// maxWhole is the maximum length of a cell that is not wrapped. A time has this length.
const maxWhole = 10

func (p *page) table(t table) {
	if len(t.heads) == 0 {
		return
	}
	p.raw("<table><thead><tr>")
	for _, head := range t.heads {
		p.tag(`th scope="col"`, head)
	}
	p.raw("</tr></thead><tbody>")
	for _, row := range t.rows {
		p.raw("<tr>")
		for _, cell := range row {
			if len(cell) <= maxWhole {
				p.tag(`td class="whole"`, cell)
			} else {
				p.tag("td", cell)
			}
		}
		p.raw("</tr>")
	}
	p.raw("</tbody></table>")
}

func (p *page) blank(b blank) {
	class := "rule"
	if b.lines > 1 && b.text == "" {
		class = "rule tall"
	}
	p.raw(`<div class="blank">`)
	p.tag("b", b.name)
	p.tag(`div class="`+class+`"`, b.text)
	p.raw("</div>")
}
