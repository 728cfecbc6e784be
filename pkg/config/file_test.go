package config_test

import (
	"maps"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

func TestHostileFiles(t *testing.T) {
	context := func(line string) string { return "contexts:\n  prod:\n    " + line + "\n" }
	for _, tc := range []struct {
		name, content, path string
		line                int
		message             string
	}{
		{"not YAML", "contexts:\n  prod:\n    server: x\n   email: hunter2\n", "", 1, "not valid YAML"},
		{"unknown anchor", context("email: *hunter2"), "", 0, "not valid YAML"},
		{"tab", "contexts:\n\tprod: hunter2\n", "", 2, "not valid YAML"},
		{"NUL", "contexts:\x00hunter2\n", "", 0, "not valid YAML"},
		{"Latin-1", "contexts: \xe9hunter2\n", "", 0, "not UTF-8"},
		{"UTF-16", "\xff\xfea\x00:\x00", "", 0, "not UTF-8"},
		{"deep", strings.Repeat("[", 500_000), "", 0, "not valid YAML"},
		{"two documents", "contexts: {}\n---\ncontexts: {}\n", "", 1, "single YAML document"},
		{"list", "- hunter2\n", "", 1, "mapping"},
		{"text", "hunter2\n", "", 1, "mapping"},
		{"contexts are a list", "contexts: [hunter2]\n", "contexts", 1, "mapping"},
		{"context is text", "contexts:\n  prod: hunter2\n", "contexts.prod", 2, "mapping"},
		{"capitals", "contexts:\n  Prod: {}\n", "contexts.Prod", 2, "context name"},
		{"number as name", "contexts:\n  1: {}\n", "contexts", 2, "quotes"},
		{"mapping as key", "contexts:\n  ? {a: b}\n  : c\n", "contexts", 2, "quotes"},
		{"merge key", "contexts:\n  <<: {}\n", "contexts", 2, "quotes"},
		{"unknown key on top", "current-contxt: prod\n", "current-contxt", 1, `unknown setting "current-contxt"`},
		{"unknown key", context("sever: hunter2"), "contexts.prod.sever", 3, `unknown setting "sever"`},
		{"capital key", context("Server: hunter2"), "contexts.prod.Server", 3, `unknown setting "Server"`},
		{"huge key", context(strings.Repeat("k", 1000) + ": hunter2"), "contexts.prod." + strings.Repeat("k", 64) + "…", 3, "unknown setting"},
		{"duplicate setting", context("center: a\n    center: b"), "contexts.prod.center", 4, "already set in line 3"},
		{"duplicate context", "contexts:\n  a: {}\n  a: {}\n", "contexts.a", 3, "already set in line 2"},
		{"duplicate on top", "contexts: {}\ncontexts: {}\n", "contexts", 2, "already set in line 1"},
		{"alias", "contexts:\n  a: &a {}\n  b: *a\n", "contexts.b", 3, "aliases are not supported"},
		{"alias of a value", context("password-command: &a x\n    center: *a"), "contexts.prod.center", 4, "aliases are not supported"},
		{"boolean in quotes", context(`insecure-plaintext: "yes"`), "contexts.prod.insecure-plaintext", 3, "true or false"},
		{"boolean word", context("insecure-skip-tls-verify: yes"), "contexts.prod.insecure-skip-tls-verify", 3, "true or false"},
		{"boolean number", context("insecure-plaintext: 1"), "contexts.prod.insecure-plaintext", 3, "true or false"},
		{"negative timeout", context("timeout: -5s"), "contexts.prod.timeout", 3, "duration"},
		{"timeout without unit", context("timeout: 30"), "contexts.prod.timeout", 3, "duration"},
		{"repository text", context("repository: abc"), "contexts.prod.repository", 3, "positive integer"},
		{"repository zero", context("repository: 0"), "contexts.prod.repository", 3, "positive integer"},
		{"repository octal", context("repository: 013"), "contexts.prod.repository", 3, "positive integer"},
		{"repository too large", context("repository: 9223372036854775808"), "contexts.prod.repository", 3, "positive integer"},
		{"center with zeros", context("center: 007"), "contexts.prod.center", 3, "text"},
		{"center list", context("center: [hunter2]"), "contexts.prod.center", 3, "text"},
		{"email without value", context("email:"), "contexts.prod.email", 3, "email"},
		{"email empty", context(`email: ""`), "contexts.prod.email", 3, "email"},
		{"email escape", context(`email: "\e[31m"`), "contexts.prod.email", 3, "email"},
		{"email without @", context("email: hunter2"), "contexts.prod.email", 3, "email"},
		{"output of one command", context("output: curl"), "contexts.prod.output", 3, "format"},
		{"own tag", context("email: !x hunter2"), "contexts.prod.email", 3, "email"},
		{"server with password", context("server: https://ops:hunter2@h"), "contexts.prod.server", 3, "must be a server"},
		{"server without scheme", context("server: zdm.example.com"), "contexts.prod.server", 3, "must be a server"},
		{"language", context("lang: fr"), "contexts.prod.lang", 3, "language"},
		{"another sandbox", "contexts:\n  sandbox:\n    server: https://h\n", "contexts.sandbox.server", 3, "embedded"},
		{"current is a list", "current-context: [a]\n", "current-context", 1, "context name"},
		{"current is not there", "current-context: prod\n", "current-context", 1, `context "prod" does not exist`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t, tc.content)
			start := time.Now()
			_, err := config.Load(w.Env, nil)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %s", took)
			}
			wantCode(t, err, exit.Usage)
			if strings.Contains(fullText(err), "hunter2") {
				t.Errorf("content shown in %s", fullText(err))
			}
			p := problems(err)[0]
			if p.File != w.file || p.Line != tc.line || p.Path != tc.path || !strings.Contains(p.Message.String(), tc.message) {
				t.Errorf("%s:%d: %s: %s", p.File, p.Line, p.Path, p.Message)
			}
		})
	}
}

