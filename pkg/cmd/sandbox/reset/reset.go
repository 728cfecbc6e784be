// Package reset is the command "zdmctl sandbox reset".
package reset

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/cmdutil/embedded"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
	Files   embedded.Flags
}

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := cmdutil.Command(&cobra.Command{
		Use: "reset", Args: cmdutil.NoArgs, Short: f.Text(msg.ResetShort), Example: f.Text(msg.ResetExample),
	}, o, run, reset)
	o.Files.AddTo(cmd.Flags(), f)
	return cmd
}

func reset(_ context.Context, o *Options) error {
	cfg, err := o.Files.Config(o.Factory)
	if err != nil {
		return err
	}
	if err := sandbox.Reset(cfg); err != nil {
		return cmdutil.ExplainSandbox(err)
	}
	o.Factory.Note(msg.ResetDone.With(cfg.Path))
	return nil
}
