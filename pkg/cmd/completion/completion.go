// Package completion is the command "zdmctl completion".
package completion

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

type options struct {
	Factory *cli.Factory
	Root    *cobra.Command
	Shell   string
}

// shells lists the shells that zdmctl completes in.
func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

// NewCmd returns the command "zdmctl completion".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &options{Factory: f}
	cmd := &cobra.Command{
		Use: "completion " + strings.Join(shells(), "|"), Args: o.take,
		Short: f.Text(msgCompletionShort), Long: f.Text(msgCompletionLong), Example: f.Text(msgCompletionExample),
		RunE: func(*cobra.Command, []string) error { return o.run() },
	}
	return cmd
}

func (o *options) take(cmd *cobra.Command, args []string) error {
	if err := cli.OneArg(cmd, args, "SHELL"); err != nil {
		return err
	}
	o.Root, o.Shell = cmd.Root(), args[0]
	if slices.Contains(shells(), o.Shell) {
		return nil
	}
	e := exit.New(exit.Usage, msgUnknownShell.With(o.Shell))
	if similar := near.Word(o.Shell, shells()); similar != "" {
		e.Note(msg.DidYouMean.With(similar))
	}
	return e.Note(msg.AllowedValues.With(strings.Join(shells(), ", ")))
}

func (o *options) run() error {
	out := o.Factory.IO.Out
	switch o.Shell {
	case "bash":
		return bashScript(o.Root, out)
	case "zsh":
		return o.Root.GenZshCompletion(out)
	case "fish":
		return o.Root.GenFishCompletion(out, true)
	}
	return o.Root.GenPowerShellCompletionWithDesc(out)
}
