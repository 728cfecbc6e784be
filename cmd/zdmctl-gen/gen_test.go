package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The repository contains exactly the output of generate.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	made := t.TempDir()
	if err := generate(made); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"completions", "docs/man", "docs/cli"} {
		fresh, kept := read(t, filepath.Join(made, dir)), read(t, filepath.Join("..", "..", dir))
		for name, content := range fresh {
			if !bytes.Equal(kept[name], content) {
				t.Errorf("%s/%s is not current: go run ./cmd/zdmctl-gen", dir, name)
			}
		}
		for name := range kept {
			if fresh[name] == nil {
				t.Errorf("%s/%s has no command: go run ./cmd/zdmctl-gen", dir, name)
			}
		}
	}
}

// The cask lists each man page it installs.
func TestCaskListsManPages(t *testing.T) {
	config, err := os.ReadFile("../../.goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var release struct {
		Casks []struct {
			Manpages []string `yaml:"manpages"`
		} `yaml:"homebrew_casks"`
	}
	if err := yaml.Unmarshal(config, &release); err != nil || len(release.Casks) != 1 {
		t.Fatal(err, release)
	}
	var pages []string
	for name := range read(t, filepath.Join("..", "..", "docs", "man")) {
		pages = append(pages, "docs/man"+name)
	}
	slices.Sort(pages)
	if got := release.Casks[0].Manpages; !slices.Equal(got, pages) {
		t.Errorf("the cask of .goreleaser.yaml installs %v, want %v", got, pages)
	}
}

func read(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[strings.TrimPrefix(path, dir)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Help text is split into paragraphs and verbatim lines.
func TestBlocks(t *testing.T) {
	got := blocks("\nOne\ntwo.\n\n  a\n    b\n\n  c\nThree.\n  d\n")
	want := []block{{lines: []string{"One", "two."}}, {lines: []string{"a", "  b", "", "c"}, verbatim: true}, {lines: []string{"Three."}}, {lines: []string{"d"}, verbatim: true}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if strings.Join(got[i].lines, "\n") != strings.Join(want[i].lines, "\n") || got[i].verbatim != want[i].verbatim {
			t.Errorf("%d: %+v", i, got[i])
		}
	}
}

// No text is interpreted as a request or an escape of roff.
func TestProse(t *testing.T) {
	if got, want := prose(`.so \x -o 'a'`+" ~^`"), `\&.so \ex \-o \(aqa\(aq \(ti\(ha\(ga`+"\n"; got != want {
		t.Errorf("%q", got)
	}
}
