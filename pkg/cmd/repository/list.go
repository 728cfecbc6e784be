package repository

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type listOptions struct {
	Factory *cli.Factory
	Pages   resource.ListFlags
	Query   zdm.RepositoryQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgRepositoryListShort), Example: f.Text(msgRepositoryListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	cli.EnumVar(cmd, &o.Query.Type, "type", zdm.RepositoryTypes(), f.Text(msg.FlagListRepositoryType))
	cmd.Flags().StringVar(&o.Query.Path, "path", "", f.Text(msg.FlagListRepositoryPath))
	cli.EnumVar(cmd, &o.Query.OS, "os", []string{"win", "lin"}, f.Text(msgFlagRepositoryOS))
	return cmd
}

func (o *listOptions) run(ctx context.Context) (err error) {
	query := o.Query
	if query.Center, err = resource.Centers(o.Factory); err != nil {
		return err
	}
	return resource.List(ctx, o.Factory, &o.Pages, repositories(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.RepositoryInfo] {
		query.Paging = ask.Paging
		return c.Repositories(query)
	})
}

func repositories() resource.View[zdm.RepositoryInfo] {
	return resource.View[zdm.RepositoryInfo]{
		Name: func(x *zdm.RepositoryInfo) zdm.Text { return x.ID },
		Columns: []resource.Column[zdm.RepositoryInfo]{
			{Heading: msg.HeadID, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.ID }},
			{Heading: msg.HeadCenter, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Center }},
			{Heading: msg.HeadRepositoryType, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Type }},
			{Heading: msg.HeadPath, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.RemotePath }},
			{Heading: msg.HeadSize, Text: func(x *zdm.RepositoryInfo) zdm.Text { return zdm.Text(x.Size.String()) }},
			{Heading: msg.HeadFree, Text: func(x *zdm.RepositoryInfo) zdm.Text { return zdm.Text(x.Free.String()) }},
			{Heading: msg.HeadUsage, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Usage }},
			{Heading: msgHeadLocalPath, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.LocalPath }},
			{Heading: msg.HeadIP, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return resource.Words(x.IPAddress) }},
			{Heading: msgHeadPort, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Port }},
			{Heading: msg.HeadOS, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.OS }},
			{Heading: msg.HeadUpdated, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.LastUpdated }},
		},
	}
}
