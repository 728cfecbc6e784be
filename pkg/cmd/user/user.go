// Package user implements the commands of "zdmctl user".
package user

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl user" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "user", msgUserShort, args,
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "get", New: newGetCmd},
	)
}
