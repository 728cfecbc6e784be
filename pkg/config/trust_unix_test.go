//go:build unix

package config_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// nobody is the id of another user.
const nobody = 65534

func link(t *testing.T, target, path string) {
	t.Helper()
	_ = os.Remove(path)
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
}

func chown(t *testing.T, path string, user int) {
	t.Helper()
	if err := os.Chown(path, user, user); err != nil {
		t.Fatal(err)
	}
}

// trustCase is a way to place config.yaml, and the expected warning.
type trustCase struct {
	prepare func(t *testing.T, w *world)
	warning string // part of the warning; "" for none
	trusted bool
	mode    fs.FileMode // of config.yaml afterwards
}

func trustCases() map[string]trustCase {
	withMode := func(mode fs.FileMode) func(*testing.T, *world) {
		return func(t *testing.T, w *world) { chmod(t, w.file, mode) }
	}
	inDirectory := func(mode fs.FileMode) func(*testing.T, *world) {
		return func(t *testing.T, w *world) { chmod(t, filepath.Dir(w.file), mode) }
	}
	// linked moves config.yaml to another directory and leaves a link in its place.
	linked := func(mode, dir fs.FileMode) func(*testing.T, *world) {
		return func(t *testing.T, w *world) {
			target := filepath.Join(t.TempDir(), "z.yaml")
			write(t, target, prodFile)
			chmod(t, target, mode)
			chmod(t, filepath.Dir(target), dir)
			link(t, target, w.file)
		}
	}
	cases := map[string]trustCase{
		"private":                        {withMode(0o600), "", true, 0o600},
		"read-only":                      {withMode(0o400), "", true, 0o400},
		"read by others":                 {withMode(0o644), "other users could read", true, 0o600},
		"written by all":                 {withMode(0o666), "other users can change", false, 0o666},
		"written but not read by all":    {withMode(0o602), "other users can change", false, 0o602},
		"directory of all":               {inDirectory(0o777), "other users can replace", false, 0o600},
		"directory of all, sticky":       {inDirectory(0o777 | fs.ModeSticky), "", true, 0o600},
		"linked":                         {linked(0o600, 0o755), "", true, 0o600},
		"linked, read by others":         {linked(0o644, 0o755), "other users can read", true, 0o644},
		"linked, written by all":         {linked(0o646, 0o755), "other users can change", false, 0o646},
		"linked into a directory of all": {linked(0o600, 0o777), "other users can replace", false, 0o600},
		"linked into /tmp":               {linked(0o600, 0o777|fs.ModeSticky), "", true, 0o600},
		"linked by a link that others can change": {func(t *testing.T, w *world) {
			linked(0o600, 0o755)(t, w)
			target, err := os.Readlink(w.file)
			if err != nil {
				t.Fatal(err)
			}
			between := filepath.Join(t.TempDir(), "between.yaml")
			link(t, target, between)
			chmod(t, filepath.Dir(between), 0o777)
			link(t, between, w.file)
		}, "other users can replace", false, 0o600},
		"under a second name": {func(t *testing.T, w *world) {
			chmod(t, w.file, 0o644)
			if err := os.Link(w.file, filepath.Join(filepath.Dir(filepath.Dir(w.file)), "other")); err != nil {
				t.Fatal(err)
			}
		}, "other users can read", true, 0o644},
	}
	ownGroup := trustCase{withMode(0o660), "other users could read", true, 0o600}
	if os.Getegid() != os.Geteuid() {
		ownGroup = trustCase{withMode(0o660), "other users can change", false, 0o660}
	}
	cases["written by the group"] = ownGroup
	if os.Geteuid() == 0 { // only root can give a file to another user
		cases["of another user"] = trustCase{func(t *testing.T, w *world) { chown(t, w.file, nobody) }, "belongs to another user", false, 0o600}
		cases["directory of another user"] = trustCase{func(t *testing.T, w *world) { chown(t, filepath.Dir(w.file), nobody) }, "other users can replace", false, 0o600}
		cases["written by another group"] = trustCase{func(t *testing.T, w *world) {
			chmod(t, w.file, 0o660)
			if err := os.Chown(w.file, 0, nobody); err != nil {
				t.Fatal(err)
			}
		}, "other users can change", false, 0o660}
		cases["link of another user in a sticky directory"] = trustCase{func(t *testing.T, w *world) {
			linked(0o600, 0o755)(t, w)
			inDirectory(0o777|fs.ModeSticky)(t, w)
			if err := os.Lchown(w.file, nobody, nobody); err != nil {
				t.Fatal(err)
			}
		}, "other users can replace", false, 0o600}
	}
	return cases
}

