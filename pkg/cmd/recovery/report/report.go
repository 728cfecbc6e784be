// Package report implements the command "zdmctl recovery report".
package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/reports"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/report"
)

// Options holds the arguments of one run.
type Options struct {
	Factory  *cli.Factory
	Journals []string // several: journals of shards
	Report   reports.Flags
}

// NewCmd returns the command "zdmctl recovery report".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "report JOURNAL...", Args: o.take, Short: f.Text(msgShort), Long: f.Text(msgLong), Example: f.Text(msgExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return show(cmd.Context(), o) },
	}
	o.Report.AddTo(cmd, f)
	return cmd
}

func (o *Options) take(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || slices.Contains(args, "") {
		return exit.New(exit.Usage, msg.MissingArgument.With("JOURNAL")).Try(cmd.CommandPath() + " --help")
	}
	o.Journals = args
	return nil
}

// show writes the report of journals, without contacting a server.
func show(ctx context.Context, o *Options) error {
	f := o.Factory
	out, err := f.Output(render.Documented()...)
	if err != nil {
		return err
	}
	if err := cmp.Or(o.Report.Check(), o.Report.CheckNotReplacing(o.Journals...)); err != nil {
		return err
	}
	document, err := o.build()
	if err != nil {
		return err
	}
	if err := o.Report.Write(f, document); err != nil {
		return err
	}
	if out.Format == render.FormatJSONLines {
		return out.Value(ctx, map[string]any{"data": document})
	}
	return reports.Show(ctx, f, out, document)
}

// build builds the report of the journals.
func (o *Options) build() (*report.Document, error) {
	var sources []report.Source
	for _, path := range o.Journals {
		content, err := journal.Read(path)
		if err != nil {
			return nil, err
		}
		if !content.HasRun() {
			return nil, exit.New(exit.Usage, msgNoRun.With(path)).Note(msgNeedsRun.With())
		}
		sources = append(sources, report.Source{Records: content.Records, Path: path, Sum: content.Sum})
	}
	if len(sources) == 1 && !sources[0].IsShard() {
		return report.Build(sources[0], o.Report.Options(o.Factory)), nil
	}
	return report.Join(sources, o.Report.Options(o.Factory))
}
