// Package sandbox holds the commands of "zdmctl sandbox".
package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl sandbox" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "sandbox", msgSandboxShort, args,
		cmdutil.Verb{Name: "serve", New: newServeCmd},
		cmdutil.Verb{Name: "reset", New: newResetCmd},
		cmdutil.Verb{Name: "info", New: newInfoCmd},
	)
}
