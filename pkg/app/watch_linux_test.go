package app_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// frames returns the successive contents of a terminal, without repetitions.
func frames(t *testing.T, width int, sent string) []string {
	t.Helper()
	all, err := screenOf(width, sent)
	if err != nil {
		t.Error(err)
	}
	return all
}

// On a terminal the lines stay in place, bars move, and the last state remains.
func TestWatchAtATerminal(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 200, 40, 20} {
		w := sandboxWorld(t)
		register(t, w, "--auto-start")
		code, sent := w.StartAtTerminal(width, 24, "recovery", "watch", "daily-recovery").Wait(patience)
		if code != exit.OK {
			t.Errorf("exit code %d\n%s", code, sent)
		}
		all := frames(t, width, sent)
		last := all[len(all)-1]
		moved := map[string]bool{}
		for _, frame := range all {
			if n := strings.Count(frame, "daily-recovery"); n != 1 {
				t.Fatalf("the lines do not stay in place:\n%s", frame)
			}
			moved[bar(frame)] = true
		}
		if width >= 80 && (len(moved) < 4 || !strings.Contains(sent, "\x1b[32m") || !strings.Contains(strings.Join(all, ""), " left")) {
			t.Errorf("the bar had %d lengths\n%s", len(moved), sent)
		}
		if !strings.Contains(last, "100%  Complete"[:min(14, width-10)]) || strings.Contains(last, "Ctrl-C") || !strings.Contains(all[0], "Ctrl-C stops watc") {
			t.Errorf("at the end of a terminal of %d:\n%s", width, last)
		}
	}
}

// bar returns the bar of the last partition.
func bar(frame string) string {
	lines := strings.Split(frame, "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.HasPrefix(lines[i], "  /home") {
			return strings.TrimSpace(lines[i])
		}
	}
	return ""
}

// On a small terminal no more lines are shown than fit.
func TestWatchAtASmallTerminal(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	register(t, w, "--auto-start")
	code, sent := w.StartAtTerminal(80, 3, "recovery", "watch", "daily-recovery").Wait(patience)
	for _, frame := range frames(t, 80, sent) {
		if strings.Count(frame, "\n") > 1 {
			t.Errorf("exit code %d, %d lines:\n%s", code, strings.Count(frame, "\n")+1, frame)
		}
	}
}

// A terminal that cannot move the cursor gets plain lines, as a pipe does.
func TestWatchWithoutACursor(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	register(t, w, "--auto-start")
	w.Env["TERM"] = "dumb"
	code, sent := w.StartAtTerminal(80, 24, "recovery", "watch", "daily-recovery").Wait(patience)
	if code != exit.OK || strings.Contains(sent, "\x1b") || !strings.Contains(sent, "Complete") {
		t.Errorf("exit code %d\n%q", code, sent)
	}
}

// create --wait draws on stderr and prints the registration on stdout.
func TestWaitAtATerminal(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	code, sent := w.StartAtTerminal(80, 24, "recovery", "create", "-f", contractPath(t, "basic.json"), "--auto-start", "--wait").Wait(patience)
	all := frames(t, 80, sent)
	last := all[len(all)-1]
	if code != exit.OK || !strings.HasPrefix(last, "Registered daily-recovery") || !strings.Contains(last, "############################  100%  Complete") || len(all) < 4 {
		t.Errorf("exit code %d\n%s", code, last)
	}
	code, sent = sandboxWorld(t).StartAtTerminal(80, 24, "recovery", "create", "-f", contractPath(t, "basic.json")).Wait(patience)
	if code != exit.OK || !strings.Contains(sent, "next: zdmctl recovery watch daily-recovery") {
		t.Errorf("exit code %d\n%s", code, sent)
	}
}

// Ctrl-C stops watching. The message shows that the recovery continues, and how to resume watching.
func TestCtrlC(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	s.On(zdmtest.Recoveries+"/905", zdmtest.Reply(200, "", []byte(jobAnswer("Processing", "00:12:30"))))
	s.On(zdmtest.Recoveries+"/monitoring/job/905", zdmtest.Reply(200, "", []byte(monitoring(`{"partition": "/home", "progressInfo": {"status": "Processing", "percent": "41%", "message": "Copying blocks"}}`))))
	w := clitest.For(t, s)
	terminal := w.StartAtTerminal(80, 24, "recovery", "watch", "905")
	await(t, s, 1)
	terminal.Type("\x03")
	code, sent := terminal.Wait(patience)
	all := frames(t, 80, strings.ReplaceAll(sent, "^C", ""))
	last := all[len(all)-1]
	if code != 130 || !strings.Contains(last, "error: stopped watching") || !strings.Contains(last, "the recovery continues\n    zdmctl recovery watch 905") || strings.Contains(last, "Ctrl-C") {
		t.Errorf("exit code %d\n%s", code, last)
	}
}
