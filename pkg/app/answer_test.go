package app_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// partition is the first partition of the sample. Most rows below vary it.
const partition = `{"sourcePartition": "/", "targetPartition": "/dev/sda1", "jobMode": "full", "overwrite": "allow", "fileSystem": "ext4",
 "backup": {"useLatest": "true", "backupFile": "root.img", "backupJob": "root"}, "repository": {"id": "1", "path": "/backup", "type": "nfs"}}`

const byteOrderMark = "\ufeff"

// registered returns a success envelope around a common part and partitions. The common part gets
// the request's name if it has none.
func registered(common, partitions string) string {
	if !strings.Contains(common, `"jobName"`) {
		common = strings.Replace(strings.Replace(common, "{", `{"jobName": "daily-recovery", `, 1), ", }", "}", 1)
	}
	n := strings.Count(partitions, "sourcePartition")
	return fmt.Sprintf(`{"success": true, "requestID": "r", "data": {"common": %s, "partitions": [%s], "summary": {"total": %d, "successful": %d, "failed": 0}}}`,
		common, partitions, n, n)
}

type answered struct {
	name   string // with its number in the fact sheet (6.1) or among the observations (o)
	status int
	body   string
	code   exit.Code
	shown  string // text that the wide table must contain
	flags  []string
}

// rootFlags name the sample's partition, so that a response with it belongs to the request whatever
// its name is.
func rootFlags() []string { return []string{"--job", "source=/,target=/dev/sda1"} }

// A response whose shape the contract does not promise is shown and not refused.
func TestAnswersAreShown(t *testing.T) {
	t.Parallel()
	for _, tt := range append(commonAnswers(), partitionAnswers()...) {
		t.Run(tt.name, func(t *testing.T) {
			s := clitest.Server(t)
			s.On("POST "+zdmtest.Recoveries, zdmtest.Reply(tt.status, "", []byte(tt.body)))
			w := clitest.For(t, s)
			create := append([]string{"recovery", "create"}, basicFlagsBut(tt.flags)...)
			wide := w.Run(append(create, "-o", "wide")...)
			if wide.Code != tt.code || !strings.Contains(wide.Stdout, tt.shown) {
				t.Errorf("exit code %d, want %d with %q\n%s%s", wide.Code, tt.code, tt.shown, wide.Stdout, wide.Stderr)
			}
			document := w.Run(append(create, "-o", "json")...)
			if err := zdmtest.SameJSON([]byte(document.Stdout), []byte(strings.TrimPrefix(tt.body, byteOrderMark))); err != nil || document.Code != tt.code {
				t.Errorf("-o json: exit code %d, %v", document.Code, err)
			}
			for _, format := range []string{"table", "yaml", "jsonl", "name"} {
				if r := w.Run(append(create, "-o", format)...); r.Code != tt.code {
					t.Errorf("-o %s: exit code %d\n%s", format, r.Code, r.Stderr)
				}
			}
			if n := len(s.Posts()); n != 6 {
				t.Errorf("%d requests were sent by 6 runs", n)
			}
			unprintable(t, wide.Stdout, wide.Stderr, document.Stdout)
		})
	}
}

