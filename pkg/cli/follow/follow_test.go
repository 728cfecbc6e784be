package follow_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func part(name, status, percent, message string) string {
	return fmt.Sprintf(`{"partition": %q, "progressInfo": {"status": %q, "percent": %q, "message": %q, "end": "-"}}`, name, status, percent, message)
}

func look(parts ...string) zdmtest.Answer {
	return zdmtest.Data(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}}, "job": {"info": {"name": "nightly"}, "log": ["last words"], "details": [` + strings.Join(parts, ",") + `]}}`)
}

func job(status, elapsed string) string {
	return fmt.Sprintf(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}}, "job": {"info": {"id": "905", "name": "nightly", "schedule": {"basic": {"description": "every day"}},
"status": {"current": %q, "time": {"elapsed": %q, "end": "-"}}}}}`, status, elapsed)
}

// newServer returns a server with the recovery nightly, whose ID is 905, in one status. looks are
// the successive responses with its partitions.
func newServer(t *testing.T, status string, looks ...zdmtest.Answer) *zdmtest.Server {
	t.Helper()
	s := clitest.Server(t)
	s.On("GET "+zdmtest.Recoveries, zdmtest.List(job(status, "00:41:10")))
	s.On(zdmtest.Recoveries+"/905", zdmtest.Data(job(status, "00:41:10")))
	s.On(zdmtest.Recoveries+"/monitoring/job/905", zdmtest.Sequence(looks...))
	return s
}

// watch runs "recovery watch nightly" with an even interval.
func watch(t *testing.T, s *zdmtest.Server, args ...string) clitest.Result {
	t.Helper()
	return clitest.For(t, s).Run(append([]string{"recovery", "watch", "nightly", "--interval", "10s", "--retries", "0"}, args...)...)
}

// Without a terminal each change is a line with its time. The whole recovery comes first. A
// partition is printed when its status or message changes, or it has gained ten percent.
func TestLines(t *testing.T) {
	t.Parallel()
	s := newServer(t, "Complete",
		look(part("/", "Preparing", "-", ""), part("/home", "Registered", "0%", "")),
		look(part("/", "Processing", "1%", "Copying"), part("/home", "Registered", "0%", "")),
		look(part("/", "Processing", "9%", "Copying"), part("/home", "Registered", "0%", "")),
		look(part("/", "Processing", "61%", "Copying"), part("/home", "Registered", "0%", "")),
		look(part("/", "Processing", "91%", "Verifying"), part("/home", "Registered", "0%", "")),
		look(part("/", "Complete", "100%", "done"), part("/home", "Complete", "100%", "")))
	want := `2026-03-11T12:00:00Z  nightly  web-01 -> web-01-dr  Preparing  00:41:10
2026-03-11T12:00:00Z  nightly  /         -  Preparing
2026-03-11T12:00:00Z  nightly  /home    0%  Registered
2026-03-11T12:00:10Z  nightly  /        1%  Copying
2026-03-11T12:00:10Z  nightly  web-01 -> web-01-dr  Processing  00:41:20
2026-03-11T12:00:30Z  nightly  /       61%  Copying  about 13s left
2026-03-11T12:00:40Z  nightly  /       91%  Verifying  about 3s left
2026-03-11T12:00:50Z  nightly  /      100%  Complete
2026-03-11T12:00:50Z  nightly  /home  100%  Complete
2026-03-11T12:00:50Z  nightly  web-01 -> web-01-dr  Complete  00:41:10
`
	if r := watch(t, s); r.Code != exit.OK || r.Stdout != want || r.Stderr != "" {
		t.Errorf("%d\n%s\nwant\n%s\n%s", r.Code, r.Stdout, want, r.Stderr)
	}
}

// In events every change of a percentage is reported, and a partition without a percentage has
// none.
func TestEvents(t *testing.T) {
	t.Parallel()
	s := newServer(t, "Complete", look(part("/", "Processing", "-", "")), look(part("/", "Processing", "1%", "Copying")), look(part("/", "Processing", "1.5%", "Copying")), look(part("/", "Complete", "100%", "")))
	want := `{"time":"2026-03-11T12:00:00Z","event":"job","job":"nightly","status":"Processing"}
{"time":"2026-03-11T12:00:00Z","event":"partition","job":"nightly","partition":"/","status":"Processing"}
{"time":"2026-03-11T12:00:10Z","event":"partition","job":"nightly","partition":"/","status":"Processing","percent":1,"message":"Copying"}
{"time":"2026-03-11T12:00:20Z","event":"partition","job":"nightly","partition":"/","status":"Processing","percent":1.5,"message":"Copying"}
{"time":"2026-03-11T12:00:30Z","event":"partition","job":"nightly","partition":"/","status":"Complete","percent":100}
{"time":"2026-03-11T12:00:30Z","event":"job","job":"nightly","status":"Complete"}
`
	if r := watch(t, s, "-o", "jsonl"); r.Code != exit.OK || r.Stdout != want {
		t.Errorf("%d\n%s\nwant\n%s", r.Code, r.Stdout, want)
	}
}

