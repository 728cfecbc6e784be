//go:build unix

package app_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

const (
	readme   = "../../README.md"
	readmeKO = "../../docs/README.ko.md"
)

// allTests is the only command that is shown and not run: it runs the transcripts.
const allTests = "go test ./...\n"

// A new user follows the README in an empty home. Each console block shows what its commands print,
// in one shell. $CLITEST_UPDATE writes their output into the file.
func TestReadme(t *testing.T) {
	t.Parallel()
	needs.Programs(t, "sh", "go", "mkdir", "sed", "jq")
	installed := t.TempDir() // reused, so that go links the program only the first time
	for name, path := range map[string]string{"en": readme, "ko": readmeKO} {
		t.Run(name, func(t *testing.T) {
			w := clitest.New(t)
			w.Env["GOPATH"] = installed
			if name == "ko" {
				w.Env["LANG"] = "ko_KR.UTF-8"
			}
			text := read(t, path)
			var commands []string
			for _, s := range transcript(text) {
				if s.Command == allTests {
					s.Command = ":"
				}
				commands = append(commands, s.Command)
			}
			outputs := w.Shell(filepath.Join("..", ".."), commands...)
			for i := range outputs {
				outputs[i] = strings.ReplaceAll(outputs[i], w.Dir, "/home/you")
			}
			if os.Getenv("CLITEST_UPDATE") != "" {
				rewrite(t, path, outputs)
				return
			}
			for i, s := range transcript(text) {
				if s.Output != outputs[i] {
					t.Errorf("%s: %s prints\n%s\nthe file shows\n%s", path, s.Command, outputs[i], s.Output)
				}
			}
		})
	}
}

// The first command can be repeated: what it registered is left alone.
func TestReadmesFirstCommandRunsAgain(t *testing.T) {
	t.Parallel()
	for _, path := range []string{readme, readmeKO} {
		w := clitest.New(t)
		_, line, found := strings.Cut(strings.TrimSpace(transcript(read(t, path))[0].Command), "./cmd/zdmctl ")
		args := strings.Fields(strings.Replace(line, "docs/examples", filepath.Join("..", "..", "docs", "examples"), 1))
		for _, outcome := range []string{"created", "unchanged"} {
			if r := w.Run(append(args, "-o", "json", "--jq", ".outcome")...); !found || r.Code != exit.OK || strings.TrimSpace(r.Stdout) != outcome {
				t.Errorf("%s: want %s, got %+v", path, outcome, r)
			}
		}
	}
}

// rewrite writes the output of the commands into the file.
func rewrite(t *testing.T, path string, outputs []string) {
	t.Helper()
	text := read(t, path)
	for _, b := range consoles(text) {
		steps := Steps(b.Text)
		for i := range steps {
			steps[i].Output, outputs = outputs[0], outputs[1:]
		}
		text = strings.Replace(text, b.Text, Transcript(steps), 1)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The translation shows the same commands in the same order.
func TestReadmesShowTheSame(t *testing.T) {
	var blocks [2][]string
	for i, path := range []string{readme, readmeKO} {
		for _, b := range Blocks(read(t, path)) {
			if b.Info == "console" {
				for _, s := range Steps(b.Text) {
					blocks[i] = append(blocks[i], s.Command)
				}
			} else {
				blocks[i] = append(blocks[i], uncommented(b.Text))
			}
		}
	}
	if !slices.Equal(blocks[0], blocks[1]) {
		t.Errorf("README.md shows\n%q\nand README.ko.md\n%q", blocks[0], blocks[1])
	}
}

// uncommented removes comment lines.
func uncommented(text string) string {
	kept := ""
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			kept += line
		}
	}
	return kept
}

// consoles returns the blocks that contain a transcript.
func consoles(markdown string) []Block {
	return slices.DeleteFunc(Blocks(markdown), func(b Block) bool { return b.Info != "console" })
}

// transcript returns all of them, joined.
func transcript(markdown string) []Step {
	var steps []Step
	for _, b := range consoles(markdown) {
		steps = append(steps, Steps(b.Text)...)
	}
	return steps
}
