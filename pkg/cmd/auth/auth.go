// Package auth holds the commands of "zdmctl auth".
package auth

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl auth" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "auth", msgAuthShort, args,
		cmdutil.Verb{Name: "login", New: newLoginCmd},
		cmdutil.Verb{Name: "logout", New: newLogoutCmd},
		cmdutil.Verb{Name: "status", New: newStatusCmd},
		cmdutil.Verb{Name: "token", New: newTokenCmd},
	)
}
