package resource_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// candidates returns items with an ID and a name each, followed by an error.
func candidates(err error, pairs ...string) resource.Candidates {
	return func(yield func(resource.Candidate, error) bool) {
		for _, pair := range pairs {
			id, name, _ := strings.Cut(pair, " ")
			if !yield(resource.Candidate{ID: zdm.Text(id), Name: zdm.Text(name)}, nil) {
				return
			}
		}
		if err != nil {
			yield(resource.Candidate{}, err)
		}
	}
}

// All digits are an ID and anything else is a name, unless --by is set. A name that the API would
// read as an ID is looked up, and a change looks every name up.
func TestIdentifier(t *testing.T) {
	t.Parallel()
	bad := errors.New("bad row")
	for _, tt := range []struct {
		value, by string
		all       []string
		err       error
		get       string // what Resolve returns, or the code of its error
		change    string // the same of ResolveOne
	}{
		{"web-01", "", []string{"14 web-01"}, nil, "web-01", "14"},
		{"web-01", "name", []string{"14 web-01"}, nil, "web-01", "14"},
		{"web-01", "id", []string{"14 web-01"}, nil, "exit 2", "exit 2"},
		{"14", "", nil, bad, "14", "14"},
		{"14", "id", nil, bad, "14", "14"},
		{"14", "name", []string{"905 14", "14 other"}, nil, "905", "905"},
		{"14", "name", []string{"14 other"}, nil, "exit 5", "exit 5"},
		{"14", "name", []string{"7 14", "8 14"}, nil, "exit 2", "exit 2"},
		{"14", "name", []string{"- 14"}, nil, "exit 5", "exit 5"},
		{"14", "name", []string{"905 14"}, bad, "bad row", "bad row"},
		{"histories", "", []string{"9 histories"}, nil, "9", "9"},
		{"histories", "", []string{"x histories"}, nil, "exit 5", "exit 5"},
		{"web-01", "", []string{"- web-01"}, nil, "web-01", "web-01"},
		{"web-01", "", []string{"14 web-01", "15 web-01"}, nil, "web-01", "exit 2"},
		{"web-01", "", []string{"14 WEB-01", "15 web-011"}, nil, "web-01", "exit 5"},
		{"web-01", "", nil, bad, "web-01", "bad row"},
	} {
		i := resource.Identifier{Value: tt.value, By: tt.by}
		if got := outcome(i.Resolve(candidates(tt.err, tt.all...))); got != tt.get {
			t.Errorf("%+v: read as %s", tt, got)
		}
		if got := outcome(i.ResolveOne(candidates(tt.err, tt.all...))); got != tt.change {
			t.Errorf("%+v: changed as %s", tt, got)
		}
	}
	if got := outcome((&resource.Identifier{Value: "14", By: "name"}).Resolve(nil)); got != "14" {
		t.Errorf("without a list: %s", got)
	}
}

// outcome returns an identifier, the code of an error that has one, or the error.
func outcome(identifier string, err error) string {
	if e, ok := errors.AsType[*exit.Error](err); ok {
		return fmt.Sprintf("exit %d", e.Code)
	}
	if err != nil {
		return err.Error()
	}
	return identifier
}

// newWorld returns an environment with a server whose list of servers has the given pages.
func newWorld(t *testing.T, pages ...zdmtest.Answer) *clitest.World {
	t.Helper()
	s := clitest.Server(t)
	s.On("/api/servers", zdmtest.Sequence(pages...))
	return clitest.For(t, s)
}

func page(number, of, total int, names ...string) zdmtest.Answer {
	var items []string
	for _, name := range names {
		items = append(items, fmt.Sprintf(`{"id": "id-of-%s", "name": %q, "agent": {"mode": "Source"}, "more": 1e3}`, name, name))
	}
	return zdmtest.Reply(200, "", fmt.Appendf(nil, `{"success": true, "requestID": "r%d", "data": [%s], "more": {"z": 1, "a": 2},
"pagination": {"currentPage": %d, "totalPages": %d, "totalItems": %d, "hasNextPage": %t}}`, number, strings.Join(items, ","), number, of, total, number < of))
}

