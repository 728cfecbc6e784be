// Package backup holds the commands of "zdmctl backup".
package backup

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl backup" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "backup", msgBackupShort, args,
		cmdutil.Verb{Name: "list", New: newListCmd},
		cmdutil.Verb{Name: "get", New: newGetCmd},
		cmdutil.Verb{Name: "images", New: newImagesCmd},
	)
}
