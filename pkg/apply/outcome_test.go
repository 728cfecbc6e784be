package apply_test

import (
	"slices"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

// The exit code of many requests is that of the worst: 7, 3, 1, 4, 6, 5, 8, 0 in this order.
func TestWorse(t *testing.T) {
	t.Parallel()
	order := []exit.Code{exit.Unknown, exit.Failed, exit.Internal, exit.Credentials, exit.Unreachable, exit.Refused, exit.Deadline, exit.OK}
	for i, a := range order {
		for j, b := range order {
			if got := apply.Worse(a, b); got != (i < j) {
				t.Errorf("%d is worse than %d: %t", a, b, got)
			}
		}
	}
}

// Every outcome is counted, in the order in which people are shown them.
func TestOutcomes(t *testing.T) {
	t.Parallel()
	want := []apply.Outcome{"created", "updated", "unchanged", "partial", "failed", "unknown", "skipped"}
	if got := apply.Outcomes(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
