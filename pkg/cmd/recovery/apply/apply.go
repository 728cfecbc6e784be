// Package apply implements the command "zdmctl recovery apply".
package apply

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	defaultParallel = 4
	maxParallel     = 64
)

// Options holds the arguments of one run.
type Options struct {
	Factory  *cli.Factory
	Files    []string // files, directories, "-"
	Parallel int
	Journal  string // "" means none
	FailFast bool
	DryRun   bool
	Update   bool
	Strict   bool
	Start    bool // start each recovery as soon as it is registered
	Plan     bool // send nothing if the plan of any request has errors
	Shard    manifest.Shard
	ExitCode bool // exit with exit.Missed if a dry run finds differences
}

// NewCmd returns the command "zdmctl recovery apply".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "apply", Args: cli.NoArgs,
		Short: f.Text(msgApplyShort), Long: f.Text(msgApplyLong), Example: f.Text(msgApplyExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return applyAll(cmd.Context(), o) },
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&o.Files, "file", "f", nil, f.Text(msgFlagApplyFiles))
	flags.IntVar(&o.Parallel, "parallel", defaultParallel, f.Text(msgFlagParallel))
	flags.StringVar(&o.Journal, "journal", "", f.Text(msgFlagJournal))
	flags.BoolVar(&o.Update, "update", false, f.Text(msgFlagUpdate))
	flags.BoolVar(&o.FailFast, "fail-fast", false, f.Text(msgFlagFailFast))
	flags.BoolVar(&o.DryRun, "dry-run", false, f.Text(msgFlagApplyDry))
	flags.BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	flags.BoolVar(&o.Start, "start", false, f.Text(msgFlagStart))
	flags.BoolVar(&o.Plan, "plan", false, f.Text(msgFlagPlan))
	flags.BoolVar(&o.ExitCode, "exit-code", false, f.Text(msgFlagExitCode))
	cli.ShardVar(cmd, f, &o.Shard)
	f.Retry.AddTo(flags, f, true)
	return cmd
}

// applyAll reads the requests, applies them and shows the results.
func applyAll(ctx context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	out, err := f.Output(render.Listed()...)
	if err != nil {
		return err
	}
	wave, err := o.read(ctx, cfg)
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	plans, err := o.before(ctx, cfg, client, wave)
	if err != nil {
		return err
	}
	results := newResults(o, out, wave, plans)
	run := apply.Config{
		Registrar: cli.Registrar(f, cfg, client), Parallel: o.Parallel, Update: o.Update, FailFast: o.FailFast, Strict: o.Strict, DryRun: o.DryRun,
		Others: wave.others, Say: func(m msg.Message) string { return m.In(f.Lang) }, Report: results.take, Pending: results.pending,
	}
	defer run.Close()
	if o.Journal != "" {
		if run.Journal, err = apply.OpenJournal(o.Journal, client.Base(), wave.requests, o.Update); err != nil {
			return err
		}
	}
	err = apply.Run(ctx, wave.requests, run)
	if run.Journal != nil {
		if closed := run.Journal.Close(); err == nil {
			err = closed
		}
	}
	return results.end(ctx, err)
}

// before checks everything that would otherwise fail after requests have been sent, and plans the
// requests if o.Plan is set.
func (o *Options) before(ctx context.Context, cfg *config.Config, client *zdm.Client, w *wave) (plans []checked, err error) {
	if !o.DryRun {
		err = cli.CheckAuditLog(cfg)
	}
	if err == nil && (o.Plan || o.DryRun) {
		plans, err = o.plans(ctx, client, w)
	}
	if err == nil && !o.DryRun {
		err = refusal(plans)
	}
	return plans, err
}

func (o *Options) check() error {
	if len(o.Files) == 0 {
		return exit.New(exit.Usage, msgNothingToApply.With()).Note(msgNameFilesToSend.With())
	}
	if o.Parallel < 1 || o.Parallel > maxParallel {
		return exit.New(exit.Usage, msgParallelRange.With(o.Parallel, maxParallel))
	}
	if o.ExitCode && !o.DryRun {
		return exit.New(exit.Usage, msgExitCodeAlone.With())
	}
	return cli.Exclusive(o.Factory.Flags(), "dry-run", "journal")
}

// pending reports that the run waits for requests of an earlier run.
func (r *results) pending(n int, longest time.Duration) {
	r.bar.clear()
	r.options.Factory.Note(msgWaitingFor.With(longest.Round(time.Second).String(), n))
}
