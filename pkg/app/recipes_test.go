//go:build unix

package app_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

const recipes = "../../docs/automation.md"

// Every sh block of the recipes runs on the embedded server.
func TestShellRecipes(t *testing.T) {
	needs.Programs(t, "sh", "cat")
	ran := 0
	for _, b := range Blocks(read(t, recipes)) {
		if b.Info != "sh" {
			continue
		}
		ran++
		t.Run(fmt.Sprint("line ", b.Line), func(t *testing.T) {
			t.Parallel()
			w := clitest.New(t)
			w.Env["ZDMCTL_CONTEXT"] = "sandbox"
			for _, name := range []string{"web-01.yaml", "recoveries/web-01.yaml", "wave1/web-01.yaml"} {
				w.File(name, request("web-01-nightly", "web-01", "web-01-dr"))
			}
			w.File("wave1/files.yaml", request("files-nightly", "source-server", "target-server"))
			if out := w.Shell(w.Dir, "(set -eu\n"+b.Text+")", "echo $?"); strings.TrimSpace(out[1]) != "0" {
				t.Errorf("%s:%d ends with code %s\n%s", recipes, b.Line, out[1], out[0])
			}
		})
	}
	if ran < 5 {
		t.Errorf("only %d blocks were found", ran)
	}
}

// The output has what the Ansible task tests: the first run reports a change, the second does not.
func TestAnsibleTaskReportsAChange(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	file := w.File("web-01.yaml", request("web-01-nightly", "web-01", "web-01-dr"))
	for _, b := range Blocks(read(t, recipes)) {
		if !strings.Contains(b.Text, "ansible.builtin.command") {
			continue
		}
		lines, err := b.CommandLines()
		if err != nil || len(lines) != 1 || !strings.Contains(b.Text, "changed_when: (recovery.stdout | from_json).summary.unchanged == 0\n") {
			t.Fatalf("%q, %v", lines, err)
		}
		args := slices.Clone(lines[0])
		for i := range args {
			args[i] = strings.NewReplacer("prod", "sandbox", "/etc/zdm/web-01.yaml", file).Replace(args[i])
		}
		for _, unchanged := range []string{"0", "1"} {
			if r := w.Run(append(args, "--jq", ".summary.unchanged")...); r.Code != 0 || strings.TrimSpace(r.Stdout) != unchanged {
				t.Errorf("want %s: %+v", unchanged, r)
			}
		}
		return
	}
	t.Error("the task was not found")
}

// The command lines in documents exist: the help of each lists all its flags.
func TestDocumentsShowCommandsThatExist(t *testing.T) {
	documents, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	w := clitest.New(t)
	checked := 0
	for _, path := range append(documents, readme) {
		for _, b := range Blocks(read(t, path)) {
			lines, err := b.CommandLines()
			if err != nil {
				t.Errorf("%s:%d: %v", path, b.Line, err)
			}
			for _, args := range lines {
				checked++
				if err := wrongLine(w, forShard(args, w, 0, "1-db")); err != nil {
					t.Errorf("%s:%d: %v", path, b.Line, err)
				}
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d command lines were found", checked)
	}
}

// wrongLine returns what is wrong with a command line: an unknown command, or a flag that it does
// not have.
func wrongLine(w *clitest.World, args []string) error {
	r := w.Run(append(args, "--help")...)
	_, usage, _ := strings.Cut(r.Stdout, "Usage:\n")
	usage, _, _ = strings.Cut(usage, "\n")
	if r.Code != 0 || usage == "" || strings.HasSuffix(usage, " COMMAND") { // a group's help, without such a command
		return fmt.Errorf("zdmctl %q: code %d, usage %q\n%s", args, r.Code, usage, r.Stderr)
	}
	return nil
}

func TestWrongCommandLinesAreFound(t *testing.T) {
	w := clitest.New(t)
	for _, args := range [][]string{
		{"recovery", "aply"}, {"recover"}, {"recovery", "list", "--fitler", "x"}, {"-x", "version"},
	} {
		if wrongLine(w, args) == nil {
			t.Errorf("%q is accepted", args)
		}
	}
}
