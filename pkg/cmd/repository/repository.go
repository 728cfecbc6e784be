// Package repository implements the commands of "zdmctl repository".
package repository

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl repository" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "repository", msgRepositoryShort, args,
		cli.Verb{Name: "list", New: newListCmd},
	)
}
