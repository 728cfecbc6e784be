package watch_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func job(id, name string) string {
	return fmt.Sprintf(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}}, "job": {"info": {"id": %q, "name": %q, "status": {"current": "Complete"}},
"detail": [{"from": "/"}]}}`, id, name)
}

// newServer returns a server with the completed recoveries a and b, whose IDs are 1 and 2. They
// belong to center 3.
func newServer(t *testing.T) *zdmtest.Server {
	t.Helper()
	s := clitest.Server(t)
	inCenter := func(answer, otherwise zdmtest.Answer) zdmtest.Answer {
		return func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
			if center := r.URL.Query().Get("center"); center != "" && center != "3" {
				otherwise(w, r, closed)
				return
			}
			answer(w, r, closed)
		}
	}
	s.On("GET "+zdmtest.Recoveries, inCenter(zdmtest.List(job("1", "a"), job("2", "b")), zdmtest.List()))
	for id, name := range map[string]string{"1": "a", "2": "b"} {
		s.On(zdmtest.Recoveries+"/"+id, inCenter(zdmtest.Data(job(id, name)), zdmtest.Refusal(http.StatusNotFound, "no such job")))
		s.On(zdmtest.Recoveries+"/monitoring/job/"+id, zdmtest.Data(fmt.Sprintf(`{"job": {"info": {"id": %q, "name": %q},
"details": [{"partition": "/", "progressInfo": {"status": "Complete", "percent": "100%%"}}]}}`, id, name)))
	}
	return s
}

const request = "center: \"3\"\nsource: web-01\ntarget: web-01-dr\nplatform: kvm\nmode: full\nrepository: {id: 13}\n"

// A watch finds recoveries in any center, whatever the center of the context, unless a flag selects
// one. That holds for one recovery and for several.
func TestCenters(t *testing.T) {
	t.Parallel()
	for _, names := range [][]string{{"a"}, {"a", "b"}} {
		for center, code := range map[string]exit.Code{"": exit.OK, "3": exit.OK, "7": exit.Refused} {
			s := newServer(t)
			w := clitest.For(t, s)
			w.File(".config/zdmctl/config.yaml", fmt.Sprintf("current-context: prod\ncontexts:\n  prod: {server: %q, center: \"7\"}\n", w.Env["ZDMCTL_SERVER"]))
			args := append([]string{"recovery", "watch"}, names...)
			if center != "" {
				args = append(args, "--center", center)
			}
			if r := w.Run(args...); r.Code != code {
				t.Errorf("%q: %+v", args, r)
			}
		}
	}
}

// Without a name for each, the recoveries of requests cannot be found, and a journal is about one.
func TestArguments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		content string
		args    []string
		code    exit.Code
		shown   string
	}{
		{request + "jobName: a\n", []string{"-f", "%"}, exit.OK, ""},
		{request + "jobName: a\n", []string{"1", "-f", "%"}, exit.OK, ""},
		{request, []string{"a", "-f", "%"}, exit.OK, ""},
		{request, []string{"-f", "%"}, exit.Usage, "has no jobName; name the recovery"},
		{request + "---\n" + request + "jobName: a\n", []string{"-f", "%"}, exit.Usage, "has no jobName; name the recovery"},
		{request + "jobName: a\n---\n" + request + "jobName: b\n", []string{"-f", "%"}, exit.OK, ""},
		{request + "jobName: a\n---\n" + request + "jobName: b\n", []string{"-f", "%", "--journal", "x"}, exit.Usage, "contains 2 requests; watch accepts one"},
		{request, []string{"a", "b", "--journal", "x"}, exit.Usage, "cannot be combined"},
		{request, []string{"--involving", "web-01", "--journal", "x"}, exit.Usage, "cannot be combined"},
		{request, []string{"a", "--involving", "web-01"}, exit.Usage, "a recovery cannot be combined with"},
		{request, []string{"a", "--journal", "missing"}, exit.Usage, "missing"},
	} {
		s := newServer(t)
		w := clitest.For(t, s)
		file := w.File("wave.yaml", tt.content)
		args := []string{"recovery", "watch"}
		for _, arg := range tt.args {
			args = append(args, strings.ReplaceAll(arg, "%", file))
		}
		if r := w.Run(args...); r.Code != tt.code || !strings.Contains(r.Stderr, tt.shown) || tt.code == exit.Usage && len(s.Requests()) > 0 {
			t.Errorf("%q: %d requests, %+v", args, len(s.Requests()), r)
		}
	}
}

// The end of one of several recoveries is not that of all.
func TestOneOfSeveralIsDeleted(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.On(zdmtest.Recoveries+"/2", zdmtest.Sequence(zdmtest.Data(strings.Replace(job("2", "b"), "Complete", "Registered", 1)), zdmtest.Refusal(http.StatusNotFound, "no such job")))
	s.On(zdmtest.Recoveries+"/monitoring/job/2", zdmtest.Refusal(http.StatusNotFound, "no such job"))
	r := clitest.For(t, s).Run("recovery", "watch", "a", "b")
	if r.Code != exit.Refused || !strings.Contains(r.Stderr, "error: one of 2 recoveries no longer exists: it was deleted during the watch\n") {
		t.Errorf("%+v", r)
	}
}

// A recovery that was registered without partitions of its request is named, and the suggested
// command is about recoveries that exist.
func TestOneOfSeveralIsIncomplete(t *testing.T) {
	t.Parallel()
	const listed = "jobList:\n- {sourcePartition: /, targetPartition: /dev/vda1}\n- {sourcePartition: /home, targetPartition: /dev/vdb1}\n"
	w := clitest.For(t, newServer(t))
	r := w.Run("recovery", "watch", "-f", w.File("wave.yaml", request+"jobName: a\n---\n"+request+"jobName: b\n"+listed))
	if r.Code != exit.Failed || !strings.Contains(r.Stderr, "but not everything was registered as requested: b: ") || !strings.HasSuffix(r.Stderr, "\n    zdmctl recovery list\n") {
		t.Errorf("%+v", r)
	}
}

// A watch that ends early suggests the command that continues it, with everything that selects the
// same recoveries.
func TestResumingCommand(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ args, next string }{
		{"a", "zdmctl recovery watch a"},
		{"1 --by id", "zdmctl recovery watch 1 --by id"},
		{"a --center 3", "zdmctl recovery watch a --center 3"},
		{"--involving web-01 --center 3", "zdmctl recovery watch --involving web-01 --center 3"},
		{"--target web-01-dr", "zdmctl recovery watch --target web-01-dr"},
		{"a b", "error: 2 recoveries did not finish within 1s; the recovery continues\n    zdmctl recovery watch 1 2"},
		{"a b --center 3", "zdmctl recovery watch 1 2 --center 3"},
	} {
		s := newServer(t)
		for _, id := range []string{"1", "2"} {
			s.On(zdmtest.Recoveries+"/monitoring/job/"+id, zdmtest.Data(fmt.Sprintf(`{"job": {"info": {"id": %q},
"details": [{"partition": "/", "progressInfo": {"status": "Processing", "percent": "1%%"}}]}}`, id)))
		}
		r := clitest.For(t, s).Run(append([]string{"recovery", "watch", "--wait-timeout", "1s"}, strings.Fields(tt.args)...)...)
		if r.Code != exit.Deadline || !strings.Contains(r.Stderr, tt.next+"\n") {
			t.Errorf("%q: %+v", tt.args, r)
		}
	}
}
