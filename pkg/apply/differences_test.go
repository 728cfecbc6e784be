package apply_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Differences include the partitions of a recovery that its request omits.
func TestDifferences(t *testing.T) {
	t.Parallel()
	three := newRequest("a")
	for _, partition := range []string{"/home", "-"} {
		three.JobList = append(three.JobList, zdm.RecoveryJob{SourcePartition: partition, TargetPartition: "/dev/vdb1"})
	}
	var job zdm.Recovery
	if err := json.Unmarshal([]byte(jobFor("905", three)), &job); err != nil {
		t.Fatal(err)
	}
	only := func(is bool) func(*zdm.RecoveryRequest) {
		return func(r *zdm.RecoveryRequest) { r.ListOnly = &is }
	}
	for _, tt := range []struct {
		name   string
		change func(*zdm.RecoveryRequest)
		want   string // "field from to; ..."
	}{
		{"listed only", only(true), "jobList /home -"},
		{"listed, not exclusively", only(false), ""},
		{"list only not set", func(r *zdm.RecoveryRequest) { r.ListOnly = nil }, ""},
		{"excluded", func(r *zdm.RecoveryRequest) { r.ListOnly, r.ExcludePartition = nil, "/tmp,/home/" }, "excludePartition - /home"},
		{"excluded, and listed only", func(r *zdm.RecoveryRequest) { r.ExcludePartition = "/home" }, "excludePartition - /home"},
		{"all of them listed", func(r *zdm.RecoveryRequest) { r.JobList = three.JobList[:2] }, ""},
		{"another mode and repository", func(r *zdm.RecoveryRequest) {
			only(false)(r)
			r.Mode, r.Repository.ID = "increment", 14
		}, "mode full increment; jobList[0].repository.id 13 14; repository.id 13 14"},
		{"one more", func(r *zdm.RecoveryRequest) {
			only(false)(r)
			r.JobList = append(r.JobList, zdm.RecoveryJob{SourcePartition: "/var", TargetPartition: "/dev/vdc1"})
		}, "jobList[1].sourcePartition - /var"},
		{"a schedule of an undocumented type", func(r *zdm.RecoveryRequest) {
			only(false)(r)
			r.Schedule = &zdm.Schedule{Type: 11, Basic: &zdm.ScheduleBasic{Day: "1", Time: "10:00"}}
		}, "schedule - monthly 1 10:00"},
	} {
		r := newRequest("a")
		tt.change(r)
		var got []string
		for _, c := range apply.Differences(r, &job) {
			got = append(got, fmt.Sprintf("%s %s %s", c.Field, c.From, c.To))
		}
		if strings.Join(got, "; ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// In a list, a recovery of other servers occupies a request's name if the names are equal, but not
// if its name could only be derived from the request's.
func TestAlikeOnOtherServers(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	other := newRequest("a_ROOT")
	other.Source, other.Target = "db-01", "db-01-dr"
	b.register(other)
	if a := b.run(t, requests(t, "a", "b")); a.outcomes() != "a created 0; b created 0" {
		t.Errorf("%s", a.outcomes())
	}
	other.JobName = "e"
	b.register(other)
	if a := b.run(t, requests(t, "e", "f")); a.outcomes() != "e failed 5; f created 0" || a.results["e"].Detail.String() != msg.NameTaken.With("db-01", "db-01-dr").String() {
		t.Errorf("%s, %s", a.outcomes(), a.results["e"].Detail)
	}
	b.register(newRequest("c_ROOT"))
	a := b.run(t, requests(t, "c", "d"))
	found := a.results["c"]
	if a.outcomes() != "c unchanged 0; d created 0" || found.Name != "c_ROOT" || len(found.Remarks) != 1 || found.Remarks[0].String() != msg.RegisteredAs.With("c_ROOT", "c").String() {
		t.Errorf("%s, %+v", a.outcomes(), found)
	}
}

// A list with implausibly many recoveries of one name is not used. The names are looked up, and
// that name is refused.
func TestTooManyAlike(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		n, lookups int
		want       string
	}{{1000, 0, "a unchanged 0; b unchanged 0"}, {1001, 2, "a failed 5; b unchanged 0"}} {
		b := newBackend(t)
		for range tt.n {
			b.register(newRequest("a"))
		}
		b.register(newRequest("b"))
		a := b.run(t, requests(t, "a", "b"))
		if _, asked := b.reads(); asked != tt.lookups || len(b.Posts()) != 0 || a.outcomes() != tt.want {
			t.Errorf("%d: %d lookups, %d posts, %s", tt.n, asked, len(b.Posts()), a.outcomes())
		}
	}
}

// The response to a registration is passed on if its outcome is known. With a journal, so is each
// record.
func TestAnswersArePassedOn(t *testing.T) {
	t.Parallel()
	b, path, all := newBackend(t), journalPath(t), requests(t, "a", "failed", "refused", "unknown")
	b.onPost["failed"] = registrationOf(newRequest("failed"), 1, "disk full")
	b.onPost["refused"], b.onPost["unknown"] = zdmtest.Refusal(400, "not now"), zdmtest.Gateway(502)
	var answered, recorded []string
	b.again(t, path, noon, all, func(c *apply.Config) {
		c.Answered = func(i int, answer *zdm.Result[zdm.Registration]) {
			answered = append(answered, fmt.Sprint(all[i].Name, " ", answer.Status))
		}
		c.Recorded = func(r journal.Record) { recorded = append(recorded, fmt.Sprint(r.Event, " ", r.Job)) }
	})
	if got := strings.Join(answered, "; "); got != "a 201; failed 201" {
		t.Errorf("answered: %s", got)
	}
	if got := strings.Join(recorded, "; "); got != "send a; end a; send failed; end failed; send refused; end refused; send unknown; end unknown" {
		t.Errorf("recorded: %s", got)
	}
}

// If a recovery does not report what it writes, the error suggests one more solution: to list the
// partitions.
func TestHintsOfAConflict(t *testing.T) {
	t.Parallel()
	for there, ways := range map[string]int{onto("Processing", noSchedule, "/dev/vda1"): 1, onto("Processing", noSchedule): 2} {
		b := newBackend(t)
		b.holds("other", there)
		if got := b.run(t, requests(t, "a")).results["a"]; got.Err == nil || len(got.Err.Notes) != ways || got.Err.Notes[0].String() != msg.TargetBusyWayOut.With().String() {
			t.Errorf("%s: %+v", there, got.Err)
		}
	}
}
