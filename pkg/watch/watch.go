// Package watch follows recoveries until they are over. It decides how often to poll, which errors
// are temporary, when a run is over and how it ended.
package watch

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Default pauses between looks.
const (
	firstPause   = time.Second
	longestPause = 10 * time.Second
	floor        = 5 * time.Second // minimum pause for servers of 3.0, which ask for it
)

// Limits of single looks.
const (
	visibleWithin = 10 * time.Second // until a registered recovery must be visible
	lastLook      = time.Second      // timeout of the look at the deadline
	longest       = time.Minute      // maximum pause a server may request
)

// Errors that end a watch before its target ends.
var (
	ErrDeadline = errors.New("the time for the watch is up")
	ErrGone     = errors.New("what was watched is there no longer")
)

// Target selects what to watch: one or several recoveries, or all recoveries of a server.
type Target struct {
	ID     string // digits
	Name   string // of a recovery; may be digits
	Newest bool   // select the newest of several recoveries with the name
	Server string // id or name
	Side   string // role of the server (see zdm.ServerModes); "" means either
	Center string // id or name; "" means any

	Several []string // ids or names of recoveries to watch together, with Name as their title
}

// Watcher watches targets.
type Watcher struct {
	Client *zdm.Client

	// The clock (see zdm.Config). A nil Sleep or WithTimeout means the system's.
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	WithTimeout func(context.Context, time.Duration) (context.Context, context.CancelFunc)

	Interval time.Duration // between looks; 0 means one second at first, up to ten
	Timeout  time.Duration // of the whole watch; 0 means none
	// Registered means that the recovery was just registered: it may not be visible yet, and the
	// server is known to be the right one.
	Registered bool
}

// Watch looks until the target is over, and calls show with the state after each look, even a
// failed one. It returns the last state. The error is nil if the target is over, or else
// ErrDeadline, ErrGone, the context's cause, the error of show, or that of the failed look: an
// *exit.Error or one of the client.
func (w Watcher) Watch(ctx context.Context, target Target, show func(State) error) (State, error) {
	if w.Sleep == nil {
		w.Sleep = zdm.Sleep
	}
	if w.WithTimeout == nil {
		w.WithTimeout = context.WithTimeout
	}
	f := w.Follow(target)
	for n := 0; ; n++ {
		state, err := f.Look(ctx)
		if err != nil {
			return state, err
		}
		if err := show(state); err != nil || state.Over {
			return state, err
		}
		left, bounded := f.left()
		if bounded && left <= 0 {
			return state, ErrDeadline
		}
		wait := f.pause(n, state.Failing)
		if bounded {
			wait = min(wait, left)
		}
		if w.Sleep(ctx, wait) != nil {
			return state, context.Cause(ctx)
		}
	}
}

// Follower is a watch whose caller decides when to poll. It is not safe for concurrent use.
type Follower struct {
	run
	state State // after the last look
}

// Follow returns a Follower of the target that has not requested anything yet.
func (w Watcher) Follow(target Target) *Follower {
	return &Follower{run: run{Watcher: w, target: target, start: w.Now(), origins: map[string]origin{}, byID: map[string]*member{}}}
}

// Look requests the current state. After a temporary failure, it returns the previous state with
// Failing set. The error is ErrGone, the context's cause, or that of the failed look.
func (f *Follower) Look(ctx context.Context) (State, error) {
	next, err := f.boundedLook(ctx)
	switch {
	case ctx.Err() != nil:
		return f.state, context.Cause(ctx)
	case err == nil:
		f.state, f.answered, f.looked = next, true, true
	case f.passes(err):
		if f.state.Failing == nil {
			f.state.Since = f.Now()
		}
		f.state.At, f.state.Failing, f.state.Over = f.Now(), err, false
	case absent(err) && (f.answered || f.Registered):
		return f.state, errors.Join(ErrGone, err)
	default:
		return f.state, err
	}
	return f.state, nil
}

// run is one watch.
type run struct {
	Watcher
	target   Target
	start    time.Time
	answered bool // the server has responded with the target
	looked   bool // a whole look has succeeded

	name       string // the server's name for the recovery; "" until known
	identifier string // identifier of the recovery in the API's paths; "" until known
	same       int    // number of recoveries with its name
	found      *zdm.Recovery
	members    []*member // of a server, in the order first seen
	byID       map[string]*member

	generation     zdm.Generation // of the last answer
	ran            bool           // it was seen active or over
	since          time.Time      // when the run began, by this clock; zero if unknown
	contradictions int            // consecutive looks in which it is over but a partition is not
	origins        map[string]origin
}

func (r *run) left() (time.Duration, bool) {
	return r.Timeout - r.Now().Sub(r.start), r.Timeout > 0
}

func (r *run) boundedLook(ctx context.Context) (State, error) {
	if left, bounded := r.left(); bounded {
		var cancel context.CancelFunc
		ctx, cancel = r.WithTimeout(ctx, max(left, lastLook))
		defer cancel()
	}
	return r.look(ctx)
}

// passes reports whether to retry after a failed look. Before the first response, the server may be
// the wrong one.
func (r *run) passes(err error) bool {
	known := r.answered || r.Registered
	// The error may come from the source of the token.
	if e, ok := errors.AsType[*exit.Error](err); ok && !errors.Is(err, errAbsent) {
		return known && e.Code == exit.Unreachable
	}
	failed, ok := errors.AsType[*zdm.Error](err)
	switch {
	case absent(err):
		return r.Registered && !r.answered && r.Now().Sub(r.start) < visibleWithin
	case !ok || !known || settled(failed):
		return false
	case failed.Kind == zdm.Foreign && noRoute(failed) && !r.looked:
		return r.Now().Sub(r.start) < visibleWithin
	}
	return true
}

// pause returns how long to wait after look n. It varies slightly, so that watches started at the
// same time do not look at the same time.
func (r *run) pause(n int, err error) time.Duration {
	wait := r.Interval
	if wait <= 0 {
		wait = firstPause
		for ; n > 0 && wait < longestPause; n-- {
			wait += wait / 4
		}
		wait = min(wait, longestPause)
		wait -= rand.N(wait / 10)
	}
	if r.generation == zdm.Generation3 {
		wait = max(wait, floor)
	}
	if failed, ok := errors.AsType[*zdm.Error](err); ok {
		wait = max(wait, min(failed.RetryAfter, longest))
	}
	return wait
}
