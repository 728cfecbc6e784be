// Package list is the command "zdmctl recovery list".
package list

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const firstPage = 50 // jobs that are listed without --all

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
	JobName string
	Source  string // server, by id or name
	Target  string // likewise
	Status  string
	All     bool
}

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := cmdutil.Command(&cobra.Command{
		Use: "list", Args: cmdutil.NoArgs, Short: f.Text(msg.ListShort), Example: f.Text(msg.ListExample),
	}, o, run, list)
	cmd.Flags().StringVar(&o.JobName, "job-name", "", f.Text(msg.FlagListJobName))
	cmd.Flags().StringVar(&o.Source, "source", "", f.Text(msg.FlagListSource))
	cmd.Flags().StringVar(&o.Target, "target", "", f.Text(msg.FlagListTarget))
	cmd.Flags().StringVar(&o.Status, "status", "", f.Text(msg.FlagListStatus))
	cmd.Flags().BoolVar(&o.All, "all", false, f.Text(msg.FlagListAll))
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

// list asks for one page, or for all of them, and shows the jobs.
func list(ctx context.Context, o *Options) error {
	f := o.Factory
	if o.Source != "" && o.Target != "" {
		return exit.New(exit.Usage, msg.SourceOrTarget.With())
	}
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(cfg)
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	query := o.query()
	if !o.All {
		query.Paging = zdm.Paging{Page: 1, Limit: firstPage}
	}
	jobs := client.Recoveries(query)
	result, err := jobs.Get(ctx)
	if err != nil {
		return f.Explain(err)
	}
	if more := result.Pagination; more != nil && !o.All && more.TotalItems.N > int64(len(result.Data)) {
		f.Note(msg.ListedSome.With(len(result.Data), more.TotalItems))
	}
	switch {
	case out.Human():
		return table(f, result.Data).Write(f.IO.Out, f.OutStyle())
	case out.Format == render.FormatName:
		names := make([]string, len(result.Data))
		for i, job := range result.Data {
			names[i] = string(job.Job.Info.Name)
		}
		return render.Names(f.IO.Out, names)
	}
	return out.Document(ctx, result.Raw)
}

func (o *Options) query() zdm.RecoveryQuery {
	query := zdm.RecoveryQuery{JobName: o.JobName, RecoveryFilter: zdm.RecoveryFilter{Status: o.Status}}
	switch {
	case o.Source != "":
		query.Server, query.ServerType = o.Source, "source"
	case o.Target != "":
		query.Server, query.ServerType = o.Target, "target"
	}
	return query
}

func table(f *cmdutil.Factory, jobs []zdm.Recovery) render.Table {
	t := render.Table{Headings: f.Texts(msg.HeadJob, msg.HeadID, msg.HeadSource, msg.HeadTarget, msg.HeadStatus, msg.HeadUpdated)}
	for _, job := range jobs {
		info := job.Job.Info
		t.Rows = append(t.Rows, []string{string(info.Name), string(info.ID), string(job.System.Source.Name), string(job.System.Target.Name),
			string(info.Status.Current), string(info.LastUpdated)})
	}
	return t
}
