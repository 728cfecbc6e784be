package user

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newGetCmd(f *cli.Factory) *cobra.Command {
	return resource.NewGetCmd(f, "USER", resource.One[zdm.User]{
		Short: msgUserGetShort, Example: msgUserGetExample,
		Read: func(ctx context.Context, client *zdm.Client, identifier, _ string) (zdm.Result[zdm.User], error) {
			return client.User(ctx, identifier)
		},
		Near: func(ctx context.Context, client *zdm.Client, _, _ string) resource.Candidates {
			return resource.CandidatesOf(ctx, client.Users(zdm.UserQuery{}), func(x *zdm.User) resource.Candidate {
				return resource.Candidate{ID: x.ID, Name: x.Email}
			})
		},
		List: []string{"user", "list"},
		Name: func(x *zdm.User) zdm.Text { return x.Email },
		Show: func(x *zdm.User, _ bool) error { return show(f, x) },
	})
}

func show(f *cli.Factory, x *zdm.User) error {
	return render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msg.FieldID, Value: string(x.ID)},
		{Name: msgFieldEmail, Value: string(x.Email)},
		{Name: msgFieldUserName, Value: string(x.UserName)},
		{Name: msgFieldCompany, Value: string(x.Company)},
		{Name: msgFieldCountry, Value: string(x.Country)},
		{Name: msgFieldPosition, Value: string(x.Position)},
	})
}
