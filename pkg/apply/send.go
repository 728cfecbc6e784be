package apply

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/register"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const maxDetail = 500 // maximum length of a server's text in a result, in bytes

// apply sends a request that no earlier run has sent, and checks one that an earlier run
// registered. A job that has disappeared since was deleted by somebody, so it is not registered
// again: that would overwrite a disk.
func (r *run) apply(ctx context.Context, i int, request *zdm.RecoveryRequest) (Result, bool) {
	if r.stopped(ctx) {
		return r.skipped(i), true
	}
	before := r.before(i)
	there, err := r.jobs.named(ctx, request, before.as)
	if err == nil && len(there.jobs) == 0 && before.outcome != "" { // a list may be older than the registration
		there, err = r.jobs.surely(ctx, request, before.as)
	}
	switch {
	case err != nil && before.outcome != "":
		return r.notShown(ctx, i, before, err), true
	case err != nil:
		return r.notAsked(ctx, i, err), true
	case len(there.jobs) > 0:
		return r.known(ctx, i, request, before, there.jobs), true
	case before.outcome == Created || before.outcome == Partial:
		return failure(i, Failed, exit.New(exit.Refused, msg.GoneSince.With())), true
	}
	return r.free(ctx, i, request, there.at), true
}

// known returns the result of a request whose job exists. A registration that an earlier run left
// incomplete is still incomplete.
func (r *run) known(ctx context.Context, i int, request *zdm.RecoveryRequest, before past, jobs []zdm.Recovery) Result {
	if before.outcome == Partial || before.outcome == Failed {
		return failure(i, before.outcome, exit.New(before.code, msg.Verbatim.With(before.detail)))
	}
	result := r.exists(ctx, i, request, jobs)
	if before.outcome == Created && result.Outcome == Unchanged && result.Detail.IsZero() {
		result.Detail = msg.RegisteredBefore.With()
	}
	return result
}

// free sends a request whose name was free at a given time (see send), unless a registered recovery
// writes the same partitions.
func (r *run) free(ctx context.Context, i int, request *zdm.RecoveryRequest, asked time.Time) Result {
	target := r.requests[i].Target
	claims, err := r.claims.of(ctx, target)
	if err != nil && ctx.Err() == nil {
		return r.notCompared(i, target, err)
	}
	if job, found := r.claims.registered(i); found {
		return r.exists(ctx, i, request, []zdm.Recovery{job})
	}
	remarks, refused := r.conflict(target, claims, request)
	result := Result{Index: i, Outcome: Created}
	switch {
	case ctx.Err() != nil:
		return r.skipped(i)
	case refused != nil && r.before(i).outcome == Unknown: // what the earlier run sent will not be registered
		return r.keep(failure(i, Failed, refused), journal.Record{As: request.JobName})
	case refused != nil:
		return failure(i, Failed, refused)
	case !r.DryRun:
		result = r.send(ctx, i, request, asked)
	}
	result.Remarks = slices.Concat(remarks, result.Remarks)
	return result
}

// notAsked returns the result of a request that is not sent because looking up its name failed.
func (r *run) notAsked(ctx context.Context, i int, err error) Result {
	if ctx.Err() != nil {
		return r.skipped(i)
	}
	return failure(i, Failed, r.Words.Explain(err))
}

// notCompared returns the result of a request that is not sent because the recoveries of its target
// cannot be read. The result of an earlier run remains unknown.
func (r *run) notCompared(i int, target string, err error) Result {
	e := r.Words.Explain(err)
	e.Message = msg.PlanNotChecked.With(msg.PlanTheClaims.With(), e.Message)
	if len(e.Notes) == 0 {
		e.Note(msgNotCompared.With(r.Words.Next("recovery", "list", "--target", target)))
	}
	if r.before(i).outcome == Unknown {
		e.Code = exit.Unknown
		return failure(i, Unknown, e)
	}
	return failure(i, Failed, e)
}

// notShown returns the result of a request that an earlier run sent successfully, if looking up its
// job failed.
func (r *run) notShown(ctx context.Context, i int, before past, err error) Result {
	if ctx.Err() != nil {
		return r.skipped(i)
	}
	if before.outcome != Created {
		return failure(i, before.outcome, exit.New(before.code, msg.Verbatim.With(before.detail)))
	}
	e := r.Words.Explain(err)
	e.Code, e.Message = exit.Unknown, msg.Reason.With(msg.RegisteredBefore.With(), e.Message)
	return failure(i, Unknown, e)
}

// send registers a request whose job did not exist at a given time, and looks it up again if that
// may be outdated. A zero time means that an earlier run sent the request without success.
func (r *run) send(ctx context.Context, i int, request *zdm.RecoveryRequest, asked time.Time) Result {
	attempt, err := r.Take(ctx, request)
	if err != nil {
		return r.skipped(i)
	}
	defer attempt.Done()
	if !asked.IsZero() && (attempt.Changed(asked) || r.Now().Sub(asked) >= trusted) {
		found, err := attempt.Namesakes(ctx, false)
		if refused, ok := errors.AsType[*exit.Error](err); ok && refused.Code == exit.Unknown {
			return failure(i, Unknown, refused)
		}
		if err != nil {
			return r.notAsked(ctx, i, err)
		}
		if there := slices.Concat(found.Same, found.Like); len(there) > 0 {
			return r.exists(ctx, i, request, there)
		}
	}
	return r.post(ctx, i, request, attempt)
}

