package sandbox_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// A call is a request to a server.
type call3 struct{ method, target, body string }

func posting(fields ...string) call3 {
	return call3{http.MethodPost, "/api/recoveries", with(fields...)}
}
func getting(target string) call3       { return call3{http.MethodGet, target, ""} }
func putting(target, body string) call3 { return call3{http.MethodPut, target, body} }
func deleting(target string) call3      { return call3{http.MethodDelete, target, ""} }

func imaging(files string, fields ...string) call3 {
	fields = append([]string{"source", "", "jobName", "", "backupFile", fmt.Sprintf("%q", files), "target", `"web-01-dr"`}, fields...)
	return call3{http.MethodPost, "/api/recoveries/image", with(fields...)}
}

// do sends a request, checked against the document of the server's version.
func do(t *testing.T, s *sandbox.Server, c call3) answered {
	t.Helper()
	return unchecked(t, documented(t, s), c.method, c.target, c.body, bearer(t, s))
}

// version3 returns a server of API 3.0 with a clock.
func version3(t *testing.T, cfg sandbox.Config) (*sandbox.Server, *clock) {
	t.Helper()
	now := &clock{now: noon}
	cfg.Now, cfg.APIVersion = now.read, sandbox.Version3
	return open(t, cfg), now
}

// coded checks an error of 3.0.
func coded(t *testing.T, got answered, status int, code, text string) {
	t.Helper()
	if got.status != status || got.at(t, "error.code") != code || text != "" && got.at(t, "error.message") != text {
		t.Errorf("got %d %s\nwant %d %s %q", got.status, got.text, status, code, text)
	}
}

// detailed checks the reason that an error of 3.0 has for a field.
func detailed(t *testing.T, got answered, code, field, reason string) {
	t.Helper()
	details, _ := got.at(t, "error.details").(map[string]any)
	reasons, _ := details[field].([]any)
	if got.at(t, "error.code") != code || len(reasons) != 1 || reasons[0] != reason {
		t.Errorf("got %d %s\nwant %s %s: %q", got.status, got.text, code, field, reason)
	}
}

// documented returns a server whose responses are checked strictly against the document of its
// version, if there is one.
func documented(t *testing.T, s *sandbox.Server) http.Handler {
	t.Helper()
	info, err := s.Describe()
	if err != nil {
		t.Fatal(err)
	}
	switch info.APIVersion {
	case sandbox.Version1, sandbox.Version2:
		return openapitest.Handler(t, s, openapitest.Strict(), openapitest.AnswersOnly())
	case sandbox.Version3:
		return openapitest.Handler(t, s, openapitest.Strict(), openapitest.Version3(), openapitest.AnswersOnly())
	}
	return s
}

func header(s *sandbox.Server, c call3, with http.Header) http.Header {
	r := httptest.NewRequest(c.method, c.target, nil)
	r.Header = with
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Header()
}
