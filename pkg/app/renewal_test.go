//go:build unix

package app_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// accounts is a server that accepts only the token that it issued last.
type accounts struct {
	*zdmtest.Server

	gate   chan struct{} // logins wait for it; nil means no wait
	mu     sync.Mutex
	logins int
	valid  string
	wrong  int // number of refused logins
}

func newAccounts(t *testing.T) *accounts {
	t.Helper()
	a := &accounts{Server: clitest.Server(t)}
	a.On(zdmtest.Issue, a.issue)
	register, list := new(zdmtest.Registry).Register(), zdmtest.List()
	a.On(zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		a.mu.Lock()
		defer a.mu.Unlock()
		answer := list
		if r.Method == http.MethodPost {
			answer = register
		}
		if r.Header.Get("Authorization") != "Bearer "+a.valid {
			answer = zdmtest.Reply(http.StatusUnauthorized, "", []byte(`{"success": false, "requestID": "req-9", "error": "Token has expired."}`))
		}
		answer(w, r, closed)
	})
	return a
}

func (a *accounts) issue(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
	a.mu.Lock()
	gate := a.gate
	a.mu.Unlock()
	if gate != nil {
		<-gate
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	var login struct{ Email, Password string }
	if json.NewDecoder(r.Body).Decode(&login) != nil || login.Email != "ops@example.com" || login.Password != zdmtest.Password {
		a.wrong++
		zdmtest.Reply(http.StatusNotFound, "", []byte(`{"success": false, "error": "User not found."}`))(w, r, closed)
		return
	}
	a.logins++
	a.valid = zdmtest.Token(fmt.Sprint("login ", a.logins), clitest.Now().Add(time.Hour))
	zdmtest.Reply(http.StatusCreated, "", zdmtest.Issued(a.valid, clitest.Now().Add(time.Hour)))(w, r, closed)
}

// shut makes logins wait until the returned gate is closed.
func (a *accounts) shut() (gate chan struct{}) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.gate = make(chan struct{})
	return a.gate
}

// counts returns the numbers of logins that succeeded and failed.
func (a *accounts) counts() [2]int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return [2]int{a.logins, a.wrong}
}

// world returns a home with a context of the server, a password command and a stored token that is
// valid until the given time. "" omits the command or the token.
func (a *accounts) world(t *testing.T, command, token string, until time.Time) *clitest.World {
	t.Helper()
	w := clitest.New(t)
	quoted, err := json.Marshal(command)
	if err != nil {
		t.Fatal(err)
	}
	file := "current-context: prod\ncontexts:\n  prod:\n    server: " + a.URL + "\n    email: ops@example.com\n"
	if command != "" {
		file += "    password-command: " + string(quoted) + "\n"
	}
	w.File(".config/zdmctl/config.yaml", file)
	if token != "" {
		w.File(".config/zdmctl/credentials.yaml", fmt.Sprintf("version: 1\ncredentials:\n  - server: %s\n    email: ops@example.com\n    token: %s\n    expires-at: %s\n",
			a.URL, token, until.Format(time.RFC3339)))
	}
	return w
}

