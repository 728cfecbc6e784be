// Package auth implements the commands of "zdmctl auth".
package auth

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl auth" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "auth", msgAuthShort, args,
		cli.Verb{Name: "login", New: newLoginCmd},
		cli.Verb{Name: "logout", New: newLogoutCmd},
		cli.Verb{Name: "status", New: newStatusCmd},
		cli.Verb{Name: "token", New: newTokenCmd},
	)
}
