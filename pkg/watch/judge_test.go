package watch_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type looks = []zdmtest.Answer

// jobs responds with a recovery in one status after another.
func jobs(statuses ...string) zdmtest.Answer {
	var all looks
	for _, status := range statuses {
		all = append(all, zdmtest.Data(nightly(status).String()))
	}
	return zdmtest.Sequence(all...)
}

// A recovery is over when its partitions are, unless its status contradicts. Its result is the
// worst of its parts.
func TestEnd(t *testing.T) {
	t.Parallel()
	parts := func(statuses ...string) zdmtest.Answer {
		var all []string
		for i, status := range statuses {
			all = append(all, part(string(rune('a'+i)), status, "0%"))
		}
		return look(all...)
	}
	for _, tt := range []struct {
		name  string
		looks looks
		job   []string // statuses of the recovery, one for each request
		phase zdm.Phase
		shown []string // statuses of all looks
	}{
		{"complete at once", looks{done()}, []string{"Complete"}, zdm.PhaseComplete, []string{"Complete"}},
		{"complete after a while", looks{running(), running(), done()}, []string{"Processing", "Complete"}, zdm.PhaseComplete, []string{"Processing", "Processing", "Complete"}},
		{"complete, and due again", looks{running(), done()}, []string{"Processing", "Scheduled"}, zdm.PhaseComplete, []string{"Processing", "Complete"}},
		{"complete by the partitions, with an unknown status", looks{done()}, []string{"Verifying"}, zdm.PhaseComplete, []string{"Complete"}},
		{"complete by the partitions, without a status", looks{done()}, []string{""}, zdm.PhaseComplete, []string{"Complete"}},
		{"complete by the partitions, the recovery is running", looks{done()}, []string{"Processing", "Processing", "Complete"}, zdm.PhaseComplete, []string{"Processing", "Processing", "Complete"}},
		{"complete by the partitions, the recovery is being canceled", looks{done()}, []string{"Canceling", "Canceled"}, zdm.PhaseCanceled, []string{"Canceling", "Canceled"}},
		{"all partitions complete", looks{parts("Complete", "Complete")}, []string{"Complete"}, zdm.PhaseComplete, []string{"Complete"}},
		{"a partition failed", looks{parts("Complete", "Error")}, []string{"Complete"}, zdm.PhaseError, []string{"Error"}},
		{"the first partition failed", looks{parts("Error", "Complete")}, []string{"Complete"}, zdm.PhaseError, []string{"Error"}},
		{"a partition was canceled", looks{parts("Complete", "Canceled")}, []string{"Complete"}, zdm.PhaseCanceled, []string{"Canceled"}},
		{"canceled and failed", looks{parts("Canceled", "Error", "Canceled")}, []string{"Complete"}, zdm.PhaseError, []string{"Error"}},
		{"the recovery failed, its partitions did not", looks{done()}, []string{"Error"}, zdm.PhaseError, []string{"Error"}},
		{"the recovery was canceled, its partitions were not", looks{done()}, []string{"Canceled"}, zdm.PhaseCanceled, []string{"Canceled"}},
		{"the recovery was canceled, and a partition failed", looks{parts("Error")}, []string{"Canceled"}, zdm.PhaseError, []string{"Error"}},
		{"the recovery failed, and a partition was canceled", looks{parts("Canceled")}, []string{"Error"}, zdm.PhaseError, []string{"Error"}},
		{"vendor CLI statuses", looks{parts("run"), parts("success")}, []string{"start", "completed"}, zdm.PhaseComplete, []string{"Processing", "Complete"}},
		{"one partition is running", looks{parts("Complete", "Preparing"), parts("Error", "Complete")}, []string{"Complete"}, zdm.PhaseError, []string{"Preparing", "Error"}},
		{"one partition is being canceled", looks{parts("Canceling", "Error"), parts("Canceled", "Error")}, []string{"Complete"}, zdm.PhaseError, []string{"Canceling", "Error"}},

		// The two responses may differ in time. A contradiction is resolved by another look.
		{"over, and a partition has not begun", looks{parts("Complete", "Registered")}, []string{"Complete"}, zdm.PhaseComplete, []string{"Complete", "Complete"}},
		{"failed before a partition began", looks{parts("Error", "Registered")}, []string{"Error"}, zdm.PhaseError, []string{"Error", "Error"}},
		{"over, and then a partition began after all", looks{parts("Registered"), running(), parts("Registered")}, []string{"Complete"}, zdm.PhaseComplete,
			[]string{"Complete", "Processing", "Complete", "Complete"}},
		{"over, and then it went on after all", looks{parts("Registered")}, []string{"Complete", "Processing", "Complete"}, zdm.PhaseComplete,
			[]string{"Complete", "Processing", "Complete", "Complete"}},
		{"without partitions", looks{look()}, []string{"Processing", "Error"}, zdm.PhaseError, []string{"Processing", "Error", "Error"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := observe(t, byID, answers{monitoring: zdmtest.Sequence(tt.looks...), recovery: jobs(tt.job...)})
			if r.err != nil || !r.last.Over || r.last.Phase != tt.phase || !slices.Equal(r.statuses(), tt.shown) {
				t.Errorf("over %t, phase %v, %v; shown %q, want phase %v, shown %q", r.last.Over, r.last.Phase, r.err, r.statuses(), tt.phase, tt.shown)
			}
			for _, s := range r.states[:len(r.states)-1] {
				if s.Over {
					t.Errorf("a state before the last one is over: %+v", s)
				}
			}
		})
	}
}

