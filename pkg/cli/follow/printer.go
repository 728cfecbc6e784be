package follow

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// printer shows the states of a watch as they arrive, and the last one when the watch has ended.
type printer interface {
	show(watch.State) error
	close() error
}

// events reports whether each change is a line of JSON on stdout.
func (w *Following) events() bool {
	return w.Output.Format == render.FormatJSONLines && w.Output.Filter == nil
}

// printer returns how the watch is shown: as the result itself, or on stderr, where an error in
// JSON must be the only content.
func (w *Following) printer() (p printer, beside bool) {
	f := w.Factory
	if w.events() {
		return &reporter{following: w, emit: w.event}, false
	}
	out, terminal, style := f.IO.Out, f.IO.OutTerminal, cli.OutStyle(f)
	if beside = !w.Result || !w.Output.Human(); beside {
		out, terminal, style = f.IO.Err, f.IO.ErrTerminal, cli.ErrStyle(f)
	}
	if beside && (w.Output.JSON() || f.Global.Quiet) {
		return &reporter{following: w, emit: func(watch.State, []change) error { return nil }}, true
	}
	if cli.Draws(f, terminal) {
		return &bars{following: w, live: render.Live{Out: out, Size: f.IO.TerminalSize, Style: style}}, beside
	}
	emit := func(s watch.State, all []change) error { return w.lines(out, s, all) }
	return &reporter{following: w, changes: changes{step: 10}, emit: emit}, beside
}

// reporter prints changes, and notes on stderr.
type reporter struct {
	following *Following
	changes   changes
	notes     notes
	emit      func(watch.State, []change) error
}

func (r *reporter) show(s watch.State) error {
	for _, note := range r.notes.of(r.following, s) {
		r.following.Factory.Note(note)
	}
	if s.Failing != nil {
		return nil
	}
	return r.emit(s, r.changes.of(s))
}

func (r *reporter) close() error { return nil }

// notes remembers which notes were printed.
type notes struct {
	failing, same bool
	waits         string
}

func (n *notes) of(w *Following, s watch.State) []msg.Message {
	var all []msg.Message
	switch {
	case s.Failing != nil && !n.failing:
		all = append(all, msgWatchFailing.With(clock(s.Since), w.why(s.Failing)))
	case s.Failing == nil && n.failing:
		all = append(all, msg.WatchAnswers.With())
	}
	if n.failing = s.Failing != nil; n.failing {
		return all
	}
	if s.Same > 1 && !n.same {
		n.same = true
		all = append(all, msgWatchNewest.With(s.Same, s.Name, s.ID))
	}
	waits := w.waits(s)
	if text := waits.String(); text != n.waits && !waits.IsZero() {
		n.waits = text
		all = append(all, msg.Reason.With(w.name(s), waits))
	}
	return all
}

// waits returns what a recovery that has not yet run is waiting for.
func (w *Following) waits(s watch.State) msg.Message {
	switch {
	case len(s.Idle) == 0:
		return msg.Message{}
	case w.many():
		return msgWatchServerWaits.With(strings.Join(someOf(s.Idle), ", "))
	case scheduled(s):
		return msg.WatchForSchedule.With(cmp.Or(s.Schedule, "-"))
	}
	return msg.WatchForStart.With(w.start(s))
}

// scheduled reports whether a schedule starts an idle recovery.
func scheduled(s watch.State) bool { return s.Phase == zdm.PhaseScheduled || s.Schedule != "" }

// start returns the command that starts a recovery.
func (w *Following) start(s watch.State) string {
	return w.Factory.Next(cli.Named([]string{"recovery", "start"}, cmp.Or(s.ID, s.Name))...)
}

// someOf shortens a list of names.
func someOf(names []string) []string {
	const most = 5
	if len(names) <= most {
		return names
	}
	return append(slices.Clone(names[:most]), "…")
}

