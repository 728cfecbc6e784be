package config

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/render"
)

type viewOptions struct {
	Factory *cli.Factory
	Origin  bool
}

func newViewCmd(f *cli.Factory) *cobra.Command {
	o := &viewOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "view", Args: cli.NoArgs, Short: f.Text(msgConfigViewShort), Long: f.Text(msgConfigViewLong), Example: f.Text(msgConfigViewExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().BoolVar(&o.Origin, "origin", false, f.Text(msgFlagOrigin))
	return cmd
}

func (o *viewOptions) run(ctx context.Context) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(render.FormatTable, render.FormatWide, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	if !out.Human() {
		return out.Value(ctx, struct {
			Data []config.Setting `json:"data"`
		}{cfg.Settings()})
	}
	t := render.Table{Headings: f.Lang.Texts(msgHeadSetting, msgHeadValue)}
	origin := o.Origin || out.Format == render.FormatWide
	if origin {
		t.Headings = append(t.Headings, f.Text(msgHeadOrigin))
	}
	for _, s := range cfg.Settings() {
		row := []string{s.Name, s.Value}
		if origin {
			row = append(row, originOf(f, s.Origin))
		}
		t.Rows = append(t.Rows, row)
	}
	return t.Write(f.IO.Out, cli.OutStyle(f))
}

// originOf returns the origin of a value for messages. Names of flags, variables and keys are the
// same in every language.
func originOf(f *cli.Factory, o config.Origin) string {
	name, ofContext := strings.CutPrefix(string(o), "context ")
	switch {
	case o == config.Default:
		return f.Text(msgOriginDefault)
	case ofContext:
		return msgOriginContext.With(name).In(f.Lang)
	}
	return string(o)
}
