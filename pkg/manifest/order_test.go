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

// folders creates empty files below a new directory.
func folders(t *testing.T, files ...string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "plan")
	for _, file := range files {
		path := filepath.Join(root, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// Waves have the order of the arguments, or of their numbers.
func TestGroups(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		files []string
		paths []string // relative to the root; "" is the root
		want  string   // names, or a part of the error
		code  exit.Code
	}{
		{"numbers", []string{"10-web/a.yaml", "2-app/a.yaml", "1-db/a.yaml", "last/a.yaml", "0-net/a.yaml", "010-x/a.yaml"}, []string{""}, "0-net 1-db 2-app 010-x 10-web last", 0},
		{"huge numbers", []string{"99999999999999999999999/a.yaml", "8/a.yaml"}, []string{""}, "8 99999999999999999999999", 0},
		{"as named", []string{"b/a.yaml", "a/a.yaml"}, []string{"b", "a"}, "b a", 0},
		{"files", []string{"2.yaml", "1.yaml"}, []string{"2.yaml", "1.yaml"}, "2 1", 0},
		{"one directory of files", []string{"a.yaml", "b.yaml"}, []string{""}, "plan", 0},
		{"what is hidden does not count", []string{"a/a.yaml", ".git/x.yaml", ".a.yaml"}, []string{""}, "a", 0},
		{"what is no request does not count", []string{"a/a.yaml", "README.md"}, []string{""}, "a", 0},
		{"files and directories", []string{"a/a.yaml", "b.yaml"}, []string{""}, "b.yaml", exit.Usage},
		{"two of a name", []string{"x/a/a.yaml", "y/a/a.yaml"}, []string{"x/a", "y/a"}, `"a"`, exit.Usage},
		{"a file in two", []string{"x/a.yaml", "x/y/b.yaml"}, []string{"x", "x/y"}, "b.yaml", exit.Usage},
		{"an empty wave", []string{"a/a.yaml", "b/README.md"}, []string{""}, "b", exit.Usage},
		{"nothing", []string{"README.md"}, []string{""}, "plan", exit.Usage},
		{"not there", nil, []string{"no"}, "no", exit.Usage},
	} {
		root := folders(t, tt.files...)
		var paths []string
		for _, path := range tt.paths {
			paths = append(paths, filepath.Join(root, filepath.FromSlash(path)))
		}
		groups, err := manifest.Groups(paths)
		var names []string
		for _, group := range groups {
			names = append(names, group.Name)
			if len(group.Files) == 0 {
				t.Errorf("%s: %s has no files", tt.name, group.Name)
			}
		}
		if exit.CodeOf(err) != tt.code || err == nil && !slices.Equal(names, strings.Fields(tt.want)) || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %q, %v", tt.name, names, err)
		}
	}
}

// Standard input is a wave of its own.
func TestGroupOfStandardInput(t *testing.T) {
	t.Parallel()
	groups, err := manifest.Groups([]string{"-"})
	if err != nil || len(groups) != 1 || groups[0].Name != "stdin" || !slices.Equal(groups[0].Files, []string{"-"}) {
		t.Errorf("%+v, %v", groups, err)
	}
}
