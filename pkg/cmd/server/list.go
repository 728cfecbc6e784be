package server

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newListCmd(f *cli.Factory) *cobra.Command {
	var query zdm.ServersQuery
	var contents resource.Contents
	cmd := resource.NewListCmd(f, msgServerListShort, msgServerListExample, servers(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.Server] {
		query.Paging, query.Detail, query.Center = ask.Paging, ask.Detail, ask.Center
		query.Disk, query.Network, query.Partition, query.Repository = contents.Disk, contents.Network, contents.Partition, contents.Repository
		return c.Servers(query)
	})
	contents.AddTo(cmd, f)
	cli.EnumVar(cmd, &query.Mode, "mode", zdm.ServerModes(), f.Text(msgFlagServerMode))
	cli.EnumVar(cmd, &query.OS, "os", zdm.ServerOSes(), f.Text(msgFlagServerOS))
	cli.EnumVar(cmd, &query.Connection, "connection", zdm.Connections(), f.Text(msg.FlagConnection))
	cli.EnumVar(cmd, &query.License, "license", zdm.LicenseStates(), f.Text(msgFlagLicense))
	return cmd
}

func servers() resource.View[zdm.Server] {
	return resource.View[zdm.Server]{
		Name:     func(x *zdm.Server) zdm.Text { return x.Name },
		InCenter: true,
		Detailed: true,
		Columns: []resource.Column[zdm.Server]{
			{Heading: msg.HeadServer, Text: func(x *zdm.Server) zdm.Text { return x.Name }},
			{Heading: msg.FieldID, Text: func(x *zdm.Server) zdm.Text { return x.ID }},
			{Heading: msg.HeadMode, Text: func(x *zdm.Server) zdm.Text { return x.Agent.Mode }},
			{Heading: msg.FieldOS, Text: func(x *zdm.Server) zdm.Text { return x.OS.Version }},
			{Heading: msg.FieldConnection, Text: func(x *zdm.Server) zdm.Text { return x.Status.Connect }},
			{Heading: msg.FieldIP, Wide: true, Text: func(x *zdm.Server) zdm.Text { return resource.Words(x.IP.Private) }},
			{Heading: msg.FieldPublicIP, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.IP.Public }},
			{Heading: msgFieldAgent, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.Agent.Version }},
			{Heading: msgFieldLicense, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.License.ID }},
			{Heading: msg.FieldUpdated, Wide: true, Text: func(x *zdm.Server) zdm.Text { return x.LastUpdated }},
		},
	}
}
