package context

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/render"
)

func newCurrentCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "current", Args: cli.NoArgs,
		Short: f.Text(msgContextCurrentShort), Long: f.Text(msgContextCurrentLong), Example: f.Text(msgContextCurrentExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return runCurrent(cmd.Context(), f) },
	}
}

func runCurrent(ctx context.Context, f *cli.Factory) error {
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output()
	if err != nil {
		return err
	}
	if cfg.Context == "" {
		return exit.New(exit.Usage, msgNoCurrentContext.With()).Try("zdmctl context list").Try("zdmctl context use NAME")
	}
	if out.Human() || out.Format == render.FormatName {
		return render.Names(f.IO.Out, []string{cfg.Context})
	}
	return out.Value(ctx, listItem{Name: cfg.Context, Current: cfg.Context == cfg.Current(), Values: cfg.ContextValues(cfg.Context)})
}
