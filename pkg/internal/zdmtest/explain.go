package zdmtest

import (
	"errors"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Explain returns the error of a call with the exit code of the commands, and the message of
// package zdm.
func Explain(err error) *exit.Error {
	if e, ok := errors.AsType[*exit.Error](err); ok {
		return e
	}
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok {
		return exit.New(exit.Internal, msg.Verbatim.With(err.Error()))
	}
	code := exit.Refused
	switch failed.Kind {
	case zdm.Unreachable:
		code = exit.Unreachable
	case zdm.Denied:
		code = exit.Credentials
	}
	e := exit.New(code, msg.Verbatim.With(failed.Error())).Because(err)
	e.Status, e.RequestID = failed.Status, failed.RequestID
	return e
}
