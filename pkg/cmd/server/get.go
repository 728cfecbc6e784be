package server

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newGetCmd(f *cli.Factory) *cobra.Command {
	return resource.NewGetCmd(f, "SERVER", resource.One[zdm.Server]{
		Short: msgServerGetShort, Example: msgServerGetExample,
		Read: func(ctx context.Context, client *zdm.Client, identifier, center string) (zdm.Result[zdm.Server], error) {
			return client.Server(ctx, identifier, zdm.ServerFilter{Detail: true, Disk: true, Network: true, Partition: true, Repository: true, Center: center})
		},
		Named: resource.Servers,
		List:  []string{"server", "list"},
		Name:  func(x *zdm.Server) zdm.Text { return x.Name },
		Show:  func(x *zdm.Server, wide bool) error { return show(f, x, wide) },
	})
}

func show(f *cli.Factory, x *zdm.Server, wide bool) error {
	var networks []zdm.NetworkInterface
	if wide {
		networks = x.Networks
	}
	return cmp.Or(render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msgFieldServer, Value: string(x.Name)},
		{Name: msg.FieldID, Value: string(x.ID)},
		{Name: msg.FieldMode, Value: string(x.Agent.Mode)},
		{Name: msgFieldAgent, Value: string(x.Agent.Version)},
		{Name: msg.FieldOS, Value: string(x.OS.Version)},
		{Name: msg.FieldConnection, Value: string(x.Status.Connect)},
		{Name: msg.FieldIP, Value: string(resource.Words(x.IP.Private))},
		{Name: msg.FieldPublicIP, Value: string(x.IP.Public)},
		{Name: msgFieldLicense, Value: string(x.License.ID)},
		{Name: msgFieldModel, Value: string(x.Resources.Model)},
		{Name: msgFieldManufacturer, Value: string(x.Resources.Manufacturer)},
		{Name: msgFieldCPU, Value: string(x.Resources.CPU)},
		{Name: msgFieldCPUs, Value: string(x.Resources.CPUCount)},
		{Name: msgFieldMemory, Value: string(x.Resources.Memory)},
		{Name: msgFieldKernel, Value: string(x.Resources.Kernel)},
		{Name: msg.FieldUpdated, Value: string(x.LastUpdated)},
	}),
		resource.Section(f, resource.Partitions(), x.Partitions, wide),
		resource.Section(f, disks(), x.Disks, wide),
		resource.Section(f, resource.Repositories(), x.Repositories, wide),
		resource.Section(f, resource.Networks(), networks, wide),
	)
}

func disks() []resource.Column[zdm.Disk] {
	return []resource.Column[zdm.Disk]{
		{Heading: msg.HeadDisk, Text: func(x *zdm.Disk) zdm.Text { return x.Device }},
		{Heading: msg.HeadType, Text: func(x *zdm.Disk) zdm.Text { return x.Type }},
		{Heading: msg.HeadSize, Text: func(x *zdm.Disk) zdm.Text { return zdm.Text(x.Size.String()) }},
		{Heading: msgHeadCaption, Wide: true, Text: func(x *zdm.Disk) zdm.Text { return x.Caption }},
	}
}
