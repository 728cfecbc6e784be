// Package register ensures that a registration happens only once. It takes turns with other
// processes of this machine, checks what the server has, and records the registration so that later
// processes know of it. Create and apply share it.
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

const lookPause = time.Second // between lookups of a registration that may still appear

// Registrar sends registrations to one server. It is safe for concurrent use.
type Registrar struct {
	Client *zdm.Client
	Words  outcome.Words
	Turns  *turns.Table  // nil means that no other process registers recoveries
	Window time.Duration // time after which a registration that was sent has either happened or never will
	Settle time.Duration // how long to look up a registration whose process ended before the answer

	Now      func() time.Time
	Sleep    func(context.Context, time.Duration) error // nil means the system's
	Waiting  func(name string)                          // called if another process is registering a recovery of this name
	Turnless func(error)                                // called if this machine does not support turns
}

// Close closes the file of turns. Nothing must be registered afterwards.
func (r *Registrar) Close() {
	if r.Turns != nil {
		_ = r.Turns.Close() // all records have already been written
	}
}

// Pause waits for d. It returns the context's error if the context ends first.
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

// Take waits until no other process of this machine is registering a recovery of the request's
// name. The error is the context's.
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

// Done allows others to register the name.
func (a *Attempt) Done() {
	if a.turn != nil {
		a.turn.Done()
	}
}

// Changed reports whether earlier knowledge of the name is outdated: another process has registered
// it since, or sent it and ended before the answer.
func (a *Attempt) Changed(since time.Time) bool {
	if a.turn == nil {
		return false
	}
	_, pending := a.pending()
	return pending || a.turn.Since(since)
}

// Namesakes looks up recoveries that conflict with the request by its name. If this machine has
// sent the name before and the server does not have it, Namesakes also searches the target, since
// the server may use another name.
//
// If a process has sent the name and ended before the answer, Namesakes repeats the lookup until
// the recovery exists or Settle has passed. The error then has the code Unknown, unless anyway is
// set. Any other error is that of the lookup. Nothing must be sent after an error.
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

// maybeSent returns the error for a name that another process has sent without receiving the
// answer.
func (a *Attempt) maybeSent(until time.Time) *exit.Error {
	name := a.request.JobName
	e := exit.New(exit.Unknown, msgSentByAnother.With(name))
	e.Note(msg.NothingWasSent.With()).Note(msgMayAppearUntil.With(until.Local().Format(time.DateTime)))
	return e.Try(a.registrar.Words.Show(name))
}

// Send sends the request with the options of its caller.
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
		_ = a.turn.Answered() // if this fails, the name stays pending, and the next run only waits longer than necessary
	}
	return o, result
}
