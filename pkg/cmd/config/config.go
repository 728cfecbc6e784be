// Package config implements the commands of "zdmctl config".
package config

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl config" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "config", msgConfigShort, args,
		cli.Verb{Name: "view", New: newViewCmd},
		cli.Verb{Name: "get", New: newGetCmd},
		cli.Verb{Name: "set", New: newSetCmd},
		cli.Verb{Name: "unset", New: newUnsetCmd},
		cli.Verb{Name: "path", New: newPathCmd},
	)
}
