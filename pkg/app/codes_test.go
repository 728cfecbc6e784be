package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// code is an error code of API 3.0 that a call about a recovery can return, with its HTTP status.
type code struct {
	status int
	name   string
}

// codes returns the codes of the vendor's list, which is grouped by status as "NAME NAME".
func codes() (all []code) {
	for _, group := range []struct {
		status int
		names  string
	}{
		{400, "FILTER_OPTIONS_EXTRACTION_FAILED BAD_REQUEST INVALID_JSON CENTER-ERROR-02 FILE-ERROR-11 REPOSITORY-ERROR-10 REPOSITORY-ERROR-11 DTO-VALIDATION-02 DTO-VALIDATION-03"},
		{400, "JOB-ERROR-10 JOB-ERROR-14 JOB-ERROR-20 JOB-ERROR-22 JOB-ERROR-53 JOB-ERROR-54 JOB-ERROR-55 JOB-ERROR-57 JOB-ERROR-58 JOB-ERROR-59 JOB-ERROR-63 JOB-ERROR-65"},
		{400, "JOB-ERROR-66 JOB-ERROR-67 JOB-ERROR-101 JOB-ERROR-103 JOB-ERROR-105 JOB-ERROR-108 SCHEDULE-ERROR-02 SCHEDULE-ERROR-15 SCHEDULE-ERROR-16"},
		{400, "JOB-ERROR-102 JOB-ERROR-104 JOB-ERROR-107 " + numbered("SCHEDULE-ERROR", 17, 19, 21, 24, 26, 28, 30, 32, 34, 35, 37) + "CLOUD-AUTH-ERROR-01 CLOUD-AUTH-ERROR-02"},
		{401, "UNAUTHORIZED USER-ERROR-05"},
		{403, "FORBIDDEN CENTER-ERROR-01"},
		{404, "NOT_FOUND ZDM-ERROR-01 ZDM-REPOSITORY-ERROR-01 USER-ERROR-01 USER-ERROR-02 USER-ERROR-03 SERVER-ERROR-01 SERVER-ERROR-02 SERVER-ERROR-03"},
		{404, "JOB-ERROR-01 JOB-ERROR-02 JOB-ERROR-03 JOB-ERROR-04 JOB-ERROR-08 JOB-ERROR-09 JOB-ERROR-12 JOB-ERROR-13 JOB-ERROR-52 JOB-ERROR-62 JOB-ERROR-100 SCHEDULE-ERROR-01"},
		{405, "METHOD_NOT_ALLOWED"},
		{408, "TIMEOUT_ERROR"},
		{409, "CONFLICT JOB-ERROR-07 JOB-ERROR-56 JOB-ERROR-64 USER-ERROR-04 " + numbered("SCHEDULE-ERROR", 20, 23, 27, 31, 51)},
		{422, "UNPROCESSABLE_ENTITY DTO-VALIDATION-01 " + numbered("SCHEDULE-ERROR", 10, 11, 12, 13, 14, 18, 22, 25, 29, 33, 36, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50)},
		{429, "TOO_MANY_REQUESTS RATE-LIMIT-01"},
		{500, "INTERNAL_SERVER_ERROR DTO-VALIDATION-04 DTO-CREATION-01 JOB-ERROR-05 JOB-ERROR-06 JOB-ERROR-11 JOB-ERROR-15 JOB-ERROR-16 JOB-ERROR-17 JOB-ERROR-18 JOB-ERROR-19 JOB-ERROR-21 JOB-ERROR-60 JOB-ERROR-61 JOB-ERROR-68 JOB-ERROR-106"},
		{501, "NOT_IMPLEMENTED"}, {502, "BAD_GATEWAY"}, {503, "SERVICE_UNAVAILABLE"}, {504, "GATEWAY_TIMEOUT"},
	} {
		for name := range strings.FieldsSeq(group.names) {
			all = append(all, code{group.status, name})
		}
	}
	return all
}

// numbered returns the codes of a family, each followed by a space.
func numbered(family string, numbers ...int) (names string) {
	for _, n := range numbers {
		names += fmt.Sprintf("%s-%02d ", family, n)
	}
	return names
}

// exit returns the exit code of a call that fails with this code. A 401 or 403 concerns the token,
// except if it concerns the center.
func (c code) exit() exit.Code {
	if c.status == http.StatusUnauthorized || c.name == "FORBIDDEN" {
		return exit.Credentials
	}
	return exit.Refused
}

