package update_test

import (
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// What is shown depends on the result and on the output: a failed change leaves nothing for scripts
// that read names, and --quiet hides only what needs no attention.
func TestShown(t *testing.T) {
	t.Parallel()
	const changed = `{"field": "Recovery Mode", "previous": "full", "new": "increment"}`
	for _, tt := range []struct {
		answer, args string
		code         exit.Code
		stdout       string // beginning
	}{
		{`{"summary": {"state": "success"}}`, "", exit.OK, "Updated"},
		{`{"summary": {"state": "success"}}`, "--quiet", exit.OK, ""},
		{`{"summary": {"state": "success"}}`, "-o name", exit.OK, "nightly\n"},
		{`{"jobInfo": {"name": "weekly"}, "summary": {"state": "success"}}`, "-o name --change-name weekly", exit.OK, "weekly\n"},
		{`{"summary": {"state": "fail"}}`, "", exit.Failed, ""},
		{`{"summary": {"state": "fail"}}`, "-o name", exit.Failed, ""},
		{`{"summary": {"state": "fail"}}`, "-o json", exit.Failed, "{"},
		{`{"summary": {"state": "fail", "commonUpdatedFields": [` + changed + `]}}`, "--quiet", exit.Failed, "Partially updated: nightly\n\nFIELD"},
		{`{"summary": {"state": "success", "eachUpdatedFields": [{"partition": "/home", "summary": {"state": "success", "commonUpdatedFields": [` + changed + `]}}]}}`,
			"", exit.OK, "Updated nightly\n\nFIELD                 BEFORE  AFTER\n/home: Recovery Mode  full    increment\n"},
	} {
		s := clitest.Server(t)
		const job = `{"job": {"info": {"id": "905", "name": "nightly"}}}`
		s.On("GET "+zdmtest.Recoveries, zdmtest.List(job))
		s.On("GET "+zdmtest.Recoveries+"/905", zdmtest.Data(job))
		s.On("PUT "+zdmtest.Recoveries+"/905", zdmtest.Data(tt.answer))
		r := clitest.For(t, s).Run(append([]string{"recovery", "update", "nightly", "--center", "1", "--mode", "increment"}, strings.Fields(tt.args)...)...)
		if r.Code != tt.code || !strings.HasPrefix(r.Stdout, tt.stdout) || (tt.stdout == "") != (r.Stdout == "") {
			t.Errorf("%s %s: %+v", tt.answer, tt.args, r)
		}
	}
}

// A change of partitions alone is a change. A recovery that cannot be found is not changed.
func TestGiven(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]exit.Code{"": exit.Usage, "--strict": exit.Usage, "--partition /=full": exit.Refused, "--network-limit 0": exit.Refused} {
		s := clitest.Server(t)
		s.On("GET "+zdmtest.Recoveries, zdmtest.List())
		r := clitest.For(t, s).Run(append([]string{"recovery", "update", "nightly"}, strings.Fields(args)...)...)
		if r.Code != want {
			t.Errorf("%q: %+v", args, r)
		}
		for _, request := range s.Requests() {
			if request.Method != http.MethodGet {
				t.Errorf("%q: %s %s was sent", args, request.Method, request.Path)
			}
		}
	}
}
