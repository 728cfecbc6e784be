package app_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

func lines(text string) []string { return strings.Split(text, "\n") }

func replaced(text, part, by string) string { return strings.ReplaceAll(text, part, by) }

// unprintable wraps clitest.Printable.
func unprintable(t testing.TB, outputs ...string) {
	t.Helper()
	clitest.Printable(t, outputs...)
}
