package apply

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

const maxRemarks = 20 // maximum on stderr; items include all of theirs

// results collects and shows the results of the requests.
type results struct {
	options *Options
	out     cli.Output
	wave    *wave
	bar     *progress
	plans   []checked // plans of the requests; nil without planning

	all    []apply.Result // by index of the request
	done   int
	count  map[apply.Outcome]int
	differ int // number of jobs that differ in what cannot be changed
}

func newResults(o *Options, out cli.Output, w *wave, plans []checked) *results {
	f := o.Factory
	r := &results{options: o, out: out, wave: w, plans: plans, all: make([]apply.Result, len(w.requests)), count: map[apply.Outcome]int{}}
	if cli.Draws(f, f.IO.ErrTerminal) && !f.Global.Quiet && !f.Global.Debug && (!r.streams() || !f.IO.OutTerminal) {
		r.bar = &progress{out: f.IO.Err, style: cli.ErrStyle(f), now: f.Now, size: f.IO.TerminalSize, total: len(w.requests)}
	}
	return r
}

// streams reports whether the format is written as results arrive.
func (r *results) streams() bool {
	return r.out.Filter == nil && (r.out.Format == render.FormatJSONLines || r.out.Format == render.FormatName)
}

// take records a result, and writes it if the format streams.
func (r *results) take(result apply.Result) error {
	if r.options.DryRun && result.Outcome == apply.Created {
		result = r.planned(result)
	}
	r.all[result.Index] = result
	r.done++
	r.count[result.Outcome]++
	if len(result.Differs) > 0 {
		r.differ++
	}
	var err error
	if r.streams() {
		err = r.stream(result)
	}
	r.bar.draw(r.done, r.count[apply.Failed]+r.count[apply.Partial]+r.count[apply.Unknown]+r.count[apply.Blocked])
	return err
}

// planned returns the result of a dry run for a request whose recovery does not exist, including
// what blocks it.
func (r *results) planned(result apply.Result) apply.Result {
	found := r.plans[result.Index]
	switch {
	case found.blocked != nil:
		result.Outcome, result.Err, result.Detail = apply.Blocked, found.blocked, found.blocked.Message
	case !found.unchecked.IsZero():
		result.Remarks = append(result.Remarks, msgNotPlanned.With(found.unchecked))
	}
	return result
}

func (r *results) stream(result apply.Result) error {
	out := r.options.Factory.IO.Out
	if r.out.Format == render.FormatName {
		switch result.Outcome {
		case apply.Created, apply.Updated, apply.Unchanged, apply.Partial:
			return render.Names(out, []string{r.name(result)})
		}
		return nil
	}
	line, err := json.Marshal(r.item(result))
	if err != nil {
		return err
	}
	return render.Lines(out, []json.RawMessage{line})
}

// end writes the remaining output and returns the verdict. fault is the error that ended the run
// early.
func (r *results) end(ctx context.Context, fault error) error {
	r.bar.clear()
	f := r.options.Factory
	if r.done < len(r.all) {
		return fault
	}
	var unwritten error
	if lost, ok := errors.AsType[*iostreams.OutputError](fault); ok {
		unwritten = lost
	}
	switch {
	case r.streams():
	case r.out.Human() && f.Global.Quiet && fault == nil && r.worst() == nil && !r.options.DryRun:
	case r.out.Tabular():
		unwritten = r.table()
	default:
		unwritten = r.out.Value(ctx, r.document())
	}
	r.remarks()
	if r.differ > 0 {
		f.Warn(msgSomeDiffer.With(r.differ))
	}
	if n := r.count[apply.Unchanged] + r.count[apply.Updated]; r.options.Start && n > 0 && !r.options.DryRun {
		f.Warn(msgNotStarted.With(n, f.Next("recovery", "start", "NAME")))
	}
	if unwritten != nil {
		fault = exit.New(exit.Internal, msg.Reason.With(msg.ResultsNotWritten.With(), unwritten.Error())).Because(unwritten)
	}
	return r.verdict(ctx, fault)
}

// document is the output for scripts. It is zdmctl's own, because the server responds to each
// request separately.
type document struct {
	DryRun  bool                  `json:"dryRun,omitempty"`
	Items   []item                `json:"items"` // in the order of the requests
	Summary map[apply.Outcome]int `json:"summary"`
	Journal string                `json:"journal,omitempty"`
}

// item is the result of one request.
type item struct {
	Job       string         `json:"job"`
	Outcome   apply.Outcome  `json:"outcome"`
	ExitCode  exit.Code      `json:"exitCode"`
	Name      string         `json:"name,omitempty"` // of the recovery on the server, if it differs from job
	Detail    string         `json:"detail,omitempty"`
	Remarks   []string       `json:"remarks,omitempty"` // what the server did differently from the request
	Status    int            `json:"status,omitempty"`  // HTTP status
	Code      string         `json:"code,omitempty"`    // code of the server, such as JOB-ERROR-14
	RequestID string         `json:"requestID,omitempty"`
	Changes   []apply.Change `json:"changes,omitempty"`
	Differs   []apply.Change `json:"differs,omitempty"` // differences that cannot be changed
	File      string         `json:"file"`
	Line      int            `json:"line"`
}

