// Package check implements the command "zdmctl recovery check", a monitoring plugin.
package check

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	formatPrometheus = "prometheus"
	defaultMaxAge    = 26 * time.Hour // allows a daily backup to take two hours longer
	checksAtATime    = 4
)

// Options holds the arguments of one run.
type Options struct {
	Factory    *cli.Factory
	Names      change.Names
	MaxAge     time.Duration
	OutputFile string // of metrics; "" means stdout
}

// NewCmd returns the command "zdmctl recovery check".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use:   "check [NAME...]",
		Short: f.Text(msgCheckShort), Long: f.Text(msgCheckLong), Example: f.Text(msgCheckExample),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && len(o.Names.Files) == 0 { // select all recoveries
				return nil
			}
			return o.failed(o.Names.Take("NAME")(cmd, args))
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return o.failed(cli.FlagError(cmd, err)) })
	o.Names.AddTo(cmd, f)
	o.Names.AddFilesTo(cmd, f)
	duration.Var(cmd.Flags(), &o.MaxAge, "max-age", defaultMaxAge, f.Text(msgFlagMaxAge))
	cmd.Flags().StringVar(&o.OutputFile, "output-file", "", f.Text(msgFlagOutputFile))
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

// run checks the recoveries and shows the result. If it cannot, the status is unknown.
func (o *Options) run(ctx context.Context) error {
	cfg, err := o.Factory.Config()
	if err != nil {
		return o.failed(err)
	}
	metrics := cfg.Output == formatPrometheus
	if o.OutputFile != "" && !metrics {
		return o.failed(exit.New(exit.Usage, msgOnlyMetrics.With()))
	}
	out := cli.Output{Format: render.FormatTable}
	if metrics && o.Factory.Global.JQ != "" {
		return o.failed(exit.New(exit.Usage, msg.FilterNeedsJSON.With(formatPrometheus)))
	}
	if !metrics {
		if out, err = o.Factory.Output(render.FormatTable, render.FormatJSON, render.FormatYAML, formatPrometheus); err != nil {
			return o.failed(err)
		}
	}
	found, err := o.all(ctx)
	result := &result{at: o.Factory.Now(), maxAge: o.MaxAge, lang: o.Factory.Lang, recoveries: found, err: err}
	if written := o.show(ctx, out, metrics, result); written != nil {
		return o.failed(written)
	}
	switch {
	case err != nil && out.Human() && !metrics:
		return withCode(err, exit.Code(Unknown))
	case result.status() == OK:
		return nil
	}
	return exit.Shown(exit.Code(result.status()))
}

// show writes the result in its format. If metrics go to a file, stdout gets the status line.
func (o *Options) show(ctx context.Context, out cli.Output, metrics bool, r *result) error {
	f := o.Factory
	switch {
	case metrics && o.OutputFile == "":
		_, err := f.IO.Out.Write(r.metrics())
		return err
	case metrics:
		if err := osfile.Replace(o.OutputFile, r.metrics(), 0o644); err != nil { // the exporter must be able to read it
			return exit.New(exit.Internal, msgFileNotWritten.With(o.OutputFile, osfile.Cause(err))).Because(err)
		}
	case !out.Human():
		return out.Value(ctx, r.document())
	}
	_, err := f.IO.Out.Write([]byte(r.line()))
	return err
}

// failed prints the line of a plugin for an error that prevents any result, with the status
// unknown.
func (o *Options) failed(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*exit.Error](err); ok {
		r := result{lang: o.Factory.Lang, err: e}
		_, _ = o.Factory.IO.Out.Write([]byte(r.line()))
	}
	return withCode(err, exit.Code(Unknown))
}

// withCode returns the error with another exit code.
func withCode(err error, code exit.Code) error {
	e, ok := errors.AsType[*exit.Error](err)
	if !ok {
		return err
	}
	shown := *e
	shown.Code = code
	return &shown
}

// all checks the requested recoveries in order. The error is one that affects every call.
func (o *Options) all(ctx context.Context) ([]*recovery, error) {
	f := o.Factory
	client, err := f.Client()
	if err != nil {
		return nil, err
	}
	defer client.Close()
	checks, err := o.checks(ctx, client)
	if err != nil {
		return nil, err
	}
	centers, err := plan.RepositoryCenters(ctx, client)
	if err != nil {
		return nil, f.Explain(err)
	}
	c := &checker{client: client, centers: centers, options: plan.Options{Now: f.Now(), MaxAge: o.MaxAge, Again: true}}
	return panics.Map(ctx, len(checks), checksAtATime, func(i int) (*recovery, error) {
		found, err := checks[i](ctx, c)
		return found, f.Explain(err)
	})
}

// check checks one recovery.
type check = func(context.Context, *checker) (*recovery, error)

// checks returns the checks of the named recoveries, or of all.
func (o *Options) checks(ctx context.Context, client *zdm.Client) (checks []check, err error) {
	f := o.Factory
	if len(o.Names.Values) > 0 || len(o.Names.Files) > 0 {
		targets, err := o.Names.Recoveries(ctx, f, client)
		for _, target := range targets {
			checks = append(checks, func(ctx context.Context, c *checker) (*recovery, error) { return c.target(ctx, target) })
		}
		return checks, err
	}
	center, err := resource.Centers(f)
	if err != nil {
		return nil, err
	}
	query := zdm.RecoveryQuery{RecoveryFilter: zdm.RecoveryFilter{Detail: true, Center: center}}
	for job, err := range client.Recoveries(query).Kept().All(ctx) {
		if err != nil {
			return nil, f.Explain(err)
		}
		checks = append(checks, func(ctx context.Context, c *checker) (*recovery, error) { return c.registered(ctx, &job) })
	}
	return checks, nil
}

// oneLine removes the separator of a plugin's performance data from a text.
func oneLine(text string) string { return strings.ReplaceAll(render.Safe(text), "|", "/") }
