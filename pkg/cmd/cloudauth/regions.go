package cloudauth

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type regionsOptions struct {
	Factory *cli.Factory
	Cloud   string // see zdm.CloudTypes
}

func newRegionsCmd(f *cli.Factory) *cobra.Command {
	o := &regionsOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "regions aws|gcp", Args: o.take, ValidArgs: zdm.CloudTypes(), Short: f.Text(msgRegionsShort), Example: f.Text(msgRegionsExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *regionsOptions) take(cmd *cobra.Command, args []string) error {
	if err := cli.OneArg("aws|gcp")(cmd, args); err != nil {
		return err
	}
	o.Cloud = strings.ToLower(args[0])
	if !slices.Contains(zdm.CloudTypes(), o.Cloud) {
		return exit.New(exit.Usage, msgNotACloud.With(args[0])).Note(msg.AllowedValues.With(strings.Join(zdm.CloudTypes(), ", ")))
	}
	return nil
}

func (o *regionsOptions) run(ctx context.Context) error {
	return resource.List(ctx, o.Factory, &resource.ListFlags{}, regions(), func(c *zdm.Client, _ resource.Ask) zdm.List[zdm.Region] {
		return c.Regions(o.Cloud)
	})
}

func regions() resource.View[zdm.Region] {
	return resource.View[zdm.Region]{
		Name: func(x *zdm.Region) zdm.Text { return x.Code },
		Columns: []resource.Column[zdm.Region]{
			{Heading: msgHeadRegion, Text: func(x *zdm.Region) zdm.Text { return x.Code }},
			{Heading: msgHeadRegionName, Text: func(x *zdm.Region) zdm.Text { return x.Name }},
			{Heading: msgHeadZones, Wide: true, Text: func(x *zdm.Region) zdm.Text { return resource.Words(x.Zones) }},
		},
	}
}
