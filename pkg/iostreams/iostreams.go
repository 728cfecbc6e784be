// Package iostreams holds the three streams of a run and what is known about their terminals.
package iostreams

import (
	"bytes"
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

	readPassword func() ([]byte, error)
}

// System is the process's own streams. Colour is on unless noColor.
func System(noColor bool) *Streams {
	return &Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal:   term.IsTerminal(int(os.Stdin.Fd())),
		OutTerminal:  term.IsTerminal(int(os.Stdout.Fd())),
		ErrTerminal:  term.IsTerminal(int(os.Stderr.Fd())),
		Color:        !noColor,
		readPassword: func() ([]byte, error) { return term.ReadPassword(int(os.Stdin.Fd())) },
	}
}

// Test is a twin without terminals that keeps what was written.
func Test(stdin string) (s *Streams, stdout, stderr *bytes.Buffer) {
	stdout, stderr = new(bytes.Buffer), new(bytes.Buffer)
	return &Streams{In: bytes.NewBufferString(stdin), Out: stdout, Err: stderr}, stdout, stderr
}

// ReadPassword reads a line from the terminal without showing it. It is to be called only when InTerminal.
func (s *Streams) ReadPassword() ([]byte, error) {
	if s.readPassword == nil {
		return nil, io.ErrUnexpectedEOF
	}
	return s.readPassword()
}

// SetPassword makes a Test twin a terminal at which a person types password.
func (s *Streams) SetPassword(password string) {
	s.InTerminal = true
	s.readPassword = func() ([]byte, error) { return []byte(password), nil }
}