// The password command of a config file that other users can write or replace is not run. The user
// is warned, and the file stays unchanged for inspection.
func TestConfigWritableByOthers(t *testing.T) {
	for name, tc := range trustCases() {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, prodFile)
			tc.prepare(t, w)
			c := w.load(t)
			_, renewable := c.Renewal()
			if c.Distrusted == tc.trusted || renewable != tc.trusted || (c.PasswordCommand != "") != tc.trusted {
				t.Errorf("distrusted %v, renewable %v, command %q", c.Distrusted, renewable, c.PasswordCommand)
			}
			if len(c.Warnings) > 1 || (len(c.Warnings) == 1) != (tc.warning != "") || tc.warning != "" && !strings.Contains(c.Warnings[0].String(), tc.warning) {
				t.Errorf("warnings %v", c.Warnings)
			}
			if c.Server != host || mode(t, w.file) != tc.mode {
				t.Errorf("server %q, mode %o", c.Server, mode(t, w.file))
			}
			if c := w.load(t, "--password-command=mine"); c.PasswordCommand != "mine" {
				t.Errorf("the command of the command line became %q", c.PasswordCommand)
			}
		})
	}
}

// A config file named by the user may be meant to be shared: it keeps its mode, as do the files
// next to it.
func TestNamedConfigKeepsItsMode(t *testing.T) {
	for _, perm := range []fs.FileMode{0o644, 0o640, 0o666, 0o600} {
		w := newWorld(t, "")
		given := filepath.Join(t.TempDir(), "zdm.yaml")
		beside := filepath.Join(filepath.Dir(given), "credentials.yaml")
		write(t, given, prodFile)
		write(t, beside, "version: 1\ncredentials: []\n")
		for _, path := range []string{given, beside} {
			chmod(t, path, perm)
		}
		c := w.load(t, "--config="+given)
		entry, _, err := c.Store().Get(host, "ops@example.com")
		if err != nil || mode(t, given) != perm || mode(t, beside) != perm || entry.Warning.IsZero() != (perm == 0o600) {
			t.Errorf("%o: modes %o and %o, warning %q, %v", perm, mode(t, given), mode(t, beside), entry.Warning, err)
		}
		if shared := perm == 0o644 || perm == 0o640; shared && len(c.Warnings) > 0 {
			t.Errorf("%o: %v", perm, c.Warnings)
		}
	}
}

// A link is followed on write if it leads to a private file of the user, wherever that is.
func TestWriteThroughLinks(t *testing.T) {
	for name, tc := range trustCases() {
		if !strings.HasPrefix(name, "linked") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, prodFile)
			tc.prepare(t, w)
			c := w.load(t)
			private := tc.trusted && tc.mode == 0o600
			check := c.CheckSet("prod", map[string]string{"center": "7"})
			err := c.SetContext("prod", map[string]string{"center": "7"})
			if (check == nil) != private || (err == nil) != private {
				t.Fatalf("%v, %v", check, err)
			}
			if !private {
				wantCode(t, check, exit.Usage)
				if !strings.Contains(fullText(check), "--config") || read(t, w.file) != prodFile {
					t.Errorf("%s\n%s", fullText(check), read(t, w.file))
				}
				return
			}
			info, err := os.Lstat(w.file)
			if err != nil || info.Mode()&fs.ModeSymlink == 0 || w.load(t).Center != "7" || mode(t, w.file) != 0o600 {
				t.Errorf("%v, mode %o\n%s", err, mode(t, w.file), read(t, w.file))
			}
		})
	}
}

// CheckPut detects that a token cannot be stored before there is one.
func TestCheckPut(t *testing.T) {
	for name, tc := range map[string]struct {
		prepare func(t *testing.T, w *world)
		code    exit.Code
	}{
		"nothing there":      {func(*testing.T, *world) {}, exit.OK},
		"some credentials":   {func(t *testing.T, w *world) { wantPut(t, w.load(t).Store(), credential("t"), w.credentials()) }, exit.OK},
		"left by a crash":    {func(t *testing.T, w *world) { write(t, w.credentials()+".tmp", "x") }, exit.OK},
		"no credentials":     {func(t *testing.T, w *world) { write(t, w.credentials(), "x") }, exit.Credentials},
		"directory":          {func(t *testing.T, w *world) { write(t, filepath.Join(w.credentials(), "x"), "") }, exit.Usage},
		"lock is a link":     {func(t *testing.T, w *world) { link(t, "x", w.credentials()+".lock") }, exit.Usage},
		"leftover is in use": {func(t *testing.T, w *world) { write(t, filepath.Join(w.credentials()+".tmp", "x"), "") }, exit.Usage},
		"link that leads to what others can read": {func(t *testing.T, w *world) {
			target := filepath.Join(t.TempDir(), "c.yaml")
			write(t, target, "version: 1\ncredentials: []\n")
			chmod(t, target, 0o644)
			link(t, target, w.credentials())
		}, exit.Usage},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, prodFile)
			tc.prepare(t, w)
			before, _ := os.ReadFile(w.credentials())
			err := w.load(t).Store().CheckPut()
			if exit.CodeOf(err) != tc.code {
				t.Fatalf("%v", err)
			}
			if after, _ := os.ReadFile(w.credentials()); string(after) != string(before) {
				t.Errorf("%q became %q", before, after)
			}
			if _, putErr := w.load(t).Store().Put(credential("new")); (putErr == nil) != (err == nil) {
				t.Errorf("Put: %v", putErr)
			}
		})
	}
	w := newWorld(t, "")
	w.Keyring = newRing()
	write(t, filepath.Join(w.credentials(), "x"), "")
	if err := w.load(t).Store().CheckPut(); err != nil {
		t.Errorf("with a keyring: %v", err)
	}
}
