package zdm_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// renaming is a server that registers a recovery under another name, finds it only by that, and
// answers something else.
type renaming struct {
	status  int // of the answer to the registration
	body    string
	job     string // job on the target afterwards; "" for none
	targets answer // answer to the lookup on the target; the zero value means a list
	queries []string
	posts   int
}

func (s *renaming) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		s.posts++
		w.WriteHeader(s.status)
		_, _ = io.WriteString(w, s.body)
		return
	}
	query := r.URL.Query()
	s.queries = append(s.queries, query.Get("jobName")+query.Get("server")+" "+query.Get("serverType"))
	switch {
	case query.Get("server") == "" || s.posts == 0:
		_, _ = io.WriteString(w, data("[]"))
	case s.targets.status != 0:
		w.WriteHeader(s.targets.status)
		_, _ = io.WriteString(w, s.targets.body)
	default:
		_, _ = io.WriteString(w, data("["+s.job+"]"))
	}
}

// A registration may be carried out and then refused, under a name that a lookup by the requested
// name does not find. It is neither reported as refused nor sent again.
func TestRefusedUnderAnotherName(t *testing.T) {
	const page = "<html>no</html>"
	made := job("905", "nightly_ROOT", "web-01", "web-01-dr", "/>/dev/sda1")
	for _, tt := range []struct {
		name    string
		server  renaming
		knowing zdm.CreateOption
		unknown bool
	}{
		{"400 of ZDM", renaming{status: 400, body: refusal, job: made}, zdm.Knowing(), true},
		{"401 of ZDM", renaming{status: 401, body: refusal, job: made}, zdm.Knowing(), true},
		{"409 of ZDM", renaming{status: 409, body: refusal, job: made}, zdm.Knowing(), true},
		{"500 of ZDM", renaming{status: 500, body: refusal, job: made}, zdm.Knowing(), true},
		{"a gateway's 403", renaming{status: 403, body: page, job: made}, zdm.Knowing(), true},
		{"a gateway's redirect", renaming{status: 302, body: page, job: made}, zdm.Knowing(), true},
		{"it was there before", renaming{status: 400, body: refusal, job: made}, zdm.Knowing("905"), false},
		{"of other servers", renaming{status: 400, body: refusal, job: job("905", "nightly_ROOT", "db-01", "db-01-dr")}, zdm.Knowing(), false},
		{"another name on the target", renaming{status: 400, body: refusal, job: job("905", "weekly", "web-01", "web-01-dr")}, zdm.Knowing(), false},
		{"nothing on the target", renaming{status: 409, body: refusal}, zdm.Knowing(), false},
		{"the filter is unknown", renaming{status: 400, body: refusal, targets: answer{status: 400, body: refusal}}, zdm.Knowing(), false},
		{"the target is not valid", renaming{status: 400, body: refusal, targets: answer{status: 422, body: refusal}}, zdm.Knowing(), false},
		{"the call is unknown", renaming{status: 400, body: refusal, targets: answer{status: 404, body: refusal}}, zdm.Knowing(), true},
		{"the look is refused", renaming{status: 400, body: refusal, targets: answer{status: 409, body: refusal}}, zdm.Knowing(), true},
		{"the look fails", renaming{status: 400, body: refusal, targets: answer{status: 500, body: refusal}}, zdm.Knowing(), true},
		{"the look meets a gateway", renaming{status: 409, body: refusal, targets: answer{status: 404, body: page}}, zdm.Knowing(), true},
		{"the look has no list", renaming{status: 409, body: refusal, targets: answer{status: 200, body: data("null")}}, zdm.Knowing(), true},
	} {
		server := &tt.server
		clock := newClock()
		c := inProcess(t, server.ServeHTTP, clock.use, func(c *zdm.Config) { c.Retries = -1 })
		_, err := c.CreateRecovery(t.Context(), request(), tt.knowing)
		failed, ok := errors.AsType[*zdm.Error](err)
		if !ok || failed.OutcomeUnknown() != tt.unknown || server.posts != 1 {
			t.Errorf("%s: %d POSTs, %v", tt.name, server.posts, err)
		}
		if last := server.queries[len(server.queries)-1]; last != "web-01-dr target" {
			t.Errorf("%s: looked last for %q", tt.name, last)
		}
	}
}

// A refused token is renewed and the request repeated only if the target does not have the job
// either.
func TestRenewedTokenIsNotUsedForASecondRegistration(t *testing.T) {
	for name, tt := range map[string]struct {
		job   string
		posts int
	}{
		"nothing on the target":            {"", 2},
		"registered, under another name":   {job("905", "nightly_ROOT", "web-01", "web-01-dr"), 1},
		"registered, in capitals":          {job("905", "NIGHTLY", "web-01", "web-01-dr"), 1},
		"another recovery of those server": {job("905", "weekly", "web-01", "web-01-dr"), 2},
	} {
		server := &renaming{status: 401, body: refusal, job: tt.job}
		a := account{}
		c := inProcess(t, server.ServeHTTP, a.use)
		if _, err := c.CreateRecovery(t.Context(), request(), zdm.Knowing()); err == nil || server.posts != tt.posts {
			t.Errorf("%s: %d POSTs, %v", name, server.posts, err)
		}
	}
}

// If the registration and its lookup fail in the same way, the server may have carried out the
// registration, unless ZDM refuses the token of both.
func TestRefusedLooks(t *testing.T) {
	for _, tt := range []struct {
		status  int
		body    string
		unknown bool
	}{
		{401, refusal, false},
		{403, refusal, false},
		{400, refusal, true},
		{409, refusal, true},
		{500, refusal, true},
		{401, "<html>log in</html>", true},
		{403, "<html>no</html>", true},
		{302, "", true},
	} {
		c := inProcess(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(tt.status)
			_, _ = io.WriteString(w, tt.body)
		}, newClock().use)
		_, err := c.CreateRecovery(t.Context(), request(), zdm.Knowing())
		if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.OutcomeUnknown() != tt.unknown {
			t.Errorf("%d %q: %v", tt.status, tt.body, err)
		}
	}
}
