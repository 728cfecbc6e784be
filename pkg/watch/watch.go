// Package watch follows recoveries until they are over: how often to ask, which failed answer may pass, when a run is over
// and how it ended.
package watch

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The default polling intervals.
const (
	firstPause   = time.Second
	longestPause = 10 * time.Second
)

// Bounds of single looks.
const (
	listingDelay = 10 * time.Second // for a recovery that was just registered to be shown
	lastLook     = time.Second      // for the look at the deadline
	longest      = time.Minute      // that a server may ask to stay away
)

// The ends of a watch that are not those of what it watches.
var (
	ErrDeadline = errors.New("the time for the watch is up")
	ErrGone     = errors.New("what was watched is there no longer")
)

// Target is what is watched: one recovery by its id or its name, or all those of a server.
type Target struct {
	ID     string // digits
	Name   string // of a recovery; may be digits
	Newest bool   // of several recoveries of the name take the newest instead of refusing
	Server string // id or name
	Side   string // of the server, see zdm.ServerModes; "" is either
	Center string // id or name; "" is any
}

// Watcher watches.
type Watcher struct {
	Client *zdm.Client

	// The clock, see zdm.Config; of Sleep and WithTimeout nil is the system's.
	Now         func() time.Time
	Sleep       func(context.Context, time.Duration) error
	WithTimeout func(context.Context, time.Duration) (context.Context, context.CancelFunc)

	Interval   time.Duration // between two looks; 0: a second at first, up to ten
	Timeout    time.Duration // of the whole watch; 0 is none
	Registered bool          // the recovery was registered just now: it may not be shown yet, and the server is the right one
}

// Watch looks until what is watched is over, and shows how it stands after each look, also after one that failed.
// It returns the last state with nil when that is over, else with ErrDeadline, ErrGone, the context's cause, what show returned,
// or the failed look's error: an *exit.Error, or one of the client.
func (w Watcher) Watch(ctx context.Context, target Target, show func(State) error) (State, error) {
	if w.Sleep == nil {
		w.Sleep = sleep
	}
	if w.WithTimeout == nil {
		w.WithTimeout = context.WithTimeout
	}
	r := &run{Watcher: w, target: target, start: w.Now(), origins: map[string]origin{}, byID: map[string]*member{}}
	var state State
	for n := 0; ; n++ {
		next, err := r.boundedLook(ctx)
		switch {
		case ctx.Err() != nil:
			return state, context.Cause(ctx)
		case err == nil:
			state, r.answered, r.looked = next, true, true
		case !r.passes(err):
			return state, r.final(err)
		default:
			state = r.failed(state, err)
		}
		if err := show(state); err != nil {
			return state, err
		}
		if state.Over {
			return state, nil
		}
		left, bounded := r.left()
		if bounded && left <= 0 {
			return state, ErrDeadline
		}
		wait := r.pause(n, err)
		if bounded {
			wait = min(wait, left)
		}
		if w.Sleep(ctx, wait) != nil {
			return state, context.Cause(ctx)
		}
	}
}

// run is one watch.
type run struct {
	Watcher
	target   Target
	start    time.Time
	answered bool // the server knew what was asked for
	looked   bool // a whole look has succeeded

	name       string // of the recovery as the server calls it, "" until it is known
	identifier string // of the recovery in the API's paths, "" until it is known
	same       int    // recoveries of its name
	found      *zdm.Recovery
	members    []*member // of a server, in the order in which they were seen first
	byID       map[string]*member

	ran           bool      // it was seen under way, or over
	since         time.Time // when the run began by this clock, zero when not known
	disagreements int       // looks in a row by which it is over, and a partition is not
	origins       map[string]origin
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

// passes reports a failed look that is worth another one. Before the first answer it may as well be the wrong server.
func (r *run) passes(err error) bool {
	known := r.answered || r.Registered
	if e, ok := errors.AsType[*exit.Error](err); ok && !errors.Is(err, errAbsent) { // of the token's source
		return known && e.Code == exit.Unreachable
	}
	failed, ok := errors.AsType[*zdm.Error](err)
	switch {
	case absent(err):
		return r.Registered && !r.answered && r.Now().Sub(r.start) < listingDelay
	case !ok || !known || failed.Lasting() || failed.Kind == zdm.Denied:
		return false
	case failed.Kind == zdm.Foreign && noRoute(failed) && !r.looked:
		return r.Now().Sub(r.start) < listingDelay
	}
	return true
}

func (r *run) final(err error) error {
	if absent(err) && (r.answered || r.Registered) {
		return errors.Join(ErrGone, err)
	}
	return err
}

// failed is the state after a look that failed: the one before, and since when there is no other.
func (r *run) failed(before State, err error) State {
	if before.Failing == nil {
		before.Since = r.Now()
	}
	before.At, before.Failing, before.Over = r.Now(), err, false
	return before
}

// pause is how long to wait after look n. It varies a little, so that many that start at once do not poll at once.
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
	if failed, ok := errors.AsType[*zdm.Error](err); ok {
		wait = max(wait, min(failed.RetryAfter, longest))
	}
	return wait
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
