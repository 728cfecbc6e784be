package app

import (
	"context"
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
	verbs []verb
}

// verb is a command of a noun.
type verb struct {
	name string
	make func(*cmdutil.Factory) *cobra.Command
}

// of is the verb whose command a package makes.
func of[O any](name string, newCmd func(*cmdutil.Factory, func(context.Context, *O) error) *cobra.Command) verb {
	return verb{name, func(f *cmdutil.Factory) *cobra.Command { return newCmd(f, nil) }}
}

func nouns() []noun {
	return []noun{
		{"recovery", msg.RecoveryShort, []verb{
			of("create", create.NewCmd), of("apply", apply.NewCmd), of("plan", plan.NewCmd), of("validate", validate.NewCmd),
			of("init", initialize.NewCmd), of("list", recoverylist.NewCmd), of("get", recoveryget.NewCmd), of("update", update.NewCmd),
			of("start", start.NewCmd), of("stop", stop.NewCmd), of("delete", recoverydelete.NewCmd), of("watch", recoverywatch.NewCmd),
			of("history", recoveryhistory.NewCmd),
		}},
		{"server", msg.ServerShort, []verb{of("list", serverlist.NewCmd), of("get", serverget.NewCmd), of("partitions", serverpartitions.NewCmd)}},
		{"center", msg.CenterShort, []verb{of("list", centerlist.NewCmd), of("get", centerget.NewCmd)}},
		{"repository", msg.RepositoryShort, []verb{of("list", repositorylist.NewCmd)}},
		{"backup", msg.BackupShort, []verb{of("list", backuplist.NewCmd), of("get", backupget.NewCmd), of("images", backupimages.NewCmd)}},
		{"schedule", msg.ScheduleShort, []verb{
			of("list", schedulelist.NewCmd), of("get", scheduleget.NewCmd), of("create", schedulecreate.NewCmd),
			of("delete", scheduledelete.NewCmd),
		}},
		{"user", msg.UserShort, []verb{of("list", userlist.NewCmd), of("get", userget.NewCmd)}},
		{"cloud-auth", msg.CloudAuthShort, []verb{of("list", cloudauthlist.NewCmd), of("regions", cloudauthregions.NewCmd)}},
		{"sandbox", msg.SandboxShort, []verb{of("serve", serve.NewCmd), of("reset", reset.NewCmd), of("info", info.NewCmd)}},
		{"auth", msg.AuthShort, []verb{
			of("login", login.NewCmd), of("logout", logout.NewCmd), of("status", status.NewCmd), of("token", token.NewCmd),
		}},
		{"context", msg.ContextShort, []verb{
			of("list", contextlist.NewCmd), of("use", use.NewCmd), of("set", contextset.NewCmd), of("delete", contextdelete.NewCmd),
			of("import", importcmd.NewCmd),
		}},
		{"config", msg.ConfigShort, []verb{
			of("view", view.NewCmd), of("get", configget.NewCmd), of("set", configset.NewCmd), of("unset", unset.NewCmd),
			of("path", path.NewCmd),
		}},
	}
}

// named is the verbs that the arguments leave possible: the one that stands right behind the noun, else all. Declaring the
// flags of every command would cost each run more than most of them take.
func (n noun) named(args []string) []verb {
	if len(args) == 0 {
		return n.verbs
	}
	at := slices.Index(args, n.name)
	if at < 0 {
		return nil
	}
	if complete.Asked(args) {
		args = args[:len(args)-1] // the last one may be the half of a verb
	}
	for i, v := range n.verbs {
		if at+1 < len(args) && args[at+1] == v.name {
			return n.verbs[i : i+1]
		}
	}
	return n.verbs
}

// newRoot is the command tree as far as the arguments go. Without arguments it is whole.
func newRoot(f *cmdutil.Factory, args []string) *cobra.Command {
	root := cmdutil.Group(f, "zdmctl", msg.RootShort, api.NewCmd(f, nil), completion.NewCmd(f, nil), doctor.NewCmd(f, nil), version.NewCmd(f, nil))
	for _, n := range nouns() {
		group := cmdutil.Group(f, n.name, n.short)
		for _, v := range n.named(args) {
			group.AddCommand(v.make(f))
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