// post announces a request, sends it and records its result.
func (r *run) post(ctx context.Context, i int, request *zdm.RecoveryRequest, attempt *register.Attempt) Result {
	r.jobs.sends(request.JobName)
	now := r.Now()
	if err := r.record(i, journal.Record{Event: journal.Send, At: now, Until: now.Add(r.Window)}); err != nil {
		return r.broken(i, err)
	}
	if r.stopped(ctx) { // announcing takes time
		return r.withdrawn(i)
	}
	others := func(name string) bool { return r.mayBeAnothers(name, request.JobName) }
	judged, answer := attempt.Send(ctx, zdm.Knowing(), zdm.Among(others), zdm.Encoded(r.requests[i].Body))
	end := journal.Record{As: judged.Name, Status: answer.Status, RequestID: answer.RequestID, Held: notStarted(request, &answer)}
	if failed := callOf(judged.Err); failed != nil {
		end.Error, end.Slow = failed.Code, judged.State == outcome.Unknown && failed.Slow()
	}
	if r.Answered != nil && judged.State != outcome.Unknown && answer.Status != 0 {
		r.Answered(i, &answer)
	}
	result := r.judged(i, request, judged)
	if answer.Lost != nil && result.Err == nil {
		result.Detail = msgConfirmed.With(r.Words.Why(answer.Lost))
	}
	result.NotStarted = end.Held
	return r.keep(result, end)
}

// callOf returns the failed call in an error, or nil.
func callOf(e *exit.Error) *zdm.Error {
	if e == nil {
		return nil
	}
	failed, _ := errors.AsType[*zdm.Error](e)
	return failed
}

// notStarted reports whether the server did not start a recovery that the request asked to start.
func notStarted(request *zdm.RecoveryRequest, answer *zdm.Result[zdm.Registration]) bool {
	return request.AutoStart == zdm.Use && answer.Data.Common.AutoStart.Is(zdm.NotUse)
}

// mayBeAnothers reports whether the server may have derived a name from that of another request.
func (r *run) mayBeAnothers(name, mine string) bool {
	return slices.ContainsFunc(r.names().of(name), func(asked string) bool {
		if asked == mine {
			return false
		}
		other, err := r.all[r.names().index[asked]].decode()
		return err != nil || zdm.SameName(name, asked) || zdm.MadeFrom(name, other)
	})
}

// judged returns the result of a request from the meaning of its response.
func (r *run) judged(i int, request *zdm.RecoveryRequest, judged outcome.Outcome) Result {
	result := Result{Index: i, Outcome: OutcomeOf(judged.State, Created)}
	if judged.Err != nil {
		result = failure(i, result.Outcome, judged.Err)
	}
	if judged.State == outcome.Unknown { // the summary explains how to continue
		result.Err.Notes, result.Err.Next = nil, nil
	}
	if judged.Name != request.JobName {
		result.Name = judged.Name
	}
	for _, remark := range judged.Remarks {
		result.Remarks = append(result.Remarks, clipped(remark))
	}
	return result
}

// withdrawn returns the result of a request that was announced but not sent.
func (r *run) withdrawn(i int) Result {
	result := r.skipped(i)
	if err := r.record(i, journal.Record{Event: journal.End, At: r.Now(), Outcome: string(Failed)}); err != nil {
		return r.broken(i, err)
	}
	return result
}

// keep records the result of an announced request in the journal, with its name on the server, its
// call, and whether the server may still be working on it. It returns the result even if the
// journal cannot be written.
func (r *run) keep(result Result, end journal.Record) Result {
	end.Event, end.At, end.Outcome, end.Detail = journal.End, r.Now(), string(result.Outcome), r.Say(result.Detail)
	if end.As == r.requests[result.Index].Name {
		end.As = ""
	}
	if result.Err != nil {
		end.Code, end.Status, end.RequestID = result.Err.Code, result.Err.Status, result.Err.RequestID
	}
	if err := r.record(result.Index, end); err != nil {
		r.broken(result.Index, err)
	}
	return result
}

// failure returns the result for an error. It drops the response, which may be large.
func failure(i int, outcome Outcome, e *exit.Error) Result {
	short := *e
	short.Err = nil
	short.Message = clipped(e.Message)
	return Result{Index: i, Outcome: outcome, Detail: short.Message, Err: &short}
}

// clipped limits the length of the texts in a message, which may come from a server.
func clipped(m msg.Message) msg.Message {
	values := slices.Clone(m.Values)
	for i, value := range values {
		switch v := value.(type) {
		case string:
			values[i] = clip(v)
		case msg.Message:
			values[i] = clipped(v)
		}
	}
	return msg.Message{Text: m.Text, Values: values}
}

func clip(s string) string {
	if len(s) <= maxDetail {
		return s
	}
	return fmt.Sprintf("%.*s…", maxDetail/4, s) // the precision counts characters of up to four bytes
}

// exists returns the result of a request whose name is taken.
func (r *run) exists(ctx context.Context, i int, request *zdm.RecoveryRequest, there []zdm.Recovery) Result {
	own := slices.IndexFunc(there, func(job zdm.Recovery) bool { return !job.System.AreOthers(request) })
	if own < 0 {
		return failure(i, Failed, exit.New(exit.Refused, outcome.Taken(there[0].System)))
	}
	job := &there[own]
	name := string(job.Job.Info.Name)
	judged := outcome.OfJob(request, job)
	result := Result{Index: i, Outcome: Unchanged}
	switch {
	case !r.Update:
	case len(there) > 1:
		return failure(i, Failed, exit.New(exit.Refused, msgNamedAlike.With(len(there))))
	default:
		result = r.update(ctx, i, request, job.Job.Info.ID)
	}
	if judged.Err != nil && result.Err == nil {
		changes, differs := result.Changes, result.Differs
		result = failure(i, Partial, judged.Err)
		result.Changes, result.Differs = changes, differs
	}
	if name != request.JobName {
		result.Name = name
		result.Remarks = append(result.Remarks, msg.RegisteredAs.With(clip(name), request.JobName))
	}
	return result
}
