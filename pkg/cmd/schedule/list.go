package schedule

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type listOptions struct {
	Factory *cli.Factory
	Pages   resource.ListFlags
	Query   zdm.ScheduleQuery
}

func newListCmd(f *cli.Factory) *cobra.Command {
	o := &listOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "list", Args: cli.NoArgs, Short: f.Text(msgScheduleListShort), Example: f.Text(msgScheduleListExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Pages.AddTo(cmd, f)
	cli.IDVar(cmd, &o.Query.ID, "id", f.Text(msgFlagListScheduleID))
	cmd.Flags().StringVar(&o.Query.JobName, "job-name", "", f.Text(msg.FlagListJobName))
	cmd.Flags().StringVar(&o.Query.Type, "type", "", f.Text(msgFlagScheduleType))
	cli.EnumVar(cmd, &o.Query.State, "state", zdm.ScheduleStates(), f.Text(msgFlagScheduleState))
	return cmd
}

func (o *listOptions) run(ctx context.Context) (err error) {
	query := o.Query
	if n, err := strconv.Atoi(query.Type); err == nil && n >= 0 && n < len(zdm.ScheduleTypes()) {
		query.Type = strings.ToLower(zdm.ScheduleTypes()[n]) // servers of 3.0 take names only
	}
	if query.Center, err = resource.Centers(o.Factory); err != nil {
		return err
	}
	return resource.List(ctx, o.Factory, &o.Pages, schedules(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.ScheduleInfo] {
		query.Paging = ask.Paging
		return c.Schedules(query)
	})
}

func schedules() resource.View[zdm.ScheduleInfo] {
	return resource.View[zdm.ScheduleInfo]{
		Name: func(x *zdm.ScheduleInfo) zdm.Text { return x.ID },
		Columns: []resource.Column[zdm.ScheduleInfo]{
			{Heading: msg.HeadID, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.ID }},
			{Heading: msgHeadScheduleType, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.Type }},
			{Heading: msg.HeadState, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.State }},
			{Heading: msg.HeadJob, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.JobName }},
			{Heading: msgHeadDescription, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.Description }},
			{Heading: msg.HeadCenter, Wide: true, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.Center.Name }},
			{Heading: msgHeadLastRun, Wide: true, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.LastRunTime }},
		},
	}
}
