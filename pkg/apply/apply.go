// Package apply brings many recoveries to a server, several at a time: those whose name is there
// are left alone or brought up to date, the others are registered. Each is sent once, and how each
// ended is reported.
//
// A request is sent when the server has just shown that no job of its name exists. With a Journal,
// that it is about to be sent is durable before it is, so that a later run knows which requests
// were under way when an earlier one was cut off. Such a request is looked up. It is sent again
// only when the server does not know it after the time in which it would have registered it
// (Registrar.Window of either run, from the resume on), and never when that time was up for the
// earlier run already: the server may be at work on it for however long.
package apply

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/register"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Request is one recovery to apply.
type Request struct {
	Name   string // its jobName; no two requests have the same
	Target string // the server that it restores to
	Body   []byte // of POST /recoveries
}

// Result is how a request ended.
type Result struct {
	Index   int // in the list of requests
	Outcome Outcome
	Name    string        // of the recovery on the server, where that differs from the request's; else ""
	Detail  msg.Message   // what there is to say of it; zero for nothing
	Remarks []msg.Message // what the server did otherwise than asked, and recoveries that write the same partitions
	Err     *exit.Error   // of Partial, Failed and Unknown
	Changes []Change      // of Updated: what was changed, or in a dry run would be
	// Of Created and Partial: the server did not start it, although the request asked for that.
	NotStarted bool
	Differs    []Change // what differs and cannot be changed
}

// Config holds the parameters of an apply.
type Config struct {
	*register.Registrar
	Parallel int      // requests at a time, at least 1
	Update   bool     // change jobs that are there where they differ
	FailFast bool     // send nothing more after the first failure
	Strict   bool     // what is worth a warning before a request is sent is an error
	DryRun   bool     // only read
	Journal  *Journal // nil: none
	// Others are requests that other processes apply at the same time: their recoveries are known,
	// and none is taken for one of this run.
	Others []Request

	// Answered is called with the answer to a registration before its result is reported; nil: not
	// at all. What is given to it is not kept.
	Answered func(i int, answer *zdm.Result[zdm.Registration])
	// Recorded is called with each record behind its journal, one at a time; nil: not at all.
	Recorded func(journal.Record)

	Say     func(msg.Message) string           // in the language of the run
	Report  func(Result) error                 // is called with every result, one at a time; its error ends the run
	Pending func(n int, longest time.Duration) // requests of an earlier run are waited for
}

// run is a run under way.
type run struct {
	Config
	requests []Request
	start    time.Time
	jobs     *jobs
	claims   *claims
	all      []Request     // the requests, then Config.Others
	names    func() *names // of all
	halted   atomic.Bool   // nothing more is sent
	out      atomic.Int32

	mu    sync.Mutex
	why   msg.Message // nothing more is sent
	fault error       // that ended the run
}

// Run applies requests. Config.Report gets the result of each. The error is about all of them: the
// server cannot be asked what is there, the journal cannot be written, a report failed. When the
// context ends, nothing more is sent, the calls under way are given up, and the error is nil: the
// results show it.
func Run(ctx context.Context, requests []Request, config Config) error {
	r := &run{Config: config, requests: requests, start: config.Now()}
	if config.Journal != nil {
		defer config.Journal.passOn(config.Recorded)()
	}
	r.all = requests
	if len(config.Others) > 0 {
		r.all = slices.Concat(requests, config.Others)
	}
	r.names = sync.OnceValue(func() *names { return newNames(r.all) })
	var fresh, unconfirmed, registered []int
	for i := range requests {
		switch r.before(i).outcome {
		case "":
			fresh = append(fresh, i)
		case Unknown:
			unconfirmed = append(unconfirmed, i)
		default:
			registered = append(registered, i)
		}
	}
	var err error
	if r.jobs, err = readJobs(ctx, config, requests, r.names); err != nil && ctx.Err() == nil {
		return config.Words.Explain(err)
	}
	r.claims = newClaims(config, r.all, r.names, r.jobs)
	r.each(ctx, registered, r.apply)
	unconfirmed = r.each(ctx, unconfirmed, r.find)
	r.each(ctx, fresh, r.apply)
	if len(unconfirmed) > 0 && !r.stopped(ctx) {
		r.announceWait(unconfirmed)
	}
	r.each(ctx, unconfirmed, r.settle)
	return r.fault
}

// before is what the journal knows of a request.
func (r *run) before(i int) past {
	if r.Journal == nil {
		return past{}
	}
	return r.Journal.past[r.requests[i].Name]
}

// each does something with requests, several at a time, and returns those that are left undone.
func (r *run) each(ctx context.Context, indexes []int, do func(context.Context, int) (Result, bool)) (left []int) {
	var next atomic.Int64
	var mu sync.Mutex
	var workers panics.Group
	for range min(r.Parallel, len(indexes)) {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(indexes) && !workers.Panicked(); n = int(next.Add(1)) - 1 {
				result, done := do(ctx, indexes[n])
				if done {
					r.report(result)
					continue
				}
				mu.Lock()
				left = append(left, indexes[n])
				mu.Unlock()
			}
		})
	}
	workers.Wait()
	return left
}

// report reports a result, and ends the run if it concerns the other requests too.
func (r *run) report(result Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.Report(result); err != nil && r.fault == nil {
		r.fault = err
		r.halt(msg.ResultsNotWritten.With())
	}
	code := exit.OK
	if result.Err != nil {
		code = result.Err.Code
	}
	switch {
	case code == exit.Unreachable:
		if int(r.out.Add(1)) >= r.Parallel { // one may have met a passing fault, but not all that are under way
			r.halt(result.Err.Message)
		}
		return
	case code == exit.Usage, // this machine lets nothing be sent
		code == exit.Credentials && result.Err.Status != http.StatusForbidden: // 403 is about the request
		r.halt(result.Err.Message)
	case r.FailFast && code != exit.OK:
		r.halt(msg.AnotherFailed.With(r.requests[result.Index].Name))
	}
	r.out.Store(0)
}

// halt sends nothing more, for a reason. It is called with mu held.
func (r *run) halt(why msg.Message) {
	if r.halted.CompareAndSwap(false, true) {
		r.why = why
	}
}

// stopped reports that nothing more is to be sent.
func (r *run) stopped(ctx context.Context) bool { return r.halted.Load() || ctx.Err() != nil }

// skipped is the result of a request that is not sent because the run has ended.
func (r *run) skipped(i int) Result {
	r.mu.Lock()
	defer r.mu.Unlock()
	why := r.why
	if why.IsZero() {
		why = msg.CauseInterrupted.With()
	}
	return Result{Index: i, Outcome: Skipped, Detail: why}
}

// broken ends the run for a fault of this machine. The request was not sent.
func (r *run) broken(i int, err error) Result {
	why := r.Words.Explain(err).Message
	r.mu.Lock()
	if r.fault == nil {
		r.fault = err
	}
	r.halt(why)
	r.mu.Unlock()
	return r.skipped(i)
}

// decode returns the request as the client takes it.
func (r *Request) decode() (*zdm.RecoveryRequest, error) {
	var request zdm.RecoveryRequest
	err := json.Unmarshal(r.Body, &request)
	return &request, err
}
