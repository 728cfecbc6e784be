// Package sandbox implements the commands of "zdmctl sandbox".
package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl sandbox" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "sandbox", msgSandboxShort, args,
		cli.Verb{Name: "serve", New: newServeCmd},
		cli.Verb{Name: "reset", New: newResetCmd},
		cli.Verb{Name: "info", New: newInfoCmd},
	)
}
