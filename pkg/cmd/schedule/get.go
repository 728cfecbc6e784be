package schedule

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type getOptions struct {
	Factory    *cli.Factory
	Identifier resource.Identifier
}

func newGetCmd(f *cli.Factory) *cobra.Command {
	o := &getOptions{Factory: f, Identifier: resource.Identifier{By: resource.ByID}} // a schedule has no name
	cmd := &cobra.Command{
		Use: "get ID", Args: o.Identifier.Take("ID"), Short: f.Text(msgScheduleGetShort), Example: f.Text(msgScheduleGetExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *getOptions) run(ctx context.Context) error {
	return resource.Get(ctx, o.Factory, &o.Identifier, resource.One[zdm.ScheduleInfo]{
		Read: func(ctx context.Context, client *zdm.Client, identifier, _ string) (zdm.Result[zdm.ScheduleInfo], error) {
			return client.Schedule(ctx, identifier)
		},
		List: []string{"schedule", "list"},
		Name: func(x *zdm.ScheduleInfo) zdm.Text { return x.ID },
		Show: func(x *zdm.ScheduleInfo, wide bool) error { return show(o.Factory, x, wide) },
	})
}

func show(f *cli.Factory, x *zdm.ScheduleInfo, _ bool) error {
	return render.Fields(f.IO.Out, cli.OutStyle(f), []render.Field{
		{Name: msg.FieldID, Value: string(x.ID)},
		{Name: msgFieldScheduleType, Value: string(x.Type)},
		{Name: msgFieldState, Value: string(x.State)},
		{Name: msg.FieldSchedule, Value: string(x.Description)},
		{Name: msg.FieldJob, Value: string(x.JobName)},
		{Name: msg.FieldCenter, Value: string(x.Center.Name)},
		{Name: msgFieldLastRun, Value: string(x.LastRunTime)},
	})
}
