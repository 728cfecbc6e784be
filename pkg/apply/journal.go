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

// Journal is what was done with requests, on a disk, so that a run can go on where another was cut
// off. What a record announces happens after it is durable; how it ended is written at once, and is
// durable with the next announcement or with Close. It is safe for concurrent use, by one process.
type Journal struct {
	*journal.Journal

	past map[string]past // of the requests, by their name

	mu       sync.Mutex
	recorded func(journal.Record) // nil: nobody wants the records
}

// passOn has the records of a run passed on, until the function that it returns is called.
func (j *Journal) passOn(to func(journal.Record)) (stop func()) {
	j.recorded = to
	return func() { j.recorded = nil }
}

// past is what earlier runs did with a request.
type past struct {
	outcome Outcome   // Created, Partial, Failed by the server, and Unknown for one that was sent and has not been found; else ""
	as      string    // the name that the server made of the request's, "" for none
	slow    bool      // of Unknown: the time was up for its sender, and the server may be at work on it for however long
	at      time.Time // when it was about to be sent
	until   time.Time // when the server has registered it, or never will
	code    exit.Code
	detail  string
	print   string // fingerprint of the request then
}

// OpenJournal opens the journal of requests to a server (the API's base URL), or makes one. Beside
// what journal.Open refuses, it is refused when a request that may be registered has changed since,
// and when one is missing of which it is not known. With update, a request that is registered may
// have changed. also, which may be nil, gets every record too.
func OpenJournal(path, server string, requests []Request, update bool, also ...func(journal.Record) error) (*Journal, error) {
	r := reading{path: path, requests: requests, asked: make(map[string]bool, len(requests)), past: map[string]past{}, others: map[string]bool{}}
	for _, request := range requests {
		r.asked[request.Name] = true
	}
	take := func(record journal.Record) error {
		for _, f := range also {
			if err := f(record); err != nil {
				return err
			}
		}
		return r.take(record)
	}
	opened, err := journal.Open(path, server, take, func() error { return r.check(update) })
	if err != nil {
		return nil, err
	}
	return &Journal{Journal: opened, past: r.past}, nil
}

// announce makes it known that a request is about to be sent at an instant. Until is when it will
// be registered, or never; zero for a change of a job.
func (j *Journal) announce(request Request, at, until time.Time) error {
	r := journal.Record{Event: journal.Send, At: at, Until: until}
	if until.IsZero() {
		r.Event = journal.Update
	}
	return j.add(request, r)
}

// end keeps how a request ended that was announced.
func (j *Journal) end(request Request, r journal.Record) error {
	r.Event = journal.End
	return j.add(request, r)
}

// add writes a record of a request; a nil journal keeps nothing.
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

// reading is what a journal holds of requests, as far as it is read.
type reading struct {
	path     string
	requests []Request
	asked    map[string]bool // names of the requests
	past     map[string]past
	others   map[string]bool // jobs of which it is not known whether they are registered, and that no request names
}

// take follows what a record reports of a request.
func (r *reading) take(reported journal.Record) error {
	now, ok := r.pastOf(reported)
	if !ok {
		return nil
	}
	now.print = reported.Request
	before := r.past[reported.Job]
	switch {
	case r.asked[reported.Job] && now.outcome == "" && before.outcome == Created: // it stays created, also when its changes fail
		before.print = reported.Request
		r.past[reported.Job] = before
	case r.asked[reported.Job]:
		r.past[reported.Job] = now
	case now.outcome == Unknown:
		r.others[reported.Job] = true
	default:
		delete(r.others, reported.Job)
	}
	return nil
}

// pastOf returns what a record reports of a job; false if nothing changes by it.
func (r *reading) pastOf(reported journal.Record) (now past, ok bool) {
	outcome := Outcome(reported.Outcome)
	switch {
	case reported.Event == journal.Send:
		now = past{outcome: Unknown, at: reported.At, until: reported.Until, code: exit.Unknown}
	case reported.Event == journal.End && reported.Job == "": // of a run
		return past{}, false
	case reported.Event == journal.End && (outcome == Created || outcome == Partial || outcome == Failed && reported.Code == exit.Failed):
		now = past{outcome: outcome, code: reported.Code, detail: strings.Clone(reported.Detail), as: strings.Clone(reported.As)}
	case reported.Event == journal.End && outcome == Unknown:
		if before := r.past[reported.Job]; before.outcome == Unknown {
			before.slow = reported.Slow
			r.past[reported.Job] = before
		}
		return past{}, false // otherwise as the announcement left it; of an update that is nothing, for it is compared anew
	case reported.Event != journal.End && reported.Event != journal.Update:
		return past{}, false
	}
	return now, true
}

// check holds the requests to what the journal knows of them.
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

// list names some jobs.
func list(names []string) string {
	if len(names) > maxNamed {
		return strings.Join(names[:maxNamed], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