// The phase of an active recovery is that of its most active partition.
func TestPhaseUnderWay(t *testing.T) {
	t.Parallel()
	for want, statuses := range map[string][]string{
		"Processing": {"Preparing", "Processing", "Canceling"},
		"Preparing":  {"Complete", "Preparing", "Canceling", "Registered"},
		"Canceling":  {"Error", "Canceling", "Preparing"},
	} {
		var parts []string
		for _, status := range statuses {
			parts = append(parts, part("/", status, "1%"))
		}
		r := observe(t, byID, answers{monitoring: zdmtest.Sequence(look(parts...), done()), recovery: jobs("Complete")})
		if r.err != nil || r.states[0].Status != want || r.states[0].Phase.String() != want {
			t.Errorf("%q: %q, %v, %v", statuses, r.states[0].Status, r.states[0].Phase, r.err)
		}
	}
}

// While a partition is active, the recovery itself is only requested at the start and at the end.
func TestRecoveryIsRequestedOnlyWhenNeeded(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), running(), running(), done()), recovery: jobs("Processing", "Complete")})
	if r.err != nil || r.asked(recovery) != 2 || r.asked(monitoring) != 4 {
		t.Errorf("%d and %d requests, %v", r.asked(recovery), r.asked(monitoring), r.err)
	}
}

// A recovery that has not run is awaited. One that has run is over, whichever response shows it.
func TestHasRun(t *testing.T) {
	t.Parallel()
	ended := `{"partition": "/", "progressInfo": {"status": "Registered", "percent": "0%", "end": "2026-03-11 01:00:00"}}`
	withEnd, unscheduled := nightly("Scheduled"), strings.Replace(nightly("Registered").String(), `"schedule"`, `"none"`, 1)
	withEnd.end = "2026-03-11 01:00:00"
	waits := nightly("Scheduled")
	waits.schedule = " every day at 02:30 "
	single := func(j job) zdmtest.Answer { return zdmtest.Data(j.String()) }
	for _, tt := range []struct {
		name     string
		looks    looks
		job      zdmtest.Answer
		over     bool
		schedule string
	}{
		{"waits for a start", looks{waiting()}, jobs("Registered"), false, ""},
		{"waits for its schedule", looks{waiting()}, single(waits), false, "every day at 02:30"},
		{"waits, and has no schedule", looks{waiting()}, zdmtest.Data(unscheduled), false, ""},
		{"waits, without partitions", looks{look()}, jobs("Scheduled"), false, ""},
		{"waits, at an invalid percentage", looks{look(part("/", "Registered", "-"))}, jobs("Registered"), false, ""},
		{"has begun, by a percentage", looks{look(part("/", "Registered", "1%"))}, jobs("Scheduled"), true, ""},
		{"has ended, by a partition's time", looks{look(ended)}, jobs("Scheduled"), true, ""},
		{"has ended, by the recovery's time", looks{waiting()}, single(withEnd), true, ""},
		{"a partition was seen under way", looks{running(), waiting()}, jobs("Scheduled"), true, ""},
		{"a partition was seen complete, another not", looks{look(part("/", "Complete", "-"), part("/home", "Registered", "-"))}, jobs("Scheduled"), true, ""},
		{"the recovery was seen under way", looks{waiting()}, jobs("Preparing", "Scheduled"), true, ""},
		{"the recovery was seen ended", looks{waiting()}, jobs("Complete", "Scheduled"), true, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := observe(t, byID, answers{monitoring: zdmtest.Sequence(tt.looks...), recovery: tt.job, histories: zdmtest.List()}, within(time.Minute))
			switch {
			case tt.over && (r.err != nil || !r.last.Over):
				t.Errorf("not over: %+v, %v", r.last, r.err)
			case !tt.over && (!errors.Is(r.err, watch.ErrDeadline) || r.last.Over):
				t.Errorf("over: %+v, %v", r.last, r.err)
			case !tt.over && (!slices.Equal(r.last.Idle, []string{"nightly"}) || r.last.Schedule != tt.schedule):
				t.Errorf("waits: %q for %q, want %q", r.last.Idle, r.last.Schedule, tt.schedule)
			case tt.over && r.last.Idle != nil:
				t.Errorf("over and waiting: %q", r.last.Idle)
			}
		})
	}
}

