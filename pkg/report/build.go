package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Source is a journal from which a report is made.
type Source struct {
	Records []journal.Record
	Path    string // path of the journal; "" for none
	Sum     string // hash of the last line; "" for none
}

// Options are the parameters of a report.
type Options struct {
	Now       time.Time
	Lang      msg.Lang
	Fill      map[string]string // values that a person filled in, by the names in Fields
	Readiness bool              // set for records of a dry run, which started nothing
	Blocked   bool              // for a readiness report: whether the run is blocked
	Findings  []Finding         // for a readiness report: the findings of the dry run
}

// Finding is a finding of a dry run.
type Finding struct {
	Code    string // "error" or "warning"
	Job     string
	Message msg.Message
}

const interruptedCode = exit.Code(130) // exit code of a run that was interrupted with Ctrl-C

// Build builds a report. The records must contain a run. For the journal of a shard, the report
// covers only that shard's recoveries.
func Build(source Source, o Options) *Document {
	f := foldOf(source.Records)
	run := f.run()
	run.Waves = slices.Clone(run.Waves)
	for i := range run.Waves {
		run.Waves[i].Recoveries = slices.DeleteFunc(slices.Clone(run.Waves[i].Recoveries), func(r journal.Recovery) bool { return r.Elsewhere })
	}
	d := build(f, run, o)
	d.Journal = Evidence{Path: source.Path, SHA256: render.OrNull(source.Sum), Shard: render.OrNull(run.Shard)}
	return d
}

func build(f *fold, run journal.Run, o Options) *Document {
	d := &Document{
		Report: Head{Version: 1, Kind: run.Kind, ID: run.ID, GeneratedAt: o.Now},
		Tool:   Tool{run.Tool.Version, run.Tool.Commit, run.Tool.Host, run.Tool.User},
		Server: Server{URL: run.Server, Zone: f.zone(), Clock: []Clock{}},
		Times:  Times{Since: run.Since, SinceBasis: run.SinceBasis, Begin: f.begin},
		Waves:  []Wave{}, Deviations: []Deviation{}, Events: []Event{}, Filled: map[string]*string{}, Shards: []Evidence{},
	}
	if o.Readiness {
		d.Report.Kind = KindReadiness
	}
	for _, field := range Fields() {
		d.Filled[field] = render.OrNull(o.Fill[field])
	}
	for _, r := range f.clocks {
		if r.Clock.API != "" {
			d.Server.Generation = render.OrNull(r.Clock.API)
		}
		if r.Clock.PlusMinus > 0 {
			d.Server.Clock = append(d.Server.Clock, Clock{r.At, r.Clock.Offset, r.Clock.PlusMinus})
		}
	}
	if f.end != nil {
		d.Times.End = instant(f.end.At)
	}
	for i := range f.all {
		d.until = latest(d.until, f.all[i].At)
	}
	for _, wave := range run.Waves {
		d.Waves = append(d.Waves, d.wave(f, wave, o.Lang))
	}
	d.objectives(run)
	d.deviations(f, o.Lang)
	for _, one := range o.Findings {
		d.Deviations = append(d.Deviations, Deviation{Code: one.Code, Job: render.OrNull(one.Job), Message: one.Message.In(o.Lang)})
	}
	d.events(f, o.Lang)
	d.conclude(f, run, o)
	return d
}

func (d *Document) wave(f *fold, planned journal.Wave, lang msg.Lang) Wave {
	w := Wave{Name: planned.Name, Result: Complete, Begin: instant(f.waves[planned.Name]), Recoveries: []Recovery{}}
	over := true
	for _, one := range planned.Recoveries {
		r := d.recovery(f, one, lang)
		if r.End.By != nil && (w.End == nil || r.End.By.After(*w.End)) {
			w.End = r.End.By
		}
		switch {
		case r.open:
			over = false
		case r.Result != Complete && r.Result != Skipped:
			w.Result = Failed
		}
		w.Recoveries = append(w.Recoveries, r)
	}
	switch {
	case w.Begin == nil:
		w.Result, w.End = NotStarted, nil
	case !over && w.Result == Complete:
		w.Result, w.End = Running, nil
		if f.end != nil {
			w.Result = Incomplete
		}
	}
	return w
}

func (d *Document) recovery(f *fold, planned journal.Recovery, lang msg.Lang) Recovery {
	r := Recovery{
		Job: planned.Job, Source: planned.Source, Target: planned.Target, Result: NotStarted, Request: "sha256:" + planned.Request,
		RequestIDs: []string{}, Partitions: []Partition{}, open: true,
	}
	t := f.tracks[planned.Job]
	if t == nil {
		return r
	}
	r.Origin, r.Start, r.End, r.code = render.OrNull(t.origin), t.start, t.end, t.code
	r.RequestIDs, r.jump, r.open = append(r.RequestIDs, t.ids...), f.jump+f.apart, t.result == "" && !t.skipped
	switch {
	case t.skipped:
		r.Result, r.code = Skipped, exit.OK
	case t.result != "":
		r.Result = t.result
		if t.result != Complete {
			r.Error = render.OrNull(t.detail)
		}
	case t.runsWith:
		r.Result = Running
	case t.started:
		r.Result, r.Error = Unknown, render.OrNull(msgNeverSeen.In(lang))
	}
	if s := t.state; s != nil {
		r.Reported = Reported{render.OrNull(s.Start), render.OrNull(s.Ended), render.OrNull(s.Elapsed), render.OrNull(s.History)}
	}
	r.Partitions = append(r.Partitions, d.partitions(t, r.Result, f.jump)...)
	return r
}

