package apply

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// update changes the job that is there where it differs from the request.
func (r *run) update(ctx context.Context, i int, request *zdm.RecoveryRequest, there job) Result {
	if there.id.None() {
		return failure(i, Failed, exit.New(exit.Refused, msg.JobWithoutID.With()))
	}
	known, err := r.Client.Recovery(ctx, string(there.id), zdm.RecoveryFilter{Detail: true})
	if err != nil && ctx.Err() != nil {
		return r.skipped(i)
	}
	if err != nil {
		return failure(i, Failed, r.Explain(err))
	}
	difference := compare(request, &known.Data)
	result := Result{Index: i, Outcome: Unchanged, Differs: difference.fixed}
	if len(difference.untold) > 0 {
		result.Detail = msg.CannotTell.With(strings.Join(difference.untold, ", "))
	}
	if len(difference.changes) == 0 {
		return result
	}
	result.Outcome, result.Changes = Updated, difference.changes
	if r.DryRun {
		return result
	}
	return r.change(ctx, result, string(there.id), difference)
}

// change sends what differs and can be changed.
func (r *run) change(ctx context.Context, result Result, id string, difference difference) Result {
	i := result.Index
	if err := r.Journal.announce(r.requests[i], r.Now(), time.Time{}); err != nil {
		return r.broken(i, err)
	}
	if r.stopped(ctx) {
		return r.withdrawn(i)
	}
	answer, err := r.Client.UpdateRecovery(ctx, id, &difference.update)
	failed := Result{}
	switch lost, ok := errors.AsType[*zdm.Error](err); {
	case ok && lost.OutcomeUnknown():
		failed = failure(i, Unknown, r.Explain(err))
		failed.Err.Code = exit.Unknown
	case err != nil:
		failed = failure(i, Failed, r.Explain(err))
	case answer.Data.Failed():
		failed = failure(i, Failed, notUpdated(&answer))
	default:
		return r.keep(result)
	}
	failed.Differs = difference.fixed
	return r.keep(failed)
}

// notUpdated is the error of a change that the server took and that failed in whole or in part.
func notUpdated(answer *zdm.Result[zdm.UpdatedRecovery]) *exit.Error {
	why := msg.UpdateFailed.With()
	reasons := []zdm.Text{answer.Data.Job.ErrorMessage}
	for _, p := range answer.Data.Summary.Each {
		reasons = append(reasons, p.ErrorMessage)
	}
	for _, text := range reasons {
		if !text.None() {
			why = msg.Reason.With(why, string(text))
			break
		}
	}
	e := exit.New(exit.Failed, why)
	e.Status, e.RequestID = answer.Status, answer.RequestID
	return e
}
