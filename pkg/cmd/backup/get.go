package backup

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newGetCmd(f *cli.Factory) *cobra.Command {
	return resource.NewGetCmd(f, "NAME", resource.One[zdm.Backup]{
		Short: msgBackupGetShort, Example: msgBackupGetExample,
		Read: func(ctx context.Context, client *zdm.Client, identifier, center string) (zdm.Result[zdm.Backup], error) {
			return client.Backup(ctx, identifier, zdm.BackupFilter{Detail: true, Center: center})
		},
		Named: named,
		List:  []string{"backup", "list"},
		Name:  func(x *zdm.Backup) zdm.Text { return x.Job.Info.Name },
		Show:  func(x *zdm.Backup, _ bool) error { return show(f, x) },
	})
}

func named(ctx context.Context, client *zdm.Client, name, center string) resource.Candidates {
	query := zdm.BackupQuery{JobName: name, BackupFilter: zdm.BackupFilter{Center: center}}
	return resource.CandidatesOf(ctx, client.Backups(query), func(x *zdm.Backup) resource.Candidate {
		return resource.Candidate{ID: x.Job.Info.ID, Name: x.Job.Info.Name}
	})
}

// schedules returns the schedules of a backup; a smart one has two.
func schedules(s *zdm.BackupSchedule) string {
	if s == nil {
		return ""
	}
	both := []string{resource.Schedule(s.Basic), resource.Schedule(s.Advanced)}
	return strings.Join(slices.DeleteFunc(both, func(one string) bool { return one == "" }), "; ")
}

func show(f *cli.Factory, x *zdm.Backup) error {
	return render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msg.FieldJob, Value: string(x.Job.Info.Name)},
		{Name: msg.FieldID, Value: string(x.Job.Info.ID)},
		{Name: msg.FieldSource, Value: string(x.System.Name)},
		{Name: msgFieldPartition, Value: string(x.Job.Info.Volume())},
		{Name: msg.FieldMode, Value: string(x.Job.Info.Mode)},
		{Name: msg.FieldStatus, Value: string(x.Job.Info.Status.Current), Tone: render.StatusTone(string(x.Job.Info.Status.Current))},
		{Name: msg.FieldStart, Value: string(x.Job.Info.Status.Time.Start)},
		{Name: msg.FieldElapsed, Value: string(x.Job.Info.Status.Time.Elapsed)},
		{Name: msg.FieldEnd, Value: string(x.Job.Info.Status.Time.End)},
		{Name: msg.FieldSchedule, Value: schedules(x.Job.Info.Schedule)},
		{Name: msgFieldRepository, Value: string(x.Repository.ID)},
		{Name: msgFieldRepositoryType, Value: string(x.Repository.Type)},
		{Name: msg.FieldPath, Value: string(x.Repository.Path)},
		{Name: msgFieldCompression, Value: string(x.Job.Info.Options.Compression)},
		{Name: msgFieldEncryption, Value: string(x.Job.Info.Options.Encryption)},
		{Name: msgFieldRotation, Value: string(x.Job.Info.Options.Rotation)},
		{Name: msg.FieldUpdated, Value: string(x.Job.LastUpdated)},
	})
}
