package app

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/complete"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
	"github.com/zdmctl/zdmctl/pkg/cmd/api"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth"
	"github.com/zdmctl/zdmctl/pkg/cmd/backup"
	"github.com/zdmctl/zdmctl/pkg/cmd/center"
	"github.com/zdmctl/zdmctl/pkg/cmd/cloudauth"
	"github.com/zdmctl/zdmctl/pkg/cmd/completion"
	"github.com/zdmctl/zdmctl/pkg/cmd/config"
	"github.com/zdmctl/zdmctl/pkg/cmd/context"
	"github.com/zdmctl/zdmctl/pkg/cmd/doctor"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery"
	"github.com/zdmctl/zdmctl/pkg/cmd/repository"
	"github.com/zdmctl/zdmctl/pkg/cmd/sandbox"
	"github.com/zdmctl/zdmctl/pkg/cmd/schedule"
	"github.com/zdmctl/zdmctl/pkg/cmd/server"
	"github.com/zdmctl/zdmctl/pkg/cmd/user"
	"github.com/zdmctl/zdmctl/pkg/cmd/version"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// newRoot returns the command tree, limited to the commands that the arguments may name. Without
// arguments it is complete.
func newRoot(f *cli.Factory, args []string) *cobra.Command {
	root := cli.Group(f, "zdmctl", msgRootShort,
		recovery.NewCmd(f, args),
		server.NewCmd(f, args),
		center.NewCmd(f, args),
		repository.NewCmd(f, args),
		backup.NewCmd(f, args),
		schedule.NewCmd(f, args),
		user.NewCmd(f, args),
		cloudauth.NewCmd(f, args),
		sandbox.NewCmd(f, args),
		auth.NewCmd(f, args),
		context.NewCmd(f, args),
		config.NewCmd(f, args),
		api.NewCmd(f),
		completion.NewCmd(f),
		doctor.NewCmd(f),
		version.NewCmd(f),
		help.Topic(f, "environment", msgEnvironmentShort, msgEnvironmentLong),
		help.Topic(f, "exit-codes", msgExitCodesShort, msgExitCodesLong),
	)
	addVersionFlag(f, root)
	root.Long = f.Text(msgRootLong)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(cli.FlagError)
	cli.AddGlobalFlags(f, root)
	root.AddCommand(help.Options(f, root))
	if cli.Completing(args) {
		complete.Attach(f, root, args)
	}
	return root
}

// addVersionFlag declares --version. cobra's own would link text/template, which makes up a third
// of the binary.
func addVersionFlag(f *cli.Factory, root *cobra.Command) {
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
