package app_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// On a terminal the waves stay in place, each with its progress, and the report remains at the end.
func TestRunAtATerminal(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 120} {
		d := newDrill(t)
		w, _ := d.world(t, noFault)
		run := []string{"recovery", "run", "-f", filepath.Join(w.Dir, "plan"), "--journal", "q1.journal", "--drill", "--rto", "2h"}
		code, sent := w.StartAtTerminal(width, 24, run...).Wait(2 * patience)
		if code != exit.OK {
			t.Fatalf("exit code %d\n%s", code, sent)
		}
		drawn, table, _ := strings.Cut(sent, "WAVE ")
		all := frames(t, width, drawn)
		headline, over := "Drill q1, wave", 0
		for _, frame := range all {
			if strings.Count(frame, headline) != 1 {
				t.Fatalf("the lines do not stay in place:\n%s", frame)
			}
			if strings.Contains(frame, "10-web  4 recoveries, not started") {
				over++
			}
		}
		last := all[len(all)-1]
		for _, part := range []string{"1-db  4 of 4 complete", "2-app  4 of 4 complete", "10-web  4 of 4 complete"} {
			if !strings.Contains(last, part) {
				t.Errorf("no %q at the end of a terminal of %d:\n%s", part, width, last)
			}
		}
		if over == 0 || !strings.Contains(all[0], "Ctrl-C: no more recoveries are started") && width >= 80 || strings.Contains(last, "Ctrl-C") {
			t.Errorf("a terminal of %d:\n%s", width, all[0])
		}
		for line := range strings.Lines("WAVE " + table) {
			if n := render.Width(strings.TrimRight(line, "\r\n")); n > width {
				t.Errorf("%d columns: %s", n, line)
			}
		}
		if !strings.Contains(table, "result: complete") {
			t.Errorf("no report:\n%s", sent)
		}
	}
}
