package recovery

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/duration"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type historyOptions struct {
	Factory *cli.Factory
	Pages   resource.ListFlags
	Query   zdm.HistoryQuery
	Job     resource.Identifier // "" means all recoveries
	Servers cli.ServerSide
	Since   string
}

func newHistoryCmd(f *cli.Factory) *cobra.Command {
	o := &historyOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "history [NAME]", Args: o.Job.TakeAny("NAME"), Short: f.Text(msgHistoryShort), Long: f.Text(msgHistoryLong), Example: f.Text(msgHistoryExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Job.AddTo(cmd, f)
	o.Pages.AddTo(cmd, f)
	o.Servers.AddTo(cmd, f.Text(msgFlagHistorySource), f.Text(msgFlagHistoryTarget))
	cmd.Flags().StringVar(&o.Query.Partition, "partition", "", f.Text(msgFlagHistoryPartition))
	cmd.Flags().StringVar(&o.Since, "since", "", f.Text(msgFlagHistorySince))
	cli.EnumVar(cmd, &o.Query.Result, "result", zdm.HistoryResults(), f.Text(msgFlagHistoryResult))
	return cmd
}

func (o *historyOptions) run(ctx context.Context) (err error) {
	query := o.Query
	if query.JobID, err = o.Job.ID(); err != nil {
		return err
	}
	if query.JobID == "" {
		query.JobName = o.Job.Value
	}
	if query.Server, query.ServerType, err = o.Servers.Filter(); err != nil {
		return err
	}
	if query.Center, err = resource.Centers(o.Factory); err != nil {
		return err
	}
	view := runs()
	view.None = o.Job.Taken()
	if query.Server != "" {
		view.Empty = func(ctx context.Context, client *zdm.Client) error {
			o.noteRemoved(ctx, client, query.Server)
			return nil
		}
	}
	if o.Since != "" {
		since, err := o.since()
		if err != nil {
			return err
		}
		view.Keep = func(x *zdm.History) bool {
			at, known := x.Time.Start.Time(since.Location())
			return !known || !at.Before(since)
		}
	}
	newest, err := o.newest(ctx)
	if err != nil {
		return err
	}
	view.Columns = append(view.Columns, resource.Column[zdm.History]{Heading: msgHeadPartitionResults, Wide: true, Text: func(x *zdm.History) zdm.Text {
		if newest == nil || x.Time.Start.None() || x.Time.Start != newest.Time.Start {
			return ""
		}
		return partitionResults(newest)
	}})
	return resource.List(ctx, o.Factory, &o.Pages, view, func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.History] {
		query.Paging = ask.Paging
		return c.Histories(query)
	})
}

// noteRemoved prints that ZDM does not have a server. That is no error, because the history also
// contains removed servers.
func (o *historyOptions) noteRemoved(ctx context.Context, client *zdm.Client, server string) {
	f := o.Factory
	failed, unknown := errors.AsType[*exit.Error](resource.KnowsServer(ctx, f, client, server))
	if !unknown {
		return
	}
	for _, note := range append([]msg.Message{failed.Message}, failed.Notes...) {
		f.Note(note)
	}
}

// newest returns the newest run of a recovery with the images and results of its partitions, which
// the history does not have. It returns nil if the server does not report them: before 3.0, the
// values of each partition are those of the job.
func (o *historyOptions) newest(ctx context.Context) (*zdm.MonitoredJob, error) {
	f := o.Factory
	if o.Job.Value == "" {
		return nil, nil
	}
	if out, err := f.Output(render.Listed()...); err != nil || !out.Wide() {
		return nil, err
	}
	client, err := f.Client()
	if err != nil {
		return nil, err
	}
	defer client.Close()
	found, err := client.MonitorJob(ctx, o.Job.Value, zdm.MonitorQuery{})
	if failed, ok := errors.AsType[*zdm.Error](err); ok && (failed.Kind == zdm.Refused || failed.Kind == zdm.Foreign) {
		return nil, nil
	}
	if err != nil {
		return nil, f.Explain(err)
	}
	if found.Generation != zdm.Generation3 || len(found.Data.Jobs) != 1 {
		return nil, nil
	}
	return &found.Data.Jobs[0], nil
}

// partitionResults returns the result and the image of each partition of a run.
func partitionResults(run *zdm.MonitoredJob) zdm.Text {
	var parts []string
	for _, p := range run.Details {
		words := []string{string(p.Name())}
		for _, word := range []zdm.Text{p.Info.Status, p.BackupFile} {
			if !word.None() {
				words = append(words, string(word))
			}
		}
		parts = append(parts, strings.Join(words, " "))
	}
	return zdm.Text(strings.Join(parts, "; "))
}

// since parses --since: an age or a time.
func (o *historyOptions) since() (time.Time, error) {
	now := o.Factory.Now()
	if age, err := duration.Parse(o.Since); err == nil {
		return now.Add(-age), nil
	}
	at, ok := cli.ParseTime(o.Since, now)
	switch {
	case !ok:
		return at, exit.New(exit.Usage, msgHistorySinceForm.With(o.Since))
	case at.After(now):
		return at, exit.New(exit.Usage, msg.SinceFuture.With(o.Since))
	}
	return at.In(now.Location()), nil
}

func runs() resource.View[zdm.History] {
	return resource.View[zdm.History]{
		Name: func(x *zdm.History) zdm.Text { return x.Job.Name },
		Columns: []resource.Column[zdm.History]{
			{Heading: msg.HeadJob, Text: func(x *zdm.History) zdm.Text { return x.Job.Name }},
			{Heading: msg.HeadSource, Text: func(x *zdm.History) zdm.Text { return x.System.Name }},
			{Heading: msg.HeadTarget, Text: func(x *zdm.History) zdm.Text { return x.Job.Target }},
			{Heading: msgHeadResult, Text: func(x *zdm.History) zdm.Text { return x.Result.Status }, Tone: render.StatusTone},
			{Heading: msg.FieldStart, Text: func(x *zdm.History) zdm.Text { return x.Time.Start }},
			{Heading: msg.FieldElapsed, Text: func(x *zdm.History) zdm.Text { return x.Time.Elapsed }},
			{Heading: msg.HeadPartitions, Wide: true, Text: func(x *zdm.History) zdm.Text { return resource.Words(x.Job.Partitions) }},
			{Heading: msg.FieldEnd, Wide: true, Text: func(x *zdm.History) zdm.Text { return x.Time.End }},
			{Heading: msg.HeadDetail, Wide: true, Text: func(x *zdm.History) zdm.Text { return x.Result.Description }},
		},
	}
}
