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

func newListCmd(f *cli.Factory) *cobra.Command {
	var query zdm.BackupQuery
	view := backups()
	view.Empty = func(ctx context.Context, client *zdm.Client) error {
		if query.Server == "" {
			return nil
		}
		return resource.KnowsServer(ctx, f, client, query.Server)
	}
	cmd := resource.NewListCmd(f, msgBackupListShort, msgBackupListExample, view, func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.Backup] {
		query.Paging, query.Detail, query.Center = ask.Paging, ask.Detail, ask.Center
		return c.Backups(query)
	})
	cli.IDVar(cmd, &query.JobID, "job-id", f.Text(msg.FlagListJobID))
	cmd.Flags().StringVar(&query.JobName, "job-name", "", f.Text(msg.FlagListJobName))
	cmd.Flags().StringVar(&query.Server, "source", "", f.Text(msg.FlagListSource))
	cli.EnumVar(cmd, &query.Mode, "mode", zdm.BackupModes(), f.Text(msg.FlagListMode))
	cli.EnumVar(cmd, &query.Status, "status", zdm.JobStatuses(), f.Text(msg.FlagListStatus))
	cmd.Flags().StringVar(&query.Partition, "partition", "", f.Text(msg.FlagListPartition))
	resource.DriveVar(cmd, f, &query.Drive)
	cli.IDVar(cmd, &query.RepositoryID, "repository-id", f.Text(msg.FlagListRepositoryID))
	cli.EnumVar(cmd, &query.RepositoryType, "repository-type", zdm.RepositoryTypes(), f.Text(msg.FlagListRepositoryType))
	cmd.Flags().StringVar(&query.RepositoryPath, "repository-path", "", f.Text(msg.FlagListRepositoryPath))
	return cmd
}

func backups() resource.View[zdm.Backup] {
	return resource.View[zdm.Backup]{
		Name:     func(x *zdm.Backup) zdm.Text { return x.Job.Info.Name },
		InCenter: true,
		Detailed: true,
		Columns: []resource.Column[zdm.Backup]{
			{Heading: msg.HeadBackup, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Name }},
			{Heading: msg.FieldID, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.ID }},
			{Heading: msg.HeadSource, Text: func(x *zdm.Backup) zdm.Text { return x.System.Name }},
			{Heading: msg.HeadPartition, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Volume() }},
			{Heading: msg.HeadStatus, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Status.Current }, Tone: render.StatusTone},
			{Heading: msg.HeadRepositoryShort, Text: func(x *zdm.Backup) zdm.Text { return x.Repository.ID }},
			{Heading: msg.HeadMode, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Mode }},
			{Heading: msg.HeadRepositoryPath, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Repository.Path }},
			{Heading: msg.FieldStart, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Job.Info.Status.Time.Start }},
			{Heading: msg.FieldUpdated, Wide: true, Text: func(x *zdm.Backup) zdm.Text { return x.Job.LastUpdated }},
		},
	}
}
