package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// Every response is an envelope that matches its status, and never a 500.
func FuzzRequests(f *testing.F) {
	for _, body := range []string{basicRequest, detailedRequest, `{"status":"start","networkLimit":1e9}`, `{"schedule":{"type":4,"basic":{"day":"mon","time":"10:00"}},"center":1}`,
		`{"center":"1","type":8,"basic":{"week":"1","day":"sun","time":"02:00"},"advanced":{"week":"2","day":"mon","time":"03:00"}}`, `{"email":"demo@example.com","password":"sandbox"}`} {
		f.Add(0, "a-job", "detail=true&page=2", body)
		f.Add(1, "1", "limit=9&sort=asc&status=error", body)
		f.Add(2, "source-server", "partition=/&serverType=source", body)
		f.Add(3, "%25", "center=1,3&result=success", body)
	}
	calls := []string{"POST /api/recoveries", "PUT /api/recoveries/", "POST /api/schedules", "GET /api/recoveries/", "DELETE /api/recoveries/",
		"GET /api/recoveries/histories/", "GET /api/recoveries/monitoring/job/", "GET /api/recoveries/monitoring/system/", "GET /api/servers/",
		"GET /api/backups/images/server/", "GET /api/schedules/", "DELETE /api/schedules/", "GET /api/recoveries", "GET /api/schedules", "POST /api/auth/issue"}
	path := filepath.Join(f.TempDir(), "sandbox.db")
	now := &clock{now: noon}
	s, err := sandbox.Open(sandbox.Config{Path: path, Now: now.read, Choices: sandbox.Choices{VendorWords: true}})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	token, err := s.Token()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which int, identifier, query, body string) {
		method, target, _ := strings.Cut(calls[max(which, -which, 0)%len(calls)], " ")
		if strings.HasSuffix(target, "/") {
			target += strings.NewReplacer("/", "%2F", "%", "%25", "?", "%3F", "#", "%23", " ", "%20").Replace(identifier)
		}
		r := httptest.NewRequest(method, "/", strings.NewReader(body))
		parsed, err := r.URL.Parse(target)
		if err != nil {
			return
		}
		r.URL = parsed
		r.URL.RawQuery = query
		r.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if strings.HasPrefix(w.Body.String(), "Cannot ") && w.Code == http.StatusNotFound {
			return
		}
		var envelope struct {
			Success   bool
			Error     string
			Timestamp string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &envelope); err != nil || envelope.Timestamp == "" {
			t.Fatalf("%s %s: %v in %q", method, target, err, w.Body)
		}
		if w.Code >= 500 || envelope.Success != (w.Code < 300) || envelope.Success == (envelope.Error != "") {
			t.Errorf("%s %s: %d %q", method, target, w.Code, w.Body)
		}
	})
}
