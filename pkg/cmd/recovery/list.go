package recovery

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type listOptions struct {
	Factory *cli.Factory
	Pages   resource.ListFlags
	Servers cli.ServerSide
	Query   zdm.RecoveryQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgListShort), Example: f.Text(msgListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	o.Pages.AddDetailTo(cmd, f)
	o.Servers.AddTo(cmd, f.Text(msg.FlagListSource), f.Text(msgFlagListTarget))
	o.Servers.AddEitherTo(cmd, f.Text(msgFlagListEither))
	flags := cmd.Flags()
	cli.IDVar(cmd, &o.Query.JobID, "job-id", f.Text(msg.FlagListJobID))
	flags.StringVar(&o.Query.JobName, "job-name", "", f.Text(msg.FlagListJobName))
	cli.EnumVar(cmd, &o.Query.Status, "status", zdm.JobStatuses(), f.Text(msg.FlagListStatus))
	cli.EnumVar(cmd, &o.Query.Mode, "mode", zdm.Modes(), f.Text(msg.FlagListMode))
	cli.EnumVar(cmd, &o.Query.Platform, "platform", zdm.Platforms(), f.Text(msgFlagListPlatform))
	flags.StringVar(&o.Query.Partition, "partition", "", f.Text(msg.FlagListPartition))
	resource.DriveVar(cmd, f, &o.Query.Drive)
	flags.StringVar(&o.Query.BackupName, "backup-job", "", f.Text(msg.FlagListBackupJob))
	cli.IDVar(cmd, &o.Query.RepositoryID, "repository-id", f.Text(msg.FlagListRepositoryID))
	cli.EnumVar(cmd, &o.Query.RepositoryType, "repository-type", zdm.RepositoryTypes(), f.Text(msg.FlagListRepositoryType))
	flags.StringVar(&o.Query.RepositoryPath, "repository-path", "", f.Text(msg.FlagListRepositoryPath))
	return cmd
}

func (o *listOptions) run(ctx context.Context) (err error) {
	query := o.Query
	if query.Server, query.ServerType, err = o.Servers.Filter(); err != nil {
		return err
	}
	view := recoveries()
	if query.Server != "" {
		view.Empty = func(ctx context.Context, client *zdm.Client) error {
			return resource.KnowsServer(ctx, o.Factory, client, query.Server)
		}
	}
	return resource.List(ctx, o.Factory, &o.Pages, view, func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.Recovery] {
		query.Paging, query.Detail, query.Center = ask.Paging, ask.Detail, ask.Center
		return c.Recoveries(query)
	})
}

func recoveries() resource.View[zdm.Recovery] {
	return resource.View[zdm.Recovery]{
		Name:     func(r *zdm.Recovery) zdm.Text { return r.Job.Info.Name },
		InCenter: true,
		Columns: []resource.Column[zdm.Recovery]{
			{Heading: msg.HeadJob, Text: func(r *zdm.Recovery) zdm.Text { return r.Job.Info.Name }},
			{Heading: msg.FieldID, Text: func(r *zdm.Recovery) zdm.Text { return r.Job.Info.ID }},
			{Heading: msg.HeadSource, Text: func(r *zdm.Recovery) zdm.Text { return r.System.Source.Name }},
			{Heading: msg.HeadTarget, Text: func(r *zdm.Recovery) zdm.Text { return r.System.Target.Name }},
			{Heading: msg.HeadStatus, Text: func(r *zdm.Recovery) zdm.Text { return r.Job.Info.Status.Current }, Tone: render.StatusTone},
			{Heading: msgFieldPlatform, Wide: true, Text: func(r *zdm.Recovery) zdm.Text { return r.Job.Info.Platform }},
			{Heading: msg.FieldSchedule, Wide: true, Text: scheduleOf},
			{Heading: msg.FieldStart, Wide: true, Text: func(r *zdm.Recovery) zdm.Text { return r.Job.Info.Status.Time.Start }},
			{Heading: msg.FieldElapsed, Wide: true, Text: func(r *zdm.Recovery) zdm.Text { return r.Job.Info.Status.Time.Elapsed }},
			{Heading: msg.FieldUpdated, Wide: true, Text: func(r *zdm.Recovery) zdm.Text { return r.Job.Info.LastUpdated }},
		},
	}
}

func scheduleOf(r *zdm.Recovery) zdm.Text {
	if s := r.Job.Info.Schedule; s != nil {
		return s.Description
	}
	return ""
}
