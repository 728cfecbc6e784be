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

// A pipe without a writer, or a link to one, does not block: it is opened and then rejected.
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
