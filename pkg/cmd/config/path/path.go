// Package path is the command "zdmctl config path".
package path

import (
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

// NewCmd returns the command "zdmctl config path".
func NewCmd(f *cmdutil.Factory) *cobra.Command {
	o := &Options{Factory: f}
	return &cobra.Command{
		Use: "path", Args: cmdutil.NoArgs, Short: f.Text(msg.ConfigPathShort), Example: f.Text(msg.ConfigPathExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
}

// run does not read the file: it is the way to one that is broken.
func (o *Options) run() error {
	f := o.Factory
	file, err := config.Path(f.Env, f.Flags)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.IO.Out, file)
	return err
}
