package center

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
	With    resource.Contents
	Query   zdm.CenterQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgCenterListShort), Example: f.Text(msgCenterListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	o.Pages.AddDetailTo(cmd, f)
	o.With.AddTo(cmd, f)
	cli.EnumVar(cmd, &o.Query.Connection, "connection", zdm.Connections(), f.Text(msg.FlagConnection))
	cli.EnumVar(cmd, &o.Query.Activation, "activation", zdm.Activations(), f.Text(msgFlagActivation))
	return cmd
}

func (o *listOptions) run(ctx context.Context) error {
	query := o.Query
	query.Disk, query.Network, query.Partition, query.Repository = o.With.Disk, o.With.Network, o.With.Partition, o.With.Repository
	return resource.List(ctx, o.Factory, &o.Pages, centers(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.Center] {
		query.Paging, query.Detail = ask.Paging, ask.Detail
		return c.Centers(query)
	})
}

func centers() resource.View[zdm.Center] {
	return resource.View[zdm.Center]{
		Name: func(x *zdm.Center) zdm.Text { return x.Name.Center },
		Columns: []resource.Column[zdm.Center]{
			{Heading: msg.HeadCenter, Text: func(x *zdm.Center) zdm.Text { return x.Name.Center }},
			{Heading: msg.HeadID, Text: func(x *zdm.Center) zdm.Text { return x.ID.Center }},
			{Heading: msgHeadHost, Text: func(x *zdm.Center) zdm.Text { return x.Name.Host }},
			{Heading: msg.HeadOS, Text: func(x *zdm.Center) zdm.Text { return x.OS.Version }},
			{Heading: msg.HeadConnection, Text: func(x *zdm.Center) zdm.Text { return x.Status.Connect }},
			{Heading: msgHeadActivation, Text: func(x *zdm.Center) zdm.Text { return x.Status.Activate }},
			{Heading: msg.HeadIP, Wide: true, Text: func(x *zdm.Center) zdm.Text { return resource.Words(x.IP.Private) }},
			{Heading: msg.HeadPublicIP, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.IP.Public }},
			{Heading: msg.HeadPath, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.Path.Install }},
			{Heading: msg.HeadUpdated, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.LastUpdated }},
		},
	}
}
