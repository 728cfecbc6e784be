// Package path is the command "zdmctl config path".
package path

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/config"
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
		Use: "path", Args: cmdutil.NoArgs, Short: f.Text(msg.ConfigPathShort), Example: f.Text(msg.ConfigPathExample),
	}, o, run, path)
}

// path does not read the file: it is the way to one that is broken.
func path(_ context.Context, o *Options) error {
	f := o.Factory
	file, err := config.Path(f.Env, f.Flags)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.IO.Out, file)
	return err
}
