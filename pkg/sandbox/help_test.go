package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// noon is the clock of every test, in a zone other than the machine's.
var noon = time.Date(2026, time.March, 11, 12, 0, 0, 0, time.FixedZone("KST", 9*60*60))

func at(t time.Time) func() time.Time { return func() time.Time { return t } }

func open(t *testing.T, cfg sandbox.Config) *sandbox.Server {
	t.Helper()
	if cfg.Path == "" {
		cfg.Path = filepath.Join(t.TempDir(), "zdmctl", "sandbox.db")
	}
	if cfg.Now == nil {
		cfg.Now = at(noon)
	}
	s, err := sandbox.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// answered is a response with its body decoded.
type answered struct {
	status int
	text   string
	json   map[string]any
}

// at follows keys and indexes such as "data.partitions.0.jobMode".
func (a answered) at(t *testing.T, path string) any {
	t.Helper()
	var value any = a.json
	for key := range strings.SplitSeq(path, ".") {
		switch in := value.(type) {
		case map[string]any:
			value = in[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(in) {
				t.Fatalf("%s: no item %s in %s", path, key, a.text)
			}
			value = in[i]
		default:
			return nil
		}
	}
	return value
}

// send sends a request and checks the response strictly against the API's document.
func send(t *testing.T, s http.Handler, method, target, body string, header http.Header) answered {
	t.Helper()
	return unchecked(t, openapitest.Handler(t, s, openapitest.Strict(), openapitest.AnswersOnly()), method, target, body, header)
}

// unchecked is send for responses outside the API's document: inverted choices and this server's
// limits.
func unchecked(t *testing.T, s http.Handler, method, target, body string, header http.Header) answered {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header = header
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	got := answered{status: w.Code, text: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), &got.json); err != nil {
		t.Fatalf("%s %s: %v in %q", method, target, err, got.text)
	}
	if kind := w.Header().Get("Content-Type"); kind != "application/json; charset=utf-8" {
		t.Errorf("content type %q", kind)
	}
	return got
}

func bearer(t *testing.T, s *sandbox.Server) http.Header {
	t.Helper()
	token, err := s.Token()
	if err != nil {
		t.Fatal(err)
	}
	return http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
}

func post(t *testing.T, s *sandbox.Server, body string) answered {
	t.Helper()
	return send(t, s, http.MethodPost, "/api/recoveries", body, bearer(t, s))
}

func get(t *testing.T, s *sandbox.Server, target string) answered {
	t.Helper()
	return send(t, s, http.MethodGet, target, "", bearer(t, s))
}

// with returns the smallest valid request with fields set to JSON text. An empty text removes a
// field.
func with(fields ...string) string {
	request := map[string]json.RawMessage{
		"center": []byte(`"1"`), "source": []byte(`"source-server"`), "target": []byte(`"target-server"`),
		"platform": []byte(`"vmware"`), "repository": []byte(`{"id":13}`), "mode": []byte(`"full"`),
		"jobName": []byte(`"a-job"`),
	}
	for i := 0; i < len(fields); i += 2 {
		request[fields[i]] = json.RawMessage(fields[i+1])
		if fields[i+1] == "" {
			delete(request, fields[i])
		}
	}
	// Invalid JSON above yields an empty body, which no test accepts.
	text, _ := json.Marshal(request)
	return string(text)
}

func refused(t *testing.T, got answered, status int, text string) {
	t.Helper()
	if got.status != status || got.at(t, "error") != text || got.at(t, "success") != false {
		t.Errorf("got %d %s, want %d %q", got.status, got.text, status, text)
	}
}

func same(t *testing.T, got answered, path string, want any) {
	t.Helper()
	if value := got.at(t, path); value != want {
		t.Errorf("%s is %#v, want %#v", path, value, want)
	}
}