// In other formats the result is the last response. Progress goes to stderr, unless stderr is
// reserved for one JSON object.
func TestResult(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args   []string
		stdout string
		beside bool
	}{
		{[]string{"-o", "name"}, "nightly\n", true},
		{[]string{"-o", "json", "--jq", ".data.job.details[0].progressInfo.percent"}, "100%\n", false},
		{[]string{"-o", "jsonl", "--jq", ".data.job.details[0].progressInfo.percent"}, "100%\n", false},
		{[]string{"-q", "-o", "name"}, "nightly\n", false},
	} {
		s := newServer(t, "Complete", look(part("/", "Processing", "41%", "Copying")), look(part("/", "Complete", "100%", "")))
		if r := watch(t, s, tt.args...); r.Code != exit.OK || r.Stdout != tt.stdout || strings.Contains(r.Stderr, "Copying") != tt.beside {
			t.Errorf("%q: %+v", tt.args, r)
		}
	}
}

// The end of a watch: the exit code, the message with the server's reason, and the way out.
func TestVerdict(t *testing.T) {
	t.Parallel()
	running := look(part("/", "Processing", "41%", "Copying"))
	waiting := look(part("/", "Registered", "0%", ""))
	history := "\n    zdmctl recovery history 905\n"
	for _, tt := range []struct {
		name    string
		status  string
		looks   []zdmtest.Answer
		code    exit.Code
		message msg.Message
		more    string
	}{
		{"a failed partition", "Error", []zdmtest.Answer{look(part("/", "Error", "1%", "disk full"))}, exit.Failed, msg.Reason.With(msg.WatchEnded.With("nightly", "Error"), msg.Reason.With("/", "disk full")), history},
		{"a failed partition without a message", "Error", []zdmtest.Answer{look(part("/", "fail", "1%", "-"))}, exit.Failed, msg.Reason.With(msg.WatchEnded.With("nightly", "Error"), msg.Reason.With("/", "fail")), history},
		{"two failed partitions", "Error", []zdmtest.Answer{look(part("/", "Error", "1%", "a"), part("/home", "Error", "1%", "b"))}, exit.Failed, msg.Reason.With(msg.WatchEnded.With("nightly", "Error"), msg.Reason.With("/", "a")), "\n  /home: b\n"},
		{"a failed recovery", "Error", []zdmtest.Answer{look(part("/", "Complete", "100%", ""))}, exit.Failed, msg.Reason.With(msg.WatchEnded.With("nightly", "Error"), "last words"), history},
		{"canceled", "Canceled", []zdmtest.Answer{look(part("/", "Canceled", "1%", "x"))}, exit.Failed, msg.Reason.With(msg.WatchEnded.With("nightly", "Canceled"), "last words"), history},
		{"not reported", "Registered", []zdmtest.Answer{running, waiting}, exit.Failed, msg.Reason.With(msg.WatchEndedUnknown.With("nightly"), "last words"), history},
		{"out of time", "Processing", []zdmtest.Answer{running}, exit.Deadline, msg.WatchDeadline.With("nightly", "1m0s"), "\n    zdmctl recovery watch nightly\n"},
		{"out of time without an answer", "Processing", []zdmtest.Answer{running, zdmtest.Gateway(502)}, exit.Deadline, msg.WatchDeadline.With("nightly", "1m0s"), "2026-03-11T12:00:10Z"},
		{"deleted", "Processing", []zdmtest.Answer{running, zdmtest.Refusal(404, "no")}, exit.Refused, msg.WatchGone.With("nightly"), "\n    zdmctl recovery list\n"},
		{"token refused", "Processing", []zdmtest.Answer{running, zdmtest.Refusal(401, "expired")}, exit.Credentials, msg.Message{}, "expired"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t, tt.status, tt.looks...)
			s.On(zdmtest.Recoveries+"/histories", zdmtest.List())
			if tt.name == "deleted" {
				s.On(zdmtest.Recoveries+"/905", zdmtest.Refusal(404, "no"))
			}
			r := watch(t, s, "--wait-timeout", "1m")
			if r.Code != tt.code || !tt.message.IsZero() && !strings.Contains(r.Stderr, "error: "+tt.message.String()+"\n") || !strings.Contains(r.Stderr, tt.more) {
				t.Errorf("exit code %d, want %d, %s, %q\n%s", r.Code, tt.code, tt.message, tt.more, r.Stderr)
			}
		})
	}
}

// At most twenty failed partitions are listed.
func TestManyFailures(t *testing.T) {
	t.Parallel()
	var parts []string
	for i := range 25 {
		parts = append(parts, part(fmt.Sprintf("/%d", i), "Error", "1%", "disk full"))
	}
	if r := watch(t, newServer(t, "Error", look(parts...))); r.Code != exit.Failed || strings.Count(r.Stderr, "disk full") != 20 {
		t.Errorf("%+v", r)
	}
}

