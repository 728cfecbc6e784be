package recovery

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type startOptions struct {
	Factory *cli.Factory
	Names   change.Names
}

func newStartCmd(f *cli.Factory) *cobra.Command {
	o := &startOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "start [NAME...]", Args: o.Names.Take("NAME"), Short: f.Text(msgStartShort), Long: f.Text(msgStartLong), Example: f.Text(msgStartExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Names.AddTo(cmd, f)
	o.Names.AddFilesTo(cmd, f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *startOptions) run(ctx context.Context) error {
	return change.Switch(ctx, o.Factory, &o.Names, zdm.StatusStart, change.Action{Outcome: "started", Message: msgHasStarted, NotAll: msgNotAllStarted})
}
