// Package recovery holds the commands of "zdmctl recovery".
package recovery

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/apply"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/create"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/initialize"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/plan"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/update"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/watch"
	"github.com/zdmctl/zdmctl/pkg/cmdutil"
)

// NewCmd returns the command "zdmctl recovery" with the verbs that args may name.
func NewCmd(f *cmdutil.Factory, args []string) *cobra.Command {
	return cmdutil.Noun(f, "recovery", msgRecoveryShort, args,
		cmdutil.Verb{Name: "create", New: create.NewCmd},
		cmdutil.Verb{Name: "apply", New: apply.NewCmd},
		cmdutil.Verb{Name: "plan", New: plan.NewCmd},
		cmdutil.Verb{Name: "validate", New: newValidateCmd},
		cmdutil.Verb{Name: "init", New: initialize.NewCmd},
		cmdutil.Verb{Name: "list", New: newListCmd},
		cmdutil.Verb{Name: "get", New: newGetCmd},
		cmdutil.Verb{Name: "update", New: update.NewCmd},
		cmdutil.Verb{Name: "start", New: newStartCmd},
		cmdutil.Verb{Name: "stop", New: newStopCmd},
		cmdutil.Verb{Name: "delete", New: newDeleteCmd},
		cmdutil.Verb{Name: "watch", New: watch.NewCmd},
		cmdutil.Verb{Name: "history", New: newHistoryCmd},
	)
}
