package app_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/app"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

const exampleServer = "https://zdm.example.com:53307" // server of the examples, served by a sandbox on loopback

const pluginWarning exit.Code = 1 // exit code of recovery check

// Every command has examples, and each of them works with the sandbox.
func TestExamples(t *testing.T) {
	t.Parallel()
	needs.Programs(t, "bash", "sh", "cat")
	server := startBackend(t)
	url := faultproxy.Start(server, func(*http.Request) faultproxy.Fault { return faultproxy.None })
	t.Cleanup(url.Close)
	empty := exampleWorld(t, server, url.URL)
	waiting, started := withRecoveries(t, empty, false), withRecoveries(t, empty, true)
	bash := clitest.NewTypist(t)
	for _, page := range app.Manual() {
		if page.Examples == "" && page.Usage != "" && page.Below == nil {
			t.Errorf("%s has no examples", page.Name)
		}
		for _, example := range examples(page.Examples) {
			t.Run(example, func(t *testing.T) {
				w := started
				switch {
				case strings.Contains(example, "recovery start"):
					w = waiting
				case strings.Contains(example, "plan"), strings.Contains(example, "recovery create"), strings.Contains(example, "recovery apply"), strings.Contains(example, "recovery run"), strings.Contains(example, "recovery report"): // need a target and a name that are free
					w = empty
				}
				w = w.Copy(t)
				prepareFor(t, w, server, example)
				code, wrote := tryExample(t, bash, w, strings.NewReplacer(exampleServer, url.URL, "/mnt/old", "old", "zdmctl sandbox serve", "zdmctl sandbox serve --addr 127.0.0.1:0").Replace(example))
				old := code == exit.Missed && strings.Contains(example, "--rpo") // the sandbox's images are old
				old = old || code == pluginWarning && strings.Contains(example, "recovery check")
				if code != exit.OK && !old {
					t.Errorf("exit code %d\n%s", code, wrote)
				}
			})
		}
	}
}

// examples returns the commands in a text, without comments.
func examples(text string) []string {
	var all []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\\\n", ""), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all
}

// tryExample types an example and answers its questions.
func tryExample(t *testing.T, bash *clitest.Typist, w *clitest.World, example string) (exit.Code, string) {
	t.Helper()
	bash.Type(w, "set -o pipefail; fpath=(. .); "+example)
	switch {
	case strings.HasPrefix(example, "zdmctl sandbox serve"):
		bash.Answer("//127.0.0.1:", "\x03", patience)
	case strings.HasPrefix(example, "zdmctl auth login") && !strings.Contains(example, "<") && !strings.Contains(example, "command"):
		bash.Answer("assword", "ops-sandbox\n", patience)
	case strings.Contains(example, "delete") || strings.Contains(example, "reset") || strings.Contains(example, "import"):
		bash.Answer("[y/N]", "y\n", patience)
	}
	return bash.Wait(3 * patience)
}

