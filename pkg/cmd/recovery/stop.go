package recovery

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type stopOptions struct {
	Factory *cli.Factory
	Names   change.Names
}

func newStopCmd(f *cli.Factory) *cobra.Command {
	o := &stopOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "stop [NAME...]", Args: o.Names.Take("NAME"), Short: f.Text(msgStopShort), Long: f.Text(msgStopLong), Example: f.Text(msgStopExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Names.AddTo(cmd, f)
	o.Names.AddFilesTo(cmd, f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *stopOptions) run(ctx context.Context) error {
	return change.Switch(ctx, o.Factory, &o.Names, zdm.StatusStop, change.Action{Outcome: "stopped", Message: msgHasStopped, NotAll: msgNotAllStopped})
}
