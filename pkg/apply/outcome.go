package apply

import "github.com/zdmctl/zdmctl/pkg/outcome"

// Outcome is the outcome of a request.
type Outcome string

// The outcomes. In a dry run, Created and Updated are expected outcomes.
const (
	Created   Outcome = "created"   // registered by this run, or sent by an earlier run with the same journal and found now
	Unchanged Outcome = "unchanged" // a job of that name existed
	Updated   Outcome = "updated"   // a job of that name existed and was changed
	Partial   Outcome = "partial"   // registered without some of its partitions
	Failed    Outcome = "failed"    // refused, or not sent because of a failure; nothing was registered
	Unknown   Outcome = "unknown"   // sent, but whether it was registered is not known
	Skipped   Outcome = "skipped"   // not sent, because the run ended earlier
	Blocked   Outcome = "blocked"   // in a dry run: a plan shows that it would fail
)

// Outcomes lists all outcomes in the order in which they are counted.
func Outcomes() []Outcome {
	return []Outcome{Created, Updated, Unchanged, Partial, Failed, Unknown, Skipped, Blocked}
}

// OutcomeOf returns the outcome for the meaning of a response. registered is the outcome of a
// complete registration.
func OutcomeOf(state outcome.State, registered Outcome) Outcome {
	switch state {
	case outcome.Registered:
		return registered
	case outcome.InPart:
		return Partial
	case outcome.Unknown:
		return Unknown
	}
	return Failed
}
