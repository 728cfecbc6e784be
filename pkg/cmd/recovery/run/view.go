package run

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/report"
	"github.com/zdmctl/zdmctl/pkg/run"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	drawPause   = 200 * time.Millisecond // minimum time between redraws
	lineStep    = 10                     // percentage points between two lines
	clockLayout = "15:04"
)

// viewer shows the progress of a run: in place on a terminal, otherwise as lines or events.
type viewer struct {
	options *Options
	events  bool
	lines   io.Writer    // nil means none
	live    *render.Live // nil means none

	waves    []run.Wave
	waveOf   map[string]string
	about    *journal.Run
	began    bool // whether records are shown
	drawn    time.Time
	last     *run.View
	progress map[string]string
	failed   error // error of the first event that could not be written
}

func newViewer(o *Options, out cli.Output, waves []run.Wave) *viewer {
	f := o.Factory
	v := &viewer{options: o, waves: waves, waveOf: map[string]string{}, progress: map[string]string{}}
	for _, wave := range waves {
		for _, request := range wave.Requests {
			v.waveOf[request.JobName] = wave.Name
		}
	}
	switch {
	case out.Format == render.FormatJSONLines && out.Filter == nil:
		v.events = true
	case !out.Human() || f.Global.Quiet:
	case cli.Draws(f, f.IO.OutTerminal):
		v.live = &render.Live{Out: f.IO.Out, Size: f.IO.TerminalSize, Style: cli.OutStyle(f)}
	default:
		v.lines = f.IO.Out
	}
	return v
}

// end leaves the last state on the screen.
func (v *viewer) end() {
	if v.live != nil && v.last != nil {
		v.draw(false)
	}
}

// event is an event of -o jsonl.
type event struct {
	Time      string   `json:"time"` // RFC 3339
	Event     string   `json:"event"`
	Wave      string   `json:"wave,omitempty"`
	Job       string   `json:"job,omitempty"`
	Partition string   `json:"partition,omitempty"`
	Status    string   `json:"status,omitempty"`
	Percent   *float64 `json:"percent,omitempty"`
	Message   string   `json:"message,omitempty"`
}

// record shows a record that was added to the journal.
func (v *viewer) record(r journal.Record) {
	if r.Run != nil {
		v.about = r.Run
	}
	name, message := report.EventOf(&r)
	if !v.began || name == "" {
		return
	}
	wave := r.Wave
	if r.Job != "" {
		wave = v.waveOf[r.Job]
	}
	lang := v.options.Factory.Lang
	switch {
	case v.events:
		v.write(event{Time: r.At.Format(time.RFC3339), Event: name, Wave: wave, Job: r.Job, Status: status(&r), Message: message.In(lang)})
	case v.lines != nil:
		v.line(r.At, wave, r.Job, message.In(lang))
	}
}

// status returns the status of an event for scripts.
func status(r *journal.Record) string {
	switch {
	case r.State != nil && r.State.Result != "":
		return r.State.Result
	case r.Event == journal.Decision || r.Event == journal.Gap:
		return r.What
	}
	return r.Outcome
}

func (v *viewer) write(e event) {
	item, err := json.Marshal(e)
	if err == nil {
		err = render.Lines(v.options.Factory.IO.Out, []json.RawMessage{item})
	}
	v.failed = cmp.Or(v.failed, err)
}

func (v *viewer) line(at time.Time, words ...string) {
	var shown []string
	for _, word := range words {
		if word != "" {
			shown = append(shown, render.Brief(word))
		}
	}
	_, err := fmt.Fprintln(v.lines, at.Format(time.RFC3339)+"  "+strings.Join(shown, "  "))
	v.failed = cmp.Or(v.failed, err)
}

// state shows the state of the run after a round of polls.
func (v *viewer) state(s run.View) {
	v.last = &s
	if v.live != nil {
		if now := v.options.Factory.Now(); now.Sub(v.drawn) >= drawPause {
			v.drawn = now
			v.draw(true)
		}
		return
	}
	for _, item := range s.Waves[s.Wave].Items {
		if item.Started && !item.State.At.IsZero() {
			v.parts(item)
		}
	}
}

