// Package create implements the command "zdmctl recovery create".
package create

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/follow"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options holds the arguments of one run.
type Options struct {
	Factory   *cli.Factory
	Request   cli.RequestFlags
	DryRun    bool
	Plan      bool
	MaxAge    time.Duration // maximum age of an image, for Plan
	Strict    bool
	Absent    bool // succeed if a recovery of the name exists
	Duplicate bool // register another recovery of the same name
	Wait      bool
	Waiting   follow.TimeoutFlag
}

// NewCmd returns the command "zdmctl recovery create".
func NewCmd(f *cli.Factory) *cobra.Command { return newCmd(f, create) }

func newCmd(f *cli.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "create", Aliases: []string{"regist"}, Args: cli.NoArgs, // the name in zdm-cli
		Short: f.Text(msgCreateShort), Long: f.Text(msgCreateLong), Example: f.Text(msgCreateExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	o.Request.AddTo(cmd.Flags(), f)
	f.Retry.AddTo(cmd.Flags(), f, true)
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, f.Text(msgFlagDryRun))
	cmd.Flags().BoolVar(&o.Plan, "plan", false, f.Text(msgFlagPlan))
	duration.Var(cmd.Flags(), &o.MaxAge, "max-age", plan.DefaultMaxAge, f.Text(msg.FlagMaxAge))
	cmd.Flags().BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	cmd.Flags().BoolVar(&o.Absent, "if-absent", false, f.Text(msgFlagIfAbsent))
	cmd.Flags().BoolVar(&o.Duplicate, "allow-duplicate", false, f.Text(msgFlagAllowDuplicate))
	cmd.Flags().BoolVar(&o.Wait, "wait", false, f.Text(msgFlagWait))
	o.Waiting.AddTo(cmd, f)
	sections := help.RequestSections("dry-run plan max-age strict if-absent allow-duplicate retries settle")
	help.GroupFlags(f.Lang, cmd, append(sections, help.Section{Heading: msgSectionWait, Names: "wait wait-timeout"})...)
	return cmd
}

// create reads the request, registers it and shows the response.
func create(ctx context.Context, o *Options) error {
	f := o.Factory
	if err := o.check(); err != nil {
		return err
	}
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	draft, err := o.Request.Draft(ctx, f.IO.In, cfg)
	if err != nil {
		return err
	}
	request, warnings, err := draft.Request(manifest.Options{Now: f.Now(), Strict: o.Strict})
	cli.Warnings(f, warnings)
	if err != nil {
		return err
	}
	if o.DryRun && !o.Plan {
		return dryRun(ctx, f, cfg, request)
	}
	if cfg.Output == formatCurl && !o.DryRun {
		return exit.New(exit.Usage, msgFormatNeedsDryRun.With())
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	if !o.DryRun {
		return o.send(ctx, cfg, client, request)
	}
	if err := o.plan(ctx, client, request); err != nil {
		return err
	}
	return dryRun(ctx, f, cfg, request)
}

// send registers the request, unless a recovery of its name exists or the plan finds an error.
func (o *Options) send(ctx context.Context, cfg *config.Config, client *zdm.Client, request *zdm.RecoveryRequest) error {
	f := o.Factory
	out, err := f.Output()
	if err != nil {
		return err
	}
	if o.Absent && request.JobName == "" {
		return exit.New(exit.Usage, msgIfAbsentNeedsName.With()).Note(msgGiveJobName.With())
	}
	registrar := cli.Registrar(f, cfg, client)
	defer registrar.Close()
	attempt, err := registrar.Take(ctx, request)
	if err != nil {
		return err
	}
	defer attempt.Done()
	job, known, err := o.existing(ctx, attempt, request)
	if err != nil {
		return err
	}
	if job != nil {
		attempt.Done()
		return o.leave(ctx, out, client, request, job)
	}
	if o.Wait && o.Waiting.Timeout == 0 && request.AutoStart != zdm.Use && request.Schedule == nil {
		return exit.New(exit.Usage, msgNothingStarts.With()).Note(msgStartOrDoNotWait.With())
	}
	if o.Plan {
		if err := o.plan(ctx, client, request); err != nil {
			return err
		}
	}
	judged, result := attempt.Send(ctx, zdm.Knowing(known...))
	attempt.Done()
	return o.end(ctx, out, client, request, judged, &result)
}

// end shows the result of the registration.
func (o *Options) end(ctx context.Context, out cli.Output, client *zdm.Client, request *zdm.RecoveryRequest, judged outcome.Outcome, result *zdm.Result[zdm.Registration]) error {
	f := o.Factory
	for _, remark := range judged.Remarks {
		f.Note(msg.NoteLine.With(remark))
	}
	if judged.State == outcome.Refused || judged.State == outcome.Unknown {
		return judged.Err
	}
	unwritten := o.show(ctx, out, request, judged, result)
	if judged.Err != nil {
		return o.notAwaited(judged)
	}
	if unwritten != nil {
		return exit.New(exit.Internal, msgResultNotWritten.With(judged.Title(), unwritten.Error())).Because(unwritten)
	}
	if o.Wait && request.AutoStart == zdm.Use && result.Data.Common.AutoStart.False() {
		return exit.New(exit.Failed, msgNotStarted.With(judged.Title())).Try(f.Next(cli.ForJob(judged.Name, "recovery", "start")...))
	}
	return o.afterRegistration(ctx, out, client, request, judged.Name)
}

// plan plans the request. It returns the errors of the plan.
func (o *Options) plan(ctx context.Context, client *zdm.Client, request *zdm.RecoveryRequest) error {
	f := o.Factory
	made, err := plan.Make(ctx, client, request, plan.Options{Now: f.Now(), MaxAge: o.MaxAge, Strict: o.Strict})
	if err != nil {
		return f.Explain(err)
	}
	cli.Warnings(f, plan.Problems(made.Warnings))
	return made.Refusal()
}

// show writes the response to a registration.
func (o *Options) show(ctx context.Context, out cli.Output, request *zdm.RecoveryRequest, judged outcome.Outcome, result *zdm.Result[zdm.Registration]) error {
	f := o.Factory
	switch {
	case out.Human() && f.Global.Quiet && judged.Err == nil:
		return nil
	case out.Human():
		return render.Registration(f.IO.Out, request, &result.Data, judged.Failed, out.Format == render.FormatWide, cli.OutStyle(f))
	case out.Format == render.FormatName:
		return render.Names(f.IO.Out, []string{judged.Name})
	case o.Absent:
		return out.Value(ctx, conditional{Job: judged.Name, Outcome: apply.OutcomeOf(judged.State, apply.Created), Answer: result.Raw})
	}
	return out.Document(ctx, result.Raw)
}
