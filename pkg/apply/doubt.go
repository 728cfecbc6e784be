package apply

import (
	"context"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const lookUpPause = 2 * time.Second // between two looks for a request that may yet be registered

// find ends a request that an earlier run has sent and that is there now.
func (r *run) find(ctx context.Context, i int) (Result, bool) {
	request, err := r.decode(i)
	if err != nil || r.stopped(ctx) {
		return Result{}, false
	}
	there, err := r.jobs.named(ctx, request.JobName)
	if err != nil || len(there) == 0 {
		return Result{}, false
	}
	return r.found(i, request, there), true
}

// found is the result of a request that an earlier run has sent when no job of its name was there.
func (r *run) found(i int, request *zdm.RecoveryRequest, there []job) Result {
	for _, one := range there {
		if !one.system.AreOthers(request) {
			return r.keep(Result{Index: i, Outcome: Created, Detail: msg.FoundAfterwards.With()})
		}
	}
	e := exit.New(exit.Unknown, msg.NameTaken.With(orNone(there[0].system.Source), orNone(there[0].system.Target)))
	return failure(i, Unknown, e)
}

// settle looks for a request that an earlier run has sent until it is there, or never will be; then it is sent again.
func (r *run) settle(ctx context.Context, i int) (Result, bool) {
	request, err := r.decode(i)
	if err != nil {
		return r.broken(i, err), true
	}
	until := r.latest(i)
	for !r.stopped(ctx) {
		over := !r.Now().Before(until) // before the question: the answer holds for later
		there, err := r.jobs.ask(ctx, request.JobName)
		switch {
		case err != nil && ctx.Err() != nil:
		case err != nil:
			e := r.Explain(err)
			e.Code = exit.Unknown
			return failure(i, Unknown, e), true
		case len(there) > 0:
			return r.found(i, request, there), true
		case over:
			return r.send(ctx, i, request), true
		default:
			r.pause(ctx, min(lookUpPause, until.Sub(r.Now())))
		}
	}
	return failure(i, Unknown, exit.New(exit.Unknown, msg.SentBefore.With())), true
}

// latest is when a request of an earlier run is registered or never will be. A clock that was set back since makes it wait anew.
func (r *run) latest(i int) time.Time {
	before, now := r.Journal.past[i], r.Now()
	if now.Before(before.at) {
		return now.Add(before.until.Sub(before.at))
	}
	return before.until
}

// announceWait says how many requests are waited for, and how long at most.
func (r *run) announceWait(doubtful []int) {
	longest := time.Duration(0)
	for _, i := range doubtful {
		longest = max(longest, r.latest(i).Sub(r.Now()))
	}
	if longest > 0 {
		r.Waiting(len(doubtful), longest)
	}
}

// pause waits; that the context has ended sees who waits.
func (r *run) pause(ctx context.Context, d time.Duration) {
	if r.Sleep != nil {
		_ = r.Sleep(ctx, d)
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