// parts shows the changes of a recovery's partitions.
func (v *viewer) parts(item run.ItemView) {
	wave := v.waveOf[item.Job]
	if s := item.State; s.Status != "" && v.changed(item.Job, s.Status) && v.events {
		v.write(event{Time: s.At.Format(time.RFC3339), Event: "job", Wave: wave, Job: item.Job, Status: s.Status})
	}
	for _, p := range item.State.Parts {
		step := fmt.Sprint(p.Status, int(p.Percent)/lineStep)
		if !v.changed(item.Job+"\x00"+p.Name, step) {
			continue
		}
		at := item.State.At
		switch {
		case v.events:
			e := event{Time: at.Format(time.RFC3339), Event: "partition", Wave: wave, Job: item.Job, Partition: p.Name, Status: p.Status, Message: p.Message}
			if p.Known {
				e.Percent = &p.Percent
			}
			v.write(e)
		case v.lines != nil && p.Phase.Running():
			v.line(at, wave, item.Job, p.Name, fmt.Sprintf("%d%%", int(p.Percent)), p.Status)
		}
	}
}

func (v *viewer) changed(key, value string) bool {
	before, known := v.progress[key]
	v.progress[key] = value
	return !known || before != value
}

// draw draws the run in place.
func (v *viewer) draw(running bool) {
	s, f := v.last, v.options.Factory
	p := render.Progress{Head: []string{v.headline()}}
	for i, wave := range s.Waves {
		if i > s.Wave {
			p.Foot = append(p.Foot, "  "+msgWaveWaits.With(wave.Name, len(wave.Items)).In(f.Lang))
		} else {
			p.Head = append(p.Head, "  "+summary(wave).In(f.Lang))
		}
	}
	for _, item := range s.Waves[s.Wave].Items {
		p.Parts = append(p.Parts, v.part(item))
	}
	if !s.Silent.IsZero() {
		p.Foot = append(p.Foot, msgSilent.With(s.Silent.Format(time.TimeOnly)).In(f.Lang))
	}
	if running {
		p.Foot = append(p.Foot, msgCtrlC.With(s.Journal).In(f.Lang))
	}
	v.failed = cmp.Or(v.failed, v.live.Draw(p))
}

func (v *viewer) headline() string {
	s, f := v.last, v.options.Factory
	kind := msgRun
	if v.about.Kind == journal.KindDrill {
		kind = msgDrill
	}
	m := msgHeadline.With(kind.With(v.options.title()), s.Wave+1, len(s.Waves), s.Waves[s.Wave].Name, hms(s.At.Sub(s.Since)), s.Since.In(s.At.Location()).Format(clockLayout+" -07:00"))
	text := m.In(f.Lang)
	if v.about.RTO > 0 {
		text += ", RTO " + hms(time.Duration(v.about.RTO)*time.Second)
	}
	return text
}

func summary(wave run.WaveView) msg.Message {
	done, failed := 0, 0
	for _, item := range wave.Items {
		switch item.Result {
		case "":
		case journal.Complete, journal.Skipped:
			done++
		default:
			failed++
		}
	}
	if failed > 0 {
		return msgWaveFailed.With(wave.Name, done, len(wave.Items), failed)
	}
	return msgWaveDone.With(wave.Name, done, len(wave.Items))
}

// part returns a recovery as a bar.
func (v *viewer) part(item run.ItemView) render.PartProgress {
	f := v.options.Factory
	p := render.PartProgress{Name: item.Job, Text: item.State.Status, Phase: item.State.Phase}
	switch {
	case item.Result != "":
		p.Text = report.Word(item.Result).In(f.Lang)
		p.Phase = phaseOf(item.Result)
		p.Percent, p.Known = 100, item.Result == journal.Complete
	case item.Blocked != "":
		p.Text = msgWaits.With(item.Blocked).In(f.Lang)
	case !item.Started:
		p.Text = f.Text(msgWaiting)
	case !item.Unseen.IsZero():
		p.Text = msgNotShown.With(item.Unseen.Format(time.TimeOnly)).In(f.Lang)
	default:
		p.Percent, p.Known = float64(item.Percent), len(item.State.Parts) > 0
		for _, part := range item.State.Parts {
			if part.Remaining > 0 {
				p.Remaining = msg.WatchLeftMinutes.With(max(1, int(part.Remaining.Round(time.Minute).Minutes()))).In(f.Lang)
			}
		}
	}
	return p
}

func phaseOf(result string) zdm.Phase {
	switch result {
	case journal.Complete, journal.Skipped:
		return zdm.PhaseComplete
	case journal.Canceled:
		return zdm.PhaseCanceled
	}
	return zdm.PhaseError
}

// hms formats a duration as HH:MM:SS.
func hms(d time.Duration) string {
	n := int64(max(0, d) / time.Second)
	return fmt.Sprintf("%02d:%02d:%02d", n/3600, n/60%60, n%60)
}
