package clitest

import (
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
)

// Terminal is a run of the program with all streams on a pseudo-terminal.
type Terminal struct {
	process *Process
	control *os.File
	done    chan struct{}
	raw     transcript // all output, complete once done is closed
}

// StartAtTerminal runs the program in its own process on a terminal of the given size.
func (w *World) StartAtTerminal(width, height int, args ...string) *Terminal {
	w.t.Helper()
	return w.atTerminal(width, height, w.process("zdmctl", args...))
}

// StartShell runs a shell that can call the program on a terminal of 80 columns.
func (w *World) StartShell(shell string, args ...string) *Terminal {
	w.t.Helper()
	return w.atTerminal(80, 24, w.process(shell, args...))
}

func (w *World) atTerminal(width, height int, p *Process) *Terminal {
	w.t.Helper()
	needs.File(w.t, "/dev/ptmx")
	control, terminal, err := openTerminal(width, height)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = terminal.Close() }()
	t := &Terminal{process: p, control: control, done: make(chan struct{})}
	t.raw.grown = sync.NewCond(&t.raw.mu)
	cmd := p.cmd
	cmd.Env = append([]string{"TERM=xterm"}, cmd.Env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = terminal, terminal, terminal
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	go func() {
		defer close(t.done)
		_, _ = io.Copy(&t.raw, control) // ends when the last process has closed the terminal
	}()
	return t
}

func openTerminal(width, height int) (control, terminal *os.File, err error) {
	if control, terminal, err = pty.Open(); err != nil {
		return nil, nil, err
	}
	err = pty.Setsize(control, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)})
	return control, terminal, errors.Join(err, keepOutput(int(control.Fd())))
}

// keepOutput prevents the interrupt key from discarding output that was not read yet.
func keepOutput(fd int) error {
	settings, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	settings.Lflag |= unix.NOFLSH
	return unix.IoctlSetTermios(fd, unix.TCSETS, settings)
}

// Type sends keys to the program.
func (t *Terminal) Type(keys string) {
	t.process.world.t.Helper()
	if _, err := t.control.WriteString(keys); err != nil {
		t.process.world.t.Error(err)
	}
}

// Await waits until the output contains text the given number of times. It reports false after
// patience.
func (t *Terminal) Await(text string, times int, patience time.Duration) bool {
	came := func(wrote string) bool { return strings.Count(wrote, text) >= times }
	return came(t.await(0, patience, came))
}

// await waits until the output after from is enough, or patience has passed, and returns it.
func (t *Terminal) await(from int, patience time.Duration, enough func(wrote string) bool) string {
	late := false
	defer time.AfterFunc(patience, func() {
		t.raw.mu.Lock()
		defer t.raw.mu.Unlock()
		late = true
		t.raw.grown.Broadcast()
	}).Stop()
	t.raw.mu.Lock()
	defer t.raw.mu.Unlock()
	for !late && !enough(t.raw.text.String()[from:]) {
		t.raw.grown.Wait()
	}
	return t.raw.text.String()[from:]
}

// transcript is a program's output, readable while it is being written.
type transcript struct {
	mu    sync.Mutex
	grown *sync.Cond
	text  strings.Builder
}

func (r *transcript) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer r.grown.Broadcast()
	return r.text.Write(p)
}

// Wait waits for the program to exit, kills it after patience, and returns its code and all output.
func (t *Terminal) Wait(patience time.Duration) (exit.Code, string) {
	p := t.process
	p.world.t.Helper()
	code := p.end(patience)
	<-t.done
	_ = t.control.Close()
	if err := Leaks(p.args, "", t.raw.text.String()); err != nil {
		p.world.t.Error(err)
	}
	return code, t.raw.text.String()
}
