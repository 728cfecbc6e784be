// Package cloudauth holds the commands of "zdmctl cloud-auth".
package cloudauth

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl cloud-auth" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "cloud-auth", msgCloudAuthShort, args,
		cmdutil.Verb{Name: "list", New: newListCmd},
		cmdutil.Verb{Name: "regions", New: newRegionsCmd},
	)
}
