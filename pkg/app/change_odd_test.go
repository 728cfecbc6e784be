package app_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// oddChange is a response to a change and the expected result of the run.
type oddChange struct {
	name    string
	status  int
	body    string
	code    exit.Code
	message string // text on stdout or stderr
}

func deletions() []oddChange {
	const parts = `"jobInfo": [{"name": "x", "partition": "/", "deletedComponents": {"basicInfo": `
	return []oddChange{
		{"counters", 200, `{"success": true, "data": {"summary": {"state": "success", "affectedComponents": {"basicInfoDeleted": 1, "logDataDeleted": 22}}}}`, exit.OK, "Deleted 905"},
		{"texts", 200, `{"success": "true", "data": {"summary": {"state": "success", "affectedComponents": {"basicInfoDeleted": "1"}}}}`, exit.OK, "Deleted 905"},
		{"booleans", 200, `{"success": true, "data": {"summary": {"state": "deleted", "affectedComponents": {"basicInfoDeleted": true}}}}`, exit.OK, "Deleted 905"},
		{"one object for the list", 200, `{"success": true, "data": {"jobInfo": {"name": "x", "deletedComponents": {"basicInfo": true}}}}`, exit.OK, "Deleted 905"},
		{"a list around all", 200, `{"success": true, "data": [{` + parts + `true}}], "summary": {"state": "success"}}]}`, exit.OK, "Deleted 905"},
		{"zero", 200, `{"success": true, "data": {"jobInfo": [], "summary": {"state": "success", "affectedComponents": {"basicInfoDeleted": 0}}}}`, exit.Refused, "nothing was deleted"},
		{"false", 200, `{"success": true, "data": {` + parts + `false}}], "summary": {"state": "success"}}}`, exit.Refused, "nothing was deleted"},
		{"only the logs", 200, `{"success": true, "data": {"summary": {"affectedComponents": {"basicInfoDeleted": false, "logDataDeleted": 3}}}}`, exit.Refused, "nothing was deleted"},
		{"state fail", 200, `{"success": true, "data": {"summary": {"state": "FAIL"}}}`, exit.Failed, "deletion of 905 failed"},
		{"message of a partition", 200, `{"success": true, "data": {"jobInfo": [{"partition": "/home", "errorMessage": "잠김"}], "summary": {"state": "success"}}}`, exit.Failed, "/home: 잠김"},
		{"failure with some deleted", 500, `{"success": false, "error": "half", "data": {` + parts + `true}}]}}`, exit.Failed, "half"},
		{"failure inside 200", 200, `{"success": false, "error": {"code": "X", "message": "a||b"}}`, exit.Refused, "error: a\n"},
		{"failure", 500, `{"success": false, "error": "broken row"}`, exit.Refused, "broken row"},
		{"404", 404, `{"success": false, "error": "ID가 '905'인 Recovery를 찾을 수 없습니다"}`, exit.Refused, "use --by name if it is a name"},
		{"403", 403, `{"success": false, "error": "Center mismatch"}`, exit.Credentials, "Center mismatch"},
		{"escape", 400, `{"success": false, "error": "\u001b[2Jgone"}`, exit.Refused, `\x1b[2Jgone`},
	}
}

// If the response to a deletion does not show what was deleted, the recovery is looked up.
func TestDeletionWithoutDetails(t *testing.T) {
	const job = "/api/recoveries/905"
	for after, want := range map[string]struct {
		answer  zdmtest.Answer
		code    exit.Code
		message string
	}{
		"gone":  {zdmtest.Reply(404, "", []byte(`{"success": false, "error": "ID가 '905'인 Recovery를 찾을 수 없습니다"}`)), exit.OK, "Deleted 905"},
		"there": {zdmtest.Reply(200, "", []byte(`{"success": true, "data": {"job": {"info": {"id": "905", "name": "x"}}}}`)), exit.Refused, "nothing was deleted"},
		"cut":   {zdmtest.Raw(nil), exit.Unknown, "does not show what it deleted"},
	} {
		for _, body := range []string{`{"success": true, "data": {"summary": {"state": "success"}}}`, `{"success": true, "data": {"jobInfo": []}}`, `{"success": true}`, `{"success": true, "data": null}`} {
			server := clitest.Server(t)
			server.On("DELETE "+job, zdmtest.Reply(200, "", []byte(body)))
			server.On("GET "+job, zdmtest.Sequence(zdmtest.Data(`{"job": {"info": {"id": "905", "name": "x"}}}`), want.answer))
			r := clitest.For(t, server).Run("recovery", "delete", "905", "--yes", "--retries", "0")
			if r.Code != want.code || !strings.Contains(r.Stdout+r.Stderr, want.message) || want.code != exit.OK && r.Stdout != "" {
				t.Errorf("%s, %s: %+v", after, body, r)
			}
		}
	}
}

