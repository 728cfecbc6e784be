package run

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/reports"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/report"
	"github.com/zdmctl/zdmctl/pkg/run"
)

const maxNotes = 10 // maximum number of recoveries in an error

// conclude shows the report and returns the verdict. fault is an error of this machine.
func (o *Options) conclude(ctx context.Context, out cli.Output, records []journal.Record, fault error) error {
	f := o.Factory
	source := report.Source{Records: records, Path: o.Journal}
	if content, err := journal.Read(o.Journal); err == nil {
		source.Sum = content.Sum
	}
	document := report.Build(source, o.Report.Options(f))
	return o.verdict(ctx, document, cmp.Or(fault, o.write(context.WithoutCancel(ctx), out, document)))
}

// write writes the report in the requested format, and its files.
func (o *Options) write(ctx context.Context, out cli.Output, document *report.Document) error {
	f := o.Factory
	failed := o.Report.Write(f, document)
	var err error
	switch {
	case out.Human() && f.Global.Quiet && document.Report.ExitCode == exit.OK:
	case out.Format == render.FormatJSONLines && out.Filter == nil: // events are already written
	default:
		err = reports.Show(ctx, f, out, document)
	}
	return cmp.Or(err, failed)
}

// verdict returns the error of a run that did not end well, with its worst failure and the way out.
func (o *Options) verdict(ctx context.Context, document *report.Document, fault error) error {
	f, code := o.Factory, document.Report.ExitCode
	if fault != nil {
		e, ok := errors.AsType[*exit.Error](fault)
		if !ok {
			return fault
		}
		if outcome.Worse(code, e.Code) { // failures of recoveries matter more
			return o.failure(document).Note(e.Message)
		}
		return e.Try(o.again())
	}
	if code == exit.OK {
		return nil
	}
	switch {
	case ctx.Err() != nil:
		e := exit.New(exit.Failed, msgInterrupted.With()).Because(context.Cause(ctx))
		return e.Note(msg.ResumeWithJournal.With()).Try(o.again())
	case code == exit.Missed:
		return missed(document, f.Lang)
	}
	return o.failure(document)
}

// missed returns the error for objectives that were not certainly met.
func missed(document *report.Document, lang msg.Lang) error {
	e := exit.New(exit.Missed, msgMissed.With())
	for i := range document.Objectives {
		o := &document.Objectives[i]
		if o.Verdict != report.Met && o.Verdict != report.NotSet {
			e.Note(msg.Reason.With(report.Word(o.Name), msg.Reason.With(report.Word(o.Verdict), o.MeasuredText(lang))))
		}
	}
	return e
}

// failure returns the error of a run in which not everything was recovered.
func (o *Options) failure(document *report.Document) *exit.Error {
	e := exit.New(document.Report.ExitCode, msgEnded.With(report.Word(document.Report.Result)))
	ran := false
	for _, r := range document.All() {
		if r.Error == nil || len(e.Notes) >= maxNotes {
			continue
		}
		ran = ran || r.Start.By != nil
		e.Note(msg.Reason.With(r.Job, msg.Reason.With(report.Word(r.Result), *r.Error)))
	}
	if last := document.Events; len(last) > 0 && (len(e.Notes) == 0 || document.Report.Result == report.Interrupted) {
		e.Note(msg.Verbatim.With(last[len(last)-1].Message))
	}
	if ran && document.Report.Result == report.Failed {
		return e.Note(msgDecide.With()).Try(o.again("--restart", run.RestartFailed))
	}
	return e.Try(o.again())
}

// again returns the command that resumes the run, with the flags of this run.
func (o *Options) again(more ...string) string {
	words := []string{"recovery", "run"}
	for _, file := range o.Files {
		words = append(words, "-f", file)
	}
	o.Factory.Flags().Visit(func(flag *pflag.Flag) {
		if !slices.Contains([]string{"file", "restart", "dry-run", "config", "context", "server"}, flag.Name) {
			words = append(words, cli.FlagWords(flag)...)
		}
	})
	return o.Factory.Next(append(words, more...)...)
}

// readiness shows what a run would do, without changing anything.
func (o *Options) readiness(ctx context.Context, out cli.Output, waves []run.Wave, config run.Config) error {
	f := o.Factory
	config.Journal = ""
	if o.Journal != "" {
		if content, err := journal.Read(o.Journal); err == nil {
			config.Past = content.Records
		}
	}
	r, err := run.New(waves, config)
	if err != nil {
		return err
	}
	ready, err := r.Prepare(ctx)
	if err != nil {
		return err
	}
	refusal := run.Refusal(ready)
	options := o.Report.Options(f)
	options.Readiness, options.Blocked = true, refusal != nil
	for _, one := range ready {
		for _, problem := range slices.Concat(one.Errors, one.Warnings) {
			what := "error"
			if problem.Warning {
				what = "warning"
			}
			options.Findings = append(options.Findings, report.Finding{Code: what, Job: one.Job, Message: problem.Message})
		}
	}
	document := report.Build(report.Source{Records: r.Readiness(ctx), Path: o.Journal}, options)
	if err := o.Report.Write(f, document); err != nil {
		return err
	}
	if !out.Human() {
		if err := reports.Show(ctx, f, out, document); err != nil {
			return err
		}
		return refusal
	}
	if err := o.table(ready, document); err != nil {
		return err
	}
	cli.Warnings(f, warningsOf(ready))
	return refusal
}

// table shows what the run would do with each recovery.
func (o *Options) table(ready []run.Ready, document *report.Document) error {
	f := o.Factory
	ages := map[string]string{}
	for _, r := range document.All() {
		ages[r.Job] = r.AgeText()
	}
	t := render.Table{Fit: true, Headings: []string{f.Text(msgHeadWave), f.Text(msgHeadRecovery), f.Text(msg.HeadSource), f.Text(msg.HeadTarget), f.Text(msgHeadAction), f.Text(msgHeadPointAge)}}
	words := map[string]msg.Text{
		run.ToRegister: msgToRegister, run.ToStart: msgToStart, run.ToJoin: msgToJoin, run.ToKeep: msgToKeep, run.ToRestart: msgToRestart, run.ToSkip: msgToSkip,
	}
	for _, one := range ready {
		state, known := words[one.State]
		if len(one.Errors) > 0 || !known {
			state = msgBlocked
		}
		t.Rows = append(t.Rows, []string{one.Wave, one.Job, one.Source, one.Target, f.Text(state), ages[one.Job]})
	}
	return t.Write(f.IO.Out, cli.OutStyle(f))
}

func warningsOf(ready []run.Ready) (all []exit.Problem) {
	for _, one := range ready {
		all = append(all, one.Warnings...)
	}
	return all
}

// title returns the title of the run on a terminal: its kind and the name of its journal.
func (o *Options) title() string {
	name := o.Journal[strings.LastIndexAny(o.Journal, `/\`)+1:]
	return strings.TrimSuffix(name, ".journal")
}
