// Package outcome determines what an answer means for its request: whether everything was
// registered, which partitions were not, and what the server did differently.
// zdm.Client.CreateRecovery has already checked that the answer is about the request.
package outcome

import (
	"errors"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// State is the result of a request.
type State int

// The states of an outcome.
const (
	Registered State = iota // everything was registered as requested
	InPart                  // registered, but not as requested: partitions are missing, failed, or have another target
	Failed                  // the server accepted the request, but registered nothing
	Refused                 // nothing was registered: the request was refused, unauthenticated, or not delivered
	Unknown                 // it may be registered, now or later
)

// Outcome is the meaning of an answer for its request.
type Outcome struct {
	State   State
	Name    string         // name of the recovery on the server, or else in the request; "" if neither has one
	Remarks []msg.Message  // what the server did differently, and what a lookup showed
	Failed  []exit.Problem // partitions that are not registered as requested, each with its Partition
	Err     *exit.Error    // nil if Registered
}

// Words describes failed calls.
type Words struct {
	Explain  func(error) *exit.Error      // returns the error of a call whose outcome is certain
	Happened func(*zdm.Error) msg.Message // summarizes what came in place of an answer
	Next     func(words ...string) string // returns a command to paste
	Show     func(name string) string     // returns the command that shows the recovery of a name
}

// OfRegistration evaluates the answer to POST /recoveries that CreateRecovery returns.
func (w Words) OfRegistration(request *zdm.RecoveryRequest, result *zdm.Result[zdm.Registration], err error) Outcome {
	if err != nil {
		return w.notRegistered(request, err)
	}
	o := Of(request, &result.Data)
	if result.Lost != nil {
		o.Remarks = append([]msg.Message{msgConfirmedByLookup.With(w.Why(result.Lost), o.Title())}, o.Remarks...)
	}
	switch {
	case result.Data.LookedUp:
		o.Remarks = append(o.Remarks, msgPartitionsLookedUp.With())
	case o.State == Registered && request.NamesPartitions() && len(result.Data.Partitions) == 0:
		o.Remarks = append(o.Remarks, msgPartitionsUnconfirmed.With(w.Show(o.Name)))
	}
	if result.Found > 1 {
		o.Remarks = append(o.Remarks, msgRegisteredTwice.With(result.Found, o.Title()))
	}
	if o.Err != nil {
		o.Err.Status, o.Err.RequestID = result.Status, result.RequestID
	}
	return o
}

// OfJob evaluates an existing recovery against the request that registered it. Partitions of the
// request that it lacks were not registered. Other differences do not count, and a server that
// shows no partitions proves nothing.
func OfJob(request *zdm.RecoveryRequest, job *zdm.Recovery) Outcome {
	registration := zdm.RegistrationOf(job, request)
	o := Outcome{Name: string(job.Job.Info.Name), Failed: missing(request, &registration)}
	if len(o.Failed) > 0 {
		o.State = InPart
		o.Err = exit.New(exit.Failed, msgPartitionsLacking.With(len(o.Failed)))
		o.Err.Problems = o.Failed
	}
	return o
}

// Taken returns the message for a name that a recovery of other servers has.
func Taken(by zdm.RecoverySystems) msg.Message {
	return msg.NameTaken.With(by.Source.Title(), by.Target.Title())
}

// Of evaluates a registration as the server shows it.
func Of(request *zdm.RecoveryRequest, r *zdm.Registration) Outcome {
	o := Outcome{Name: request.JobName, Failed: failedPartitions(request, r)}
	if name := r.Common.JobName; !name.None() {
		o.Name = string(name)
	}
	o.Remarks = remarks(request, r)
	total, registered, failed := r.Counts()
	summary := r.Summary
	contradicts := summary.Total.Negative || summary.Successful.Negative || summary.Failed.Negative ||
		total.Known && registered.Known && registered.N+failed.N < total.N
	none := registered.Known && registered.N == 0
	if !r.Failed() && !contradicts && !none && len(o.Failed) == 0 {
		return o
	}
	o.State = InPart
	if none || !registered.Known && len(o.Failed) == 0 {
		o.State = Failed
	}
	o.Err = exit.New(exit.Failed, whyFailed(r, len(o.Failed), total, failed, contradicts))
	o.Err.Problems = o.Failed
	return o
}

// whyFailed returns what the answer shows, with the server's own reason if there is one.
func whyFailed(r *zdm.Registration, lacking int, total, failed zdm.Count, contradicts bool) msg.Message {
	why := msgRegistrationFailed.With()
	switch {
	case failed.N > 0:
		why = msg.PartitionsFailed.With(failed, total)
	case lacking > 0:
		why = msgPartitionsLacking.With(lacking)
	case contradicts:
		why = msgCountsContradict.With(r.Summary.Total, r.Summary.Successful, r.Summary.Failed)
	}
	if text := r.Common.ErrorMessage; !text.None() {
		return msg.Reason.With(why, string(text))
	}
	return why
}

// Title returns the name of the recovery for messages, or a translated "the recovery".
func (o *Outcome) Title() any {
	if o.Name == "" {
		return msg.TheRecovery.With()
	}
	return o.Name
}

// notRegistered evaluates a failed call.
func (w Words) notRegistered(request *zdm.RecoveryRequest, err error) Outcome {
	o := Outcome{State: Refused, Name: request.JobName}
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !failed.OutcomeUnknown() {
		o.Err = w.Explain(err)
		return o
	}
	o.State = Unknown
	o.Err = w.unknown(failed, o.Title(), lookedFor(failed.LookUp))
	if request.JobName != "" {
		o.Err.Try(w.Show(request.JobName))
	}
	o.Err.Try(w.Next(Listed(request)...))
	return o
}

// Listed returns the arguments of the command that lists the recoveries related to a request.
func Listed(request *zdm.RecoveryRequest) []string {
	if request.FromImages() {
		return []string{"recovery", "list", "--target", request.Target}
	}
	return []string{"recovery", "list", "--source", request.Source}
}

// OfChange returns the error of any other call that changes something. what names the change, and
// show is the command that shows whether it was made.
func (w Words) OfChange(err error, what msg.Message, show ...string) *exit.Error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !failed.OutcomeUnknown() {
		return w.Explain(err)
	}
	e := w.unknown(failed, what, msg.MayHaveHappened.With())
	if len(show) > 0 {
		e.Try(w.Next(show...))
	}
	return e
}

