package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
)

func jsonNumber(n float64) string { return strconv.FormatInt(int64(n), 10) }

// Since 2.0.2, an address has 20 logins in 15 minutes, whatever their outcome.
func TestLoginLimit(t *testing.T) {
	for version, limited := range map[string]bool{sandbox.Version2: false, sandbox.Version202: true, sandbox.Version3: true} {
		now := &clock{now: noon}
		s := open(t, sandbox.Config{APIVersion: version, Now: now.read})
		try := func(address, password string) answered {
			r := httptest.NewRequest(http.MethodPost, "/api/token/issue", strings.NewReader(account(sandbox.DemoEmail, password)))
			r.Header.Set("Content-Type", "application/json")
			r.RemoteAddr = address
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			got := answered{status: w.Code, text: w.Body.String()}
			if err := json.Unmarshal(w.Body.Bytes(), &got.json); err != nil {
				t.Fatal(err)
			}
			return got
		}
		for i := range 20 {
			if got := try(fmt.Sprintf("192.0.2.7:%d", 4000+i), []string{sandbox.DemoPassword, "wrong"}[i%2]); got.status == 429 {
				t.Fatalf("%s: login %d: %s", version, i+1, got.text)
			}
			now.set(now.read().Add(time.Second))
		}
		got := try("192.0.2.7:1", sandbox.DemoPassword)
		if got.status != map[bool]int{false: 201, true: 429}[limited] {
			t.Errorf("%s: got %d %s", version, got.status, got.text)
		}
		if version == sandbox.Version3 {
			if want := `{"success":false,"error":{"code":"RATE-LIMIT-01","message":"Too many authentication attempts. Please try again later."}}` + "\n"; got.text != want {
				t.Errorf("got %s", got.text)
			}
		}
		if got := try("192.0.2.8:1", sandbox.DemoPassword); got.status != 201 {
			t.Errorf("%s, another address: %s", version, got.text)
		}
		now.set(noon.Add(15*time.Minute - time.Second))
		if got := try("192.0.2.7:1", sandbox.DemoPassword); (got.status == 429) != limited {
			t.Errorf("%s, just before the end: %s", version, got.text)
		}
		now.set(noon.Add(15 * time.Minute))
		if got := try("192.0.2.7:1", sandbox.DemoPassword); got.status != 201 {
			t.Errorf("%s, later: %s", version, got.text)
		}
	}
}

func TestTokensOf3(t *testing.T) {
	s, now := version3(t, sandbox.Config{})
	got := do(t, s, call3{"POST", "/api/token/issue", account(sandbox.DemoEmail, sandbox.DemoPassword)})
	same(t, got, "data.expiresAt", "2026-03-11 13:00:00")
	coded(t, do(t, s, call3{"POST", "/api/token/issue", account(sandbox.DemoEmail, "x")}), 404, "USER-ERROR-01", "User not found.")
	detailed(t, do(t, s, call3{"POST", "/api/token/issue", account("x", "x")}), "DTO-VALIDATION-01", "email", "invalid email format")
	token := bearer(t, s)
	now.set(noon.Add(2 * time.Hour))
	for text, header := range map[string]http.Header{"Authentication required.": {}, "Invalid token.": {"Authorization": {"Bearer x"}}, "Token expired.": token} {
		coded(t, unchecked(t, s, "GET", "/api/recoveries", "", header), 401, "UNAUTHORIZED", text)
	}
	coded(t, unchecked(t, s, "GET", "/api/recoveries/histories", "", token), 401, "UNAUTHORIZED", "Token has expired.")
}

