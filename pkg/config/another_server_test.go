package config_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

func TestAnotherServerIgnoresContext(t *testing.T) {
	for _, other := range []string{
		"https://other.example.com:53307", "http://zdm.example.com:53307", "https://zdm.example.com",
		"https://zdm.example.com:53307/proxy", "sandbox:",
	} {
		w := newWorld(t, prodFile)
		w.vars["ZDMCTL_EMAIL"] = "env@example.com"
		want := fields(newWorld(t, "").load(t))
		want["server"], want["email"] = other, "env@example.com"
		byFlag := w.load(t, "--server="+other)
		w.vars["ZDMCTL_SERVER"] = other
		for _, c := range []*config.Config{byFlag, w.load(t)} {
			if !c.Detached || c.Context != "prod" || len(c.Warnings) != 0 {
				t.Errorf("%s: detached %v from %q, warnings %v", other, c.Detached, c.Context, c.Warnings)
			}
			for name, value := range fields(c) {
				if value != want[name] {
					t.Errorf("%s: %s is %q, want %q", other, name, value, want[name])
				}
			}
		}
	}
	w := newWorld(t, "current-context: p\ncontexts: {p: {email: a@b}}")
	if c := w.load(t, "--server=https://h"); !c.Detached || c.Email != "" {
		t.Errorf("a context without a server gave %q away", c.Email)
	}
}

// A context and another server are an error if both are flags or both are variables. A flag
// overrides a variable.
func TestContextAndServer(t *testing.T) {
	const own, other, third = "https://zdm.example.com:53307", "https://other.example.com", "https://third.example.com"
	for _, tc := range []struct {
		name, contextVar, serverVar string
		args                        []string
		server                      string // "" if the two conflict
	}{
		{"both flags", "", "", []string{"--context=prod", "--server=" + other}, ""},
		{"both flags, both variables", "sandbox", third, []string{"--context=prod", "--server=" + other}, ""},
		{"both variables", "prod", other, nil, ""},
		{"context flag, server variable", "", other, []string{"--context=prod"}, own},
		{"context flag, both variables", "a.b-c_1", other, []string{"--context=prod"}, own},
		{"sandbox flag, server variable", "", other, []string{"--context=sandbox"}, "sandbox:"},
		{"context flag, server variable that is none", "", "no URL", []string{"--context=prod"}, own},
		{"server flag, context variable", "prod", "", []string{"--server=" + other}, other},
		{"server flag, both variables", "prod", third, []string{"--server=" + other}, other},
		{"server variable, current context", "", other, nil, other},
		{"context variable, current context", "a.b-c_1", "", nil, "http://127.0.0.1:1/"},
		{"both flags, the same server", "", "", []string{"--context=prod", "--server=" + own + "/api"}, own + "/api"},
		{"both variables, the same server", "prod", own + "/api", nil, own + "/api"},
		{"context flag, variable of the same server", "", own + "/api", []string{"--context=prod"}, own + "/api"},
	} {
		w := newWorld(t, prodFile)
		w.vars["ZDMCTL_CONTEXT"], w.vars["ZDMCTL_SERVER"] = tc.contextVar, tc.serverVar
		c, err := config.Load(w.Env, flags(t, tc.args...))
		switch {
		case tc.server == "":
			wantCode(t, err, exit.Usage)
		case err != nil || c.Server != tc.server || c.Detached != (tc.server == other) || len(c.Warnings) > 0:
			t.Errorf("%s: %+v, %v", tc.name, c, err)
		}
		if _, err := config.LoadForWrite(w.Env, flags(t, tc.args...)); err != nil {
			t.Errorf("%s: a command that writes the context: %v", tc.name, err)
		}
	}
}

// Values that the environment sets for its server never reach the server of --context: no secret,
// no ID, no CA file.
func TestEnvironmentOfAnotherServer(t *testing.T) {
	for _, tc := range []struct {
		server string
		args   []string
		used   bool
	}{
		{"https://other.example.com", []string{"--context=prod"}, false},
		{"https://other.example.com", []string{"--context=sandbox"}, false},
		// The environment sets nothing for this server.
		{"https://other.example.com", []string{"--server=https://third.example.com"}, true},
		{"https://zdm.example.com:53307/api", []string{"--context=prod"}, true},
		{"https://other.example.com", []string{"--server=https://OTHER.example.com/api"}, true},
		{"https://other.example.com", nil, true}, // it overrides the current context
		{"", []string{"--context=prod"}, true},   // for any server
		{"", []string{"--server=https://other.example.com"}, true},
	} {
		w := newWorld(t, prodFile)
		for name, value := range map[string]string{
			"SERVER": tc.server, "TOKEN": "hdr.pay.sig", "EMAIL": "env@example.com", "PASSWORD": "secret", "CENTER": "99", "CA_FILE": "env.pem",
			"TIMEOUT": "7s", "OUTPUT": "yaml", "LANG": "ko",
		} {
			w.vars["ZDMCTL_"+name] = value
		}
		c := w.load(t, tc.args...)
		token, err := c.EnvToken()
		listed := slices.ContainsFunc(c.Settings(), func(s config.Setting) bool {
			return s.Name == "token" || slices.Contains([]config.Origin{"$ZDMCTL_SERVER", "$ZDMCTL_EMAIL", "$ZDMCTL_CENTER"}, s.Origin)
		})
		for what, used := range map[string]bool{
			"token": token.Value != "", "email": c.Email == "env@example.com", "password": c.Password() != "", "center": c.Center == "99",
			"ca-file": c.CAFile == "env.pem", "listed settings": listed,
		} {
			if used != tc.used {
				t.Errorf("$ZDMCTL_SERVER=%s %q: %s used: %v", tc.server, tc.args, what, used)
			}
		}
		warned := len(c.Warnings) == 1 && strings.Contains(c.Warnings[0].String(), "$ZDMCTL_TOKEN, $ZDMCTL_EMAIL, $ZDMCTL_PASSWORD, $ZDMCTL_CENTER, $ZDMCTL_CA_FILE")
		if warned == tc.used || tc.used && len(c.Warnings) > 0 {
			t.Errorf("$ZDMCTL_SERVER=%s %q: warnings %v", tc.server, tc.args, c.Warnings)
		}
		if err != nil || c.Timeout != 7*time.Second || c.Output != "yaml" || c.Lang != "ko" {
			t.Errorf("$ZDMCTL_SERVER=%s %q: %+v, %v", tc.server, tc.args, c, err)
		}
	}
}

// The token file of another server is not even read.
func TestTokenFileOfAnotherServer(t *testing.T) {
	w := newWorld(t, prodFile)
	w.vars["ZDMCTL_SERVER"], w.vars["ZDMCTL_TOKEN_FILE"] = "https://other.example.com", filepath.Join(t.TempDir(), "missing")
	if token, err := w.load(t, "--context=prod").EnvToken(); err != nil || token.Value != "" {
		t.Errorf("%+v, %v", token, err)
	}
}
