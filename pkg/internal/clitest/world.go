// Package clitest runs zdmctl as a whole: in this process (World.Run) or in its own
// (World.Start).
//
// A test of a command starts a server and a world that is logged in there, and checks the output,
// the exit code and the requests:
//
//	s := clitest.Server(t) // checks every request against docs/openapi.yaml
//	s.On("GET "+zdmtest.Recoveries, zdmtest.List(`{"id":"7","job":{"name":"db-01"}}`))
//	w := clitest.For(t, s)
//	r := w.Run("recovery", "list", "-o", "name")
//	if r.Code != exit.OK || r.Stdout != "db-01\n" || len(s.Requests()) != 1 {
//		t.Errorf("%+v", r)
//	}
//
// Every run starts from an empty home without a keyring, at the same instant (Now). A run fails its
// test if it reveals a secret of package zdmtest anywhere but in credentials.yaml and the output of
// "auth token". Tests that need a program check for it with package needs, and tests that wait use
// a zdmtest.Clock.
package clitest

import (
	"cmp"
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/app"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
)

// Now returns the time of every run.
func Now() time.Time { return time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC) }

// Token returns a token that is valid for an hour.
func Token() string { return zdmtest.Token("ops", Now().Add(time.Hour)) }

// World is the environment in which a test runs the program.
type World struct {
	Dir   string            // the home directory
	Env   map[string]string // initially empty
	Stdin string            // input of the next run
	// Nil means a clock that starts at At and only advances while something sleeps.
	Clock func() time.Time

	t     testing.TB
	given map[string]string             // content of the files that the test wrote, by path
	At    time.Time                     // time of the next run; zero means Now
	clock atomic.Pointer[zdmtest.Clock] // clock of the most recent run
}

// New returns an empty world.
func New(t testing.TB) *World {
	t.Helper()
	w := &World{Dir: t.TempDir(), Env: map[string]string{}, t: t, given: map[string]string{}}
	t.Cleanup(func() {
		found, err := SecretFiles(w.Dir, w.given)
		if err != nil || len(found) > 0 {
			t.Errorf("files with a secret: %v\n%s", err, strings.Join(found, "\n"))
		}
	})
	return w
}

// For returns a world with a token for the server.
func For(t testing.TB, server *zdmtest.Server) *World {
	t.Helper()
	w := New(t)
	w.Env["ZDMCTL_SERVER"] = server.URL
	w.Env["ZDMCTL_TOKEN"] = Token()
	server.OnSilence(w.Expire)
	return w
}

// Copy returns a world for another test, with the same files and environment.
func (w *World) Copy(t testing.TB) *World {
	t.Helper()
	other := New(t)
	maps.Copy(other.Env, w.Env)
	err := filepath.WalkDir(w.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		target := filepath.Join(other.Dir, strings.TrimPrefix(path, w.Dir))
		if entry.IsDir() {
			return os.MkdirAll(target, info.Mode().Perm())
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, given := w.given[path]; given {
			other.given[target] = string(content)
		}
		return os.WriteFile(target, content, info.Mode().Perm())
	})
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// Server starts a fake server that checks requests against the API's document and ends with the
// test.
func Server(t testing.TB) *zdmtest.Server {
	t.Helper()
	s := zdmtest.Start(openapitest.Requests(t))
	t.Cleanup(s.Close)
	return s
}

// File writes a file below the home directory and returns its path.
func (w *World) File(name, content string) string {
	w.t.Helper()
	path := filepath.Join(w.Dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.given[path] = content
	return path
}

// Expire ends the run's current wait for a response, see zdmtest.Clock. Worlds made by For do this
// themselves when the server stays silent.
func (w *World) Expire() {
	if clock := w.clock.Load(); clock != nil {
		clock.Expire()
	}
}

// Now returns the time of the current run, or the time at which the most recent one ended.
func (w *World) Now() time.Time {
	if clock := w.clock.Load(); clock != nil {
		return clock.Now()
	}
	return cmp.Or(w.At, Now())
}

// Result is the outcome of a run.
type Result struct {
	Code           exit.Code
	Stdout, Stderr string
}

// Run runs the program with arguments.
func (w *World) Run(args ...string) Result {
	w.t.Helper()
	streams, stdout, stderr := iostreams.Test(w.Stdin)
	w.Stdin = ""
	clock := zdmtest.NewClock(cmp.Or(w.At, Now()))
	w.clock.Store(clock)
	now := clock.Now
	if w.Clock != nil {
		now = w.Clock
	}
	code := app.Main(context.Background(), app.World{
		Args: args, IO: streams, Now: now, Sleep: clock.Sleep, WithTimeout: clock.WithTimeout, Build: cli.Build{Version: "1.0.0", Go: "go1.26", OS: "linux", Arch: "amd64"},
		Env: config.Env{
			Getenv:     func(name string) string { return w.Env[name] },
			ConfigHome: func() (string, error) { return filepath.Join(w.Dir, ".config"), nil },
			StateHome:  func() (string, error) { return filepath.Join(w.Dir, ".local", "state"), nil },
			CacheHome:  func() (string, error) { return filepath.Join(w.Dir, ".cache"), nil },
		},
	})
	r := Result{Code: exit.Code(code), Stdout: stdout.String(), Stderr: stderr.String()}
	if err := Leaks(args, r.Stdout, r.Stderr); err != nil {
		w.t.Error(err)
	}
	return r
}