func updates() []oddChange {
	return []oddChange{
		{"values of another type", 200, `{"success": true, "data": {"jobInfo": {"id": 905, "name": "n"}, "summary": {"state": "updated", "commonUpdatedFields": [{"field": "After Reboot", "previous": null, "new": true}]}}}`, exit.OK, "After Reboot"},
		{"one object for the list", 200, `{"success": true, "data": {"summary": {"commonUpdatedFields": {"field": "f", "previous": 1, "new": {"type": 3}}}}}`, exit.OK, `{"type":3}`},
		{"a drive", 200, `{"success": true, "data": {"summary": {"state": "success", "eachUpdatedFields": [{"drive": "C:", "summary": {"state": "success", "commonUpdatedFields": [{"field": "Recovery Mode", "previous": "increment", "new": "full"}]}}]}}}`, exit.OK, "C:: Recovery Mode"},
		{"another value", 200, `{"success": true, "data": {"summary": {"state": "success", "commonUpdatedFields": [{"field": "Recovery Mode", "previous": "increment", "new": "increment"}]}}}`, exit.Unknown, "not about this request"},
		{"no fields", 200, `{"success": true, "data": {"summary": {"state": "success"}}}`, exit.OK, "lists no changed fields"},
		{"no data", 200, `{"success": true}`, exit.Unknown, "not about this request"},
		{"data is text", 200, `{"success": true, "data": "ok"}`, exit.Unknown, "not about this request"},
		{"state fail", 200, `{"success": true, "data": {"summary": {"state": "fail"}}}`, exit.Failed, "the change failed"},
		{"message", 200, `{"success": true, "data": {"jobInfo": {"errorMessage": "no disk"}, "summary": {"state": "success"}}}`, exit.Failed, "error: no disk"},
		{"one partition failed", 200, `{"success": true, "data": {"summary": {"state": "success", "commonUpdatedFields": [{"field": "mode", "previous": "full", "new": "increment"}], "eachUpdatedFields": [{"partition": "/home", "errorMessage": "no such", "summary": {"state": "fail"}}]}}}`, exit.Failed, "Partially updated"},
		{"failure", 400, `{"success": false, "error": "Request body validation failed.", "detail": {"validationErrors": {"center": ["center is required"]}}}`, exit.Refused, "center is required"},
		{"404", 404, `{"success": false, "error": "ID가 '905'인 Recovery를 찾을 수 없습니다"}`, exit.Refused, "use --by name if it is a name"},
		{"cell with an escape", 200, `{"success": true, "data": {"summary": {"commonUpdatedFields": [{"field": "f", "previous": "\u001b[2J", "new": "x"}]}}}`, exit.OK, `\x1b[2J`},
	}
}

func switches(status, done string) []oddChange {
	return []oddChange{
		{"values of another type", 200, `{"success": true, "data": {"jobInfo": {"id": 905, "name": "n"}, "summary": {"state": "updated", "commonUpdatedFields": [{"field": "status", "previous": null, "new": "` + status + `"}]}}}`, exit.OK, done},
		{"no data", 200, `{"success": true}`, exit.Unknown, "not about this request"},
		{"data is a list", 200, `{"success": "true", "data": [{"summary": {"state": "success"}}]}`, exit.OK, done},
		{"state fail", 200, `{"success": true, "data": {"jobInfo": {"errorMessage": "실행 중인 작업이 아닙니다."}, "summary": {"state": "FAIL"}}}`, exit.Failed, "error: 실행 중인 작업이 아닙니다."},
		{"a message and no state", 200, `{"success": true, "data": {"jobInfo": {"errorMessage": "busy"}}}`, exit.Failed, "error: busy"},
		{"one partition failed", 200, `{"success": true, "data": {"summary": {"state": "success", "eachUpdatedFields": [{"drive": "C:", "summary": {"state": "fail"}, "errorMessage": "no image"}]}}}`, exit.Failed, "C:: no image"},
		{"conflict", 409, `{"success": false, "error": "already running"}`, exit.Refused, "already running"},
		{"center", 400, `{"success": false, "error": "center is required"}`, exit.Refused, "\n  no center was sent; specify the recovery's center with --center\n    zdmctl center list\n"},
		{"center by field", 422, `{"success": false, "error": "Request body validation failed.", "detail": {"validationErrors": {"center": ["Invalid input"]}}}`, exit.Refused, "with --center"},
		{"404", 404, `{"success": false, "error": "ID가 '905'인 Recovery를 찾을 수 없습니다"}`, exit.Refused, "zdmctl recovery list"},
	}
}

