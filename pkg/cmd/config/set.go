package config

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

type setOptions struct {
	Factory    *cli.Factory
	Key, Value string
}

func newSetCmd(f *cli.Factory) *cobra.Command {
	o := &setOptions{Factory: f}
	return &cobra.Command{
		Use: "set KEY VALUE", Short: f.Text(msgConfigSetShort), Long: f.Text(msgConfigSetLong), Example: f.Text(msgConfigSetExample),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return cli.OneArg(cmd, args[min(len(args), 1):], "VALUE")
			}
			o.Key, o.Value = args[0], args[1]
			return nil
		},
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
}

func (o *setOptions) run() error {
	f := o.Factory
	if o.Value == "" {
		return exit.New(exit.Usage, msgEmptyValue.With(o.Key)).Try(f.Next("config", "unset", o.Key))
	}
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if o.Key == config.KeyCurrent {
		if err := cfg.UseContext(o.Value); err != nil {
			return err
		}
		cli.StillChosen(f, o.Value)
		return nil
	}
	return cli.ChangeKey(f, cfg, o.Key, o.Value)
}
