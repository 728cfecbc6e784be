package cloudauth

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
	Query   zdm.CloudAuthQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgCloudAuthListShort), Example: f.Text(msgCloudAuthListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	cmd.Flags().StringVar(&o.Query.DisplayName, "name", "", f.Text(msgFlagCloudAuthName))
	cli.EnumVar(cmd, &o.Query.CloudType, "type", zdm.CloudTypes(), f.Text(msgFlagCloudType))
	return cmd
}

func (o *listOptions) run(ctx context.Context) (err error) {
	query := o.Query
	if query.Center, err = resource.Centers(o.Factory); err != nil {
		return err
	}
	return resource.List(ctx, o.Factory, &o.Pages, credentials(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.CloudAuth] {
		query.Paging = ask.Paging
		return c.CloudAuths(query)
	})
}

func credentials() resource.View[zdm.CloudAuth] {
	return resource.View[zdm.CloudAuth]{
		Name: func(x *zdm.CloudAuth) zdm.Text { return x.DisplayName },
		Columns: []resource.Column[zdm.CloudAuth]{
			{Heading: msg.HeadID, Text: func(x *zdm.CloudAuth) zdm.Text { return x.ID }},
			{Heading: msgHeadName, Text: func(x *zdm.CloudAuth) zdm.Text { return x.DisplayName }},
			{Heading: msgHeadCloudType, Text: func(x *zdm.CloudAuth) zdm.Text { return x.CloudType }},
			{Heading: msgHeadRegion, Text: func(x *zdm.CloudAuth) zdm.Text { return x.Region }},
			{Heading: msgHeadRegionName, Text: func(x *zdm.CloudAuth) zdm.Text { return x.DisplayRegion }},
			{Heading: msgHeadAccessKey, Wide: true, Text: func(x *zdm.CloudAuth) zdm.Text { return x.AccessKey }},
			{Heading: msgHeadServiceAccount, Wide: true, Text: func(x *zdm.CloudAuth) zdm.Text { return x.ServiceAccount }},
			{Heading: msgHeadProject, Wide: true, Text: func(x *zdm.CloudAuth) zdm.Text { return x.Project }},
		},
	}
}
