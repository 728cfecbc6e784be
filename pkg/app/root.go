package app

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmd/api"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/login"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/logout"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/status"
	"github.com/zdmctl/zdmctl/pkg/cmd/auth/token"
	backupget "github.com/zdmctl/zdmctl/pkg/cmd/backup/get"
	backupimages "github.com/zdmctl/zdmctl/pkg/cmd/backup/images"
	backuplist "github.com/zdmctl/zdmctl/pkg/cmd/backup/list"
	centerget "github.com/zdmctl/zdmctl/pkg/cmd/center/get"
	centerlist "github.com/zdmctl/zdmctl/pkg/cmd/center/list"
	cloudauthlist "github.com/zdmctl/zdmctl/pkg/cmd/cloudauth/list"
	cloudauthregions "github.com/zdmctl/zdmctl/pkg/cmd/cloudauth/regions"
	"github.com/zdmctl/zdmctl/pkg/cmd/completion"
	configget "github.com/zdmctl/zdmctl/pkg/cmd/config/get"
	"github.com/zdmctl/zdmctl/pkg/cmd/config/path"
	configset "github.com/zdmctl/zdmctl/pkg/cmd/config/set"
	"github.com/zdmctl/zdmctl/pkg/cmd/config/unset"
	"github.com/zdmctl/zdmctl/pkg/cmd/config/view"
	contextdelete "github.com/zdmctl/zdmctl/pkg/cmd/context/delete"
	"github.com/zdmctl/zdmctl/pkg/cmd/context/importcmd"
	contextlist "github.com/zdmctl/zdmctl/pkg/cmd/context/list"
	contextset "github.com/zdmctl/zdmctl/pkg/cmd/context/set"
	"github.com/zdmctl/zdmctl/pkg/cmd/context/use"
	"github.com/zdmctl/zdmctl/pkg/cmd/doctor"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/apply"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/create"
	recoverydelete "github.com/zdmctl/zdmctl/pkg/cmd/recovery/delete"
	recoveryget "github.com/zdmctl/zdmctl/pkg/cmd/recovery/get"
	recoveryhistory "github.com/zdmctl/zdmctl/pkg/cmd/recovery/history"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/initialize"
	recoverylist "github.com/zdmctl/zdmctl/pkg/cmd/recovery/list"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/plan"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/start"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/stop"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/update"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/validate"
	recoverywatch "github.com/zdmctl/zdmctl/pkg/cmd/recovery/watch"
	repositorylist "github.com/zdmctl/zdmctl/pkg/cmd/repository/list"
	"github.com/zdmctl/zdmctl/pkg/cmd/sandbox/info"
	"github.com/zdmctl/zdmctl/pkg/cmd/sandbox/reset"
	"github.com/zdmctl/zdmctl/pkg/cmd/sandbox/serve"
	schedulecreate "github.com/zdmctl/zdmctl/pkg/cmd/schedule/create"
	scheduledelete "github.com/zdmctl/zdmctl/pkg/cmd/schedule/delete"
	scheduleget "github.com/zdmctl/zdmctl/pkg/cmd/schedule/get"
	schedulelist "github.com/zdmctl/zdmctl/pkg/cmd/schedule/list"
	serverget "github.com/zdmctl/zdmctl/pkg/cmd/server/get"
	serverlist "github.com/zdmctl/zdmctl/pkg/cmd/server/list"
	serverpartitions "github.com/zdmctl/zdmctl/pkg/cmd/server/partitions"
	userget "github.com/zdmctl/zdmctl/pkg/cmd/user/get"
	userlist "github.com/zdmctl/zdmctl/pkg/cmd/user/list"
	"github.com/zdmctl/zdmctl/pkg/cmd/version"
	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/cmdutil/complete"
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
			return []*cobra.Command{create.NewCmd(f, nil), apply.NewCmd(f, nil), plan.NewCmd(f, nil), validate.NewCmd(f, nil), initialize.NewCmd(f, nil),
				recoverylist.NewCmd(f, nil), recoveryget.NewCmd(f, nil), update.NewCmd(f, nil), start.NewCmd(f, nil), stop.NewCmd(f, nil),
				recoverydelete.NewCmd(f, nil), recoverywatch.NewCmd(f, nil), recoveryhistory.NewCmd(f, nil)}
		}},
		{"server", msg.ServerShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{serverlist.NewCmd(f, nil), serverget.NewCmd(f, nil), serverpartitions.NewCmd(f, nil)}
		}},
		{"center", msg.CenterShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{centerlist.NewCmd(f, nil), centerget.NewCmd(f, nil)}
		}},
		{"repository", msg.RepositoryShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{repositorylist.NewCmd(f, nil)}
		}},
		{"backup", msg.BackupShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{backuplist.NewCmd(f, nil), backupget.NewCmd(f, nil), backupimages.NewCmd(f, nil)}
		}},
		{"schedule", msg.ScheduleShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{schedulelist.NewCmd(f, nil), scheduleget.NewCmd(f, nil), schedulecreate.NewCmd(f, nil), scheduledelete.NewCmd(f, nil)}
		}},
		{"user", msg.UserShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{userlist.NewCmd(f, nil), userget.NewCmd(f, nil)}
		}},
		{"cloud-auth", msg.CloudAuthShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{cloudauthlist.NewCmd(f, nil), cloudauthregions.NewCmd(f, nil)}
		}},
		{"sandbox", msg.SandboxShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{serve.NewCmd(f, nil), reset.NewCmd(f, nil), info.NewCmd(f, nil)}
		}},
		{"auth", msg.AuthShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{login.NewCmd(f, nil), logout.NewCmd(f, nil), status.NewCmd(f, nil), token.NewCmd(f, nil)}
		}},
		{"context", msg.ContextShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{contextlist.NewCmd(f, nil), use.NewCmd(f, nil), contextset.NewCmd(f, nil), contextdelete.NewCmd(f, nil), importcmd.NewCmd(f, nil)}
		}},
		{"config", msg.ConfigShort, func(f *cmdutil.Factory) []*cobra.Command {
			return []*cobra.Command{view.NewCmd(f, nil), configget.NewCmd(f, nil), configset.NewCmd(f, nil), unset.NewCmd(f, nil), path.NewCmd(f, nil)}
		}},
	}
}

// newRoot is the command tree as far as the arguments go: declaring every flag of every command would cost
// each run more than most of them take. Without arguments it is whole.
func newRoot(f *cmdutil.Factory, args []string) *cobra.Command {
	root := cmdutil.Group(f, "zdmctl", msg.RootShort, api.NewCmd(f, nil), completion.NewCmd(f, nil), doctor.NewCmd(f, nil), version.NewCmd(f, nil))
	for _, n := range nouns() {
		group := cmdutil.Group(f, n.name, n.short)
		if len(args) == 0 || slices.Contains(args, n.name) {
			group.AddCommand(n.verbs(f)...)
		}
		root.AddCommand(group)
	}
	root.AddCommand(cmdutil.Topic(f, "environment", msg.EnvironmentShort, msg.EnvironmentLong), cmdutil.Topic(f, "exit-codes", msg.ExitCodesShort, msg.ExitCodesLong))
	addVersionFlag(f, root)
	root.Long = f.Text(msg.RootLong)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(cmdutil.FlagError)
	f.AddGlobalFlags(root)
	cmdutil.SetHelp(f, root)
	if complete.Asked(args) {
		complete.Attach(f, root)
	}
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