// If a response lists no partitions, one lookup decides: all partitions of the request are
// registered, some are missing, or none could be confirmed. A response that lists them needs no
// lookup.
func TestResponsesWithoutPartitions(t *testing.T) {
	t.Parallel()
	details := func(partitions ...string) string {
		var all []string
		for _, p := range partitions {
			all = append(all, fmt.Sprintf(`{"from": %q, "mode": "full"}`, p))
		}
		return strings.Replace(basicJob, `"name":"daily-recovery"}`, `"name":"daily-recovery"},"detail":[`+strings.Join(all, ",")+`]`, 1)
	}
	both := []string{"--job", "source=/,target=/dev/sda1", "--job", "source=/home,target=/dev/sdb1"}
	for _, tt := range []struct {
		partitions, job string
		code            exit.Code
		text            string
		lookups         int
	}{
		{`[{"sourcePartition": "/"}, {"sourcePartition": "/home"}]`, details("/", "/home"), exit.OK, "", 0},
		{`null`, details("/", "/home"), exit.OK, "listed no partitions; a lookup showed them", 1},
		{`[]`, details("/"), exit.Failed, "partitions that were not registered as requested: 1", 1},
		{`[null, null]`, details(), exit.OK, "could not be confirmed; check them with: zdmctl recovery get daily-recovery", 1},
	} {
		for _, command := range []string{"create", "apply"} {
			s := clitest.Server(t)
			body := `{"success": true, "data": {"common": {"state": "success", "jobName": "daily-recovery"}, "partitions": ` + tt.partitions + `, "summary": {"total": 2, "successful": 2, "failed": 0}}}`
			s.On("POST "+zdmtest.Recoveries, zdmtest.Reply(http.StatusCreated, "", []byte(body)))
			s.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
				if len(s.Posts()) > 0 {
					zdmtest.List(tt.job)(w, r, closed)
					return
				}
				zdmtest.List()(w, r, closed)
			})
			w := clitest.For(t, s)
			args := append(append([]string{"recovery", "create"}, basicFlags()...), both...)
			if command == "apply" {
				request := w.Run(append(args, "--dry-run", "-o", "yaml")...)
				args = []string{"recovery", "apply", "-f", w.File("request.yaml", request.Stdout), "--journal", filepath.Join(w.Dir, "j")}
			}
			r := w.Run(args...)
			lookups, posted := 0, false
			for _, request := range s.Requests() {
				posted = posted || request.Method == http.MethodPost
				if posted && request.Method == http.MethodGet && strings.Contains(request.Query, "page=1") {
					lookups++
				}
			}
			if r.Code != tt.code || !strings.Contains(r.Stderr, tt.text) || tt.text == "" && r.Stderr != "" || lookups != tt.lookups || len(s.Posts()) != 1 {
				t.Errorf("%s, %s: exit code %d, %d lookups\n%s%s", command, tt.partitions, r.Code, lookups, r.Stdout, r.Stderr)
			}
		}
	}
}

