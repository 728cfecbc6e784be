//go:build unix

package osfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

// A released lock is free even if another process still has the descriptor. This is the case after
// a fork, until the new program begins to run.
func TestReleaseWhileTheDescriptorIsHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	open := func() *os.File {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	first := open()
	if held, err := osfile.TryLock(first); !held || err != nil {
		t.Fatal(held, err)
	}
	inherited, err := unix.Dup(int(first.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(inherited) }()
	second := open()
	if held, err := osfile.TryLock(second); held || err != nil {
		t.Errorf("locked twice: %v", err)
	}
	if err := osfile.Release(first); err != nil {
		t.Error(err)
	}
	if held, err := osfile.TryLock(second); !held || err != nil {
		t.Errorf("not free after Release: %v", err)
	}
	if err := osfile.Release(second); err != nil {
		t.Error(err)
	}
}
