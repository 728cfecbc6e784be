package clitest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// Process is a run of the program in its own process.
type Process struct {
	Stdin io.WriteCloser // open until the test closes it

	world  *World
	cmd    *exec.Cmd
	args   []string
	stdout firstOutput
	stderr firstOutput
}

// firstOutput buffers output and signals when the first byte arrives.
type firstOutput struct {
	text    bytes.Buffer
	once    sync.Once
	started chan struct{}
}

func (h *firstOutput) Write(p []byte) (int, error) {
	defer h.once.Do(func() { close(h.started) })
	return h.text.Write(p)
}

// Start runs the program in its own process, see WithProgram.
func (w *World) Start(args ...string) *Process {
	w.t.Helper()
	return w.start(w.process("zdmctl", args...))
}

// StartLimited is like Start, but writes fail beyond the given size of a file, as on a full disk.
func (w *World) StartLimited(size int, args ...string) *Process {
	w.t.Helper()
	needs.Programs(w.t, "prlimit")
	return w.start(w.process("prlimit", append([]string{fmt.Sprintf("--fsize=%d", size), "zdmctl"}, args...)...))
}

func (w *World) start(p *Process) *Process {
	w.t.Helper()
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	var err error
	if p.Stdin, err = p.cmd.StdinPipe(); err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// StartUnread is like Start, with a standard output whose reader has closed it.
func (w *World) StartUnread(args ...string) *Process {
	w.t.Helper()
	p := w.process("zdmctl", args...)
	reader, writer, err := os.Pipe()
	if err != nil {
		w.t.Fatal(err)
	}
	_ = reader.Close()
	defer func() { _ = writer.Close() }()
	p.cmd.Stdout, p.cmd.Stderr = writer, &p.stderr
	if err := p.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	return p
}

// process returns a process that is not started yet.
func (w *World) process(program string, args ...string) *Process {
	p := &Process{world: w, args: args, cmd: exec.CommandContext(w.t.Context(), program, args...)}
	p.stdout.started, p.stderr.started = make(chan struct{}), make(chan struct{})
	p.cmd.Dir = w.Dir
	temporary := filepath.Join(w.Dir, "tmp")
	if err := os.MkdirAll(temporary, 0o700); err != nil {
		w.t.Fatal(err)
	}
	p.cmd.Env = []string{
		"HOME=" + w.Dir, "TMPDIR=" + temporary, "PATH=" + os.Getenv("PATH"), "TZ=UTC", "GORACE=atexit_sleep_ms=0", zdmtest.ClockVariable + "=" + Now().Format(time.RFC3339),
		"XDG_CONFIG_HOME=" + filepath.Join(w.Dir, ".config"), "XDG_STATE_HOME=" + filepath.Join(w.Dir, ".local", "state"),
		"XDG_CACHE_HOME=" + filepath.Join(w.Dir, ".cache"), "XDG_DATA_HOME=" + filepath.Join(w.Dir, ".local", "share"), "XDG_RUNTIME_DIR=" + temporary,
	}
	for name, value := range w.Env {
		p.cmd.Env = append(p.cmd.Env, name+"="+value)
	}
	return p
}

// Speaks waits for the first output on standard output. It reports false if the context ends first.
func (p *Process) Speaks(ctx context.Context) bool { return p.stdout.await(ctx) }

// Remarks waits for the first output on standard error. It reports false if the context ends first.
func (p *Process) Remarks(ctx context.Context) bool { return p.stderr.await(ctx) }

func (h *firstOutput) await(ctx context.Context) bool {
	select {
	case <-h.started:
		return true
	case <-ctx.Done():
		return false
	}
}

// Signal sends a signal to the process.
func (p *Process) Signal(s os.Signal) {
	p.world.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.world.t.Error(err)
	}
}

// Kill kills the process unless it has ended.
func (p *Process) Kill() {
	p.world.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		p.world.t.Error(err)
	}
}

// Wait waits for the process to exit and kills it after patience. The code of a killed process is
// -1.
func (p *Process) Wait(patience time.Duration) Result {
	p.world.t.Helper()
	code := p.end(patience)
	r := Result{Code: code, Stdout: p.stdout.text.String(), Stderr: p.stderr.text.String()}
	if err := Leaks(p.args, r.Stdout, r.Stderr); err != nil {
		p.world.t.Error(err)
	}
	return r
}

// end waits for the process to exit, kills it after patience, and returns its code.
func (p *Process) end(patience time.Duration) exit.Code {
	p.world.t.Helper()
	defer time.AfterFunc(patience, func() { _ = p.cmd.Process.Kill() }).Stop()
	err := p.cmd.Wait()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		p.world.t.Error(err)
	}
	return exit.Code(p.cmd.ProcessState.ExitCode())
}

// Succeeds waits for the process to exit, which must be with code 0.
func (p *Process) Succeeds(patience time.Duration) Result {
	p.world.t.Helper()
	r := p.Wait(patience)
	if r.Code != exit.OK {
		p.world.t.Errorf("%q: %+v", p.args, r)
	}
	return r
}
