// Package exit defines the exit codes of zdmctl and the error that carries one,
// with everything a person or a script needs to go on.
package exit

import (
	"errors"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Code is the exit status of the process.
type Code int

// The exit codes that scripts may rely on. A process ended by signal n exits with 128+n.
const (
	OK          Code = 0 // done
	Internal    Code = 1 // a fault of zdmctl itself
	Usage       Code = 2 // wrong usage or an invalid request; nothing was sent
	Failed      Code = 3 // the server took the request, and it failed for some or all partitions
	Credentials Code = 4 // no usable credentials: none, expired or refused
	Refused     Code = 5 // the server refused the request or failed on it; nothing was registered
	Unreachable Code = 6 // the server could not be reached; nothing was sent
	Unknown     Code = 7 // the request was sent and its outcome is unknown
	Deadline    Code = 8 // the deadline of a wait passed; the job goes on
	signalBase  Code = 128
)

// FromSignal gives the code of a process ended by signal number n.
func FromSignal(n int) Code { return signalBase + Code(n) }

// Kind is the code as one lower-case word, the "kind" of the JSON error object.
func (c Code) Kind() string {
	switch c {
	case OK:
		return "ok"
	case Usage:
		return "usage"
	case Failed:
		return "failed"
	case Credentials:
		return "credentials"
	case Refused:
		return "refused"
	case Unreachable:
		return "unreachable"
	case Unknown:
		return "unknown"
	case Deadline:
		return "deadline"
	}
	if c > signalBase {
		return "interrupted"
	}
	return "internal"
}

// Error is a failure with its exit code: what went wrong, what is known, and the way out.
type Error struct {
	Code     Code
	Message  msg.Message   // "what: why", lower case, no full stop
	Problems []Problem     // of an invalid request, in the order of the request
	Notes    []msg.Message // what else is known, and what to do, a sentence each
	Next     []string      // commands that help, ready to paste

	Status    int    // HTTP status, 0 when there was no answer
	RequestID string // the server's id of the call, "" when it gave none

	Err error // the cause, for errors.Is; its text is not shown
}

// New makes an Error with a code and a message.
func New(code Code, message msg.Message) *Error {
	return &Error{Code: code, Message: message}
}

// Error is the English message alone.
func (e *Error) Error() string { return e.Message.String() }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Because sets the cause.
func (e *Error) Because(err error) *Error {
	e.Err = err
	return e
}

// Note adds a sentence below the message.
func (e *Error) Note(m msg.Message) *Error {
	e.Notes = append(e.Notes, m)
	return e
}

// Try adds commands that help.
func (e *Error) Try(commands ...string) *Error {
	e.Next = append(e.Next, commands...)
	return e
}

// CodeOf is the exit code of any error: OK for nil, Internal for one that carries none.
func CodeOf(err error) Code {
	if err == nil {
		return OK
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
