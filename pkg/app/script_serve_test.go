package app_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// served is a "zdmctl sandbox serve" that runs alongside a script.
type served struct {
	cmd    *exec.Cmd
	stderr bytes.Buffer
	url    string
	login  []string // arguments of the login command it prints
	read   chan struct{}
}

type servedKey struct{}

// serve starts a server and waits until it has printed its address.
func serve(ts *testscript.TestScript, args []string) {
	s := &served{cmd: exec.Command("zdmctl", append([]string{"sandbox", "serve"}, args[1:]...)...), read: make(chan struct{})}
	s.cmd.Dir, s.cmd.Stderr = ts.MkAbs("."), &s.stderr
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "TZ", "XDG_STATE_HOME", "GORACE", zdmtest.ClockVariable} {
		s.cmd.Env = append(s.cmd.Env, name+"="+ts.Getenv(name))
	}
	stdout, err := s.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(s.cmd.Start())
	ts.Value(servedKey{}).(map[string]*served)[args[0]] = s
	ts.Defer(func() { _ = s.cmd.Process.Kill(); _ = s.wait() })
	lines := bufio.NewReader(stdout)
	printed, err := s.announced(ts, lines)
	go func() {
		defer close(s.read)
		_, _ = io.Copy(io.Discard, lines)
	}()
	if err != nil {
		ts.Fatalf("the server printed %q and %q: %v", printed, s.stderr.String(), err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(printed), 0o600))
}

// announced reads until the line with the login command, the last of those that describe the
// server.
func (s *served) announced(ts *testscript.TestScript, lines *bufio.Reader) (printed string, err error) {
	for {
		line, err := lines.ReadString('\n')
		printed += line
		if err != nil {
			return printed, err
		}
		label, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch value = strings.TrimSpace(value); label {
		case "Server":
			_, host, _ := strings.Cut(value, "://")
			s.url = value
			ts.Setenv("URL", value)
			ts.Setenv("ADDR", host)
		case "Log in":
			commands := clitest.ShellCommands(value)
			if len(commands) != 1 {
				return printed, errors.New("no command of zdmctl to log in with")
			}
			s.login = commands[0]
			return printed, nil
		}
	}
}

// login runs the login command a server has printed.
func login(ts *testscript.TestScript, args []string) {
	s := serverNamed(ts, args[0])
	exits(ts, append([]string{"0", "zdmctl"}, s.login...))
	ts.Check(ts.Exec("zdmctl", "auth", "token", "--server", s.url))
	ts.Setenv("SESSION", strings.TrimSpace(ts.ReadFile("stdout")))
}

// endServer sends a signal to a server and waits for it to exit.
func endServer(ts *testscript.TestScript, args []string) {
	signal := map[string]os.Signal{"int": os.Interrupt, "term": syscall.SIGTERM, "kill": os.Kill}[args[1]]
	if signal == nil {
		ts.Fatalf("unknown signal %s", args[1])
	}
	s := serverNamed(ts, args[0])
	ts.Check(s.cmd.Process.Signal(signal))
	err := s.wait()
	if killed := args[1] == "kill"; (err != nil) != killed {
		ts.Fatalf("the server ended with %v\n%s", err, s.stderr.String())
	}
	_, err = io.Copy(ts.Stderr(), &s.stderr)
	ts.Check(err)
}

func (s *served) wait() error {
	<-s.read
	return s.cmd.Wait()
}

func serverNamed(ts *testscript.TestScript, name string) *served {
	s, ok := ts.Value(servedKey{}).(map[string]*served)[name]
	if !ok {
		ts.Fatalf("no server is named %s", name)
	}
	return s
}
