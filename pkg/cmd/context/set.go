package context

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

func newSetCmd(f *cli.Factory) *cobra.Command {
	cmd := &cobra.Command{
		Use: "set NAME", Args: cli.ContextArg,
		Short: f.Text(msgContextSetShort), Long: f.Text(msgContextSetLong), Example: f.Text(msgContextSetExample),
		RunE: func(_ *cobra.Command, args []string) error { return runSet(f, args[0]) },
	}
	cmd.Flags().String("email", "", f.Text(msg.FlagEmail))
	cmd.Flags().String("password-command", "", f.Text(msg.FlagPasswordCommand))
	cmd.Flags().String("audit-log", "", f.Text(msgFlagAuditLog))
	cmd.Flags().String("repository", "", f.Text(msgFlagRepository))
	return cmd
}

// given returns the keys that the command line sets, by flags of this command and by global ones.
func given(flags *pflag.FlagSet) map[string]string {
	values := map[string]string{}
	for _, key := range config.Keys() {
		if key != "output" && flags.Changed(key) { // --output is the format of this command's own output
			values[key] = flags.Lookup(key).Value.String()
		}
	}
	return values
}

func runSet(f *cli.Factory, name string) error {
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	values, old := given(f.Flags()), cfg.ContextValues(name)
	switch {
	case len(values) == 0:
		return exit.New(exit.Usage, msgNothingToSet.With()).Try("zdmctl context set --help")
	case old == nil && values["server"] == "":
		return exit.New(exit.Usage, msgNewNeedsServer.With(name)).Note(msg.KnownContexts.With(msg.List(cfg.Contexts())))
	}
	if err := cli.ChangeContext(f, cfg, name, values); err != nil {
		return err
	}
	f.Note(msgContextWritten.With(name, cfg.File))
	if cfg.Current() == "" {
		f.Note(msgContextUsed.With(name))
	}
	return nil
}
