// Package iostreams holds the standard streams of a run and the properties of their terminals.
package iostreams

import (
	"bytes"
	"context"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// Streams are the input and output of a command. Results go to Out, everything else to Err.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer

	InTerminal  bool // whether a user can be prompted
	OutTerminal bool
	ErrTerminal bool
	Color       bool // whether to use color on streams that are terminals

	readPassword func(context.Context) ([]byte, error)
	size         func() (width, height int, err error)
}

// System returns the process's own streams. Color is on unless noColor is set.
func System(noColor bool) *Streams {
	return &Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal:   term.IsTerminal(int(os.Stdin.Fd())),
		OutTerminal:  term.IsTerminal(int(os.Stdout.Fd())),
		ErrTerminal:  term.IsTerminal(int(os.Stderr.Fd())),
		Color:        !noColor,
		readPassword: readPassword,
		size:         size,
	}
}

// TerminalSize returns the columns and lines of the terminal, or 80 and 24 if they are unknown.
func (s *Streams) TerminalSize() (width, height int) {
	if s.size != nil {
		if width, height, err := s.size(); err == nil && width > 0 && height > 0 {
			return width, height
		}
	}
	return 80, 24
}

// size returns the size of the first stream that is a terminal.
func size() (width, height int, err error) {
	for _, stream := range []*os.File{os.Stdout, os.Stderr} {
		if width, height, err = term.GetSize(int(stream.Fd())); err == nil {
			return width, height, nil
		}
	}
	return 0, 0, err
}

// Test returns streams without terminals whose output goes to buffers.
func Test(stdin string) (s *Streams, stdout, stderr *bytes.Buffer) {
	stdout, stderr = new(bytes.Buffer), new(bytes.Buffer)
	return &Streams{In: bytes.NewBufferString(stdin), Out: stdout, Err: stderr}, stdout, stderr
}

// OutputError is a failed write of a result.
type OutputError struct{ Err error }

func (e *OutputError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *OutputError) Unwrap() error { return e.Err }

// Output returns a writer whose errors are OutputErrors, to distinguish them from connection
// errors.
func Output(w io.Writer) io.Writer { return output{w} }

type output struct{ io.Writer }

func (o output) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if err != nil {
		err = &OutputError{err}
	}
	return n, err
}

// ReadPassword reads a line from the terminal without echo. It requires InTerminal. If the context
// ends first, it restores the echo and returns the context's cause.
func (s *Streams) ReadPassword(ctx context.Context) ([]byte, error) {
	if s.readPassword == nil {
		return nil, io.ErrUnexpectedEOF
	}
	return s.readPassword(ctx)
}

func readPassword(ctx context.Context) ([]byte, error) {
	terminal := int(os.Stdin.Fd())
	shown, err := term.GetState(terminal)
	if err != nil {
		return nil, err
	}
	return Await(ctx, func() ([]byte, error) { return term.ReadPassword(terminal) }, func() { _ = term.Restore(terminal, shown) })
}

// Open opens a file for reading so that the context ends every wait. After patience, late ends a
// wait for the writer of a pipe, and for the kernel to fill a file without a size. Reading from a
// pipe that has a writer, or from a device, has no time limit.
func Open(ctx context.Context, name string, patience time.Duration, late error) (io.ReadCloser, error) {
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
		return os.Open(name) // never blocks
	}
	limit := func() (context.Context, context.CancelFunc) { return context.WithTimeoutCause(ctx, patience, late) }
	opening, opened := limit()
	defer opened()
	file, err := Await(opening, func() (*os.File, error) { return os.Open(name) }, nil)
	if err != nil {
		return nil, err
	}
	reader := Interruptible(ctx, file)
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
		reader = readerFunc(func(p []byte) (int, error) {
			reading, read := limit()
			defer read()
			return Interruptible(reading, file).Read(p)
		})
	}
	return struct {
		io.Reader
		io.Closer
	}{reader, file}, nil
}

// Interruptible returns a reader whose reads end with the context, because nothing else interrupts
// a read from a terminal or a pipe.
func Interruptible(ctx context.Context, r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		data, err := Await(ctx, func() ([]byte, error) {
			own := make([]byte, len(p)) // the abandoned read may still use it after Read has returned
			n, err := r.Read(own)
			return own[:n], err
		}, nil)
		return copy(p, data), err
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Await returns the result of a call that cannot be interrupted. If the context ends first, it
// calls cleanUp unless it is nil, and returns the context's cause. The call is then abandoned.
func Await[T any](ctx context.Context, call func() (T, error), cleanUp func()) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := call()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		if cleanUp != nil {
			cleanUp()
		}
		var none T
		return none, context.Cause(ctx)
	}
}
