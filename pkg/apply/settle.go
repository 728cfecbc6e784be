package apply

import (
	"context"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const lookupPause = 2 * time.Second // between lookups of a request that may still be registered

// find returns the result of a request that an earlier run sent, if its job exists now.
func (r *run) find(ctx context.Context, i int, request *zdm.RecoveryRequest) (Result, bool) {
	if r.stopped(ctx) {
		return Result{}, false
	}
	there, err := r.jobs.named(ctx, request, r.before(i).as)
	if err != nil || len(there.jobs) == 0 {
		return Result{}, false
	}
	return r.found(i, request, there.jobs), true
}

// found returns the result of a request that an earlier run sent when no job of its name existed.
func (r *run) found(i int, request *zdm.RecoveryRequest, there []zdm.Recovery) Result {
	for _, job := range there {
		if job.System.AreOthers(request) {
			continue
		}
		judged := outcome.OfJob(request, &job)
		result := r.judged(i, request, judged)
		if result.Err == nil {
			result.Detail = msg.FoundAfterwards.With()
		}
		return r.keep(result, journal.Record{As: judged.Name})
	}
	return failure(i, Unknown, exit.New(exit.Unknown, outcome.Taken(there[0].System)))
}

// settle looks up a request that an earlier run sent, until its job exists or will never appear.
// Then it sends the request again, unless the server may still be working on it.
func (r *run) settle(ctx context.Context, i int, request *zdm.RecoveryRequest) (Result, bool) {
	before := r.before(i)
	until := r.start.Add(r.window(before))
	for !r.stopped(ctx) {
		over := !r.Now().Before(until) // read before the lookup, whose result is newer
		look := r.jobs.ask
		if over {
			look = r.jobs.surely
		}
		there, err := look(ctx, request, before.as)
		switch {
		case err != nil && ctx.Err() != nil:
		case err != nil:
			e := r.Words.Explain(err)
			e.Code = exit.Unknown
			return failure(i, Unknown, e), true
		case len(there.jobs) > 0:
			return r.found(i, request, there.jobs), true
		case over && before.slow:
			return failure(i, Unknown, exit.New(exit.Unknown, msgMayStillAppear.With()).Try(r.Words.Show(request.JobName))), true
		case over:
			return r.free(ctx, i, request, time.Time{}), true
		default:
			_ = r.Pause(ctx, min(lookupPause, until.Sub(r.Now()))) // the next round notices the end of the context
		}
	}
	return failure(i, Unknown, exit.New(exit.Unknown, msg.SentBefore.With())), true
}

// window returns the time after the resume within which a request of an earlier run is registered
// if ever: the longer window of the two runs. It does not depend on the clock of the earlier run.
func (r *run) window(before past) time.Duration { return max(before.until.Sub(before.at), r.Window) }

// announceWait announces the number of requests to wait for, and the longest wait.
func (r *run) announceWait(pending []int) {
	longest := time.Duration(0)
	for _, i := range pending {
		longest = max(longest, r.window(r.before(i))-r.Now().Sub(r.start))
	}
	if longest > 0 {
		r.Pending(len(pending), longest)
	}
}
