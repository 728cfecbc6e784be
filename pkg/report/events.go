package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// events adds the events in the order of the journal.
func (d *Document) events(f *fold, lang msg.Lang) {
	waveOf := map[string]string{}
	for wave, r := range d.All() {
		waveOf[r.Job] = wave.Name
	}
	for i := range f.all {
		r := &f.all[i]
		name, message := EventOf(r.Record)
		if name == "" {
			continue
		}
		wave := r.Wave
		if r.Job != "" {
			wave = waveOf[r.Job]
		}
		d.Events = append(d.Events, Event{At: r.At, Event: name, Wave: render.OrNull(wave), Job: render.OrNull(r.Job), Message: r.message(message).In(lang)})
	}
}

// EventOf returns the name and a sentence for a record that is an event. The name is "run", "wave",
// "registered", "start", "over", "waits", "gap", "decision" or "end", or "" if the record is not an
// event.
func EventOf(r *journal.Record) (name string, message msg.Message) {
	switch r.Event {
	case journal.RunBegins:
		if r.Run.Resumed {
			return "run", msgEventResumed.With()
		}
		return "run", msgEventRun.With()
	case journal.WaveEvent:
		if r.Outcome != "" {
			return "wave", Word(r.Outcome)
		}
		return "wave", msgEventWave.With()
	case journal.End:
		if r.Job == "" {
			return "end", reason(r.Outcome, r.Detail)
		}
		return "registered", reason(r.Outcome, r.Detail)
	case journal.Start:
		if r.Outcome != "" {
			return "start", reason(r.Outcome, r.Detail)
		}
	case journal.Observed:
		return observed(r)
	case journal.Gap:
		if r.What == journal.NotRunning {
			return "gap", msgEventNotRunning.With(hms(r.At.Sub(r.From)))
		}
		return "gap", msgEventNoAnswer.With(hms(r.At.Sub(r.From)))
	case journal.Decision:
		name = "decision"
		if !deviates(r.What) {
			name = "waits"
		}
		return name, msg.Verbatim.With(r.Detail)
	}
	return "", message
}

// observed returns an observed state as an event. The name is "" if it shows neither a start nor an
// end.
func observed(r *journal.Record) (name string, message msg.Message) {
	switch {
	case r.State.Result != "":
		return "over", reason(r.State.Result, r.Detail)
	case r.State.Origin != "":
		return "start", reason(r.State.Origin, r.State.Status)
	}
	return "", message
}

// reason returns a result, followed by its reason if there is one.
func reason(result, why string) msg.Message {
	if why == "" {
		return Word(result)
	}
	return msg.Reason.With(Word(result), why)
}

// partResult returns the result of a partition with a status, or "" if the status is not final.
func partResult(status string) string {
	switch zdm.Status(zdm.Text(status)) {
	case zdm.PhaseComplete:
		return Complete
	case zdm.PhaseError:
		return Failed
	case zdm.PhaseCanceled:
		return Canceled
	}
	return ""
}

// clock formats a time for messages.
func clock(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format("2006-01-02 15:04:05 -07:00")
}

// hms formats a duration as HH:MM:SS.
func hms(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	n := int64(d.Round(time.Second) / time.Second)
	return fmt.Sprintf("%s%02d:%02d:%02d", sign, n/3600, n/60%60, n%60)
}

// narrow is the greatest difference at which bounds are shown as one value. It is about the pause
// between two polls.
const narrow = 30 * time.Second

// between formats bounds. If they are close to each other, it shows only the upper one.
func between(least, most *time.Duration) string {
	switch {
	case least == nil && most == nil:
		return "-"
	case most == nil:
		return "≥ " + hms(*least)
	case least == nil:
		return "≤ " + hms(*most)
	case *most-*least <= narrow:
		return hms(*most)
	}
	return hms(*least) + " – " + hms(*most)
}

// days formats the age of an image: minutes, hours and minutes, or days and hours.
func days(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	minutes := int64(d / time.Minute)
	switch {
	case minutes < 60:
		return fmt.Sprintf("%s%dm", sign, minutes)
	case minutes < 48*60:
		return fmt.Sprintf("%s%dh %02dm", sign, minutes/60, minutes%60)
	}
	return fmt.Sprintf("%s%dd %dh", sign, minutes/1440, minutes/60%24)
}

// ageText formats bounds of an age. known is false if a part of it is unknown.
func ageText(b bounds, known bool) string {
	switch {
	case b.min == nil || b.max == nil:
		return ""
	case !known:
		return "≥ " + days(*b.min)
	case *b.min == *b.max:
		return days(*b.max)
	}
	return days(*b.min) + " – " + days(*b.max)
}

// AgeText formats the age of the oldest image of a recovery. It returns "" if the age is unknown.
func (r *Recovery) AgeText() string { return ageText(r.age()) }

// TookText formats the duration of a recovery. It returns "-" if nothing is known about it.
func (r *Recovery) TookText() string { return between(r.Took()) }

// Text formats the time with a layout. It shows the upper bound, preceded by "before" if the lower
// one is unknown, or both bounds if they are far apart.
func (s Span) Text(layout string, zone *time.Location, lang msg.Lang) string {
	switch {
	case s.By == nil:
		return "-"
	case s.After == nil:
		return msgBefore.With(s.By.In(zone).Format(layout)).In(lang)
	case s.By.Sub(*s.After) > narrow:
		return s.After.In(zone).Format(layout) + " – " + s.By.In(zone).Format(layout)
	}
	return s.By.In(zone).Format(layout)
}

// MeasuredText formats the measured value of an objective, and names the recoveries without one.
func (o *Objective) MeasuredText(lang msg.Lang) string {
	b := bounds{duration(o.MinSeconds), duration(o.MaxSeconds)}
	shown := between(b.min, b.max)
	switch {
	case o.Name != "rpo":
	case b.min == nil:
		shown = "-"
	case b.max == nil:
		shown = "≥ " + days(*b.min)
	default:
		shown = ageText(b, true)
	}
	if len(o.Unknown) == 0 {
		return shown
	}
	missing := msgUnknownOf
	if o.Name == "rto" {
		missing = msgNotComplete
	}
	text := missing.With(few(o.Unknown, 3)).In(lang)
	if shown == "-" {
		return text
	}
	return shown + ", " + text
}

// TargetText formats an objective. It returns "-" if none is set.
func (o *Objective) TargetText() string {
	switch d := duration(o.TargetSeconds); {
	case d == nil:
		return "-"
	case o.Name == "rpo":
		return days(*d)
	default:
		return hms(*d)
	}
}

// few joins names, at most the first ones.
func few(names []string, most int) string {
	if len(names) > most {
		names = append(names[:most:most], "…")
	}
	return strings.Join(names, ", ")
}
