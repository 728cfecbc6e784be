package change

import (
	"errors"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Explain turns the error of a call that changes something into one with an exit code. When the change may have happened all
// the same, tell is the command that tells.
func Explain(f *cmdutil.Factory, err error, what msg.Message, tell ...string) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !failed.OutcomeUnknown() {
		return f.Explain(err)
	}
	e := exit.New(exit.Unknown, msg.OutcomeUnknown.With(what, cmdutil.WhatHappened(failed))).Because(err)
	e.Status, e.RequestID = failed.Status, failed.RequestID
	if failed.Kind == zdm.Foreign {
		e.Note(cmdutil.ForeignBody(failed))
	}
	e.Note(msg.MayHaveHappened.With())
	e.Note(msg.DoNotSendAgain.With())
	return e.Try(f.Next(tell...))
}

// Failed is the error of a change that the server took and that failed, in whole or in part; without a reason of the
// server's it says otherwise.
func Failed(answer zdm.Answer, otherwise msg.Message, reasons ...zdm.Text) *exit.Error {
	e := exit.New(exit.Failed, otherwise)
	e.Status, e.RequestID = answer.Status, answer.RequestID
	said := 0
	for _, reason := range reasons {
		switch {
		case reason.None():
			continue
		case said == 0:
			e.Message = msg.Verbatim.With(string(reason))
		default:
			e.Note(msg.Verbatim.With(string(reason)))
		}
		said++
	}
	return e
}
