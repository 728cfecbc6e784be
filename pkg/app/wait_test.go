package app_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// A wait after the registration tolerates, for a while, that the server does not show the recovery
// yet.
func TestWaitForARegistration(t *testing.T) {
	t.Parallel()
	done := say(200, monitoring(part("/", "Complete", "100%", "")))
	posted := say(201, registered(`{"jobName": "nightly"}`, partition))
	listed := say(200, jobList(jobItem("Complete", "-")))
	for _, tt := range []struct {
		name  string
		lists []zdmtest.Answer
		code  exit.Code
		shown string
	}{
		{"at once", []zdmtest.Answer{listed}, exit.OK, "Complete"},
		{"after a while", []zdmtest.Answer{say(200, jobList()), say(200, jobList()), listed}, exit.OK, "polling works again\n"},
		{"after a restart", []zdmtest.Answer{html(502), html(502), html(502), html(502), zdmtest.Raw(nil), listed}, exit.OK, "polling works again\n"},
		{"never", []zdmtest.Answer{say(200, jobList())}, exit.Refused, "error: nightly is registered, but the server does not show it\n"},
		{"the newest of several", []zdmtest.Answer{say(200, jobList(replaced(jobItem("Error", "-"), "905", "97"), jobItem("Complete", "-")))}, exit.OK,
			"note: 2 recoveries are named nightly; this is the newest, ID 905\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := watched(t, "Complete", done)
			lists := zdmtest.Sequence(append([]zdmtest.Answer{say(200, jobList())}, tt.lists...)...) // the first is for the lookup before the registration
			s.On(zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
				if r.Method == http.MethodPost {
					posted(w, r, closed)
					return
				}
				lists(w, r, closed)
			})
			r := clitest.For(t, s).Run(create("--auto-start", "--wait", "--wait-timeout", "30m", "--job-name", "nightly")...)
			if r.Code != tt.code || !strings.Contains(r.Stderr, tt.shown) || !strings.HasPrefix(r.Stdout, "Registered nightly") || len(s.Posts()) != 1 {
				t.Errorf("exit code %d, want %d with %q\n%s%s", r.Code, tt.code, tt.shown, r.Stdout, r.Stderr)
			}
		})
	}
}

// The events of a wait follow the registration in JSON lines, and are not part of a single JSON
// document.
func TestWaitInJSON(t *testing.T) {
	t.Parallel()
	for output, lines := range map[string]int{"jsonl": 4, "json": 0} {
		s := watched(t, "Complete", say(200, monitoring(part("/", "Processing", "41%", "x"))), say(200, monitoring(part("/", "Error", "41%", "x"))))
		posted := say(201, registered(`{"jobName": "nightly"}`, partition))
		listed := zdmtest.Sequence(say(200, jobList()), say(200, jobList(jobItem("Complete", "-"))))
		s.On(zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
			if r.Method == http.MethodPost {
				posted(w, r, closed)
				return
			}
			listed(w, r, closed)
		})
		r := clitest.For(t, s).Run(create("--auto-start", "--wait", "-o", output, "--job-name", "nightly")...)
		if r.Code != exit.Failed || strings.Count(r.Stdout, `"event":`) != lines || !strings.HasSuffix(r.Stdout, "}\n") {
			t.Errorf("-o %s: %d\n%s%s", output, r.Code, r.Stdout, r.Stderr)
		}
		if !strings.Contains(r.Stderr, `"message":"nightly ended in Error: /: x"`) {
			t.Errorf("-o %s: %s", output, r.Stderr)
		}
	}
}

// A partially failed registration is not waited for, and the error shows that the rest may be
// running.
func TestNoWaitAfterAFailure(t *testing.T) {
	s := clitest.Server(t)
	s.On("POST "+zdmtest.Recoveries, say(201, `{"success": true, "data": {"common": {"jobName": "nightly"}, "summary": {"state": "fail", "total": 2, "successful": 1, "failed": 1}}}`))
	r := clitest.For(t, s).Run(create("--auto-start", "--wait", "--job-name", "nightly")...)
	if r.Code != exit.Failed || !strings.Contains(r.Stderr, "not waiting for its end") || !strings.Contains(r.Stderr, "\n    zdmctl recovery watch nightly\n") || len(s.Requests()) != 2 {
		t.Errorf("%+v", r)
	}
}

func TestWaitRefusals(t *testing.T) {
	s := clitest.Server(t)
	s.On("POST "+zdmtest.Recoveries, say(201, registered(`{"jobName": null}`, partition)))
	for _, tt := range []struct {
		args  string
		code  exit.Code
		shown string
		posts int
	}{
		{"--wait-timeout 5m", exit.Usage, "--wait-timeout requires --wait", 0},
		{"--wait --wait-timeout -5m", exit.Usage, "must be 0 or a duration such as 30s, 2h or 7d", 0},
		{"--wait --dry-run", exit.Usage, "cannot be combined", 0},
		{"--wait", exit.Usage, "neither autoStart: use nor a schedule", 0},
		{"--wait --auto-start=false", exit.Usage, "--auto-start", 0},
		{"--wait --auto-start", exit.Unknown, "the response contains no name", 1},
	} {
		nameless := basicFlags()[:len(basicFlags())-2]
		r := clitest.For(t, s).Run(append(append([]string{"recovery", "create"}, nameless...), strings.Fields(tt.args)...)...)
		if r.Code != tt.code || !strings.Contains(r.Stderr, tt.shown) || len(s.Posts()) != tt.posts {
			t.Errorf("%s: %+v", tt.args, r)
		}
	}
}

// A recovery that the server registered and did not start is not waited for.
func TestNoWaitForUnstartedRecovery(t *testing.T) {
	s := clitest.Server(t)
	s.On("POST "+zdmtest.Recoveries, say(201, registered(`{"jobName": "nightly", "autoStart": "not use"}`, partition)))
	r := clitest.For(t, s).Run(create("--auto-start", "--wait", "--job-name", "nightly")...)
	if r.Code != exit.Failed || !strings.Contains(r.Stderr, "error: nightly is registered, but the server did not start it") || !strings.Contains(r.Stderr, "zdmctl recovery start nightly") || len(s.Posts()) != 1 {
		t.Errorf("%+v", r)
	}
}
