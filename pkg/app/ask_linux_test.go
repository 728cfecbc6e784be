package app_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// A deletion asks, and only a yes deletes. Without any answer, the next output starts on its own
// line.
func TestDeletionAsksAtATerminal(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]struct {
		code    exit.Code
		message string
	}{
		"y\r":     {exit.OK, "Deleted daily-recovery"},
		"네\r":     {exit.OK, "Deleted daily-recovery"},
		"n\r":     {exit.Usage, "error: not confirmed; nothing was changed"},
		"\r":      {exit.Usage, "error: not confirmed; nothing was changed"},
		"maybe\r": {exit.Usage, "error: not confirmed; nothing was changed"},
		"\x04":    {exit.Usage, "\nerror: not confirmed; nothing was changed"},
	} {
		w := sandboxWorld(t)
		register(t, w)
		w.Env["NO_COLOR"] = "1"
		terminal := w.StartAtTerminal(120, 24, "recovery", "delete", "daily-recovery")
		terminal.Type(typed)
		code, sent := terminal.Wait(patience)
		asked := strings.Contains(sent, "Delete recovery daily-recovery (source-server -> target-server) and its history and logs? [y/N] ")
		if code != want.code || !asked || !strings.Contains(sent, want.message) {
			t.Errorf("%q: exit code %d\n%s", typed, code, sent)
		}
		left := w.Run("recovery", "list", "-o", "name").Stdout
		if deleted := left == ""; deleted != (want.code == exit.OK) {
			t.Errorf("%q: files: %q", typed, left)
		}
	}
}
