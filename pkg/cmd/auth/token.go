package auth

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

func newTokenCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "token", Args: cli.NoArgs, Short: f.Text(msgTokenShort), Example: f.Text(msgTokenExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return runToken(cmd.Context(), f) },
	}
}

func runToken(ctx context.Context, f *cli.Factory) error {
	token, err := cli.Token(ctx, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.IO.Out, token)
	return err
}
