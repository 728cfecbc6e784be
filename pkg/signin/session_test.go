package signin_test

import (
	"errors"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/shell"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/signin"
)

func noon() time.Time { return time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC) }

// account is a session with a fake server and an empty home directory. It collects the warnings.
type account struct {
	*signin.Session
	server   *zdmtest.Server
	clock    *zdmtest.Clock
	warnings []string
}

// newAccount starts a session with these environment variables.
func newAccount(t *testing.T, vars map[string]string) *account {
	t.Helper()
	a := &account{server: zdmtest.Start(nil), clock: zdmtest.NewClock(noon())}
	t.Cleanup(a.server.Close)
	root := t.TempDir()
	env := config.Env{
		Getenv: func(name string) string {
			if name == "ZDMCTL_SERVER" {
				return a.server.URL
			}
			return vars[name]
		},
		ConfigHome: func() (string, error) { return filepath.Join(root, "config"), nil },
		StateHome:  func() (string, error) { return filepath.Join(root, "state"), nil },
	}
	cfg, err := config.Load(env, pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		t.Fatal(err)
	}
	streams, _, _ := iostreams.Test("")
	a.Session = &signin.Session{
		Config: cfg, Now: a.clock.Now, IO: streams, Next: shell.Command, Print: func(string) {},
		Warn:    func(m msg.Message) { a.warnings = append(a.warnings, m.String()) },
		Explain: func(err error) error { return exit.New(exit.Unreachable, msg.Verbatim.With(err.Error())).Because(err) },
		Client:  zdmtest.Client(t, a.server.URL, a.clock),
	}
	return a
}

// store stores a token as an earlier login would have.
func (a *account) store(t *testing.T, token string, expires time.Time) {
	t.Helper()
	c := config.Credential{Server: a.server.URL, Email: "ops@example.com", Token: token, Expires: expires}
	if _, err := a.Config.Store().Put(c); err != nil {
		t.Fatal(err)
	}
}

func (a *account) issues(name string, expires time.Time) string {
	token := zdmtest.Token(name, expires)
	a.answersLogins(zdmtest.Reply(http.StatusOK, "", zdmtest.Issued(token, expires)))
	return token
}

func (a *account) answersLogins(answer zdmtest.Answer) {
	a.server.On(zdmtest.Issue, answer)
	a.server.On(zdmtest.Issue20, answer)
}

func code(err error) exit.Code {
	if e, ok := errors.AsType[*exit.Error](err); ok {
		return e.Code
	}
	return exit.OK
}

// The token of a call, and the result if there is no valid one.
func TestToken(t *testing.T) {
	good, old := zdmtest.Token("good", noon().Add(time.Hour)), zdmtest.Token("old", noon().Add(-12*time.Minute))
	email := map[string]string{"ZDMCTL_EMAIL": "ops@example.com"}
	renewing := map[string]string{"ZDMCTL_EMAIL": "ops@example.com", "ZDMCTL_PASSWORD": zdmtest.Password}
	for _, tt := range []struct {
		name      string
		vars      map[string]string
		stored    string
		noRenewal bool
		token     string // "" for an error with exit.Credentials
		reason    string
		logins    int
	}{
		{name: "of the environment", vars: map[string]string{"ZDMCTL_TOKEN": good}, stored: old, token: good},
		{name: "stored", vars: email, stored: good, token: good},
		{name: "none", reason: "no token for"},
		{name: "expired", vars: email, stored: old, reason: "expired 12 minutes ago"},
		{name: "expired in the environment, with a password", vars: map[string]string{"ZDMCTL_TOKEN": old, "ZDMCTL_EMAIL": "ops@example.com", "ZDMCTL_PASSWORD": zdmtest.Password}, reason: "expired 12 minutes ago"},
		{name: "expired, with a password", vars: renewing, stored: old, token: "fresh", logins: 1},
		{name: "none, with a password", vars: renewing, token: "fresh", logins: 1},
		{name: "expired, where nobody may log in", vars: renewing, stored: old, noRenewal: true, reason: "expired 12 minutes ago"},
		{name: "none, where nobody may log in", vars: renewing, noRenewal: true, reason: "no token for"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAccount(t, tt.vars)
			a.NoRenewal = tt.noRenewal
			if fresh := a.issues("fresh", noon().Add(time.Hour)); tt.token == "fresh" {
				tt.token = fresh
			}
			if tt.stored != "" {
				a.store(t, tt.stored, map[string]time.Time{good: noon().Add(time.Hour), old: noon().Add(-12 * time.Minute)}[tt.stored])
			}
			for range 2 { // the second call already has it
				token, err := a.Token(t.Context())
				if token != tt.token || (tt.token == "") != (code(err) == exit.Credentials) || tt.token == "" && !strings.Contains(err.Error(), tt.reason) {
					t.Fatalf("%q, %v", token, err)
				}
			}
			if n := len(a.server.Requests()); n != tt.logins {
				t.Errorf("%d logins", n)
			}
		})
	}
}

