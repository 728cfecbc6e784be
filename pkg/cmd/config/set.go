package config

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

func newSetCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "set KEY VALUE", Short: f.Text(msgConfigSetShort), Long: f.Text(msgConfigSetLong), Example: f.Text(msgConfigSetExample),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 { // the value may be empty: runSet explains it
				return nil
			}
			return cli.OneArg("VALUE")(cmd, args[min(len(args), 1):])
		},
		RunE: func(_ *cobra.Command, args []string) error { return runSet(f, args[0], args[1]) },
	}
}

func runSet(f *cli.Factory, key, value string) error {
	if value == "" {
		return exit.New(exit.Usage, msgEmptyValue.With(key)).Try(f.Next("config", "unset", key))
	}
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if key == config.KeyCurrent {
		if err := cfg.UseContext(value); err != nil {
			return err
		}
		cli.StillChosen(f, value)
		return nil
	}
	return cli.ChangeKey(f, cfg, key, value)
}
