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
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/render"
)

const maxRemarks = 20 // on stderr; items have all of theirs

// results is how the requests ended.
type results struct {
	options *Options
	out     cli.Output
	wave    *wave
	bar     *progress
	plans   []checked // of the requests; nil without plans

	all    []apply.Result // by the request's index
	done   int
	count  map[apply.Outcome]int
	worst  *exit.Error
	differ int // jobs that differ in what cannot be changed
}

func newResults(o *Options, out cli.Output, w *wave) *results {
	f := o.Factory
	r := &results{options: o, out: out, wave: w, all: make([]apply.Result, len(w.requests)), count: map[apply.Outcome]int{}}
	if cli.Draws(f, f.IO.ErrTerminal) && !f.Global.Quiet && !f.Global.Debug && (!r.streams() || !f.IO.OutTerminal) {
		r.bar = &progress{out: f.IO.Err, style: cli.ErrStyle(f), now: f.Now, size: f.IO.TerminalSize, total: len(w.requests)}
	}
	return r
}

// streams reports a format that is written as the results come.
func (r *results) streams() bool {
	return r.out.Filter == nil && (r.out.Format == render.FormatJSONLines || r.out.Format == render.FormatName)
}

// take keeps a result, and writes it where results are written as they come.
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
	if e := result.Err; e != nil && (r.worst == nil || outcome.Worse(e.Code, r.worst.Code)) {
		r.worst = e
	}
	var err error
	if r.streams() {
		err = r.stream(result)
	}
	r.bar.draw(r.done, r.count[apply.Failed]+r.count[apply.Partial]+r.count[apply.Unknown]+r.count[apply.Blocked])
	return err
}

// planned returns the result of a dry run for a request that does not exist: what blocks it, if a
// plan found anything.
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

// end writes what is written in one piece, and returns the verdict. Fault is what ended the run
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
	case r.out.Human() && f.Global.Quiet && fault == nil && r.worst == nil && !r.options.DryRun:
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

// document is what a script reads: zdmctl's own, for the server answers each request by itself.
type document struct {
	DryRun  bool                  `json:"dryRun,omitempty"`
	Items   []item                `json:"items"` // in the order of the requests
	Summary map[apply.Outcome]int `json:"summary"`
	Journal string                `json:"journal,omitempty"`
}

// item is what became of one request.
type item struct {
	Job       string         `json:"job"`
	Outcome   apply.Outcome  `json:"outcome"`
	ExitCode  exit.Code      `json:"exitCode"`
	Name      string         `json:"name,omitempty"` // of the recovery on the server, where that differs from job
	Detail    string         `json:"detail,omitempty"`
	Remarks   []string       `json:"remarks,omitempty"` // what the server did otherwise than asked
	Status    int            `json:"status,omitempty"`  // HTTP
	Code      string         `json:"code,omitempty"`    // the server's, such as JOB-ERROR-14
	RequestID string         `json:"requestID,omitempty"`
	Changes   []apply.Change `json:"changes,omitempty"`
	Differs   []apply.Change `json:"differs,omitempty"` // and cannot be changed
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

// name is that of the recovery on the server, as far as it is known.
func (r *results) name(result apply.Result) string {
	return cmp.Or(result.Name, r.wave.requests[result.Index].Name)
}

// remarks notes what the server did otherwise than asked.
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

// table shows what became of each request, in their order, and counts.
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

// toneOf is the tone of an outcome.
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

// detail is what there is to say of a result, on one line.
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

// counts reports how many ended how, in the words of the items.
func (r *results) counts() string {
	var parts []string
	for _, outcome := range apply.Outcomes() {
		if n := r.count[outcome]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, outcome))
		}
	}
	return strings.Join(parts, ", ")
}
