package apply

import (
	"slices"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

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
)

// Outcomes lists all outcomes in the order in which they are counted.
func Outcomes() []Outcome {
	return []Outcome{Created, Updated, Unchanged, Partial, Failed, Unknown, Skipped}
}

// Worse reports whether code a says more urgently than b that somebody must act: what may be registered and nobody knows (7), what
// is registered in part (3), a fault of zdmctl (1), what stands against all requests (4, 6), what stands against one (5), then a wait that ended early (8).
func Worse(a, b exit.Code) bool {
	order := []exit.Code{exit.OK, exit.Deadline, exit.Refused, exit.Unreachable, exit.Credentials, exit.Internal, exit.Failed, exit.Unknown}
	return slices.Index(order, a) > slices.Index(order, b)
}
