package context

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

type renameOptions struct {
	Factory  *cli.Factory
	Old, New string
}

func newRenameCmd(f *cli.Factory) *cobra.Command {
	o := &renameOptions{Factory: f}
	return &cobra.Command{
		Use: "rename OLD NEW", Args: o.args, Short: f.Text(msgContextRenameShort), Example: f.Text(msgContextRenameExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
}

func (o *renameOptions) args(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return exit.New(exit.Usage, msg.MissingArgument.With("OLD"))
	case len(args) == 1:
		return exit.New(exit.Usage, msg.MissingArgument.With("NEW"))
	}
	o.Old, o.New = args[0], args[1]
	return cli.NoArgs(cmd, args[2:])
}

// run renames a context. Its token stays: tokens belong to a server and an account.
func (o *renameOptions) run() error {
	f := o.Factory
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if o.Old == config.Sandbox || o.New == config.Sandbox {
		return exit.New(exit.Usage, msgSandboxStays.With())
	}
	if err := cfg.RenameContext(o.Old, o.New); err != nil {
		return err
	}
	f.Note(msgContextRenamed.With(o.Old, o.New))
	cli.StillChosen(f, o.New)
	return nil
}
