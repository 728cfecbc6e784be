package needs_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

// probe is a test that records how it ended.
type probe struct {
	testing.TB

	skipped, failed string
}

func (p *probe) Helper()           {}
func (p *probe) Skip(args ...any)  { p.skipped, _ = args[0].(string); runtime.Goexit() }
func (p *probe) Fatal(args ...any) { p.failed, _ = args[0].(string); runtime.Goexit() }

// try runs a check until it ends.
func try(t *testing.T, check func(testing.TB)) *probe {
	t.Helper()
	p := &probe{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		check(p)
	}()
	<-done
	return p
}

func TestLack(t *testing.T) {
	itself, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(itself))
	name := filepath.Base(itself)
	list := []string{name, "-test.list=^TestLack$"}
	for what, tt := range map[string]struct {
		check func(testing.TB)
		lacks string // "" when nothing is missing
	}{
		"a program":         {func(t testing.TB) { needs.Programs(t, name) }, ""},
		"no program":        {func(t testing.TB) { needs.Programs(t) }, ""},
		"missing programs":  {func(t testing.TB) { needs.Programs(t, "no-sh", name, "no-sed") }, "no-sh, no-sed"},
		"a file":            {func(t testing.TB) { needs.File(t, itself) }, ""},
		"a missing file":    {func(t testing.TB) { needs.File(t, itself+".none") }, itself + ".none"},
		"output":            {func(t testing.TB) { needs.Output(t, "TestLack", list...) }, ""},
		"other output":      {func(t testing.TB) { needs.Output(t, "GNU", list...) }, name},
		"a failing program": {func(t testing.TB) { needs.Output(t, "", name, "-test.unknown") }, name},
		"output of no one":  {func(t testing.TB) { needs.Output(t, "", "no-ps") }, "no-ps"},
	} {
		for _, ci := range []string{"", "true"} {
			t.Setenv("CI", ci)
			p := try(t, tt.check)
			reason, other := p.skipped, p.failed
			if ci != "" {
				reason, other = p.failed, p.skipped
			}
			if (reason != "") != (tt.lacks != "") || !strings.Contains(reason, tt.lacks) || other != "" {
				t.Errorf("%s, CI=%q: skipped %q, failed %q", what, ci, p.skipped, p.failed)
			}
		}
	}
}
