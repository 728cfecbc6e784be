package outcome

import (
	"errors"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// OfUpdate evaluates the answer to PUT /recoveries/:identifier. It returns nil if the change was
// made. what names the change, and show is the command that shows whether it was made.
func (w Words) OfUpdate(what msg.Message, result *zdm.Result[zdm.UpdatedRecovery], err error, show ...string) *exit.Error {
	if none, ok := errors.AsType[*zdm.NoPartitionError](err); ok {
		e := exit.New(exit.Usage, msgNoSuchPartition.With(none.Partition, strings.Join(none.Has, ", ")))
		return e.Because(err).Note(msg.NothingWasSent.With())
	}
	if err != nil {
		return w.OfChange(err, what, show...)
	}
	data := &result.Data
	if !data.Failed() {
		return nil
	}
	reasons := []zdm.Text{data.Job.ErrorMessage}
	for _, p := range data.Summary.Each {
		if !p.ErrorMessage.None() {
			reasons = append(reasons, p.Name()+": "+p.ErrorMessage)
		}
	}
	return NotDone(result.Answer, msg.UpdateFailed.With(), reasons...)
}

// NotDone returns the error of a change that the server accepted and that failed in whole or in
// part. It has the server's reasons, or the message otherwise if there are none.
func NotDone(answer zdm.Answer, otherwise msg.Message, reasons ...zdm.Text) *exit.Error {
	e := exit.New(exit.Failed, otherwise)
	e.Status, e.RequestID = answer.Status, answer.RequestID
	for i, reason := range slices.DeleteFunc(reasons, zdm.Text.None) {
		if i == 0 {
			e.Message = msg.Verbatim.With(string(reason))
		} else {
			e.Note(msg.Verbatim.With(string(reason)))
		}
	}
	return e
}
