package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type partitionsOptions struct {
	Factory *cli.Factory
	Pages   resource.ListFlags
	Query   zdm.PartitionQuery
	Server  resource.Identifier // "" for all servers
}

func newPartitionsCmd(f *cli.Factory) *cobra.Command {
	o := &partitionsOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "partitions [SERVER]", Args: o.Server.TakeAny("SERVER"), Short: f.Text(msgServerPartitionsShort), Example: f.Text(msgServerPartitionsExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Server.AddTo(cmd, f)
	o.Pages.AddTo(cmd, f)
	cmd.Flags().StringVar(&o.Query.Partition, "partition", "", f.Text(msg.FlagListPartition))
	resource.DriveVar(cmd, f, &o.Query.Drive)
	cmd.Flags().StringVar(&o.Query.Device, "device", "", f.Text(msgFlagDevice))
	cmd.Flags().StringVar(&o.Query.FileSystem, "file-system", "", f.Text(msgFlagFileSystem))
	return cmd
}

func (o *partitionsOptions) of(ctx context.Context, c *zdm.Client, query zdm.PartitionQuery) (zdm.List[zdm.Partition], error) {
	if o.Server.Value == "" {
		return c.Partitions(query), nil
	}
	server, err := o.Server.Resolve(resource.Servers(ctx, c, "", query.Center))
	if err != nil {
		return zdm.List[zdm.Partition]{}, resource.Absent(o.Factory, o.Factory.Explain(err), "server", "list")
	}
	return c.ServerPartitions(server, query), nil
}

func (o *partitionsOptions) run(ctx context.Context) error {
	query := o.Query
	view := o.partitions()
	if o.Server.Value != "" {
		view.Failed = func(ctx context.Context, c *zdm.Client, err error) error {
			return o.Server.Missing(o.Factory, err, resource.Servers(ctx, c, "", query.Center), "server", "list")
		}
	}
	return resource.ListOf(ctx, o.Factory, &o.Pages, view, func(c *zdm.Client, ask resource.Ask) (zdm.List[zdm.Partition], error) {
		query.Paging, query.Center = ask.Paging, ask.Center
		return o.of(ctx, c, query)
	})
}

// partitions returns the view of partitions: those of one server with their devices, or those of
// all servers with the servers.
func (o *partitionsOptions) partitions() resource.View[zdm.Partition] {
	one := o.Server.Value != ""
	return resource.View[zdm.Partition]{
		Name:     func(x *zdm.Partition) zdm.Text { return x.Letter },
		InCenter: true,
		Columns: []resource.Column[zdm.Partition]{
			{Heading: msg.HeadServer, Wide: one, Text: func(x *zdm.Partition) zdm.Text { return x.System }},
			{Heading: msg.HeadPartition, Text: func(x *zdm.Partition) zdm.Text { return x.Letter }},
			{Heading: msg.HeadDevice, Wide: !one, Text: func(x *zdm.Partition) zdm.Text { return x.Device }},
			{Heading: msg.HeadSize, Text: func(x *zdm.Partition) zdm.Text { return zdm.Text(x.Size.String()) }},
			{Heading: msg.HeadUsed, Text: func(x *zdm.Partition) zdm.Text { return zdm.Text(x.Used.String()) }},
			{Heading: msg.HeadFree, Text: func(x *zdm.Partition) zdm.Text { return zdm.Text(x.Free.String()) }},
			{Heading: msg.HeadFileSystem, Text: func(x *zdm.Partition) zdm.Text { return x.FileSystem }},
			{Heading: msg.HeadUsage, Wide: true, Text: func(x *zdm.Partition) zdm.Text { return x.Usage }},
			{Heading: msg.FieldUpdated, Wide: true, Text: func(x *zdm.Partition) zdm.Text { return x.LastUpdated }},
		},
	}
}
