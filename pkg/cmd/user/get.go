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

type getOptions struct {
	Factory    *cli.Factory
	Identifier resource.Identifier
}

func newGetCmd(f *cli.Factory) *cobra.Command {
	o := &getOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "get USER", Args: o.Identifier.Take("USER"), Short: f.Text(msgUserGetShort), Example: f.Text(msgUserGetExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *getOptions) run(ctx context.Context) error {
	return resource.Get(ctx, o.Factory, &o.Identifier, resource.One[zdm.User]{
		Read: func(ctx context.Context, client *zdm.Client, identifier, _ string) (zdm.Result[zdm.User], error) {
			return client.User(ctx, identifier)
		},
		List: []string{"user", "list"},
		Name: func(x *zdm.User) zdm.Text { return x.Email },
		Show: func(x *zdm.User, wide bool) error { return show(o.Factory, x, wide) },
	})
}

func show(f *cli.Factory, x *zdm.User, _ bool) error {
	return render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msg.FieldID, Value: string(x.ID)},
		{Name: msgFieldEmail, Value: string(x.Email)},
		{Name: msgFieldUserName, Value: string(x.UserName)},
		{Name: msgFieldCompany, Value: string(x.Company)},
		{Name: msgFieldCountry, Value: string(x.Country)},
		{Name: msgFieldPosition, Value: string(x.Position)},
	})
}
