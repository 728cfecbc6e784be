package run_test

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const request = "center: 1\nsource: a\ntarget: b\nplatform: kvm\nrepository: {id: 3}\nmode: full\n"

// Invalid flags and requests are refused before the server is contacted.
func TestRefusals(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	for _, tt := range []struct{ args, said string }{
		{"", "no wave is specified"},
		{"-f wave", "--journal is required"},
		{"-f wave --journal j --rto 0s", "--rto"},
		{"-f wave --journal j --rpo 1ms", "--rpo"},
		{"-f wave --journal j --shard 0/2", "--since 2026-03-11T12:00:00Z"},
		{"-f wave --journal j --parallel -1", "--parallel"},
		{"-f wave --journal j --since yesterday", "--since"},
		{"-f wave --journal j --since 2026-03-12", "--since"},
		{"-f wave --journal j --since 1969-12-31", "--since"},
		{"-f wave --journal j --server-zone KST", "--server-zone"},
		{"-f wave --journal j --server-zone +15:00", "--server-zone"},
		{"-f wave --journal j --server-zone -12:30", "--server-zone"},
		{"-f wave --journal j --report r.pdf", "not a report format"},
		{"-f wave --journal j.json --report j.json", "overwrite j.json"},
		{"-f wave --journal j --report wave/a.json", "wave/a.json"},
		{"-f wave --journal j --fill name=x", "--fill"},
		{"-f none --journal j", "none"},
		{"-f nameless --journal j", "jobName"},
		{"-f wave --journal j --wait-timeout 2h", "expires"},
		{"-f wave --journal j -o name", "name"},
	} {
		w := clitest.For(t, s)
		w.File("wave/a.yaml", request+"jobName: a\n")
		w.File("nameless/a.yaml", request)
		args := strings.Fields(tt.args)
		for i, arg := range args {
			if arg == "wave" || arg == "none" || arg == "nameless" || strings.HasPrefix(arg, "wave/") || i > 0 && args[i-1] == "--journal" || strings.HasSuffix(arg, ".json") {
				args[i] = w.Dir + "/" + arg
			}
		}
		r := w.Run(append([]string{"recovery", "run"}, args...)...)
		if r.Code != exit.Usage && r.Code != exit.Credentials || !strings.Contains(strings.ReplaceAll(r.Stderr, w.Dir+"/", ""), tt.said) {
			t.Errorf("%s: %+v", tt.args, r)
		}
	}
	if n := len(s.Requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}
