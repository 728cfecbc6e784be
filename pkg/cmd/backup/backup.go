// Package backup implements the commands of "zdmctl backup".
package backup

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl backup" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "backup", msgBackupShort, args,
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "get", New: newGetCmd},
		cli.Verb{Name: "images", New: newImagesCmd},
	)
}
