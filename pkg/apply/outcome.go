package apply

import "github.com/zdmctl/zdmctl/pkg/outcome"

// Outcome is how a request ended.
type Outcome string

// The outcomes. In a dry run Created and Updated are what a run would come to.
const (
	Created   Outcome = "created"   // registered by this run, or sent by an earlier one with the same journal and there now
	Unchanged Outcome = "unchanged" // a job of that name was there
	Updated   Outcome = "updated"   // a job of that name was there, and was changed
	Partial   Outcome = "partial"   // registered, but for some of its partitions
	Failed    Outcome = "failed"    // refused, or not sent because of a failure; nothing was registered
	Unknown   Outcome = "unknown"   // sent, and it is not known whether it was registered
	Skipped   Outcome = "skipped"   // not sent, because the run ended before
	Blocked   Outcome = "blocked"   // in a dry run: it would be sent, and a plan shows that it cannot go well
)

// Outcomes lists all outcomes in the order in which they are counted.
func Outcomes() []Outcome {
	return []Outcome{Created, Updated, Unchanged, Partial, Failed, Unknown, Skipped, Blocked}
}

// OutcomeOf is how a request ended by what its answer means; registered is the word for one of
// which nothing is lacking.
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
