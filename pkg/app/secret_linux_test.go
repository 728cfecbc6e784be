package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// A token is cleaned in the same way from every source, and refused for the same reasons.
func TestTokensAreCleanedAlike(t *testing.T) {
	s := clitest.Server(t)
	s.On(zdmtest.Recoveries, zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[]}`)))
	quoted := func(text string) string { return fmt.Sprintf("%+q", text) }
	sources := map[string]func(w *clitest.World, text string) clitest.Result{
		"$ZDMCTL_TOKEN": func(w *clitest.World, text string) clitest.Result {
			w.Env["ZDMCTL_TOKEN"] = text
			return w.Run("recovery", "list", "--server", s.URL)
		},
		"$ZDMCTL_TOKEN_FILE": func(w *clitest.World, text string) clitest.Result {
			w.Env["ZDMCTL_TOKEN_FILE"] = w.File("token", text)
			return w.Run("recovery", "list", "--server", s.URL)
		},
		"standard input": func(w *clitest.World, text string) clitest.Result {
			w.Stdin = text
			if r := w.Run("auth", "login", "--server", s.URL, "--with-token"); r.Code != exit.OK {
				return r
			}
			return w.Run("recovery", "list")
		},
		"the store": func(w *clitest.World, text string) clitest.Result {
			w.File(".config/zdmctl/credentials.yaml", "version: 1\ncredentials:\n- server: "+s.URL+"\n  email: \"\"\n  token: "+quoted(text)+"\n")
			return w.Run("recovery", "list", "--server", s.URL)
		},
	}
	token := clitest.Token()
	for source, run := range sources {
		for name, text := range map[string]string{
			"as it is": token, "mark": "\ufeff" + token, "line end": token + "\n", "line end of Windows": token + "\r\n", "blanks": "  " + token + " ",
			"header": "Bearer " + token, "all of them": "\ufeffbearer " + token + "\r\n",
		} {
			before := len(s.Requests())
			r := run(clitest.New(t), text)
			if r.Code != exit.OK || len(s.Requests()) != before+1 || s.Requests()[before].Header.Get("Authorization") != "Bearer "+token {
				t.Errorf("%s, %s: %+v", source, name, r)
			}
		}
		for text, reason := range map[string]string{
			token + " " + token: "U+0020", token + "\u200b": "U+200B", token + "\n" + token: "U+000A", "\ufeff": "empty",
		} {
			if source == "the store" {
				reason = "credentials.yaml"
			}
			before := len(s.Requests())
			if r := run(clitest.New(t), text); r.Code != exit.Credentials || !strings.Contains(r.Stderr, reason) || len(s.Requests()) != before {
				t.Errorf("%s, %q: %+v", source, reason, r)
			}
		}
	}
}

// A password is cleaned in the same way from every source, and refused for the same reasons before
// anything is sent.
func TestPasswordsAreCleanedAlike(t *testing.T) {
	needs.Programs(t, "sh")
	octal := func(text string) string {
		var b strings.Builder
		for _, c := range []byte(text) {
			fmt.Fprintf(&b, `\0%03o`, c)
		}
		return b.String()
	}
	sources := map[string]func(a *accounts, w *clitest.World, text string) clitest.Result{
		"$ZDMCTL_PASSWORD": func(a *accounts, w *clitest.World, text string) clitest.Result {
			w.Env["ZDMCTL_PASSWORD"] = text
			return w.Run("auth", "login", "--server", a.URL, "--email", "ops@example.com")
		},
		"standard input": func(a *accounts, w *clitest.World, text string) clitest.Result {
			w.Stdin = text
			return w.Run("auth", "login", "--server", a.URL, "--email", "ops@example.com", "--password-stdin")
		},
		"a command": func(a *accounts, w *clitest.World, text string) clitest.Result {
			return w.Run("auth", "login", "--server", a.URL, "--email", "ops@example.com", "--password-command", `printf '%b' '`+octal(text)+`'`)
		},
		"renewal by $ZDMCTL_PASSWORD": func(a *accounts, w *clitest.World, text string) clitest.Result {
			w.Env["ZDMCTL_EMAIL"], w.Env["ZDMCTL_PASSWORD"] = "ops@example.com", text
			return w.Run("auth", "token", "--server", a.URL)
		},
	}
	for source, run := range sources {
		for name, text := range map[string]string{
			"as it is": zdmtest.Password, "mark": "\ufeff" + zdmtest.Password, "line end": zdmtest.Password + "\n", "all of them": "\ufeff" + zdmtest.Password + "\r\n",
		} {
			a := newAccounts(t)
			if r := run(a, clitest.New(t), text); r.Code != exit.OK || a.counts() != [2]int{1, 0} {
				t.Errorf("%s, %s: %v, %+v", source, name, a.counts(), r)
			}
		}
		for text, reason := range map[string]string{
			zdmtest.Password + "\xff": "not UTF-8", "\xff\xfeh\x00u\x00": "not UTF-8", "\x1b[1m" + zdmtest.Password: "U+001B", "\ufeff": "empty",
		} {
			a := newAccounts(t)
			if r := run(a, clitest.New(t), text); r.Code != exit.Credentials || !strings.Contains(r.Stderr, reason) || len(a.Requests()) != 0 {
				t.Errorf("%s, %q: %+v", source, reason, r)
			}
		}
	}
}

// The path that issued the token is the first that the next login tries, including that of a
// renewal.
func TestRenewalStartsAtTheLoginPath(t *testing.T) {
	a := newAccounts(t)
	a.On(zdmtest.Issue20, a.issue)
	a.On(zdmtest.Issue, zdmtest.Reply(http.StatusNotFound, "text/html", []byte("Not Found")))
	w := a.world(t, passwordFile(t), "", time.Time{})
	if r := w.Run("auth", "login"); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	if n := len(a.Posts()); n != 2 {
		t.Errorf("the first login took %d calls", n)
	}
	w.At = clitest.Now().Add(61 * time.Minute)
	a.On(zdmtest.Issue20, zdmtest.Reply(http.StatusCreated, "", zdmtest.Issued(zdmtest.Token("later", clitest.Now().Add(3*time.Hour)), clitest.Now().Add(3*time.Hour))))
	if r := w.Run("auth", "token"); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	if posts := a.Posts(); len(posts) != 3 || posts[2].Path != zdmtest.Issue20 {
		t.Errorf("the renewal took %d calls", len(posts)-2)
	}
}
