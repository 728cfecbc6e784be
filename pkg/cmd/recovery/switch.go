package recovery

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newStartCmd(f *cli.Factory) *cobra.Command {
	return newSwitchCmd(f, zdm.StatusStart, msgStartShort, msgStartLong, msgStartExample,
		change.Action{Outcome: "started", Message: msgHasStarted, NotAll: msgNotAllStarted})
}

func newStopCmd(f *cli.Factory) *cobra.Command {
	return newSwitchCmd(f, zdm.StatusStop, msgStopShort, msgStopLong, msgStopExample,
		change.Action{Outcome: "stopped", Message: msgHasStopped, NotAll: msgNotAllStopped})
}

// newSwitchCmd returns the command that sets the status of recoveries. Its name is the status.
func newSwitchCmd(f *cli.Factory, status string, short, long, example msg.Text, action change.Action) *cobra.Command {
	var names change.Names
	cmd := &cobra.Command{
		Use: status + " [NAME...]", Args: names.Take("NAME"), Short: f.Text(short), Long: f.Text(long), Example: f.Text(example),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return change.Switch(cmd.Context(), f, &names, status, action)
		},
	}
	names.AddTo(cmd, f)
	names.AddFilesTo(cmd, f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}
