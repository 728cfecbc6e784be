package recovery

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newGetCmd(f *cli.Factory) *cobra.Command {
	return resource.NewGetCmd(f, "NAME", resource.One[zdm.Recovery]{
		Short: msgGetShort, Long: msgGetLong, Example: msgGetExample,
		Read: func(ctx context.Context, client *zdm.Client, identifier, center string) (zdm.Result[zdm.Recovery], error) {
			return client.Recovery(ctx, identifier, zdm.RecoveryFilter{Detail: true, Center: center})
		},
		Named: resource.Recoveries,
		List:  []string{"recovery", "list"},
		Name:  func(r *zdm.Recovery) zdm.Text { return r.Job.Info.Name },
		Show:  func(r *zdm.Recovery, wide bool) error { return show(f, r, wide) },
	})
}

// show prints a recovery with its partitions, without the fields that are not set.
func show(f *cli.Factory, job *zdm.Recovery, wide bool) error {
	info, style := job.Job.Info, cli.OutStyle(f)
	fields := []render.Field{
		{Name: msg.FieldJob, Value: string(info.Name)},
		{Name: msg.FieldID, Value: string(info.ID)},
		{Name: msg.FieldSource, Value: systemOf(job.System.Source)},
		{Name: msgFieldTarget, Value: systemOf(job.System.Target)},
		{Name: msgFieldPlatform, Value: string(info.Platform)},
		{Name: msg.FieldStatus, Value: string(info.Status.Current), Tone: render.StatusTone(string(info.Status.Current))},
		{Name: msg.FieldStart, Value: string(info.Status.Time.Start)},
		{Name: msg.FieldElapsed, Value: string(info.Status.Time.Elapsed)},
		{Name: msg.FieldEnd, Value: string(info.Status.Time.End)},
		{Name: msg.FieldSchedule, Value: resource.Schedule(info.Schedule)},
		{Name: msgFieldAfterReboot, Value: string(info.AfterReboot)},
		{Name: msgFieldNetworkLimit, Value: networkLimit(info.NetworkSpeed)},
		{Name: msgFieldScript, Value: strings.TrimSpace(string(info.Script.Path + " " + info.Script.Run))},
		{Name: msgFieldMail, Value: string(info.Notification.Mail)},
		{Name: msg.FieldUpdated, Value: string(info.LastUpdated)},
	}
	if err := render.Fields(f.IO.Out, style, fields); err != nil {
		return err
	}
	return resource.Section(f, partitionColumns(), job.Job.Detail, wide)
}

func partitionColumns() []resource.Column[zdm.RecoveryPartition] {
	return []resource.Column[zdm.RecoveryPartition]{
		{Heading: msg.HeadPartition, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.From }},
		{Heading: msg.HeadTarget, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Target() }},
		{Heading: msg.HeadMode, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Mode }},
		{Heading: msg.HeadBackup, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Backup.JobName }},
		{Heading: msg.HeadImage, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Backup.FileName }},
		{Heading: msg.HeadRepositoryShort, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Repository.ID }},
		{Heading: msg.HeadRepositoryPath, Wide: true, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Repository.Path }},
		{Heading: msg.HeadOverwrite, Wide: true, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Option.Overwrite }},
		{Heading: msg.HeadFileSystem, Wide: true, Text: func(p *zdm.RecoveryPartition) zdm.Text { return p.Option.FileSystem }},
	}
}

// systemOf returns a server's name with its ID.
func systemOf(s zdm.System) string {
	if s.ID.None() {
		return string(s.Name)
	}
	return string(s.Name + " (" + s.ID + ")")
}

// networkLimit returns "" for 0, which means no limit.
func networkLimit(speed zdm.Text) string {
	if speed == "0" {
		return ""
	}
	return string(speed)
}
