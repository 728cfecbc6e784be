package backup

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type imagesOptions struct {
	Factory *cli.Factory
	Pages   resource.ListFlags
	Query   zdm.ImageQuery
	Type    string              // of the repository; only for all servers
	Server  resource.Identifier // "" for all servers
}

func newImagesCmd(f *cli.Factory) *cobra.Command {
	o := &imagesOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "images [SERVER]", Args: o.Server.TakeAny("SERVER"), Short: f.Text(msgImagesShort), Long: f.Text(msgImagesLong), Example: f.Text(msgImagesExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Server.AddTo(cmd, f)
	o.Pages.AddUnsortedTo(cmd, f)
	cli.IDVar(cmd, &o.Query.RepositoryID, "repository-id", f.Text(msg.FlagListRepositoryID))
	cli.EnumVar(cmd, &o.Type, "repository-type", zdm.RepositoryTypes(), f.Text(msgFlagImagesType))
	cmd.Flags().StringVar(&o.Query.RepositoryPath, "repository-path", "", f.Text(msg.FlagListRepositoryPath))
	cmd.Flags().StringVar(&o.Query.JobName, "backup-job", "", f.Text(msg.FlagListBackupJob))
	cmd.Flags().StringVar(&o.Query.Partition, "partition", "", f.Text(msg.FlagListPartition))
	resource.DriveVar(cmd, f, &o.Query.Drive)
	return cmd
}

// name returns the server's name, because the API accepts no ID here.
func (o *imagesOptions) name(ctx context.Context, c *zdm.Client, center string) (string, error) {
	id, err := o.Server.ID()
	if err != nil || id == "" {
		return o.Server.Value, err
	}
	server, err := c.Server(ctx, id, zdm.ServerFilter{Center: center})
	if err != nil {
		return "", o.Server.Explain(o.Factory.Explain(err))
	}
	if server.Data.Name.None() {
		return "", exit.New(exit.Refused, msgServerWithoutName.With(id))
	}
	return string(server.Data.Name), nil
}

func (o *imagesOptions) run(ctx context.Context) (err error) {
	query := o.Query
	if query.Center, err = resource.Centers(o.Factory); err != nil {
		return err
	}
	if o.Server.Value == "" {
		return o.all(ctx, query)
	}
	if o.Type != "" {
		return exit.New(exit.Usage, msgTypeWithoutServer.With())
	}
	var name string
	view := images()
	view.Failed = func(ctx context.Context, c *zdm.Client, err error) error {
		return resource.WhichMissing(o.Factory, err, repository(ctx, c, query.RepositoryID),
			resource.Part{Value: name, All: resource.Servers(ctx, c, "", ""), Absent: msg.NoSuchServer, List: []string{"server", "list"}})
	}
	return resource.ListOf(ctx, o.Factory, &o.Pages, view, func(c *zdm.Client, ask resource.Ask) (zdm.List[zdm.BackupImage], error) {
		query.Page, query.Limit = ask.Paging.Page, ask.Paging.Limit
		var err error
		if name, err = o.name(ctx, c, query.Center); err != nil {
			return zdm.List[zdm.BackupImage]{}, resource.Absent(o.Factory, err, "server", "list")
		}
		return c.BackupImages(name, query), nil
	})
}

// repository returns the repository that images are searched in.
func repository(ctx context.Context, c *zdm.Client, id string) resource.Part {
	all := resource.CandidatesOf(ctx, c.Repositories(zdm.RepositoryQuery{}), func(x *zdm.RepositoryInfo) resource.Candidate {
		return resource.Candidate{ID: x.ID}
	})
	return resource.Part{Value: id, All: all, Absent: msgNoSuchRepository, List: []string{"repository", "list"}}
}

// all lists the images of all servers, which requires API 3.0.
func (o *imagesOptions) all(ctx context.Context, query zdm.ImageQuery) error {
	f := o.Factory
	view := images()
	view.Columns = append([]resource.Column[zdm.BackupImage]{{Heading: msg.HeadServer, Text: func(x *zdm.BackupImage) zdm.Text { return x.Server.Name }}}, view.Columns...)
	view.Failed = func(ctx context.Context, c *zdm.Client, err error) error {
		return resource.WhichMissing(f, err, repository(ctx, c, query.RepositoryID))
	}
	err := resource.List(ctx, f, &o.Pages, view, func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.BackupImage] {
		query.Page, query.Limit = ask.Paging.Page, ask.Paging.Limit
		return c.Images(zdm.ImagesQuery{ImageQuery: query, RepositoryType: o.Type})
	})
	if failed, ok := errors.AsType[*zdm.Error](err); ok && failed.Generation != zdm.Generation3 && (failed.Kind == zdm.Refused || failed.UnknownCall()) {
		return exit.New(exit.Refused, msgImagesSince.With()).Because(err).Try(f.Next("server", "list"))
	}
	return err
}

func images() resource.View[zdm.BackupImage] {
	return resource.View[zdm.BackupImage]{
		Name: func(x *zdm.BackupImage) zdm.Text { return x.Image.Name },
		Columns: []resource.Column[zdm.BackupImage]{
			{Heading: msg.HeadPartition, Text: func(x *zdm.BackupImage) zdm.Text { return x.Volume() }},
			{Heading: msg.HeadImageFile, Text: func(x *zdm.BackupImage) zdm.Text { return x.Image.Name }},
			{Heading: msgHeadImageType, Text: func(x *zdm.BackupImage) zdm.Text { return x.Image.Type }},
			{Heading: msg.HeadSize, Text: func(x *zdm.BackupImage) zdm.Text { return zdm.Text(x.Image.Size.String()) }},
			{Heading: msgHeadCreated, Text: func(x *zdm.BackupImage) zdm.Text { return x.Image.CreatedAt }},
			{Heading: msg.HeadBackup, Wide: true, Text: func(x *zdm.BackupImage) zdm.Text { return x.Image.JobName }},
			{Heading: msg.HeadRepository, Wide: true, Text: func(x *zdm.BackupImage) zdm.Text { return x.Image.Repository.ID }},
			{Heading: msg.HeadRepositoryPath, Wide: true, Text: func(x *zdm.BackupImage) zdm.Text { return x.Image.Repository.Path }},
		},
	}
}
