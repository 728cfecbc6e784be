// Package register sends a registration so that it happens once: in turn with the other processes
// of this machine, after a look at what the server has, and with a note that outlives the process.
// It is what create and apply share.
package register

import (
	"context"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/turns"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const lookPause = time.Second // between two looks for a registration that may yet appear

// Registrar sends registrations to one server. It is safe for concurrent use.
type Registrar struct {
	Client *zdm.Client
	Words  outcome.Words
	Turns  *turns.Table  // nil: every registration is this process's alone
	Window time.Duration // after which a registration that was sent has happened, or never will
	Settle time.Duration // how long one is looked for that a process has sent which ended before the answer

	Now      func() time.Time
	Sleep    func(context.Context, time.Duration) error // nil: the system's
	Waiting  func(name string)                          // another process registers a recovery of this name
	Turnless func(error)                                // there can be no turns on this machine
}

// Close closes the file of the turns. Nothing may be registered afterwards.
func (r *Registrar) Close() {
	if r.Turns != nil {
		_ = r.Turns.Close() // what was recorded has been written already
	}
}

// Pause waits, and ends early with the context's error.
func (r *Registrar) Pause(ctx context.Context, d time.Duration) error {
	if r.Sleep != nil {
		return r.Sleep(ctx, d)
	}
	return zdm.Sleep(ctx, d)
}

// Attempt is the right to register one request, until Done.
type Attempt struct {
	registrar *Registrar
	request   *zdm.RecoveryRequest
	turn      *turns.Turn // nil without turns
}

// Take waits until no other process of this machine registers a recovery of the request's name. The
// error is the context's.
func (r *Registrar) Take(ctx context.Context, request *zdm.RecoveryRequest) (*Attempt, error) {
	a := &Attempt{registrar: r, request: request}
	if r.Turns == nil || request.JobName == "" {
		return a, nil
	}
	turn, err := r.Turns.Take(ctx, request.JobName, func() { r.Waiting(request.JobName) })
	switch {
	case err == nil:
		a.turn = turn
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	default:
		r.Turnless(err)
	}
	return a, nil
}

// Done lets others register the name.
func (a *Attempt) Done() {
	if a.turn != nil {
		a.turn.Done()
	}
}

// Changed reports whether what was known of the name at an instant no longer holds: another process
// registered it since, or sent it and ended before the answer.
func (a *Attempt) Changed(since time.Time) bool {
	if a.turn == nil {
		return false
	}
	_, pending := a.pending()
	return pending || a.turn.Since(since)
}

// Namesakes looks up what stands in the way of the request: by its name, and where this machine has
// sent that name before and the server does not know it, among the recoveries of its target,
// because the server may know it by another. Where a process has sent the name that ended before
// its answer, and it does not exist yet, it is looked for until it does or Settle has passed; the
// error is then of code Unknown, unless anyway is set. Any other error is of the lookup, which
// fails closed: nothing may be sent then.
func (a *Attempt) Namesakes(ctx context.Context, anyway bool) (zdm.Namesakes, error) {
	r := a.registrar
	for start := r.Now(); ; {
		found, err := r.Client.Namesakes(ctx, a.request)
		until, pending := a.pending()
		free := err == nil && !anyway && len(found.Same)+len(found.Like) == 0
		waited := r.Now().Sub(start)
		if pending && free && waited < r.Settle {
			if err := r.Pause(ctx, min(lookPause, r.Settle-waited)); err != nil {
				return found, context.Cause(ctx)
			}
			continue
		}
		if free && a.turn != nil && a.turn.Known() {
			onto, failed := r.Client.OnTarget(ctx, a.request)
			found.Same, found.Like, err = onto.Same, onto.Like, failed
			free = len(found.Same)+len(found.Like) == 0
		}
		switch {
		case err != nil:
			return found, r.Words.Explain(err).Note(msg.NothingWasSent.With())
		case pending && free:
			return found, a.maybeSent(until)
		}
		return found, nil
	}
}

// pending returns until when a registration may still appear whose process ended before the answer,
// and false if there is none.
func (a *Attempt) pending() (until time.Time, ok bool) {
	if a.turn == nil {
		return until, false
	}
	return a.turn.Pending()
}

// maybeSent is the error of a request that another process has sent without waiting for the answer.
func (a *Attempt) maybeSent(until time.Time) *exit.Error {
	name := a.request.JobName
	e := exit.New(exit.Unknown, msgSentByAnother.With(name))
	e.Note(msg.NothingWasSent.With()).Note(msgMayAppearUntil.With(until.Local().Format(time.DateTime)))
	return e.Try(a.registrar.Words.Show(name))
}

// Send sends the request with what its sender knows.
func (a *Attempt) Send(ctx context.Context, options ...zdm.CreateOption) (outcome.Outcome, zdm.Result[zdm.Registration]) {
	r := a.registrar
	if a.turn != nil {
		if err := a.turn.Begin(r.Now().Add(max(r.Window, zdm.RegisterTimeout+r.Settle))); err != nil {
			r.Turnless(err)
		}
	}
	result, err := r.Client.CreateRecovery(ctx, a.request, options...)
	o := r.Words.OfRegistration(a.request, &result, err)
	if a.turn != nil && o.State != outcome.Unknown {
		_ = a.turn.Answered() // the entry of the beginning stays, and the next run looks longer than it needs to
	}
	return o, result
}
