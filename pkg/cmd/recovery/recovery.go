// Package recovery implements the commands of "zdmctl recovery".
package recovery

import (
	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/apply"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/check"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/create"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/initialize"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/plan"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/report"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/run"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/update"
	"github.com/zdmctl/zdmctl/pkg/cmd/recovery/watch"
)

// NewCmd returns the command "zdmctl recovery" with the subcommands that args may select.
func NewCmd(f *cli.Factory, args []string) *cobra.Command {
	return cli.Noun(f, "recovery", msgRecoveryShort, args,
		cli.Verb{Name: "create", New: create.NewCmd},
		cli.Verb{Name: "apply", New: apply.NewCmd},
		cli.Verb{Name: "run", New: run.NewCmd},
		cli.Verb{Name: "report", New: report.NewCmd},
		cli.Verb{Name: "check", New: check.NewCmd},
		cli.Verb{Name: "plan", New: plan.NewCmd},
		cli.Verb{Name: "validate", New: newValidateCmd},
		cli.Verb{Name: "init", New: initialize.NewCmd},
		cli.Verb{Name: "list", New: newListCmd},
		cli.Verb{Name: "get", New: newGetCmd},
		cli.Verb{Name: "update", New: update.NewCmd},
		cli.Verb{Name: "start", New: newStartCmd},
		cli.Verb{Name: "stop", New: newStopCmd},
		cli.Verb{Name: "delete", New: newDeleteCmd},
		cli.Verb{Name: "watch", New: watch.NewCmd},
		cli.Verb{Name: "history", New: newHistoryCmd},
	)
}
