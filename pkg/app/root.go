package app

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmd/auth/login"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/logout"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/status"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/token"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/create"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/get"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/list"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/validate"
	"github.com/zdmctl/zdmctl/pkg/cmd/sandbox/info"
	"github.com/zdmctl/zdmctl/pkg/cmd/sandbox/reset"
	"github.com/zdmctl/zdmctl/pkg/cmd/sandbox/serve"
	"github.com/zdmctl/zdmctl/pkg/cmd/version"
	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// noun is a group of commands.
type noun struct {
	name  string
	short msg.Text
	verbs func(*cmdutil.Factory) []*cobra.Command
}

func nouns() []noun {
	return []noun{
		{"recovery", msg.RecoveryShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{create.NewCmd(f, nil), validate.NewCmd(f, nil), list.NewCmd(f, nil), get.NewCmd(f, nil)}
		}},
		{"sandbox", msg.SandboxShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{serve.NewCmd(f, nil), reset.NewCmd(f, nil), info.NewCmd(f, nil)}
		}},
		{"auth", msg.AuthShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{login.NewCmd(f, nil), logout.NewCmd(f, nil), status.NewCmd(f, nil), token.NewCmd(f, nil)}
		}},
	}
}

// newRoot is the command tree as far as the arguments go: declaring every flag of every command would cost
// each run more than most of them take. Without arguments it is whole.
func newRoot(f *cmdutil.Factory, args []string) *cobra.Command {
	root := cmdutil.Group(f, "zdmctl", msg.RootShort, version.NewCmd(f, nil))
	for _, n := range nouns() {
		group := cmdutil.Group(f, n.name, n.short)
		if len(args) == 0 || slices.Contains(args, n.name) {
			group.AddCommand(n.verbs(f)...)
		}
		root.AddCommand(group)
	}
	addVersionFlag(f, root)
	root.Long = f.Text(msg.RootLong)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(cmdutil.FlagError)
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) { f.Flags = cmd.Flags() }
	f.AddGlobalFlags(root)
	cmdutil.SetHelp(f, root)
	return root
}

// addVersionFlag declares --version. cobra's own would link text/template, and that a third of the binary.
func addVersionFlag(f *cmdutil.Factory, root *cobra.Command) {
	wanted := root.Flags().Bool("version", false, f.Text(msg.VersionShort))
	group := root.RunE
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if !*wanted || len(args) > 0 {
			return group(cmd, args)
		}
		_, err := fmt.Fprintln(f.IO.Out, "zdmctl", f.Build.Version)
		return err
	}
}
