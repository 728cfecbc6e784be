package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// Every response of 3.0 and its builds is an envelope that matches its status, and never a 500.
func FuzzRequestsOf3(f *testing.F) {
	image := imaging("retired-01_ROOT.ZIA|web-01_boot_[2025-01-16_01_05].ZIA", "jobList", `[{"targetPartition":"/var","backupFile":["retired-01_ROOT.ZIA"],"mode":"full"}]`).body
	for i, body := range []string{image, with(), with("autoStart", `"use"`, "overwrite", `"allow"`, "source", `"16"`, "target", `"17"`),
		with("jobList", `[{"sourcePartition":"/","targetPartition":"/","backupFile":["a","b"]}]`), `{"center":1,"status":"start","jobList":[{"backupFile":"x","targetPartition":"c"}]}`} {
		f.Add(i, "a-job", "detail&partition=/", body)
		f.Add(i+3, "1", "center=1,3&limit=1", body)
		f.Add(i+6, "12", "center=&hello=1&mode=FULL", body)
	}
	calls := []string{"POST /api/recoveries", "POST /api/recoveries/image", "PUT /api/recoveries/", "DELETE /api/recoveries/", "GET /api/recoveries/",
		"GET /api/recoveries/monitoring/job/", "GET /api/recoveries/monitoring/system/", "GET /api/recoveries/histories/", "GET /api/backups/images",
		"GET /api/backups/images/server/", "GET /api/servers/", "GET /api/zdms/1/repositories", "GET /api/schedules"}
	now := &clock{now: noon}
	s, err := sandbox.Open(sandbox.Config{Path: filepath.Join(f.TempDir(), "sandbox.db"), Now: now.read})
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
			target += url.PathEscape(identifier)
		}
		for _, version := range []string{sandbox.Version3Early, sandbox.Version3Flat, sandbox.Version3} {
			if err := s.SetAPIVersion(version); err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(method, "/", strings.NewReader(body))
			parsed, err := r.URL.Parse(target)
			if err != nil {
				return
			}
			r.URL, r.URL.RawQuery = parsed, query
			r.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			var envelope struct {
				Success   bool
				TraceID   string
				Error     *struct{ Code, Message string }
				Timestamp string
			}
			if err := json.Unmarshal(w.Body.Bytes(), &envelope); err != nil || envelope.TraceID != w.Header().Get("X-Trace-Id") || envelope.Timestamp == "" {
				t.Fatalf("%s: %s %s: %v in %q", version, method, target, err, w.Body)
			}
			refused := envelope.Error != nil
			if w.Code >= 500 || envelope.Success != (w.Code < 300) || envelope.Success == refused || refused && (envelope.Error.Code == "" || envelope.Error.Message == "") {
				t.Errorf("%s: %s %s: %d %q", version, method, target, w.Code, w.Body)
			}
		}
	})
}
