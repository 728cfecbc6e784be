package server

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
	Query   zdm.ServersQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgServerListShort), Example: f.Text(msgServerListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	o.Pages.AddDetailTo(cmd, f)
	o.With.AddTo(cmd, f)
	cli.EnumVar(cmd, &o.Query.Mode, "mode", zdm.ServerModes(), f.Text(msgFlagServerMode))
	cli.EnumVar(cmd, &o.Query.OS, "os", zdm.ServerOSes(), f.Text(msgFlagServerOS))
	cli.EnumVar(cmd, &o.Query.Connection, "connection", zdm.Connections(), f.Text(msg.FlagConnection))
	cli.EnumVar(cmd, &o.Query.License, "license", zdm.LicenseStates(), f.Text(msgFlagLicense))
	return cmd
}

func (o *listOptions) run(ctx context.Context) (err error) {
	query := o.Query
	query.Disk, query.Network, query.Partition, query.Repository = o.With.Disk, o.With.Network, o.With.Partition, o.With.Repository
	if query.Center, err = resource.Centers(o.Factory); err != nil {
		return err
	}
	return resource.List(ctx, o.Factory, &o.Pages, servers(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.Server] {
		query.Paging, query.Detail = ask.Paging, ask.Detail
		return c.Servers(query)
	})
}

func servers() resource.View[zdm.Server] {
	return resource.View[zdm.Server]{
		Name: func(x *zdm.Server) zdm.Text { return x.Name },
		Columns: []resource.Column[zdm.Server]{
			{Heading: msg.HeadServer, Text: func(x *zdm.Server) zdm.Text { return x.Name }},
			{Heading: msg.HeadID, Text: func(x *zdm.Server) zdm.Text { return x.ID }},
			{Heading: msg.HeadMode, Text: func(x *zdm.Server) zdm.Text { return x.Agent.Mode }},
			{Heading: msg.HeadOS, Text: func(x *zdm.Server) zdm.Text { return x.OS.Version }},
			{Heading: msg.HeadConnection, Text: func(x *zdm.Server) zdm.Text { return x.Status.Connect }},
			{Heading: msg.HeadIP, Wide: true, Text: func(x *zdm.Server) zdm.Text { return resource.Words(x.IP.Private) }},
			{Heading: msg.HeadPublicIP, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.IP.Public }},
			{Heading: msgHeadAgent, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.Agent.Version }},
			{Heading: msgHeadLicense, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.License.ID }},
			{Heading: msg.HeadUpdated, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.LastUpdated }},
		},
	}
}
