package auth

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

type tokenOptions struct {
	Factory *cli.Factory
}

func newTokenCmd(f *cli.Factory) *cobra.Command {
	o := &tokenOptions{Factory: f}
	return &cobra.Command{
		Use: "token", Args: cli.NoArgs, Short: f.Text(msgTokenShort), Example: f.Text(msgTokenExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
}

func (o *tokenOptions) run(ctx context.Context) error {
	f := o.Factory
	token, err := cli.Token(ctx, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.IO.Out, token)
	return err
}
