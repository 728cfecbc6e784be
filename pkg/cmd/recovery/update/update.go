// Package update implements the command "zdmctl recovery update".
package update

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options holds the arguments of one run.
type Options struct {
	Factory    *cli.Factory
	Job        resource.Identifier
	Partitions []string // PARTITION=MODE
	DryRun     bool
	Strict     bool
}

// NewCmd returns the command "zdmctl recovery update".
func NewCmd(f *cli.Factory) *cobra.Command {
	o := &Options{Factory: f}
	cmd := &cobra.Command{
		Use: "update NAME", Args: o.Job.Take("NAME"), Short: f.Text(msgUpdateShort), Long: f.Text(msgUpdateLong), Example: f.Text(msgUpdateExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return update(cmd.Context(), o) },
	}
	cli.AddFields(cmd.Flags(), f, fields())
	cmd.Flags().StringArrayVar(&o.Partitions, "partition", nil, f.Text(msgFlagUpdatePartition))
	o.Job.AddTo(cmd, f)
	f.Retry.AddTo(cmd.Flags(), f, false)
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, f.Text(msg.FlagDryRunPlain))
	cmd.Flags().BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	return cmd
}

func fields() []cli.FieldFlag {
	return []cli.FieldFlag{
		{Name: "change-name", Path: "changeName", Usage: msgFlagChangeName, Shape: "NAME"},
		{Name: "platform", Path: "platform", Usage: msg.FlagPlatform, Shape: "PLATFORM"},
		{Name: "schedule", Path: "schedule", Usage: msg.FlagSchedule, Shape: "SCHEDULE"},
		{Name: "mode", Path: "mode", Usage: msgFlagUpdateMode, Shape: "full|increment"},
		{Name: "after-reboot", Path: "afterReboot", Usage: msg.FlagAfterReboot, Shape: "reboot|shutdown|maintain"},
		{Name: "mail-event", Path: "mailEvent", Usage: msg.FlagMailEvent, Shape: "ADDRESS"},
		{Name: "network-limit", Path: "networkLimit", Usage: msg.FlagNetworkLimit, Shape: "N"},
		{Name: "script-path", Path: "scriptPath", Usage: msg.FlagScriptPath, Shape: "PATH"},
		{Name: "script-run", Path: "scriptRun", Usage: msg.FlagScriptRun, Shape: "before|after"},
	}
}

func update(ctx context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	if !o.given() {
		return exit.New(exit.Usage, msgNothingToChange.With()).Note(msg.NothingWasSent.With()).Try("zdmctl recovery update --help")
	}
	draft := manifest.NewUpdate()
	cli.SetFields(draft, f.Flags(), fields())
	for _, value := range o.Partitions {
		draft.AddPartition("--partition", value)
	}
	cli.SetCenter(draft, cfg)
	request, warnings, err := draft.Update(manifest.Options{Now: f.Now(), Strict: o.Strict})
	cli.Warnings(f, warnings)
	if err != nil {
		return err
	}
	if o.DryRun {
		return cli.DryRun(ctx, f, request)
	}
	return o.send(ctx, request)
}

// given reports whether any change was specified.
func (o *Options) given() bool {
	changed := func(field cli.FieldFlag) bool { return o.Factory.Flags().Changed(field.Name) }
	return len(o.Partitions) > 0 || slices.ContainsFunc(fields(), changed)
}

func (o *Options) send(ctx context.Context, request *zdm.RecoveryUpdate) error {
	f := o.Factory
	run, err := change.Start(f)
	if err != nil {
		return err
	}
	defer run.Client.Close()
	target, err := change.Recovery(ctx, f, run.Client, &o.Job)
	if err != nil {
		return err
	}
	result, err := run.Update(ctx, target, request)
	if result.Raw == nil {
		return change.Absent(f, &o.Job, err)
	}
	shown := o.show(ctx, run.Out, request, result, err != nil)
	if err == nil && shown != nil {
		return exit.New(exit.Internal, msgChangeNotWritten.With(target.Name, shown.Error())).Because(shown)
	}
	return err
}

func (o *Options) show(ctx context.Context, out cli.Output, request *zdm.RecoveryUpdate, result zdm.Result[zdm.UpdatedRecovery], failed bool) error {
	f, data := o.Factory, &result.Data
	name := cmp.Or(string(data.Job.Name), request.ChangeName, o.Job.Value)
	switch {
	case out.Format == render.FormatName && !failed:
		return render.Names(f.IO.Out, []string{name})
	case out.Format == render.FormatName:
		return nil
	case !out.Human():
		return out.Document(ctx, result.Raw)
	case f.Global.Quiet && !failed:
		return nil
	}
	rows := rowsOf(data)
	message := msg.Updated.With(name)
	switch {
	case failed && len(rows) > 0:
		message = msg.UpdatedInPart.With(name)
	case failed:
		return nil
	case len(rows) == 0:
		message = msg.UpdatedNoFields.With(name)
	}
	if _, err := io.WriteString(f.IO.Out, render.Safe(message.In(f.Lang))+"\n"); err != nil || len(rows) == 0 {
		return err
	}
	return resource.Section(f, columns(), rows, false)
}

// row is a field before and after.
type row struct{ field, before, after zdm.Text }

// rowsOf returns the changes of the whole job, followed by those of each partition with its name as
// prefix.
func rowsOf(data *zdm.UpdatedRecovery) []row {
	var rows []row
	for _, c := range data.Summary.Common {
		rows = append(rows, row{c.Field, c.Previous, c.New})
	}
	for _, p := range data.Summary.Each {
		for _, c := range p.Summary.Common {
			rows = append(rows, row{p.Name() + ": " + c.Field, c.Previous, c.New})
		}
	}
	return rows
}

func columns() []resource.Column[row] {
	return []resource.Column[row]{
		{Heading: msgHeadField, Text: func(r *row) zdm.Text { return r.field }},
		{Heading: msgHeadBefore, Text: func(r *row) zdm.Text { return r.before }},
		{Heading: msgHeadAfter, Text: func(r *row) zdm.Text { return r.after }},
	}
}
