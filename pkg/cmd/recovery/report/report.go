// Package report is the command "zdmctl recovery report".
package report

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/reports"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/report"
)

// Options is what one run needs.
type Options struct {
	Factory *cli.Factory
	Journal string
	Report  reports.Flags
}

// NewCmd returns the command "zdmctl recovery report".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "report JOURNAL", Args: o.take, Short: f.Text(msgShort), Long: f.Text(msgLong), Example: f.Text(msgExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return show(cmd.Context(), o) },
	}
	o.Report.AddTo(cmd, f)
	return cmd
}

func (o *Options) take(cmd *cobra.Command, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return exit.New(exit.Usage, msg.MissingArgument.With("JOURNAL")).Try(cmd.CommandPath() + " --help")
	}
	o.Journal = args[0]
	return nil
}

// show makes the report of a journal; no server is asked.
func show(ctx context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(cfg, render.FormatTable, render.FormatWide, render.FormatJSON, render.FormatJSONLines, render.FormatYAML, render.FormatCSV)
	if err != nil {
		return err
	}
	if err := o.Report.Check(); err != nil {
		return err
	}
	content, err := journal.Read(o.Journal)
	if err != nil {
		return err
	}
	if !content.HasRun() {
		return exit.New(exit.Usage, msgNoRun.With(o.Journal)).Note(msgOfARun.With())
	}
	document := report.Build(report.Source{Records: content.Records, Path: o.Journal, Sum: content.Sum}, o.Report.Options(f))
	if err := o.Report.Write(f, document); err != nil {
		return err
	}
	if out.Format == render.FormatJSONLines {
		return out.Value(ctx, map[string]any{"data": document})
	}
	return reports.Show(ctx, f, out, document)
}
