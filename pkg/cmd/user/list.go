package user

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
	Query   zdm.UserQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgUserListShort), Example: f.Text(msgUserListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	cmd.Flags().StringVar(&o.Query.UserName, "user-name", "", f.Text(msgFlagUserName))
	cmd.Flags().StringVar(&o.Query.Position, "position", "", f.Text(msgFlagPosition))
	cmd.Flags().StringVar(&o.Query.Company, "company", "", f.Text(msgFlagCompany))
	cmd.Flags().StringVar(&o.Query.Country, "country", "", f.Text(msgFlagCountry))
	return cmd
}

func (o *listOptions) run(ctx context.Context) error {
	query := o.Query
	return resource.List(ctx, o.Factory, &o.Pages, users(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.User] {
		query.Paging = ask.Paging
		return c.Users(query)
	})
}

func users() resource.View[zdm.User] {
	return resource.View[zdm.User]{
		Name: func(x *zdm.User) zdm.Text { return x.Email },
		Columns: []resource.Column[zdm.User]{
			{Heading: msg.HeadID, Text: func(x *zdm.User) zdm.Text { return x.ID }},
			{Heading: msgHeadEmail, Text: func(x *zdm.User) zdm.Text { return x.Email }},
			{Heading: msgHeadUserName, Text: func(x *zdm.User) zdm.Text { return x.UserName }},
			{Heading: msgHeadCompany, Text: func(x *zdm.User) zdm.Text { return x.Company }},
			{Heading: msgHeadCountry, Wide: true, Text: func(x *zdm.User) zdm.Text { return x.Country }},
			{Heading: msgHeadPosition, Wide: true, Text: func(x *zdm.User) zdm.Text { return x.Position }},
		},
	}
}