// If a server is upgraded while a job runs, jobs and tokens are kept, and each response has the
// format of its version.
func TestUpgrade(t *testing.T) {
	now := &clock{now: noon}
	s := open(t, sandbox.Config{Now: now.read, Speed: 1})
	token := bearer(t, s)
	post(t, s, with("autoStart", `"use"`))
	now.set(noon.Add(70 * time.Second))
	shapes := map[string]string{sandbox.Version1: "data.job.details.0.progressInfo.percent", sandbox.Version2: "data.job.details.0.progressInfo.percent", sandbox.Version202: "data.job.details.0.progressInfo.percent",
		sandbox.Version3Early: "data.job.details.0.progressInfo.percent", sandbox.Version3Flat: "data.job.percent", sandbox.Version3: "data.job.progress.percent"}
	for _, version := range sandbox.Versions() {
		if err := s.SetAPIVersion(version); err != nil {
			t.Fatal(err)
		}
		same(t, unchecked(t, s, "GET", "/api/recoveries/monitoring/job/1", "", token), shapes[version], "51%")
		if info, err := s.Describe(); err != nil || info.APIVersion != version {
			t.Errorf("%+v, %v", info, err)
		}
	}
	// The run that began before the upgrade has no reboot phase.
	now.set(noon.Add(455 * time.Second))
	same(t, unchecked(t, s, "GET", "/api/recoveries/monitoring/job/1", "", token), "data.job.progress.status", "Complete")
	if err := s.SetAPIVersion("4.0"); err == nil {
		t.Error("no error")
	}
	same(t, unchecked(t, s, "GET", "/api/recoveries/1", "", token), "data.job.info.id", "1")
}

func TestRefusalsOfUnknownRoutes(t *testing.T) {
	for version, plain := range map[string]bool{sandbox.Version1: true, sandbox.Version2: true, sandbox.Version202: true, sandbox.Version3Early: false, sandbox.Version3: false} {
		for choice, want := range map[string]bool{"": plain, sandbox.UnknownRoutePlain: true, sandbox.UnknownRouteEnvelope: false} {
			s := open(t, sandbox.Config{APIVersion: version, UnknownRoute: choice})
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/api/nowhere", nil))
			if w.Code != http.StatusNotFound || json.Valid(w.Body.Bytes()) == want {
				t.Errorf("%s, %q: got %d %s", version, choice, w.Code, w.Body)
			}
		}
	}
	if s, err := sandbox.Open(sandbox.Config{Path: t.TempDir() + "/s.db", UnknownRoute: "x"}); err == nil || s != nil {
		t.Error("no error")
	}
}

// If a scan of images times out, only one of the repositories is affected.
func TestIncompleteScan(t *testing.T) {
	faults, err := fault.Parse("timeout=1")
	if err != nil {
		t.Fatal(err)
	}
	s, _ := version3(t, sandbox.Config{Faults: fault.New(faults, 1)})
	got := do(t, s, getting("/api/backups/images?center=1"))
	for path, want := range map[string]any{"scan.total": 2.0, "scan.succeeded": 1.0, "scan.failures.0.repositoryId": 13.0, "scan.failures.0.retryable": true,
		"message": "Backup images retrieved (1 of 2 repositories scanned)", "data.0.image.repository.id": 8.0} {
		same(t, got, path, want)
	}
	coded(t, do(t, s, getting("/api/backups/images/server/web-01?repositoryId=8")), 500, "INTERNAL_SERVER_ERROR",
		"Backup image lookup timed out (30 seconds elapsed, Center: main-center, Repository ID: 8, last job status: Waiting(0))")
	coded(t, do(t, s, posting()), 500, "INTERNAL_SERVER_ERROR", "")
	faults, err = fault.Parse("incomplete=1")
	if err != nil {
		t.Fatal(err)
	}
	s, _ = version3(t, sandbox.Config{Faults: fault.New(faults, 1)})
	do(t, s, posting())
	coded(t, do(t, s, getting("/api/recoveries/monitoring/job/a-job")), 500, "JOB-ERROR-16", "Recovery job 'a-job' exists, but its job information row is missing.")
}

// If many clients register with autoStart onto one target at once, only one job starts.
func TestConcurrentStarts(t *testing.T) {
	s, _ := version3(t, sandbox.Config{})
	started, token := make(chan any), bearer(t, s)
	const clients = 20
	for i := range clients {
		go func() {
			got := unchecked(t, s, http.MethodPost, "/api/recoveries", with("jobName", fmt.Sprintf(`"j%d"`, i), "autoStart", `"use"`), token)
			data, _ := got.json["data"].(map[string]any)
			common, _ := data["common"].(map[string]any)
			started <- common["autoStart"]
		}()
	}
	counts := map[any]int{}
	for range clients {
		counts[<-started]++
	}
	if counts["use"] != 1 || counts["not use"] != clients-1 {
		t.Errorf("%v", counts)
	}
}