func scheduleDeletions() []oddChange {
	return []oddChange{
		{"2.0", 200, `{"success": true, "data": {"id": 31, "name": "Schedule-31", "type": "Daily", "description": "d"}}`, exit.OK, "Deleted schedule 31"},
		{"1.x", 200, `{"success": true, "data": {"id": "31", "name": "n", "type": 1}, "message": "Schedule이 성공적으로 삭제되었습니다"}`, exit.OK, "Deleted schedule 31"},
		{"a list of one", 200, `{"success": true, "data": [{"id": 31}]}`, exit.OK, "Deleted schedule 31"},
		{"no id", 200, `{"success": true, "data": {}}`, exit.OK, "does not show what it deleted"},
		{"no data", 200, `{"success": true}`, exit.OK, "does not show what it deleted"},
		{"in use", 409, `{"success": false, "error": "Schedule ID '31' is referenced by: backup(1), recovery(2)"}`, exit.Refused, "backup(1), recovery(2)"},
		{"403", 403, `{"success": false, "error": "Schedule does not belong to center '3'"}`, exit.Credentials, "does not belong"},
		{"404", 404, `{"success": false, "error": "Schedule with ID '31' not found"}`, exit.Refused, "zdmctl schedule list"},
		{"an escape", 400, `{"success": false, "error": "\u001b[2Jgone"}`, exit.Refused, `\x1b[2Jgone`},
	}
}

func creations() []oddChange {
	return []oddChange{
		{"1.x", 201, `{"success": true, "data": {"basic": {"id": "31", "type": "daily", "state": "enabled", "description": "Every day"}}}`, exit.OK, "Created schedule 31: Every day"},
		{"smart", 200, `{"success": true, "data": {"basic": {"id": 31, "type": 7}, "advanced": {"id": 31, "type": 7, "description": "d"}}}`, exit.OK, "Created schedule 31: d"},
		{"no id", 200, `{"success": true, "data": {"basic": {"id": "-"}}}`, exit.OK, "contains no schedule ID"},
		{"no data", 200, `{"success": true}`, exit.OK, "contains no schedule ID"},
		{"422", 422, `{"success": false, "error": "Request body validation failed.", "detail": {"validationErrors": {"basic": ["time: time is required"]}}}`, exit.Refused, "time is required"},
		{"404", 404, `{"success": false, "error": "Zdm with ID '3' not found"}`, exit.Refused, "Zdm with ID"},
	}
}

// lost returns responses that leave it unknown whether a change was made.
func lost() map[string]zdmtest.Answer {
	page := []byte("<h1>Bad Gateway</h1>")
	return map[string]zdmtest.Answer{
		"cut":             zdmtest.Raw(nil),
		"reset":           zdmtest.Reset(nil),
		"cut in the body": zdmtest.Raw([]byte("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"success\":")),
		"HTML 200":        zdmtest.Reply(200, "text/html", page),
		"HTML 502":        zdmtest.Reply(502, "text/html", page),
		"empty":           zdmtest.Reply(200, "", nil),
		"half an answer":  zdmtest.Reply(200, "", []byte(`{"success": true, "data": {`)),
		"no envelope":     zdmtest.Reply(200, "", []byte(`{"message": "hello"}`)),
		"503":             zdmtest.Reply(503, "text/plain", []byte("busy")),
	}
}

