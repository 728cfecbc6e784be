package apply

import (
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Lacking returns why the recovery of a name is not registered as its request asked for, by the
// journal of the apply that registered it; zero for one that is, and for one that the journal does
// not hold. It only reads. The error is an *exit.Error of code Usage.
func Lacking(path, name string) (why msg.Message, err error) {
	content, err := journal.Read(path)
	for _, r := range content.Records {
		if r.Event != journal.End || r.Job == "" || r.Job != name && r.As != name {
			continue
		}
		why = msg.Message{}
		if outcome := Outcome(r.Outcome); outcome == Partial || outcome == Failed && r.Code == exit.Failed {
			why = msg.Verbatim.With(r.Detail)
		}
	}
	return why, err
}
