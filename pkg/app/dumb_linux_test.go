package app_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// A terminal without control sequences receives none, in progress bars, tables and messages.
func TestDumbTerminal(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args  []string
		code  exit.Code
		shows string
	}{
		{[]string{"recovery", "apply", "-f", "wave.yaml"}, exit.OK, "20 created"},
		{[]string{"recovery", "apply", "-f", "wave.yaml", "-o", "json"}, exit.OK, `"summary": {`},
		{[]string{"recovery", "create", "-f", contractPath(t, "basic.json"), "--auto-start", "--wait"}, exit.OK, "Complete"},
		{[]string{"server", "list"}, exit.OK, "web-01"},
		{[]string{"recovery", "get", "nobody"}, exit.Refused, "error: "},
		{[]string{"doctor"}, exit.OK, "ok"},
	} {
		w := sandboxWorld(t)
		w.Env["TERM"] = "dumb"
		waveOnto(t, w, 20, func(int) string { return "target-server" }) // the sandbox has too few targets
		code, sent := w.StartAtTerminal(80, 24, tt.args...).Wait(patience)
		if code != tt.code || !strings.Contains(sent, tt.shows) || strings.ContainsAny(strings.ReplaceAll(sent, "\r\n", "\n"), "\x1b\r\b") {
			t.Errorf("%q: code %d\n%q", tt.args, code, sent)
		}
	}
}
