package manifest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// tree creates files, and links written as "name -> target".
func tree(t *testing.T, entries ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, entry := range entries {
		name, where, link := strings.Cut(entry, " -> ")
		name = filepath.Join(root, name)
		err := os.MkdirAll(filepath.Dir(name), 0o700)
		if err == nil && link {
			err = os.Symlink(where, name)
		} else if err == nil {
			err = os.WriteFile(name, nil, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFind(t *testing.T) {
	root := tree(t, "b.yaml", "a.yml", "sub/c.JSON", "sub/deeper/d.yaml", "note.txt", ".hidden.yaml", ".git/e.yaml",
		"link.yaml -> b.yaml", "dir.yaml/f.json", "loop -> .", "lost.yaml -> nowhere", "folder.yml -> sub")
	t.Chdir(root)
	for _, tt := range []struct {
		name        string
		paths, want []string
	}{
		{"a directory", []string{"."}, []string{"a.yml", "b.yaml", "dir.yaml/f.json", "link.yaml", "lost.yaml", "sub/c.JSON", "sub/deeper/d.yaml"}},
		{"named files", []string{"note.txt", "-", ".hidden.yaml"}, []string{"note.txt", "-", ".hidden.yaml"}},
		{"a slash", []string{"sub/"}, []string{"sub/c.JSON", "sub/deeper/d.yaml"}},
		{"a link to a directory", []string{"folder.yml"}, []string{"folder.yml/c.JSON", "folder.yml/deeper/d.yaml"}},
		{"a hidden directory", []string{".git"}, []string{".git/e.yaml"}},
		{"a file twice", []string{"b.yaml", "./b.yaml", "sub", "sub/c.JSON"}, []string{"b.yaml", "sub/c.JSON", "sub/deeper/d.yaml"}},
		{"nothing", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, errs := manifest.Find(tt.paths)
			if errs != nil || !slices.Equal(got, tt.want) {
				t.Errorf("got %q, %v", got, errs)
			}
		})
	}
}

func TestFindNothing(t *testing.T) {
	t.Chdir(tree(t, "empty/note.txt", "a.yaml"))
	for _, tt := range []struct {
		paths   []string
		message string
	}{
		{[]string{"a.yaml", "none.yaml"}, "none.yaml does not exist"},
		{[]string{"empty"}, "empty contains no request"},
		{[]string{"-", "a.yaml", "-"}, "given twice"},
		{[]string{"a.yaml/b"}, "cannot read a.yaml/b: not a directory"},
	} {
		_, errs := manifest.Find(tt.paths)
		if len(errs) != 1 || exit.CodeOf(errs[0]) != exit.Usage || !strings.Contains(errs[0].Error(), tt.message) {
			t.Errorf("%q: %v", tt.paths, errs)
		}
	}
	files, errs := manifest.Find([]string{"none.yaml", "a.yaml", "empty"})
	if len(errs) != 2 || !slices.Equal(files, []string{"a.yaml"}) {
		t.Errorf("%q, %v", files, errs)
	}
}
