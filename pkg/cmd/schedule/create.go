package schedule

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type createOptions struct {
	Factory *cli.Factory
	DryRun  bool
	Strict  bool
}

func newCreateCmd(f *cli.Factory) *cobra.Command {
	o := &createOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "create", Args: cli.NoArgs,
		Short: f.Text(msgScheduleCreateShort), Long: f.Text(msgScheduleCreateLong), Example: f.Text(msgScheduleCreateExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cli.AddFields(cmd.Flags(), f, fields())
	f.Retry.AddTo(cmd.Flags(), f, false)
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, f.Text(msg.FlagDryRunPlain))
	cmd.Flags().BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	return cmd
}

func fields() []cli.FieldFlag {
	return []cli.FieldFlag{
		{Name: "schedule", Path: "schedule", Usage: msgFlagNewSchedule, Shape: "SCHEDULE"},
		{Name: "user", Path: "user", Usage: msg.FlagUser, Shape: "USER"},
		{Name: "job-name", Path: "jobName", Usage: msgFlagScheduleJobName, Shape: "NAME"},
	}
}

func (o *createOptions) run(ctx context.Context) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	draft := manifest.NewSchedule()
	cli.SetFields(draft, f.Flags(), fields())
	cli.SetCenter(draft, cfg)
	request, warnings, err := draft.Schedule(manifest.Options{Now: f.Now(), Strict: o.Strict})
	cli.Warnings(f, warnings)
	if err != nil {
		return err
	}
	if o.DryRun {
		return cli.DryRun(ctx, f, request)
	}
	return o.send(ctx, request)
}

func (o *createOptions) send(ctx context.Context, request *zdm.ScheduleRequest) error {
	f := o.Factory
	run, err := change.Start(f)
	if err != nil {
		return err
	}
	defer run.Client.Close()
	result, err := run.Client.CreateSchedule(ctx, request)
	if err != nil {
		tell := []string{"schedule", "list", "--all"}
		if request.JobName != "" {
			tell = []string{"schedule", "list", "--job-name", request.JobName}
		}
		return cli.Words(f).OfChange(err, msgTheSchedule.With(), tell...)
	}
	if shown := o.show(ctx, run.Out, result); shown != nil {
		return exit.New(exit.Internal, msgScheduleNotWritten.With(shown.Error())).Because(shown)
	}
	return nil
}

func (o *createOptions) show(ctx context.Context, out cli.Output, result zdm.Result[zdm.NewSchedule]) error {
	f := o.Factory
	var made zdm.ScheduleInfo
	for _, part := range []*zdm.ScheduleInfo{result.Data.Advanced, result.Data.Basic} {
		if part == nil {
			continue
		}
		if made.Description.None() {
			made.Description = part.Description
		}
		if !part.ID.None() {
			made.ID = part.ID
		}
	}
	switch {
	case made.ID.None() && (out.Human() || out.Format == render.FormatName):
		f.Warn(msgScheduleWithoutID.With())
		return nil
	case out.Format == render.FormatName:
		return render.Names(f.IO.Out, []string{string(made.ID)})
	case !out.Human():
		return out.Document(ctx, result.Raw)
	case f.Global.Quiet:
		return nil
	}
	created := msgScheduleCreated.With(string(made.ID))
	if !made.Description.None() {
		created = msg.Reason.With(created, string(made.Description))
	}
	_, err := io.WriteString(f.IO.Out, render.Safe(created.In(f.Lang))+"\n")
	return err
}
