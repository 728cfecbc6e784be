package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

const (
	waveFile   = "wave.yaml" // file of a fixture with one request per unit of work
	registrars = 8           // number of concurrent registrations
	longest    = time.Hour   // maximum duration of a run
	registered = `{"center":"1","source":"source-server","target":"target-server","platform":"vmware","repository":{"id":13},` +
		`"mode":"full","autoStart":"use","jobName":"registered-%06d"}`
)

// fixture is a separate sandbox on loopback, and the requests that zdmctl applies to it.
type fixture struct {
	dir, program, token string
	sandbox             *sandbox.Server
	server              *httptest.Server
	hours               atomic.Int64  // how far its clock is ahead
	spent               time.Duration // processor time of programs that have ended
}

// newFixture opens a fixture for the given amount of work of a program.
func newFixture(program string, work int) (_ *fixture, err error) {
	s := &fixture{program: program}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.dir, err = os.MkdirTemp("", "zdmctl-bench-fixture-"); err != nil {
		return nil, err
	}
	if err = os.WriteFile(filepath.Join(s.dir, waveFile), []byte(wave(work)), 0o600); err != nil {
		return nil, err
	}
	now := func() time.Time { return time.Now().Add(time.Duration(s.hours.Load()) * time.Hour) }
	s.sandbox, err = sandbox.Open(sandbox.Config{Path: filepath.Join(s.dir, "sandbox.db"), Now: now, TokenTTL: 1000 * time.Hour})
	if err != nil {
		return nil, err
	}
	if s.token, err = s.sandbox.Token(); err != nil {
		return nil, err
	}
	s.server = httptest.NewServer(s.sandbox)
	return s, nil
}

func (s *fixture) close() (err error) {
	if s.server != nil {
		s.server.Close()
	}
	if s.sandbox != nil {
		err = errors.Join(err, s.sandbox.Close())
	}
	return errors.Join(err, os.RemoveAll(s.dir))
}

// wave returns requests with different names that start automatically.
func wave(work int) string {
	var b strings.Builder
	for i := range work {
		fmt.Fprintf(&b, "---\n%sautoStart: use\njobName: wave-%06d\n", requestYAML, i)
	}
	return b.String()
}

// later advances the clock, so that all runs have ended.
func (s *fixture) later() { s.hours.Add(1) }

// used returns the processor time of the fixture: that of the sandbox, if the system reports it,
// and of programs that have ended.
func (s *fixture) used() time.Duration { return s.spent + ownTime() }

// zdmctl runs the program until it exits.
func (s *fixture) zdmctl(ctx context.Context, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.program, args...)
	cmd.Dir = s.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "ZDMCTL_SERVER=" + s.server.URL, "ZDMCTL_TOKEN=" + s.token}
	err := cmd.Run()
	if cmd.ProcessState != nil {
		s.spent += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return err
}

// register registers jobs without a network.
func (s *fixture) register(ctx context.Context, work int) error {
	var next atomic.Int64
	var running sync.WaitGroup
	failed := make([]error, registrars)
	for i := range failed {
		running.Go(func() {
			for n := next.Add(1); n <= int64(work) && failed[i] == nil; n = next.Add(1) {
				failed[i] = s.registerOne(ctx, n)
			}
		})
	}
	running.Wait()
	return errors.Join(failed...)
}

func (s *fixture) registerOne(ctx context.Context, number int64) error {
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/api/recoveries", strings.NewReader(fmt.Sprintf(registered, number)))
	request.Header.Set("Authorization", "Bearer "+s.token)
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	if s.sandbox.ServeHTTP(answer, request); answer.Code != http.StatusCreated {
		return fmt.Errorf("status %d: %s", answer.Code, answer.Body)
	}
	return nil
}
