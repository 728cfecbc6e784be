package context

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

type setOptions struct {
	Factory *cli.Factory
	Name    string
}

func newSetCmd(f *cli.Factory) *cobra.Command {
	o := &setOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "set NAME", Args: cli.ContextArg(&o.Name),
		Short: f.Text(msgContextSetShort), Long: f.Text(msgContextSetLong), Example: f.Text(msgContextSetExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	cmd.Flags().String("email", "", f.Text(msg.FlagEmail))
	cmd.Flags().String("password-command", "", f.Text(msg.FlagPasswordCommand))
	cmd.Flags().String("audit-log", "", f.Text(msgFlagAuditLog))
	cmd.Flags().String("repository", "", f.Text(msgFlagRepository))
	return cmd
}

// values are the keys that the command line sets, by flags of this command and by global ones.
func (o *setOptions) values() map[string]string {
	values := map[string]string{}
	for _, key := range config.Keys() {
		if flags := o.Factory.Flags(); key != "output" && flags.Changed(key) { // --output is how this very command is to answer
			values[key] = flags.Lookup(key).Value.String()
		}
	}
	return values
}

func (o *setOptions) run() error {
	f := o.Factory
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	values, old := o.values(), cfg.ContextValues(o.Name)
	switch {
	case len(values) == 0:
		return exit.New(exit.Usage, msgNothingToSet.With()).Try("zdmctl context set --help")
	case old == nil && values["server"] == "":
		return exit.New(exit.Usage, msgNewNeedsServer.With(o.Name)).Note(msg.KnownContexts.With(msg.List(cfg.Contexts())))
	}
	if err := cli.ChangeContext(f, cfg, o.Name, values); err != nil {
		return err
	}
	f.Note(msgContextWritten.With(o.Name, cfg.File))
	if cfg.Current() == "" {
		f.Note(msgContextUsed.With(o.Name))
	}
	return nil
}
