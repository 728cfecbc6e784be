// Package schedule implements the commands of "zdmctl schedule".
package schedule

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl schedule" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "schedule", msgScheduleShort, args,
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "get", New: newGetCmd},
		cli.Verb{Name: "create", New: newCreateCmd},
		cli.Verb{Name: "delete", New: newDeleteCmd},
	)
}
