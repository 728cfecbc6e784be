package app_test

import (
	"cmp"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// monitoring returns a response of the monitoring of one job.
func monitoring(details string) string {
	return `{"success": true, "requestID": "r", "data": {"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}},
"job": {"info": {"name": "nightly"}, "log": ["Preparing target", "last words"], "details": [` + details + `]}}}`
}

func part(name, status, percent, message string) string {
	return fmt.Sprintf(`{"partition": %q, "progressInfo": {"status": %q, "percent": %q, "message": %q, "start": "-", "elapsed": "-", "end": "-"}}`, name, status, percent, message)
}

// jobItem returns a recovery as in a list.
func jobItem(status, elapsed string) string {
	return fmt.Sprintf(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}},
"job": {"info": {"id": "905", "name": "nightly", "status": {"current": %q, "time": {"start": "-", "elapsed": %q, "end": "-"}}}}}`, status, elapsed)
}

func jobAnswer(status, elapsed string) string {
	return `{"success": true, "requestID": "r", "data": ` + jobItem(status, elapsed) + `}`
}

func jobList(items ...string) string {
	return `{"success": true, "data": [` + strings.Join(items, ",") + `]}`
}

func say(status int, body string) zdmtest.Answer { return zdmtest.Reply(status, "", []byte(body)) }

func html(status int) zdmtest.Answer {
	return zdmtest.Reply(status, "text/html", []byte("<h1>Oops</h1>"))
}

const (
	oneJob    = zdmtest.Recoveries + "/905"
	progress  = zdmtest.Recoveries + "/monitoring/job/905"
	histories = zdmtest.Recoveries + "/histories"
)

// watched returns a server with a recovery named nightly, with ID 905.
func watched(t *testing.T, job string, looks ...zdmtest.Answer) *zdmtest.Server {
	t.Helper()
	s := clitest.Server(t)
	s.On(zdmtest.Recoveries, say(200, jobList(jobItem(job, "00:41:10"))))
	s.On(oneJob, say(200, jobAnswer(job, "00:41:10")))
	s.On(progress, zdmtest.Sequence(looks...))
	return s
}

const (
	refused404 = `{"success": false, "requestID": "r9", "error": "Name이 'nightly'인 조건에 맞는 Recovery 작업을 찾을 수 없습니다."}`
	refused400 = `{"success": false, "error": "작업 데이터가 불완전합니다. recovery 정보가 누락되었습니다."}`
	refused500 = `{"success": false, "error": {"code": "X", "message": "row 7 is bad", "details": {"cause": "null"}}}`
)

// The end of a watch depends on the sequence of the server's responses.
func TestWatchEnds(t *testing.T) {
	t.Parallel()
	running := say(200, monitoring(part("/", "Complete", "100%", "Completed")+","+part("/home", "Processing", "41%", "Copying blocks")))
	done := say(200, monitoring(part("/", "Complete", "100%", "Completed")+","+part("/home", "Complete", "100%", "Completed")))
	waiting := say(200, monitoring(part("/", "Registered", "0%", "Waiting")))
	tests := []struct {
		name  string
		job   string // status of the recovery itself
		looks []zdmtest.Answer
		code  exit.Code
		shown string // text on stdout or stderr
	}{
		{"complete at once", "Complete", []zdmtest.Answer{done}, exit.OK, "nightly  web-01 -> web-01-dr  Complete  00:41:10\n"},
		{"complete after a while", "Complete", []zdmtest.Answer{running, running, done}, exit.OK, "/home   41%  Copying blocks\n"},
		{"complete, and the schedule is due again", "Scheduled", []zdmtest.Answer{running, done}, exit.OK, "Complete"},
		{"words of the vendor's tool", "completed", []zdmtest.Answer{say(200, monitoring(part("/", "running", "45", "x"))), say(200, monitoring(part("/", "completed", "100", "")))}, exit.OK, " 45%  x\n"},
		{"a partition fails", "Error", []zdmtest.Answer{running, say(200, monitoring(part("/", "Complete", "100%", "")+","+part("/home", "Error", "60%", "디스크 용량이 부족합니다")))},
			exit.Failed, "error: nightly ended in Error: /home: 디스크 용량이 부족합니다\n"},
		{"two partitions fail", "Error", []zdmtest.Answer{say(200, monitoring(part("/", "Error", "1%", "a")+","+part("/home", "Error", "60%", "b")))}, exit.Failed, "ended in Error: /: a\n  /home: b\n"},
		{"the rest never begins after a failure", "Error", []zdmtest.Answer{say(200, monitoring(part("/", "Error", "1%", "a")+","+part("/home", "Registered", "0%", "")))}, exit.Failed, "ended in Error: /: a\n"},
		{"canceled", "Canceled", []zdmtest.Answer{running, say(200, monitoring(part("/home", "Canceled", "41%", "")))}, exit.Failed, "error: nightly ended in Canceled: last words\n"},
		{"partitions are done and the recovery failed", "Error", []zdmtest.Answer{running, done}, exit.Failed, "error: nightly ended in Error: last words\n"},
		{"the recovery is done and its partitions are reset", "Complete", []zdmtest.Answer{running, waiting}, exit.OK, "Complete"},
		{"NaN%, then done", "Complete", []zdmtest.Answer{say(200, monitoring(part("/", "Processing", "NaN%", "Copying"))), say(200, monitoring(part("/", "Complete", "NaN%", "")))}, exit.OK, "/     -  Copying\n"},
		{"null and numbers", "Complete", []zdmtest.Answer{say(200, monitoring(`{"partition": null, "drive": "C:", "progressInfo": {"status": "Processing", "percent": 12.7, "message": null}}`)), done}, exit.OK, "C:   12%  Processing\n"},
		{"no progressInfo", "Complete", []zdmtest.Answer{say(200, monitoring(`{"partition": "/"}, null, "text", 7, []`))}, exit.OK, "Complete"},
		{"details is null", "Complete", []zdmtest.Answer{say(200, replaced(monitoring(""), "[]}}}", "null}}}"))}, exit.OK, "Complete"},
		{"detail in place of details", "Complete", []zdmtest.Answer{say(200, replaced(monitoring(part("/", "Complete", "100%", "")), `"details"`, `"detail"`))}, exit.OK, "100%  Complete"},
		{"job is a list", "Complete", []zdmtest.Answer{say(200, `{"success": true, "data": {"job": [{"info": {"name": "nightly"}, "details": [`+part("/", "Complete", "100%", "")+`]}]}}`)}, exit.OK, "100%  Complete"},
		{"data is a list of one", "Complete", []zdmtest.Answer{say(200, `{"success": true, "data": [{"job": {"details": [`+part("/", "Complete", "100%", "")+`]}}]}`)}, exit.OK, "100%  Complete"},
		{"data is null", "Complete", []zdmtest.Answer{say(200, `{"success": true, "data": null}`)}, exit.OK, "Complete"},
		{"data is missing", "Error", []zdmtest.Answer{say(200, `{"success": true}`)}, exit.Failed, "nightly ended in Error"},
		{"unknown to the monitoring", "Complete", []zdmtest.Answer{say(404, refused404)}, exit.OK, "Complete"},
		{"500 in between", "Complete", []zdmtest.Answer{running, say(500, refused500), say(500, refused500), done}, exit.OK, "polling has failed since 2026-03-11T12:00:0"},
		{"400 of incomplete data in between", "Complete", []zdmtest.Answer{running, say(400, refused400), done}, exit.OK, "불완전합니다. recovery 정보가 누락되었습니다.; retrying\npolling works again\n"},
		{"HTML in between", "Complete", []zdmtest.Answer{running, html(200), html(404), html(502), html(502), html(502), html(502), html(503), zdmtest.Redirect(302, "https://login.example.com/"), done}, exit.OK, "polling works again\n"},
		{"cut in between", "Complete", []zdmtest.Answer{running, zdmtest.Raw(nil), zdmtest.Reset(nil), zdmtest.Raw(nil), zdmtest.Raw(nil), zdmtest.Raw([]byte("SSH-2.0\n")), done}, exit.OK, "polling works again\n"},
		{"401 in between", "Complete", []zdmtest.Answer{running, say(401, `{"success": false, "error": "토큰이 만료되었습니다."}`), done}, exit.Credentials, "토큰이 만료되었습니다."},
		{"403 in between", "Complete", []zdmtest.Answer{running, say(403, `{"success": false, "error": "no"}`), done}, exit.Credentials, "no permission for this call"},
		{"HTML at first", "Complete", []zdmtest.Answer{html(404)}, exit.Refused, "HTTP 404"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := clitest.For(t, watched(t, tt.job, tt.looks...))
			r := w.Run("recovery", "watch", "nightly", "--wait-timeout", "30m")
			if r.Code != tt.code || !strings.Contains(r.Stdout+r.Stderr, tt.shown) {
				t.Errorf("exit code %d, want %d with %q\n%s%s", r.Code, tt.code, tt.shown, r.Stdout, r.Stderr)
			}
			unprintable(t, r.Stdout, r.Stderr)
			for _, output := range []string{"json", "jsonl", "yaml", "name", "wide"} {
				w := clitest.For(t, watched(t, tt.job, tt.looks...))
				if r := w.Run("recovery", "watch", "nightly", "--wait-timeout", "30m", "-o", output); r.Code != tt.code {
					t.Errorf("-o %s: %+v", output, r)
				}
			}
		})
	}
}

// A watch waits for a recovery that has not run yet, and reports this once.
func TestWatchWaits(t *testing.T) {
	t.Parallel()
	waiting := say(200, monitoring(part("/", "Registered", "0%", "Waiting")))
	for _, tt := range []struct {
		name, job string
		looks     []zdmtest.Answer
		shown     string
		end       string // "" means that it may be running
	}{
		{"for a start", "Registered", []zdmtest.Answer{waiting}, "nightly: waiting to be started; to start it: zdmctl recovery start 905\n", "was not started within 5m0s\n    zdmctl recovery start 905"},
		{"for a schedule", "Scheduled", []zdmtest.Answer{waiting}, "nightly: waiting for its schedule: -\n", "was not started within 5m0s\n  waiting for its schedule: -"},
		{"for one that is running", "Processing", []zdmtest.Answer{waiting}, "Processing", ""},
		{"for an unknown status", "Verifying", []zdmtest.Answer{say(200, monitoring(part("/", "Verifying", "3%", "")))}, "/    3%  Verifying\n", ""},
		{"for the end that its partitions do not show", "Processing", []zdmtest.Answer{say(200, monitoring(part("/", "Complete", "100%", "")))}, "Processing", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := clitest.For(t, watched(t, tt.job, tt.looks...)).Run("recovery", "watch", "nightly", "--wait-timeout", "5m")
			if all := r.Stdout + r.Stderr; r.Code != exit.Deadline || strings.Count(all, tt.shown) != 1 {
				t.Errorf("%d %s%s", r.Code, r.Stdout, r.Stderr)
			}
			end := cmp.Or(tt.end, "did not finish within 5m0s; the recovery continues")
			if !strings.HasSuffix(r.Stderr, "error: nightly "+end+"\n    zdmctl recovery watch nightly\n") {
				t.Error(r.Stderr)
			}
		})
	}
}

// If a recovery waits again and its partitions are reset, its history shows how the run ended.
func TestWatchAsksTheHistory(t *testing.T) {
	history := func(result string) string {
		return `{"success": true, "data": [{"job": {"id": 7, "name": "other"}, "result": {"status": "FAIL"}},
{"job": {"id": 905, "name": "nightly"}, "result": {"status": "` + result + `", "description": "disk full"}}]}`
	}
	running := say(200, monitoring(part("/", "Processing", "41%", "Copying blocks")))
	reset := say(200, monitoring(part("/", "Registered", "0%", "Waiting")))
	for _, tt := range []struct {
		name, job string
		history   zdmtest.Answer
		code      exit.Code
		shown     string
	}{
		{"complete", "Scheduled", say(200, history("COMPLETE")), exit.OK, "Complete"},
		{"failed", "Scheduled", say(200, history("FAIL")), exit.Failed, "error: nightly ended in Error: disk full\n"},
		{"no histories, scheduled", "Scheduled", html(404), exit.OK, "Complete"},
		{"no histories, registered", "Registered", html(404), exit.Failed, "error: nightly ended, but the server does not report the result: last words\n"},
		{"not in the history", "Registered", say(404, `{"success": false, "error": "Recovery history not found for ID '905'"}`), exit.Failed, "the server does not report the result"},
		{"later", "Scheduled", zdmtest.Sequence(html(502), html(502), html(502), html(502), say(200, history("FAIL"))), exit.Failed, "disk full"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := watched(t, tt.job, running, reset)
			s.On(histories, tt.history)
			r := clitest.For(t, s).Run("recovery", "watch", "nightly", "--wait-timeout", "30m")
			if r.Code != tt.code || !strings.Contains(r.Stdout+r.Stderr, tt.shown) {
				t.Errorf("exit code %d, want %d with %q\n%s%s", r.Code, tt.code, tt.shown, r.Stdout, r.Stderr)
			}
		})
	}
}

// A name is looked up once: the watch stays with that recovery even if the name later belongs to
// another.
func TestWatchFollowsOneRecovery(t *testing.T) {
	running := say(200, monitoring(part("/", "Processing", "41%", "Copying blocks")))
	s := watched(t, "Complete", running, say(200, monitoring(part("/", "Complete", "100%", ""))))
	s.On(zdmtest.Recoveries, zdmtest.Sequence(say(200, jobList(jobItem("Processing", "-"))), say(200, jobList()), say(200, jobList(replaced(jobItem("Error", "-"), "905", "906")))))
	if r := clitest.For(t, s).Run("recovery", "watch", "nightly"); r.Code != exit.OK {
		t.Errorf("%+v", r)
	}
}

// Both the list that finds the ID and the lookup by name fail.
func TestWatchWithoutTheList(t *testing.T) {
	s := clitest.Server(t)
	s.On(zdmtest.Recoveries, say(500, refused500))
	s.On(zdmtest.Recoveries+"/monitoring/job/nightly", say(200, monitoring(part("/", "Complete", "100%", ""))))
	s.On(zdmtest.Recoveries+"/nightly", say(200, jobAnswer("Complete", "00:00:10")))
	if r := clitest.For(t, s).Run("recovery", "watch", "nightly"); r.Code != exit.OK || !strings.Contains(r.Stdout, "Complete  00:00:10") {
		t.Errorf("%+v", r)
	}
}

func TestWatchRefusals(t *testing.T) {
	t.Parallel()
	several := jobList(jobItem("Error", "-"), replaced(jobItem("Complete", "-"), "905", "1006"))
	for _, tt := range []struct {
		name  string
		list  string
		args  []string
		code  exit.Code
		shown string
	}{
		{"nobody", jobList(), []string{"nightly"}, exit.Refused, `error: no item is named "nightly"`},
		{"unknown name of digits", jobList(), []string{"2026", "--by", "name"}, exit.Refused, `error: no item is named "2026"`},
		{"several", several, []string{"nightly"}, exit.Usage, "\n  their IDs: 905, 1006\n"},
		{"no id", `{"success": true, "data": [{"job": {"info": {"id": "-", "name": "2026"}}}]}`, []string{"2026", "--by", "name"}, exit.Refused, "cannot be used"},
		{"an invalid ID", jobList(), []string{"nightly", "--by", "id"}, exit.Usage, "is not an ID"},
		{"an unknown ID", jobList(), []string{"77"}, exit.Refused, "\n  77 was read as an ID; use --by name if it is a name\n"},
		{"nothing", jobList(), nil, exit.Usage, "nothing to watch"},
		{"two", jobList(), []string{"a", "b"}, exit.Refused, `a: no item is named "a"`},
		{"one twice", jobList(), []string{"a", "a"}, exit.Usage, "given twice"},
		{"an empty name", jobList(), []string{""}, exit.Usage, "NAME is missing"},
		{"a job and a server", jobList(), []string{"a", "--target", "b"}, exit.Usage, "cannot be combined"},
		{"two servers", jobList(), []string{"--source", "a", "--target", "b"}, exit.Usage, "cannot be combined"},
		{"--by of a server", jobList(), []string{"--source", "a", "--by", "id"}, exit.Usage, "cannot be combined"},
		{"a server without recoveries", jobList(), []string{"--target", "dr"}, exit.Refused, `error: server "dr" has no recovery`},
		{"interval", jobList(), []string{"a", "--interval", "10ms"}, exit.Usage, "invalid value \"10ms\" for --interval: must be at least 1s"},
		{"wait-timeout", jobList(), []string{"a", "--wait-timeout", "-1s"}, exit.Usage, `invalid value "-1s" for --wait-timeout: must be 0 or a duration such as 30s, 2h or 7d`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := clitest.Server(t)
			s.On(zdmtest.Recoveries, say(200, tt.list))
			for _, path := range []string{"/77", "/monitoring/job/77", "/monitoring/system/dr"} {
				s.On(zdmtest.Recoveries+path, say(404, refused404))
			}
			r := clitest.For(t, s).Run(append([]string{"recovery", "watch"}, tt.args...)...)
			if r.Code != tt.code || !strings.Contains(r.Stderr, tt.shown) || r.Stdout != "" {
				t.Errorf("exit code %d, want %d with %q\n%s", r.Code, tt.code, tt.shown, r.Stderr)
			}
		})
	}
}

// If nothing can be reached at first, the watch ends; later it waits.
func TestWatchUnreachable(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	w.Env["ZDMCTL_SERVER"], w.Env["ZDMCTL_TOKEN"] = "http://127.0.0.1:1", clitest.Token()
	if r := w.Run("recovery", "watch", "nightly"); r.Code != exit.Unreachable {
		t.Errorf("%+v", r)
	}
	s := watched(t, "Processing", say(200, monitoring(part("/", "Processing", "1%", ""))), zdmtest.Hang())
	start := time.Now()
	r := clitest.For(t, s).Run("recovery", "watch", "nightly", "--wait-timeout", "2s")
	if r.Code != exit.Deadline || !strings.Contains(r.Stderr, "polling has failed since 2026-03-11T12:00:0") || time.Since(start) > patience {
		t.Errorf("%+v after %s", r, time.Since(start))
	}
}

// A watch ends if its recovery is deleted.
func TestWatchedJobIsDeleted(t *testing.T) {
	t.Parallel()
	s := watched(t, "Processing", say(200, monitoring(part("/", "Processing", "1%", ""))), say(404, refused404))
	s.On(oneJob, say(404, refused404))
	for _, output := range []string{"table", "json"} {
		r := clitest.For(t, s).Run("recovery", "watch", "nightly", "-o", output)
		if r.Code != exit.Refused || !strings.Contains(r.Stderr, "nightly no longer exists: it was deleted during the watch") || !strings.Contains(r.Stderr, "r9") {
			t.Errorf("%+v", r)
		}
		s.On(progress, zdmtest.Sequence(say(200, monitoring(part("/", "Processing", "1%", ""))), say(404, refused404)))
	}
}

// A signal ends the watch with its own exit code, also in JSON.
func TestSignalDuringTheWatch(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		signal          syscall.Signal
		status, message string
	}{
		{syscall.SIGINT, "Processing", "stopped watching nightly; the recovery continues"},
		{syscall.SIGTERM, "Processing", "stopped watching nightly; the recovery continues"},
		{syscall.SIGINT, "Registered", "stopped watching nightly, which has not been started"},
	} {
		signal := tt.signal
		s := watched(t, tt.status, say(200, monitoring(part("/", tt.status, "0%", ""))), zdmtest.Hang())
		p := clitest.For(t, s).Start("recovery", "watch", "nightly", "-o", "json")
		ctx := t.Context()
		if !s.Await(ctx, 4) {
			t.Fatal("no request has arrived")
		}
		p.Signal(signal)
		r := p.Wait(patience)
		if r.Code != exit.FromSignal(int(signal)) {
			t.Errorf("%+v", r)
		}
		if e := errorObject(t, r); e["kind"] != "interrupted" || e["message"] != tt.message || fmt.Sprint(e["next"]) == "" {
			t.Errorf("%v", e)
		}
	}
}

// A recovery that succeeds without partitions of its request does not end the watch with 0.
func TestWatchOfIncompleteRecovery(t *testing.T) {
	t.Parallel()
	const request = "center: \"1\"\nsource: web-01\ntarget: web-01-dr\nplatform: kvm\nmode: full\nrepository: {id: 13}\njobName: nightly\njobList:\n"
	root, home := "- {sourcePartition: /, targetPartition: /dev/vda1}\n", "- {sourcePartition: /home, targetPartition: /dev/vdb1}\n"
	for _, tt := range []struct {
		content string
		args    []string
		code    exit.Code
		shown   string
	}{
		{request + root, nil, exit.OK, ""},
		{request + root + home, nil, exit.Failed, "nightly completed, but without these requested partitions: /home"},
		{request + root + home, []string{"nightly"}, exit.Failed, "/home"},
		{request + root, []string{"weekly"}, exit.Usage, `has the jobName "nightly", not "weekly"`},
		{request + root + "---\n" + strings.ReplaceAll(request+root, "nightly", "weekly"), nil, exit.Refused, `weekly: no item is named "weekly"`},
		{request + root + "---\n" + strings.ReplaceAll(request+root, "nightly", "weekly"), []string{"nightly"}, exit.Usage, "contains 2 requests"},
		{request + root, []string{"--target", "x"}, exit.Usage, "cannot be combined"},
	} {
		s := watched(t, "Complete", say(200, monitoring(part("/", "Complete", "100%", "Completed"))))
		w := clitest.For(t, s)
		r := w.Run(append([]string{"recovery", "watch", "-f", w.File("r.yaml", tt.content)}, tt.args...)...)
		if r.Code != tt.code || !strings.Contains(r.Stderr, tt.shown) {
			t.Errorf("%q: %+v", tt.args, r)
		}
	}
}
