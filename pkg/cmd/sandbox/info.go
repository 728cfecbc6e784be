package sandbox

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

type infoOptions struct {
	Factory *cli.Factory
	Files   fileFlags
	YAML    bool // print the built-in inventory as a file for serve --inventory
}

func newInfoCmd(f *cli.Factory) *cobra.Command {
	o := &infoOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "info", Args: cli.NoArgs, Short: f.Text(msgInfoShort), Example: f.Text(msgInfoExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Files.addTo(cmd.Flags(), f)
	cmd.Flags().BoolVar(&o.YAML, "inventory-file", false, f.Text(msgFlagInventoryFile))
	return cmd
}

func (o *infoOptions) run(ctx context.Context) error {
	f := o.Factory
	if err := cli.Exclusive(f.Flags(), "inventory", "inventory-file"); err != nil {
		return err
	}
	if o.YAML {
		_, err := f.IO.Out.Write([]byte(inventory.DefaultYAML()))
		return err
	}
	out, err := f.Output(render.FormatTable, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	about, err := o.describe(ctx)
	if err != nil {
		return err
	}
	if !out.Human() {
		return out.Value(ctx, documentOf(about))
	}
	return infoTables(f, documentOf(about))
}

func (o *infoOptions) describe(ctx context.Context) (sandbox.Info, error) {
	cfg, err := o.Files.config(ctx, o.Factory)
	if err != nil {
		return sandbox.Info{}, err
	}
	server, err := sandbox.Open(cfg)
	if err != nil {
		return sandbox.Info{}, cli.ExplainSandbox(err)
	}
	defer func() { _ = server.Close() }()
	return server.Describe()
}

func infoTables(f *cli.Factory, d infoDocument) error {
	style := cli.OutStyle(f)
	err := render.Fields(f.IO.Out, style, []render.Field{
		{Name: msgInfoStore, Value: d.Store},
		{Name: msg.StatusAccount, Value: d.Email + " / " + d.Password},
		{Name: msgInfoJobs, Value: strconv.Itoa(d.Recoveries)},
		{Name: msgInfoSchedules, Value: strconv.Itoa(d.Schedules)},
	})
	for _, t := range []render.Table{serverTable(f, d), repositoryTable(f, d), backupTable(f, d)} {
		if err == nil {
			_, err = f.IO.Out.Write([]byte("\n"))
		}
		if err == nil {
			err = t.Write(f.IO.Out, style)
		}
	}
	return err
}

func serverTable(f *cli.Factory, d infoDocument) render.Table {
	t := render.Table{Headings: f.Lang.Texts(msg.HeadCenter, msg.HeadServer, msg.FieldID, msg.FieldOS, msg.HeadPartitions)}
	for _, s := range d.Servers {
		t.Rows = append(t.Rows, []string{s.Center, s.Name, id(s.ID), s.OS, strings.Join(s.Partitions, " ")})
	}
	return t
}

func repositoryTable(f *cli.Factory, d infoDocument) render.Table {
	t := render.Table{Headings: f.Lang.Texts(msg.HeadCenter, msg.HeadRepository, msg.HeadType, msg.HeadRepositoryPath)}
	for _, r := range d.Repositories {
		t.Rows = append(t.Rows, []string{r.Center, id(r.ID), r.Type, r.Path})
	}
	return t
}

func backupTable(f *cli.Factory, d infoDocument) render.Table {
	t := render.Table{Headings: f.Lang.Texts(msg.HeadBackup, msg.HeadServer, msg.HeadPartition, msg.HeadRepository, msgHeadImages)}
	for _, b := range d.Backups {
		t.Rows = append(t.Rows, []string{b.Name, b.Server, b.Partition, id(b.Repository), strconv.Itoa(len(b.Images))})
	}
	return t
}

func id(n int64) string { return strconv.FormatInt(n, 10) }
