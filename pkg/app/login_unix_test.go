//go:build unix

package app_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// linkedConfig puts config.yaml into its own directory and links to it, as stow does.
func linkedConfig(t *testing.T, w *clitest.World, content string, mode os.FileMode) (target string) {
	t.Helper()
	target = w.File("dotfiles/zdmctl.yaml", content)
	link := filepath.Join(w.Dir, ".config", "zdmctl", "config.yaml")
	err := os.Chmod(target, mode)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(link), 0o700)
	}
	if err == nil {
		err = os.Symlink(target, link)
	}
	if err != nil {
		t.Fatal(err)
	}
	return target
}

// A login writes a private file through a link, and writes nothing if the content is current. If
// the result could not be kept, it is refused beforehand.
func TestLoginWithALinkedConfig(t *testing.T) {
	t.Parallel()
	full := func(server string) string {
		return "current-context: lab\ncontexts:\n  lab: {server: '" + server + "', email: ops@example.com}\n"
	}
	half := func(server string) string {
		return "current-context: lab\ncontexts:\n  lab:\n    server: " + server + "\n"
	}
	for name, tc := range map[string]struct {
		content func(server string) string
		mode    os.FileMode
		code    exit.Code
		written bool
	}{
		"private, to be written":              {half, 0o600, exit.OK, true},
		"private, nothing to write":           {full, 0o600, exit.OK, false},
		"read by others, nothing to write":    {full, 0o644, exit.OK, false},
		"read by others, to be written":       {half, 0o644, exit.Usage, false},
		"written by others, to be written":    {half, 0o666, exit.Usage, false},
		"written by others, nothing to write": {full, 0o666, exit.OK, false},
	} {
		t.Run(name, func(t *testing.T) {
			server := clitest.Server(t)
			server.On(zdmtest.Issue, zdmtest.Reply(http.StatusCreated, "", zdmtest.Issued(clitest.Token(), clitest.Now().Add(time.Hour))))
			w := clitest.New(t)
			target := linkedConfig(t, w, tc.content(server.URL), tc.mode)
			w.Env["ZDMCTL_PASSWORD"], w.Env["ZDMCTL_EMAIL"] = zdmtest.Password, "ops@example.com"
			r := w.Run("auth", "login")
			w.Env["ZDMCTL_PASSWORD"] = ""
			content, err := os.ReadFile(target)
			if r.Code != tc.code || err != nil || (string(content) != tc.content(server.URL)) != tc.written {
				t.Fatalf("%+v, %v\n%s", r, err, content)
			}
			if tc.code != exit.OK {
				if len(server.Requests()) != 0 || !strings.Contains(r.Stderr, "nothing was sent") || !strings.Contains(r.Stderr, "--config") {
					t.Errorf("%d requests\n%s", len(server.Requests()), r.Stderr)
				}
				return
			}
			if info, err := os.Lstat(filepath.Join(w.Dir, ".config", "zdmctl", "config.yaml")); err != nil || info.Mode()&os.ModeSymlink == 0 {
				t.Errorf("the link is gone: %v", err)
			}
			for _, args := range [][]string{{"auth", "token"}, {"context", "use", "lab"}} {
				if r := w.Run(args...); r.Code != exit.OK {
					t.Errorf("%q: %+v", args, r)
				}
			}
		})
	}
}

// If the configuration becomes unwritable during the login, the report shows the actual result: the
// token may be saved and the context not.
func TestLoginThatCannotBeKept(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		obstacle string // a directory that is not empty
		early    bool   // exists before the login
		code     exit.Code
		message  string
		kept     bool
	}{
		"token":          {"credentials.yaml.tmp", false, exit.Internal, "the login succeeded, but the token could not be stored", false},
		"context":        {"config.yaml.tmp", false, exit.Internal, "the login succeeded and the token is stored in ", true},
		"token, early":   {"credentials.yaml.tmp", true, exit.Usage, "nothing was sent", false},
		"context, early": {"config.yaml.tmp", true, exit.Usage, "nothing was sent", false},
		"lock, early":    {"credentials.yaml.lock", true, exit.Usage, "nothing was sent", false},
	} {
		t.Run(name, func(t *testing.T) {
			server, w := clitest.Server(t), clitest.New(t)
			obstruct := func() { w.File(".config/zdmctl/"+tc.obstacle+"/full", "") }
			issued := zdmtest.Reply(http.StatusCreated, "", zdmtest.Issued(clitest.Token(), clitest.Now().Add(time.Hour)))
			server.On(zdmtest.Issue, func(rw http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
				obstruct()
				issued(rw, r, closed)
			})
			if tc.early {
				obstruct()
			}
			w.Env["ZDMCTL_PASSWORD"], w.Env["ZDMCTL_EMAIL"], w.Env["ZDMCTL_SERVER"] = zdmtest.Password, "ops@example.com", server.URL
			r := w.Run("auth", "login")
			if r.Code != tc.code || !strings.Contains(r.Stderr, "cannot write") || !strings.Contains(r.Stderr, tc.message) || (len(server.Requests()) == 0) != tc.early {
				t.Errorf("%d requests, %+v", len(server.Requests()), r)
			}
			w.Env["ZDMCTL_PASSWORD"] = ""
			if r := w.Run("auth", "token"); (r.Stdout == clitest.Token()+"\n") != tc.kept {
				t.Errorf("%+v", r)
			}
		})
	}
}

// A password command in a file that others can change is not run. A cron job ends with the reason,
// even with --quiet.
func TestPasswordCommandOfOthers(t *testing.T) {
	server, w := clitest.Server(t), clitest.New(t)
	ran := filepath.Join(w.Dir, "ran")
	config := w.File(".config/zdmctl/config.yaml",
		"current-context: p\ncontexts:\n  p:\n    server: "+server.URL+"\n    email: ops@example.com\n    password-command: touch "+ran+"\n")
	if err := os.Chmod(config, 0o606); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"recovery", "list"}, {"auth", "login"}, {"auth", "token"}, {"doctor"}} {
		r := w.Run(args...)
		if r.Code != exit.Credentials || !strings.Contains(r.Stdout+r.Stderr, "config.yaml, so its password-command is not run") {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if r := w.Run("recovery", "list", "-q"); !strings.Contains(r.Stderr, "the password-command is not run, because other users can change the config file") {
		t.Errorf("%+v", r)
	}
	if _, err := os.Stat(ran); err == nil || len(server.Requests()) != 0 {
		t.Errorf("the command was run: %v, %d requests", err, len(server.Requests()))
	}
}
