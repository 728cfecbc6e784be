package sandbox

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

type resetOptions struct {
	Factory *cli.Factory
	Files   fileFlags
}

func newResetCmd(f *cli.Factory) *cobra.Command {
	o := &resetOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "reset", Args: cli.NoArgs, Short: f.Text(msgResetShort), Example: f.Text(msgResetExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Files.addTo(cmd.Flags(), f)
	return cmd
}

func (o *resetOptions) run(ctx context.Context) error {
	cfg, err := o.Files.config(ctx, o.Factory)
	if err != nil {
		return err
	}
	if err := sandbox.Reset(cfg); err != nil {
		return cli.ExplainSandbox(err)
	}
	o.Factory.Note(msgResetDone.With(cfg.Path))
	return nil
}
