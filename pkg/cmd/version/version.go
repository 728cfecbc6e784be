// Package version is the command "zdmctl version".
package version

import (
	"context"
	"fmt"
	"strings"

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
		Use: "version", Args: cmdutil.NoArgs,
		Short: f.Text(msg.VersionShort), Example: f.Text(msg.VersionExample),
	}, o, run, version)
}

func version(ctx context.Context, o *Options) error {
	f := o.Factory
	// The version is told also where the settings are broken.
	if f.Flags.Changed("output") || f.Global.JQ != "" {
		cfg, err := f.Config()
		if err != nil {
			return err
		}
		out, err := f.Output(cfg)
		if err != nil {
			return err
		}
		if !out.Human() {
			return out.Value(ctx, f.Build)
		}
	}
	b := f.Build
	about := []string{b.Go, b.OS + "/" + b.Arch}
	if b.Commit != "" {
		about = append([]string{b.Commit, b.Date}, about...)
	}
	_, err := fmt.Fprintf(f.IO.Out, "zdmctl %s (%s)\n", b.Version, strings.Join(about, ", "))
	return err
}
