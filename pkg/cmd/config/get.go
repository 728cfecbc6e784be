package config

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/render"
)

type getOptions struct {
	Factory *cli.Factory
	Key     string
}

func newGetCmd(f *cli.Factory) *cobra.Command {
	o := &getOptions{Factory: f}
	return &cobra.Command{
		Use: "get KEY", Args: keyArg(&o.Key), Short: f.Text(msgConfigGetShort), Long: f.Text(msgConfigGetLong), Example: f.Text(msgConfigGetExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
}

func (o *getOptions) run(ctx context.Context) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(render.FormatTable, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	settings := append(cfg.Settings(), config.Setting{Name: config.KeyCurrent, Value: cfg.Current(), Origin: config.Origin(cfg.File)})
	at := slices.IndexFunc(settings, func(s config.Setting) bool { return s.Name == o.Key })
	if at < 0 {
		var keys []string
		for _, s := range settings {
			keys = append(keys, s.Name)
		}
		return cli.UnknownKey(o.Key, keys)
	}
	if !out.Human() {
		return out.Value(ctx, settings[at])
	}
	return render.Names(f.IO.Out, []string{settings[at].Value})
}
