package apply

import (
	"context"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// update changes an existing job where it differs from the request.
func (r *run) update(ctx context.Context, i int, request *zdm.RecoveryRequest, id zdm.Text) Result {
	if id.None() {
		return failure(i, Failed, exit.New(exit.Refused, msg.JobWithoutID.With()))
	}
	known, err := r.Client.Recovery(ctx, string(id), zdm.RecoveryFilter{Detail: true})
	if err != nil && ctx.Err() != nil {
		return r.skipped(i)
	}
	if err != nil {
		return failure(i, Failed, r.Words.Explain(err))
	}
	difference := compare(request, &known.Data)
	result := Result{Index: i, Outcome: Unchanged, Differs: difference.fixed}
	if len(difference.unreported) > 0 {
		result.Detail = msg.NotComparable.With(strings.Join(difference.unreported, ", "))
	}
	if len(difference.changes) == 0 {
		return result
	}
	result.Outcome, result.Changes = Updated, difference.changes
	if r.DryRun {
		return result
	}
	difference.update.Job = &known.Data
	return r.change(ctx, result, string(id), difference)
}

// change sends the differences that can be changed.
func (r *run) change(ctx context.Context, result Result, id string, difference difference) Result {
	i := result.Index
	if err := r.record(i, journal.Record{Event: journal.Update, At: r.Now()}); err != nil {
		return r.broken(i, err)
	}
	if r.stopped(ctx) {
		return r.withdrawn(i)
	}
	answer, err := r.Client.UpdateRecovery(ctx, id, &difference.update)
	e := r.Words.OfUpdate(msg.UpdateOf.With(r.requests[i].Name), &answer, err)
	if answer.Lost != nil {
		result.Detail = msgConfirmed.With(r.Words.Why(answer.Lost))
	}
	if e == nil {
		return r.keep(result, journal.Record{Status: answer.Status, RequestID: answer.RequestID})
	}
	failed := failure(i, Failed, e)
	if e.Code == exit.Unknown {
		failed.Outcome = Unknown
	}
	failed.Differs = difference.fixed
	return r.keep(failed, journal.Record{})
}
