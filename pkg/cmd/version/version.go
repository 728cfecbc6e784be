// Package version implements the command "zdmctl version".
package version

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// NewCmd returns the command "zdmctl version".
func NewCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "version", Args: cli.NoArgs,
		Short: f.Text(msg.VersionShort), Example: f.Text(msgVersionExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), f) },
	}
}

func run(ctx context.Context, f *cli.Factory) error {
	// The version is printed even if the settings are broken.
	if f.Flags().Changed("output") || f.Global.JQ != "" {
		out, err := f.Output()
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
