package config_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

// world is an empty home directory for one test.
type world struct {
	config.Env
	vars map[string]string
	file string // config.yaml
}

func newWorld(t testing.TB, content string) *world {
	t.Helper()
	root := t.TempDir()
	w := &world{vars: map[string]string{}, file: filepath.Join(root, "config", "zdmctl", "config.yaml")}
	w.Env = config.Env{
		Getenv:     func(name string) string { return w.vars[name] },
		ConfigHome: func() (string, error) { return filepath.Join(root, "config"), nil },
		StateHome:  func() (string, error) { return filepath.Join(root, "state"), nil },
	}
	if content != "" {
		write(t, w.file, content)
	}
	return w
}

func (w *world) credentials() string { return filepath.Join(filepath.Dir(w.file), "credentials.yaml") }

func (w *world) load(t testing.TB, args ...string) *config.Config {
	t.Helper()
	c, err := config.Load(w.Env, flags(t, args...))
	if err != nil {
		t.Fatalf("Load: %v %+v", err, problems(err))
	}
	return c
}

func flags(t testing.TB, args ...string) *pflag.FlagSet {
	t.Helper()
	set := pflag.NewFlagSet("zdmctl", pflag.ContinueOnError)
	for _, name := range []string{"config", "context", "server", "email", "center", "output", "ca-file", "lang", "password-command"} {
		set.String(name, "", "")
	}
	set.Duration("timeout", 0, "")
	set.Bool("insecure-skip-tls-verify", false, "")
	set.Bool("insecure-plaintext", false, "")
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return set
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func entries(t testing.TB, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range list {
		found = append(found, e.Name())
	}
	return found
}

func problems(err error) []exit.Problem {
	if e, ok := errors.AsType[*exit.Error](err); ok {
		return e.Problems
	}
	return nil
}

// fullText returns everything a user would see of an error.
func fullText(err error) string {
	e, ok := errors.AsType[*exit.Error](err)
	if !ok {
		return err.Error()
	}
	parts := append([]string{e.Error()}, e.Next...)
	for _, n := range e.Notes {
		parts = append(parts, n.String())
	}
	for _, p := range e.Problems {
		parts = append(parts, p.Path, p.File, p.Flag, p.Origin, p.Source, p.Message.String(), p.Suggestion)
		parts = append(parts, p.Allowed...)
	}
	return strings.Join(parts, "\n")
}

func wantCode(t testing.TB, err error, code exit.Code) {
	t.Helper()
	if err == nil || exit.CodeOf(err) != code {
		t.Fatalf("error %v has code %d, want %d", err, exit.CodeOf(err), code)
	}
}

// ring is an in-memory keyring that fails while broken is set.
type ring struct {
	mu     sync.Mutex
	values map[string]string
	broken error
}

func newRing() *ring { return &ring{values: map[string]string{}} }

func (r *ring) Get(key string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	value, ok := r.values[key]
	if r.broken == nil && !ok {
		return "", fs.ErrNotExist
	}
	return value, r.broken
}

func (r *ring) Set(key, value string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken == nil {
		r.values[key] = value
	}
	return r.broken
}

func (r *ring) Delete(key string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.values[key]; r.broken == nil && !ok {
		return fs.ErrNotExist
	}
	if r.broken == nil {
		delete(r.values, key)
	}
	return r.broken
}

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)
