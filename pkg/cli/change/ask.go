package change

import (
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Askable refuses a run without --yes where nobody can be asked, before anything is sent.
func Askable(f *cli.Factory, yes bool) error {
	if yes || f.IO.InTerminal {
		return nil
	}
	return exit.New(exit.Usage, msgNeedsYes.With()).Note(msg.NothingWasSent.With())
}
