//go:build unix

package osfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

// A pipe that nobody writes to, or a link to one, makes nobody wait: it is opened and found to be one, without a look before.
func TestOpenRegularDoesNotWait(t *testing.T) {
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := errors.Join(unix.Mkfifo(pipe, 0o600), os.Symlink(pipe, link)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, link, os.DevNull} {
		if f, _, err := osfile.OpenRegular(path); !errors.Is(err, osfile.ErrNotRegular) || f != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}
