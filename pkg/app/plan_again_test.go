package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

// A request whose recovery is registered can be planned again: the plan shows that it exists. A
// different request of that name is an error that shows the differences, and create never registers
// the name twice.
func TestPlanOfARegisteredRecovery(t *testing.T) {
	w := clitest.New(t)
	args := onSandbox("--job-name", "nightly", "--job", "source=/,target=/dev/vda2")
	if r := w.Run(append([]string{"recovery", "create"}, args...)...); r.Code != exit.OK {
		t.Fatal(r.Stderr)
	}
	p, r := planOf(t, w, args...)
	if r.Code != exit.OK || len(p.findings()) > 0 || len(p.Notes) == 0 || p.Notes[0].Code != "job-same" {
		t.Errorf("the same again: %q, %+v\n%s", p.findings(), p.Notes, r.Stderr)
	}
	for name, tt := range map[string]struct {
		args    []string
		message string
	}{
		"another mode":      {changed(args, "--mode", "increment"), "mode: full -> increment"},
		"another partition": {changed(args, "--job", "source=/,target=/dev/vdb1"), "jobList[0].targetPartition: /dev/vda2 -> /dev/vdb1"},
		"fewer partitions":  {append(slices.Clone(args), "--list-only"), "jobList: /boot -> -"},
		"one excluded":      {append(slices.Clone(args), "--exclude-partition", "/boot"), "excludePartition: - -> /boot"},
		"another target":    {changed(args, "--target", "target-server"), "already exists: web-01 -> web-01-dr"},
	} {
		p, r := planOf(t, w, tt.args...)
		if r.Code != exit.Usage || !slices.Contains(p.findings(), "E job-exists jobName") || !strings.Contains(r.Stderr, tt.message) {
			t.Errorf("%s: %q\n%s", name, p.findings(), r.Stderr)
		}
	}
	if r := w.Run(append([]string{"recovery", "create", "--plan"}, args...)...); r.Code != exit.Usage {
		t.Errorf("create --plan: %+v", r)
	}
	copied := changed(args, "--job-name", "weekly")
	if p, r := planOf(t, w, copied...); r.Code != exit.OK || !slices.Equal(p.findings(), []string{"W target-claimed /boot", "W target-claimed /var", "W target-claimed jobList[0].targetPartition /"}) {
		t.Errorf("a copy of it: %q\n%s", p.findings(), r.Stderr)
	}
	if r := w.Run(append([]string{"recovery", "plan"}, copied...)...); !strings.Contains(r.Stderr, `warning: /: /dev/vda2 is also the target of recovery "nightly": ID 1, Registered`) ||
		!strings.Contains(r.Stdout, "target in use") {
		t.Errorf("%+v", r)
	}
}
