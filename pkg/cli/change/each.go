package change

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Action is a change that is made to one or more targets in turn.
type Action struct {
	Outcome string   // its outcome for scripts: "deleted"
	Message msg.Text // its outcome for people, with the name of the target
	NotAll  msg.Text // the error, with the number of failed calls and of all calls

	// Do makes the change. The error is an *exit.Error, and may come with a response.
	Do func(ctx context.Context, target Target) (zdm.Answer, error)
}

// result is the result for one of several targets, as -o json shows it.
type result struct {
	Name    string          `json:"name"`
	Outcome string          `json:"outcome"` // of the action, the kind of the error, or "skipped"
	Answer  json.RawMessage `json:"answer,omitempty"`
	Error   string          `json:"error,omitempty"`

	err error
}

// Each makes the change to all targets in order. A failure does not prevent the others, unless they
// would fail in the same way, for example because the server is unreachable or refuses the token.
// For a single target it returns that target's error, and otherwise one error with all failures and
// the worst code.
func (a Action) Each(ctx context.Context, f *cli.Factory, out cli.Output, targets []Target) error {
	results := make([]result, len(targets))
	stopped := false
	for i, target := range targets {
		r := result{Name: target.Name, Outcome: "skipped"}
		if !stopped {
			r = a.one(ctx, f, target)
			stopped = final(r.err) || ctx.Err() != nil
		}
		results[i] = r
		if out.Human() && r.Outcome == a.Outcome && !f.Global.Quiet {
			if _, err := fmt.Fprintln(f.IO.Out, render.Safe(a.Message.With(r.Name).In(f.Lang))); err != nil {
				return a.unwritten(results[:i+1], err)
			}
		}
	}
	shown := show(ctx, f, out, results)
	if failed := a.failure(ctx, results); failed != nil {
		return failed
	}
	if shown != nil {
		return a.unwritten(results, shown)
	}
	return nil
}

// one makes the change to one target.
func (a Action) one(ctx context.Context, f *cli.Factory, target Target) result {
	r := result{Name: target.Name, Outcome: a.Outcome}
	if target.Err != nil {
		r.err = target.Err
	} else {
		answer, err := a.Do(ctx, target)
		r.Answer, r.err = answer.Raw, err
	}
	if r.err != nil {
		r.Outcome, r.Error = exit.CodeOf(r.err).Kind(), exit.Of(r.err).Message.In(f.Lang)
	}
	return r
}

// final reports whether every further call would fail with the same error.
func final(err error) bool {
	e, ok := errors.AsType[*exit.Error](err)
	if !ok {
		return err != nil
	}
	return e.Code == exit.Unreachable || e.Code == exit.Credentials && e.Status != http.StatusForbidden || e.Code == exit.Internal
}

func show(ctx context.Context, f *cli.Factory, out cli.Output, results []result) error {
	switch {
	case out.Human():
		return nil
	case out.Format == render.FormatName:
		var names []string
		for _, r := range results {
			if r.err == nil && r.Outcome != "skipped" {
				names = append(names, r.Name)
			}
		}
		return render.Names(f.IO.Out, names)
	case len(results) > 1:
		return out.Value(ctx, results)
	case len(results[0].Answer) > 0:
		return out.Document(ctx, results[0].Answer)
	}
	return nil
}

// failure returns the error of a run in which some changes were not made.
func (a Action) failure(ctx context.Context, results []result) error {
	if len(results) == 1 {
		return results[0].err
	}
	e := exit.New(exit.OK, msg.Message{})
	var causes []error
	for _, r := range results {
		switch {
		case r.Outcome == "skipped":
			e.Problems = append(e.Problems, exit.Problem{Message: msg.Reason.With(r.Name, msgNotSentToo.With())})
		case r.err != nil:
			one := exit.Of(r.err)
			problem := exit.Problem{Message: msg.Reason.With(r.Name, one.Message)}
			if one.Status == http.StatusNotFound || one.Message.Text == msg.NothingOfName {
				problem.Notes = one.Notes
			}
			e.Problems = append(e.Problems, problem)
			if outcome.Worse(one.Code, e.Code) {
				e.Code = one.Code
			}
			causes = append(causes, r.err)
		}
	}
	switch {
	case len(e.Problems) == 0:
		return nil
	case ctx.Err() != nil: // the code of a signal has precedence
		causes = append(causes, context.Cause(ctx))
		if outcome.Worse(exit.Internal, e.Code) {
			e.Code = exit.Internal
		}
	}
	e.Message = a.NotAll.With(len(e.Problems), len(results))
	if e.Code == exit.Unknown {
		e.Message = msgNotAllKnown.With(len(e.Problems), len(results))
		e.Note(msg.DoNotSendAgain.With())
	}
	for _, cause := range causes {
		if one, ok := errors.AsType[*exit.Error](cause); ok {
			next := slices.DeleteFunc(slices.Clone(one.Next), func(command string) bool { return slices.Contains(e.Next, command) })
			e.Try(next...)
		}
	}
	return e.Because(errors.Join(causes...))
}

// unwritten returns the error for changes that were made but could not be reported.
func (a Action) unwritten(results []result, err error) error {
	made := 0
	for _, r := range results {
		if r.Outcome == a.Outcome {
			made++
		}
	}
	return exit.New(exit.Internal, msgChangesNotWritten.With(made, err.Error())).Because(err)
}
