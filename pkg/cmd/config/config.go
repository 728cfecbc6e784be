// Package config holds the commands of "zdmctl config".
package config

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl config" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "config", msgConfigShort, args,
		cmdutil.Verb{Name: "view", New: newViewCmd},
		cmdutil.Verb{Name: "get", New: newGetCmd},
		cmdutil.Verb{Name: "set", New: newSetCmd},
		cmdutil.Verb{Name: "unset", New: newUnsetCmd},
		cmdutil.Verb{Name: "path", New: newPathCmd},
	)
}

// keyArg takes one argument, the key of a setting.
func keyArg(key *string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := cmdutil.OneArg(cmd, args, "KEY"); err != nil {
			return err
		}
		*key = args[0]
		return nil
	}
}
