package context

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

func newUseCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "use NAME", Args: cli.ContextArg, Short: f.Text(msgContextUseShort), Example: f.Text(msgContextUseExample),
		RunE: func(_ *cobra.Command, args []string) error { return runUse(f, args[0]) },
	}
}

func runUse(f *cli.Factory, name string) error {
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if err := cfg.UseContext(name); err != nil {
		return err
	}
	f.Note(msgContextUsed.With(name))
	cli.StillChosen(f, name)
	return nil
}