// exampleWorld returns a world with what the examples name: files, contexts, and the other programs
// of a pipe.
func exampleWorld(t *testing.T, server *backend, url string) *clitest.World {
	t.Helper()
	w := sandboxWorld(t)
	request := func(job string) string {
		return "center: main-center\nsource: web-01\ntarget: web-01-dr\nplatform: vmware\nrepository: {id: 13}\nmode: full\noverwrite: allow\njobName: " + job + "\n"
	}
	for name, job := range map[string]string{"web-01.yaml": "web-01-new", "web.yaml": "web", "db.yaml": "db", "recoveries/a.yaml": "a", "wave1/a.yaml": "b", "wave1/b.yaml": "c"} {
		w.File(name, request(job))
	}
	for name, job := range map[string]string{"plan/1-db/db-01.yaml": "db-01", "plan/2-app/app-01.yaml": "app-01", "1-db/db-01.yaml": "db-01", "2-app/app-01.yaml": "app-01"} {
		source := map[bool]string{true: "source-server", false: "web-01"}[job == "db-01"]
		target := map[bool]string{true: "target-server", false: "web-01-dr"}[job == "db-01"]
		w.File(name, strings.NewReplacer("source: web-01\n", "source: "+source+"\n", "target: web-01-dr\n", "target: "+target+"\n").Replace(request(job)))
	}
	w.File("more.yaml", strings.ReplaceAll(request("more"), "web-01", "web-02"))
	w.File("smart.json", `{"type": 7, "basic": {"day": "sun", "time": "01:00"}, "advanced": {"day": "mon,wed", "time": "01:00"}}`)
	w.File("change.json", `{"center": "1", "mailEvent": "ops@example.com"}`)
	w.File("servers.csv", "source,target,wave,platform,center\nsource-server,target-server,1-db,kvm,1\nweb-01,web-01-dr,2-app,vmware,1\n")
	w.File("token.txt", clitest.Token())
	w.File("old/.zdm-cli/config.json", `{"user": {"mail": "ops@example.com"}, "zdm": {"ip": "127.0.0.1", "port": 53307, "id": 1}}`)
	w.File(".zdm-cli/config.json", `{"user": {"mail": "ops@example.com"}, "zdm": {"ip": "127.0.0.1", "port": 53307, "id": 1}}`)
	w.File(".config/fish/completions/.keep", "")
	w.File(".config/zdmctl/config.yaml", fmt.Sprintf("current-context: sandbox\ncontexts:\n  prod: {server: %q, email: %q, center: \"1\"}\n  lab: {server: %q}\n  sandbox: {center: main-center}\n", url, server.email, url))
	for name, script := range map[string]string{
		"pass": "echo " + server.password, "notify": "true", "generate": "cat web-01.yaml", "vi": `test -f "$1"`, "Out-String": "cat", "Invoke-Expression": "cat >/dev/null",
	} {
		path := w.File("bin/"+name, "#!/bin/sh\n"+script+"\n")
		if err := os.Chmod(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if r := w.Run("schedule", "create", "--center", "1", "--schedule", "daily 02:30"); r.Code != exit.OK {
			t.Fatalf("%+v", r)
		}
	}
	w.File("inventory.yaml", w.Run("sandbox", "info", "--inventory-file").Stdout)
	delete(w.Env, "ZDMCTL_CONTEXT") // the context is set in the config file
	return w
}

// withRecoveries returns a copy of a world that has the recoveries named in the examples.
func withRecoveries(t *testing.T, w *clitest.World, started bool) *clitest.World {
	t.Helper()
	w = w.Copy(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	for _, job := range []string{"web-01-nightly", "web-02-nightly", "db-01", "db-02"} {
		register(t, w, "--job-name", job, fmt.Sprint("--auto-start=", started), "--center", "main-center", "--source", "web-01", "--target", "web-01-dr", "--overwrite", "allow")
	}
	delete(w.Env, "ZDMCTL_CONTEXT") // the context is set in the config file
	return w
}

// prepareFor sets up what an example needs.
func prepareFor(t *testing.T, w *clitest.World, server *backend, example string) {
	t.Helper()
	w.Env["PATH"] = filepath.Join(w.Dir, "bin") + ":" + os.Getenv("PATH")
	switch {
	case strings.Contains(example, "-O web-01.yaml"):
		if err := os.Remove(filepath.Join(w.Dir, "web-01.yaml")); err != nil {
			t.Fatal(err)
		}
	case strings.Contains(example, "context rename zdm-cli prod"):
		w.File(".config/zdmctl/config.yaml", "contexts:\n  zdm-cli: {server: https://zdm.example.com}\n")
	case strings.Contains(example, "recovery report"):
		w.Env["ZDMCTL_CONTEXT"] = "sandbox"
		run := []string{"recovery", "run", "-f", filepath.Join(w.Dir, "plan"), "--journal", filepath.Join(w.Dir, "q1.journal")}
		if strings.Contains(example, "shard-") {
			run = append(run[:5], filepath.Join(w.Dir, "shard-0.journal"), "--shard", "0/1", "--through", "1-db", "--since", "2026-03-11T09:00:00Z")
		}
		if r := w.Run(run...); r.Code != exit.OK {
			t.Fatalf("%+v", r)
		}
	case strings.HasPrefix(example, "zdmctl doctor --context prod"):
		w.Env["ZDMCTL_EMAIL"], w.Env["ZDMCTL_PASSWORD"] = server.email, server.password
	}
}
