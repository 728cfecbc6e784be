// Package recovery_test tests the smaller commands of "zdmctl recovery": delete, update, validate,
// watch.
package recovery_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const nightly = zdmtest.Recoveries + "/905"

func job(id, name, status string) string {
	return fmt.Sprintf(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}}, "job": {"info": {"id": %q, "name": %q, "status": {"current": %q}}}}`, id, name, status)
}

// newServer returns a server with the recovery nightly, whose ID is 905.
func newServer(t *testing.T) *zdmtest.Server {
	t.Helper()
	s := clitest.Server(t)
	s.On("GET "+zdmtest.Recoveries, zdmtest.List(job("905", "nightly", "Registered")))
	s.On("GET "+nightly, zdmtest.Data(job("905", "nightly", "Registered")))
	return s
}

// only returns the requests that change something, as "METHOD path?query".
func only(s *zdmtest.Server) (all []string) {
	for _, r := range s.Requests() {
		if r.Method != http.MethodGet {
			all = append(all, strings.TrimSuffix(r.Method+" "+r.Path+"?"+r.Query, "?"))
		}
	}
	return all
}

// A deletion is confirmed by a response that shows that the recovery was deleted, or by a lookup
// that does not find it.
func TestDelete(t *testing.T) {
	t.Parallel()
	affected := func(basic string) zdmtest.Answer {
		return zdmtest.Data(`{"jobInfo": [], "summary": {"state": "success", "affectedComponents": {"basicInfoDeleted": ` + basic + `, "logDataDeleted": 3}}}`)
	}
	unreported := zdmtest.Data(`{"summary": {"state": "success"}}`)
	for _, tt := range []struct {
		name    string
		answer  zdmtest.Answer
		after   zdmtest.Answer // response to the lookup; nil: it still exists
		code    exit.Code
		message msg.Message // of the error
	}{
		{"deleted", affected("1"), nil, exit.OK, msg.Message{}},
		{"deleted, as a boolean", affected("true"), nil, exit.OK, msg.Message{}},
		{"nothing deleted", affected("0"), nil, exit.Refused, msg.NothingDeleted.With("nightly")},
		{"only the logs deleted", affected("false"), nil, exit.Refused, msg.NothingDeleted.With("nightly")},
		{"unreported, and gone", unreported, zdmtest.Refusal(404, "no"), exit.OK, msg.Message{}},
		{"unreported, and still there", unreported, nil, exit.Refused, msg.NothingDeleted.With("nightly")},
		{"unreported, and not reported", unreported, zdmtest.Gateway(502), exit.Unknown, msg.DeletionUnreported.With("nightly")},
		{"unreported, and refused", unreported, zdmtest.Refusal(500, "row 7 is bad"), exit.Unknown, msg.DeletionUnreported.With("nightly")},
		{"unreported, and no such route", unreported, zdmtest.Gateway(404), exit.Unknown, msg.DeletionUnreported.With("nightly")},
		{"failed", zdmtest.Data(`{"summary": {"state": "fail"}}`), nil, exit.Failed, msg.DeletionFailed.With("nightly")},
		{"failed for a partition", zdmtest.Data(`{"jobInfo": [{"partition": "/home", "errorMessage": "locked"}]}`), nil, exit.Failed, msg.Verbatim.With("/home: locked")},
		{"failed for a partition without a name", zdmtest.Data(`{"jobInfo": [{"partition": "-", "errorMessage": "locked"}]}`), nil, exit.Failed, msg.Verbatim.With("locked")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			s.On("DELETE "+nightly, tt.answer)
			if tt.after != nil {
				s.On("GET "+nightly, tt.after)
			}
			r := clitest.For(t, s).Run("recovery", "delete", "nightly", "--yes", "--retries", "0")
			if r.Code != tt.code || (r.Stdout == "Deleted nightly\n") != (tt.code == exit.OK) || !slices.Equal(only(s), []string{"DELETE " + nightly}) {
				t.Errorf("%+v", r)
			}
			if !tt.message.IsZero() && !strings.HasPrefix(r.Stderr, "error: "+tt.message.String()+"\n") {
				t.Errorf("want %s\n%s", tt.message, r.Stderr)
			}
		})
	}
}

// A deletion sends the center that was specified.
func TestDeleteInACenter(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.On("DELETE "+nightly, zdmtest.Data(`{"summary": {"affectedComponents": {"basicInfoDeleted": 1}}}`))
	if r := clitest.For(t, s).Run("recovery", "delete", "905", "--yes", "--center", "3"); r.Code != exit.OK || !slices.Equal(only(s), []string{"DELETE " + nightly + "?center=3"}) {
		t.Errorf("%q, %+v", only(s), r)
	}
}

// An update sends only what was specified, and shows the server's response.
func TestUpdate(t *testing.T) {
	t.Parallel()
	field := `{"field": "Recovery Mode", "previous": "full", "new": "increment"}`
	for _, tt := range []struct {
		name   string
		args   string
		body   string
		answer string
		code   exit.Code
		stdout string // prefix
	}{
		{"a field", "--mode increment", `{"mode": "increment"}`, `{"jobInfo": {"name": "nightly"}, "summary": {"state": "success", "commonUpdatedFields": [` + field + `]}}`, exit.OK, msg.Updated.With("nightly").String() + "\n"},
		{"a name", "--change-name monthly", `{"changeName": "monthly"}`, `{"summary": {"state": "success", "commonUpdatedFields": [` + field + `]}}`, exit.OK, msg.Updated.With("monthly").String() + "\n"},
		{"a partition and a drive", "--partition /home=full --partition c=increment", `{"jobList": [{"partition": "/home", "mode": "full"}, {"drive": "C:", "mode": "increment"}]}`, `{"summary": {"state": "success"}}`, exit.OK, msg.UpdatedNoFields.With("nightly").String() + "\n"},
		{"a limit of none", "--network-limit 0", `{"networkLimit": 0}`, `{"jobInfo": {"name": "nightly"}, "summary": {"state": "success"}}`, exit.OK, msg.UpdatedNoFields.With("nightly").String() + "\n"},
		{"in a center", "--mode full --center 3", `{"mode": "full", "center": "3"}`, `{"jobInfo": {"name": "nightly"}, "summary": {"state": "success"}}`, exit.OK, msg.UpdatedNoFields.With("nightly").String() + "\n"},
		{"failed", "--mode full", `{"mode": "full"}`, `{"summary": {"state": "fail"}}`, exit.Failed, ""},
		{"failed in part", "--mode full", `{"mode": "full"}`, `{"summary": {"state": "success", "commonUpdatedFields": [` + field + `], "eachUpdatedFields": [{"partition": "/", "errorMessage": "busy"}]}}`, exit.Failed, msg.UpdatedInPart.With("nightly").String() + "\n"},
	} {
		s := newServer(t)
		s.On("PUT "+nightly, zdmtest.Data(tt.answer))
		r := clitest.For(t, s).Run(append([]string{"recovery", "update", "nightly"}, strings.Fields(tt.args)...)...)
		if r.Code != tt.code || !strings.HasPrefix(r.Stdout, tt.stdout) || (tt.stdout == "") != (r.Stdout == "") {
			t.Errorf("%s: %+v", tt.name, r)
		}
		requests := s.Requests()
		if last := requests[len(requests)-1]; last.Method != http.MethodPut || last.Path != nightly || zdmtest.SameJSON(last.Body, []byte(tt.body)) != nil {
			t.Errorf("%s: %s %s %s", tt.name, last.Method, last.Path, last.Body)
		}
		if strings.Contains(tt.answer, field) && !strings.Contains(r.Stdout, "Recovery Mode  full    increment") {
			t.Errorf("%s: %s", tt.name, r.Stdout)
		}
	}
	s := newServer(t)
	s.On("PUT "+nightly, zdmtest.Data(`{"jobInfo": {"name": "monthly"}, "summary": {"state": "success"}}`))
	if r := clitest.For(t, s).Run("recovery", "update", "nightly", "--change-name", "monthly", "-o", "name"); r.Code != exit.OK || r.Stdout != "monthly\n" {
		t.Errorf("%+v", r)
	}
}

// A request that cannot be sent is refused with all problems, and a dry run sends nothing.
func TestUpdateIsNotSent(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args  string
		code  exit.Code
		shown string
	}{
		{"", exit.Usage, "nothing to change"},
		{"--mode ful", exit.Usage, "full"},
		{"--mode ful --network-limit -1 --partition /home --schedule nonsense", exit.Usage, "4 "},
		{"--mode full --mode increment", exit.Usage, "--mode"},
		{"--mode full --dry-run", exit.OK, `{"mode":"full"}`},
	} {
		s := newServer(t)
		r := clitest.For(t, s).Run(append([]string{"recovery", "update", "nightly"}, strings.Fields(tt.args)...)...)
		if shown := strings.ReplaceAll(r.Stdout+r.Stderr, `": "`, `":"`); r.Code != tt.code || len(s.Requests()) != 0 || !strings.Contains(strings.Join(strings.Fields(shown), ""), strings.Join(strings.Fields(tt.shown), "")) {
			t.Errorf("%q: %d requests, %+v", tt.args, len(s.Requests()), r)
		}
	}
}

// Validation needs no server, counts the valid requests, and reports all problems at once.
func TestValidate(t *testing.T) {
	t.Parallel()
	const good = "center: \"1\"\nsource: web-01\ntarget: web-01-dr\nplatform: kvm\nmode: full\nrepository: {id: 13}\n"
	suspicious := strings.Replace(good, "web-01-dr", "web-01", 1)
	for _, tt := range []struct {
		name    string
		content string
		args    []string
		code    exit.Code
		stdout  string // part of it
		stderr  string
	}{
		{"one", good, nil, exit.OK, "1", ""},
		{"two", good + "---\n" + good, nil, exit.OK, "2", ""},
		{"two, in JSON", good + "---\n" + strings.Replace(good, "web-01-dr", "web-02-dr", 1), []string{"-o", "json", "--jq", "[.valid, (.warnings | length)] | tojson"}, exit.OK, "[2,0]\n", ""},
		{"suspicious", suspicious, nil, exit.OK, "1", "warning: "},
		{"suspicious, in JSON", suspicious, []string{"-o", "json", "--jq", ".warnings[0].path"}, exit.OK, "target\n", ""},
		{"suspicious, strictly", suspicious, []string{"--strict"}, exit.Usage, "", "target"},
		{"wrong twice", strings.NewReplacer("kvm", "kwm", "full", "fuul").Replace(good), nil, exit.Usage, "", "fuul"},
		{"one of two wrong", good + "---\n" + strings.Replace(good, "kvm", "kwm", 1), nil, exit.Usage, "", "kwm"},
		{"empty", "", nil, exit.Usage, "", "a.yaml"},
		{"a name for -o that means nothing here", good, []string{"-o", "name"}, exit.Usage, "", "json"},
	} {
		w := clitest.New(t)
		r := w.Run(append([]string{"recovery", "validate", "-f", w.File("a.yaml", tt.content)}, tt.args...)...)
		if r.Code != tt.code || !strings.Contains(r.Stdout, tt.stdout) || !strings.Contains(r.Stderr, tt.stderr) || (tt.stdout == "") != (r.Stdout == "") {
			t.Errorf("%s: %+v", tt.name, r)
		}
	}
	w := clitest.New(t)
	if r := w.Run("recovery", "validate"); r.Code != exit.Usage {
		t.Errorf("without files: %+v", r)
	}
	if r := w.Run("recovery", "validate", "-f", filepath.Join(w.Dir, "nowhere")); r.Code != exit.Usage || !strings.Contains(r.Stderr, "nowhere") {
		t.Errorf("no such file: %+v", r)
	}
}

// What can be watched, and what is refused.
func TestWatchArguments(t *testing.T) {
	t.Parallel()
	done := zdmtest.Data(`{"job": {"info": {"name": "nightly"}, "details": [{"partition": "/", "progressInfo": {"status": "Complete", "percent": "100%"}}]}}`)
	for _, tt := range []struct {
		args  string
		code  exit.Code
		first string // first request
	}{
		{"nightly", exit.OK, "/api/recoveries?jobName=nightly&limit=500&page=1"},
		{"nightly --center 3", exit.OK, "/api/recoveries?center=3&jobName=nightly&limit=500&page=1"},
		{"905", exit.OK, "/api/recoveries/monitoring/job/905?"},
		{"905 --by id", exit.OK, "/api/recoveries/monitoring/job/905?"},
		{"--source web-01", exit.OK, "/api/recoveries?limit=500&page=1&server=web-01&serverType=source"},
		{"--target web-01-dr", exit.OK, "/api/recoveries?limit=500&page=1&server=web-01-dr&serverType=target"},
		{"--involving web-01", exit.OK, "/api/recoveries?limit=500&page=1&server=web-01"},
		{"", exit.Usage, ""},
		{"a b", exit.Refused, "/api/recoveries?jobName=a&limit=500&page=1"},
		{"nightly nightly", exit.Usage, ""},
		{"a b --target web-01-dr", exit.Usage, ""},
		{"a b --journal j", exit.Usage, ""},
		{"nightly --by id", exit.Usage, ""},
		{"nightly --target web-01-dr", exit.Usage, ""},
		{"--source web-01 --target web-01-dr", exit.Usage, ""},
		{"--source web-01 --by id", exit.Usage, ""},
		{"nightly --interval 999ms", exit.Usage, ""},
		{"nightly --interval 0s", exit.Usage, ""},
		{"nightly --wait-timeout -1s", exit.Usage, ""},
		{"nightly --interval 1s --wait-timeout 0s", exit.OK, "/api/recoveries?jobName=nightly&limit=500&page=1"},
	} {
		s := newServer(t)
		complete := job("905", "nightly", "Complete")
		s.On("GET "+zdmtest.Recoveries, zdmtest.List(complete))
		s.On("GET "+nightly, zdmtest.Data(complete))
		s.On(zdmtest.Recoveries+"/monitoring/job/905", done)
		r := clitest.For(t, s).Run(append([]string{"recovery", "watch"}, strings.Fields(tt.args)...)...)
		first := ""
		if asked := s.Requests(); len(asked) > 0 {
			first = asked[0].Path + "?" + asked[0].Query
		}
		if r.Code != tt.code || first != tt.first || tt.code == exit.Usage && r.Stderr == "" {
			t.Errorf("%q: asked for %s, want %s; %+v", tt.args, first, tt.first, r)
		}
	}
}
