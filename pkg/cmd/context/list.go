package context

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

func newListCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgContextListShort), Example: f.Text(msgContextListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return runList(cmd.Context(), f) },
	}
}

// listItem is a context in the document of -o json.
type listItem struct {
	Name    string            `json:"name"`
	Current bool              `json:"current"`
	Values  map[string]string `json:"values"` // as in config.yaml, all as text
}

func runList(ctx context.Context, f *cli.Factory) error {
	cfg, err := cli.ConfigForWrite(f) // list the others even if the named context does not exist
	if err != nil {
		return err
	}
	out, err := f.Output(render.Listed()...)
	if err != nil {
		return err
	}
	var contexts struct {
		Data []listItem `json:"data"`
	}
	for _, name := range cfg.Contexts() {
		contexts.Data = append(contexts.Data, listItem{Name: name, Current: name == cfg.Current(), Values: cfg.ContextValues(name)})
	}
	switch {
	case out.Tabular():
		cli.StillChosen(f, cfg.Current())
		return out.Table(f, listTable(contexts.Data, out))
	case out.Format == render.FormatName:
		return render.Names(f.IO.Out, cfg.Contexts())
	}
	return out.Value(ctx, contexts)
}

func listTable(contexts []listItem, out cli.Output) render.Table {
	t := render.Table{Headings: out.Lang.Texts(msgHeadCurrent, msgHeadContext, msg.HeadServer, msgHeadAccount, msg.HeadCenter)}
	keys := []string{"server", "email", "center"}
	for _, key := range config.Keys() {
		if out.Wide() && !slices.Contains(keys, key) {
			t.Headings, keys = append(t.Headings, strings.ToUpper(key)), append(keys, key)
		}
	}
	for _, c := range contexts {
		mark := ""
		if c.Current {
			mark = "*"
		}
		row := []string{mark, c.Name}
		for _, key := range keys {
			row = append(row, c.Values[key])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