func TestSuggestions(t *testing.T) {
	for key, want := range map[string]string{"sever": "server", "Email": "email", "cafile": "ca-file", "token": ""} {
		_, err := config.Load(newWorld(t, "contexts: {p: {"+key+": x}}").Env, nil)
		wantCode(t, err, exit.Usage)
		if p := problems(err)[0]; p.Suggestion != want || len(p.Allowed) == 0 {
			t.Errorf("%s: suggestion %q of %v, want %q", key, p.Suggestion, p.Allowed, want)
		}
	}
}

func TestProblemLimit(t *testing.T) {
	_, err := config.Load(newWorld(t, "contexts:\n  p:\n    timeout: 1\n    repository: x\n    colour: red\n").Env, nil)
	if found := problems(err); len(found) != 3 {
		t.Errorf("%d problems: %+v", len(found), found)
	}
	var many strings.Builder
	for i := range 10_000 {
		many.WriteString("k" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + ": 1\n")
	}
	_, err = config.Load(newWorld(t, many.String()).Env, nil)
	if found := problems(err); len(found) != 20 {
		t.Errorf("%d problems", len(found))
	}
}

func TestUnreadableFiles(t *testing.T) {
	for name, prepare := range map[string]func(*world){
		"too large": func(w *world) { write(t, w.file, "#"+strings.Repeat("x", 1<<20)) },
		"directory": func(w *world) { write(t, w.file+"/x", "") },
		"device":    func(w *world) { w.vars["ZDMCTL_CONFIG"] = os.DevNull },
		"below a file": func(w *world) {
			write(t, w.file, "")
			w.vars["ZDMCTL_CONFIG"] = w.file + "/config.yaml"
		},
	} {
		w := newWorld(t, "")
		prepare(w)
		_, err := config.Load(w.Env, nil)
		wantCode(t, err, exit.Usage)
		if !strings.Contains(err.Error(), "cannot read ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzConfigFile(f *testing.F) {
	f.Add(prodFile)
	f.Add("contexts: {a: {server: 'https://h', repository: 1}}\n# end\n")
	f.Add("---\n")
	f.Add("\xfe\xff\x00")
	f.Fuzz(func(t *testing.T, content string) {
		w := newWorld(t, content+"\n")
		c, err := config.Load(w.Env, nil)
		if err != nil {
			wantCode(t, err, exit.Usage)
			return
		}
		if err := c.SetContext("new", map[string]string{"server": "https://new.example.com", "center": "1"}); err != nil {
			t.Fatalf("set: %v %+v", err, problems(err))
		}
		again, err := config.Load(w.Env, flags(t, "--context=new"))
		if err != nil {
			t.Fatalf("reload: %v %+v\n%s", err, problems(err), read(t, w.file))
		}
		if c.Context != "" && c.Context != "new" {
			if before, after := fields(c), fields(w.load(t)); !maps.Equal(before, after) {
				t.Fatalf("%v became %v\n%s", before, after, read(t, w.file))
			}
		}
		if again.Server != "https://new.example.com" || again.Center != "1" || len(again.Contexts()) < len(c.Contexts()) {
			t.Fatalf("%+v\n%s", again, read(t, w.file))
		}
	})
}