func (r *results) item(result apply.Result) item {
	at := r.wave.places[result.Index]
	it := item{
		Job: r.wave.requests[result.Index].Name, Name: result.Name, Outcome: result.Outcome, Detail: result.Detail.In(r.options.Factory.Lang),
		Changes: result.Changes, Differs: result.Differs, File: at.file, Line: at.line,
	}
	for _, remark := range result.Remarks {
		it.Remarks = append(it.Remarks, remark.In(r.options.Factory.Lang))
	}
	if e := result.Err; e != nil {
		it.ExitCode, it.Status, it.Code, it.RequestID = e.Code, e.Status, e.ServerCode, e.RequestID
	}
	return it
}

// name returns the name of the recovery on the server, as far as it is known.
func (r *results) name(result apply.Result) string {
	return cmp.Or(result.Name, r.wave.requests[result.Index].Name)
}

// remarks prints what the server did differently from the requests.
func (r *results) remarks() {
	f, left := r.options.Factory, 0
	for _, result := range r.all {
		for _, remark := range result.Remarks {
			if left++; left <= maxRemarks {
				f.Note(msg.NoteLine.With(msg.Reason.With(r.wave.requests[result.Index].Name, remark)))
			}
		}
	}
	if left > maxRemarks {
		f.Note(msg.NoteLine.With(msgMoreRemarks.With(left - maxRemarks)))
	}
}

func (r *results) document() document {
	d := document{DryRun: r.options.DryRun, Items: make([]item, len(r.all)), Summary: map[apply.Outcome]int{}, Journal: r.options.Journal}
	for i, result := range r.all {
		d.Items[i] = r.item(result)
	}
	for _, outcome := range apply.Outcomes() {
		if outcome != apply.Blocked || r.options.DryRun {
			d.Summary[outcome] = r.count[outcome]
		}
	}
	return d
}

// table shows the result of each request, in their order, and the counts.
func (r *results) table() error {
	f := r.options.Factory
	t := render.Table{Fit: !r.out.Wide(), Headings: r.out.Lang.Texts(msg.HeadJob, msgHeadOutcome, msg.HeadDetail), Tones: map[int]func(string) render.Tone{1: toneOf}}
	if r.out.Wide() {
		t.Headings = append(t.Headings, msgHeadPlace.In(r.out.Lang))
	}
	for i, result := range r.all {
		at := r.wave.places[i]
		t.Rows = append(t.Rows, []string{r.wave.requests[i].Name, string(result.Outcome), r.detail(result), fmt.Sprintf("%s:%d", at.file, at.line)}[:len(t.Headings)])
	}
	if len(t.Rows) > 0 {
		if err := r.out.Table(f, t); err != nil || !r.out.Human() {
			return err
		}
	}
	summary := msg.Verbatim.With(r.counts())
	if r.options.DryRun {
		summary = msgDryRunSummary.With(summary)
	}
	if r.options.Journal != "" {
		summary = msgJournalSummary.With(summary, r.options.Journal)
	}
	_, err := fmt.Fprintln(f.IO.Out, render.Safe(summary.In(f.Lang)))
	return err
}

// toneOf returns the tone of an outcome.
func toneOf(word string) render.Tone {
	switch apply.Outcome(word) {
	case apply.Created, apply.Updated:
		return render.Good
	case apply.Unchanged, apply.Skipped:
		return render.Quiet
	case apply.Unknown, apply.Partial:
		return render.Risky
	}
	return render.Bad
}

// detail returns the explanation of a result on one line.
func (r *results) detail(result apply.Result) string {
	lang := r.options.Factory.Lang
	var parts []string
	if !result.Detail.IsZero() {
		parts = append(parts, result.Detail.In(lang))
	}
	list := func(changes []apply.Change) string {
		texts := make([]string, len(changes))
		for i, c := range changes {
			texts[i] = msg.ChangeOf.With(c.Field, c.From, c.To).In(lang)
		}
		return strings.Join(texts, ", ")
	}
	if len(result.Changes) > 0 {
		parts = append(parts, list(result.Changes))
	}
	if len(result.Differs) > 0 {
		parts = append(parts, msgCannotBeChanged.With(list(result.Differs)).In(lang))
	}
	return strings.Join(parts, "; ")
}

// counts returns how many requests had each outcome, in the words of the items.
func (r *results) counts() string {
	var parts []string
	for _, outcome := range apply.Outcomes() {
		if n := r.count[outcome]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, outcome))
		}
	}
	return strings.Join(parts, ", ")
}
