// Package user holds the commands of "zdmctl user".
package user

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl user" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "user", msgUserShort, args,
		cmdutil.Verb{Name: "list", New: newListCmd},
		cmdutil.Verb{Name: "get", New: newGetCmd},
	)
}
