package app_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

// mandoc accepts the man pages without a warning.
func TestManPagesPassLint(t *testing.T) {
	t.Parallel()
	needs.Programs(t, "mandoc")
	pages, err := filepath.Glob("../../docs/man/*.1")
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	out, err := exec.CommandContext(t.Context(), "mandoc", append([]string{"-T", "lint"}, pages...)...).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}
