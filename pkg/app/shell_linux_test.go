package app_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// bashCompletion is the library that bash completions need, at its path in Linux distributions.
const bashCompletion = "/usr/share/bash-completion/bash_completion"

// interactive is a real shell. It starts with the prompt "ready>" and without the user's
// configuration, and loads completions.
type interactive struct {
	name string
	args []string
	load string
}

// completed returns lines that are typed up to a Tab, and the words that the shell then has.
func completed() map[string][]string {
	return map[string][]string{
		"zdmctl recovery cre":                            {"zdmctl", "recovery", "create"},
		"zdmctl recovery create --platform vmw":          {"zdmctl", "recovery", "create", "--platform", "vmware"},
		"zdmctl recovery create --overwrite not":         {"zdmctl", "recovery", "create", "--overwrite", "not-allow"},
		"zdmctl recovery plan --max-age 1h --source led": {"zdmctl", "recovery", "plan", "--max-age", "1h", "--source", "ledger-"},
		"zdmctl server get ledger-d":                     {"zdmctl", "server", "get", "ledger-dr (198.51.100.32)"},
		"zdmctl backup get 원":                            {"zdmctl", "backup", "get", "원장_data"},
		"zdmctl recovery create --center=부":              {"zdmctl", "recovery", "create", "--center=부산센터"},
	}
}

// prefixed returns lines like completed, for names with a common prefix. The prefix is inserted as
// part of one word that can be continued.
func prefixed() map[string][]string {
	return map[string][]string{
		"zdmctl server get web\t":                 {"zdmctl", "server", "get", "web-01 (10.0.0."},
		"zdmctl server get web\t2":                {"zdmctl", "server", "get", "web-01 (10.0.0.2)"},
		"zdmctl server get web-01\\ \\(10.0.0.2":  {"zdmctl", "server", "get", "web-01 (10.0.0.2)"},
		"zdmctl server get tw":                    {"zdmctl", "server", "get", "twice"},
		"zdmctl recovery delete db\\ ":            {"zdmctl", "recovery", "delete", "db copy "},
		"zdmctl recovery delete db\\ \tB":         {"zdmctl", "recovery", "delete", "db copy B"},
		"zdmctl recovery delete db\\ copy\\ A co": {"zdmctl", "recovery", "delete", "db copy A", "copy"},
		"zdmctl recovery get odd:na":              {"zdmctl", "recovery", "get", "odd:name "},
		"zdmctl recovery list --source=web\t":     {"zdmctl", "recovery", "list", "--source=web-01 (10.0.0."},
	}
}

func shells() []interactive {
	return []interactive{
		{"bash", []string{"--noprofile", "--norc", "-i"}, "source " + bashCompletion + "; source <(zdmctl completion bash)"},
		{"zsh", []string{"-f", "-i"}, "autoload -U compinit; compinit -u -D; bindkey -e; source <(zdmctl completion zsh)"},
		{"fish", []string{"--no-config", "-i", "-C", "function fish_prompt; echo 'ready> '; end"}, "zdmctl completion fish | source"},
	}
}

// A common prefix of names is inserted with its spaces and brackets quoted. fish inserts none.
func TestShellsQuoteCommonPrefixes(t *testing.T) {
	t.Parallel()
	for _, s := range shells()[:2] {
		t.Run(s.name, func(t *testing.T) {
			server := clitest.Server(t)
			server.On("/api/servers", serversAnswer(`"web-01 (10.0.0.1)"`, `"web-01 (10.0.0.2)"`, `"twice"`, `"twice"`, `"other"`))
			server.On(zdmtest.Recoveries, say(http.StatusOK, jobList(jobsNamed("db", "copy", "db copy A", "db copy B", "odd:name 1", "odd:name 2")...)))
			w := clitest.For(t, server)
			for _, args := range [][]string{{"server", "get"}, {"recovery", "get"}} {
				fillCache(t, w, args)
			}
			lines := prefixed()
			if s.name == "bash" { // zsh does not complete a quoted word after the = of a flag
				lines["zdmctl recovery list --source=web\t1"] = []string{"zdmctl", "recovery", "list", "--source=web-01 (10.0.0.1)"}
			}
			tryShell(t, w, s, lines)
		})
	}
}

func serversAnswer(names ...string) zdmtest.Answer {
	var items []string
	for i, name := range names {
		items = append(items, fmt.Sprintf(`{"id": "%d", "name": %s, "agent": {"mode": "Source"}, "os": {"version": "Rocky Linux 9.3"}}`, 101+i, name))
	}
	return zdmtest.List(items...)
}

func jobsNamed(names ...string) []string {
	var jobs []string
	for _, name := range names {
		jobs = append(jobs, strings.ReplaceAll(jobItem("Registered", "-"), `"nightly"`, `"`+name+`"`))
	}
	return jobs
}

// Real shells complete commands, words and names from the server, and quote special characters.
func TestShells(t *testing.T) {
	t.Parallel()
	for _, s := range shells() {
		t.Run(s.name, func(t *testing.T) {
			w := sandboxWorld(t)
			for _, args := range [][]string{{"server", "get"}, {"backup", "get"}, {"recovery", "create", "--center"}} {
				fillCache(t, w, args)
			}
			tryShell(t, w, s, completed())
		})
	}
}

// fillCache requests names until they arrive in time, so that a slow machine does not affect the
// shell.
func fillCache(t *testing.T, w *clitest.World, args []string) {
	t.Helper()
	for range 20 {
		if r := w.Run(slices.Concat([]string{"__complete"}, args, []string{""})...); strings.Contains(r.Stdout, "\t") {
			return
		}
	}
	t.Fatalf("no names for %q", args)
}

func tryShell(t *testing.T, w *clitest.World, s interactive, lines map[string][]string) {
	t.Helper()
	needs.Programs(t, s.name, "tr")
	if s.name == "bash" {
		needs.File(t, bashCompletion)
	}
	w.Env["PS1"], w.Env["LC_ALL"] = "ready> ", "C.UTF-8"
	terminal := w.StartShell(s.name, s.args...)
	ready := terminal.Await("ready>", 1, patience)
	terminal.Type(s.load + "\n")
	ready = ready && terminal.Await("ready>", 2, patience)
	const begin, end, clear = "\x01", "\x05", "\x15" // keys that move to the beginning and the end of the line, and clear it
	for i, typed := range sorted(lines) {
		// The shell itself reports how it splits the completed line into words.
		terminal.Type(fmt.Sprintf("%s\t%sprintf '%%s\\n' %s > out%d; echo did%%%d | tr %% -\n", typed, begin, end, i, i))
		if ready = ready && terminal.Await(fmt.Sprintf("did-%d", i), 1, patience); !ready {
			break
		}
	}
	terminal.Type(end + clear + "exit\n")
	_, wrote := terminal.Wait(patience)
	if !ready {
		t.Fatalf("the shell is not ready\n%s", wrote)
	}
	for i, typed := range sorted(lines) {
		got, err := os.ReadFile(filepath.Join(w.Dir, fmt.Sprint("out", i)))
		if words := strings.Split(strings.TrimSuffix(string(got), "\n"), "\n"); err != nil || !slices.Equal(words, lines[typed]) {
			t.Errorf("%s: %q, %v", typed, words, err)
		}
	}
}

func sorted(lines map[string][]string) []string {
	var all []string
	for line := range lines {
		all = append(all, line)
	}
	slices.Sort(all)
	return all
}