func commonAnswers() []answered {
	common := func(name, common, shown string) answered {
		return answered{name: name, status: http.StatusCreated, body: registered(common, partition), shown: shown}
	}
	failed := func(name, body, shown string) answered {
		return answered{name: name, status: http.StatusCreated, body: body, code: exit.Failed, shown: shown}
	}
	return []answered{
		common("6.1 #4 basic is a text", `{"state": "success", "schedule": {"basic": "매일 10:00"}}`, "매일 10:00"),
		common("6.1 #4 basic is -", `{"state": "success", "schedule": {"basic": "-"}}`, "Registered daily-recovery"),
		common("6.1 #4 schedule is null", `{"state": "success", "schedule": null}`, "Registered daily-recovery"),
		common("6.1 #4 basic is null", `{"state": "success", "schedule": {"basic": null}}`, "Registered daily-recovery"),
		common("6.1 #5 schedule with id", `{"schedule": {"basic": {"id": 31, "state": 1, "type": "Weekly", "description": "every week"}}}`, "schedule: every week"),
		common("6.1 #6 type is a number", `{"schedule": {"basic": {"type": 3}}}`, "schedule: 3"),
		common("6.1 #6 Unknown type", `{"schedule": {"basic": {"type": "Unknown"}}}`, "schedule: Unknown"),
		common("6.1 #7 schedule is a number", `{"schedule": 31}`, "schedule: 31"),
		common("6.1 #29 no message", `{"state": "success"}`, "Registered daily-recovery"),
		with(common("6.1 #36 no values", `{"state": "success", "jobName": null, "platform": "-", "bootMode": "", "errorMessage": "-", "scriptPath": null}`,
			"Registered daily-recovery: source-server -> target-server on vmware"), rootFlags()...),
		common("6.1 #36 empty error message", `{"state": "success", "errorMessage": ""}`, "Registered"),
		common("6.1 #41 afterReboot", `{"afterReboot": "uefi"}`, "then uefi"),
		common("6.1 #43 state registered", `{"state": "registered"}`, "Registered daily-recovery"),
		common("6.1 #44 timing without job", `{"scriptPath": "/a.sh", "scriptRunTiming": "after"}`, "script: /a.sh, after"),
		common("6.1 #45 platform baremetal", `{"platform": "baremetal"}`, "on baremetal"),
		common("6.1 #57 unknown keys", `{"state": "success", "jobId": 12345678901234567890, "new": {"deep": [1.50, 1e400, null]}}`, "Registered"),
		with(common("o6 numbers where texts belong", `{"jobName": 12, "platform": 7, "autoStart": true}`, "Registered 12: "), "--job-name", "12"),
		with(common("o7 null everywhere", `{"state": null, "jobName": null, "autoStart": null, "platform": null, "bootMode": null, "schedule": null, "errorMessage": null}`,
			"Registered daily-recovery"), rootFlags()...),
		common("o2 odd times", `{"createdAt": "Invalid Date", "start": null, "lastRunTime": "2026-03-11T12:00:00.000Z"}`, "Registered"),
		{name: "6.1 #16 status 200", status: http.StatusOK, body: registered(`{}`, partition), shown: "1 partition: 1 registered, 0 failed"},
		{name: "6.1 #16 status 202", status: http.StatusAccepted, body: registered(`{}`, partition), shown: "1 partition: 1 registered, 0 failed"},
		{name: "6.1 #27 no requestID and timestamp", status: http.StatusCreated, body: `{"success": true, "data": {"common": {"jobName": "daily-recovery"}}}`, shown: "Registered daily-recovery"},
		{name: "o5 data is a list of one", status: http.StatusCreated, body: `{"success": true, "data": [{"common": {"jobName": "daily-recovery"}}]}`, shown: "Registered daily-recovery"},
		{name: "o6 success is a text", status: http.StatusCreated, body: `{"success": "true", "data": {"common": {"jobName": "daily-recovery"}}}`, shown: "Registered daily-recovery"},
		failed("6.1 #60 state fail", registered(`{"state": "fail"}`, partition), "/dev/sda1"),
		failed("6.1 #60 state FAIL", registered(`{"state": "FAIL"}`, partition), "/dev/sda1"),
		failed("6.1 #60 errorMessage", registered(`{"state": "success", "errorMessage": "no image"}`, partition), "/dev/sda1"),
		failed("6.1 #60 summary failed", `{"success": true, "data": {"common": {}, "summary": {"total": 3, "successful": 2, "failed": 1}}}`, "3 partitions: 2 registered, 1 failed"),
		failed("6.1 #60 counts are texts", `{"success": true, "data": {"summary": {"total": "3", "successful": "0", "failed": "3"}}}`, "3 partitions: 0 registered, 3 failed"),
		failed("6.1 #60 failed alone", `{"success": true, "data": {"summary": {"failed": 1}}}`, "1 failed"),
		failed("6.1 #60 successful less than total", `{"success": true, "data": {"summary": {"total": 2, "successful": 1}}}`, "2 partitions: 1 registered, 1 failed"),
		failed("o8 failure inside a list", `{"success": true, "data": [{"common": {"state": "fail", "jobName": "daily-recovery"}}]}`, "daily-recovery"),
	}
}

// with returns a response to a request with other flags.
func with(a answered, flags ...string) answered {
	a.flags = flags
	return a
}

