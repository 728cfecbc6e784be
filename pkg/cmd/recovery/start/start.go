// Package start is the command "zdmctl recovery start".
package start

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/cmdutil/change"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
	Names   change.Names
}

// NewCmd returns the command "zdmctl recovery start".
func NewCmd(f *cmdutil.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "start NAME...", Args: o.Names.Take("NAME"), Short: f.Text(msg.StartShort), Long: f.Text(msg.StartLong), Example: f.Text(msg.StartExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Names.AddTo(cmd, f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *Options) run(ctx context.Context) error {
	return change.Switch(ctx, o.Factory, &o.Names, zdm.StatusStart, change.Action{Outcome: "started", Said: msg.HasStarted, NotAll: msg.NotAllStarted})
}
