// Package outcome decides what an answer means for the request that it answers: whether all of it
// came about, which partitions did not, and what the server did otherwise than asked. Whether an
// answer is about the request at all is decided before, where it is sent
// (zdm.Client.CreateRecovery).
package outcome

import (
	"errors"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// State is how a request ended.
type State int

// The states of an outcome.
const (
	Registered State = iota // all that was asked for
	InPart                  // registered, but not as asked for: partitions are missing, failed, or go elsewhere
	Failed                  // the server took it, and nothing of it was registered
	Refused                 // nothing was registered: refused, no credentials, not reached
	Unknown                 // it may be registered, now or later
)

// Outcome is what an answer means for a request.
type Outcome struct {
	State   State
	Name    string         // of the recovery as the server knows it, else as the request has it; "" where neither has one
	Remarks []msg.Message  // what the server did otherwise than asked, and what a lookup showed
	Failed  []exit.Problem // partitions that are not registered as asked for, each with its Partition
	Err     *exit.Error    // nil when Registered
}

// Words puts failed calls into words.
type Words struct {
	Explain  func(error) *exit.Error      // of a call whose outcome is certain
	Happened func(*zdm.Error) msg.Message // what came in the place of an answer, in a few words
	Next     func(words ...string) string // a command to paste
	Show     func(name string) string     // the command that shows the recovery of a name
}

// OfRegistration judges the answer to POST /recoveries as CreateRecovery returns it.
func (w Words) OfRegistration(request *zdm.RecoveryRequest, result *zdm.Result[zdm.Registration], err error) Outcome {
	if err != nil {
		return w.notRegistered(request, err)
	}
	o := Of(request, &result.Data)
	if result.Lost != nil {
		o.Remarks = append([]msg.Message{msgConfirmedByLookup.With(w.happened(result.Lost), o.Title())}, o.Remarks...)
	}
	if result.Found > 1 {
		o.Remarks = append(o.Remarks, msgRegisteredTwice.With(result.Found, o.Title()))
	}
	if o.Err != nil {
		o.Err.Status, o.Err.RequestID = result.Status, result.RequestID
	}
	return o
}

// OfJob judges a recovery that exists by the request that it was registered from: the partitions of
// the request that it lacks were not registered. Otherwise it may differ, and a server that shows
// no partitions proves nothing.
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

// Of judges what a server shows of a registration.
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

// whyFailed is what the answer shows, with the server's own reason where it has one.
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

// Title is what sentences call the recovery: its name, or "the recovery" in their language.
func (o *Outcome) Title() any {
	if o.Name == "" {
		return msg.TheRecovery.With()
	}
	return o.Name
}

// notRegistered judges a call that failed.
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

// Listed are the words of the command that lists the recoveries beside which that of a request is.
func Listed(request *zdm.RecoveryRequest) []string {
	if request.FromImages() {
		return []string{"recovery", "list", "--target", request.Target}
	}
	return []string{"recovery", "list", "--source", request.Source}
}

// OfChange is the error of any other call that changes something: what, and the command that shows
// whether it happened.
func (w Words) OfChange(err error, what msg.Message, show ...string) *exit.Error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !failed.OutcomeUnknown() {
		return w.Explain(err)
	}
	return w.try(w.unknown(failed, what, msg.MayHaveHappened.With()), show)
}

// try adds the command of some words, if there are any.
func (w Words) try(e *exit.Error, words []string) *exit.Error {
	if len(words) > 0 {
		e.Try(w.Next(words...))
	}
	return e
}

func (w Words) unknown(failed *zdm.Error, what any, note msg.Message) *exit.Error {
	e := exit.New(exit.Unknown, msgOutcomeUnknown.With(what, w.happened(failed))).Because(failed)
	if failed.Kind == zdm.Foreign && failed.Err == nil {
		e.Note(ForeignBody(failed))
	}
	e.Note(note)
	e.Note(msg.DoNotSendAgain.With())
	Attribute(e, failed)
	return e
}

func (w Words) happened(failed *zdm.Error) msg.Message {
	if errors.Is(failed, zdm.ErrAnotherRequest) {
		return msgAnswerOfAnother.With()
	}
	return w.Happened(failed)
}

// lookedFor describes the search for a registration that was not confirmed.
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

// Worse reports whether code a calls for somebody more urgently than b: what may have happened and
// nobody knows (7), what happened in part (3), a fault of zdmctl (1), then what concerns all
// requests (4, 6), then what concerns one (5).
func Worse(a, b exit.Code) bool {
	order := []exit.Code{exit.OK, exit.Missed, exit.Usage, exit.Deadline, exit.Refused, exit.Unreachable, exit.Credentials, exit.Internal, exit.Failed, exit.Unknown}
	return slices.Index(order, a) > slices.Index(order, b)
}
