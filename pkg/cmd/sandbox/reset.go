package sandbox

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func newResetCmd(f *cli.Factory) *cobra.Command {
	files := &fileFlags{}
	cmd := &cobra.Command{
		Use: "reset", Args: cli.NoArgs, Short: f.Text(msgResetShort), Example: f.Text(msgResetExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return reset(cmd.Context(), f, files) },
	}
	files.addTo(cmd.Flags(), f)
	return cmd
}

func reset(ctx context.Context, f *cli.Factory, files *fileFlags) error {
	cfg, err := files.config(ctx, f)
	if err != nil {
		return err
	}
	if err := sandbox.Reset(cfg); err != nil {
		return cli.ExplainSandbox(err)
	}
	f.Note(msgResetDone.With(cfg.Path))
	return nil
}
