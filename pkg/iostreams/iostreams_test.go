package iostreams_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/iostreams"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Test streams read the given input, record each output separately, and have no terminal.
func TestTestStreams(t *testing.T) {
	t.Parallel()
	s, stdout, stderr := iostreams.Test("in")
	read, err := io.ReadAll(s.In)
	if err != nil || string(read) != "in" {
		t.Errorf("%q, %v", read, err)
	}
	_, _ = io.WriteString(s.Out, "out")
	_, _ = io.WriteString(s.Err, "err")
	if stdout.String() != "out" || stderr.String() != "err" || s.InTerminal || s.OutTerminal || s.ErrTerminal || s.Color {
		t.Errorf("%q, %q, %+v", stdout, stderr, s)
	}
	if width, height := s.TerminalSize(); width != 80 || height != 24 {
		t.Errorf("%d x %d", width, height)
	}
	if password, err := s.ReadPassword(t.Context()); password != nil || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q, %v", password, err)
	}
}

// The process's own streams have color unless it is disabled, and a size even without a terminal.
func TestSystem(t *testing.T) {
	t.Parallel()
	if !iostreams.System(false).Color || iostreams.System(true).Color {
		t.Error("color")
	}
	if width, height := iostreams.System(true).TerminalSize(); width < 1 || height < 1 {
		t.Errorf("%d x %d", width, height)
	}
}

// failing fails after n bytes.
type failing struct {
	n   int
	err error
}

func (f failing) Write([]byte) (int, error) { return f.n, f.err }

// A failed write of a result is distinguishable from a connection error.
func TestOutput(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	n, err := iostreams.Output(failing{3, full}).Write([]byte("hello"))
	failed, ok := errors.AsType[*iostreams.OutputError](err)
	if n != 3 || !ok || !errors.Is(err, full) || failed.Error() != "disk full" {
		t.Errorf("%d, %v", n, err)
	}
	var b strings.Builder
	if n, err := iostreams.Output(&b).Write([]byte("hello")); n != 5 || err != nil || b.String() != "hello" {
		t.Errorf("%d, %v, %q", n, err, b.String())
	}
}

// A blocked read ends with its context, and otherwise returns what it reads.
func TestInterruptible(t *testing.T) {
	t.Parallel()
	read, err := io.ReadAll(iostreams.Interruptible(t.Context(), strings.NewReader("hello")))
	if err != nil || string(read) != "hello" {
		t.Errorf("%q, %v", read, err)
	}
	stopped := errors.New("stopped")
	in, out := io.Pipe()
	defer func() { _ = out.Close() }()
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stopped)
	p := []byte("kept")
	if n, err := iostreams.Interruptible(ctx, in).Read(p); n != 0 || !errors.Is(err, stopped) || string(p) != "kept" {
		t.Errorf("%d, %v, %q", n, err, p)
	}
}

// A blocked call is abandoned when the context ends, after cleaning up.
func TestAwait(t *testing.T) {
	t.Parallel()
	cleaned := 0
	clean := func() { cleaned++ }
	value, err := iostreams.Await(t.Context(), func() (int, error) { return 7, io.EOF }, clean)
	if value != 7 || !errors.Is(err, io.EOF) || cleaned != 0 {
		t.Errorf("%d, %v, cleaned %d times", value, err, cleaned)
	}
	stopped := errors.New("stopped")
	ctx, cancel := context.WithCancelCause(t.Context())
	release := make(chan struct{})
	defer close(release)
	hang := func() (int, error) {
		cancel(stopped)
		<-release
		return 7, nil
	}
	if value, err = iostreams.Await(ctx, hang, clean); value != 0 || !errors.Is(err, stopped) || cleaned != 1 {
		t.Errorf("%d, %v, cleaned %d times", value, err, cleaned)
	}
	if value, err = iostreams.Await(ctx, hang, nil); value != 0 || !errors.Is(err, stopped) {
		t.Errorf("%d, %v", value, err)
	}
}
