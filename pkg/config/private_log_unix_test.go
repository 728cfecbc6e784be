//go:build unix

package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// OpenLog opens only a private file without other names. It leaves everything else unchanged.
func TestOpenLog(t *testing.T) {
	dir := t.TempDir()
	place := func(name string) string { return filepath.Join(dir, name) }
	write := func(name string, mode os.FileMode) string {
		if err := errors.Join(os.WriteFile(place(name), []byte("old\n"), 0o600), os.Chmod(place(name), mode)); err != nil {
			t.Fatal(err)
		}
		return place(name)
	}
	fresh, own := place("fresh"), write("own", 0o600)
	for _, path := range []string{fresh, own, own} {
		f, err := config.OpenLog(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("new\n"); err != nil {
			t.Error(err)
		}
		if info, err := f.Stat(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
		_ = f.Close()
	}
	if text, err := os.ReadFile(own); err != nil || string(text) != "old\nnew\nnew\n" {
		t.Errorf("%q, %v", text, err)
	}
	open := filepath.Join(dir, "open")
	if err := errors.Join(
		os.Symlink(own, place("link")), os.Symlink(place("nothing"), place("dangling")), os.Link(write("two", 0o600), place("names")),
		unix.Mkfifo(place("pipe"), 0o600), os.Mkdir(open, 0o700), os.Chmod(open, 0o777),
		os.WriteFile(filepath.Join(open, "log"), nil, 0o600),
	); err != nil {
		t.Fatal(err)
	}
	for path, why := range map[string]string{
		place("link"): "it is a link", place("dangling"): "it is a link", place("names"): "it is a link", place("pipe"): "not a regular file", dir: "",
		write("group", 0o640): "chmod 600", write("others", 0o602): "chmod 600", filepath.Join(open, "log"): "can replace it", place("no/log"): "does not exist",
		os.DevNull: "", own + "/log": "", place(""): "", strings.Repeat("x", 300): "",
	} {
		f, err := config.OpenLog(path)
		e, ok := errors.AsType[*exit.Error](err)
		if f != nil || !ok || e.Code != exit.Usage || !strings.Contains(e.Message.In(msg.English), why) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := os.Lstat(place("nothing")); err == nil {
		t.Error("the target of a link was made")
	}
}
