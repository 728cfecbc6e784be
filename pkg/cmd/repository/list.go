package repository

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newListCmd(f *cli.Factory) *cobra.Command {
	var query zdm.RepositoryQuery
	cmd := resource.NewListCmd(f, msgRepositoryListShort, msgRepositoryListExample, repositories(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.RepositoryInfo] {
		query.Paging, query.Center = ask.Paging, ask.Center
		return c.Repositories(query)
	})
	cli.EnumVar(cmd, &query.Type, "type", zdm.RepositoryTypes(), f.Text(msg.FlagListRepositoryType))
	cmd.Flags().StringVar(&query.Path, "path", "", f.Text(msg.FlagListRepositoryPath))
	cli.EnumVar(cmd, &query.OS, "os", []string{"win", "lin"}, f.Text(msgFlagRepositoryOS))
	return cmd
}

func repositories() resource.View[zdm.RepositoryInfo] {
	return resource.View[zdm.RepositoryInfo]{
		Name:     func(x *zdm.RepositoryInfo) zdm.Text { return x.ID },
		InCenter: true,
		Columns: []resource.Column[zdm.RepositoryInfo]{
			{Heading: msg.FieldID, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.ID }},
			{Heading: msg.HeadCenter, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Center }},
			{Heading: msg.HeadType, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Type }},
			{Heading: msg.FieldPath, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.RemotePath }},
			{Heading: msg.HeadSize, Text: func(x *zdm.RepositoryInfo) zdm.Text { return zdm.Text(x.Size.String()) }},
			{Heading: msg.HeadFree, Text: func(x *zdm.RepositoryInfo) zdm.Text { return zdm.Text(x.Free.String()) }},
			{Heading: msg.HeadUsage, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Usage }},
			{Heading: msgHeadLocalPath, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.LocalPath }},
			{Heading: msg.FieldIP, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return resource.Words(x.IPAddress) }},
			{Heading: msgHeadPort, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.Port }},
			{Heading: msg.FieldOS, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.OS }},
			{Heading: msg.FieldUpdated, Wide: true, Text: func(x *zdm.RepositoryInfo) zdm.Text { return x.LastUpdated }},
		},
	}
}
