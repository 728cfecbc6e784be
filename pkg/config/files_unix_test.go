//go:build unix

package config_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

// A process killed during a write leaves the files complete, with their old content.
func TestKilledWhileWriting(t *testing.T) {
	const inChild = "KILLED_WRITER_HOME"
	if home := os.Getenv(inChild); home != "" {
		w := &world{Env: config.Env{Getenv: func(string) string { return "" }, ConfigHome: func() (string, error) { return home, nil }}}
		for i := 0; ; i++ {
			if i == 1 {
				fmt.Println("writing")
			}
			c := w.load(t)
			if err := c.SetContext(fmt.Sprint("c", i%50), map[string]string{"server": host, "center": strings.Repeat(fmt.Sprintf("%016x", rand.Uint64()), 1+rand.IntN(250))}); err != nil {
				t.Fatal(err)
			}
			if _, err := c.Store().Put(config.Credential{Server: host, Email: fmt.Sprintf("u%d@h", i%50), Token: strings.Repeat("t", 1+rand.IntN(4000))}); err != nil {
				t.Fatal(err)
			}
		}
	}
	w := newWorld(t, prodFile)
	s := w.load(t).Store()
	wantPut(t, s, credential("kept"), w.credentials())
	writes := 0
	for range 50 {
		before := read(t, w.file)
		child := rerunSelf(t, inChild+"="+filepath.Dir(filepath.Dir(w.file)))
		out, err := child.StdoutPipe()
		if err == nil {
			err = child.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		_, readErr := bufio.NewReader(out).ReadString('\n')
		kill := time.AfterFunc(rand.N(20*time.Millisecond), func() { _ = child.Process.Kill() })
		if err := child.Wait(); readErr != nil || child.ProcessState.ExitCode() != -1 {
			t.Fatalf("%v, %v", readErr, err)
		}
		kill.Stop()
		if c := w.load(t); c.Context != "prod" || c.PasswordCommand != "pass show zdm/prod" || !slices.Contains(c.Contexts(), "prod") {
			t.Fatalf("%+v", c)
		}
		wantToken(t, s, "kept", w.credentials())
		if before != read(t, w.file) {
			writes++
		}
	}
	if writes != 50 {
		t.Errorf("only %d of the processes had written anything", writes)
	}
	if err := w.load(t).SetContext("prod", map[string]string{"center": "9"}); err != nil {
		t.Error(err)
	}
	wantPut(t, s, credential("last"), w.credentials())
	want := []string{"config.yaml", "config.yaml.lock", "credentials.yaml", "credentials.yaml.lock"}
	if got := entries(t, filepath.Dir(w.file)); !slices.Equal(got, want) {
		t.Errorf("left behind: %v", got)
	}
}

// A planted link in place of one of the program's files redirects neither a write nor a chmod.
func TestPlantedLinks(t *testing.T) {
	const theirs = "version: 1\ncredentials: []\n"
	names := []string{"credentials.yaml", "credentials.yaml.tmp", "credentials.yaml.lock", "config.yaml", "config.yaml.tmp", "config.yaml.lock", "renewal.lock"}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, prodFile)
			elsewhere := filepath.Join(t.TempDir(), "theirs")
			write(t, elsewhere, theirs)
			if name == "config.yaml" {
				write(t, elsewhere, prodFile)
			}
			content := read(t, elsewhere)
			chmod(t, elsewhere, 0o644)
			planted := filepath.Join(filepath.Dir(w.file), name)
			_ = os.Remove(planted)
			if err := os.Symlink(elsewhere, planted); err != nil {
				t.Fatal(err)
			}
			c := w.load(t)
			_, getErr := c.Store().Put(credential("secret"))
			_, _, putErr := c.Store().Get(host, "ops@example.com")
			setErr := c.SetContext("p", map[string]string{"server": host})
			unlock, lockErr := c.Store().Lock(t.Context(), 0)
			if unlock != nil {
				unlock()
			}
			if read(t, elsewhere) != content || mode(t, elsewhere) != 0o644 {
				t.Errorf("mode %o\n%s", mode(t, elsewhere), read(t, elsewhere))
			}
			failures := 0
			for _, err := range []error{getErr, putErr, setErr, lockErr} {
				if err != nil {
					failures++
				}
			}
			if refused := !strings.HasSuffix(name, ".tmp"); (failures == 1) != refused {
				t.Errorf("%v, %v, %v, %v", getErr, putErr, setErr, lockErr)
			}
		})
	}
}

