package config

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
)

func newPathCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "path", Args: cli.NoArgs, Short: f.Text(msgConfigPathShort), Example: f.Text(msgConfigPathExample),
		RunE: func(*cobra.Command, []string) error { return runPath(f) },
	}
}

// runPath does not read the file, so that it also works if the file is broken.
func runPath(f *cli.Factory) error {
	file, err := config.Path(f.Env, f.Flags())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.IO.Out, file)
	return err
}
