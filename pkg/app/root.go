package app

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmd/auth/login"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/logout"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/status"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/token"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/create"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/validate"
	"github.com/zdmctl/zdmctl/pkg/cmd/version"
	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// newRoot is the command tree.
func newRoot(f *cmdutil.Factory) *cobra.Command {
	root := cmdutil.Group(f, "zdmctl", msg.RootShort,
		cmdutil.Group(f, "recovery", msg.RecoveryShort,
			create.NewCmd(f, nil),
			validate.NewCmd(f, nil),
		),
		cmdutil.Group(f, "auth", msg.AuthShort,
			login.NewCmd(f, nil),
			logout.NewCmd(f, nil),
			status.NewCmd(f, nil),
			token.NewCmd(f, nil),
		),
		version.NewCmd(f, nil),
	)
	root.Long = f.Text(msg.RootLong)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(cmdutil.FlagError)
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) { f.Flags = cmd.Flags() }
	f.AddGlobalFlags(root)
	cmdutil.SetHelp(f, root)
	return root
}
