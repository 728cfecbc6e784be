// Package use is the command "zdmctl context use".
package use

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
	Name    string
}

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	return cmdutil.Command(&cobra.Command{
		Use: "use NAME", Args: cmdutil.ContextArg(&o.Name), Short: f.Text(msg.ContextUseShort), Example: f.Text(msg.ContextUseExample),
	}, o, run, use)
}

func use(_ context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.ConfigForWrite()
	if err != nil {
		return err
	}
	if err := cfg.UseContext(o.Name); err != nil {
		return err
	}
	f.Note(msg.ContextUsed.With(o.Name))
	f.StillChosen(o.Name)
	return nil
}
