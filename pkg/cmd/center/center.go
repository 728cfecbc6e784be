// Package center implements the commands of "zdmctl center".
package center

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl center" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "center", msgCenterShort, args,
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "get", New: newGetCmd},
	)
}
