package config_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

const prodFile = `current-context: prod
contexts:
  prod:
    server: https://zdm.example.com:53307
    email: context@example.com
    password-command: pass show zdm/prod
    center: "1"
    repository: 13
    output: wide
    timeout: 10s
    ca-file: context.pem
    insecure-skip-tls-verify: true
    insecure-plaintext: true
    lang: ko
  a.b-c_1:
    server: http://127.0.0.1:1/
`

// fields returns the settings in Config by name.
func fields(c *config.Config) map[string]string {
	return map[string]string{
		"server": c.Server, "email": c.Email, "center": c.Center, "output": c.Output, "ca-file": c.CAFile,
		"password-command": c.PasswordCommand, "lang": string(c.Lang), "timeout": c.Timeout.String(),
		"repository":               strconv.FormatInt(c.Repository, 10),
		"insecure-skip-tls-verify": strconv.FormatBool(c.InsecureSkipTLSVerify),
		"insecure-plaintext":       strconv.FormatBool(c.InsecurePlaintext),
	}
}

func TestPrecedence(t *testing.T) {
	const same = "https://ZDM.example.com:53307/api/" // the context's server in another spelling
	rows := []struct{ name, flag, env, context, fallback string }{
		{"server", same, "https://zdm.example.com:53307/", "https://zdm.example.com:53307", ""},
		{"email", "flag@example.com", "env@example.com", "context@example.com", ""},
		{"password-command", "vault read zdm", "", "pass show zdm/prod", ""},
		{"center", "2", "3", "1", ""},
		{"repository", "", "", "13", "0"},
		{"output", "json", "yaml", "wide", "table"},
		{"timeout", "20s", "30s", "10s", "0s"},
		{"ca-file", "flag.pem", "env.pem", "context.pem", ""},
		{"insecure-skip-tls-verify", "false", "", "true", "false"},
		{"insecure-plaintext", "false", "", "true", "false"},
		{"lang", "en", "en", "ko", "en"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			check := func(w *world, want string, origin config.Origin, args ...string) {
				t.Helper()
				c := w.load(t, args...)
				if got := fields(c)[row.name]; got != want || c.Origin(row.name) != origin {
					t.Errorf("got %q from %q, want %q from %q", got, c.Origin(row.name), want, origin)
				}
			}
			variable := "ZDMCTL_" + strings.ToUpper(strings.ReplaceAll(row.name, "-", "_"))
			check(newWorld(t, ""), row.fallback, config.Default)
			w := newWorld(t, prodFile)
			w.vars[variable] = ""
			check(w, row.context, "context prod")
			if row.env != "" {
				w.vars[variable] = row.env
				check(w, row.env, config.Origin("$"+variable))
			} else {
				w.vars[variable] = "false"
				check(w, row.context, "context prod")
			}
			if row.flag != "" {
				check(w, row.flag, config.Origin("--"+row.name), "--"+row.name+"="+row.flag)
			}
		})
	}
}

func TestWhichContext(t *testing.T) {
	for _, tc := range []struct {
		name, file, env string
		args            []string
		context, server string
		origin          config.Origin
	}{
		{"none", "", "", nil, "", "", config.Default},
		{"current", prodFile, "", nil, "prod", "https://zdm.example.com:53307", "current-context"},
		{"environment", prodFile, "a.b-c_1", nil, "a.b-c_1", "http://127.0.0.1:1/", "$ZDMCTL_CONTEXT"},
		{"flag", prodFile, "prod", []string{"--context=a.b-c_1"}, "a.b-c_1", "http://127.0.0.1:1/", "--context"},
		{"sandbox without a file", "", "", []string{"--context=sandbox"}, "sandbox", "sandbox:", "--context"},
		{"sandbox beside others", prodFile, "sandbox", nil, "sandbox", "sandbox:", "$ZDMCTL_CONTEXT"},
		{"sandbox with values", "contexts:\n  sandbox:\n    center: \"2\"\n", "sandbox", nil, "sandbox", "sandbox:", "$ZDMCTL_CONTEXT"},
		{"unquoted number", "current-context: p\ncontexts: {p: {center: 1}}", "", nil, "p", "", "current-context"},
		{"null", "contexts:\n", "", nil, "", "", config.Default},
		{"null document", "---\n# nothing\n", "", nil, "", "", config.Default},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t, tc.file)
			w.vars["ZDMCTL_CONTEXT"] = tc.env
			c := w.load(t, tc.args...)
			if c.Context != tc.context || c.Server != tc.server || c.Origin("context") != tc.origin {
				t.Errorf("context %q from %q with server %q", c.Context, c.Origin("context"), c.Server)
			}
			if !slices.Contains(c.Contexts(), "sandbox") || !slices.IsSorted(c.Contexts()) {
				t.Errorf("contexts %v", c.Contexts())
			}
		})
	}
}

