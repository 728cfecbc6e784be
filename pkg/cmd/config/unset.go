package config

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
)

func newUnsetCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "unset KEY", Args: cli.OneArg("KEY"), Short: f.Text(msgConfigUnsetShort), Example: f.Text(msgConfigUnsetExample),
		RunE: func(_ *cobra.Command, args []string) error { return runUnset(f, args[0]) },
	}
}

func runUnset(f *cli.Factory, key string) error {
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if key == config.KeyCurrent {
		return cfg.UseContext("")
	}
	return cli.ChangeKey(f, cfg, key, "")
}
