package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// A watch of a server asks for each of its recoveries. The final result is the server's own
// monitoring, whatever it shows.
func TestWatchServer(t *testing.T) {
	t.Parallel()
	type answers = []zdmtest.Answer
	item := func(id int, name, status string) string {
		return strings.NewReplacer("905", fmt.Sprint(id), "nightly", name, "web-01-dr", "dr").Replace(jobItem(status, "-"))
	}
	list := func(items ...string) answers { return answers{say(200, jobList(items...))} }
	looks := func(details ...string) (all answers) {
		for _, d := range details {
			all = append(all, say(200, monitoring(d)))
		}
		return all
	}
	running, done, failed, idle := part("/", "Processing", "41%", "x"), part("/", "Complete", "100%", ""), part("/", "Error", "41%", "x"), part("/", "Registered", "0%", "")
	const lump = `{"success":true,"data":{"job":{"info":{"name":"newest"},"details":[{"partition":"/","progressInfo":{"status":"Processing"}}]}}}` // partitions of all recoveries as if of one
	both := list(item(905, "a", "Complete"), item(906, "b", "Complete"))
	for _, tt := range []struct {
		name   string
		list   answers
		first  answers // lookups of 905
		second answers // lookups of 906
		code   exit.Code
		shown  string
	}{
		{"all complete", both, looks(running, done), looks(done), exit.OK, "  a  /   41%  x\n"},
		{"each by its name", both, looks(done), looks(running, done), exit.OK, "2026-03-11T12:00:00Z  a  /  100%  Complete\n2026-03-11T12:00:00Z  b  /   41%  x\n"},
		{"one failed", list(item(905, "a", "Complete"), item(906, "b", "Error")), looks(done), looks(running, failed), exit.Failed, "error: dr ended in Error: b /: x\n    zdmctl recovery list --target dr\n"},
		{"one was canceled", list(item(905, "a", "Canceled"), item(906, "b", "Complete")), looks(idle), looks(done), exit.Failed, "error: dr ended in Canceled\n"},
		{"one waits for a start", list(item(905, "a", "Complete"), item(906, "b", "Registered")), looks(done), looks(idle), exit.Deadline, "  dr  Registered\n"},
		{"what it waits for is shown", list(item(905, "a", "Complete"), item(906, "b", "Scheduled")), looks(done), looks(idle), exit.Deadline, "dr: waiting for recoveries that have not run yet: b\n"},
		{"the newest has not run", list(item(906, "b", "Registered"), item(905, "a", "Complete")), looks(done), looks(idle), exit.Deadline, "waiting for recoveries that have not run yet: b\n"},
		{"the newer of two with one name has not run", list(item(906, "a", "Registered"), item(905, "a", "Complete")), looks(done), looks(idle), exit.Deadline, "waiting for recoveries that have not run yet: a\n"},
		{"one waits again", list(item(905, "a", "Complete"), item(906, "b", "Scheduled")), looks(done), looks(running, idle), exit.OK, "dr  Complete\n"},
		{"one is running", list(item(905, "a", "Complete"), item(906, "b", "Preparing")), looks(done), looks(idle), exit.Deadline, "dr  Preparing\n"},
		{"one is running, another waits", list(item(905, "a", "Registered"), item(906, "b", "Preparing")), looks(idle), looks(running), exit.Deadline, "dr  Processing\n"},
		{"another is registered", append(list(item(905, "a", "Processing")), list(item(906, "b", "Processing"), item(905, "a", "Complete"))...), looks(running, done), looks(running), exit.Deadline, "  b  /   41%  x\n"},
		{"one is deleted", append(list(item(906, "b", "Processing"), item(905, "a", "Processing")), list(item(906, "b", "Complete"))...), looks(running), looks(running, done), exit.OK, "dr  Complete\n"},
		{"all are deleted", append(list(item(905, "a", "Processing")), list()...), looks(running), nil, exit.Refused, "dr no longer exists"},
		{"only the list shows the end", list(item(905, "a", "Error")), nil, nil, exit.Failed, "dr ended in Error"},
		{"the monitoring of a running one is refused", list(item(905, "a", "Processing"), item(906, "b", "Complete")), answers{say(400, refused400)}, looks(done), exit.Deadline, "dr  Processing\n"},
		{"lookups fail for a while", both, answers{say(200, monitoring(running)), html(502), html(502), html(502), html(502), say(200, monitoring(done))}, looks(done), exit.OK, "polling works again\n"},
		{"one belongs to another server", list(item(905, "a", "Complete"), replaced(item(906, "b", "Error"), `"dr"`, `"other"`)), looks(done), nil, exit.OK, "dr  Complete\n"},
		{"lookups fail while one starts again", append(list(item(905, "a", "Complete"), item(906, "b", "Processing")), list(item(905, "a", "Processing"), item(906, "b", "Processing"))...),
			answers{say(200, monitoring(done)), html(502), html(502), html(502), html(502), say(200, monitoring(running))}, looks(running), exit.Deadline, "  a  /   41%  x\n"},
		{"no id", list(`{"job": {"info": {"id": "-", "name": "histories", "status": {"current": "Complete"}}}}`), nil, nil, exit.OK, "dr  Complete\n"},
		{"many wait", list(item(1, "a", "Registered"), item(2, "b", "Registered"), item(3, "c", "Registered"), item(4, "d", "Registered"), item(5, "e", "Scheduled"), item(6, "f", "Registered")), nil, nil,
			exit.Deadline, "dr: waiting for recoveries that have not run yet: a, b, c, d, e, …\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			run := func(args ...string) clitest.Result {
				s := clitest.Server(t)
				s.On(zdmtest.Recoveries, zdmtest.Sequence(tt.list...))
				s.On(zdmtest.Recoveries+"/monitoring/system/dr", say(200, lump))
				s.On(zdmtest.Recoveries+"/histories", say(200, jobList()))
				for id, looks := range map[string]answers{"905": tt.first, "906": tt.second} {
					if looks != nil {
						s.On(zdmtest.Recoveries+"/monitoring/job/"+id, zdmtest.Sequence(looks...))
					}
				}
				r := clitest.For(t, s).Run(append([]string{"recovery", "watch", "--target", "dr", "--wait-timeout", "5m"}, args...)...)
				if asked := s.Requests()[0]; asked.Path != zdmtest.Recoveries || !strings.Contains(asked.Query, "server=dr&serverType=target") || r.Code != tt.code {
					t.Errorf("exit code %d, want %d; asked for %s?%s\n%s%s", r.Code, tt.code, asked.Path, asked.Query, r.Stdout, r.Stderr)
				}
				return r
			}
			if r := run(); !strings.Contains(r.Stdout+r.Stderr, tt.shown) {
				t.Errorf("not shown: %q\n%s%s", tt.shown, r.Stdout, r.Stderr)
			}
			if r := run("-o", "jsonl"); strings.Contains(r.Stdout, "newest") || tt.code == exit.Deadline && strings.Contains(r.Stdout, `"event":"server","job":"dr","status":"Complete"`) {
				t.Errorf("events: %s%s", r.Stdout, r.Stderr)
			}
			if r := run("-o", "json"); (tt.code == exit.OK || tt.code == exit.Failed) && !strings.Contains(r.Stdout, `"name": "newest"`) {
				t.Errorf("not the server's response: %s%s", r.Stdout, r.Stderr)
			}
		})
	}
}

// If a server's monitoring is empty at the end, the list is the result.
func TestWatchServerDocument(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	s.On(zdmtest.Recoveries, say(200, jobList(jobItem("Complete", "-"))))
	for _, path := range []string{"/monitoring/job/905", "/monitoring/system/web-01-dr"} {
		s.On(zdmtest.Recoveries+path, say(404, refused404))
	}
	if r := clitest.For(t, s).Run("recovery", "watch", "--target", "web-01-dr", "--jq", ".data[0].job.info.status.current"); r.Code != exit.OK || r.Stdout != "Complete\n" {
		t.Errorf("%+v", r)
	}
}
