// Package complete completes command lines for a shell: values of flags, names of contexts, and
// names from the server. It runs while the user types, so it offers nothing rather than something
// late, and never reports an error.
package complete

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Attach sets the completions of the global flags, and of the flags and arguments of the command at
// the cursor. It is only needed if the run is Completing these arguments. Files complete only flags
// and arguments that take a file.
func Attach(f *cli.Factory, root *cobra.Command, args []string) {
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	attach(f, root, root.PersistentFlags())
	cmd, _, err := root.Find(args[1:max(1, len(args)-1)]) // the last argument is being typed
	if err != nil {
		return
	}
	attach(f, cmd, cmd.LocalNonPersistentFlags())
	if cmd.ValidArgsFunction == nil && cmd.ValidArgs == nil {
		cmd.ValidArgsFunction = ofArguments(f, cmd)
	}
}

func attach(f *cli.Factory, cmd *cobra.Command, flags *pflag.FlagSet) {
	flags.VisitAll(func(flag *pflag.Flag) {
		if complete := ofFlag(f, cmd, flag); complete != nil {
			_ = cmd.RegisterFlagCompletionFunc(flag.Name, complete) // fails if the flag already has a completion
		}
	})
}

// ofFlag returns the completion of a flag, or nil for none.
func ofFlag(f *cli.Factory, cmd *cobra.Command, flag *pflag.Flag) cobra.CompletionFunc {
	if value, ok := flag.Value.(interface{ Allowed() []string }); ok && value.Allowed() != nil {
		return words(value.Allowed())
	}
	if help.Describe(f.Lang, flag).Value == "FILE" {
		return files
	}
	switch flag.Name {
	case "output":
		return words(render.Formats())
	case "lang":
		return words([]string{string(msg.English), string(msg.Korean)})
	case "context":
		return contexts(f)
	case "job-name": // of an existing job, unless the command takes the name of a new one
		return remoteAmong(f, cmd.Parent().Name()+" "+cmd.Name(), map[string]kind{
			"recovery list": recoveries, "schedule list": recoveries, "backup list": backups,
		})
	}
	return remoteAmong(f, flag.Name, map[string]kind{
		"source": servers, "target": servers, "involving": servers, "center": centers, "repository": repositories, "repository-id": repositories,
		"user": users, "cloud-auth": cloudAuths, "schedule": schedules, "backup-job": backups,
	})
}

// ofArguments returns the completion of a command's arguments, based on the name of the first one
// in the usage.
func ofArguments(f *cli.Factory, cmd *cobra.Command) cobra.CompletionFunc {
	usage := strings.Fields(cmd.Use)
	if len(usage) < 2 {
		return cobra.NoFileCompletions
	}
	complete := ofArgument(f, cmd, strings.Trim(usage[1], "[]."))
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 && !strings.HasSuffix(strings.Trim(usage[1], "[]"), "...") {
			return cobra.NoFileCompletions(cmd, args, typed)
		}
		found, directive := complete(cmd, args, typed)
		return slices.DeleteFunc(found, func(one cobra.Completion) bool {
			value, _, _ := strings.Cut(one, "\t")
			return slices.Contains(args, value)
		}), directive
	}
}

func ofArgument(f *cli.Factory, cmd *cobra.Command, placeholder string) cobra.CompletionFunc {
	switch placeholder {
	case "KEY":
		return words(append(config.Keys(), config.KeyCurrent))
	case "METHOD":
		return words([]string{"GET", "POST", "PUT", "PATCH", "DELETE"})
	case "NAME", "ID":
		placeholder = cmd.Parent().Name()
	}
	if placeholder == "context" {
		return contexts(f)
	}
	if strings.Contains(placeholder, "|") {
		return words(strings.Split(placeholder, "|"))
	}
	complete := remoteAmong(f, placeholder, map[string]kind{
		"SERVER": servers, "CENTER": centers, "USER": users, "recovery": recoveries, "backup": backups, "schedule": schedules,
	})
	if complete == nil {
		return cobra.NoFileCompletions
	}
	return complete
}

// remoteAmong completes names of the kind that a word stands for. It returns nil for other words.
func remoteAmong(f *cli.Factory, word string, kinds map[string]kind) cobra.CompletionFunc {
	if k, known := kinds[word]; known {
		return remote(f, k)
	}
	return nil
}

func words(all []string) cobra.CompletionFunc {
	return cobra.FixedCompletions(all, cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveKeepOrder)
}

func files(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func contexts(f *cli.Factory) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		cfg, err := cli.ConfigForWrite(f) // the context of this run may be the incomplete word
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		found := make([]cobra.Completion, 0, len(cfg.Contexts()))
		for _, name := range cfg.Contexts() {
			found = append(found, cobra.CompletionWithDesc(name, render.Safe(cfg.ContextValues(name)["server"])))
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	}
}
