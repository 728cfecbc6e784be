// Package iostreams holds the three streams of a run and what is known about their terminals.
package iostreams

import (
	"bytes"
	"context"
	"io"
	"os"

	"golang.org/x/term"
)

// Streams is where a command reads and writes. Results go to Out, everything else to Err.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer

	InTerminal  bool // a person can be asked
	OutTerminal bool
	ErrTerminal bool
	Color       bool // colour is wanted wherever the stream is a terminal

	readPassword func(context.Context) ([]byte, error)
	size         func() (width, height int, err error)
}

// System is the process's own streams. Colour is on unless noColor.
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

// TerminalSize is how many cells a line of the terminal has and how many lines there are, 80 and 24 where nobody knows.
func (s *Streams) TerminalSize() (width, height int) {
	if s.size != nil {
		if width, height, err := s.size(); err == nil && width > 0 && height > 0 {
			return width, height
		}
	}
	return 80, 24
}

// size is that of the terminal on whichever stream there is one.
func size() (width, height int, err error) {
	for _, stream := range []*os.File{os.Stdout, os.Stderr} {
		if width, height, err = term.GetSize(int(stream.Fd())); err == nil {
			return width, height, nil
		}
	}
	return 0, 0, err
}

// Test is a twin without terminals that keeps what was written.
func Test(stdin string) (s *Streams, stdout, stderr *bytes.Buffer) {
	stdout, stderr = new(bytes.Buffer), new(bytes.Buffer)
	return &Streams{In: bytes.NewBufferString(stdin), Out: stdout, Err: stderr}, stdout, stderr
}

// OutputError is a failed write of a result.
type OutputError struct{ Err error }

func (e *OutputError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *OutputError) Unwrap() error { return e.Err }

// Output is a writer whose errors are OutputErrors, so that they are not taken for those of a connection.
func Output(w io.Writer) io.Writer {
	return writerFunc(func(p []byte) (int, error) {
		n, err := w.Write(p)
		if err != nil {
			err = &OutputError{err}
		}
		return n, err
	})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// ReadPassword reads a line from the terminal without showing it. It is to be called only when InTerminal.
// When the context ends first the terminal shows again what is typed, and the error is the context's cause.
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

// Interruptible is a reader that a context ends: nothing else wakes a read from a terminal or a pipe.
func Interruptible(ctx context.Context, r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		data, err := Await(ctx, func() ([]byte, error) {
			own := make([]byte, len(p)) // the read may go on after the caller has left with p
			n, err := r.Read(own)
			return own[:n], err
		}, nil)
		return copy(p, data), err
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Await gives what a call gives that nothing can wake, or the context's cause after cleaning up (nil: nothing to do).
// The call then ends with the process.
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
