package schedule

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func newListCmd(f *cli.Factory) *cobra.Command {
	var query zdm.ScheduleQuery
	cmd := resource.NewListCmd(f, msgScheduleListShort, msgScheduleListExample, schedules(), func(c *zdm.Client, ask resource.Ask) zdm.List[zdm.ScheduleInfo] {
		query.Paging, query.Center = ask.Paging, ask.Center
		if n, err := strconv.Atoi(query.Type); err == nil && n >= 0 && n < len(zdm.ScheduleTypes()) {
			query.Type = strings.ToLower(zdm.ScheduleTypes()[n]) // servers of 3.0 take names only
		}
		return c.Schedules(query)
	})
	cli.IDVar(cmd, &query.ID, "id", f.Text(msgFlagListScheduleID))
	cmd.Flags().StringVar(&query.JobName, "job-name", "", f.Text(msg.FlagListJobName))
	cmd.Flags().StringVar(&query.Type, "type", "", f.Text(msgFlagScheduleType))
	cli.EnumVar(cmd, &query.State, "state", zdm.ScheduleStates(), f.Text(msgFlagScheduleState))
	return cmd
}

func schedules() resource.View[zdm.ScheduleInfo] {
	return resource.View[zdm.ScheduleInfo]{
		Name:     func(x *zdm.ScheduleInfo) zdm.Text { return x.ID },
		InCenter: true,
		Columns: []resource.Column[zdm.ScheduleInfo]{
			{Heading: msg.FieldID, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.ID }},
			{Heading: msgFieldScheduleType, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.Type }},
			{Heading: msg.HeadState, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.State }},
			{Heading: msg.HeadJob, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.JobName }},
			{Heading: msgHeadDescription, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.Description }},
			{Heading: msg.HeadCenter, Wide: true, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.Center.Name }},
			{Heading: msgFieldLastRun, Wide: true, Text: func(x *zdm.ScheduleInfo) zdm.Text { return x.LastRunTime }},
		},
	}
}
