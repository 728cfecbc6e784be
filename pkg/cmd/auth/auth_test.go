// Package auth_test tests the commands of "zdmctl auth".
package auth_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newServer returns a server that issues tokens, and an empty home directory for it.
func newServer(t *testing.T, issue zdmtest.Answer) (*zdmtest.Server, *clitest.World) {
	t.Helper()
	s := clitest.Server(t)
	s.On(zdmtest.Issue, issue)
	w := clitest.New(t)
	w.Env["ZDMCTL_SERVER"] = s.URL
	return s, w
}

func issued() zdmtest.Answer {
	return zdmtest.Reply(201, "", zdmtest.Issued(clitest.Token(), clitest.Now().Add(time.Hour)))
}

func kept(w *clitest.World) string {
	content, _ := os.ReadFile(filepath.Join(w.Dir, ".config", "zdmctl", "credentials.yaml"))
	return string(content)
}

// The password comes from the source that the command line names, or else from the environment.
// Without a password, nothing is sent.
func TestPassword(t *testing.T) {
	t.Parallel()
	const email = "ops@example.com"
	for _, tt := range []struct {
		name  string
		args  []string
		env   map[string]string
		stdin string
		code  exit.Code
		posts int
	}{
		{"standard input", []string{"--email", email, "--password-stdin"}, nil, zdmtest.Password + "\n", exit.OK, 1},
		{"standard input before the environment", []string{"--email", email, "--password-stdin"}, map[string]string{"ZDMCTL_PASSWORD": "wrong"}, zdmtest.Password, exit.OK, 1},
		{"the environment", []string{"--email", email}, map[string]string{"ZDMCTL_PASSWORD": zdmtest.Password}, "", exit.OK, 1},
		{"an account of the environment", nil, map[string]string{"ZDMCTL_PASSWORD": zdmtest.Password, "ZDMCTL_EMAIL": email}, "", exit.OK, 1},
		{"none", []string{"--email", email}, nil, "", exit.Credentials, 0},
		{"an empty one", []string{"--email", email, "--password-stdin"}, nil, "\n", exit.Credentials, 0},
		{"no account", []string{"--password-stdin"}, nil, zdmtest.Password, exit.Usage, 0},
		{"two places", []string{"--email", email, "--password-stdin", "--with-token"}, nil, zdmtest.Password, exit.Usage, 0},
		{"two other places", []string{"--email", email, "--password-stdin", "--password-command", "x"}, nil, zdmtest.Password, exit.Usage, 0},
		{"two more places", []string{"--email", email, "--with-token", "--password-command", "x"}, nil, zdmtest.Password, exit.Usage, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, w := newServer(t, issued())
			for name, value := range tt.env {
				w.Env[name] = value
			}
			w.Stdin = tt.stdin
			r := w.Run(append([]string{"auth", "login"}, tt.args...)...)
			if r.Code != tt.code || len(s.Posts()) != tt.posts || r.Stdout != "" {
				t.Errorf("%d posts, %+v", len(s.Posts()), r)
			}
			if logged := strings.Contains(kept(w), clitest.Token()); logged != (tt.code == exit.OK) {
				t.Errorf("kept: %t", logged)
			}
			for _, post := range s.Posts() {
				var sent struct{ Email, Password string }
				if err := json.Unmarshal(post.Body, &sent); err != nil || sent.Email != email || sent.Password != zdmtest.Password {
					t.Errorf("%+v, %v", sent, err)
				}
			}
		})
	}
}

// The response to a login determines the result. A refused login stores nothing, and a failed one
// can be repeated.
func TestLogin(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		answer zdmtest.Answer
		code   exit.Code
		posts  int // the second to the other login path
	}{
		{"issued", issued(), exit.OK, 1},
		{"wrong password", zdmtest.Refusal(404, "User not found."), exit.Credentials, 1},
		{"not valid", zdmtest.Refusal(422, "email"), exit.Credentials, 1},
		{"no token", zdmtest.Data(`{}`), exit.Refused, 1},
		{"a bug", zdmtest.Refusal(500, "null"), exit.Refused, 2},
		{"another program", zdmtest.Gateway(200), exit.Refused, 2},
		{"elsewhere", zdmtest.Redirect(307, "https://login.example.com/"), exit.Refused, 2},
		{"cut", zdmtest.Raw(nil), exit.Refused, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, w := newServer(t, tt.answer)
			w.Stdin = zdmtest.Password
			r := w.Run("auth", "login", "--email", "ops@example.com", "--password-stdin")
			if r.Code != tt.code || (kept(w) != "") != (tt.code == exit.OK) || len(s.Posts()) != tt.posts {
				t.Errorf("%d posts, kept %q, %+v", len(s.Posts()), kept(w), r)
			}
		})
	}
}