// Each note is printed once: that responses fail and recover, what the recovery waits for, and that
// others share its name.
func TestNotes(t *testing.T) {
	t.Parallel()
	running, done, waiting := look(part("/", "Processing", "41%", "")), look(part("/", "Complete", "100%", "")), look(part("/", "Registered", "0%", ""))
	r := watch(t, newServer(t, "Complete", running, zdmtest.Gateway(502), zdmtest.Gateway(502), running, zdmtest.Gateway(503), done))
	if again := msg.WatchAnswers.With().String(); r.Code != exit.OK || strings.Count(r.Stderr, again+"\n") != 2 || strings.Count(r.Stderr, "\n") != 4 || !strings.Contains(r.Stderr, "12:00:10Z") || !strings.Contains(r.Stderr, "12:00:40Z") {
		t.Errorf("%+v", r)
	}
	for status, want := range map[string]string{
		"Scheduled":  msg.WatchForSchedule.With("every day").String(),
		"Registered": msg.WatchForSchedule.With("every day").String(), // reported by the recovery
	} {
		if r := watch(t, newServer(t, status, waiting), "--wait-timeout", "1m"); r.Code != exit.Deadline || strings.Count(r.Stderr, "nightly: "+want+"\n") != 1 || !strings.Contains(r.Stderr, "error: "+msg.WatchNotStarted.With("nightly", "1m0s").String()+"\n  "+want+"\n") || strings.Contains(r.Stderr, "recovery start") {
			t.Errorf("%s: %+v", status, r)
		}
	}
	s := newServer(t, "Registered", waiting)
	bare := strings.Replace(job("Registered", "-"), "every day", "-", 1)
	s.On("GET "+zdmtest.Recoveries, zdmtest.List(bare))
	s.On(zdmtest.Recoveries+"/905", zdmtest.Data(bare))
	late := "error: " + msg.WatchNotStarted.With("nightly", "1m0s").String() + "\n    zdmctl recovery start 905\n    zdmctl recovery watch nightly\n"
	if r := watch(t, s, "--wait-timeout", "1m"); r.Code != exit.Deadline || strings.Count(r.Stderr, msg.WatchForStart.With("zdmctl recovery start 905").String()) != 1 || !strings.HasSuffix(r.Stderr, late) {
		t.Errorf("%+v", r)
	}
}

// If a wait follows a registration, the result of the registration comes first.
func TestBesideAResult(t *testing.T) {
	t.Parallel()
	flags := strings.Fields("--center 1 --source web-01 --target web-01-dr --platform kvm --repository-id 13 --mode full --list-only --job-name nightly --job source=/,target=/dev/vda1 --auto-start --wait --wait-timeout 1m")
	for _, tt := range []struct {
		status string
		look   zdmtest.Answer
		code   exit.Code
	}{
		{"Complete", look(part("/", "Complete", "100%", "")), exit.OK},
		{"Error", look(part("/", "Error", "1%", "disk full")), exit.Failed},
		{"Processing", look(part("/", "Processing", "1%", "x")), exit.Deadline},
	} {
		s := newServer(t, tt.status, tt.look)
		s.On("GET "+zdmtest.Recoveries, zdmtest.Sequence(zdmtest.List(), zdmtest.List(job(tt.status, "-"))))
		s.On("POST "+zdmtest.Recoveries, zdmtest.Reply(http.StatusCreated, "", []byte(`{"success": true, "data": {"common": {"state": "success", "jobName": "nightly", "platform": "kvm", "autoStart": "use"},
"partitions": [{"sourcePartition": "/", "targetPartition": "/dev/vda1", "jobMode": "full", "repository": {"id": "13"}}], "summary": {"total": 1, "successful": 1, "failed": 0}}}`)))
		r := clitest.For(t, s).Run(append([]string{"recovery", "create", "--retries", "0"}, flags...)...)
		if r.Code != tt.code || strings.Contains(r.Stdout, "2026-03-11T12:00:00Z") || !strings.Contains(r.Stderr, "2026-03-11T12:0") || !strings.Contains(r.Stdout, "nightly") || len(s.Posts()) != 1 {
			t.Errorf("%s: %+v", tt.status, r)
		}
	}
}

// The remaining time is reported in seconds, minutes or hours.
func TestTimeLeft(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		first, second string // percentages, ten seconds apart
		want          msg.Message
	}{
		{"0%", "90%", msg.WatchLeftSeconds.With(1)},
		{"0%", "50%", msg.WatchLeftSeconds.With(10)},
		{"10%", "25%", msg.WatchLeftSeconds.With(50)},
		{"10%", "24%", msg.WatchLeftSeconds.With(54)},
		{"0%", "10%", msg.WatchLeftMinutes.With(2)},
		{"10%", "11%", msg.WatchLeftMinutes.With(15)},
		{"10%", "10.13%", msg.WatchLeftMinutes.With(115)},
		{"10%", "10.1%", msg.WatchLeftHours.With(2, 30)},
	} {
		s := newServer(t, "Complete", look(part("/", "Processing", tt.first, "a")), look(part("/", "Processing", tt.second, "b")), look(part("/", "Complete", "100%", "")))
		if r := watch(t, s); !strings.Contains(r.Stdout, "b  "+tt.want.String()+"\n") {
			t.Errorf("from %s to %s: want %s\n%s", tt.first, tt.second, tt.want, r.Stdout)
		}
	}
}
