// Package create is the command "zdmctl recovery create".
package create

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/cmdutil/follow"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
	Request cmdutil.RequestFlags
	DryRun  bool
	Plan    bool
	MaxAge  plan.MaxAge // of an image, for Plan
	Strict  bool
	Absent  bool // register only when no job of the name is there
	Wait    bool
	Waiting follow.TimeoutFlag
}

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f, MaxAge: plan.DefaultMaxAge}
	cmd := cmdutil.Command(&cobra.Command{
		Use: "create", Aliases: []string{"regist"}, Args: cmdutil.NoArgs, // as zdm-cli calls it
		Short: f.Text(msg.CreateShort), Long: f.Text(msg.CreateLong), Example: f.Text(msg.CreateExample),
	}, o, run, create)
	o.Request.AddTo(cmd.Flags(), f)
	f.Retry.AddTo(cmd.Flags(), f, true)
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, f.Text(msg.FlagDryRun))
	cmd.Flags().BoolVar(&o.Plan, "plan", false, f.Text(msg.FlagPlan))
	cmd.Flags().Var(&o.MaxAge, "max-age", f.Text(msg.FlagMaxAge))
	cmd.Flags().BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	cmd.Flags().BoolVar(&o.Absent, "if-absent", false, f.Text(msg.FlagIfAbsent))
	cmd.Flags().BoolVar(&o.Wait, "wait", false, f.Text(msg.FlagWait))
	o.Waiting.AddTo(cmd, f)
	return cmd
}

// create takes the request from its sources to the server and the answer to the user.
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
	f.Warnings(warnings)
	if err != nil {
		return err
	}
	if o.DryRun && !o.Plan {
		return dryRun(ctx, f, cfg, request)
	}
	if cfg.Output == formatCurl && !o.DryRun {
		return exit.New(exit.Usage, msg.FormatNeedsDryRun.With())
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

// send registers the request, unless something stands against it.
func (o *Options) send(ctx context.Context, cfg *config.Config, client *zdm.Client, request *zdm.RecoveryRequest) error {
	f := o.Factory
	out, err := f.Output(cfg)
	if err != nil {
		return err
	}
	if o.Absent {
		job, err := o.existing(ctx, client, request)
		if err != nil {
			return err
		}
		if job != nil {
			return o.leave(ctx, out, client, request, job)
		}
	}
	if o.Plan {
		if err := o.plan(ctx, client, request); err != nil {
			return err
		}
	}
	return o.register(ctx, out, client, request)
}

// register sends the request and shows the answer.
func (o *Options) register(ctx context.Context, out cmdutil.Output, client *zdm.Client, request *zdm.RecoveryRequest) error {
	f := o.Factory
	result, err := client.CreateRecovery(ctx, request)
	if err != nil {
		return explain(f, request, err)
	}
	if result.Lost != nil {
		f.Note(msg.ConfirmedByLookUp.With(cmdutil.WhatHappened(result.Lost), request.JobName))
	}
	shown := show(ctx, f, out, request, result)
	if failed := verdict(result); failed != nil {
		return o.notAwaited(failed, request, &result.Data)
	}
	if shown != nil {
		return exit.New(exit.Internal, msg.ResultNotWritten.With(nameOf(request), shown.Error())).Because(shown)
	}
	return o.goOn(ctx, out, client, request, &result.Data)
}

// plan looks at what stands against the request. Errors in the plan are its error.
func (o *Options) plan(ctx context.Context, client *zdm.Client, request *zdm.RecoveryRequest) error {
	f := o.Factory
	made, err := plan.Make(ctx, client, request, plan.Options{Now: f.Now(), MaxAge: o.MaxAge, Strict: o.Strict})
	if err != nil {
		return f.Explain(err)
	}
	f.Warnings(plan.Problems(made.Warnings))
	return made.Refusal()
}

func show(ctx context.Context, f *cmdutil.Factory, out cmdutil.Output, request *zdm.RecoveryRequest, result zdm.Result[zdm.Registration]) error {
	switch {
	case out.Human():
		return render.Registration(f.IO.Out, request, &result.Data, out.Format == render.FormatWide, f.OutStyle())
	case out.Format == render.FormatName:
		name := result.Data.Common.JobName
		if name.None() {
			name = zdm.Text(request.JobName)
		}
		return render.Names(f.IO.Out, []string{string(name)})
	}
	return out.Document(ctx, result.Raw)
}

// verdict is the error of a registration that the server took and that failed, in whole or in part.
func verdict(result zdm.Result[zdm.Registration]) *exit.Error {
	data := &result.Data
	total, _, failed := data.Counts()
	if !data.Failed() {
		return nil
	}
	e := exit.New(exit.Failed, msg.RegistrationFailed.With())
	if failed.N > 0 {
		e.Message = msg.PartitionsFailed.With(failed, total)
	}
	if text := data.Common.ErrorMessage; !text.None() {
		e.Message = msg.Verbatim.With(string(text))
	}
	e.Status, e.RequestID = result.Status, result.RequestID
	return e
}

// explain tells a registration that was refused from one that may have happened.
func explain(f *cmdutil.Factory, request *zdm.RecoveryRequest, err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok || !failed.OutcomeUnknown() {
		return f.Explain(err)
	}
	e := exit.New(exit.Unknown, msg.OutcomeUnknown.With(nameOf(request), cmdutil.WhatHappened(failed))).Because(err)
	if failed.Kind == zdm.Foreign {
		e.Note(cmdutil.ForeignBody(failed))
	}
	e.Note(lookedFor(failed.LookUp))
	e.Note(msg.DoNotSendAgain.With())
	e.Status, e.RequestID = failed.Status, failed.RequestID
	if request.JobName != "" {
		e.Try(f.Next(cmdutil.ForJob(request.JobName, "recovery", "get")...))
	}
	return e.Try(f.Next("recovery", "list", "--target", request.Target))
}

// lookedFor says what the search for a lost registration came to.
func lookedFor(search *zdm.LookUp) msg.Message {
	switch {
	case search == nil:
		return msg.MayBeRegistered.With()
	case search.Similar > 0:
		return msg.SimilarJob.With(search.JobName)
	case search.Err != nil:
		return msg.LookUpFailed.With(search.For.Round(time.Second))
	}
	return msg.LookUpInVain.With(search.For.Round(time.Second))
}

// nameOf is what messages call the recovery.
func nameOf(request *zdm.RecoveryRequest) any {
	if request.JobName == "" {
		return msg.TheRecovery.With()
	}
	return request.JobName
}
