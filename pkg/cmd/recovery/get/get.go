// Package get is the command "zdmctl recovery get".
package get

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
	Job     string // id or name
}

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := cmdutil.Command(&cobra.Command{
		Use: "get NAME", Short: f.Text(msg.GetShort), Long: f.Text(msg.GetLong), Example: f.Text(msg.GetExample),
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cmdutil.OneArg(cmd, args, "NAME"); err != nil {
				return err
			}
			o.Job = args[0]
			return nil
		},
	}, o, run, get)
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func get(ctx context.Context, o *Options) error {
	f := o.Factory
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
	result, err := client.Recovery(ctx, o.Job, zdm.RecoveryFilter{Detail: true})
	if err != nil {
		return f.Explain(err)
	}
	switch {
	case out.Human():
		return show(f, &result.Data)
	case out.Format == render.FormatName:
		return render.Names(f.IO.Out, []string{string(result.Data.Job.Info.Name)})
	}
	return out.Document(ctx, result.Raw)
}

func show(f *cmdutil.Factory, job *zdm.Recovery) error {
	info, style := job.Job.Info, f.OutStyle()
	fields := []render.Field{
		{Name: msg.FieldJob, Value: string(info.Name)},
		{Name: msg.FieldID, Value: string(info.ID)},
		{Name: msg.FieldSource, Value: string(job.System.Source.Name)},
		{Name: msg.FieldTarget, Value: string(job.System.Target.Name)},
		{Name: msg.FieldPlatform, Value: string(info.Platform)},
		{Name: msg.FieldStatus, Value: string(info.Status.Current)},
		{Name: msg.FieldUpdated, Value: string(info.LastUpdated)},
	}
	if s := info.Schedule; s != nil && !s.Description.None() {
		fields = append(fields, render.Field{Name: msg.FieldSchedule, Value: string(s.Description)})
	}
	if err := render.Fields(f.IO.Out, style, fields); err != nil {
		return err
	}
	t := render.Table{Headings: f.Texts(msg.HeadPartition, msg.HeadTarget, msg.HeadMode, msg.HeadBackup, msg.HeadImage, msg.HeadRepository)}
	for _, p := range job.Job.Detail {
		target := p.TargetDevice
		if target.None() {
			target = p.To
		}
		t.Rows = append(t.Rows, []string{string(p.From), string(target), string(p.Mode), string(p.Backup.JobName), string(p.Backup.FileName), string(p.Repository.ID)})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	if _, err := f.IO.Out.Write([]byte("\n")); err != nil {
		return err
	}
	return t.Write(f.IO.Out, style)
}
