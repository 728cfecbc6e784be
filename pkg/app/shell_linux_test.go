package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

// shell is a real one: how it starts with the prompt "ready>" and nothing of the user's, and how it loads completions.
type shell struct {
	name string
	args []string
	load string
}

// bashCompletion is the library that completions of bash are written for, where Linux distributions have it.
const bashCompletion = "/usr/share/bash-completion/bash_completion"

// completed are lines that are typed up to a Tab, and the words that the shell then has.
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

// Real shells complete commands, words and names from the server, and quote what has to be quoted.
func TestShells(t *testing.T) {
	for _, s := range []shell{
		{"bash", []string{"--noprofile", "--norc", "-i"}, "source " + bashCompletion + "; source <(zdmctl completion bash)"},
		{"zsh", []string{"-f", "-i"}, "autoload -U compinit; compinit -u -D; bindkey -e; source <(zdmctl completion zsh)"},
		{"fish", []string{"--no-config", "-i", "-C", "function fish_prompt; echo 'ready> '; end"}, "zdmctl completion fish | source"},
	} {
		t.Run(s.name, func(t *testing.T) {
			needs.Programs(t, s.name, "tr")
			if s.name == "bash" {
				needs.File(t, bashCompletion)
			}
			w := sandboxWorld(t)
			for _, args := range [][]string{{"server", "get"}, {"backup", "get"}, {"recovery", "create", "--center"}} {
				fillCache(t, w, args)
			}
			tryShell(t, w, s)
		})
	}
}

// fillCache asks for names until they come in time, so that a slow machine does not matter to the shell.
func fillCache(t *testing.T, w *clitest.World, args []string) {
	t.Helper()
	for range 20 {
		if r := w.Run(slices.Concat([]string{"__complete"}, args, []string{""})...); strings.Contains(r.Stdout, "\t") {
			return
		}
	}
	t.Fatalf("no names for %q", args)
}

func tryShell(t *testing.T, w *clitest.World, s shell) {
	t.Helper()
	w.Env["PS1"], w.Env["LC_ALL"] = "ready> ", "C.UTF-8"
	terminal := w.StartShell(s.name, s.args...)
	ready := terminal.Await("ready>", 1, patience)
	terminal.Type(s.load + "\n")
	ready = ready && terminal.Await("ready>", 2, patience)
	const begin, end, clear = "\x01", "\x05", "\x15" // keys that go to the begin and the end of the line
	lines := completed()
	for i, typed := range sorted(lines) {
		// The shell itself says into which words it takes the completed line apart.
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
		if words := strings.Split(strings.TrimSpace(string(got)), "\n"); err != nil || !slices.Equal(words, lines[typed]) {
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