func (w Words) unknown(failed *zdm.Error, what any, note msg.Message) *exit.Error {
	e := exit.New(exit.Unknown, msgOutcomeUnknown.With(what, w.Why(failed))).Because(failed)
	if failed.Kind == zdm.Foreign && failed.Err == nil {
		e.Note(ForeignBody(failed))
	}
	e.Note(note)
	e.Note(msg.DoNotSendAgain.With())
	Attribute(e, failed)
	return e
}

// Why summarizes why an answer does not confirm its call.
func (w Words) Why(failed *zdm.Error) msg.Message {
	if errors.Is(failed, zdm.ErrAnotherRequest) {
		return msgAnswerOfAnother.With()
	}
	return w.Happened(failed)
}

// lookedFor describes the lookup of a registration that was not confirmed.
func lookedFor(search *zdm.LookUp) msg.Message {
	switch {
	case search == nil:
		return msgMayBeRegistered.With()
	case search.Similar > 0:
		return msgSimilarJob.With(search.JobName)
	case search.Err != nil:
		return msgLookupFailed.With(search.For.Round(time.Second))
	}
	return msgLookupFoundNothing.With(search.For.Round(time.Second))
}

// Worse reports whether exit code a is more urgent than b. Unknown outcomes (7) come first, then
// partial failures (3), internal errors (1), errors of all requests (4, 6), and those of one (5).
func Worse(a, b exit.Code) bool {
	order := []exit.Code{exit.OK, exit.Missed, exit.Usage, exit.Deadline, exit.Refused, exit.Unreachable, exit.Credentials, exit.Internal, exit.Failed, exit.Unknown}
	return slices.Index(order, a) > slices.Index(order, b)
}
