package recovery

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newStopCmd(f *cli.Factory) *cobra.Command {
	return newSwitchCmd(f, zdm.StatusStop, msgStopShort, msgStopLong, msgStopExample,
		change.Action{Outcome: "stopped", Message: msgHasStopped, NotAll: msgNotAllStopped})
}
