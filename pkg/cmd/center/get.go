package center

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
	return resource.NewGetCmd(f, "CENTER", resource.One[zdm.Center]{
		Short: msgCenterGetShort, Example: msgCenterGetExample,
		Read: func(ctx context.Context, client *zdm.Client, identifier, _ string) (zdm.Result[zdm.Center], error) {
			return client.Center(ctx, identifier, zdm.CenterFilter{Detail: true, Disk: true, Network: true, Partition: true, Repository: true})
		},
		Named: named,
		List:  []string{"center", "list"},
		Name:  func(x *zdm.Center) zdm.Text { return x.Name.Center },
		Show:  func(x *zdm.Center, wide bool) error { return show(f, x, wide) },
	})
}

func named(ctx context.Context, client *zdm.Client, _, _ string) resource.Candidates {
	return resource.CandidatesOf(ctx, client.Centers(zdm.CenterQuery{}), func(x *zdm.Center) resource.Candidate {
		return resource.Candidate{ID: x.ID.Center, Name: x.Name.Center}
	})
}

func show(f *cli.Factory, x *zdm.Center, wide bool) error {
	var networks []zdm.NetworkInterface
	if wide {
		networks = x.Networks
	}
	return cmp.Or(render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msg.FieldCenter, Value: string(x.Name.Center)},
		{Name: msg.FieldID, Value: string(x.ID.Center)},
		{Name: msgFieldHost, Value: string(x.Name.Host)},
		{Name: msg.FieldOS, Value: string(x.OS.Version)},
		{Name: msg.FieldConnection, Value: string(x.Status.Connect)},
		{Name: msgFieldActivation, Value: string(x.Status.Activate)},
		{Name: msg.FieldIP, Value: string(resource.Words(x.IP.Private))},
		{Name: msg.FieldPublicIP, Value: string(x.IP.Public)},
		{Name: msg.FieldPath, Value: string(x.Path.Install)},
		{Name: msg.FieldUpdated, Value: string(x.LastUpdated)},
	}),
		resource.Section(f, resource.Repositories(), x.Repositories, wide),
		resource.Section(f, resource.Partitions(), x.Partitions, wide),
		resource.Section(f, disks(), x.Disks, wide),
		resource.Section(f, resource.Networks(), networks, wide),
	)
}

func disks() []resource.Column[zdm.Disk] {
	return []resource.Column[zdm.Disk]{
		{Heading: msg.HeadDisk, Text: caption},
		{Heading: msg.HeadType, Text: func(x *zdm.Disk) zdm.Text { return x.Type }},
		{Heading: msg.HeadSize, Text: func(x *zdm.Disk) zdm.Text { return zdm.Text(x.Size.String()) }},
	}
}

// caption returns the caption of a disk, which servers report under either of two names.
func caption(x *zdm.Disk) zdm.Text {
	if x.CenterCaption.None() {
		return x.Caption
	}
	return x.CenterCaption
}
