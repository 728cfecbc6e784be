package apply

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxNamed = 5 // jobs in a message

// Journal is a durable record of what was done with requests, so that a run can continue where
// another was interrupted. What a record announces happens only after the record is durable. A
// result is written at once, and is durable with the next announcement or Close. It is safe for
// concurrent use by one process.
type Journal struct {
	*journal.Journal

	past map[string]past // by the name of the request

	mu       sync.Mutex
	recorded func(journal.Record) // receives the records; may be nil
}

// passOn passes the records of a run to a function until stop is called.
func (j *Journal) passOn(to func(journal.Record)) (stop func()) {
	j.recorded = to
	return func() { j.recorded = nil }
}

// past is the result of earlier runs for a request.
type past struct {
	outcome Outcome   // Created, Partial, Failed if the server refused it, Unknown if it was sent and not found; or ""
	as      string    // name that the server derived from the request's, or ""
	slow    bool      // for Unknown: the sender timed out, and the server may still be working on it
	at      time.Time // when it was about to be sent
	until   time.Time // when the server has registered it if ever
	code    exit.Code
	detail  string
	print   string // fingerprint of the request at that time
}

// OpenJournal opens or creates the journal of requests to a server (the API's base URL). In
// addition to what journal.Open refuses, it refuses a request that may be registered and has
// changed since, and the lack of a request whose result is not known. With update, a registered
// request may have changed. The functions also receive every record.
func OpenJournal(path, server string, requests []Request, update bool, also ...func(journal.Record)) (*Journal, error) {
	r := reading{path: path, requests: requests, asked: make(map[string]bool, len(requests)), past: map[string]past{}, others: map[string]bool{}}
	for _, request := range requests {
		r.asked[request.Name] = true
	}
	take := func(record journal.Record) {
		for _, f := range also {
			f(record)
		}
		r.take(record)
	}
	opened, err := journal.Open(path, server, take, func() error { return r.check(update) })
	if err != nil {
		return nil, err
	}
	return &Journal{Journal: opened, past: r.past}, nil
}

// announce records that a request is about to be sent. until is when the server has registered it
// if ever, and zero for an update of a job.
func (j *Journal) announce(request Request, at, until time.Time) error {
	r := journal.Record{Event: journal.Send, At: at, Until: until}
	if until.IsZero() {
		r.Event = journal.Update
	}
	return j.add(request, r)
}

// end records the result of an announced request.
func (j *Journal) end(request Request, r journal.Record) error {
	r.Event = journal.End
	return j.add(request, r)
}

// add writes a record of a request. It does nothing on a nil journal.
func (j *Journal) add(request Request, r journal.Record) error {
	if j == nil {
		return nil
	}
	r.Job, r.Request = request.Name, journal.Fingerprint(request.Body)
	err := j.Add(r.Event != journal.End, r)
	if err == nil && j.recorded != nil {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.recorded(r)
	}
	return err
}

// reading is the state of reading a journal.
type reading struct {
	path     string
	requests []Request
	asked    map[string]bool // names of the requests
	past     map[string]past
	others   map[string]bool // jobs without a request whose registration is not known
}

// take applies a record.
func (r *reading) take(reported journal.Record) {
	now, ok := r.pastOf(reported)
	if !ok {
		return
	}
	now.print = reported.Request
	before := r.past[reported.Job]
	switch {
	case r.asked[reported.Job] && now.outcome == "" && before.outcome == Created: // it stays created even if updating it fails
		before.print = reported.Request
		r.past[reported.Job] = before
	case r.asked[reported.Job]:
		r.past[reported.Job] = now
	case now.outcome == Unknown:
		r.others[reported.Job] = true
	default:
		delete(r.others, reported.Job)
	}
}

// pastOf returns the state of a job after a record, and false if it does not change.
func (r *reading) pastOf(reported journal.Record) (now past, ok bool) {
	outcome := Outcome(reported.Outcome)
	switch {
	case reported.Event == journal.Send:
		now = past{outcome: Unknown, at: reported.At, until: reported.Until, code: exit.Unknown}
	case reported.Event == journal.End && reported.Job == "": // the end of a run
		return past{}, false
	case reported.Event == journal.End && (outcome == Created || outcome == Partial || outcome == Failed && reported.Code == exit.Failed):
		now = past{outcome: outcome, code: reported.Code, detail: strings.Clone(reported.Detail), as: strings.Clone(reported.As)}
	case reported.Event == journal.End && outcome == Unknown:
		if before := r.past[reported.Job]; before.outcome == Unknown {
			before.slow = reported.Slow
			r.past[reported.Job] = before
		}
		return past{}, false // the announcement stands; after an update the job is compared again
	case reported.Event != journal.End && reported.Event != journal.Update:
		return past{}, false
	}
	return now, true
}

// check compares the requests with the journal.
func (r *reading) check(update bool) error {
	var changed []string
	for _, request := range r.requests {
		before := r.past[request.Name]
		mayChange := before.outcome == "" || before.outcome == Failed || update && before.outcome == Created
		if !mayChange && before.print != journal.Fingerprint(request.Body) {
			changed = append(changed, request.Name)
		}
	}
	if len(changed) > 0 {
		return exit.New(exit.Usage, msg.RequestsChanged.With(r.path, list(changed))).
			Note(msg.NothingWasSent.With()).Note(msgAfterChange.With())
	}
	if len(r.others) > 0 {
		return exit.New(exit.Usage, msg.RequestsMissing.With(r.path, list(slices.Sorted(maps.Keys(r.others))))).
			Note(msg.NothingWasSent.With()).Note(msgAfterMissing.With())
	}
	return nil
}

// list joins the first few names.
func list(names []string) string {
	if len(names) > maxNamed {
		return strings.Join(names[:maxNamed], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
