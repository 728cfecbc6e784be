package iostreams_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/iostreams"
)

var errLate = errors.New("late")

func pipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// wake unblocks the abandoned opening of a pipe.
func wake(t *testing.T, path string) {
	t.Helper()
	writer, err := os.OpenFile(path, os.O_WRONLY|unix.O_NONBLOCK, 0)
	if err == nil {
		err = writer.Close()
	}
	if err != nil {
		t.Error(err)
	}
}

// Opening a pipe without a writer ends with the timeout, and with the context.
func TestOpenWithoutWriter(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	if _, err := iostreams.Open(t.Context(), path, time.Millisecond, errLate); !errors.Is(err, errLate) {
		t.Errorf("%v", err)
	}
	wake(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, cancel)
	if _, err := iostreams.Open(ctx, path, time.Hour, errLate); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	wake(t, path)
}

// Everything is read to the end: a pipe, a file without a size that the kernel fills, an empty
// file, and a device.
func TestOpen(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	go func() { _ = os.WriteFile(path, []byte("from a pipe"), 0) }()
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	version, err := os.ReadFile("/proc/version")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{path: "from a pipe", empty: "", "/proc/version": string(version), os.DevNull: ""} {
		in, err := iostreams.Open(t.Context(), name, time.Minute, errLate)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(in); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		_ = in.Close()
	}
	if _, err := iostreams.Open(t.Context(), filepath.Join(t.TempDir(), "none"), time.Minute, errLate); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}