// An existing token is stored unchanged, and an invalid token is refused; the server is not
// contacted.
func TestWithToken(t *testing.T) {
	t.Parallel()
	expired := zdmtest.Token("old", clitest.Now().Add(-time.Minute))
	for _, tt := range []struct {
		name, stdin string
		code        exit.Code
	}{
		{"good", clitest.Token() + "\n", exit.OK},
		{"expired", expired, exit.Credentials},
		{"empty", "", exit.Credentials},
		{"two parts", "a.b", exit.Credentials},
		{"an empty part", "a..c", exit.Credentials},
		{"four parts", "a.b.c.d", exit.Credentials},
		{"a line break", "a.b\n.c", exit.Credentials},
	} {
		s, w := newServer(t, issued())
		w.Stdin = tt.stdin
		if r := w.Run("auth", "login", "--with-token"); r.Code != tt.code || len(s.Requests()) != 0 || (kept(w) != "") != (tt.code == exit.OK) {
			t.Errorf("%s: kept %q, %+v", tt.name, kept(w), r)
		}
	}
}

// After a login, the status shows everything except the token, which only "auth token" prints.
// After a logout, nothing remains.
func TestLife(t *testing.T) {
	t.Parallel()
	s, w := newServer(t, issued())
	w.Stdin = zdmtest.Password
	if r := w.Run("auth", "login", "--email", "ops@example.com", "--password-stdin"); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	r := w.Run("auth", "status", "-o", "json")
	var status struct {
		Server, Email, Place, ExpiresAt string
		Expired                         bool
	}
	if err := json.Unmarshal([]byte(r.Stdout), &status); err != nil || r.Code != exit.OK || status.Server != s.URL || status.Email != "ops@example.com" ||
		!strings.HasSuffix(status.Place, "credentials.yaml") || status.ExpiresAt != "2026-03-11T13:00:00Z" || status.Expired {
		t.Errorf("%+v, %v, %+v", status, err, r)
	}
	if r = w.Run("auth", "token"); r.Code != exit.OK || r.Stdout != clitest.Token()+"\n" {
		t.Errorf("%d, %d bytes", r.Code, len(r.Stdout))
	}
	for range 2 { // a second logout is not an error
		if r = w.Run("auth", "logout"); r.Code != exit.OK || r.Stdout != "" || r.Stderr == "" || strings.Contains(kept(w), clitest.Token()) {
			t.Errorf("%+v", r)
		}
	}
	for _, args := range []string{"auth token", "auth status", "auth status -o json", "recovery list"} {
		if r = w.Run(strings.Fields(args)...); r.Code != exit.Credentials {
			t.Errorf("%s: %+v", args, r)
		}
	}
	if len(s.Requests()) != 1 {
		t.Errorf("%d requests", len(s.Requests()))
	}
}

// An expired token is reported as expired, and is never sent.
func TestExpired(t *testing.T) {
	t.Parallel()
	s, w := newServer(t, issued())
	w.Env["ZDMCTL_TOKEN"] = zdmtest.Token("old", clitest.Now().Add(-12*time.Minute))
	for args, stdout := range map[string]string{"auth token": "", "recovery list": "", "auth status -o json": `"expired": true`, "auth status": "12 minutes"} {
		if r := w.Run(strings.Fields(args)...); r.Code != exit.Credentials || !strings.Contains(r.Stdout, stdout) || (stdout == "") != (r.Stdout == "") {
			t.Errorf("%s: %+v", args, r)
		}
	}
	if len(s.Requests()) != 0 {
		t.Errorf("%d requests", len(s.Requests()))
	}
}

// The embedded server needs no login.
func TestSandbox(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	if r := w.Run("auth", "login"); r.Code != exit.OK || kept(w) != "" {
		t.Errorf("%+v", r)
	}
}
