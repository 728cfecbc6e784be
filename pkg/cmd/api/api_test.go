package api_test

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

// newServer returns a server without checks against the API's document, because this command makes
// any call.
func newServer(t *testing.T, path string, answer zdmtest.Answer) (*zdmtest.Server, *clitest.World) {
	t.Helper()
	s := zdmtest.Start(nil)
	t.Cleanup(s.Close)
	s.On(path, answer)
	return s, clitest.For(t, s)
}

// Paths below the server's API are sent, and all others are refused.
func TestPath(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ path, sent string }{
		{"/things", "/api/things?"},
		{"things", "/api/things?"},
		{"/api/things", "/api/things?"},
		{"//things", "/api/things?"},
		{"/things/a%2Fb", "/api/things/a/b?"},
		{"/things?x=1&y=%26", "/api/things?x=1&y=%26"},
		{"https://evil.example.com/", ""},
		{"//evil.example.com/", ""},
		{"/things//a", ""},
		{"/things/", ""},
		{"/", ""},
		{"", ""},
		{"/things/../users", ""},
		{"/things/%2e%2e/users", ""},
		{"/things/.", ""},
		{"/things#x", ""},
		{"/things?x=%zz", ""},
		{"/things/%zz", ""},
		{"/things?x=;", ""},
	} {
		s, w := newServer(t, "/api/things", zdmtest.Data("{}"))
		s.On("/api/things/a/b", zdmtest.Data("{}"))
		r := w.Run("api", "get", tt.path)
		sent := ""
		if asked := s.Requests(); len(asked) > 0 {
			sent = asked[0].Path + "?" + asked[0].Query
		}
		code := exit.OK
		if tt.sent == "" {
			code = exit.Usage
		}
		if r.Code != code || sent != tt.sent {
			t.Errorf("%q: sent %q, %+v", tt.path, sent, r)
		}
	}
}

// An invalid call is refused before it is sent.
func TestArguments(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		args  []string
		stdin string
		code  exit.Code
	}{
		{"one argument", []string{"GET"}, "", exit.Usage},
		{"three arguments", []string{"GET", "/things", "x"}, "", exit.Usage},
		{"an unknown method", []string{"FETCH", "/things"}, "", exit.Usage},
		{"HEAD", []string{"HEAD", "/things"}, "", exit.Usage},
		{"any case", []string{"pOsT", "/things"}, "", exit.OK},
		{"a read with a body", []string{"GET", "/things", "-f", "-"}, "{}", exit.Usage},
		{"a change of all pages", []string{"DELETE", "/things", "--paginate"}, "", exit.Usage},
		{"a parameter without a value", []string{"GET", "/things", "--query", "x"}, "", exit.Usage},
		{"a parameter without a name", []string{"GET", "/things", "--query", "=1"}, "", exit.Usage},
		{"a parameter", []string{"GET", "/things", "--query", "x="}, "", exit.OK},
		{"a body", []string{"POST", "/things", "-f", "-"}, ` {"a": 1}`, exit.OK},
		{"an empty body", []string{"POST", "/things", "-f", "-"}, " \n", exit.Usage},
		{"a body that is not JSON", []string{"POST", "/things", "-f", "-"}, "a: 1", exit.Usage},
		{"two bodies", []string{"POST", "/things", "-f", "-"}, "{} {}", exit.Usage},
		{"a body that is too large", []string{"POST", "/things", "-f", "-"}, `"` + strings.Repeat("x", 4<<20) + `"`, exit.Usage},
		{"a body from a file that does not exist", []string{"POST", "/things", "-f", "/nowhere"}, "", exit.Usage},
		{"a table", []string{"GET", "/things", "-o", "table"}, "", exit.Usage},
	} {
		s, w := newServer(t, "/api/things", zdmtest.Data("{}"))
		w.Stdin = tt.stdin
		r := w.Run(append([]string{"api"}, tt.args...)...)
		if sent := len(s.Requests()); r.Code != tt.code || (sent == 1) != (tt.code == exit.OK) {
			t.Errorf("%s: %d requests, %+v", tt.name, sent, r)
			continue
		}
		if tt.stdin != "" && tt.code == exit.OK && string(s.Requests()[0].Body) != tt.stdin {
			t.Errorf("%s: sent %q", tt.name, s.Requests()[0].Body)
		}
	}
}

