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
	}
}

// Test is a twin without terminals that keeps what was written.
func Test(stdin string) (s *Streams, stdout, stderr *bytes.Buffer) {
	stdout, stderr = new(bytes.Buffer), new(bytes.Buffer)
	return &Streams{In: bytes.NewBufferString(stdin), Out: stdout, Err: stderr}, stdout, stderr
}

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
	return await(ctx, func() ([]byte, error) { return term.ReadPassword(terminal) }, func() { _ = term.Restore(terminal, shown) })
}

// Interruptible is a reader that a context ends: nothing else wakes a read from a terminal or a pipe.
func Interruptible(ctx context.Context, r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		data, err := await(ctx, func() ([]byte, error) {
			own := make([]byte, len(p)) // the read may go on after the caller has left with p
			n, err := r.Read(own)
			return own[:n], err
		}, func() {})
		return copy(p, data), err
	})
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// await gives what read gives, or the context's cause after cleaning up. The read then ends with the process.
func await(ctx context.Context, read func() ([]byte, error), cleanUp func()) ([]byte, error) {
	type outcome struct {
		data []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		data, err := read()
		done <- outcome{data, err}
	}()
	select {
	case o := <-done:
		return o.data, o.err
	case <-ctx.Done():
		cleanUp()
		return nil, context.Cause(ctx)
	}
}

// SetPassword makes a Test twin a terminal at which a person types password.
func (s *Streams) SetPassword(password string) {
	s.InTerminal = true
	s.readPassword = func(context.Context) ([]byte, error) { return []byte(password), nil }
}
