package config_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// Modes do not matter on a read-only mount, such as a Kubernetes ConfigMap, because nobody can add
// a file there.
func TestConfigOnAReadOnlyFileSystem(t *testing.T) {
	w := newWorld(t, "")
	dir := filepath.Dir(w.file)
	write(t, filepath.Join(dir, "x"), "")
	if err := unix.Mount("none", dir, "tmpfs", 0, "size=64k,mode=0777"); err != nil {
		t.Skipf("mount: %v", err) // requires root
	}
	defer func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	}()
	write(t, filepath.Join(dir, "..data", "zdm"), prodFile)
	link(t, "..data/zdm", w.file)
	chmod(t, filepath.Join(dir, "..data", "zdm"), 0o644)
	chmod(t, filepath.Join(dir, "..data"), 0o777)
	if c := w.load(t); !c.Distrusted {
		t.Error("trusted while it can be written")
	}
	if err := unix.Mount("none", dir, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if c := w.load(t); c.Distrusted || c.PasswordCommand == "" {
		t.Errorf("%v", c.Warnings)
	}
}
