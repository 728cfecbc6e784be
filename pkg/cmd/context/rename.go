package context

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

func newRenameCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "rename OLD NEW", Args: twoNames, Short: f.Text(msgContextRenameShort), Example: f.Text(msgContextRenameExample),
		RunE: func(_ *cobra.Command, args []string) error { return runRename(f, args[0], args[1]) },
	}
}

func twoNames(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return exit.New(exit.Usage, msg.MissingArgument.With("OLD"))
	case len(args) == 1:
		return exit.New(exit.Usage, msg.MissingArgument.With("NEW"))
	}
	return cli.NoArgs(cmd, args[2:])
}

// runRename renames a context. Its token stays: tokens belong to a server and an account.
func runRename(f *cli.Factory, name, to string) error {
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if name == config.Sandbox || to == config.Sandbox {
		return exit.New(exit.Usage, msgSandboxStays.With())
	}
	if err := cfg.RenameContext(name, to); err != nil {
		return err
	}
	f.Note(msgContextRenamed.With(name, to))
	cli.StillChosen(f, to)
	return nil
}
