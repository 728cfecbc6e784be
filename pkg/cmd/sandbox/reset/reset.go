// Package reset is the command "zdmctl sandbox reset".
package reset

import (
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

// NewCmd returns the command "zdmctl sandbox reset".
func NewCmd(f *cmdutil.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "reset", Args: cmdutil.NoArgs, Short: f.Text(msg.ResetShort), Example: f.Text(msg.ResetExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	o.Files.AddTo(cmd.Flags(), f)
	return cmd
}

func (o *Options) run() error {
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