// partitions returns the partitions shown by the images or by the end of the recovery.
func (d *Document) partitions(t *track, result string, jump time.Duration) (all []Partition) {
	if t.skipped {
		return nil
	}
	for _, image := range t.images {
		p := Partition{Source: image.Source, Target: render.OrNull(image.Target), Result: result}
		if image.Name != "" && (image.Basis != journal.BasisPlanned || d.Report.Kind == KindReadiness) {
			p.Image = &Image{Name: image.Name, CreatedAt: render.OrNull(image.Created), Basis: image.Basis}
			b, basis := ages(image.Created, d.Times.Since, d.until.Add(imageSlack), d.Server.Zone)
			p.Image.AgeMin, p.Image.AgeMax, p.Image.Zone = seconds(plus(b.min, -jump)), seconds(plus(b.max, jump)), basis
		}
		all = append(all, p)
	}
	if t.state == nil {
		return all
	}
	for _, part := range t.state.Parts {
		i := slices.IndexFunc(all, func(p Partition) bool { return p.Source == part.Source })
		if i < 0 {
			all = append(all, Partition{Source: part.Source})
			i = len(all) - 1
		}
		all[i].Result = cmp.Or(partResult(part.Status), result)
		if all[i].Result == Failed {
			all[i].Error = render.OrNull(part.Message)
		}
	}
	return all
}

func (d *Document) objectives(run journal.Run) {
	took, running := d.recoveryTime()
	age, unknown := d.recoveryPoint()
	d.Objectives = []Objective{
		{"rto", render.OrNull(run.RTO), seconds(took.min), seconds(took.max), nil, append([]string{}, running...), verdict(run.RTO, took)},
		{"rpo", render.OrNull(run.RPO), seconds(age.min), seconds(age.max), seconds(d.spread()), append([]string{}, unknown...), verdict(run.RPO, age)},
	}
	if d.Report.Kind == KindReadiness {
		d.Objectives = d.Objectives[1:]
	}
}

// conclude sets the result and the exit code.
func (d *Document) conclude(f *fold, run journal.Run, o Options) {
	worst, unfinished := exit.OK, false
	for _, r := range d.All() {
		if outcome.Worse(r.code, worst) {
			worst = r.code
		}
		unfinished = unfinished || r.open
	}
	if f.end != nil && outcome.Worse(f.end.Code, worst) {
		worst = f.end.Code
	}
	if o.Readiness {
		d.Report.Result = Ready
		if o.Blocked {
			d.Report.Result, d.Report.ExitCode = Blocked, exit.Usage
		}
		return
	}
	d.Report.Result = d.result(f, run.Through != "" && worst == exit.OK, unfinished)
	if worst == exit.OK {
		worst = d.codeOf(f, unfinished)
	}
	d.Report.ExitCode = worst
}

// result returns the result of the run. partly is set if the run was limited to the first waves,
// and unfinished if a recovery has not ended.
func (d *Document) result(f *fold, partly, unfinished bool) string {
	none, ended := true, map[string]bool{}
	for _, r := range d.All() {
		none = false
		ended[r.Result] = ended[r.Result] || !r.open
	}
	switch {
	case none:
		return Incomplete
	case f.end == nil || f.end.Outcome == journal.Interrupted:
		return Interrupted
	case ended[Unknown]:
		return Unknown
	case ended[Failed], ended[Canceled]:
		return Failed
	case unfinished && partly:
		return Incomplete
	case unfinished:
		return Interrupted
	case len(d.Deviations) > 0:
		return Deviating
	}
	return Complete
}

// codeOf returns the exit code of a run in which no recovery has an exit code other than OK.
func (d *Document) codeOf(f *fold, unfinished bool) exit.Code {
	switch {
	case d.Report.Result == Interrupted && f.end != nil:
		return interruptedCode
	case d.Report.Result == Interrupted, d.Report.Result == Unknown:
		return exit.Unknown
	case d.Report.Result == Failed:
		return exit.Failed
	case !unfinished && d.missed():
		return exit.Missed
	}
	return exit.OK
}

// missed reports whether an objective was missed or could not be determined.
func (d *Document) missed() bool {
	return slices.ContainsFunc(d.Objectives, func(o Objective) bool { return o.Verdict == Missed || o.Verdict == Undetermined })
}

// deviations returns what differed from the plan.
func (d *Document) deviations(f *fold, lang msg.Lang) {
	add := func(code, job, message string) {
		d.Deviations = append(d.Deviations, Deviation{Code: code, Job: render.OrNull(job), Message: message})
	}
	for _, r := range f.gaps {
		m := msgGapNoAnswer
		if r.What == journal.NotRunning {
			m = msgGapNotRunning
		}
		add("gap", "", r.message(m.With(clock(r.From), clock(r.At), hms(r.At.Sub(r.From)))).In(lang))
	}
	if f.apart > 0 {
		add("clock", "", msgClocksApart.With(hms(f.apart)).In(lang))
	}
	if f.jump > 0 {
		add("clock", "", msgClockSet.With(hms(f.jump)).In(lang))
	}
	seen := map[string]bool{}
	for _, r := range f.notes {
		key := fmt.Sprint(r.What, r.Job, r.Detail)
		t := f.tracks[r.Job]
		if !deviates(r.What) || seen[key] || r.What == journal.Skipped && (t == nil || !t.skipped) {
			continue
		}
		seen[key] = true
		add(r.What, r.Job, r.Detail)
	}
	for _, r := range d.All() {
		if r.differs() {
			least, most := r.Took()
			add(journal.Mismatch, r.Job, msgElapsedDiffers.With(*r.Reported.Elapsed, between(least, most)).In(lang))
		}
	}
}

// deviates reports whether a decision is a deviation and not just an event.
func deviates(what string) bool { return what != journal.Waits && what != journal.Waited }
