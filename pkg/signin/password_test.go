//go:build unix

package signin_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/signin"
)

const patience = 30 * time.Second // timeout for operations that are fast on an idle machine

func session(wait time.Duration) (s *signin.Session, stderr interface{ String() string }) {
	streams, _, complaints := iostreams.Test("from standard input\n")
	return &signin.Session{
		IO: streams, PasswordWait: wait, Next: shell.Command, Print: func(text string) { fmt.Fprint(streams.Err, text) },
	}, complaints
}

// running returns a FIFO for a command to write to, and a channel that is closed when no process
// has it open any more.
func running(t *testing.T) (fifo string, ended <-chan struct{}) {
	t.Helper()
	fifo = filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if pipe, err := os.Open(fifo); err == nil {
			_, _ = io.Copy(io.Discard, pipe)
			_ = pipe.Close()
		}
	}()
	return fifo, done
}

// A command that hangs is killed together with all processes it has started.
func TestPasswordCommandThatHangs(t *testing.T) {
	needs.Programs(t, "sh", "sleep", "cat")
	for name, ended := range map[string]struct {
		by   func() (context.Context, context.CancelFunc)
		wait time.Duration
		code exit.Code
	}{
		"by the time": {func() (context.Context, context.CancelFunc) { return context.WithCancel(t.Context()) }, 300 * time.Millisecond, exit.Credentials},
		"by the user": {func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(t.Context(), 300*time.Millisecond)
		}, 0, exit.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			fifo, gone := running(t)
			ctx, cancel := ended.by()
			defer cancel()
			f, _ := session(ended.wait)
			start := time.Now()
			_, err := f.PasswordFrom(ctx, config.Renewal{Command: shell.Command("sh", "-c", "exec > "+shell.Quote(fifo)+"; sleep 300") + " | cat; echo hush"})
			if took := time.Since(start); took > patience {
				t.Errorf("took %v", took)
			}
			if err == nil {
				t.Fatal("the command that hangs has given a password")
			}
			if pipe, err := os.OpenFile(fifo, os.O_WRONLY|unix.O_NONBLOCK, 0); err == nil { // the reader still waits if the command ended before it opened the pipe
				_ = pipe.Close()
			}
			if exit.CodeOf(err) != ended.code || strings.Contains(err.Error(), "hush") {
				t.Errorf("%v", err)
			}
			if ended.code == exit.Credentials && (!strings.Contains(err.Error(), "did not end within 300ms") || !errors.Is(err, signin.ErrNotRenewed)) {
				t.Errorf("%v", err)
			}
			select {
			case <-gone:
			case <-time.After(patience):
				t.Error("what the command started is still running")
			}
		})
	}
}

func TestPasswordCommand(t *testing.T) {
	needs.Programs(t, "sh", "sleep", "cat")
	for command, want := range map[string]string{
		"echo secret":                      "secret",
		"printf secret":                    "secret",
		"printf 'secret\\r\\nurl: x\\n'":   "secret",
		"echo ' two words '; echo another": " two words ",
		"cat; echo nothing to read":        "nothing to read",
		"echo 비밀번호":                        "비밀번호",
		"echo secret; sleep 5 &":           "secret", // an agent that keeps running
	} {
		f, stderr := session(0)
		got, err := f.PasswordFrom(t.Context(), config.Renewal{Command: command})
		if got != want || err != nil || stderr.String() != "" {
			t.Errorf("%q: %q, %v, stderr %q", command, got, err, stderr)
		}
	}
}

// The password does not appear in the rest of the command's output, because the stderr of a job is
// a log.
func TestPasswordCommandThatShowsThePassword(t *testing.T) {
	needs.Programs(t, "sh", "sleep")
	for name, tt := range map[string]struct {
		command, stderr string
		code            exit.Code
	}{
		"before":          {"echo 'it is correct horse' >&2; echo 'correct horse'", "it is ***\n", exit.OK},
		"failure":         {"echo 'correct horse'; echo 'not correct horse' >&2; exit 3", "not ***\n", exit.Credentials},
		"in two pieces":   {"printf 'is correct ' >&2; sleep 0.1; printf 'horse' >&2; echo 'correct horse'", "is ***", exit.OK},
		"other spellings": {"echo 'correct%20horse' >&2; echo Y29ycmVjdCBob3JzZQ== >&2; echo 'correct horse'", "***\n***==\n", exit.OK},
		"no password":     {"echo 'locked: ask ops' >&2", "locked: ask ops\n", exit.Credentials},
		"nothing of it":   {"printf 'touch \\033[31mthe key\\r\\n' >&2; echo 'correct horse'", "touch \\x1b[31mthe key\n", exit.OK},
	} {
		t.Run(name, func(t *testing.T) {
			f, stderr := session(0)
			_, err := f.PasswordFrom(t.Context(), config.Renewal{Command: tt.command})
			if exit.CodeOf(err) != tt.code || stderr.String() != tt.stderr {
				t.Errorf("stderr %q, want %q; %v", stderr, tt.stderr, err)
			}
		})
	}
}

func TestPasswordCommandWithEndlessStderr(t *testing.T) {
	needs.Programs(t, "sh", "head", "tr")
	f, stderr := session(0)
	got, err := f.PasswordFrom(t.Context(), config.Renewal{Command: "head -c 3000000 /dev/zero | tr '\\0' x >&2; echo secret"})
	if got != "secret" || err != nil || len(stderr.String()) > 64<<10 {
		t.Errorf("%q, %v, %d bytes on stderr", got, err, len(stderr.String()))
	}
}