func partitionAnswers() []answered {
	vary := func(name, part, by, shown string) answered {
		return answered{name: name, status: http.StatusCreated, body: registered(`{"state": "success"}`, replaced(partition, part, by)), shown: shown}
	}
	return []answered{
		vary("6.1 #1 id is a number", `"id": "1"`, `"id": 9007199254740993`, "9007199254740993"),
		vary("6.1 #3 overwrite is true", `"overwrite": "allow"`, `"overwrite": true`, "allow"),
		vary("6.1 #3 overwrite is false", `"overwrite": "allow"`, `"overwrite": false`, "not allow"),
		vary("6.1 #3 overwrite is notAllow", `"overwrite": "allow"`, `"overwrite": "notAllow"`, "not allow"),
		vary("6.1 #3 overwrite is Overwritten", `"overwrite": "allow"`, `"overwrite": "Overwritten"`, "Overwritten"),
		vary("6.1 #10 useLast", `"useLatest"`, `"useLast"`, "newest"),
		vary("6.1 #10 useLatest is a boolean", `"true"`, `true`, "newest"),
		vary("6.1 #10 useLatest is false", `"true"`, `"false"`, "root.img"),
		vary("6.1 #12 type NFS", `"nfs"`, `"NFS"`, "NFS"),
		vary("6.1 #12 type cifs", `"nfs"`, `"cifs"`, "cifs"),
		vary("6.1 #36 no backup", `"backup": {"useLatest": "true", "backupFile": "root.img", "backupJob": "root"}, `, ``, "/dev/sda1"),
		vary("6.1 #36 file system is null", `"ext4"`, `null`, "/dev/sda1"),
		vary("6.1 #36 file system is -", `"ext4"`, `"-"`, "/dev/sda1"),
		vary("6.1 #42 mode inc", `"full"`, `"inc"`, "inc"),
		vary("6.1 #42 mode in words", `"full"`, `"Increment Backup"`, "Increment Backup"),
		vary("6.1 #46 image with brackets", `"true", "backupFile": "root.img"`, `"false", "backupFile": "r_[2026-03-11_01_05].ZIA"`, "r_[2026-03-11_01_05].ZIA"),
		vary("6.1 #57 state of a partition", `"overwrite"`, `"state": "success", "errorMessage": "-", "overwrite"`, "Registered"),
		vary("o7 rounded sizes", `"overwrite"`, `"size": 9.007199254740993e15, "used": "NaN%", "overwrite"`, "/dev/sda1"),
		vary("o9 names of every kind", `"/dev/sda1"`, `"/dev/a (b) %20?+'\"/한글"`, `/dev/a (b) %20?+'"/한글`),
		vary("partitions with an odd one", partition, partition+`, null, "text", 7, []`, "/dev/sda1"),
		{name: "6.1 #33 partitions is an object", status: http.StatusCreated, body: `{"success": true, "data": {"common": {"jobName": "daily-recovery"}, "partitions": ` + partition + `}}`, shown: "Registered daily-recovery"},
		{name: "6.1 #36 partitions is null", status: http.StatusCreated, body: `{"success": true, "data": {"common": {"jobName": "daily-recovery"}, "partitions": null, "summary": null}}`, shown: "Registered daily-recovery"},
		{name: "a byte order mark", status: http.StatusCreated, body: byteOrderMark + registered(`{}`, partition), shown: "Registered daily-recovery"},
	}
}