// A directory or pipe in place of a file is rejected at once.
func TestPlantedPipesAndDirectories(t *testing.T) {
	for _, name := range []string{"credentials.yaml", "credentials.yaml.lock", "credentials.yaml.tmp"} {
		for kind, plant := range map[string]func(string) error{
			"pipe":      func(path string) error { return unix.Mkfifo(path, 0o600) },
			"directory": func(path string) error { return os.MkdirAll(filepath.Join(path, "full"), 0o700) },
		} {
			w := newWorld(t, prodFile)
			planted := filepath.Join(filepath.Dir(w.file), name)
			if err := plant(planted); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			_, err := w.load(t).Store().Put(credential("secret"))
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s %s: took %v", kind, name, took)
			}
			harmless := kind == "pipe" && name != "credentials.yaml" // removed, or only locked
			if (err == nil) != harmless || err != nil && !strings.Contains(err.Error(), filepath.Dir(w.file)) {
				t.Errorf("%s %s: %v", kind, name, err)
			}
		}
	}
}

// Nothing can be created below a file, not even by root. This simulates a home directory that is
// not writable.
func TestUnwritableDirectory(t *testing.T) {
	w := newWorld(t, "")
	c := w.load(t)
	write(t, filepath.Dir(w.file), "")
	_, putErr := c.Store().Put(credential("t"))
	for _, err := range []error{putErr, c.SetContext("p", map[string]string{"server": host})} {
		wantCode(t, err, exit.Usage)
		if !strings.Contains(err.Error(), "cannot write "+filepath.Dir(w.file)) || !strings.Contains(err.Error(), "not a directory") {
			t.Error(err)
		}
	}
	if _, err := c.Store().Lock(t.Context(), 0); err == nil || errors.Is(err, config.ErrBusy) {
		t.Error(err)
	}
}

// A directory that became read-only still has the lock file, so only the new file cannot be
// created. Root can create it nevertheless.
func TestReadOnlyDirectory(t *testing.T) {
	w := newWorld(t, prodFile)
	c := w.load(t)
	write(t, w.file+".lock", "")
	if err := os.Chmod(filepath.Dir(w.file), 0o500); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(filepath.Dir(w.file), 0o700) }()
	values := map[string]string{"center": "7"}
	check, err := c.CheckSet("prod", values), c.SetContext("prod", values)
	if fmt.Sprint(check) != fmt.Sprint(err) || err != nil && !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("%v, %v", check, err)
	}
}

func TestStoreLock(t *testing.T) {
	w := newWorld(t, "")
	s := w.load(t).Store()
	unlock, err := s.Lock(t.Context(), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lock(t.Context(), 20*time.Millisecond); !errors.Is(err, config.ErrBusy) {
		t.Errorf("twice: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(20*time.Millisecond, func() { cancel(fs.ErrClosed) })
	if _, err := s.Lock(ctx, time.Minute); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("interrupted: %v", err)
	}
	wantPut(t, s, credential("while-locked"), w.credentials())
	time.AfterFunc(20*time.Millisecond, unlock)
	again, err := s.Lock(t.Context(), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	again()
}

// When the run ends, waiting for a file locked by another process ends too, and nothing is written.
func TestLockWaitEndsWithRun(t *testing.T) {
	w := newWorld(t, prodFile)
	for _, name := range []string{"config.yaml.lock", "credentials.yaml.lock"} {
		file, err := os.OpenFile(filepath.Join(filepath.Dir(w.file), name), os.O_RDWR|os.O_CREATE, 0o600)
		if err == nil {
			err = unix.Flock(int(file.Fd()), unix.LOCK_EX)
		}
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }()
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	w.Context = func() context.Context { return ctx }
	cancel(fs.ErrClosed)
	c := w.load(t)
	start := time.Now()
	setErr := c.SetContext("p", map[string]string{"server": host})
	_, putErr := c.Store().Put(credential("t"))
	if took := time.Since(start); took > 5*time.Second || !errors.Is(setErr, fs.ErrClosed) || !errors.Is(putErr, fs.ErrClosed) {
		t.Errorf("after %v: %v, %v", took, setErr, putErr)
	}
	if read(t, w.file) != prodFile {
		t.Error("the file was written")
	}
}
