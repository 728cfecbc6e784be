package apply

import (
	"context"
	"errors"
	"fmt"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const maxDetail = 500 // bytes of a server's text that a result keeps

// apply brings a request to the server that no earlier run has sent, or leaves one alone that an earlier run has registered. One
// that is gone since was deleted by somebody: that it shall overwrite a disk once more is not for a journal to say.
func (r *run) apply(ctx context.Context, i int) (Result, bool) {
	if r.stopped(ctx) {
		return r.skipped(i), true
	}
	request, err := r.decode(i)
	if err != nil {
		return r.broken(i, err), true
	}
	before := r.before(i)
	there, err := r.jobs.named(ctx, request.JobName)
	if err == nil && len(there) == 0 && before.outcome != "" { // a list may be older than the registration
		there, err = r.jobs.ask(ctx, request.JobName)
	}
	switch {
	case err != nil && ctx.Err() != nil:
		return r.skipped(i), true
	case err != nil:
		return failure(i, Failed, r.Explain(err)), true
	case len(there) == 0 && before.outcome != "":
		return failure(i, Failed, exit.New(exit.Refused, msg.GoneSince.With())), true
	case before.outcome == Partial:
		return failure(i, Partial, exit.New(before.code, msg.Verbatim.With(before.detail))), true
	case len(there) > 0:
		result := r.exists(ctx, i, request, there)
		if before.outcome == Created && result.Outcome == Unchanged && result.Detail.IsZero() {
			result.Detail = msg.RegisteredBefore.With()
		}
		return result, true
	case r.DryRun:
		return Result{Index: i, Outcome: Created}, true
	}
	return r.send(ctx, i, request), true
}

// send registers a request whose job is not there.
func (r *run) send(ctx context.Context, i int, request *zdm.RecoveryRequest) Result {
	now := r.Now()
	if err := r.Journal.announce(r.requests[i], now, now.Add(r.Window)); err != nil {
		return r.broken(i, err)
	}
	if r.stopped(ctx) { // announcing takes a while
		return r.withdrawn(i)
	}
	answer, err := r.Client.CreateRecovery(ctx, request, zdm.Knowing())
	var result Result
	switch lost, ok := errors.AsType[*zdm.Error](err); {
	case ok && lost.OutcomeUnknown():
		result = failure(i, Unknown, r.Explain(err))
		result.Err.Code = exit.Unknown
	case err != nil:
		result = failure(i, Failed, r.Explain(err))
	case answer.Data.Failed():
		result = inPart(i, &answer)
	case answer.Lost != nil:
		result = Result{Index: i, Outcome: Created, Detail: msg.Confirmed.With(r.Explain(answer.Lost).Message)}
	default:
		result = Result{Index: i, Outcome: Created}
	}
	return r.keep(result)
}

// withdrawn ends a request that was announced and then not sent.
func (r *run) withdrawn(i int) Result {
	result := r.skipped(i)
	if err := r.Journal.end(r.requests[i], r.Now(), Failed, exit.OK, ""); err != nil {
		return r.broken(i, err)
	}
	return result
}

// keep writes into the journal how an announced request ended. What cannot be written is known in this run all the same.
func (r *run) keep(result Result) Result {
	code := exit.OK
	if result.Err != nil {
		code = result.Err.Code
	}
	if err := r.Journal.end(r.requests[result.Index], r.Now(), result.Outcome, code, r.Say(result.Detail)); err != nil {
		r.broken(result.Index, err)
	}
	return result
}

// failure is the result of a failed call. The error keeps no answer, which may be large.
func failure(i int, outcome Outcome, e *exit.Error) Result {
	short := *e
	short.Err = nil
	short.Message = clipped(e.Message)
	return Result{Index: i, Outcome: outcome, Detail: short.Message, Err: &short}
}

// clipped bounds a message that quotes a server.
func clipped(m msg.Message) msg.Message {
	values := make([]any, len(m.Values))
	for i, value := range m.Values {
		values[i] = value
		switch v := value.(type) {
		case string:
			values[i] = clip(v)
		case msg.Message:
			values[i] = clipped(v)
		}
	}
	if m.Values == nil {
		values = nil
	}
	return msg.Message{Text: m.Text, Values: values}
}

func clip(s string) string {
	if len(s) <= maxDetail {
		return s
	}
	return fmt.Sprintf("%.*s…", maxDetail/4, s) // in letters, of which none is longer than four bytes
}

// inPart is the result of a registration that the server took and that failed, for some partitions or for all.
func inPart(i int, answer *zdm.Result[zdm.Registration]) Result {
	data := &answer.Data
	total, registered, failed := data.Counts()
	outcome := Failed
	if registered.Known && registered.N > 0 {
		outcome = Partial
	}
	why := msg.RegistrationFailed.With()
	if failed.N > 0 {
		why = msg.PartitionsFailed.With(failed, total)
	}
	if text := data.Common.ErrorMessage; !text.None() {
		why = msg.Reason.With(why, string(text))
	}
	e := exit.New(exit.Failed, why)
	e.Status, e.RequestID = answer.Status, answer.RequestID
	return failure(i, outcome, e)
}

// exists is the result of a request whose name is taken.
func (r *run) exists(ctx context.Context, i int, request *zdm.RecoveryRequest, there []job) Result {
	same := there[:0:0]
	for _, one := range there {
		if !one.system.AreOthers(request) {
			same = append(same, one)
		}
	}
	switch {
	case len(same) == 0:
		return failure(i, Failed, exit.New(exit.Refused, msg.NameTaken.With(orNone(there[0].system.Source), orNone(there[0].system.Target))))
	case !r.Update:
		return Result{Index: i, Outcome: Unchanged}
	case len(there) > 1:
		return failure(i, Failed, exit.New(exit.Refused, msg.NamedAlike.With(len(there))))
	}
	return r.update(ctx, i, request, same[0])
}

func orNone(s zdm.System) string {
	for _, text := range []zdm.Text{s.Name, s.ID} {
		if !text.None() {
			return clip(string(text))
		}
	}
	return "-"
}
