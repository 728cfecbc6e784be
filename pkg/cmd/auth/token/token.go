// Package token is the command "zdmctl auth token".
package token

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
}

// NewCmd returns the command "zdmctl auth token".
func NewCmd(f *cmdutil.Factory) *cobra.Command {
	o := &Options{Factory: f}
	return &cobra.Command{
		Use: "token", Args: cmdutil.NoArgs, Short: f.Text(msg.TokenShort), Example: f.Text(msg.TokenExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
}

func (o *Options) run(ctx context.Context) error {
	f := o.Factory
	token, err := f.Token(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.IO.Out, token)
	return err
}
