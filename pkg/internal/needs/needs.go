// Package needs checks that the machine has what a test requires in addition to Go. A test that
// lacks something is skipped with the reason. If CI is set in the environment, it fails instead,
// because .ci/run must install it.
package needs

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Programs skips a test unless every program is in the PATH.
func Programs(t testing.TB, names ...string) {
	t.Helper()
	var missing []string
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			missing = append(missing, name)
		}
	}
	if missing != nil {
		lack(t, "needs on the PATH: "+strings.Join(missing, ", "))
	}
}

// File skips a test unless a file exists.
func File(t testing.TB, path string) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		lack(t, "needs the file "+path)
	}
}

// Output skips a test unless a command succeeds and prints the text, because programs of the same
// name differ between systems.
func Output(t testing.TB, text string, command ...string) {
	t.Helper()
	Programs(t, command[0])
	printed, err := exec.CommandContext(t.Context(), command[0], command[1:]...).Output()
	if err != nil || !strings.Contains(string(printed), text) {
		lack(t, "needs a program for: "+strings.Join(command, " "))
	}
}

func lack(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason) // on a machine with Go and git alone, the tests must pass; under CI, which installs all of it, the line above fails
}
