package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// job returns a recovery of db-01 onto a target, which writes one partition.
func job(name, status, target, to string) string {
	return fmt.Sprintf(`{"system": {"source": {"id": "43", "name": "db-01"}, "target": %s}, "job": {"info": {"id": "9%d", "name": %q, "status": {"current": %q}}, "detail": [{"from": "/x", "to": %q}]}}`,
		target, len(name+status), name, status, to)
}

// nightly returns the recovery that the fixture's request would register, with an id and a mode.
func nightly(id, mode string) string {
	part := func(from, to, device string) string {
		return fmt.Sprintf(`{"mode": %q, "from": %q, "to": %q, "targetDevice": %q}`, mode, from, to, device)
	}
	return fmt.Sprintf(`{"system": {"source": {"id": "41", "name": "web-01"}, "target": {"id": "42", "name": "web-01-dr"}},
		"job": {"info": {"id": %q, "name": "nightly", "status": {"current": "Waiting"}}, "detail": [%s, %s]}}`,
		id, part("/", "-", "/dev/vda1"), part("/home", "/home", "-"))
}

// A registered recovery that writes a partition of the request is an error while it runs or is
// scheduled, and a warning otherwise.
func TestRegisteredRecoveries(t *testing.T) {
	t.Parallel()
	const both, idOnly, nameOnly = `{"id": "42", "name": "web-01-dr"}`, `{"id": "42"}`, `{"name": "web-01-dr"}`
	with := func(jobs ...string) func(*fixture) {
		return func(s *fixture) { s.jobs = jobs }
	}
	busy, claimed := "E target-busy jobList[0].targetPartition /", "W target-claimed jobList[0].targetPartition /"
	checkAll(t, []fixtureCase{
		{"runs", with(job("other", "Processing", both, "/dev/vda1")), busy, "/ target-busy; /home ok"},
		{"is scheduled", with(job("other", "Scheduled", both, "/dev/vda1")), busy, "/ target-busy; /home ok"},
		{"has ended", with(job("other", "Complete", both, "/dev/vda1")), claimed, "/ target-claimed; /home ok"},
		{"by the other name of the partition", with(job("other", "Complete", both, "/")), claimed, ""},
		{"one of two", with(job("idle", "Complete", both, "/srv"), job("other", "Processing", both, "/dev/vda1")), busy, ""},
		{"another partition", with(job("other", "Processing", both, "/srv")), "", "/ ok; /home ok"},
		{"another target", with(job("other", "Processing", `{"id": "44", "name": "db-02"}`, "/dev/vda1")), "", ""},
		{"another target of the name", with(job("other", "Processing", `{"id": "44", "name": "web-01-dr"}`, "/dev/vda1")), "", ""},
		{"the target by its id", with(job("other", "Processing", idOnly, "/dev/vda1")), busy, ""},
		{"the target by its name", with(job("other", "Processing", nameOnly, "/dev/vda1")), busy, ""},
		{"the target's own id is not known", func(s *fixture) {
			s.jobs = []string{job("other", "Processing", both, "/dev/vda1")}
			s.servers[1] = server("-", "web-01-dr", "Target", "connected")
			s.on["/api/servers/web-01-dr/partitions"] = zdmtest.List(s.targetParts...)
		}, busy, ""},
		{"the name on other servers", with(job("nightly", "Processing", both, "/dev/vda1")), "E job-exists jobName; " + busy, ""},
		{"another name on the same servers", with(strings.NewReplacer(`"nightly"`, `"weekly"`, "Waiting", "Processing").Replace(nightly("905", "full"))),
			busy + "; E target-busy jobList[1].targetPartition /home", "/ target-busy; /home target-busy"},
		{"partitions of the target that cannot be read", func(s *fixture) {
			s.jobs = []string{job("other", "Processing", both, "/dev/vda1")}
			s.on["/api/servers/42/partitions"] = zdmtest.Reply(500, "", []byte(`{"success": false, "error": "row 7 is bad"}`))
		}, busy + "; W not-checked target", "/ target-busy; /home not-checked"},
		{"the request's own", with(nightly("905", "full")), "E job-exists jobName", "/ ok; /home ok"},
	})
	s := newFixture()
	s.jobs = []string{job("other", "Complete", both, "/dev/vda1")}
	found := finding(t, s.make(t), plan.TargetClaimed)
	if want := msg.TargetClaimed.With("/dev/vda1", "other", "913", "Complete"); found.Message.String() != want.String() || !found.Warning || len(found.Notes) > 0 {
		t.Errorf("%+v, want %s", found, want)
	}
	s.jobs = []string{job("other", "Processing", both, "/dev/vda1")}
	if found := finding(t, s.make(t), plan.TargetBusy); found.Warning || len(found.Notes) != 1 || found.Notes[0].String() != msg.TargetBusyWayOut.With().String() {
		t.Errorf("%+v", found)
	}
}

// A registered recovery can be planned again. An identical one is a note, and a different one is an
// error that lists the differences.
func TestPlanAgain(t *testing.T) {
	t.Parallel()
	again := func(jobs ...string) func(*fixture) {
		return func(s *fixture) { s.jobs, s.options.Again, s.request.Schedule = jobs, true, nil }
	}
	other := job("nightly", "Complete", `{"id": "42", "name": "web-01-dr"}`, "/srv")
	checkAll(t, []fixtureCase{
		{"identical", again(nightly("905", "full")), "N job-same jobName", "/ ok; /home ok"},
		{"different", again(nightly("905", "increment")), "E job-exists jobName", ""},
		{"several", again(nightly("905", "full"), nightly("906", "full")), "E job-exists jobName", ""},
		{"of other servers", again(other), "E job-exists jobName", ""},
		{"not again", func(s *fixture) { s.jobs = []string{nightly("905", "full")} }, "E job-exists jobName", ""},
	})
	for _, tt := range []struct {
		name  string
		jobs  []string
		text  msg.Message
		notes []string
	}{
		{"different", []string{nightly("905", "increment")}, msg.PlanJobExists.With("nightly", "905", "Waiting"),
			[]string{msg.ChangeOf.With("mode", "increment", "full").String(), "change it with recovery apply --update, or choose another --job-name"}},
		{"several", []string{nightly("905", "full"), nightly("906", "full")}, msg.PlanJobExists.With("nightly", "905", "Waiting"), []string{"choose another --job-name, or keep that recovery"}},
		{"of other servers", []string{other}, msg.NameTaken.With("db-01", "web-01-dr"), []string{"choose another --job-name, or keep that recovery"}},
	} {
		s := newFixture()
		again(tt.jobs...)(s)
		found := finding(t, s.make(t), plan.JobExists)
		var notes []string
		for _, note := range found.Notes {
			notes = append(notes, note.String())
		}
		if found.Message.String() != tt.text.String() || !slices.Equal(notes, tt.notes) {
			t.Errorf("%s: %s, %q; want %s, %q", tt.name, found.Message, notes, tt.text, tt.notes)
		}
	}
}

// A list of differences ends after ten.
func TestManyDifferences(t *testing.T) {
	t.Parallel()
	s := newFixture()
	s.jobs, s.options.Again, s.request.Schedule = []string{nightly("905", "full")}, true, nil
	for i := range 12 {
		s.request.JobList = append(s.request.JobList, zdm.RecoveryJob{SourcePartition: fmt.Sprintf("/x%d", i), TargetPartition: "/srv"})
	}
	if found := finding(t, s.make(t), plan.JobExists); len(found.Notes) != 11 {
		t.Errorf("%d notes: %v", len(found.Notes), found.Notes)
	}
}
