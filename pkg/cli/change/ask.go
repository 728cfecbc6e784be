package change

import (
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Askable returns an error for a run without --yes if there is no terminal to ask on, before
// anything is sent.
func Askable(f *cli.Factory, yes bool) error {
	if yes || f.IO.InTerminal {
		return nil
	}
	return exit.New(exit.Usage, msgNeedsYes.With()).Note(msg.NothingWasSent.With())
}
