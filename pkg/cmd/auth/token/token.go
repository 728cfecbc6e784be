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

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	return cmdutil.Command(&cobra.Command{
		Use: "token", Args: cmdutil.NoArgs, Short: f.Text(msg.TokenShort), Example: f.Text(msg.TokenExample),
	}, o, run, token)
}

func token(ctx context.Context, o *Options) error {
	f := o.Factory
	token, err := f.Token(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.IO.Out, token)
	return err
}
