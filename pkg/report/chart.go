package report

import (
	"fmt"
	"math"
	"time"
)

// The dimensions of the chart, in units of its view box.
const (
	chartWidth = 1000
	chartLeft  = 210 // width of the column of names
	chartRight = 985
	rowHeight  = 20
	barHeight  = 12
	maxTicks   = 12
	maxRows    = 40 // rows of one picture, which fits a page
)

// line is a line of the chart: a wave or one of its recoveries.
type line struct {
	wave     string
	recovery *Recovery // nil for the wave itself
}

// chart draws the timeline: each wave with a row for each of its recoveries. It is legible in black
// and white. Observed times are solid, unobserved ones are dashed, and failed recoveries are
// hatched. A long chart consists of several pictures, so that no page break splits a row.
func (w *writer) chart(p *page) {
	var lines []line
	for _, wave := range w.Waves {
		lines = append(lines, line{wave.Name, nil})
		for i := range wave.Recoveries {
			lines = append(lines, line{wave.Name, &wave.Recoveries[i]})
		}
	}
	for n := 0; n == 0 || n*maxRows < len(lines); n++ {
		w.picture(p, n+1, lines[n*maxRows:min(len(lines), (n+1)*maxRows)])
	}
}

// picture draws one part of the chart. n is its number.
func (w *writer) picture(p *page, n int, lines []line) {
	from, until := w.extent()
	height := 40 + len(lines)*rowHeight + 10
	p.raw(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="chart-title-%d chart-desc-%d" font-size="11" font-family="inherit">`, chartWidth, height, n, n))
	p.tag(fmt.Sprintf(`title id="chart-title-%d"`, n), w.in(msgChartTitle))
	p.tag(fmt.Sprintf(`desc id="chart-desc-%d"`, n), msgChartDesc.With(from.Format("-07:00")).In(w.lang))
	if n == 1 {
		p.raw(`<defs><clipPath id="names"><rect width="204" height="9999"/></clipPath><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#b3261e"/></pattern></defs>`)
	}
	x := func(t time.Time) float64 {
		share := float64(t.Sub(from)) / float64(until.Sub(from))
		return chartLeft + min(max(share, 0), 1)*(chartRight-chartLeft)
	}
	w.ticks(p, from, until, height, x)
	y := 40
	for _, one := range lines {
		if one.recovery == nil {
			p.name(y, `x="4" font-weight="700"`, one.wave)
		} else {
			p.name(y, `x="16"`, one.recovery.Job)
			w.bar(p, one.recovery, y+4, x, until)
		}
		y += rowHeight
	}
	p.raw("</svg>")
}

// name draws the name of a row, right-aligned to the start of the bars.
func (p *page) name(y int, attributes, name string) {
	p.tag(fmt.Sprintf(`text y="%d" clip-path="url(#names)" %s`, y+14, attributes), short(name, 40))
}

// extent returns the time range of the chart.
func (w *writer) extent() (from, until time.Time) {
	from, until = w.Times.Since.In(w.zone), w.Times.Begin
	if w.Times.Begin.Before(from) {
		from = w.Times.Begin.In(w.zone)
	}
	note := func(t *time.Time) {
		if t != nil && t.After(until) {
			until = *t
		}
	}
	note(w.Times.End)
	for _, r := range w.All() {
		note(r.Start.By)
		note(r.End.By)
	}
	note(w.limit())
	if !until.After(from) {
		until = from.Add(time.Minute)
	}
	return from, until.Add(until.Sub(from) / 40)
}

// limit returns the time at which the recovery time objective expires, or nil if none is set.
func (w *writer) limit() *time.Time {
	for _, o := range w.Objectives {
		if o.Name == "rto" && o.TargetSeconds != nil {
			return new(w.Times.Since.Add(*duration(o.TargetSeconds)))
		}
	}
	return nil
}

// ticks draws vertical lines at regular intervals, and those of T0 and the objective.
func (w *writer) ticks(p *page, from, until time.Time, height int, x func(time.Time) float64) {
	step, least := time.Minute, until.Sub(from)/maxTicks
	for _, next := range []time.Duration{5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour} {
		if step < least {
			step = next
		}
	}
	for step < least {
		step *= 2
	}
	limit := w.limit()
	_, offset := from.Zone()
	ahead := time.Duration(offset) * time.Second
	last := -1000.0
	for at := from.Add(ahead).Truncate(step).Add(step - ahead); at.Before(until); at = at.Add(step) {
		px := x(at)
		p.raw(fmt.Sprintf(`<line x1="%.1f" x2="%.1f" y1="34" y2="%d" stroke="#ddd"/>`, px, px, height))
		if px-last < 60 || px > chartRight-40 || limit != nil && math.Abs(px-x(*limit)) < 35 {
			continue
		}
		last = px
		layout := "15:04 -07:00"
		if step >= 24*time.Hour {
			layout = "01-02"
		}
		p.tag(fmt.Sprintf(`text x="%.1f" y="30" text-anchor="middle" fill="#555" font-size="9"`, px), at.In(w.zone).Format(layout))
	}
	mark := func(at time.Time, label string) {
		px := x(at)
		p.raw(fmt.Sprintf(`<line x1="%.1f" x2="%.1f" y1="14" y2="%d" stroke="#1a1a1a" stroke-width="1.5"/>`, px, px, height))
		p.tag(fmt.Sprintf(`text x="%.1f" y="12" text-anchor="middle" font-weight="700"`, min(max(px, chartLeft), chartRight-12)), label)
	}
	mark(w.Times.Since, "T0")
	if limit != nil {
		mark(*limit, "RTO")
	}
}

// bar draws a recovery.
func (w *writer) bar(p *page, r *Recovery, y int, x func(time.Time) float64, until time.Time) {
	if r.Start.By == nil {
		p.tag(fmt.Sprintf(`text x="%d" y="%d" fill="#555"`, chartLeft+4, y+10), w.word(r.Result))
		return
	}
	fill := "#1b7f3b"
	switch r.Result {
	case Complete:
	case Running:
		fill = "#4a6fa5"
	default:
		fill = "url(#hatch)"
	}
	end := until
	if r.End.By != nil {
		end = *r.End.By
	}
	solid := end
	if r.End.After != nil && r.End.By != nil && r.End.By.Sub(*r.End.After) > narrow {
		solid = *r.End.After
	}
	p.raw("<g>")
	p.tag("title", msgBarTitle.With(r.Job, Word(r.Result), r.Start.Text(dateLayout, w.zone, w.lang), r.End.Text(dateLayout, w.zone, w.lang), r.TookText()).In(w.lang))
	dashed := func(from, to time.Time) {
		p.raw(fmt.Sprintf(`<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="none" stroke="#1a1a1a" stroke-dasharray="4 3"/>`, x(from), y, max(x(to)-x(from), 1), barHeight))
	}
	if r.Start.After != nil && r.Start.By.Sub(*r.Start.After) > narrow {
		dashed(*r.Start.After, *r.Start.By)
	}
	if solid.After(*r.Start.By) {
		p.raw(fmt.Sprintf(`<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s" stroke="#1a1a1a"/>`, x(*r.Start.By), y, max(x(solid)-x(*r.Start.By), 1), barHeight, fill))
	}
	if solid.Before(end) {
		dashed(latest(solid, *r.Start.By), end)
	}
	p.raw("</g>")
}

// short shortens a name that would overlap the chart.
func short(s string, letters int) string {
	runes := []rune(s)
	if len(runes) <= letters {
		return s
	}
	return string(runes[:letters-1]) + "…"
}