func TestOddAnswersToChanges(t *testing.T) {
	t.Parallel()
	for _, command := range []struct {
		path, method string
		args         []string
		answers      []oddChange
		showCommand  string // command that shows the outcome if it is unknown
	}{
		{"/api/recoveries/905", http.MethodDelete, []string{"recovery", "delete", "905", "--yes"}, deletions(), "zdmctl recovery get 905"},
		{"/api/recoveries/905", http.MethodPut, []string{"recovery", "update", "905", "--mode", "full"}, updates(), "zdmctl recovery get 905"},
		{"/api/recoveries/905", http.MethodPut, []string{"recovery", "start", "905"}, switches("start", "Started 905"), "zdmctl recovery get 905"},
		{"/api/recoveries/905", http.MethodPut, []string{"recovery", "stop", "905"}, switches("stop", "Stopped 905"), "zdmctl recovery get 905"},
		{"/api/schedules", http.MethodPost, []string{"schedule", "create", "--center", "3", "--schedule", "daily 10:00"}, creations(), "zdmctl schedule list"},
		{"/api/schedules/31", http.MethodDelete, []string{"schedule", "delete", "31", "--yes"}, scheduleDeletions(), "zdmctl schedule get 31"},
	} {
		name := strings.Join(command.args[:2], " ")
		run := func(t *testing.T, answer zdmtest.Answer) clitest.Result {
			t.Helper()
			server := clitest.Server(t)
			server.On(command.path, answer)
			if command.method == http.MethodDelete { // a recovery is read first
				server.On("GET "+command.path, zdmtest.Data(`{"job": {"info": {"id": "905", "name": "x"}}}`))
			}
			result := clitest.For(t, server).Run(command.args...)
			read := func(r zdmtest.Request) bool { return r.Method == http.MethodGet } // reads the recovery and its center
			if sent := slices.DeleteFunc(server.Requests(), read); len(sent) != 1 || sent[0].Method != command.method {
				t.Errorf("%d requests were sent, want one %s", len(sent), command.method)
			}
			return result
		}
		for _, odd := range command.answers {
			t.Run(name+"/"+odd.name, func(t *testing.T) {
				result := run(t, zdmtest.Reply(odd.status, "", []byte(odd.body)))
				if message := result.Stdout + result.Stderr; result.Code != odd.code || !strings.Contains(message, odd.message) {
					t.Errorf("code %d, want %d, with %q in\n%s", result.Code, odd.code, odd.message, message)
				}
				if odd.code != exit.OK && strings.Contains(result.Stdout, "Deleted") {
					t.Errorf("stdout of a failure: %s", result.Stdout)
				}
			})
		}
		for what, answer := range lost() {
			t.Run(name+"/"+what, func(t *testing.T) {
				result := run(t, answer)
				if result.Code != exit.Unknown || result.Stdout != "" || !strings.Contains(result.Stderr, command.showCommand) {
					t.Errorf("code %d\n%s%s", result.Code, result.Stdout, result.Stderr)
				}
			})
		}
	}
}

// If the server cannot be reached for one recovery, the others are not tried.
func TestChangesStopWithoutServer(t *testing.T) {
	w := clitest.New(t)
	w.Env["ZDMCTL_SERVER"], w.Env["ZDMCTL_TOKEN"] = "http://127.0.0.1:1", clitest.Token()
	result := w.Run("recovery", "delete", "1", "2", "3", "--yes", "--retries", "0", "-o", "json")
	if result.Code != exit.Unreachable || strings.Count(result.Stdout, `"skipped"`) != 2 {
		t.Errorf("code %d\n%s%s", result.Code, result.Stdout, result.Stderr)
	}
}

// If the lookup before a change fails, the error shows that nothing was changed.
func TestLookupBeforeChangeFails(t *testing.T) {
	for name, answer := range map[string]zdmtest.Answer{"cut": zdmtest.Raw(nil), "500": say(500, refused500), "HTML": html(200)} {
		for _, args := range [][]string{{"delete", "nightly", "--yes"}, {"update", "nightly", "--mode", "full"}, {"start", "nightly"}} {
			s := clitest.Server(t)
			s.On(zdmtest.Recoveries, answer)
			r := clitest.For(t, s).Run(append([]string{"recovery"}, args...)...)
			if r.Code == exit.OK || r.Code == exit.Unknown || !strings.Contains(r.Stderr, "  this was only a lookup; nothing was changed\n") {
				t.Errorf("%s, %s: %+v", name, args, r)
			}
		}
	}
}

// -o name prints the names of deleted schedules, and no others.
func TestDeletionPrintsDeletedNames(t *testing.T) {
	server := clitest.Server(t)
	server.On("/api/schedules/1", zdmtest.Reply(200, "", []byte(`{"success": true, "data": {"id": 1}}`)))
	server.On("/api/schedules/2", zdmtest.Reply(409, "", []byte(`{"success": false, "error": "referenced"}`)))
	result := clitest.For(t, server).Run("schedule", "delete", "1", "2", "--yes", "-o", "name")
	if result.Code != exit.Refused || result.Stdout != "1\n" || !strings.Contains(result.Stderr, "2: referenced") {
		t.Errorf("code %d\n%s%s", result.Code, result.Stdout, result.Stderr)
	}
}
