// Package plan implements the command "zdmctl recovery plan".
package plan

import (
	"context"
	"encoding/json"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options holds the arguments of one run.
type Options struct {
	Factory *cli.Factory
	Request cli.RequestFlags
	MaxAge  time.Duration
	Strict  bool
	Shard   manifest.Shard
}

// NewCmd returns the command "zdmctl recovery plan".
func NewCmd(f *cli.Factory) *cobra.Command { return newCmd(f, show) }

func newCmd(f *cli.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "plan", Args: cli.NoArgs,
		Short: f.Text(msgPlanShort), Long: f.Text(msgPlanLong), Example: f.Text(msgPlanExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	o.Request.Several = true
	o.Request.AddTo(cmd.Flags(), f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	duration.Var(cmd.Flags(), &o.MaxAge, "max-age", plan.DefaultMaxAge, f.Text(msg.FlagMaxAge))
	cmd.Flags().BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	cli.ShardVar(cmd, f, &o.Shard)
	help.GroupFlags(f.Lang, cmd, help.RequestSections("max-age strict retries shard")...)
	return cmd
}

// show reads the requests, plans them against the server and shows the plans.
func show(ctx context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(render.Documented()...)
	if err != nil {
		return err
	}
	if o.Shard.Given() && len(o.Request.Files) == 0 {
		return exit.New(exit.Usage, msgShardNeedsFiles.With())
	}
	requests, err := o.requests(ctx, cfg)
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	plans, err := o.makeAll(ctx, client, requests)
	if err != nil {
		return err
	}
	if len(plans) != 1 || o.several() {
		return showMany(ctx, f, out, plans)
	}
	if err := write(ctx, f, out, plans[0]); err != nil {
		return err
	}
	return plans[0].Refusal()
}

// several reports whether the plans are shown as a list, even if there is only one.
func (o *Options) several() bool {
	if len(o.Request.Files) != 1 || o.Shard.Given() {
		return len(o.Request.Files) > 0
	}
	info, err := os.Stat(o.Request.Files[0])
	return err == nil && info.IsDir()
}

// requests reads the requests of the files, or builds the one that the flags describe.
func (o *Options) requests(ctx context.Context, cfg *config.Config) (requests []*zdm.RecoveryRequest, err error) {
	f := o.Factory
	if one, err := o.Request.One(o.several()); err != nil {
		return nil, err
	} else if one {
		draft, err := o.Request.Draft(ctx, f.IO.In, cfg)
		if err != nil {
			return nil, err
		}
		request, warnings, err := draft.Request(manifest.Options{Now: f.Now(), Strict: o.Strict})
		cli.Warnings(f, warnings)
		return []*zdm.RecoveryRequest{request}, err
	}
	_, err = cli.EachRequest(ctx, f, cfg, o.Request.Files, o.Strict, func(draft *manifest.Draft) error {
		mine, err := o.Shard.Takes(draft)
		if err != nil || !mine {
			return err
		}
		var request zdm.RecoveryRequest
		if err := json.Unmarshal(draft.Body(), &request); err != nil {
			return err
		}
		requests = append(requests, &request)
		return nil
	})
	return requests, err
}

// write shows a plan in the format of -o.
func write(ctx context.Context, f *cli.Factory, out cli.Output, made *plan.Plan) error {
	switch {
	case out.Human():
		return human(f, made, out)
	case out.Format == render.FormatCSV:
		remarks(f, made)
		return out.Table(f, table(f, made, out))
	case out.Format == render.FormatJSONLines:
		return out.Value(ctx, map[string]any{"data": documentOf(made, f.Lang)})
	}
	return out.Value(ctx, documentOf(made, f.Lang))
}