// A rejected token is replaced once for all calls that used it. The new one is stored for the next
// run.
func TestReplace(t *testing.T) {
	a := newAccount(t, map[string]string{"ZDMCTL_EMAIL": "ops@example.com", "ZDMCTL_PASSWORD": zdmtest.Password})
	refused := zdmtest.Token("revoked", noon().Add(time.Hour))
	a.store(t, refused, noon().Add(time.Hour))
	fresh := a.issues("fresh", noon().Add(time.Hour))
	for range 3 {
		if token, err := a.Replace(t.Context(), refused); token != fresh || err != nil {
			t.Fatalf("%q, %v", token, err)
		}
	}
	stored, _, err := a.Config.Store().Get(a.server.URL, "ops@example.com")
	if stored.Token != fresh || err != nil || len(a.server.Requests()) != 1 || len(a.warnings) > 0 {
		t.Errorf("stored %+v, %v; %d logins; %q", stored, err, len(a.server.Requests()), a.warnings)
	}
}

// The error of a failed login names the origin of the password, and is distinct from an error of
// the call that needed the token. If no account was rejected, Explain determines the code, which is
// exit.Unreachable here.
func TestRenewalFails(t *testing.T) {
	for _, tt := range []struct {
		name   string
		answer zdmtest.Answer
		code   exit.Code
	}{
		{"wrong password", zdmtest.Refusal(http.StatusNotFound, "User not found"), exit.Credentials},
		{"no such call, in an envelope", zdmtest.Refusal3(http.StatusNotFound, "NOT_FOUND", "Cannot POST /api/token/issue", ""), exit.Unreachable},
		{"a method that is not allowed", zdmtest.Refusal3(http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "Method not allowed.", ""), exit.Unreachable},
		{"server down", zdmtest.Gateway(http.StatusBadGateway), exit.Unreachable},
		{"a token that has expired already", zdmtest.Reply(http.StatusOK, "", zdmtest.Issued(zdmtest.Token("late", noon().Add(-time.Hour)), noon().Add(-time.Hour))), exit.Credentials},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := newAccount(t, map[string]string{"ZDMCTL_EMAIL": "ops@example.com", "ZDMCTL_PASSWORD": zdmtest.Password})
			a.answersLogins(tt.answer)
			_, err := a.Token(t.Context())
			if code(err) != tt.code || !errors.Is(err, signin.ErrNotRenewed) {
				t.Fatalf("%v", err)
			}
			e, _ := errors.AsType[*exit.Error](err)
			named := slices.ContainsFunc(e.Notes, func(m msg.Message) bool { return strings.Contains(m.String(), "$ZDMCTL_PASSWORD") })
			if named != (tt.code == exit.Credentials) || strings.Contains(err.Error(), zdmtest.Password) {
				t.Errorf("%v %v", err, e.Notes)
			}
		})
	}
}
