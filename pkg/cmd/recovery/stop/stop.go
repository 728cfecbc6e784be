// Package stop is the command "zdmctl recovery stop".
package stop

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

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := cmdutil.Command(&cobra.Command{
		Use: "stop NAME...", Args: o.Names.Take("NAME"), Short: f.Text(msg.StopShort), Long: f.Text(msg.StopLong), Example: f.Text(msg.StopExample),
	}, o, run, stop)
	o.Names.AddTo(cmd, f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func stop(ctx context.Context, o *Options) error {
	return change.Switch(ctx, o.Factory, &o.Names, zdm.StatusStop, change.Action{Outcome: "stopped", Said: msg.HasStopped, NotAll: msg.NotAllStopped})
}
