package apply

import (
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Lacking reads from a journal why a recovery is not registered as requested. The message is zero
// if it is, or if the journal does not contain it. The error is an *exit.Error with code Usage.
func Lacking(path, name string) (why msg.Message, err error) {
	content, err := journal.Read(path)
	for _, r := range content.Records {
		if r.Event != journal.End || r.Job == "" || r.Job != name && r.As != name {
			continue
		}
		why = msg.Message{}
		if incomplete(r) {
			why = msg.Verbatim.With(r.Detail)
		}
	}
	return why, err
}
