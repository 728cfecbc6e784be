// Package completion implements the command "zdmctl completion".
package completion

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

// shells returns the supported shells.
func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

// NewCmd returns the command "zdmctl completion".
func NewCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "completion " + strings.Join(shells(), "|"), Args: oneShell,
		Short: f.Text(msgCompletionShort), Long: f.Text(msgCompletionLong), Example: f.Text(msgCompletionExample),
		RunE: func(cmd *cobra.Command, args []string) error { return run(cmd.Root(), args[0], f.IO.Out) },
	}
}

func oneShell(cmd *cobra.Command, args []string) error {
	err := cli.OneArg("SHELL")(cmd, args)
	if err != nil || slices.Contains(shells(), args[0]) {
		return err
	}
	return cli.NotAmong(exit.New(exit.Usage, msgUnknownShell.With(args[0])), args[0], shells())
}

func run(root *cobra.Command, shell string, out io.Writer) error {
	switch shell {
	case "bash":
		return bashScript(root, out)
	case "zsh":
		return root.GenZshCompletion(out)
	case "fish":
		return root.GenFishCompletion(out, true)
	}
	return root.GenPowerShellCompletionWithDesc(out)
}
