package clitest

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Printable fails the test if an output contains control sequences or invisible characters. Line
// breaks are allowed.
func Printable(t testing.TB, outputs ...string) {
	t.Helper()
	for _, output := range outputs {
		for i, r := range output {
			invalid := r == utf8.RuneError && !strings.HasPrefix(output[i:], "\ufffd")
			if invalid || r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) {
				t.Errorf("%U at byte %d of %q", r, i, output)
				break
			}
		}
	}
}
