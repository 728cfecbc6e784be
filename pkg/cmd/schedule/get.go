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

func newGetCmd(f *cli.Factory) *cobra.Command {
	return resource.NewGetCmd(f, "ID", resource.One[zdm.ScheduleInfo]{
		Short: msgScheduleGetShort, Example: msgScheduleGetExample,
		By: resource.ByID, // a schedule has no name
		Read: func(ctx context.Context, client *zdm.Client, identifier, _ string) (zdm.Result[zdm.ScheduleInfo], error) {
			return client.Schedule(ctx, identifier)
		},
		List: []string{"schedule", "list"},
		Name: func(x *zdm.ScheduleInfo) zdm.Text { return x.ID },
		Show: func(x *zdm.ScheduleInfo, _ bool) error { return show(f, x) },
	})
}

func show(f *cli.Factory, x *zdm.ScheduleInfo) error {
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
