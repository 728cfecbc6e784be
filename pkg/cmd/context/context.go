// Package context implements the commands of "zdmctl context".
package context

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl context" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "context", msgContextShort, args,
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "current", New: newCurrentCmd},
		cli.Verb{Name: "use", New: newUseCmd},
		cli.Verb{Name: "set", New: newSetCmd},
		cli.Verb{Name: "rename", New: newRenameCmd},
		cli.Verb{Name: "delete", New: newDeleteCmd},
		cli.Verb{Name: "import", New: newImportCmd},
	)
}
