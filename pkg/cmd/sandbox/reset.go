package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

type resetOptions struct {
	Factory *cmdutil.Factory
	Files   fileFlags
}

func newResetCmd(f *cmdutil.Factory) *cobra.Command {
	o := &resetOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "reset", Args: cmdutil.NoArgs, Short: f.Text(msgResetShort), Example: f.Text(msgResetExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	o.Files.addTo(cmd.Flags(), f)
	return cmd
}

func (o *resetOptions) run() error {
	cfg, err := o.Files.config(o.Factory)
	if err != nil {
		return err
	}
	if err := sandbox.Reset(cfg); err != nil {
		return cmdutil.ExplainSandbox(err)
	}
	o.Factory.Note(msgResetDone.With(cfg.Path))
	return nil
}