// Refused, failed and unknown outcomes have their own exit codes, and the message quotes the
// server.
func TestErrorAnswers(t *testing.T) {
	t.Parallel()
	reply := func(status int, contentType, body string) zdmtest.Answer {
		return zdmtest.Reply(status, contentType, []byte(body))
	}
	raw := func(answer string) zdmtest.Answer { return zdmtest.Raw([]byte(replaced(answer, "\n", "\r\n"))) }
	const refused = `{"success": false, "requestID": "r1", "error": %s}`
	refusing := func(status int, text string) zdmtest.Answer { return reply(status, "", fmt.Sprintf(refused, text)) }
	tests := []struct {
		name   string
		answer zdmtest.Answer
		code   exit.Code
		shown  string // a line of stderr, or part of a line
	}{
		{"1.2 a text", refusing(400, `"mode은 full, increment중 하나여야 합니다"`), exit.Refused, "error: mode은 full, increment중 하나여야 합니다\n"},
		{"1.2 b message and details", refusing(400, `{"message": "not valid", "details": {"path": ["is required", "is empty"]}}`), exit.Refused, "\n  path: is empty\n"},
		{"1.2 c code and message", reply(404, "", `{"success": false, "error": {"code": "FILE-01", "message": "no such file"}}`), exit.Refused, "error: no such file\n"},
		{"1.2 code alone", refusing(409, `{"code": "JOB_NAME_ALREADY_EXISTS"}`), exit.Refused, "JOB_NAME_ALREADY_EXISTS"},
		{"6.1 #17 body validation 422", reply(422, "", `{"success": false, "error": "Request body validation failed.", "detail": {"validationErrors": {"schedule.basic": ["time is required"]}}}`),
			exit.Refused, "\n  schedule.basic: time is required\n"},
		{"6.1 #18 conflict", refusing(409, `"exists"`), exit.Refused, "HTTP 409"},
		{"6.1 #19 timeout of ZDM", refusing(408, `"timed out"`), exit.Refused, "error: timed out\n"},
		{"6.1 #22 401 in Korean", refusing(401, `"토큰이 만료되었습니다."`), exit.Credentials, "토큰이 만료되었습니다."},
		{"6.1 #22 401 in English", refusing(401, `"Token has expired."`), exit.Credentials, "Token has expired."},
		{"1.2 403 center mismatch", refusing(403, `"center"`), exit.Credentials, "error: the account has no permission for this call on $HOST: center\n"},
		{"6.1 #25 text after a colon", refusing(422, `"Request body validation failed: schedule.type: invalid"`), exit.Refused, "schedule.type: invalid"},
		{"6.1 #27 no error", reply(400, "", `{"success": false}`), exit.Refused, "without a reason"},
		{"6.1 #27 error is null", refusing(400, `null`), exit.Refused, "without a reason"},
		{"6.1 #27 message only", reply(400, "", `{"success": false, "message": "no"}`), exit.Refused, "error: no\n"},
		{"o1 reason in the cause", refusing(500, `{"code": "X", "message": "failed", "details": {"cause": "row 7 is bad"}}`), exit.Refused, "\n  row 7 is bad\n"},
		{"o1 reasons joined", refusing(500, `"a||b"`), exit.Refused, "error: a\n  request r1, HTTP 500\n  b\n"},
		{"o1 reasons joined in a message", refusing(500, `{"message": "a || b||c"}`), exit.Refused, "\n  b\n  c\n"},
		{"o4 500 for anything", refusing(500, `"Internal server error."`), exit.Refused, "error: Internal server error.\n"},
		{"o8 success false in 200", refusing(200, `"not done"`), exit.Refused, "error: not done\n"},
		{"o8 success false in 201", refusing(201, `"not done"`), exit.Refused, "error: not done\n"},
		{"o3 keep-alive, and the socket is gone", raw("HTTP/1.1 404 Not Found\nConnection: keep-alive\nContent-Type: application/json\nContent-Length: 37\n\n" +
			`{"success": false, "error": "nobody"}`), exit.Refused, "error: nobody\n"},
		{"o10 empty 400", reply(400, "", ""), exit.Refused, "HTTP 400"},
		{"o10 empty 431", raw("HTTP/1.1 431 Request Header Fields Too Large\nContent-Length: 0\n\n"), exit.Refused, "HTTP 431"},
		{"o10 HTML", reply(404, "text/html", "<h1>docs</h1>"), exit.Refused, "text/html"},
		{"o10 another object", reply(404, "", `{"message": "hello", "environment": "x"}`), exit.Refused, "HTTP 404"},
		{"o10 another object with 200", reply(200, "", `{"message": "hello", "environment": "x"}`), exit.Unknown, "HTTP 200"},
		{"redirect 301", zdmtest.Redirect(301, "/api/v2/recoveries"), exit.Refused, "/api/v2/recoveries"},
		{"redirect 303", zdmtest.Redirect(303, "/api/recoveries/v2"), exit.Unknown, "/api/recoveries/v2"},
		{"redirect 308", zdmtest.Redirect(308, "https://zdm.example.com/"), exit.Refused, "https://zdm.example.com/"},
		{"gateway 502", reply(502, "text/html", "<h1>Bad Gateway</h1>"), exit.Unknown, "HTTP 502"},
		{"gateway 503", reply(503, "text/plain", "later"), exit.Unknown, "HTTP 503"},
		{"gateway 429", reply(429, "text/plain", "slower"), exit.Unknown, "HTTP 429"},
		{"500 that is not ZDM's", reply(500, "text/html", "<h1>Oops</h1>"), exit.Unknown, "HTTP 500"},
		{"201 that is cut", reply(201, "", `{"success": true, "data": {`), exit.Unknown, "HTTP 201"},
		{"201 without success", reply(201, "", `{"data": {"common": {"state": "success"}}}`), exit.Unknown, "HTTP 201"},
		{"201 with a list", reply(201, "", `[]`), exit.Unknown, "HTTP 201"},
		{"200 that is a page", reply(200, "text/html", "<html>log in</html>"), exit.Unknown, "HTTP 200"},
		{"6.1 #28 no data", reply(201, "", `{"success": true}`), exit.Unknown, "the response is not about this request"},
		{"6.1 #28 data is null", reply(201, "", `{"success": true, "data": null}`), exit.Unknown, "the response is not about this request"},
		{"o6 data is a text", reply(201, "", `{"success": true, "data": "registered"}`), exit.Unknown, "the response is not about this request"},
		{"204", raw("HTTP/1.1 204 No Content\n\n"), exit.Unknown, "HTTP 204"},
		{"cut before the answer", zdmtest.Raw(nil), exit.Unknown, "the connection was cut"},
		{"reset before the answer", zdmtest.Reset(nil), exit.Unknown, "the connection was cut"},
		{"cut in the header", raw("HTTP/1.1 201 Created\nContent-Ty"), exit.Unknown, "outcome unknown"},
		{"cut in the body", raw("HTTP/1.1 201 Created\nContent-Length: 100\n\n{\"success\": true"), exit.Unknown, "the connection was cut"},
		{"cut in the body of an error", raw("HTTP/1.1 400 Bad Request\nContent-Length: 100\n\n{\"success\": false"), exit.Unknown, "the connection was cut"},
		{"not HTTP", raw("SSH-2.0-OpenSSH_9.6\n"), exit.Unknown, "outcome unknown"},
		{"no answer in time", zdmtest.Hang(), exit.Unknown, "timed out"},
		{"no end in time", zdmtest.Stall([]byte("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{")), exit.Unknown, "timed out"},
		{"a body of 33 MiB", reply(201, "", `{"success": true, "data": "`+strings.Repeat("x", 33<<20)+`"}`), exit.Unknown, "larger than 2 MiB"},
		{"invalid gzip", raw("HTTP/1.1 201 Created\nContent-Encoding: gzip\nContent-Length: 4\n\nnope"), exit.Unknown, "outcome unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := clitest.Server(t)
			s.On("POST "+zdmtest.Recoveries, tt.answer)
			w := clitest.For(t, s)
			r := w.Run(append([]string{"recovery", "create"}, basicFlags()...)...)
			shown := strings.ReplaceAll(tt.shown, "$HOST", strings.TrimPrefix(w.Env["ZDMCTL_SERVER"], "http://"))
			if r.Code != tt.code || r.Stdout != "" || !strings.Contains(r.Stderr, shown) || !strings.HasPrefix(r.Stderr, "error: ") {
				t.Errorf("exit code %d, want %d with %q\n%s%s", r.Code, tt.code, shown, r.Stdout, r.Stderr)
			}
			if n := len(s.Posts()); n != 1 {
				t.Errorf("%d requests were sent", n)
			}
			unprintable(t, r.Stderr)
		})
	}
}
