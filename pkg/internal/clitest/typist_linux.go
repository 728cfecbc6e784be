package clitest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Typist types commands one after the other into one bash on a terminal of 80 columns. Each runs in
// its own world, as its own script.
type Typist struct {
	t        testing.TB
	terminal *Terminal
	scripts  *os.File // bash runs the scripts written to it, one path per line
	from     int      // where the output of the current command starts
}

// typed runs the scripts listed on its own stream and marks the end of each with its exit code. It
// continues after an interrupt key.
const typed = `trap : INT
while IFS= read -r script <&3; do
	(. "$script") 3<&-
	printf '\036%d\036' $?
done`

// NewTypist starts bash, which exits with the test.
func NewTypist(t testing.TB) *Typist {
	t.Helper()
	w := New(t)
	p := w.process("bash")
	env, dir := p.cmd.Env, p.cmd.Dir
	p.cmd = exec.CommandContext(context.WithoutCancel(t.Context()), "bash", "--noprofile", "--norc", "-c", typed)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = read.Close() }()
	p.cmd.Env, p.cmd.Dir, p.cmd.ExtraFiles = env, dir, []*os.File{read}
	s := &Typist{t: t, terminal: w.atTerminal(80, 24, p), scripts: write}
	t.Cleanup(func() {
		_ = write.Close()
		if code, wrote := s.terminal.Wait(time.Minute); code != exit.OK {
			t.Errorf("bash: exit code %d\n%s", code, wrote)
		}
	})
	return s
}

// Type starts a command in a world.
func (s *Typist) Type(w *World, command string) {
	s.t.Helper()
	var script strings.Builder
	fmt.Fprintf(&script, "cd %s || exit\n", quoted(w.Dir))
	for _, variable := range w.process("bash").cmd.Env {
		fmt.Fprintf(&script, "export %s\n", quoted(variable))
	}
	script.WriteString(command + "\n")
	path := w.File("typed.sh", script.String())
	s.from = len(s.terminal.await(0, 0, func(string) bool { return true }))
	if _, err := fmt.Fprintln(s.scripts, path); err != nil {
		s.t.Fatal(err)
	}
}

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

var ended = regexp.MustCompile("\x1e([0-9]+)\x1e$")

// Answer types an answer when the command asks the question, unless the command ends first.
func (s *Typist) Answer(question, answer string, patience time.Duration) {
	s.t.Helper()
	wrote := s.terminal.await(s.from, patience, func(wrote string) bool { return strings.Contains(wrote, question) || ended.MatchString(wrote) })
	if strings.Contains(wrote, question) {
		s.terminal.Type(answer)
	}
}

// Wait waits for the command to end and returns its code and output.
func (s *Typist) Wait(patience time.Duration) (exit.Code, string) {
	s.t.Helper()
	wrote := s.terminal.await(s.from, patience, ended.MatchString)
	end := ended.FindStringSubmatch(wrote)
	if end == nil {
		s.t.Fatalf("the command has not ended:\n%s", wrote)
	}
	code, _ := strconv.Atoi(end[1])
	wrote = strings.TrimSuffix(wrote, end[0])
	if err := Leaks([]string{"bash"}, "", wrote); err != nil {
		s.t.Error(err)
	}
	return exit.Code(code), wrote
}
