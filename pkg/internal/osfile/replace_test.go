package osfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
)

// A file is replaced completely or not at all, and no other file is left.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "보고서 1.md")
	for _, text := range []string{"first", ""} {
		if err := osfile.Replace(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if content, err := os.ReadFile(path); err != nil || string(content) != text {
			t.Errorf("%q, %v", content, err)
		}
	}
	taken := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "by"), 0o700); err != nil {
		t.Fatal(err)
	}
	if osfile.Replace(taken, nil, 0o600) == nil || osfile.Replace(filepath.Join(dir, "none", "a"), nil, 0o600) == nil {
		t.Error("a directory was replaced, or one was made")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("%v, %v", left, err)
	}
}
