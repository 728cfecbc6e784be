// Package schedule holds the commands of "zdmctl schedule".
package schedule

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl schedule" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "schedule", msgScheduleShort, args,
		cmdutil.Verb{Name: "list", New: newListCmd},
		cmdutil.Verb{Name: "get", New: newGetCmd},
		cmdutil.Verb{Name: "create", New: newCreateCmd},
		cmdutil.Verb{Name: "delete", New: newDeleteCmd},
	)
}
