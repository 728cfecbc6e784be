//go:build unix

package config_test

import (
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func chmod(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

// rerunSelf returns a command that runs this test in another process.
func rerunSelf(t *testing.T, variable string) *exec.Cmd {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), path, "-test.run=^"+t.Name()+"$")
	child.Env = append(os.Environ(), variable)
	return child
}

func TestModes(t *testing.T) {
	w := newWorld(t, "")
	c := w.load(t)
	if err := c.SetContext("p", map[string]string{"server": host}); err != nil {
		t.Fatal(err)
	}
	wantPut(t, c.Store(), credential("t"), w.credentials())
	for path, want := range map[string]fs.FileMode{w.file: 0o600, w.credentials(): 0o600, filepath.Dir(w.file): 0o700} {
		if got := mode(t, path); got != want {
			t.Errorf("%s has mode %o", path, got)
		}
	}
	chmod(t, w.file, 0o644)
	chmod(t, w.credentials(), 0o640)
	c = w.load(t)
	entry, _, err := c.Store().Get(host, "ops@example.com")
	if err != nil || len(c.Warnings) != 1 || !strings.Contains(entry.Warning.String(), w.credentials()) {
		t.Errorf("warnings %v and %q: %v", c.Warnings, entry.Warning, err)
	}
	if mode(t, w.file) != 0o600 || mode(t, w.credentials()) != 0o600 {
		t.Error("modes not repaired")
	}
	if c := w.load(t); len(c.Warnings) != 0 {
		t.Errorf("warned again: %v", c.Warnings)
	}
}

func TestTokenFileMode(t *testing.T) {
	w := newWorld(t, "")
	w.vars["ZDMCTL_TOKEN_FILE"] = filepath.Join(t.TempDir(), "token")
	write(t, w.vars["ZDMCTL_TOKEN_FILE"], "t")
	for mode, warned := range map[fs.FileMode]bool{0o600: false, 0o400: false, 0o644: true} {
		chmod(t, w.vars["ZDMCTL_TOKEN_FILE"], mode)
		if token, err := w.load(t).EnvToken(); err != nil || token.Warning.IsZero() == warned {
			t.Errorf("mode %o: warning %q, %v", mode, token.Warning, err)
		}
	}
}

func TestPipesAreNotRead(t *testing.T) {
	w := newWorld(t, "")
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	w.vars["ZDMCTL_TOKEN_FILE"] = pipe
	_, err := w.load(t).EnvToken()
	wantCode(t, err, exit.Credentials)
	w.vars["ZDMCTL_CONFIG"] = pipe
	_, err = config.Load(w.Env, nil)
	wantCode(t, err, exit.Usage)
}

func TestFailingWriteLeavesTheOldFile(t *testing.T) {
	// The file size limit applies to the whole process, so the test runs in its own.
	const inChild = "FAILING_WRITE_CHILD"
	if os.Getenv(inChild) == "" {
		child := rerunSelf(t, inChild+"=1")
		if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS") {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	w := newWorld(t, prodFile)
	write(t, w.file+".tmp", "left by a crash")
	c := w.load(t)
	wantPut(t, c.Store(), credential("old"), w.credentials())
	credentials := read(t, w.credentials())

	signal.Ignore(unix.SIGXFSZ)
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: 10, Max: limit.Max}); err != nil {
		t.Fatal(err)
	}
	setErr := c.SetContext("p", map[string]string{"server": host})
	_, putErr := c.Store().Put(credential("new"))
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	wantCode(t, setErr, exit.Usage)
	wantCode(t, putErr, exit.Usage)
	if read(t, w.file) != prodFile || read(t, w.credentials()) != credentials {
		t.Error("an old file is not whole")
	}
	want := []string{"config.yaml", "config.yaml.lock", "credentials.yaml", "credentials.yaml.lock"}
	if got := entries(t, filepath.Dir(w.file)); !slices.Equal(got, want) {
		t.Errorf("left behind: %v", got)
	}
	if err := c.SetContext("p", map[string]string{"server": host}); err != nil {
		t.Error(err)
	}
}
