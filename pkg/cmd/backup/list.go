package backup

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
	Query   zdm.BackupQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgBackupListShort), Example: f.Text(msgBackupListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	o.Pages.AddDetailTo(cmd, f)
	cli.IDVar(cmd, &o.Query.JobID, "job-id", f.Text(msg.FlagListJobID))
	cmd.Flags().StringVar(&o.Query.JobName, "job-name", "", f.Text(msg.FlagListJobName))
	cmd.Flags().StringVar(&o.Query.Server, "source", "", f.Text(msg.FlagListSource))
	cli.EnumVar(cmd, &o.Query.Mode, "mode", zdm.BackupModes(), f.Text(msg.FlagListMode))
	cli.EnumVar(cmd, &o.Query.Status, "status", zdm.JobStatuses(), f.Text(msg.FlagListStatus))
	cmd.Flags().StringVar(&o.Query.Partition, "partition", "", f.Text(msg.FlagListPartition))
	resource.DriveVar(cmd, f, &o.Query.Drive)
	cli.IDVar(cmd, &o.Query.RepositoryID, "repository-id", f.Text(msg.FlagListRepositoryID))
	cli.EnumVar(cmd, &o.Query.RepositoryType, "repository-type", zdm.RepositoryTypes(), f.Text(msg.FlagListRepositoryType))
	cmd.Flags().StringVar(&o.Query.RepositoryPath, "repository-path", "", f.Text(msg.FlagListRepositoryPath))
	return cmd
}

func (o *listOptions) run(ctx context.Context) (err error) {
	query := o.Query
	if query.Center, err = resource.Centers(o.Factory); err != nil {
		return err
	}
	return resource.List(ctx, o.Factory, &o.Pages, backups(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.Backup] {
		query.Paging, query.Detail = ask.Paging, ask.Detail
		return c.Backups(query)
	})
}

func backups() resource.View[zdm.Backup] {
	return resource.View[zdm.Backup]{
		Name: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Name },
		Columns: []resource.Column[zdm.Backup]{
			{Heading: msg.HeadBackup, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Name }},
			{Heading: msg.HeadID, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.ID }},
			{Heading: msg.HeadSource, Text: func(x *zdm.Backup) zdm.Text { return x.System.Name }},
			{Heading: msg.HeadPartition, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Volume() }},
			{Heading: msg.HeadStatus, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Status.Current }, Tone: render.StatusTone},
			{Heading: msg.HeadRepositoryShort, Text: func(x *zdm.Backup) zdm.Text { return x.Repository.ID }},
			{Heading: msg.HeadMode, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Mode }},
			{Heading: msg.HeadRepositoryPath, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Repository.Path }},
			{Heading: msg.HeadStart, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Status.Time.Start }},
			{Heading: msg.HeadUpdated, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Job.LastUpdated }},
		},
	}
}
