package apply

import (
	"context"
	"errors"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
)

const maxCommands = 5 // maximum number of commands for unknown outcomes

// worst returns the result with the worst error, or nil. Of several it is the first in the order of
// the requests, so that it does not depend on which one was answered first.
func (r *results) worst() *apply.Result {
	var worst *apply.Result
	for i := range r.all {
		if e := r.all[i].Err; e != nil && (worst == nil || outcome.Worse(e.Code, worst.Err.Code)) {
			worst = &r.all[i]
		}
	}
	return worst
}

// verdict returns the error of a run with failures: the worst one, and the way out.
func (r *results) verdict(ctx context.Context, fault error) error {
	var worst *exit.Error
	result := r.worst()
	if result != nil {
		worst = result.Err
	}
	broken, ok := errors.AsType[*exit.Error](fault)
	if ok && (worst == nil || outcome.Worse(broken.Code, worst.Code)) {
		worst = broken
	} else if fault != nil && !ok {
		return fault
	}
	if worst == nil && ctx.Err() == nil {
		return r.differences()
	}
	e := exit.New(exit.Failed, msgApplyInterrupted.With(len(r.all), r.counts())).Because(context.Cause(ctx))
	if ctx.Err() == nil {
		e = exit.New(worst.Code, msgNotApplied.With(len(r.all), r.counts()))
		if r.options.DryRun {
			e.Message = msgNotApplicable.With(len(r.all), r.counts())
		}
		e.Status, e.RequestID, e.ServerCode = worst.Status, worst.RequestID, worst.ServerCode
		if worst != broken {
			e.Note(msg.Reason.With(r.wave.requests[result.Index].Name, worst.Message))
		}
		e.Notes = append(e.Notes, worst.Notes...)
		e.Try(worst.Next...)
	}
	if broken != nil { // not reported by any item
		e.Message = msg.Reason.With(e.Message, broken.Message)
		if e.Err == nil {
			e = e.Because(broken)
		}
	}
	r.wayOut(e)
	return e
}

// differences returns the error of a dry run with --exit-code that found differences, or nil.
func (r *results) differences() error {
	if !r.options.ExitCode || r.count[apply.Created]+r.count[apply.Updated]+r.differ == 0 {
		return nil
	}
	return exit.New(exit.Missed, msgDifferent.With(len(r.all), r.counts()))
}

// resumes reports whether running the same command with the same journal may improve a result. A
// partially registered recovery stays partial, and one that somebody deleted is not registered
// again.
func resumes(result apply.Result) bool {
	switch result.Outcome {
	case apply.Unknown, apply.Skipped:
		return true
	case apply.Failed:
		return result.Err == nil || result.Err.Message.String() != msg.GoneSince.With().String()
	}
	return false
}

// wayOut adds the commands that look up the requests whose outcome is unknown.
func (r *results) wayOut(e *exit.Error) {
	f := r.options.Factory
	switch journal := r.options.Journal != "" && !r.options.DryRun; {
	case journal && slices.ContainsFunc(r.all, resumes):
		e.Note(msg.ResumeWithJournal.With())
	case !journal && r.count[apply.Unknown] > 0:
		e.Note(msg.DoNotSendAgain.With())
	}
	for _, result := range r.all {
		if result.Outcome != apply.Unknown || len(e.Next) == maxCommands {
			continue
		}
		e.Try(f.Next(cli.ForJob(r.name(result), "recovery", "get")...))
	}
}
