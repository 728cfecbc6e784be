package app_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Tables fit a terminal of 80 columns. A pipe and -o wide show every value in full.
func TestTablesFitATerminal(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	long := strings.Repeat("nightly-", 12) + "2026"
	for _, name := range []string{"daily-recovery", long} {
		register(t, w, "--auto-start", "--job-name", name)
	}
	file := w.File("r.yaml", "")
	if r := w.Run("recovery", "init", "--source", "web-01", "--target", "web-01-dr", "--platform", "kvm", "-O", file, "--force"); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	commands := []string{
		"recovery list", "recovery get " + long, "recovery history", "server list", "server get web-01", "server partitions", "server partitions FILES-2022*",
		"center list", "center get 1", "repository list", "backup list", "backup get web-01_ROOT", "backup images web-01", "schedule list", "schedule get 1",
		"user list", "user get 1", "cloud-auth list", "cloud-auth regions gcp", "recovery plan --overwrite=allow -f FILE",
		"recovery update " + long + " --mode increment",
	}
	for _, command := range commands {
		args := strings.Fields(strings.ReplaceAll(command, "FILES-2022*", "16"))
		if args[len(args)-1] == "FILE" {
			args[len(args)-1] = file
		}
		code, sent := w.StartAtTerminal(80, 50, args...).Wait(patience)
		if code != exit.OK {
			t.Errorf("%s: exit code %d\n%s", command, code, sent)
		}
		table := false
		for line := range strings.Lines(plainText(sent)) {
			line = strings.TrimRight(line, "\r\n")
			table = table || strings.Contains(line, "  ") && line == strings.ToUpper(line)
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "warning:") {
				table = false
			}
			if width := render.Width(line); table && width > 80 {
				t.Errorf("%s: a line of %d cells\n%s", command, width, line)
			}
		}
	}
	if _, sent := w.StartAtTerminal(80, 50, "recovery", "list").Wait(patience); !strings.Contains(sent, "..") || strings.Contains(sent, long) {
		t.Errorf("the long name was not truncated:\n%s", sent)
	}
	if _, sent := w.StartAtTerminal(80, 50, "recovery", "list", "-o", "wide").Wait(patience); !strings.Contains(sent, long) {
		t.Errorf("-o wide truncates:\n%s", sent)
	}
	if r := w.Run("recovery", "list"); !strings.Contains(r.Stdout, long) {
		t.Errorf("a pipe gets truncated output:\n%s", r.Stdout)
	}
}

// A plan in a terminal of 80 columns shows the date of each image and the whole verdict.
func TestPlanKeepsDatesAndVerdicts(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	file := w.File("r.yaml", "")
	if r := w.Run("recovery", "init", "--source", "31", "--target", "32", "--platform", "kvm", "--overwrite", "allow", "-O", file, "--force"); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	for lang, verdicts := range map[string][]string{"en": {"old image", "too small"}, "ko": {"오래된 이미지", "용량 부족"}} {
		_, sent := w.StartAtTerminal(80, 50, "recovery", "plan", "-f", file, "--lang", lang).Wait(patience)
		table, _, _ := strings.Cut(plainText(sent), "/data: ")
		for _, verdict := range verdicts {
			if !strings.Contains(table, verdict) {
				t.Errorf("%s: %q is cut\n%s", lang, verdict, sent)
			}
		}
		if strings.Count(table, "2025-01-16..") != 2 {
			t.Errorf("%s: a date is cut\n%s", lang, sent)
		}
	}
}

// plainText removes the colors from terminal output.
func plainText(sent string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(sent, "\x1b[") {
		if b.Len() > 0 || strings.HasPrefix(sent, "\x1b[") {
			if _, after, found := strings.Cut(part, "m"); found {
				part = after
			}
		}
		b.WriteString(part)
	}
	return b.String()
}

// Tables of the sandbox's inventory fit 80 columns in a pipe too, where nothing is truncated.
func TestSandboxTablesFitAPipe(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	register(t, w)
	for _, command := range []string{"recovery list", "recovery get daily-recovery", "server list", "server get web-01", "server partitions", "server partitions 16", "center list",
		"center get 1", "repository list", "backup list", "backup images source-server", "schedule list", "user list", "cloud-auth list", "cloud-auth regions gcp"} {
		for _, lang := range []string{"en", "ko"} {
			r := w.Run(append(strings.Fields(command), "--lang", lang)...)
			for line := range strings.Lines(r.Stdout) {
				if width := render.Width(strings.TrimSuffix(line, "\n")); r.Code != exit.OK || width > 80 {
					t.Errorf("%s: exit code %d, a line of %d cells\n%s", command, r.Code, width, line)
				}
			}
		}
	}
}

// Help wraps to the width of a terminal, and to 80 columns on a wider one. Examples and usage lines
// are not wrapped.
func TestHelpWrapsToTheTerminal(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	for _, tt := range []struct{ width, most int }{{60, 60}, {200, 80}} {
		_, sent := w.StartAtTerminal(tt.width, 50, "recovery", "get", "--help").Wait(patience)
		about, _, _ := strings.Cut(strings.ReplaceAll(plainText(sent), "\r\n", "\n"), "\n\n")
		widest := 0
		for line := range strings.Lines(about) {
			widest = max(widest, render.Width(strings.TrimRight(line, "\n")))
		}
		if widest > tt.most || widest < tt.most-20 || strings.Count(about, "\n") < 1 {
			t.Errorf("%d columns: lines of up to %d\n%s", tt.width, widest, about)
		}
	}
}
