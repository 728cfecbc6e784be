package cloudauth

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newListCmd(f *cli.Factory) *cobra.Command {
	var query zdm.CloudAuthQuery
	cmd := resource.NewListCmd(f, msgCloudAuthListShort, msgCloudAuthListExample, credentials(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.CloudAuth] {
		query.Paging, query.Center = ask.Paging, ask.Center
		return c.CloudAuths(query)
	})
	cmd.Flags().StringVar(&query.DisplayName, "name", "", f.Text(msgFlagCloudAuthName))
	cli.EnumVar(cmd, &query.CloudType, "type", zdm.CloudTypes(), f.Text(msgFlagCloudType))
	return cmd
}

func credentials() resource.View[zdm.CloudAuth] {
	return resource.View[zdm.CloudAuth]{
		Name:     func(x *zdm.CloudAuth) zdm.Text { return x.DisplayName },
		InCenter: true,
		Columns: []resource.Column[zdm.CloudAuth]{
			{Heading: msg.FieldID, Text: func(x *zdm.CloudAuth) zdm.Text { return x.ID }},
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