// A list shows as many items as requested, reports that there are more, and merges its pages into
// one document as the server sent it.
func TestList(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args   string
		stdout string
		note   bool // that there are more
	}{
		{"-o name", "a\nb\nc\n", false},
		{"-o name --all", "a\nb\nc\n", false},
		{"-o name --limit 3", "a\nb\nc\n", false},
		{"-o name --limit 2", "a\nb\n", true},
		{"-o name --limit 1", "a\n", true},
		{"-o jsonl --jq .data[].name", "a\nb\nc\n", false},
		{"-o json --jq (keys|tojson),(.more|tojson),.data[2].more", `["data","more","requestID","success"]` + "\n" + `{"a":2,"z":1}` + "\n1e3\n", false},
	} {
		w := newWorld(t, page(1, 2, 3, "a", "b"), page(2, 2, 3, "c"))
		r := w.Run(append([]string{"server", "list"}, strings.Fields(tt.args)...)...)
		if r.Code != exit.OK || r.Stdout != tt.stdout || (r.Stderr != "") != tt.note {
			t.Errorf("%s: %+v", tt.args, r)
		}
	}
	if r := newWorld(t, page(1, 1, 1, "a")).Run("server", "list", "-o", "json", "--jq", ".pagination.totalItems"); r.Stdout != "1\n" {
		t.Errorf("of one page the pagination stays: %+v", r)
	}
	if r := newWorld(t, page(1, 1, 0)).Run("server", "list"); r.Code != exit.OK || r.Stdout != "" || r.Stderr == "" {
		t.Errorf("nothing: %+v", r)
	}
	if r := newWorld(t, page(1, 1, 0)).Run("server", "list", "-o", "json", "--jq", ".data | tojson"); r.Stdout != "[]\n" {
		t.Errorf("nothing, in JSON: %+v", r)
	}
	if r := newWorld(t, page(1, 2, 2, "a"), zdmtest.Refusal(500, "row 7 is bad")).Run("server", "list", "-o", "json"); r.Code != exit.Refused || r.Stdout != "" {
		t.Errorf("half a list: %+v", r)
	}
	for _, args := range [][]string{{"--center", ""}, {"--center", " , "}} {
		if r := newWorld(t).Run(append([]string{"server", "list"}, args...)...); r.Code != exit.Usage {
			t.Errorf("%q: %+v", args, r)
		}
	}
	for _, args := range []string{"--limit 0", "--limit -1", "--all --limit 5", "--sort up"} {
		if r := newWorld(t).Run(append([]string{"server", "list"}, strings.Fields(args)...)...); r.Code != exit.Usage {
			t.Errorf("%s: %+v", args, r)
		}
	}
}

// A page has no more items than requested.
func TestPageSize(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{"": "limit=50&page=1", "--limit 7": "limit=7&page=1", "--limit 600": "limit=500&page=1", "--all": "limit=500&page=1", "--sort asc": "limit=50&page=1&sort=asc", "-o wide": "detail=true&limit=50&page=1"} {
		s := clitest.Server(t)
		s.On("/api/servers", page(1, 1, 1, "a"))
		if r := clitest.For(t, s).Run(append([]string{"server", "list"}, strings.Fields(args)...)...); r.Code != exit.OK || s.Requests()[0].Query != want {
			t.Errorf("%q: %s, %+v", args, s.Requests()[0].Query, r)
		}
	}
}

// The error for a missing item shows how the identifier was interpreted and the command that lists
// the existing ones.
func TestAbsent(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args   string
		answer zdmtest.Answer
		list   bool
		taken  bool // reports that it was read as an ID
	}{
		{"14", zdmtest.Refusal(404, "no"), true, true},
		{"14 --by id", zdmtest.Refusal(404, "no"), true, false},
		{"web-01", zdmtest.Refusal(404, "no"), true, false},
		{"14", zdmtest.Refusal(500, "row 7 is bad"), false, false},
		{"14", zdmtest.Gateway(502), false, false},
	} {
		s := clitest.Server(t)
		args := strings.Fields(tt.args)
		s.On("/api/servers/"+args[0], tt.answer)
		r := clitest.For(t, s).Run(append([]string{"server", "get"}, args...)...)
		if r.Code != exit.Refused || strings.Contains(r.Stderr, "\n    zdmctl server list\n") != tt.list || strings.Contains(r.Stderr, "--by name") != tt.taken {
			t.Errorf("%s: %+v", tt.args, r)
		}
	}
}

// Merged keeps the order of keys and all other fields of a response.
func TestMerged(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer string
		pages  bool
		want   string
	}{
		{`{"z": 1, "data": [0], "pagination": {"n": 1}, "a": {"x": 1.0}}`, true, `{"z":1,"data":[{"id":1},2],"a":{"x": 1.0}}`},
		{`{"data": [0], "pagination": {"n": 1}}`, false, `{"data":[{"id":1},2],"pagination":{"n": 1}}`},
		{`{"success": true}`, true, `{"success":true,"data":[{"id":1},2]}`},
		{`{}`, true, `{"data":[{"id":1},2]}`},
		{`[0]`, true, `[{"id":1},2]`},
		{`{"data": {"pagination": 1}}`, true, `{"data":[{"id":1},2]}`},
	} {
		got, err := resource.Merged([]byte(tt.answer), []json.RawMessage{json.RawMessage(`{"id":1}`), json.RawMessage(`2`)}, tt.pages)
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %s, %v; want %s", tt.answer, got, err, tt.want)
		}
	}
	if _, err := resource.Merged([]byte(`{"a": `), nil, true); err == nil {
		t.Error("half an answer is merged")
	}
}
