//go:build unix

package app_test

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// If a signal arrives while the server is silent, the outcome is unknown, and the exit code is the
// signal's.
func TestSignalDuringTheCall(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		for _, output := range []string{"table", "json"} {
			t.Run(fmt.Sprint(signal, " ", output), func(t *testing.T) {
				s := clitest.Server(t)
				s.On("POST "+zdmtest.Recoveries, zdmtest.Hang())
				w := clitest.For(t, s)
				p := w.Start(append([]string{"recovery", "create", "-o", output}, basicFlags()...)...)
				await(t, s, 2) // the lookup and the registration
				p.Signal(signal)
				r := p.Wait(patience)
				if r.Code != exit.FromSignal(int(signal)) || r.Stdout != "" || !strings.Contains(r.Stderr, "outcome unknown: daily-recovery was sent") {
					t.Errorf("exit code %d\n%s%s", r.Code, r.Stdout, r.Stderr)
				}
				if output == "json" {
					if e := errorObject(t, r); e["kind"] != "interrupted" || e["exitCode"] != float64(r.Code) {
						t.Errorf("%v", e)
					}
				}
			})
		}
	}
}

func TestSignalDuringTheLogin(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	s.On(zdmtest.Issue, zdmtest.Hang())
	w := clitest.New(t)
	w.Env["ZDMCTL_PASSWORD"] = zdmtest.Password
	p := w.Start("auth", "login", "--server", s.URL, "--email", "ops@example.com")
	await(t, s, 1)
	p.Signal(syscall.SIGINT)
	if r := p.Wait(patience); r.Code != 130 || r.Stdout != "" || r.Stderr == "" {
		t.Errorf("%+v", r)
	}
}

// A program that waits for input ends at the first signal, even if it starts on one processor and
// reads before any other goroutine has run.
func TestSignalWhileReading(t *testing.T) {
	for _, processors := range []string{"", "1"} {
		for _, command := range []string{"create", "validate"} {
			t.Run(command+processors, func(t *testing.T) {
				t.Parallel()
				w := clitest.New(t)
				w.Env["GOMAXPROCS"] = processors
				p := w.Start("recovery", command, "-f", "-")
				// A pipe holds less than this. After the write, the program waits for more input.
				if _, err := p.Stdin.Write([]byte(strings.Repeat("# comment\n", 1<<14))); err != nil {
					t.Fatal(err)
				}
				p.Signal(syscall.SIGINT)
				if r := p.Wait(patience); r.Code != 130 || r.Stdout != "" {
					t.Errorf("%+v", r)
				}
			})
		}
	}
}

// Processes that share the sandbox's store take turns.
func TestSandboxInParallel(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	var all []*clitest.Process
	for i := range 8 {
		all = append(all, w.Start("recovery", "create", "-o", "name", "-f", contractPath(t, "basic.json"), "--job-name", fmt.Sprint("job-", i)))
	}
	for i, p := range all {
		if r := p.Wait(6 * patience); r.Code != exit.OK || r.Stdout != fmt.Sprintf("job-%d\n", i) || r.Stderr != "" {
			t.Errorf("job-%d: %+v", i, r)
		}
	}
}

// A signal during several deletions ends them. The result distinguishes deleted, unknown and unsent
// ones.
func TestSignalDuringDeletions(t *testing.T) {
	t.Parallel()
	server := clitest.Server(t)
	server.On("/api/schedules/1", zdmtest.Reply(200, "", []byte(`{"success": true, "data": {"id": 1}}`)))
	server.On("/api/schedules/2", zdmtest.Hang())
	p := clitest.For(t, server).Start("schedule", "delete", "1", "2", "3", "--yes")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if !server.Await(ctx, 2) {
		t.Fatal("two deletions have not arrived")
	}
	p.Signal(syscall.SIGINT)
	r := p.Wait(time.Minute)
	if r.Code != exit.FromSignal(2) || r.Stdout != "Deleted schedule 1\n" || len(server.Requests()) != 2 {
		t.Errorf("%d requests, code %d\n%s%s", len(server.Requests()), r.Code, r.Stdout, r.Stderr)
	}
	for _, part := range []string{"2: outcome unknown", "3: not sent", "zdmctl schedule get 2"} {
		if !strings.Contains(r.Stderr, part) {
			t.Errorf("%q is missing in\n%s", part, r.Stderr)
		}
	}
}
