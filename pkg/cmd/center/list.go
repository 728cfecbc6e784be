package center

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/cmdutil/verb"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type listOptions struct {
	Factory *cmdutil.Factory
	Pages   verb.ListFlags
	With    verb.Contents
	Query   zdm.CenterQuery
}

func newListCmd(f *cmdutil.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cmdutil.NoArgs, Short: f.Text(msg.CenterListShort), Example: f.Text(msg.CenterListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	o.Pages.AddDetailTo(cmd, f)
	o.With.AddTo(cmd, f)
	cmdutil.EnumVar(cmd, &o.Query.Connection, "connection", zdm.Connections(), f.Text(msg.FlagConnection))
	cmdutil.EnumVar(cmd, &o.Query.Activation, "activation", zdm.Activations(), f.Text(msg.FlagActivation))
	return cmd
}

func (o *listOptions) run(ctx context.Context) error {
	query := o.Query
	query.Disk, query.Network, query.Partition, query.Repository = o.With.Disk, o.With.Network, o.With.Partition, o.With.Repository
	return verb.List(ctx, o.Factory, &o.Pages, centers(), func(c *zdm.Client, ask verb.Ask) zdm.List[zdm.Center] {
		query.Paging, query.Detail = ask.Paging, ask.Detail
		return c.Centers(query)
	})
}

func centers() verb.Resource[zdm.Center] {
	return verb.Resource[zdm.Center]{
		Name: func(x *zdm.Center) zdm.Text { return x.Name.Center },
		Columns: []verb.Column[zdm.Center]{
			{Heading: msg.HeadCenter, Text: func(x *zdm.Center) zdm.Text { return x.Name.Center }},
			{Heading: msg.HeadID, Text: func(x *zdm.Center) zdm.Text { return x.ID.Center }},
			{Heading: msg.HeadHost, Text: func(x *zdm.Center) zdm.Text { return x.Name.Host }},
			{Heading: msg.HeadOS, Text: func(x *zdm.Center) zdm.Text { return x.OS.Version }},
			{Heading: msg.HeadConnection, Text: func(x *zdm.Center) zdm.Text { return x.Status.Connect }},
			{Heading: msg.HeadActivation, Text: func(x *zdm.Center) zdm.Text { return x.Status.Activate }},
			{Heading: msg.HeadIP, Wide: true, Text: func(x *zdm.Center) zdm.Text { return verb.Words(x.IP.Private) }},
			{Heading: msg.HeadPublicIP, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.IP.Public }},
			{Heading: msg.HeadPath, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.Path.Install }},
			{Heading: msg.HeadUpdated, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.LastUpdated }},
		},
	}
}
