// Package server implements the commands of "zdmctl server".
package server

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl server" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "server", msgServerShort, args,
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "get", New: newGetCmd},
		cli.Verb{Name: "partitions", New: newPartitionsCmd},
	)
}
