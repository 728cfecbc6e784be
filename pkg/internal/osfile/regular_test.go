package osfile_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

func TestOpenRegular(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("content"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, info, err := osfile.OpenRegular(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if data, err := io.ReadAll(f); err != nil || string(data) != "content" || info.Size() != 7 || !info.Mode().IsRegular() {
		t.Errorf("%q, %v, %v", data, info, err)
	}
	if _, _, err := osfile.OpenRegular(filepath.Dir(path)); !errors.Is(err, osfile.ErrNotRegular) {
		t.Errorf("directory: %v", err)
	}
	if _, _, err := osfile.OpenRegular(path + "x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}
