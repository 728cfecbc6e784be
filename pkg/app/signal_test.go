//go:build unix

package app_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// Whatever a run waits for, a signal ends it within about a second, with the signal's exit code and
// what is known.
func TestSignalEndsEveryWait(t *testing.T) {
	t.Parallel()
	const soon = patience
	silent := func(path string) func(*testing.T, *clitest.World, *zdmtest.Server) {
		return func(_ *testing.T, _ *clitest.World, s *zdmtest.Server) { s.On(path, zdmtest.Hang()) }
	}
	pipe := func(t *testing.T, w *clitest.World, _ *zdmtest.Server) {
		if err := unix.Mkfifo(filepath.Join(w.Dir, "pipe"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	none := zdmtest.Reply(200, "", []byte(jobList()))
	for _, tt := range []struct {
		name    string
		prepare func(*testing.T, *clitest.World, *zdmtest.Server)
		arrive  int // number of requests before the signal
		args    string
		message string
	}{
		{"a list", silent(zdmtest.Recoveries), 1, "recovery list", "interrupt"},
		{"a complete list", silent(zdmtest.Recoveries), 1, "recovery list --all -o jsonl", "interrupted"},
		{"an api call", silent("/api/users"), 1, "api GET /users", "interrupt"},
		{"an api change", silent(zdmtest.Recoveries), 1, "api POST /recoveries -f request.json", "outcome unknown"},
		{"an update", silent(zdmtest.Recoveries + "/7"), 1, "recovery update 7 --mode full", "interrupt"},
		{"checks of the server", silent("/api/zdms"), 1, "doctor", "interrupt"},
		{"what create looks up", silent(zdmtest.Recoveries), 1, "recovery create -f request.json", "interrupt"},
		{"what apply looks up", silent(zdmtest.Recoveries), 1, "recovery apply -f wave.yaml", "1 skipped"},
		{"what apply sends", func(_ *testing.T, _ *clitest.World, s *zdmtest.Server) {
			s.On("GET "+zdmtest.Recoveries, none)
			s.On("POST "+zdmtest.Recoveries, zdmtest.Hang())
		}, 3, "recovery apply -f wave.yaml --journal wave.journal", "1 unknown"},
		{"a jq expression", func(_ *testing.T, _ *clitest.World, s *zdmtest.Server) { s.On(zdmtest.Recoveries, none) },
			1, `recovery list --jq '"x"*5000, (repeat(1)|empty)'`, "interrupted while --jq"},
		{"a pipe", pipe, 0, "recovery apply -f pipe", "interrupt"},
		{"a password command", func(t *testing.T, w *clitest.World, s *zdmtest.Server) {
			needs.Programs(t, "sh", "sleep")
			pipe(t, w, s)
		}, 0, "auth login --email a@example.com --password-command 'echo > pipe; sleep 60'", "interrupted"},
	} {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			t.Run(tt.name+", "+signal.String(), func(t *testing.T) {
				s := clitest.Server(t)
				w := clitest.For(t, s)
				_ = wave(t, w, 1)
				w.File("request.json", contract(t, "basic.json"))
				if tt.prepare != nil {
					tt.prepare(t, w, s)
				}
				p := w.Start(arguments(tt.args)...)
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				if !s.Await(ctx, tt.arrive) {
					t.Error("no request has arrived")
				}
				if tt.arrive == 0 {
					other := open(t, filepath.Join(w.Dir, "pipe"), strings.Contains(tt.args, "-f pipe"))
					defer func() { _ = other.Close() }()
				}
				if strings.Contains(tt.args, "--jq") && !p.Speaks(ctx) {
					t.Error("nothing was written")
				}
				start := time.Now()
				p.Signal(signal)
				r := p.Wait(patience)
				if took := time.Since(start); took > soon {
					t.Errorf("took %v", took)
				}
				if message := strings.ReplaceAll(r.Stderr, "terminated", "interrupt"); r.Code != exit.FromSignal(int(signal)) || !strings.Contains(message, tt.message) {
					t.Errorf("%+v", r)
				}
			})
		}
	}
}

// open opens a pipe, and blocks until the program has opened the other end.
func open(t *testing.T, path string, toWrite bool) *os.File {
	t.Helper()
	flag, other := os.O_RDONLY, os.O_WRONLY
	if toWrite {
		flag, other = other, flag
	}
	late := time.AfterFunc(patience, func() {
		if end, err := os.OpenFile(path, other|unix.O_NONBLOCK, 0); err == nil {
			_ = end.Close()
		}
	})
	file, err := os.OpenFile(path, flag, 0)
	if err != nil || !late.Stop() {
		t.Fatalf("the program has not opened the pipe: %v", err)
	}
	return file
}

// arguments splits a command line at spaces that are not quoted.
func arguments(line string) []string {
	var all []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			all = append(all, part)
			continue
		}
		all = append(all, strings.Fields(part)...)
	}
	return all
}

// A pipe is refused where a file is read at once: it may never end.
func TestPipesAreRefused(t *testing.T) {
	t.Parallel()
	w := clitest.For(t, clitest.Server(t))
	pipe := filepath.Join(w.Dir, "pipe")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args   []string
		reason string
	}{
		{[]string{"recovery", "list", "--ca-file", pipe}, "not a regular file"},
		{create("--schedule", "@"+pipe), "not a regular file"},
		{[]string{"recovery", "list", "--config", pipe}, "not a regular file"},
		{[]string{"recovery", "watch", "a", "--journal", pipe}, "is not a journal"},
		{[]string{"recovery", "apply", "-f", w.File("wave.yaml", contract(t, "basic.yaml")), "--journal", pipe}, "is not a journal"},
	} {
		if r := w.Start(tt.args...).Wait(patience); r.Code != exit.Usage || !strings.Contains(r.Stderr, tt.reason) {
			t.Errorf("%q: %+v", tt.args, r)
		}
	}
}