// An unknown status is inconclusive: neither over nor waiting.
func TestUnknownStatus(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: waiting(), recovery: jobs("Verifying")}, within(time.Minute))
	if !errors.Is(r.err, watch.ErrDeadline) || r.last.Idle != nil || r.last.Status != "Verifying" || r.last.Phase != zdm.PhaseUnknown {
		t.Errorf("%+v, %v", r.last, r.err)
	}
}

// If a recovery waits again and its partitions are reset, its history determines the result.
func TestLastRun(t *testing.T) {
	t.Parallel()
	entry := func(id, name, status string) string {
		return `{"job": {"id": ` + id + `, "name": "` + name + `"}, "result": {"status": "` + status + `", "description": "why"}}`
	}
	other := entry("7", "other", "FAIL")
	for _, tt := range []struct {
		name    string
		job     string
		history zdmtest.Answer
		phase   zdm.Phase
		status  string
		reason  string
	}{
		{"complete", "Scheduled", zdmtest.List(other, entry("905", "nightly", "COMPLETE")), zdm.PhaseComplete, "Complete", "why"},
		{"failed", "Scheduled", zdmtest.List(entry("905", "nightly", "FAIL")), zdm.PhaseError, "Error", "why"},
		{"the newest of several", "Registered", zdmtest.List(entry("905", "nightly", "FAIL"), entry("905", "nightly", "COMPLETE")), zdm.PhaseError, "Error", "why"},
		{"failed, without a schedule", "Registered", zdmtest.List(entry("905", "nightly", "FAIL")), zdm.PhaseError, "Error", "why"},
		{"an unknown result of one with a schedule", "Scheduled", zdmtest.List(entry("905", "nightly", "ODD")), zdm.PhaseComplete, "Complete", "why"},
		{"an unknown result of one without", "Registered", zdmtest.List(entry("905", "nightly", "ODD")), zdm.PhaseUnknown, "Registered", "why"},
		{"none of it, with a schedule", "Scheduled", zdmtest.List(other), zdm.PhaseComplete, "Complete", "last words"},
		{"none of it, without", "Registered", zdmtest.List(other), zdm.PhaseUnknown, "Registered", "last words"},
		{"nothing found", "Registered", zdmtest.Refusal(404, "Recovery history not found"), zdm.PhaseUnknown, "Registered", "last words"},
		{"no such endpoint", "Scheduled", zdmtest.Gateway(404), zdm.PhaseComplete, "Complete", "last words"},
		{"refused", "Scheduled", zdmtest.Refusal(500, "row 7 is bad"), zdm.PhaseComplete, "Complete", "last words"},
		{"after a while", "Scheduled", zdmtest.Sequence(zdmtest.Gateway(502), zdmtest.List(entry("905", "nightly", "FAIL"))), zdm.PhaseError, "Error", "why"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), waiting()), recovery: jobs("Processing", tt.job), histories: tt.history})
			if r.err != nil || !r.last.Over || r.last.Phase != tt.phase || r.last.Status != tt.status || r.last.Reason != tt.reason {
				t.Errorf("%+v, %v", r.last, r.err)
			}
			for _, request := range r.server.Requests() {
				if request.Path == histories && (request.Query != "jobId=905&limit=20" || request.Method != http.MethodGet) {
					t.Errorf("%s with %s", request.Method, request.Query)
				}
			}
		})
	}
}

// Without an id, the history is requested by name. Runs of other recoveries are ignored.
func TestLastRunByName(t *testing.T) {
	t.Parallel()
	unnamed := nightly("Scheduled")
	unnamed.id = ""
	r := observe(t, watch.Target{Name: "nightly"}, answers{
		zdmtest.Recoveries: zdmtest.List(unnamed.String()),
		zdmtest.Recoveries + "/monitoring/job/nightly": zdmtest.Sequence(running(), waiting()),
		zdmtest.Recoveries + "/nightly":                zdmtest.Data(unnamed.String()),
		histories:                                      zdmtest.List(`{"job": {"name": "nightly-2"}, "result": {"status": "COMPLETE"}}`, `{"job": {"name": "nightly"}, "result": {"status": "FAIL", "description": "why"}}`),
	})
	if r.err != nil || r.last.Phase != zdm.PhaseError || r.last.Reason != "why" {
		t.Errorf("%+v, %v", r.last, r.err)
	}
	requests := r.server.Requests()
	if last := requests[len(requests)-1]; last.Path != histories || last.Query != "jobName=nightly&limit=20" {
		t.Errorf("%s with %s", last.Path, last.Query)
	}
}
