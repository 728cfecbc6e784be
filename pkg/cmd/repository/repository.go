// Package repository holds the commands of "zdmctl repository".
package repository

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl repository" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "repository", msgRepositoryShort, args,
		cmdutil.Verb{Name: "list", New: newListCmd},
	)
}
