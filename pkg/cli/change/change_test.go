package change_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Responses to the change of one recovery.
var (
	changed   = zdmtest.Data(`{"summary": {"state": "success"}}`)
	failed    = zdmtest.Data(`{"jobInfo": {"errorMessage": "busy"}, "summary": {"state": "fail"}}`)
	refused   = zdmtest.Refusal(http.StatusConflict, "already running")
	forbidden = zdmtest.Refusal(http.StatusForbidden, "not yours")
	denied    = zdmtest.Refusal(http.StatusUnauthorized, "expired")
	lost      = zdmtest.Raw(nil)
)

// newServer returns a server with recoveries whose IDs are 1, 2, 3 and whose names are a, b, c. It
// responds with answers to their changes.
func newServer(t *testing.T, answers ...zdmtest.Answer) *zdmtest.Server {
	t.Helper()
	server := clitest.Server(t)
	var jobs []string
	for i, answer := range answers {
		jobs = append(jobs, job(fmt.Sprint(i+1), string(rune('a'+i))))
		server.On(fmt.Sprintf("PUT %s/%d", zdmtest.Recoveries, i+1), answer)
	}
	server.On("GET "+zdmtest.Recoveries, zdmtest.List(jobs...))
	return server
}

func job(id, name string) string {
	return fmt.Sprintf(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}}, "job": {"info": {"id": %q, "name": %q, "status": {"current": "Registered"}}}}`, id, name)
}

// A directory may select more recoveries than intended. Those that have run are not started, the
// others are. A recovery specified by name is always started.
func TestStartSparesWhatHasRun(t *testing.T) {
	t.Parallel()
	for _, status := range []string{"Complete", "Error", "canceled"} {
		s := newServer(t, changed, changed)
		s.On("GET "+zdmtest.Recoveries, zdmtest.List(strings.Replace(job("1", "a"), "Registered", status, 1), job("2", "b")))
		w := clitest.For(t, s)
		const request = "center: 1\nsource: web-01\ntarget: web-01-dr\nplatform: kvm\nrepository: {id: 13}\nmode: full\njobName: "
		file := w.File("wave.yaml", request+"a\n---\n"+request+"b\n")
		if r := w.Run("recovery", "start", "-f", file); r.Code != exit.Refused || !strings.Contains(r.Stderr, "it has already run ("+status+")") || !slices.Equal(changes(s), []string{"2"}) {
			t.Errorf("%s: %q, %+v", status, changes(s), r)
		}
		if r := w.Run("recovery", "start", "a"); r.Code != exit.OK || !slices.Equal(changes(s), []string{"2", "1"}) {
			t.Errorf("%s: %q, %+v", status, changes(s), r)
		}
	}
}

// changes returns the paths of the requests that change something, without their common prefix.
func changes(s *zdmtest.Server) (all []string) {
	for _, r := range s.Requests() {
		if r.Method != http.MethodGet {
			all = append(all, strings.TrimPrefix(r.Path, zdmtest.Recoveries+"/"))
		}
	}
	return all
}

// A failed change does not prevent the others, unless they would fail in the same way. The exit
// code is that of the worst, in the order 7, 3, 1, 4, 6, 5.
func TestSeveral(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		answers []zdmtest.Answer
		code    exit.Code
		want    string // outcomes
	}{
		{"all changed", []zdmtest.Answer{changed, changed, changed}, exit.OK, "started started started"},
		{"one refused", []zdmtest.Answer{changed, refused, changed}, exit.Refused, "started refused started"},
		{"one failed", []zdmtest.Answer{failed, changed, changed}, exit.Failed, "failed started started"},
		{"one forbidden", []zdmtest.Answer{forbidden, changed, changed}, exit.Credentials, "credentials started started"},
		{"token refused", []zdmtest.Answer{changed, denied, changed}, exit.Credentials, "started credentials skipped"},
		{"one unknown", []zdmtest.Answer{changed, changed, lost}, exit.Unknown, "started started unknown"},
		{"refused and failed", []zdmtest.Answer{refused, failed, changed}, exit.Failed, "refused failed started"},
		{"failed and refused", []zdmtest.Answer{failed, refused, changed}, exit.Failed, "failed refused started"},
		{"unknown and failed", []zdmtest.Answer{lost, failed, changed}, exit.Unknown, "unknown failed started"},
		{"failed and forbidden", []zdmtest.Answer{failed, forbidden, changed}, exit.Failed, "failed credentials started"},
		{"refused and forbidden", []zdmtest.Answer{refused, forbidden, changed}, exit.Credentials, "refused credentials started"},
		{"forbidden and refused", []zdmtest.Answer{forbidden, refused, changed}, exit.Credentials, "credentials refused started"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := newServer(t, tt.answers...)
			r := clitest.For(t, server).Run("recovery", "start", "a", "b", "c", "-o", "json")
			var results []struct{ Name, Outcome, Error string }
			if err := json.Unmarshal([]byte(r.Stdout), &results); err != nil {
				t.Fatalf("%v: %+v", err, r)
			}
			var outcomes []string
			for i, one := range results {
				outcomes = append(outcomes, one.Outcome)
				if one.Name != string(rune('a'+i)) || (one.Error == "") != (one.Outcome == "started" || one.Outcome == "skipped") {
					t.Errorf("%+v", one)
				}
			}
			if got := strings.Join(outcomes, " "); r.Code != tt.code || got != tt.want {
				t.Errorf("exit code %d, %s; want %d, %s\n%s", r.Code, got, tt.code, tt.want, r.Stderr)
			}
			sent := []string{"1", "2", "3"}[:3-strings.Count(tt.want, "skipped")]
			if got := changes(server); !slices.Equal(got, sent) {
				t.Errorf("changed %q, want %q", got, sent)
			}
		})
	}
}

// For people, each change is reported as it is made, and all that failed are reported at the end.
func TestSeveralForPeople(t *testing.T) {
	t.Parallel()
	r := clitest.For(t, newServer(t, changed, lost, refused)).Run("recovery", "start", "a", "b", "c")
	if r.Code != exit.Unknown || r.Stdout != "Started a\n" {
		t.Errorf("%+v", r)
	}
	for _, part := range []string{"2", "3", "b: ", "c: ", "already running", "zdmctl recovery get b"} {
		if !strings.Contains(r.Stderr, part) {
			t.Errorf("%q is missing in %s", part, r.Stderr)
		}
	}
	r = clitest.For(t, newServer(t, changed, refused, changed)).Run("recovery", "start", "a", "b", "c", "-o", "name")
	if r.Code != exit.Refused || r.Stdout != "a\nc\n" {
		t.Errorf("%+v", r)
	}
}

// For a single change, the document is the server's response, and the error is that of the change.
func TestSingle(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer zdmtest.Answer
		code   exit.Code
		stdout string
	}{
		{changed, exit.OK, `"state": "success"`},
		{failed, exit.Failed, `"errorMessage": "busy"`},
		{refused, exit.Refused, ""},
		{lost, exit.Unknown, ""},
	} {
		r := clitest.For(t, newServer(t, tt.answer)).Run("recovery", "start", "a", "-o", "json")
		if r.Code != tt.code || !strings.Contains(r.Stdout, tt.stdout) || (tt.stdout == "") != (r.Stdout == "") {
			t.Errorf("%+v", r)
		}
	}
}

// All targets are resolved before anything is changed.
func TestTargets(t *testing.T) {
	t.Parallel()
	twice := func(s *zdmtest.Server) { s.On("GET "+zdmtest.Recoveries, zdmtest.List(job("1", "a"), job("2", "a"))) }
	digits := func(s *zdmtest.Server) { s.On("GET "+zdmtest.Recoveries, zdmtest.List(job("1", "2026"))) }
	for _, tt := range []struct {
		name   string
		change func(*zdmtest.Server)
		args   []string
		code   exit.Code
		sent   []string
		shown  string
	}{
		{"by name", nil, []string{"a"}, exit.OK, []string{"1"}, "Started a"},
		{"by id", nil, []string{"1"}, exit.OK, []string{"1"}, "Started 1"},
		{"by id, with --by", nil, []string{"1", "--by", "id"}, exit.OK, []string{"1"}, ""},
		{"no id", nil, []string{"a", "--by", "id"}, exit.Usage, nil, "a"},
		{"a name of digits", digits, []string{"2026", "--by", "name"}, exit.OK, []string{"1"}, ""},
		{"nobody", nil, []string{"z"}, exit.Refused, nil, "zdmctl recovery list"},
		{"nobody, and somebody", nil, []string{"z", "a"}, exit.Refused, []string{"1"}, "Started a"},
		{"several of the name", twice, []string{"a"}, exit.Usage, nil, "1, 2"},
		{"several of a name, and somebody", twice, []string{"1", "a"}, exit.Usage, nil, ""},
		{"one by two names", nil, []string{"a", "1"}, exit.Usage, nil, "a"},
		{"one twice", nil, []string{"a", "a"}, exit.Usage, nil, "a"},
		{"nothing", nil, nil, exit.Usage, nil, "--help"},
		{"an empty name", nil, []string{""}, exit.Usage, nil, "--help"},
		{"the list is refused", func(s *zdmtest.Server) { s.On("GET "+zdmtest.Recoveries, zdmtest.Refusal(500, "bad row")) }, []string{"a"}, exit.Refused, nil, "nothing was changed"},
		{"the list is lost", func(s *zdmtest.Server) { s.On("GET "+zdmtest.Recoveries, zdmtest.Gateway(502)) }, []string{"a"}, exit.Refused, nil, "nothing was changed"},
		{"the list is denied", func(s *zdmtest.Server) { s.On("GET "+zdmtest.Recoveries, zdmtest.Refusal(401, "expired")) }, []string{"a", "b"}, exit.Credentials, nil, "expired"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			server := newServer(t, changed, changed)
			if tt.change != nil {
				tt.change(server)
			}
			r := clitest.For(t, server).Run(append([]string{"recovery", "start", "--retries", "0"}, tt.args...)...)
			if r.Code != tt.code || !slices.Equal(changes(server), tt.sent) || !strings.Contains(r.Stdout+r.Stderr, tt.shown) {
				t.Errorf("exit code %d, want %d with %q; changed %q, want %q\n%s%s", r.Code, tt.code, tt.shown, changes(server), tt.sent, r.Stdout, r.Stderr)
			}
		})
	}
}

// Schedules have no names.
func TestTargetsWithoutNames(t *testing.T) {
	t.Parallel()
	server := clitest.Server(t)
	server.On("/api/schedules/31", zdmtest.Data(`{"id": 31}`))
	if r := clitest.For(t, server).Run("schedule", "delete", "31", "daily", "--yes"); r.Code != exit.Usage || len(server.Requests()) != 0 {
		t.Errorf("%+v", r)
	}
	if r := clitest.For(t, server).Run("schedule", "delete", "31", "--yes"); r.Code != exit.OK || r.Stdout == "" {
		t.Errorf("%+v", r)
	}
}

// Without --yes and a terminal nothing is deleted or looked up.
func TestNobodyToAsk(t *testing.T) {
	t.Parallel()
	server := newServer(t, changed)
	server.On("DELETE "+zdmtest.Recoveries+"/1", zdmtest.Data(`{"summary": {"state": "success", "affectedComponents": {"basicInfoDeleted": 1}}}`))
	if r := clitest.For(t, server).Run("recovery", "delete", "a"); r.Code != exit.Usage || len(server.Requests()) != 0 || !strings.Contains(r.Stderr, "--yes") {
		t.Errorf("%+v", r)
	}
	if r := clitest.For(t, server).Run("recovery", "delete", "a", "--yes"); r.Code != exit.OK || !slices.Equal(changes(server), []string{"1"}) {
		t.Errorf("%+v", r)
	}
}

// All reasons of a failed change are shown, and the first is the message.
func TestReasonsOfAFailure(t *testing.T) {
	t.Parallel()
	each := func(reasons ...string) string {
		var parts []string
		for i, reason := range reasons {
			parts = append(parts, fmt.Sprintf(`{"partition": "/%d", "errorMessage": %q, "summary": {"state": "fail"}}`, i, reason))
		}
		return strings.Join(parts, ",")
	}
	for _, tt := range []struct{ data, first, more string }{
		{`{"jobInfo": {"errorMessage": "busy"}, "summary": {"state": "fail", "eachUpdatedFields": [` + each("no image", "-", "no disk") + `]}}`, "error: busy\n", "  /0: no image\n  /2: no disk\n"},
		{`{"summary": {"state": "success", "eachUpdatedFields": [` + each("no image") + `]}}`, "error: /0: no image\n", ""},
		{`{"summary": {"state": "fail"}}`, "error: ", ""},
	} {
		r := clitest.For(t, newServer(t, zdmtest.Data(tt.data))).Run("recovery", "start", "a")
		if r.Code != exit.Failed || r.Stdout != "" || !strings.HasPrefix(r.Stderr, tt.first) || !strings.Contains(r.Stderr, tt.more) {
			t.Errorf("%s: %+v", tt.data, r)
		}
	}
}

// An unknown outcome reports what happened, that the change may have been made, and the command
// that shows it.
func TestUnknownOutcome(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer zdmtest.Answer
		shown  string
	}{
		{lost, "cut"},
		{zdmtest.Gateway(502), "Bad Gateway"},
		{zdmtest.Redirect(303, "https://login.example.com/"), "login.example.com"},
	} {
		r := clitest.For(t, newServer(t, tt.answer)).Run("recovery", "start", "a")
		if r.Code != exit.Unknown || !strings.Contains(r.Stderr, tt.shown) || !strings.Contains(r.Stderr, "\n    zdmctl recovery get a\n") {
			t.Errorf("%+v", r)
		}
	}
	// After a rename the old name finds nothing, but the ID does.
	r := clitest.For(t, newServer(t, lost)).Run("recovery", "update", "a", "--change-name", "z")
	if r.Code != exit.Unknown || !strings.Contains(r.Stderr, "\n    zdmctl recovery get 1\n") {
		t.Errorf("%+v", r)
	}
}

// If a refusal mentions the center, the error adds that none was sent and how to specify one.
func TestCenterIsMissing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer zdmtest.Answer
		args   []string
		noted  bool
	}{
		{zdmtest.Refusal(400, "center is required"), nil, true},
		{zdmtest.Refusal(422, "Center: Invalid input"), nil, true},
		{zdmtest.Refusal(400, "center is required"), []string{"--center", "3"}, false},
		{zdmtest.Refusal(404, "no such center"), nil, false},
		{zdmtest.Refusal(400, "status is required"), nil, false},
	} {
		r := clitest.For(t, newServer(t, tt.answer)).Run(append([]string{"recovery", "start", "a"}, tt.args...)...)
		if noted := strings.Contains(r.Stderr, "zdmctl center list"); r.Code != exit.Refused || noted != tt.noted {
			t.Errorf("%+v", r)
		}
	}
}

// Servers since 2.0 require the center of a recovery. If none is specified, it is the only one, or
// the only one in which the recovery is found. Otherwise none is sent.
func TestCenterOfAChange(t *testing.T) {
	t.Parallel()
	center := func(id string) string {
		return fmt.Sprintf(`{"id": {"center": %q}, "name": {"center": "c%s"}}`, id, id)
	}
	holds := func(owner string) zdmtest.Answer {
		return func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
			answer := zdmtest.Refusal3(http.StatusNotFound, "JOB-ERROR-01", "not here", "")
			if owner == "" || r.URL.Query().Get("center") == owner {
				answer = zdmtest.Data3(job("1", "a"))
			}
			answer(w, r, closed)
		}
	}
	for _, tt := range []struct {
		name    string
		centers zdmtest.Answer
		one     zdmtest.Answer
		args    []string
		want    string
	}{
		{"the only one", zdmtest.List(center("3")), holds(""), nil, `{"center":"3","status":"start"}`},
		{"the one that has it", zdmtest.List3(center("3"), center("4")), holds("4"), nil, `{"center":"4","status":"start"}`},
		{"a server that shows it everywhere", zdmtest.List(center("3"), center("4")), holds(""), nil, `{"status":"start"}`},
		{"nobody has it", zdmtest.List3(center("3"), center("4")), holds("5"), nil, `{"status":"start"}`},
		{"no list", zdmtest.Refusal(500, "bad row"), holds(""), nil, `{"status":"start"}`},
		{"named", zdmtest.Refusal(500, "bad row"), holds(""), []string{"--center", "7"}, `{"center":"7","status":"start"}`},
	} {
		server := newServer(t, changed)
		server.On("GET /api/zdms", tt.centers)
		server.On("GET "+zdmtest.Recoveries+"/1", tt.one)
		r := clitest.For(t, server).Run(append([]string{"recovery", "start", "1"}, tt.args...)...)
		var sent []string
		for _, request := range server.Requests() {
			if request.Method == http.MethodPut {
				sent = append(sent, string(request.Body))
			}
		}
		if r.Code != exit.OK || !slices.Equal(sent, []string{tt.want}) {
			t.Errorf("%s: sent %q, want %s\n%+v", tt.name, sent, tt.want, r)
		}
	}
}
