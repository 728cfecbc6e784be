package apply_test

import (
	"slices"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
)

// Every outcome is counted, in display order.
func TestOutcomes(t *testing.T) {
	t.Parallel()
	want := []apply.Outcome{"created", "updated", "unchanged", "partial", "failed", "unknown", "skipped", "blocked"}
	if got := apply.Outcomes(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