// The response is printed as received, even for a refusal. If the response to a change is lost, the
// outcome is unknown.
func TestAnswer(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		method string
		answer zdmtest.Answer
		code   exit.Code
		stdout string // a part of it
	}{
		{"GET", zdmtest.Data(`{"n": 1.0}`), exit.OK, `"n": 1.0`},
		{"POST", zdmtest.Reply(201, "", []byte(`[1]`)), exit.OK, "1"},
		{"DELETE", zdmtest.Reply(204, "", nil), exit.OK, ""},
		{"GET", zdmtest.Refusal(404, "no such thing"), exit.Refused, "no such thing"},
		{"POST", zdmtest.Refusal(400, "center is required"), exit.Refused, "center is required"},
		{"GET", zdmtest.Refusal(401, "expired"), exit.Credentials, "expired"},
		{"GET", zdmtest.Gateway(200), exit.Refused, ""},
		{"GET", zdmtest.Raw(nil), exit.Refused, ""},
		{"POST", zdmtest.Raw(nil), exit.Unknown, ""},
		{"PUT", zdmtest.Gateway(502), exit.Unknown, ""},
		{"DELETE", zdmtest.Gateway(200), exit.Unknown, ""},
	} {
		s, w := newServer(t, "/api/things", tt.answer)
		r := w.Run("api", tt.method, "/things", "--retries", "0")
		if r.Code != tt.code || !strings.Contains(r.Stdout, tt.stdout) || (tt.stdout == "") != (r.Stdout == "") {
			t.Errorf("%s: %+v", tt.method, r)
		}
		if tt.method != http.MethodGet && len(s.Requests()) != 1 {
			t.Errorf("%s was sent %d times", tt.method, len(s.Requests()))
		}
		if tt.code == exit.Unknown && !strings.Contains(r.Stderr, "\n    zdmctl api GET /things\n") {
			t.Errorf("%s: %s", tt.method, r.Stderr)
		}
	}
}

// All pages become one document, or one line for each item.
func TestPages(t *testing.T) {
	t.Parallel()
	page := func(body string) zdmtest.Answer { return zdmtest.Reply(200, "", []byte(body)) }
	first := page(`{"success": true, "data": [{"id": 1}], "pagination": {"totalPages": 2, "hasNextPage": true}, "z": 1}`)
	second := page(`{"success": true, "data": [{"id": 2}], "pagination": {"totalPages": 2, "hasNextPage": false}}`)
	for _, tt := range []struct {
		answers []zdmtest.Answer
		args    []string
		code    exit.Code
		stdout  string
	}{
		{[]zdmtest.Answer{first, second}, []string{"--jq", "[.data[].id, .z, .pagination] | tojson"}, exit.OK, "[1,2,1,null]\n"},
		{[]zdmtest.Answer{first, second}, []string{"-o", "jsonl"}, exit.OK, "{\"id\":1}\n{\"id\":2}\n"},
		{[]zdmtest.Answer{second}, []string{"--jq", "[.data[].id, .pagination.totalPages] | tojson"}, exit.OK, "[2,2]\n"},
		{[]zdmtest.Answer{page(`{"success": true, "data": {"id": 1}}`)}, []string{"--jq", ".data.id"}, exit.OK, "1\n"},
		{[]zdmtest.Answer{first, zdmtest.Refusal(500, "row 7 is bad")}, []string{"--jq", "."}, exit.Refused, ""},
	} {
		_, w := newServer(t, "/api/things", zdmtest.Sequence(tt.answers...))
		if r := w.Run(append([]string{"api", "GET", "/things", "--paginate"}, tt.args...)...); r.Code != tt.code || r.Stdout != tt.stdout {
			t.Errorf("%q: %+v", tt.args, r)
		}
	}
}