// The exit code depends on the status and code of an error, never on its text. The message and its
// JSON contain the code and the ID of the call.
func TestErrorCodes(t *testing.T) {
	t.Parallel()
	one := fmt.Sprintf(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}}, "job": {"info": {"id": "905", "name": "nightly", "status": {"current": %q}}, "detail": [{"from": "/", "backup": {"fileName": "a.ZIA"}}]}}`, "Registered")
	for _, tt := range []struct {
		name, route string
		line        []string
	}{
		{"create", "POST " + zdmtest.Recoveries, append([]string{"recovery", "create"}, basicFlags()...)},
		{"apply", "POST " + zdmtest.Recoveries, []string{"recovery", "apply", "-f", contractPath(t, "basic.json")}},
		{"start", "PUT " + zdmtest.Recoveries + "/905", []string{"recovery", "start", "905", "--center", "1"}},
		{"update", "PUT " + zdmtest.Recoveries + "/905", []string{"recovery", "update", "905", "--mode", "full", "--center", "1"}},
		{"delete", "DELETE " + zdmtest.Recoveries + "/905", []string{"recovery", "delete", "905", "--yes"}},
		{"watch", zdmtest.Recoveries + "/monitoring/job/905", []string{"recovery", "watch", "905"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := clitest.Server(t)
			s.On("GET "+zdmtest.Recoveries, zdmtest.List3())
			s.On("GET "+zdmtest.Recoveries+"/905", zdmtest.Data3(one))
			w := clitest.For(t, s)
			for _, c := range codes() {
				s.On(tt.route, zdmtest.Refusal3(c.status, c.name, "User not found. 성공", ""))
				want := c.exit()
				if tt.name == "watch" && c.status == http.StatusNotFound {
					want = exit.Deadline // the recovery exists, but has not run yet
				}
				r := w.Run(append(tt.line, waitFor(tt.name, "--retries", "0")...)...)
				shown := strings.Contains(r.Stderr, c.name) && strings.Contains(r.Stderr, zdmtest.Trace)
				if r.Code != want || want != exit.Deadline && !shown {
					t.Errorf("%s: exit code %d, want %d\n%s%s", c.name, r.Code, want, r.Stdout, r.Stderr)
				}
				if tt.name == "apply" && !strings.Contains(r.Stdout, "failed") {
					t.Errorf("%s: no failed outcome in %s", c.name, r.Stdout)
				}
				ofDetail := strings.HasPrefix(c.name, "JOB-ERROR-") && c.name != "JOB-ERROR-01"
				if ofDetail && strings.Contains(r.Stderr, "nothing has the id 905") {
					t.Errorf("%s reports no recovery: %s", c.name, r.Stderr)
				}
				if c.name != "CENTER-ERROR-01" {
					continue
				}
				var reported struct {
					Error struct{ Code, RequestID string }
				}
				r = w.Run(append(tt.line, waitFor(tt.name, "--retries", "0", "-o", "json")...)...)
				if err := json.Unmarshal([]byte(r.Stderr), &reported); err != nil || reported.Error.Code != c.name || reported.Error.RequestID != zdmtest.Trace {
					t.Errorf("%v: %+v in %s", err, reported, r.Stderr)
				}
			}
		})
	}
}

// waitFor adds a time limit to a watch.
func waitFor(command string, flags ...string) []string {
	if command == "watch" {
		return append(flags, "--wait-timeout", "10s")
	}
	return flags
}

// Reasons by field are shown, wherever the server puts them.
func TestReasonsByField(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"3.0":   `{"success": false, "traceId": "a", "error": {"code": "DTO-VALIDATION-01", "message": "Request body validation failed.", "details": {"schedule.basic": ["time is required"], "target": ["target is required"]}}}`,
		"2.0.2": `{"success": false, "requestID": "a", "error": "Request body validation failed.", "detail": {"validationErrors": {"schedule.basic": ["time is required"], "target": ["target is required"]}}}`,
		"tail":  `{"success": false, "requestID": "a", "error": "Request body validation failed.||schedule.basic: time is required||target: target is required"}`,
	} {
		s := clitest.Server(t)
		s.On("POST "+zdmtest.Recoveries, zdmtest.Reply(422, "", []byte(body)))
		r := clitest.For(t, s).Run(append([]string{"recovery", "create"}, basicFlags()...)...)
		if r.Code != exit.Refused || !strings.Contains(r.Stderr, "\n  schedule.basic: time is required\n  target: target is required\n") || !strings.Contains(r.Stderr, "request a, HTTP 422") {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// What the server did differently is reported, and a partition that it omitted is a failure.
func TestNotices(t *testing.T) {
	t.Parallel()
	const rootPart = `{"sourcePartition": "/", "targetPartition": "/dev/vda2", "jobMode": "full", "overwrite": "allow", "backup": {"useLatest": "true"}, "repository": {"id": "13", "type": "nfs"}}`
	data := func(common, notices string) string {
		return `{"common": {"state": "success", "jobName": "daily-recovery", "platform": "vmware", ` + common + `}, "partitions": [` + rootPart +
			`], "summary": {"total": 1, "successful": 1, "failed": 0}, "notices": [` + notices + `]}`
	}
	const (
		busy    = "Recovery job 'a' is currently in progress on target server 'web-01-dr' — this job was registered but not started."
		skipped = "Recovery job 'a' is currently in progress on target server 'web-01-dr' — this job was registered but autoStart was skipped. Start it with a status update once the running job completes."
		ignored = "The overwrite option is Linux-only and was ignored for this Windows recovery job."
		leftOut = "Partition/drive '/home' was skipped — no backup available: Partition '/home' has no backup job."
		older   = "Partition/drive 'D:' was skipped — no backup available: Backup job not found for partition 'D:' on server 'x'"
	)
	for _, tt := range []struct {
		name, common, notices string
		flags                 []string
		code                  exit.Code
		shown                 []string
	}{
		{"none", `"autoStart": "not use"`, "", nil, exit.OK, nil},
		{"busy", `"autoStart": "not use"`, fmt.Sprintf("%q", busy), nil, exit.OK, []string{busy}},
		{"start skipped", `"autoStart": "not use"`, fmt.Sprintf("%q", skipped), []string{"--auto-start"}, exit.OK, []string{skipped, `autoStart is "not use", not "use"`}},
		{"start skipped, and waited for", `"autoStart": "not use"`, fmt.Sprintf("%q", skipped), []string{"--auto-start", "--wait"}, exit.Failed, []string{skipped, "recovery start daily-recovery"}},
		{"overwrite ignored", `"autoStart": "not use"`, fmt.Sprintf("%q", ignored), []string{"--overwrite", "allow"}, exit.OK, []string{ignored}},
		{"left out since 3.0", `"autoStart": "not use"`, fmt.Sprintf("%q", leftOut), nil, exit.Failed, []string{leftOut}},
		{"left out in 2.0.2", `"autoStart": "not use"`, fmt.Sprintf("%q", older), nil, exit.Failed, []string{older}},
		{"all of them", `"autoStart": "not use"`, fmt.Sprintf("%q, %q, %q", ignored, skipped, leftOut), []string{"--auto-start"}, exit.Failed, []string{ignored, skipped, leftOut}},
		{"one of another kind", `"autoStart": "not use"`, `"Schedule was duplicated (1 schedule = 1 job principle)."`, nil, exit.OK, []string{"Schedule was duplicated"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := clitest.Server(t)
			s.On("POST "+zdmtest.Recoveries, zdmtest.Data3(data(tt.common, tt.notices)))
			w := clitest.For(t, s)
			r := w.Run(append(append([]string{"recovery", "create"}, basicFlags()...), tt.flags...)...)
			if r.Code != tt.code {
				t.Errorf("exit code %d, want %d: %+v", r.Code, tt.code, r)
			}
			for _, shown := range tt.shown {
				if !strings.Contains(r.Stderr, shown) {
					t.Errorf("%q is missing in %s", shown, r.Stderr)
				}
			}
			if len(tt.flags) > 0 {
				return
			}
			request := "center: 1\nsource: source-server\ntarget: target-server\nplatform: vmware\nmode: full\nrepository: {id: 13}\njobName: daily-recovery\n"
			r = w.Run("recovery", "apply", "-f", w.File("r.yaml", request))
			if r.Code != tt.code {
				t.Errorf("apply: exit code %d, want %d: %+v", r.Code, tt.code, r)
			}
			for _, shown := range tt.shown {
				if !strings.Contains(r.Stdout+r.Stderr, shown) {
					t.Errorf("apply: %q is missing in %s%s", shown, r.Stdout, r.Stderr)
				}
			}
		})
	}
}
