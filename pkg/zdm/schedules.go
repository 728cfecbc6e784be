package zdm

import (
	"context"
	"net/http"
)

// ScheduleQuery selects schedules (ZDM API, query of GET /schedules). Empty fields are not sent.
type ScheduleQuery struct {
	ID      string `query:"id"` // digits
	JobName string `query:"jobName"`
	Type    string `query:"type"`   // see ScheduleTypes; up to 2.0.2 also 0 to 11
	State   string `query:"state"`  // see ScheduleStates
	Center  string `query:"center"` // ids or names, separated by commas; since 2.0
	Paging
}

// ScheduleInfo is a schedule that is registered with ZDM (ZDM API, GET /schedules).
type ScheduleInfo struct {
	ID     Text `json:"id"`
	Center struct {
		ID   Text `json:"id"`
		Name Text `json:"name"`
	} `json:"center"`
	Type        Text `json:"type"`  // Daily, daily or a number
	State       Text `json:"state"` // Enabled, enabled, 1 or 0
	JobName     Text `json:"jobName"`
	LastRunTime Text `json:"lastRunTime"` // see Text.Time
	Description Text `json:"description"`
}

// ScheduleRequest is the body of POST /schedules.
type ScheduleRequest struct {
	Center   string         `json:"center"`         // id or name
	User     string         `json:"user,omitempty"` // id or email address
	JobName  string         `json:"jobName,omitempty"`
	Type     int            `json:"type"` // 0 to 11
	Basic    *ScheduleBasic `json:"basic,omitempty"`
	Advanced *ScheduleBasic `json:"advanced,omitempty"` // of the smart types, 7 to 11
}

// Body returns the request as it is sent.
func (r *ScheduleRequest) Body() ([]byte, error) { return encode(r) }

// NewSchedule is the answer to POST /schedules.
type NewSchedule struct {
	Basic    *ScheduleInfo `json:"basic"`
	Advanced *ScheduleInfo `json:"advanced"` // of a smart type, on some servers
}

// DeletedSchedule is the answer to DELETE /schedules/:id.
type DeletedSchedule struct {
	ID          Text `json:"id"`
	Name        Text `json:"name"`
	Type        Text `json:"type"`
	Description Text `json:"description"`
}

// Schedules lists schedules (ZDM API, GET /schedules).
func (c *Client) Schedules(query ScheduleQuery) List[ScheduleInfo] {
	return listOf[ScheduleInfo](c, "/schedules", query)
}

// Schedule reads one schedule (ZDM API, GET /schedules/:id, which does not support a center).
func (c *Client) Schedule(ctx context.Context, id string) (Result[ScheduleInfo], error) {
	return readOne[ScheduleInfo](ctx, c, pathOf("schedules", id), struct{}{})
}

// CreateSchedule registers a schedule (ZDM API, POST /schedules). It is sent again only if nothing
// of it was sent. Error.OutcomeUnknown reports whether the schedule may exist after an error.
// Repeating the call creates another schedule.
func (c *Client) CreateSchedule(ctx context.Context, request *ScheduleRequest) (Result[NewSchedule], error) {
	return write[NewSchedule](ctx, c, call{method: http.MethodPost, path: "/schedules", body: request})
}

// DeleteSchedule deletes a schedule (ZDM API, DELETE /schedules/:id). Center, an id or a name, may
// be empty. Servers return 409 while a job uses the schedule.
func (c *Client) DeleteSchedule(ctx context.Context, id, center string) (Result[DeletedSchedule], error) {
	return write[DeletedSchedule](ctx, c, call{method: http.MethodDelete, path: pathOf("schedules", id), query: queryOf(centerOnly{center})})
}
