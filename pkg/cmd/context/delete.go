package context

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/prompt"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

type deleteOptions struct {
	Factory *cli.Factory
	Yes     bool
}

func newDeleteCmd(f *cli.Factory) *cobra.Command {
	o := &deleteOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "delete NAME", Args: cli.ContextArg,
		Short: f.Text(msgContextDeleteShort), Long: f.Text(msgContextDeleteLong), Example: f.Text(msgContextDeleteExample),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().BoolVarP(&o.Yes, "yes", "y", false, f.Text(msg.FlagYes))
	return cmd
}

// run deletes the token first, so that a failure may leave a context without a token, but never a
// token without a context.
func (o *deleteOptions) run(ctx context.Context, name string) error {
	f := o.Factory
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if err := cfg.KnowContext(name); err != nil {
		return err
	}
	if name == config.Sandbox {
		return exit.New(exit.Usage, msgSandboxStays.With())
	}
	if name == cfg.Current() && !o.Yes {
		if err := prompt.Confirm(ctx, f, msgDeletesCurrent.With(name)); err != nil {
			return err
		}
	}
	values := cfg.ContextValues(name)
	if values["server"] != "" && !cfg.Shared(name) {
		found, err := cfg.Store().Delete(values["server"], values["email"])
		if err != nil {
			return err
		}
		if found {
			f.Note(msg.LoggedOut.With(config.HostOf(values["server"])))
		}
	}
	if err := cfg.DeleteContext(name); err != nil {
		return err
	}
	f.Note(msgContextDeleted.With(name))
	return nil
}