func TestContextNameFor(t *testing.T) {
	c := newWorld(t, "contexts:\n  zdm.example.com: {server: \"https://zdm.example.com:1\"}\n  empty: {}\n").load(t)
	for server, want := range map[string]string{
		"https://ZDM.example.com:1/api": "zdm.example.com",
		"https://zdm.example.com:2":     "zdm.example.com-2",
		"https://zdm.example.com":       "zdm.example.com-443",
		"https://other":                 "other",
		"https://empty":                 "empty",
		"https://[::1]:53307":           "default",
		"https://sandbox":               "sandbox-443",
	} {
		if got := c.ContextNameFor(server); got != want {
			t.Errorf("%s: %q, want %q", server, got, want)
		}
	}
}

func TestWrongGivenValues(t *testing.T) {
	for _, tc := range []struct{ variable, value, flag, path string }{
		{"ZDMCTL_TIMEOUT", "-5s", "", "timeout"},
		{"ZDMCTL_TIMEOUT", "soon", "", "timeout"},
		{"ZDMCTL_TIMEOUT", "", "--timeout=-1s", "timeout"},
		{"ZDMCTL_SERVER", "zdm.example.com", "", "server"},
		{"ZDMCTL_SERVER", "https://u:secret@h", "", "server"},
		{"ZDMCTL_SERVER", "https://h?token=secret", "", "server"},
		{"ZDMCTL_SERVER", "ftp://h", "", "server"},
		{"ZDMCTL_SERVER", "https://", "", "server"},
		{"ZDMCTL_SERVER", "https://h:port", "", "server"},
		{"ZDMCTL_SERVER", "", "--server=", "server"},
		{"ZDMCTL_CENTER", "a\x1b[31mb", "", "center"},
		{"ZDMCTL_EMAIL", "\xff", "", "email"},
		{"ZDMCTL_EMAIL", "ops", "", "email"},
		{"ZDMCTL_OUTPUT", "curl", "", "output"},
		{"ZDMCTL_OUTPUT", "", "--output=", "output"},
		{"ZDMCTL_CA_FILE", strings.Repeat("x", 5000), "", "ca-file"},
		{"ZDMCTL_CONTEXT", "Prod", "", "context"},
		{"ZDMCTL_CONTEXT", "", "--context=a/b", "context"},
		{"ZDMCTL_CONTEXT", "", "--context=", "context"},
		{"ZDMCTL_CONFIG", "", "--config=", "config"},
		{"ZDMCTL_LANG", "fr", "", "lang"},
	} {
		w := newWorld(t, prodFile)
		w.vars[tc.variable] = tc.value
		var args []string
		if tc.flag != "" {
			args = []string{tc.flag}
		}
		_, err := config.Load(w.Env, flags(t, args...))
		wantCode(t, err, exit.Usage)
		if tc.flag != "" {
			if want := "--" + tc.path + ": must be "; !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q, want %q", tc.flag, err, want)
			}
			continue
		}
		found := problems(err)
		if len(found) != 1 || found[0].Path != tc.path {
			t.Fatalf("%s=%q: %+v", tc.variable, tc.value, found)
		}
		if found[0].Origin != "$"+tc.variable {
			t.Errorf("%s=%q: wrong place %+v", tc.variable, tc.value, found[0])
		}
		if strings.Contains(fullText(err), "secret") {
			t.Errorf("secret in %s", fullText(err))
		}
	}
}

func TestUnknownContext(t *testing.T) {
	w := newWorld(t, prodFile)
	_, err := config.Load(w.Env, flags(t, "--context=prdo"))
	wantCode(t, err, exit.Usage)
	p := problems(err)[0]
	if p.Flag != "--context" || p.Suggestion != "prod" || !slices.Equal(p.Allowed, []string{"a.b-c_1", "prod", "sandbox"}) {
		t.Errorf("%+v", p)
	}
	w = newWorld(t, "contexts: {}\ncurrent-context: sandbx\n")
	_, err = config.Load(w.Env, nil)
	wantCode(t, err, exit.Usage)
	if p := problems(err)[0]; p.File != w.file || p.Line != 2 || p.Column != 18 || p.Suggestion != "sandbox" {
		t.Errorf("%+v", p)
	}
	c, err := config.LoadForWrite(w.Env, nil)
	if err != nil || c.Context != "sandbx" {
		t.Errorf("a command that writes cannot repair it: %v", err)
	}
}

