package center

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newListCmd(f *cli.Factory) *cobra.Command {
	var query zdm.CenterQuery
	var contents resource.Contents
	cmd := resource.NewListCmd(f, msgCenterListShort, msgCenterListExample, centers(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.Center] {
		query.Paging, query.Detail = ask.Paging, ask.Detail
		query.Disk, query.Network, query.Partition, query.Repository = contents.Disk, contents.Network, contents.Partition, contents.Repository
		return c.Centers(query)
	})
	contents.AddTo(cmd, f)
	cli.EnumVar(cmd, &query.Connection, "connection", zdm.Connections(), f.Text(msg.FlagConnection))
	cli.EnumVar(cmd, &query.Activation, "activation", zdm.Activations(), f.Text(msgFlagActivation))
	return cmd
}

func centers() resource.View[zdm.Center] {
	return resource.View[zdm.Center]{
		Name:     func(x *zdm.Center) zdm.Text { return x.Name.Center },
		Detailed: true,
		Columns: []resource.Column[zdm.Center]{
			{Heading: msg.HeadCenter, Text: func(x *zdm.Center) zdm.Text { return x.Name.Center }},
			{Heading: msg.FieldID, Text: func(x *zdm.Center) zdm.Text { return x.ID.Center }},
			{Heading: msgFieldHost, Text: func(x *zdm.Center) zdm.Text { return x.Name.Host }},
			{Heading: msg.FieldOS, Text: func(x *zdm.Center) zdm.Text { return x.OS.Version }},
			{Heading: msg.FieldConnection, Text: func(x *zdm.Center) zdm.Text { return x.Status.Connect }},
			{Heading: msgFieldActivation, Text: func(x *zdm.Center) zdm.Text { return x.Status.Activate }},
			{Heading: msg.FieldIP, Wide: true, Text: func(x *zdm.Center) zdm.Text { return resource.Words(x.IP.Private) }},
			{Heading: msg.FieldPublicIP, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.IP.Public }},
			{Heading: msg.FieldPath, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.Path.Install }},
			{Heading: msg.FieldUpdated, Wide: true, Text: func(x *zdm.Center) zdm.Text { return x.LastUpdated }},
		},
	}
}
