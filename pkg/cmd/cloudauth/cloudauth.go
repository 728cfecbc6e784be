// Package cloudauth implements the commands of "zdmctl cloud-auth".
package cloudauth

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
)

// NewCmd returns the command "zdmctl cloud-auth" with the verbs that args may name.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "cloud-auth", msgCloudAuthShort, args,
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "regions", New: newRegionsCmd},
	)
}
