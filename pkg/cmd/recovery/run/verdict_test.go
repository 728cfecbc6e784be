package run

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/report"
	"github.com/zdmctl/zdmctl/pkg/run"
)

// Only objectives that were not certainly met are named. A failure of a recovery matters more than
// one of this machine, which matters more than a missed objective.
func TestVerdict(t *testing.T) {
	t.Parallel()
	streams, _, _ := iostreams.Test("")
	f := &cli.Factory{IO: streams, Now: time.Now}
	o := &Options{Factory: f}
	missed := &report.Document{Report: report.Head{ExitCode: exit.Missed}, Objectives: []report.Objective{
		{Name: "rto", Verdict: report.Missed}, {Name: "rpo", Verdict: report.Met},
	}}
	err := o.verdict(t.Context(), missed, nil)
	e, ok := errors.AsType[*exit.Error](err)
	if !ok || e.Code != exit.Missed || len(e.Notes) != 1 || !strings.Contains(e.Notes[0].String(), "Recovery time: missed") {
		t.Errorf("%+v", err)
	}
	if err := o.verdict(t.Context(), &report.Document{}, nil); err != nil {
		t.Errorf("a complete run: %v", err)
	}
	broken := errors.New("broken")
	if err := o.verdict(t.Context(), missed, broken); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// Waves are counted by the results of their recoveries, and those that were left out do not delay
// the next wave.
func TestSummary(t *testing.T) {
	t.Parallel()
	wave := func(results ...string) (w run.WaveView) {
		w.Name = "1-db"
		for _, result := range results {
			w.Items = append(w.Items, run.ItemView{Result: result})
		}
		return w
	}
	for want, w := range map[string]run.WaveView{
		"1-db  0 of 2 complete": wave("", ""), "1-db  2 of 3 complete": wave(journal.Complete, journal.Skipped, ""), "1-db  1 of 3 complete, 2 failed": wave(journal.Complete, journal.Canceled, journal.Unknown),
	} {
		if got := summary(w).String(); got != want {
			t.Errorf("%s: %s", want, got)
		}
	}
}
