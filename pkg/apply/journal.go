package apply

import (
	"maps"
	"slices"
	"strings"
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

// reading is the state of reading a journal.
type reading struct {
	path     string
	requests []Request
	asked    map[string]bool // names of the requests
	past     map[string]past
	others   map[string]bool // jobs without a request whose registration is not known
}

// take applies a record.
func (r *reading) take(record journal.Record) {
	before, now := r.past[record.Job], past{print: record.Request}
	switch outcome := Outcome(record.Outcome); {
	case record.Event == journal.Send:
		now.outcome, now.at, now.until, now.code = Unknown, record.At, record.Until, exit.Unknown
	case record.Event == journal.Update:
	case record.Event != journal.End || record.Job == "": // the end of a run has no job
		return
	case outcome == Unknown: // the announcement stands; after an update the job is compared again
		if before.outcome == Unknown {
			before.slow = record.Slow
			r.past[record.Job] = before
		}
		return
	case outcome == Created || incomplete(record):
		now.outcome, now.code, now.detail, now.as = outcome, record.Code, strings.Clone(record.Detail), strings.Clone(record.As)
	}
	switch {
	case r.asked[record.Job] && now.outcome == "" && before.outcome == Created: // it stays created even if updating it fails
		before.print = record.Request
		r.past[record.Job] = before
	case r.asked[record.Job]:
		r.past[record.Job] = now
	case now.outcome == Unknown:
		r.others[record.Job] = true
	default:
		delete(r.others, record.Job)
	}
}

// incomplete reports whether the server registered a request in part, or accepted it and registered
// nothing.
func incomplete(end journal.Record) bool {
	outcome := Outcome(end.Outcome)
	return outcome == Partial || outcome == Failed && end.Code == exit.Failed
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
