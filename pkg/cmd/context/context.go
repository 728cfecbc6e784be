// Package context holds the commands of "zdmctl context".
package context

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl context" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "context", msgContextShort, args,
		cmdutil.Verb{Name: "list", New: newListCmd},
		cmdutil.Verb{Name: "use", New: newUseCmd},
		cmdutil.Verb{Name: "set", New: newSetCmd},
		cmdutil.Verb{Name: "delete", New: newDeleteCmd},
		cmdutil.Verb{Name: "import", New: newImportCmd},
	)
}
