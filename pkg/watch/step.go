package watch

import (
	"context"
)

// Follower is a watch whose caller decides when to poll. It is not safe for concurrent use.
type Follower struct {
	run   *run
	state State
}

// Follow returns a Follower of the target that has not requested anything yet.
func (w Watcher) Follow(target Target) *Follower {
	return &Follower{run: &run{Watcher: w, target: target, start: w.Now(), origins: map[string]origin{}, byID: map[string]*member{}}}
}

// Look requests the current state. After a temporary failure, it returns the previous state with
// Failing set. The error is ErrGone, the context's cause, or that of the failed look.
func (f *Follower) Look(ctx context.Context) (State, error) {
	next, err := f.run.look(ctx)
	switch {
	case ctx.Err() != nil:
		return f.state, context.Cause(ctx)
	case err == nil:
		f.state, f.run.answered, f.run.looked = next, true, true
	case !f.run.passes(err):
		return f.state, f.run.final(err)
	default:
		f.state = f.run.failed(f.state, err)
	}
	return f.state, nil
}
