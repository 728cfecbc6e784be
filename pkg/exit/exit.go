// Package exit defines the exit codes of zdmctl and an error that carries one, with everything a
// user or a script needs to continue.
package exit

import (
	"errors"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Code is the exit code of the process.
type Code int

// The exit codes, which are stable for scripts. A process ended by signal n exits with 128+n.
const (
	OK       Code = 0 // success
	Internal Code = 1 // a bug in zdmctl
	Usage    Code = 2 // incorrect usage or an invalid request; nothing was sent
	// The server accepted the request, and it failed for some or all partitions.
	Failed      Code = 3
	Credentials Code = 4 // no usable credentials: missing, expired or rejected
	Refused     Code = 5 // the server refused the request or failed; nothing was registered
	Unreachable Code = 6 // the server could not be reached; nothing was sent
	Unknown     Code = 7 // the request was sent and its outcome is unknown
	Deadline    Code = 8 // the deadline of a wait passed; the job continues
	// Everything was recovered, and an objective was missed or could not be determined; or a dry run
	// found differences.
	Missed     Code = 9
	signalBase Code = 128
)

// FromSignal returns the code of a process ended by signal number n.
func FromSignal(n int) Code { return signalBase + Code(n) }

// Kind returns the code as one lower-case word, the "kind" of the JSON error object.
func (c Code) Kind() string {
	kinds := [...]string{
		OK: "ok", Internal: "internal", Usage: "usage", Failed: "failed", Credentials: "credentials", Refused: "refused",
		Unreachable: "unreachable", Unknown: "unknown", Deadline: "deadline", Missed: "missed",
	}
	switch {
	case c > signalBase:
		return "interrupted"
	case c < 0 || int(c) >= len(kinds):
		return "internal"
	}
	return kinds[c]
}

// Error is a failure with its exit code: what went wrong, what is known, and what to do.
type Error struct {
	Code     Code
	Message  msg.Message   // "what: why", lower case, no full stop
	Problems []Problem     // in an invalid request, in the order of its fields
	Notes    []msg.Message // further facts and advice, one sentence each
	Next     []string      // suggested commands, ready to paste

	Status     int    // HTTP status; 0 without a response
	RequestID  string // the server's id of the call; "" if unknown
	ServerCode string // the server's code for the reason, such as JOB-ERROR-64; "" if unknown

	Err error // the cause, for errors.Is; not displayed
}

// Shown returns the error of a command whose displayed result explains the failure.
func Shown(code Code) *Error { return &Error{Code: code} }

// New returns an Error with a code and a message.
func New(code Code, message msg.Message) *Error {
	return &Error{Code: code, Message: message}
}

// Error returns the English message only.
func (e *Error) Error() string { return e.Message.String() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Because sets the cause.
func (e *Error) Because(err error) *Error {
	e.Err = err
	return e
}

// With adds problems.
func (e *Error) With(problems ...Problem) *Error {
	e.Problems = append(e.Problems, problems...)
	return e
}

// Note adds a sentence below the message unless it is already there.
func (e *Error) Note(m msg.Message) *Error {
	if !slices.ContainsFunc(e.Notes, func(known msg.Message) bool { return known.String() == m.String() }) {
		e.Notes = append(e.Notes, m)
	}
	return e
}

// Try adds suggested commands.
func (e *Error) Try(commands ...string) *Error {
	e.Next = append(e.Next, commands...)
	return e
}

// Of returns the Error in any error. One without a code becomes Internal.
func Of(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return New(Internal, msg.Verbatim.With(err.Error())).Because(err)
}

// CodeOf returns the exit code of any error, and OK for nil.
func CodeOf(err error) Code {
	if err == nil {
		return OK
	}
	return Of(err).Code
}
