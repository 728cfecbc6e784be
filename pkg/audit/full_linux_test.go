package audit_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// On a full disk, the call is refused and no part of its line remains.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("none", dir, "tmpfs", 0, "size=4k,mode=0700"); err != nil {
		t.Skipf("cannot mount: %v", err)
	}
	defer func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	path, before := filepath.Join(dir, "audit.log"), strings.Repeat("x", 4000)+"\n"
	if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	log := open(t, path)
	if _, err := log.Begin(zdm.Change{Method: "POST", Path: "/recoveries"}); err == nil {
		t.Error("the call may be sent")
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != before {
		t.Errorf("%d bytes are left, %v", len(text), err)
	}
}
