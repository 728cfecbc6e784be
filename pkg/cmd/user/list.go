package user

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newListCmd(f *cli.Factory) *cobra.Command {
	var query zdm.UserQuery
	cmd := resource.NewListCmd(f, msgUserListShort, msgUserListExample, users(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.User] {
		query.Paging = ask.Paging
		return c.Users(query)
	})
	cmd.Flags().StringVar(&query.UserName, "user-name", "", f.Text(msgFlagUserName))
	cmd.Flags().StringVar(&query.Position, "position", "", f.Text(msgFlagPosition))
	cmd.Flags().StringVar(&query.Company, "company", "", f.Text(msgFlagCompany))
	cmd.Flags().StringVar(&query.Country, "country", "", f.Text(msgFlagCountry))
	return cmd
}

func users() resource.View[zdm.User] {
	return resource.View[zdm.User]{
		Name: func(x *zdm.User) zdm.Text { return x.Email },
		Columns: []resource.Column[zdm.User]{
			{Heading: msg.FieldID, Text: func(x *zdm.User) zdm.Text { return x.ID }},
			{Heading: msgFieldEmail, Text: func(x *zdm.User) zdm.Text { return x.Email }},
			{Heading: msgFieldUserName, Text: func(x *zdm.User) zdm.Text { return x.UserName }},
			{Heading: msgFieldCompany, Text: func(x *zdm.User) zdm.Text { return x.Company }},
			{Heading: msgFieldCountry, Wide: true, Text: func(x *zdm.User) zdm.Text { return x.Country }},
			{Heading: msgFieldPosition, Wide: true, Text: func(x *zdm.User) zdm.Text { return x.Position }},
		},
	}
}
