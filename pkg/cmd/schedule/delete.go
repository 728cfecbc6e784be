package schedule

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/cli/prompt"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type deleteOptions struct {
	Factory *cli.Factory
	IDs     change.Names
	Yes     bool
}

func newDeleteCmd(f *cli.Factory) *cobra.Command {
	o := &deleteOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "delete ID...", Args: o.IDs.Take("ID"),
		Short: f.Text(msgScheduleDeleteShort), Long: f.Text(msgScheduleDeleteLong), Example: f.Text(msgScheduleDeleteExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().BoolVarP(&o.Yes, "yes", "y", false, f.Text(msg.FlagYes))
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *deleteOptions) run(ctx context.Context) error {
	f := o.Factory
	targets, err := o.IDs.Targets()
	if err != nil {
		return err
	}
	if err := change.Askable(f, o.Yes); err != nil {
		return err
	}
	run, err := change.Start(f)
	if err != nil {
		return err
	}
	defer run.Client.Close()
	if !o.Yes {
		if err := prompt.Ask(ctx, f, msgScheduleDeleteAsk.With(strings.Join(o.IDs.Values, ", "))); err != nil {
			return err
		}
	}
	action := change.Action{Outcome: "deleted", Message: msgScheduleDeleted, NotAll: msg.NotAllDeleted, Do: func(ctx context.Context, target change.Target) (zdm.Answer, error) {
		result, err := run.Client.DeleteSchedule(ctx, target.Identifier, run.Center)
		if err != nil {
			err = cli.Words(f).OfChange(err, msgScheduleDeletionOf.With(target.Name), "schedule", "get", target.Identifier)
			schedule := resource.Identifier{Value: target.Identifier, By: resource.ByID}
			return zdm.Answer{}, schedule.Missing(f, err, nil, "schedule", "list")
		}
		if result.Data.ID.None() {
			f.Warn(msg.DeletionUnreported.With(target.Name))
		}
		return result.Answer, nil
	}}
	return action.Each(ctx, f, run.Out, targets)
}
