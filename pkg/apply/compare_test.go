package apply_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Values that servers spell differently compare as equal, and real differences are found.
func TestSpellingsOfServers(t *testing.T) {
	t.Parallel()
	own := zdm.RecoveryJob{SourcePartition: "/", TargetPartition: "/dev/vda1", Mode: "increment"}
	forbid := func(r *zdm.RecoveryRequest) { r.Overwrite = "not allow" }
	checkDifferences(t, []difference{
		{"incremental, full requested", nil, []string{`"mode": "full"`, `"mode": "Incremental Backup"`}, "mode increment full", `{"mode": "full"}`},
		{"full, incremental requested", func(r *zdm.RecoveryRequest) { r.Mode = "increment" }, []string{`"mode": "full"`, `"mode": "Full Backup"`}, "mode full increment", `{"mode": "increment"}`},
		{"a partition has its own mode already, and something else changes", func(r *zdm.RecoveryRequest) { r.Platform, r.JobList = "aws", []zdm.RecoveryJob{own} },
			[]string{`"mode": "full"`, `"mode": "inc"`}, "platform kvm aws", `{"platform": "aws"}`},
		{"overwriting, in the request's word", forbid, []string{`"Overwritten"`, `" ALLOW "`}, " | jobList[0].overwrite allow not allow", ""},
		{"overwriting, in an unknown word", forbid, []string{`"Overwritten"`, `"maybe"`}, "", ""},
		{"overwriting, without a value", forbid, []string{`"Overwritten"`, `"-"`}, "", ""},
	})
}

// A schedule's type is reported as a word or a number. A different type means a different schedule,
// even if nothing else is reported.
func TestScheduleTypes(t *testing.T) {
	t.Parallel()
	asked := []*zdm.Schedule{
		{Type: 0, Basic: &zdm.ScheduleBasic{Year: "2026", Month: "6", Day: "1", Time: "10:00"}},
		{Type: 1, Basic: &zdm.ScheduleBasic{Time: "00:00", Interval: &zdm.ScheduleInterval{Minute: "5"}}},
		{Type: 2, Basic: &zdm.ScheduleBasic{Time: "00:00", Interval: &zdm.ScheduleInterval{Hour: "5"}}},
		{Type: 3, Basic: &zdm.ScheduleBasic{Time: "10:00"}},
		{Type: 4, Basic: &zdm.ScheduleBasic{Day: "mon", Time: "10:00"}},
		{Type: 5, Basic: &zdm.ScheduleBasic{Week: "1", Day: "mon", Time: "10:00"}},
		{Type: 6, Basic: &zdm.ScheduleBasic{Day: "1", Time: "10:00"}},
	}
	words := [][]string{
		{"Once", "0"}, {"Every Minute", "minutely", "1"}, {"Hourly", "2"}, {" daily ", "3"}, {"WEEKLY", "4"},
		{"Monthly (Specific Week and Day of the Week)", "5"}, {"Monthly on Specific Date", "6"},
	}
	for kind, all := range words {
		for _, word := range all {
			for _, schedule := range asked {
				b := newBackend(t)
				b.holds("a", strings.Replace(jobFor("900", newRequest("a")), `"schedule": {"basic": "-"}`, fmt.Sprintf(`"schedule": {"basic": {"type": %q}}`, word), 1))
				r := newRequest("a")
				r.Schedule = schedule
				a := b.run(t, []apply.Request{requestOf(t, r)}, updating, dry)
				if differs := a.results["a"].Outcome == apply.Updated; differs != (kind != schedule.Type) || a.results["a"].Detail.IsZero() != differs {
					t.Errorf("%q, type %d requested: %s, %q", word, schedule.Type, changes(a.results["a"]), a.results["a"].Detail.String())
				}
			}
		}
	}
}

// A copy of another schedule is never mistaken for the existing one.
func TestCopyOfASchedule(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.holds("a", strings.Replace(jobFor("900", newRequest("a")), `"schedule": {"basic": "-"}`, `"schedule": {"basic": {"id": "31", "type": "daily", "description": "Every day at 02:30"}}`, 1))
	r := newRequest("a")
	r.Schedule = &zdm.Schedule{Type: 3, BasicID: 31}
	if a := b.run(t, []apply.Request{requestOf(t, r)}, updating); a.outcomes() != "a unchanged 0" || a.results["a"].Detail.IsZero() {
		t.Errorf("%s, %+v", a.outcomes(), a.results["a"])
	}
}

// The message shows the first reason of a failed change and the server's ID of the call.
func TestReasonOfAFailedUpdate(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("a"))
	b.On("PUT "+zdmtest.Recoveries+"/900", zdmtest.Data(`{"jobInfo": {"id": "900", "errorMessage": "locked"}, "summary": {"state": "fail",
"eachUpdatedFields": [{"partition": "/", "errorMessage": "busy", "summary": {"state": "fail"}}]}}`))
	r := newRequest("a")
	r.Platform = "aws"
	e := b.run(t, []apply.Request{requestOf(t, r)}, updating).results["a"].Err
	if e == nil || !strings.HasSuffix(e.Error(), "locked") || e.Status != 200 || e.RequestID != "r-ok" {
		t.Errorf("%+v", e)
	}
}

// A job that matches its request has no differences to show.
func TestNoDifferences(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("a"))
	if r := b.run(t, requests(t, "a"), updating).results["a"]; r.Outcome != apply.Unchanged || !r.Detail.IsZero() || r.Err != nil || r.Changes != nil || r.Differs != nil {
		t.Errorf("%+v", r)
	}
}