func TestNamedFile(t *testing.T) {
	w := newWorld(t, prodFile)
	named := filepath.Join(t.TempDir(), "new", "my.yaml")
	w.vars["ZDMCTL_CONFIG"] = named
	_, err := config.Load(w.Env, nil)
	wantCode(t, err, exit.Usage)
	if !strings.Contains(err.Error(), named) {
		t.Errorf("%v does not name the file", err)
	}
	c, err := config.LoadForWrite(w.Env, flags(t, "--context=new", "--server=https://h"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SetContext(c.Context, map[string]string{"server": c.Server}); err != nil {
		t.Fatal(err)
	}
	if c := w.load(t); c.Server != "https://h" || c.File != named || c.Origin("config") != "$ZDMCTL_CONFIG" {
		t.Errorf("%+v", c)
	}
	if c := w.load(t, "--config="+w.file); c.Context != "prod" || c.Origin("config") != "--config" {
		t.Errorf("%+v", c)
	}
}

func TestPlaces(t *testing.T) {
	xdg := t.TempDir()
	w := newWorld(t, "")
	w.vars["XDG_CONFIG_HOME"], w.vars["XDG_STATE_HOME"] = xdg, xdg
	dir, err := w.StateDir()
	if c := w.load(t); err != nil || dir != filepath.Join(xdg, "zdmctl") || c.File != filepath.Join(xdg, "zdmctl", "config.yaml") {
		t.Errorf("%v %v %v", dir, c.File, err)
	}
	w.vars["XDG_STATE_HOME"] = "relative"
	if dir, err := w.StateDir(); err != nil || !strings.HasSuffix(dir, filepath.Join("state", "zdmctl")) {
		t.Errorf("%v %v", dir, err)
	}
}

func TestNoHome(t *testing.T) {
	w := newWorld(t, "")
	none := func() (string, error) { return "", errors.New("no home") }
	w.ConfigHome, w.StateHome = none, none
	c := w.load(t, "--context=sandbox")
	if c.Server != "sandbox:" || c.File != "" {
		t.Errorf("%+v", c)
	}
	wantCode(t, c.SetContext("p", map[string]string{"server": "https://h"}), exit.Usage)
	_, err := w.StateDir()
	wantCode(t, err, exit.Usage)
	if _, ok, err := c.Store().Get("https://h", ""); ok || err != nil {
		t.Errorf("%v %v", ok, err)
	}
	_, err = c.Store().Put(config.Credential{Server: "https://h", Token: "t"})
	wantCode(t, err, exit.Usage)
}

func TestSettings(t *testing.T) {
	w := newWorld(t, prodFile)
	w.vars["ZDMCTL_TOKEN"], w.vars["ZDMCTL_PASSWORD"] = "secret-token", "secret-password"
	c := w.load(t, "--timeout=5s")
	got := map[string]config.Setting{}
	for _, s := range c.Settings() {
		got[s.Name] = s
		if strings.Contains(s.Value, "secret") {
			t.Errorf("%s shows %q", s.Name, s.Value)
		}
	}
	for _, want := range []config.Setting{
		{Name: "config", Value: w.file, Origin: config.Default},
		{Name: "context", Value: "prod", Origin: "current-context"},
		{Name: "timeout", Value: "5s", Origin: "--timeout"},
		{Name: "password-command", Value: "pass show zdm/prod", Origin: "context prod"},
		{Name: "repository", Value: "13", Origin: "context prod"},
		{Name: "token", Value: "********", Origin: "$ZDMCTL_TOKEN"},
		{Name: "password", Value: "********", Origin: "$ZDMCTL_PASSWORD"},
	} {
		if got[want.Name] != want {
			t.Errorf("got %+v, want %+v", got[want.Name], want)
		}
	}
	if c.Password() != "secret-password" || c.Timeout != 5*time.Second {
		t.Errorf("%q %v", c.Password(), c.Timeout)
	}
}

func TestNeedServer(t *testing.T) {
	err := newWorld(t, "").load(t).NeedServer()
	wantCode(t, err, exit.Usage)
	if text := fullText(err); !strings.Contains(text, "zdmctl auth login --server https://") || !strings.Contains(text, "--context sandbox") {
		t.Errorf("no way out in %s", text)
	}
	if err := newWorld(t, prodFile).load(t).NeedServer(); err != nil {
		t.Error(err)
	}
}

func BenchmarkLoad(b *testing.B) {
	w := newWorld(b, prodFile)
	set := flags(b, "--output=json")
	for b.Loop() {
		if _, err := config.Load(w.Env, set); err != nil {
			b.Fatal(err)
		}
	}
}
