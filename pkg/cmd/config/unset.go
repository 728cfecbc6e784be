package config

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
)

type unsetOptions struct {
	Factory *cli.Factory
	Key     string
}

func newUnsetCmd(f *cli.Factory) *cobra.Command {
	o := &unsetOptions{Factory: f}
	return &cobra.Command{
		Use: "unset KEY", Args: keyArg(&o.Key), Short: f.Text(msgConfigUnsetShort), Example: f.Text(msgConfigUnsetExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
}

func (o *unsetOptions) run() error {
	f := o.Factory
	cfg, err := cli.ConfigForWrite(f)
	if err != nil {
		return err
	}
	if o.Key == config.KeyCurrent {
		return cfg.UseContext("")
	}
	return cli.ChangeKey(f, cfg, o.Key, "")
}