// lines writes a line for each change, starting with the time.
func (w *Following) lines(out io.Writer, s watch.State, all []change) error {
	names := 0
	for i := range s.Parts {
		names = max(names, render.Width(render.Brief(s.Title(&s.Parts[i]))))
	}
	var b strings.Builder
	for _, c := range all {
		b.WriteString(clock(s.At) + "  ")
		if c.part == nil {
			b.WriteString(render.Brief(w.headline(s)) + "\n")
			continue
		}
		name := render.Brief(s.Title(c.part))
		percent := "   -"
		if c.part.Known {
			percent = fmt.Sprintf("%3d%%", int(c.part.Percent))
		}
		words := []string{render.Brief(cmp.Or(c.part.Job, s.Name)), name + strings.Repeat(" ", names-render.Width(name)), percent, render.Brief(textOf(*c.part))}
		if left := w.left(c.part.Remaining); left != "" {
			words = append(words, left)
		}
		b.WriteString(strings.Join(words, "  ") + "\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// headline returns what applies to all partitions.
func (w *Following) headline(s watch.State) string {
	words := []string{w.name(s)}
	if s.Source != "" && s.Target != "" && !w.many() {
		words = append(words, s.Source+" -> "+s.Target)
	}
	if s.Status != "" {
		words = append(words, s.Status)
	}
	if s.Known && !s.Over {
		words = append(words, fmt.Sprintf("%d%%", int(s.Percent)))
	}
	if s.Rebooting {
		words = append(words, msgWatchRebooting.In(w.Factory.Lang))
	}
	if s.Elapsed >= time.Second {
		d := s.Elapsed.Round(time.Second)
		words = append(words, fmt.Sprintf("%02d:%02d:%02d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60))
	}
	return strings.Join(words, "  ")
}

// withJob names a partition among those of several recoveries.
func withJob(job, name string) string { return strings.TrimSpace(job + " " + name) }

// textOf returns the activity of a partition, or its state.
func textOf(p watch.Part) string {
	switch {
	case p.Phase == zdm.PhaseError && p.Message != "":
		return p.Status + ": " + p.Message
	case p.Message != "" && (p.Phase.Running() || p.Phase == zdm.PhaseUnknown):
		return p.Message
	}
	return cmp.Or(p.Status, "-")
}

func (w *Following) left(d time.Duration) string {
	f := w.Factory
	switch {
	case d <= 0:
		return ""
	case d < time.Minute:
		return msg.WatchLeftSeconds.With(max(1, int(d.Seconds()))).In(f.Lang)
	case d < 2*time.Hour:
		return msg.WatchLeftMinutes.With(int(d.Round(time.Minute).Minutes())).In(f.Lang)
	}
	d = d.Round(time.Minute)
	return msg.WatchLeftHours.With(int(d.Hours()), int(d.Minutes())%60).In(f.Lang)
}

// event is a change as -o jsonl writes it.
type event struct {
	Time      string   `json:"time"`  // RFC 3339
	Event     string   `json:"event"` // job, server, recoveries or partition
	Job       string   `json:"job"`
	Partition string   `json:"partition,omitempty"`
	Image     string   `json:"backupFile,omitempty"` // image of a partition; not reported by servers before 3.0
	Status    string   `json:"status"`
	Percent   *float64 `json:"percent,omitempty"` // 0 to 100
	Message   string   `json:"message,omitempty"`
	Rebooting bool     `json:"rebooting,omitempty"` // all data is restored, but the run continues
}

func (w *Following) event(s watch.State, all []change) error {
	var items []json.RawMessage
	for _, c := range all {
		e := event{Time: clock(s.At), Event: "job", Job: w.name(s), Status: s.Status, Rebooting: s.Rebooting}
		if s.Known {
			e.Percent = &s.Percent
		}
		switch {
		case w.Target.Server != "":
			e.Event = "server"
		case w.many():
			e.Event = "recoveries"
		}
		if c.part != nil {
			e = event{Time: e.Time, Event: "partition", Job: cmp.Or(c.part.Job, e.Job), Partition: c.part.Name, Image: c.part.Image, Status: c.part.Status, Message: c.part.Message}
			if c.part.Known {
				e.Percent = &c.part.Percent
			}
		}
		item, err := json.Marshal(e)
		if err != nil {
			return err
		}
		items = append(items, item)
	}
	return render.Lines(w.Factory.IO.Out, items)
}

// change is a change of a partition, or of the whole recovery if part is nil.
type change struct{ part *watch.Part }

// changes remembers the last reported state.
type changes struct {
	step  int // minimum change in percentage points; 0 means any
	whole string
	parts map[string]string
}

func (c *changes) of(s watch.State) []change {
	var all []change
	seen := map[string]int{} // names may repeat
	before := c.parts
	c.parts = map[string]string{}
	for i := range s.Parts {
		p := &s.Parts[i]
		percent := p.Percent
		if c.step > 0 {
			percent = float64(int(percent) / c.step)
		}
		key := p.Job + "\x00" + p.Name + "\x00" + p.Image
		seen[key]++
		key = fmt.Sprint(key, "\x00", seen[key])
		c.parts[key] = fmt.Sprint(p.Status, "\x00", p.Message, "\x00", p.Known, percent)
		if c.parts[key] != before[key] {
			all = append(all, change{part: p})
		}
	}
	whole := fmt.Sprint(s.Name, "\x00", s.Status, "\x00", s.Rebooting)
	if c.whole == whole {
		return all
	}
	first := c.whole == ""
	c.whole = whole
	if first {
		return append([]change{{}}, all...)
	}
	return append(all, change{})
}
