package manifest

import (
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// NewSchedule returns an empty request for POST /schedules. Schedule completes it. Its fields are
// center, user, jobName and schedule. SetSchedule sets the last one: a type from 0 to 11, but not
// the id of another.
func NewSchedule() *Draft {
	return newDraft(form{msgASchedule, newScheduleSchema(), (*checker).past})
}

// Schedule checks the draft as Request does and returns the body of POST /schedules.
func (d *Draft) Schedule(o Options) (*zdm.ScheduleRequest, []exit.Problem, error) {
	type given struct {
		Center   string `json:"center"`
		User     string `json:"user"`
		JobName  string `json:"jobName"`
		Schedule struct {
			Type     int                `json:"type"`
			Basic    *zdm.ScheduleBasic `json:"basic"`
			Advanced *zdm.ScheduleBasic `json:"advanced"`
		} `json:"schedule"`
	}
	body, warnings, err := finish[given](d, o)
	if err != nil {
		return nil, warnings, err
	}
	return &zdm.ScheduleRequest{Center: body.Center, User: body.User, JobName: body.JobName,
		Type: body.Schedule.Type, Basic: body.Schedule.Basic, Advanced: body.Schedule.Advanced}, warnings, nil
}

func newScheduleSchema() field {
	return field{kind: objectKind, fields: []field{
		{name: "center", flag: "--center", kind: idKind, required: true},
		{name: "user", flag: "--user", kind: idKind, rule: (*checker).user},
		{name: "jobName", flag: "--job-name", kind: textKind},
		{name: "schedule", flag: "--schedule", kind: newScheduleKind, required: true, fields: []field{
			{name: "type", kind: typeKind, required: true},
			{name: "basic", kind: timesKind, required: true, fields: timeFields()},
			{name: "advanced", kind: timesKind, fields: timeFields()},
		}},
	}}
}
