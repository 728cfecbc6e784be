package report

import (
	"fmt"
	"math"
	"time"
)

// The measures of the chart, in units of its view box.
const (
	chartWidth = 1000
	chartLeft  = 210 // of the names
	chartRight = 985
	rowHeight  = 20
	barHeight  = 12
	maxTicks   = 12
)

// chart draws the timeline: a row for each recovery under its wave. It is legible in black and
// white: what was observed is solid, what was not is dashed, what failed is hatched.
func (w *writer) chart(p *page) {
	from, until := w.extent()
	rows := len(w.Waves) + len(w.recoveries())
	height := 40 + rows*rowHeight + 10
	p.raw(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="chart-title chart-desc" font-size="11" font-family="inherit">`, chartWidth, height))
	p.tag(`title id="chart-title"`, w.in(msgChartTitle))
	p.tag(`desc id="chart-desc"`, msgChartDesc.With(from.Format("-07:00")).In(w.lang))
	p.raw(`<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#b3261e"/></pattern></defs>`)
	x := func(t time.Time) float64 {
		share := float64(t.Sub(from)) / float64(until.Sub(from))
		return chartLeft + min(max(share, 0), 1)*(chartRight-chartLeft)
	}
	w.ticks(p, from, until, height, x)
	y := 40
	for _, wave := range w.Waves {
		p.tag(fmt.Sprintf(`text x="4" y="%d" font-weight="700"`, y+14), short(wave.Name, 30))
		y += rowHeight
		for i := range wave.Recoveries {
			r := &wave.Recoveries[i]
			p.tag(fmt.Sprintf(`text x="16" y="%d"`, y+14), short(r.Job, 28))
			w.bar(p, r, y+4, x, until)
			y += rowHeight
		}
	}
	p.raw("</svg>")
}

// extent is the time that the chart shows.
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
	for _, r := range w.recoveries() {
		note(r.Start.By)
		note(r.End.By)
	}
	if limit, ok := w.limit(); ok {
		note(&limit)
	}
	if !until.After(from) {
		until = from.Add(time.Minute)
	}
	return from, until.Add(until.Sub(from) / 40)
}

// limit is when the objective for the recovery time is reached.
func (w *writer) limit() (time.Time, bool) {
	if len(w.Objectives) == 0 || w.Objectives[0].Name != "rto" || w.Objectives[0].TargetSeconds == nil {
		return time.Time{}, false
	}
	return w.Times.Since.Add(time.Duration(*w.Objectives[0].TargetSeconds) * time.Second), true
}

// ticks draws the lines of the hours, or of a part or several of them, and those of T0 and the
// objective.
func (w *writer) ticks(p *page, from, until time.Time, height int, x func(time.Time) float64) {
	step := time.Minute
	for _, next := range []time.Duration{5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour} {
		if until.Sub(from) > maxTicks*step {
			step = next
		}
	}
	_, offset := from.Zone()
	ahead := time.Duration(offset) * time.Second
	last := -1000.0
	for at := from.Add(ahead).Truncate(step).Add(step - ahead); at.Before(until); at = at.Add(step) {
		px := x(at)
		p.raw(fmt.Sprintf(`<line x1="%.1f" x2="%.1f" y1="34" y2="%d" stroke="#ddd"/>`, px, px, height))
		limit, ok := w.limit()
		if px-last < 60 || px > chartRight-40 || ok && math.Abs(px-x(limit)) < 35 {
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
	if limit, ok := w.limit(); ok {
		mark(limit, "RTO")
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

// short cuts a name that would run into the chart.
func short(s string, letters int) string {
	runes := []rune(s)
	if len(runes) <= letters {
		return s
	}
	return string(runes[:letters-1]) + "…"
}
