// Package apply brings many recoveries to a server, several at a time. It registers those that do
// not exist yet, and leaves the others alone or updates them. Each request is sent once, and each
// has a Result.
//
// A request is sent only after the server has shown that no job of its name exists. A Journal
// records durably that a request is about to be sent, so that a later run knows which requests were
// in flight when an earlier run was interrupted. The later run looks such a request up. It sends it
// again only if the server does not have it when Registrar.Window of either run has passed since
// the resume, and never if the earlier run had already timed out: the server may then still be
// working on it, for any length of time.
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
	Name   string // its jobName, unique among the requests
	Target string // server it restores to
	Body   []byte // of POST /recoveries
}

// Result is the result of one request.
type Result struct {
	Index   int // in the list of requests
	Outcome Outcome
	Name    string        // name of the recovery on the server, if it differs from the request's
	Detail  msg.Message   // explanation; zero if there is none
	Remarks []msg.Message // what the server did differently, and recoveries that write the same partitions
	Err     *exit.Error   // set for Partial, Failed and Unknown
	Changes []Change      // for Updated: what was changed, or would be in a dry run
	// NotStarted is set for Created and Partial if the server did not start the recovery although the
	// request asked for it.
	NotStarted bool
	Differs    []Change // differences that cannot be changed
}

// Config holds the parameters of an apply.
type Config struct {
	*register.Registrar
	Parallel int      // number of requests at a time, at least 1
	Update   bool     // update existing jobs that differ
	FailFast bool     // send nothing more after the first failure
	Strict   bool     // turn warnings that precede sending into errors
	DryRun   bool     // send nothing
	Journal  *Journal // may be nil
	// Others are requests that other processes apply at the same time. Their recoveries are never
	// mistaken for those of this run.
	Others []Request

	// Answered receives each response to a registration before its result is reported. It may be
	// nil, and must not keep the response.
	Answered func(i int, answer *zdm.Result[zdm.Registration])
	// Recorded receives each record after it is written to the journal, one at a time. It may be nil.
	Recorded func(journal.Record)

	Say     func(msg.Message) string           // renders a message in the language of the run
	Report  func(Result) error                 // receives the results, one at a time; its error ends the run
	Pending func(n int, longest time.Duration) // announces a wait for n requests of an earlier run
}

// run is the state of Run.
type run struct {
	Config
	requests []Request
	start    time.Time
	jobs     *jobs
	claims   *claims
	all      []Request     // requests followed by Config.Others
	names    func() *names // names of all
	halted   atomic.Bool   // set when nothing more is to be sent

	mu    sync.Mutex
	out   int         // consecutive requests that did not reach the server
	why   msg.Message // why nothing more is sent
	fault error       // fault that ended the run
}

// Run applies requests and passes each result to Config.Report. The error concerns all of them: the
// existing jobs cannot be read, the journal cannot be written, or a report failed. When the context
// ends, Run sends nothing more, abandons the calls in flight and returns nil; the results show it.
func Run(ctx context.Context, requests []Request, config Config) error {
	r := &run{Config: config, requests: requests, start: config.Now()}
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

// before returns what the journal records of a request.
func (r *run) before(i int) past {
	if r.Journal == nil {
		return past{}
	}
	return r.Journal.past[r.requests[i].Name]
}

// each calls do for requests, several at a time, and returns those for which it returned false.
func (r *run) each(ctx context.Context, indexes []int, do func(context.Context, int, *zdm.RecoveryRequest) (Result, bool)) (left []int) {
	var mu sync.Mutex
	panics.Each(context.WithoutCancel(ctx), len(indexes), r.Parallel, func(n int) {
		i := indexes[n]
		request, err := r.requests[i].decode()
		if err != nil {
			r.report(r.broken(i, err))
			return
		}
		result, done := do(ctx, i, request)
		if done {
			r.report(result)
			return
		}
		mu.Lock()
		left = append(left, i)
		mu.Unlock()
	})
	return left
}

// record writes a record of a request to the journal, if there is one.
func (r *run) record(i int, record journal.Record) error {
	if r.Journal == nil {
		return nil
	}
	record.Job, record.Request = r.requests[i].Name, journal.Fingerprint(r.requests[i].Body)
	err := r.Journal.Add(record.Event != journal.End, record)
	if err == nil && r.Recorded != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.Recorded(record)
	}
	return err
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
		if r.out++; r.out >= r.Parallel { // a passing fault may affect one request, but not all in flight
			r.halt(result.Err.Message)
		}
		return
	case code == exit.Usage, // nothing can be sent from this machine
		code == exit.Credentials && result.Err.Status != http.StatusForbidden: // 403 is about the request
		r.halt(result.Err.Message)
	case r.FailFast && code != exit.OK:
		r.halt(msg.AnotherFailed.With(r.requests[result.Index].Name))
	}
	r.out = 0
}

// halt prevents further sending, and keeps the first reason. The caller holds mu.
func (r *run) halt(why msg.Message) {
	if r.halted.CompareAndSwap(false, true) {
		r.why = why
	}
}

// stopped reports whether nothing more is to be sent.
func (r *run) stopped(ctx context.Context) bool { return r.halted.Load() || ctx.Err() != nil }

// skipped returns the result of a request that is not sent because the run has ended.
func (r *run) skipped(i int) Result {
	r.mu.Lock()
	defer r.mu.Unlock()
	why := r.why
	if why.IsZero() {
		why = msg.CauseInterrupted.With()
	}
	return Result{Index: i, Outcome: Skipped, Detail: why}
}

// broken ends the run because of a fault of this machine, before the request is sent.
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

// decode returns the request in the form the client sends.
func (r *Request) decode() (*zdm.RecoveryRequest, error) {
	var request zdm.RecoveryRequest
	err := json.Unmarshal(r.Body, &request)
	return &request, err
}