// passwordFile returns a command that prints the password.
func passwordFile(t *testing.T) string {
	t.Helper()
	needs.Programs(t, "sh", "cat")
	path := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(path, []byte(zdmtest.Password+"\nurl: zdm.example.com\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return shell.Command("cat", path)
}

func TestTokenRenewsItself(t *testing.T) {
	t.Parallel()
	old, good := clitest.Now().Add(-12*time.Minute), clitest.Now().Add(time.Hour)
	for name, state := range map[string]struct {
		token string
		until time.Time
		calls int // in the first run: logins, lookups and registrations
	}{
		"none":    {"", good, 3},
		"expired": {zdmtest.Token("old", old), old, 3},
		"refused": {zdmtest.Token("revoked", good), good, 4},
	} {
		for source, by := range map[string]string{"command": "context prod", "environment": "$ZDMCTL_PASSWORD"} {
			t.Run(name+", "+source, func(t *testing.T) {
				a := newAccounts(t)
				command := ""
				if source == "command" {
					command = passwordFile(t)
				}
				w := a.world(t, command, state.token, state.until)
				if source == "environment" {
					w.Env["ZDMCTL_EMAIL"], w.Env["ZDMCTL_PASSWORD"] = "ops@example.com", zdmtest.Password
				}
				if r := w.Run("auth", "status", "-o", "json"); r.Code != exit.OK || !strings.Contains(r.Stdout, `"renewal": "`+by+`"`) {
					t.Errorf("status: %+v", r)
				}
				for i := range 2 {
					if r := w.Run(create()...); r.Code != exit.OK || r.Stderr != "" {
						t.Errorf("%+v", r)
					}
					if n := len(a.Requests()); n != state.calls+3*i { // a name that is not found is also looked up by target in the second run
						t.Errorf("%d requests", n)
					}
				}
				if r := w.Run("auth", "token"); r.Code != exit.OK || r.Stdout != a.valid+"\n" {
					t.Errorf("the last token is not the stored one: %d\n%s", r.Code, r.Stderr)
				}
				if n := a.counts(); n != [2]int{1, 0} {
					t.Errorf("%v logins", n)
				}
			})
		}
	}
}

// A token from the environment is not renewed, and neither is one of an account without a complete
// password.
func TestTokenThatIsNotRenewed(t *testing.T) {
	t.Parallel()
	old := clitest.Now().Add(-12 * time.Minute)
	expired := zdmtest.Token("old", old)
	for _, tt := range []struct {
		name, command, stored string
		env                   map[string]string
		message               string
	}{
		{"environment, expired", "exit 1", "", map[string]string{"ZDMCTL_TOKEN": expired}, "the token of $ZDMCTL_TOKEN is never renewed"},
		{"environment, refused", "exit 1", "", map[string]string{"ZDMCTL_TOKEN": clitest.Token()}, "the token of $ZDMCTL_TOKEN is never renewed"},
		{"no command", "", expired, nil, "--password-command"},
		{"no command and no token", "", "", nil, "--password-command"},
		{"password without account", "", expired, map[string]string{"ZDMCTL_PASSWORD": zdmtest.Password}, "$ZDMCTL_EMAIL"},
		{"another account", "exit 1", expired, map[string]string{"ZDMCTL_EMAIL": "root@example.com"}, "same context"},
		{"another server", "exit 1", expired, map[string]string{"ZDMCTL_SERVER": "http://localhost:1"}, "--password-command"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAccounts(t)
			w := a.world(t, tt.command, tt.stored, old)
			for name, value := range tt.env {
				w.Env[name] = value
			}
			r := w.Run(create()...)
			if r.Code != exit.Credentials || r.Stdout != "" || !strings.Contains(r.Stderr, tt.message) || !strings.Contains(r.Stderr, "\n    zdmctl auth login") {
				t.Errorf("%+v", r)
			}
			if n := a.counts(); n != [2]int{0, 0} {
				t.Errorf("%v logins", n)
			}
		})
	}
}

// If the password is wrong or not available, nothing is registered, no output shows it, and the
// error suggests what to do.
func TestPasswordCommandsThatFail(t *testing.T) {
	t.Parallel()
	needs.Programs(t, "sh", "head", "tr", "yes")
	print := passwordFile(t)
	for _, tt := range []struct {
		name, command string
		code          exit.Code
		message       string
	}{
		{"fails", print + "; exit 3", exit.Credentials, "error: the password command failed: exit status 3\n"},
		{"does not exist", "/nowhere/pass", exit.Credentials, "error: the password command failed: exit status 127\n"},
		{"is not a command", "'", exit.Credentials, "error: the password command failed: exit status 2\n"},
		{"is killed", print + "; kill -9 $$", exit.Credentials, "error: the password command failed: signal: killed\n"},
		{"prints nothing", ":", exit.Credentials, "error: the password command printed no password\n"},
		{"prints an empty line", "echo; " + print, exit.Credentials, "error: the password command printed no password\n"},
		{"prints endlessly", "yes hush", exit.Credentials, "error: the password is longer than 1024 bytes or has several lines\n"},
		{"prints a long line", "head -c 2000 /dev/zero | tr '\\0' x", exit.Credentials, "error: the password is longer than 1024 bytes or has several lines\n"},
		{"prints another password", "echo hush-wrong", exit.Credentials, "refused to log in ops@example.com: User not found."},
	} {
		for _, output := range []string{"table", "json"} {
			t.Run(tt.name+", "+output, func(t *testing.T) {
				a := newAccounts(t)
				w := a.world(t, tt.command, "", clitest.Now())
				start := time.Now()
				r := w.Run(create("--debug", "-o", output)...)
				if took := time.Since(start); took > 10*time.Second {
					t.Errorf("took %v", took)
				}
				if r.Code != tt.code || r.Stdout != "" {
					t.Errorf("%+v", r)
				}
				if output == "table" && (!strings.Contains(r.Stderr, tt.message) || !strings.Contains(r.Stderr, "context prod") || !strings.Contains(r.Stderr, "    zdmctl ")) {
					t.Errorf("%s", r.Stderr)
				}
				for _, request := range a.Posts() {
					if request.Path != zdmtest.Issue {
						t.Errorf("%s was sent", request.Path)
					}
				}
			})
		}
	}
}

// A password command inherits the environment and stderr, but no secret is in its environment or in
// the arguments of zdmctl.
func TestPasswordCommandSurroundings(t *testing.T) {
	t.Parallel()
	needs.Programs(t, "env")
	needs.Output(t, filepath.Base(os.Args[0]), "ps", "-o", "args=", "-p", fmt.Sprint(os.Getpid()))
	a := newAccounts(t)
	seen := filepath.Join(t.TempDir(), "seen")
	command := "{ env; cat; ps -o args= -p $PPID; } > " + shell.Command(seen) + "; printf 'touch the key\\033[31m\\n' >&2; " + passwordFile(t)
	w := a.world(t, command, "", clitest.Now())
	w.Env["ZDMCTL_PASSWORD"] = zdmtest.Password // has no effect without an email address
	p := w.Start(create("--debug")...)
	r := p.Wait(patience)
	if r.Code != exit.OK || !strings.Contains(r.Stderr, "touch the key\\x1b[31m\n") {
		t.Errorf("%+v", r)
	}
	unprintable(t, r.Stderr)
	data, err := os.ReadFile(seen)
	if err != nil || !strings.Contains(string(data), "HOME="+w.Dir) || !strings.Contains(string(data), "recovery create") {
		t.Fatalf("%q, %v", data, err)
	}
	hidden(t, data)

	w.Env["ZDMCTL_TOKEN"] = clitest.Token()
	if r := w.Start("auth", "login", "--server", a.URL, "--email", "ops@example.com", "--password-command", command).Wait(patience); r.Code != exit.OK {
		t.Errorf("%+v", r)
	}
	if data, err = os.ReadFile(seen); err != nil || !strings.Contains(string(data), "auth login") {
		t.Fatalf("%q, %v", data, err)
	}
	hidden(t, data)
}

// hidden fails if an environment or a command line contains a secret.
func hidden(t *testing.T, seen []byte) {
	t.Helper()
	for _, mark := range append(zdmtest.SecretWords(), "ZDMCTL_PASSWORD", "ZDMCTL_TOKEN=") {
		if strings.Contains(string(seen), mark) {
			t.Errorf("%q is in\n%s", mark, seen)
		}
	}
}

// Fifty jobs with an expired token cause one login.
func TestParallelRenewals(t *testing.T) {
	t.Parallel()
	old := clitest.Now().Add(-12 * time.Minute)
	for name, token := range map[string]string{"none": "", "expired": zdmtest.Token("old", old)} {
		t.Run(name, func(t *testing.T) {
			a := newAccounts(t)
			w := a.world(t, passwordFile(t), token, old)
			gate := a.shut() // the first login waits for its token until all others have begun
			parallel(w, 50, gate, func(i int) []string { return create("--job-name", fmt.Sprint("job-", i)) })
			if n := a.counts(); n != [2]int{1, 0} {
				t.Errorf("%v logins", n)
			}
			if n := len(a.Posts()); n != 51 {
				t.Errorf("%d requests", n)
			}
			oneToken(t, w, a.valid)
		})
	}
}

func TestParallelLogins(t *testing.T) {
	t.Parallel()
	a := newAccounts(t)
	w := clitest.New(t)
	w.Env["ZDMCTL_PASSWORD"] = zdmtest.Password
	gate := a.shut()
	parallel(w, 50, gate, func(int) []string { return []string{"auth", "login", "--server", a.URL, "--email", "ops@example.com"} })
	if n := a.counts(); n != [2]int{50, 0} {
		t.Errorf("%v logins", n)
	}
	oneToken(t, w, "")
	if r := w.Run("auth", "status"); r.Code != exit.OK || r.Stderr != "" || !strings.Contains(r.Stdout, a.URL) {
		t.Errorf("%+v", r)
	}
}

// parallel runs processes at the same time, all of which must succeed. It opens the gate when all
// have begun.
func parallel(w *clitest.World, n int, gate chan struct{}, args func(i int) []string) {
	var all []*clitest.Process
	for i := range n {
		all = append(all, w.Start(args(i)...))
	}
	close(gate)
	for _, p := range all {
		p.Succeeds(6 * patience)
	}
}

// oneToken checks that one token is stored, and that it is the given one unless that is "".
func oneToken(t *testing.T, w *clitest.World, token string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(w.Dir, ".config/zdmctl/credentials.yaml"))
	if err != nil || strings.Count(string(data), "token: ") != 1 || !strings.Contains(string(data), token) {
		t.Errorf("%v\n%s", err, data)
	}
}
