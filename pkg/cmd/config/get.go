package config

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/render"
)

func newGetCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "get KEY", Args: cli.OneArg("KEY"), Short: f.Text(msgConfigGetShort), Long: f.Text(msgConfigGetLong), Example: f.Text(msgConfigGetExample),
		RunE: func(cmd *cobra.Command, args []string) error { return runGet(cmd.Context(), f, args[0]) },
	}
}

func runGet(ctx context.Context, f *cli.Factory, key string) error {
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(render.FormatTable, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	settings := append(cfg.Settings(), config.Setting{Name: config.KeyCurrent, Value: cfg.Current(), Origin: config.Origin(cfg.File)})
	at := slices.IndexFunc(settings, func(s config.Setting) bool { return s.Name == key })
	if at < 0 {
		var keys []string
		for _, s := range settings {
			keys = append(keys, s.Name)
		}
		return cli.UnknownKey(key, keys)
	}
	if !out.Human() {
		return out.Value(ctx, settings[at])
	}
	return render.Names(f.IO.Out, []string{settings[at].Value})
}
