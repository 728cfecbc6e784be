package config_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

func TestSetContextWritesTheFile(t *testing.T) {
	w := newWorld(t, "")
	err := w.load(t).SetContext("prod", map[string]string{
		"server": "https://zdm.example.com:53307", "email": "ops@example.com", "center": "1", "repository": "13",
		"timeout": "30s", "insecure-plaintext": "true", "password-command": "pass show 'zdm': x # y", "ca-file": "",
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `current-context: prod
contexts:
  prod:
    server: https://zdm.example.com:53307
    email: ops@example.com
    password-command: 'pass show ''zdm'': x # y'
    center: "1"
    repository: 13
    timeout: 30s
    insecure-plaintext: true
`
	if got := read(t, w.file); got != want {
		t.Errorf("got\n%s", got)
	}
	c := w.load(t)
	if c.PasswordCommand != "pass show 'zdm': x # y" || c.Repository != 13 || !c.InsecurePlaintext {
		t.Errorf("%+v", c)
	}
}

func TestSetContextKeepsTheRest(t *testing.T) {
	w := newWorld(t, `# ours, by hand
current-context: prod # the real one
contexts:
  # do not touch
  prod:
    server: https://zdm.example.com:53307 # behind the gate
    email: ops@example.com
  lab: {server: "https://lab", center: "2"}
`)
	change := func(name string, values map[string]string) {
		t.Helper()
		if err := w.load(t).SetContext(name, values); err != nil {
			t.Fatal(err)
		}
	}
	change("new", map[string]string{"server": "https://new"})
	change("lab", map[string]string{"center": "", "email": "lab@example.com"})
	change("prod", map[string]string{"server": "https://zdm.example.com:53307/api"})
	const want = `# ours, by hand
current-context: prod # the real one
contexts:
  # do not touch
  prod:
    server: https://zdm.example.com:53307/api # behind the gate
    email: ops@example.com
  lab:
    server: "https://lab"
    email: lab@example.com
  new:
    server: https://new
`
	if got := read(t, w.file); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestSetContextOfAnotherServerDropsSecrets(t *testing.T) {
	w := newWorld(t, prodFile)
	if err := w.load(t).SetContext("prod", map[string]string{"server": "https://other", "center": "9"}); err != nil {
		t.Fatal(err)
	}
	if c := w.load(t); c.Server != "https://other" || c.Center != "9" || c.Email != "context@example.com" || c.Repository != 13 ||
		c.PasswordCommand != "" || c.CAFile != "" || c.InsecureSkipTLSVerify || c.InsecurePlaintext {
		t.Errorf("%+v", c)
	}
}

func TestSetContextOnOddFiles(t *testing.T) {
	for _, content := range []string{"# only a comment\n", "---\n", "~\n", "contexts:\n", "contexts: {}\n", "{}\n", "{contexts: {new: null}}\n", "contexts:\n  new:\n"} {
		w := newWorld(t, content)
		if err := w.load(t).SetContext("new", map[string]string{"server": "https://h"}); err != nil {
			t.Fatalf("%q: %v", content, err)
		}
		if c := w.load(t); c.Context != "new" || c.Server != "https://h" {
			t.Errorf("%q became\n%s", content, read(t, w.file))
		}
		if strings.HasPrefix(content, "#") && !strings.HasPrefix(read(t, w.file), content) {
			t.Errorf("comment lost:\n%s", read(t, w.file))
		}
	}
}

func TestSetContextRefuses(t *testing.T) {
	for _, tc := range []struct {
		name   string
		values map[string]string
		path   string
	}{
		{"Prod", nil, "contexts.Prod"},
		{"", nil, "contexts."},
		{"a/b", nil, "contexts.a/b"},
		{"sandbox", map[string]string{"server": "https://h"}, "contexts.sandbox.server"},
		{"p", map[string]string{"server": "h"}, "contexts.p.server"},
		{"p", map[string]string{"repository": "-1"}, "contexts.p.repository"},
		{"p", map[string]string{"email": "a\nb: c"}, "contexts.p.email"},
		{"p", map[string]string{"token": "x"}, "contexts.p.token"},
	} {
		w := newWorld(t, prodFile)
		err := w.load(t).SetContext(tc.name, tc.values)
		wantCode(t, err, exit.Usage)
		if p := problems(err)[0]; p.Path != tc.path {
			t.Errorf("%q %v: %+v", tc.name, tc.values, p)
		}
		if read(t, w.file) != prodFile {
			t.Error("the file was written")
		}
	}
	w := newWorld(t, prodFile)
	c := w.load(t)
	write(t, w.file, "contexts: [broken]\n")
	wantCode(t, c.SetContext("p", map[string]string{"server": "https://h"}), exit.Usage)
	if read(t, w.file) != "contexts: [broken]\n" {
		t.Error("a broken file was overwritten")
	}
}

func TestSetContextTooLarge(t *testing.T) {
	content := prodFile + "#" + strings.Repeat("x", 1<<20-len(prodFile)-10) + "\n"
	w := newWorld(t, content)
	wantCode(t, w.load(t).SetContext("p", map[string]string{"server": "https://h"}), exit.Usage)
	if read(t, w.file) != content {
		t.Error("the file was written")
	}
}

func TestParallelSetContext(t *testing.T) {
	w := newWorld(t, "")
	var group sync.WaitGroup
	for i := range 50 {
		c := w.load(t)
		group.Go(func() {
			if err := c.SetContext(fmt.Sprintf("c%d", i), map[string]string{"server": "https://h"}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if c := w.load(t); len(c.Contexts()) != 51 {
		t.Errorf("%d contexts", len(c.Contexts()))
	}
	if got := entries(t, filepath.Dir(w.file)); !slices.Equal(got, []string{"config.yaml", "config.yaml.lock"}) {
		t.Errorf("left behind: %v", got)
	}
}

func TestLinks(t *testing.T) {
	set := map[string]string{"server": "https://h"}
	w := newWorld(t, "")
	beside := filepath.Join(filepath.Dir(w.file), "mine.yaml")
	write(t, beside, prodFile)
	if err := os.Symlink("mine.yaml", w.file); err != nil {
		t.Fatal(err)
	}
	if err := w.load(t).SetContext("p", set); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(w.file); err != nil || info.Mode()&os.ModeSymlink == 0 || !strings.Contains(read(t, beside), "https://h") {
		t.Errorf("not written through the link: %v", err)
	}

	w = newWorld(t, "")
	elsewhere := filepath.Join(t.TempDir(), "config.yaml")
	write(t, elsewhere, prodFile)
	write(t, filepath.Join(filepath.Dir(w.file), "x"), "")
	if err := os.Symlink(elsewhere, w.file); err != nil {
		t.Fatal(err)
	}
	if err := w.load(t).SetContext("p", set); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(w.file); err != nil || info.Mode()&os.ModeSymlink == 0 || !strings.Contains(read(t, elsewhere), "https://h") {
		t.Errorf("not written through the link to another directory: %v", err)
	}
	if c := w.load(t); c.Context != "prod" || c.KnowContext("p") != nil {
		t.Errorf("context %q", c.Context)
	}

	// A dangling link reads as an empty file, and cannot be written.
	if err := os.Remove(elsewhere); err != nil {
		t.Fatal(err)
	}
	c := w.load(t)
	for _, err := range []error{c.CheckSet("p", set), c.SetContext("p", set)} {
		wantCode(t, err, exit.Usage)
	}
	if _, err := os.Lstat(elsewhere); !errors.Is(err, fs.ErrNotExist) || len(c.Contexts()) != 1 {
		t.Errorf("%v, contexts %v", err, c.Contexts())
	}
}

// A change without effect is not written, whatever the file's style: it needs neither lock nor
// permission.
func TestNoWriteWithoutChange(t *testing.T) {
	const odd = "# ours\ncurrent-context:   'lab'\ncontexts: {lab: {server: \"https://h\", email: ops@example.com}, lone: }\n"
	w := newWorld(t, odd)
	c := w.load(t)
	for name, err := range map[string]error{
		"set":           c.SetContext("lab", map[string]string{"server": "https://h", "email": "ops@example.com", "center": ""}),
		"check":         c.CheckSet("lab", map[string]string{"server": "https://h"}),
		"use":           c.UseContext("lab"),
		"unset nothing": c.SetContext("lone", map[string]string{"center": ""}),
	} {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := entries(t, filepath.Dir(w.file)); read(t, w.file) != odd || !slices.Equal(got, []string{"config.yaml"}) {
		t.Errorf("%v\n%s", got, read(t, w.file))
	}
	if err := c.CheckSet("lab", map[string]string{"center": "1"}); err != nil || read(t, w.file) != odd {
		t.Errorf("%v\n%s", err, read(t, w.file))
	}
	if err := c.SetContext("lab", map[string]string{"center": "1"}); err != nil || w.load(t).Center != "1" {
		t.Errorf("%v\n%s", err, read(t, w.file))
	}
}
