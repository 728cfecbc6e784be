// Package follow implements what "recovery watch" and "recovery create --wait" share. It shows the
// progress of a watch and converts its end to a verdict.
package follow

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// maxNotes is the maximum number of failed partitions in an error.
const maxNotes = 20

// TimeoutFlag is the flag for the maximum time to wait.
type TimeoutFlag struct{ Timeout time.Duration }

// AddTo declares --wait-timeout.
func (t *TimeoutFlag) AddTo(cmd *cobra.Command, f *cli.Factory) {
	duration.Var(cmd.Flags(), &t.Timeout, "wait-timeout", 0, f.Text(msgFlagWaitTimeout))
}

// Following is one watch of a command.
type Following struct {
	Factory *cli.Factory
	Output  cli.Output
	Watcher watch.Watcher
	Target  watch.Target
	Again   []string    // arguments of the command that resumes watching
	Asked   []string    // partitions that the recovery was registered for; nil if unknown
	Lacking msg.Message // what an earlier command reported as missing; zero if nothing
	Result  bool        // whether the watch is the command's result; otherwise it goes to stderr
}

// Run watches until the end. The error is nil for a good end, and otherwise an *exit.Error.
func (w *Following) Run(ctx context.Context) error {
	f := w.Factory
	w.Watcher.Now, w.Watcher.Sleep, w.Watcher.WithTimeout = f.Now, f.Sleep, f.WithTimeout
	p, beside := w.printer()
	last, err := w.Watcher.Watch(ctx, w.Target, func(s watch.State) error {
		if err := p.show(s); err != nil && !beside {
			return err
		}
		return nil
	})
	_ = p.close() // already drawn, or cannot be drawn
	if err != nil {
		return w.explain(ctx, last, err)
	}
	if w.Result && !w.Output.Human() {
		if err := w.document(ctx, last); err != nil {
			return err
		}
	}
	return w.verdict(last)
}

// document writes the last response in the format of the command. Events were written as they
// arrived.
func (w *Following) document(ctx context.Context, last watch.State) error {
	switch {
	case w.Output.Format == render.FormatName && len(last.Jobs) > 0:
		return render.Names(w.Factory.IO.Out, last.Jobs)
	case w.Output.Format == render.FormatName:
		return render.Names(w.Factory.IO.Out, []string{last.Name})
	case w.events():
		return nil
	}
	return w.Output.Document(ctx, last.Raw)
}

// many reports whether several recoveries are watched.
func (w *Following) many() bool { return w.Target.Server != "" || len(w.Target.Several) > 0 }

// name returns how messages refer to the watched recoveries.
func (w *Following) name(last watch.State) string {
	return cmp.Or(last.Name, w.Target.Name, w.Target.ID, w.Target.Server)
}

// explain converts the end of the watch to an error that shows how to continue.
func (w *Following) explain(ctx context.Context, last watch.State, err error) error {
	f, name := w.Factory, w.name(last)
	switch {
	case ctx.Err() != nil && errors.Is(err, context.Cause(ctx)):
		e := exit.New(exit.Unknown, msgWatchStopped.With(name)).Because(err)
		if idle(last) {
			e.Message = msgWatchStoppedIdle.With(name)
			w.toStart(e, last)
		}
		return e.Try(f.Next(w.Again...))
	case errors.Is(err, watch.ErrDeadline):
		e := exit.New(exit.Deadline, msg.WatchDeadline.With(name, w.Watcher.Timeout)).Because(err)
		switch {
		case idle(last):
			e.Message = msg.WatchNotStarted.With(strings.Join(someOf(last.Idle), ", "), w.Watcher.Timeout)
			w.toStart(e, last)
		case last.Failing != nil:
			e.Note(msgWatchNoAnswer.With(clock(last.Since), w.why(last.Failing)))
		}
		return e.Try(f.Next(w.Again...))
	case errors.Is(err, watch.ErrGone):
		e := exit.New(exit.Refused, msg.WatchGone.With(name)).Because(err)
		switch {
		case last.Name == "": // it was never seen
			e.Message = msgWatchNeverShown.With(name)
		case len(w.Target.Several) > 0:
			e.Message = msgWatchOneGone.With(name)
		}
		if failed, ok := errors.AsType[*zdm.Error](err); ok {
			outcome.Attribute(e, failed)
		}
		return e.Try(f.Next("recovery", "list"))
	}
	return f.Explain(err)
}

// idle reports whether the last response shows that what is awaited has not been started.
func idle(last watch.State) bool { return len(last.Idle) > 0 && last.Failing == nil }

// toStart adds to an error how to start the recovery, or what starts it.
func (w *Following) toStart(e *exit.Error, last watch.State) {
	switch {
	case scheduled(last):
		e.Note(w.waits(last))
	case w.many():
		e.Try(w.Factory.Next("recovery", "start", "NAME"))
	default:
		e.Try(w.start(last))
	}
}

// why returns the first sentence of the error of a call.
func (w *Following) why(err error) msg.Message { return exit.Of(w.Factory.Explain(err)).Message }

// verdict returns the error for a bad end.
func (w *Following) verdict(last watch.State) error {
	name := w.name(last)
	e := exit.New(exit.Failed, msg.WatchEnded.With(name, last.Status))
	switch last.Phase {
	case zdm.PhaseComplete:
		return w.whole(last, e)
	case zdm.PhaseUnknown:
		e.Message = msg.WatchEndedUnknown.With(name)
	}
	var failed []msg.Message
	for _, p := range last.Parts {
		if p.Phase == zdm.PhaseError && len(failed) < maxNotes {
			name := p.Name
			if w.many() {
				name = withJob(p.Job, p.Name)
			}
			why := p.Problem()
			if why.IsZero() {
				why = msg.Verbatim.With(p.Status)
			}
			failed = append(failed, msg.Reason.With(name, why))
		}
	}
	switch {
	case len(failed) > 0:
		e.Message, e.Notes = msg.Reason.With(e.Message, failed[0]), failed[1:]
	case last.Reason != "":
		e.Message = msg.Reason.With(e.Message, last.Reason)
	}
	if w.Target.Server != "" {
		return e.Try(w.Factory.Next("recovery", "list", "--"+cmp.Or(w.Target.Side, "involving"), w.Target.Server))
	}
	if w.many() {
		return e.Try(w.Factory.Next("recovery", "history"))
	}
	return e.Try(w.Factory.Next(cli.Named([]string{"recovery", "history"}, cmp.Or(last.ID, name))...))
}

// whole returns nil if the recovery ended well with everything that was requested.
func (w *Following) whole(last watch.State, e *exit.Error) error {
	missing := last.Lacks(w.Asked)
	switch {
	case len(missing) > 0:
		e.Message = msgWatchLacks.With(w.name(last), strings.Join(missing, ", "))
	case !w.Lacking.IsZero():
		e.Message = msgWatchWasPartial.With(w.name(last), w.Lacking)
	default:
		return nil
	}
	if w.many() {
		return e.Try(w.Factory.Next("recovery", "list"))
	}
	return e.Try(cli.Words(w.Factory).Show(w.name(last)))
}

// clock formats a time for lines and events.
func clock(t time.Time) string { return t.Format(time.RFC3339) }
