package watch_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// row returns the progress of a partition as servers of 3.0 report it.
func row(name, image, status, percent string) string {
	return fmt.Sprintf(`{"partition": %q, "backupFile": %q, "status": %q, "percent": %q, "message": "-", "timeInfo": {"start": "-", "elapsed": "-", "end": "-"}}`, name, image, status, percent)
}

// progress responds with the progress of recovery 905 as servers of 3.0 do.
func progress(status, percent string, rows ...string) zdmtest.Answer {
	return zdmtest.Data3(fmt.Sprintf(`{"job": {"info": {"id": 905, "name": "nightly", "source": "web-01", "target": "web-01-dr"},
"progress": {"status": %q, "percent": %q, "message": "-", "partitions": [%s]}, "timeInfo": {"start": "2026-03-11 11:00:00", "elapsed": "00:12:30", "end": "-"}}}`,
		status, percent, strings.Join(rows, ",")))
}

// flat responds like builds of 3.0 that put the progress of the job next to its partitions.
func flat(status, percent string, rows ...string) zdmtest.Answer {
	return zdmtest.Data3(fmt.Sprintf(`{"job": {"info": {"id": "905", "name": "nightly"}, "status": %q, "percent": %q, "message": "-", "details": [%s]}}`, status, percent, strings.Join(rows, ",")))
}

// Since 3.0, only the status of the job ends a watch, and not 100% or completed partitions.
func TestEndSince3(t *testing.T) {
	t.Parallel()
	whole, half := row("/", "a.ZIA", "Complete", "100%"), row("/", "a.ZIA", "Processing", "40%")
	failed := row("/home", "b.ZIA", "Error", "70%")
	idle, never := row("/", "a.ZIA", "Registered", "-"), row("/home", "b.ZIA", "Registered", "-")
	stuck, odd := row("/home", "b.ZIA", "Processing", "55%"), row("/home", "b.ZIA", "Verified", "100%")
	for _, tt := range []struct {
		name  string
		looks looks
		job   []string // statuses of the recovery
		phase zdm.Phase
		shown []string
	}{
		{"complete", looks{progress("Complete", "100%", whole)}, []string{"Complete"}, zdm.PhaseComplete, []string{"Complete"}},
		{"rebooting", looks{progress("Processing", "40%", half), progress("Processing", "100%", whole), progress("Processing", "100%", whole), progress("Complete", "100%", whole)},
			[]string{"Processing"}, zdm.PhaseComplete, []string{"Processing", "Processing", "Processing", "Complete"}},
		{"failed after the copy", looks{progress("Processing", "100%", whole), progress("Error", "100%", whole)}, []string{"Processing"}, zdm.PhaseError, []string{"Processing", "Error"}},
		{"complete, and a partition is not", looks{progress("Complete", "100%", whole, failed)}, []string{"Complete"}, zdm.PhaseError, []string{"Error"}},
		{"complete, and a partition has not begun", looks{progress("Complete", "100%", whole, never)}, []string{"Complete"}, zdm.PhaseError, []string{"Complete", "Error"}},
		{"complete, and no partition has begun", looks{progress("Complete", "100%", idle, never)}, []string{"Complete"}, zdm.PhaseError, []string{"Complete", "Error"}},
		{"complete, and a partition has not ended", looks{progress("Complete", "100%", stuck, whole)}, []string{"Complete"}, zdm.PhaseError, []string{"Complete", "Error"}},
		{"complete, and a partition's status is unknown", looks{progress("Complete", "100%", whole, odd)}, []string{"Complete"}, zdm.PhaseComplete, []string{"Complete"}},
		{"complete, and the rows follow", looks{progress("Complete", "100%", whole, never), progress("Complete", "100%")}, []string{"Complete"}, zdm.PhaseComplete, []string{"Complete", "Complete"}},
		{"complete, and then it went on", looks{progress("Complete", "100%", whole, never), progress("Processing", "50%", whole, stuck), progress("Complete", "100%", whole, never), progress("Complete", "100%", whole)},
			[]string{"Complete"}, zdm.PhaseComplete, []string{"Complete", "Processing", "Complete", "Complete"}},
		{"failed before a partition began", looks{progress("Error", "40%", failed, idle)}, []string{"Error"}, zdm.PhaseError, []string{"Error"}},
		{"canceled before a partition began", looks{progress("Canceled", "40%", whole, never)}, []string{"Canceled"}, zdm.PhaseCanceled, []string{"Canceled"}},
		{"flat, and a partition has not begun", looks{flat("Complete", "100%", whole, never)}, []string{"Complete"}, zdm.PhaseError, []string{"Complete", "Error"}},
		{"due again, and a partition has not begun", looks{progress("Processing", "40%", half), progress("Scheduled", "-", whole, never), progress("Scheduled", "-", whole, never)},
			[]string{"Processing", "Scheduled", "Scheduled"}, zdm.PhaseError, []string{"Processing", "Scheduled", "Error"}},
		{"due again, with the rows of the next run", looks{progress("Processing", "40%", half), progress("Scheduled", "-", idle, never), progress("Scheduled", "-", idle, never)},
			[]string{"Processing", "Scheduled", "Scheduled"}, zdm.PhaseComplete, []string{"Processing", "Scheduled", "Complete"}},
		{"canceled", looks{progress("Canceling", "40%", half), progress("Canceled", "40%", half)}, []string{"Processing"}, zdm.PhaseCanceled, []string{"Canceling", "Canceled"}},
		{"not begun", looks{progress("Registered", "-", idle), progress("Preparing", "-", idle), progress("Complete", "-")}, []string{"Registered"}, zdm.PhaseComplete,
			[]string{"Registered", "Preparing", "Complete"}},
		{"rows cleaned up", looks{progress("Processing", "40%", half), progress("Complete", "100%")}, []string{"Processing"}, zdm.PhaseComplete, []string{"Processing", "Complete"}},
		{"an unknown status", looks{progress("Verifying", "40%", half), progress("Complete", "100%", whole)}, []string{"Verifying"}, zdm.PhaseComplete, []string{"Verifying", "Complete"}},
		{"flat", looks{flat("Processing", "100%", whole), flat("Complete", "100%", whole)}, []string{"Processing"}, zdm.PhaseComplete, []string{"Processing", "Complete"}},
		{"flat, without partitions", looks{flat("Processing", "40%"), flat("Error", "40%")}, []string{"Processing"}, zdm.PhaseError, []string{"Processing", "Error"}},
		{"due again", looks{progress("Processing", "40%", half), progress("Scheduled", "-"), progress("Scheduled", "-")}, []string{"Processing", "Scheduled", "Scheduled"}, zdm.PhaseComplete,
			[]string{"Processing", "Scheduled", "Complete"}},
		{"due again, without partitions", looks{flat("Processing", "40%"), flat("Scheduled", "-"), flat("Scheduled", "-")}, []string{"Processing", "Scheduled", "Scheduled"}, zdm.PhaseComplete,
			[]string{"Processing", "Scheduled", "Complete"}},
		{"upgraded while it ran", looks{running(), progress("Processing", "100%", whole), progress("Complete", "100%", whole)}, []string{"Processing"}, zdm.PhaseComplete,
			[]string{"Processing", "Processing", "Complete"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := observe(t, byID, answers{monitoring: zdmtest.Sequence(tt.looks...), recovery: jobs(tt.job...)})
			if r.err != nil || !r.last.Over || r.last.Phase != tt.phase || !slices.Equal(r.statuses(), tt.shown) {
				t.Errorf("%q, %v, over %v, %v", r.statuses(), r.last.Phase, r.last.Over, r.err)
			}
			if asked := r.asked(recovery); asked != len(tt.job) {
				t.Errorf("the recovery was read %d times, want %d", asked, len(tt.job))
			}
		})
	}
}

// The partitions of a complete recovery that have not ended show why it failed.
func TestUnfinishedPartitions(t *testing.T) {
	t.Parallel()
	whole, never := row("/", "a.ZIA", "Complete", "100%"), row("/home", "b.ZIA", "Registered", "-")
	r := observe(t, byID, answers{monitoring: progress("Complete", "100%", whole, never), recovery: jobs("Complete")})
	var got []string
	for i := range r.last.Parts {
		p := &r.last.Parts[i]
		got = append(got, strings.Join([]string{p.Name, p.Phase.String(), p.Status, p.Problem().String()}, "|"))
	}
	if want := []string{"/|Complete|Complete|", "/home|Error|Registered|not restored; the server still reports it as Registered"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestStateSince3(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{
		monitoring: zdmtest.Sequence(
			progress("Processing", "67%", row("/", "a.ZIA", "Complete", "100%"), row("/home", "b.ZIA", "Processing", "55%"), row("/home", "c.ZIA", "Registered", "-")),
			progress("Processing", "100%", row("/home", "b.ZIA", "Complete", "100%")),
			progress("Complete", "100%")),
		recovery: jobs("Processing"),
	})
	first, second := r.states[0], r.states[1]
	if first.Name != "nightly" || first.Source != "web-01" || first.Target != "web-01-dr" || first.Percent != 67 || !first.Known || first.Rebooting || first.Elapsed != 12*time.Minute+30*time.Second {
		t.Errorf("%+v", first)
	}
	if !second.Rebooting || second.Over {
		t.Errorf("%+v", second)
	}
	var titles []string
	for i := range first.Parts {
		titles = append(titles, first.Title(&first.Parts[i]))
	}
	if want := []string{"/", "/home (b.ZIA)", "/home (c.ZIA)"}; !slices.Equal(titles, want) {
		t.Errorf("%q, want %q", titles, want)
	}
	if p := first.Parts[2]; p.Known || p.Status != "Registered" {
		t.Errorf("%+v", p)
	}
}

// Servers of 3.0 are polled at most every five seconds, whatever the interval.
func TestFloorSince3(t *testing.T) {
	t.Parallel()
	half := progress("Processing", "40%", row("/", "a.ZIA", "Processing", "40%"))
	for _, interval := range []time.Duration{0, time.Second, 7 * time.Second} {
		r := observe(t, byID, answers{monitoring: zdmtest.Sequence(append(repeated(12, half), progress("Complete", "100%"))...), recovery: jobs("Processing")}, every(interval))
		slept := r.clock.Slept()
		if r.err != nil || len(slept) != 12 || slices.Min(slept) < max(5*time.Second, interval) || slices.Max(slept) > max(10*time.Second, interval) {
			t.Errorf("%v: %v, %v", interval, slept, r.err)
		}
	}
	// This also applies while the server does not show the progress.
	hidden := repeated(12, zdmtest.Refusal3(404, "JOB-ERROR-01", "Recovery job with ID '905' not found", ""))
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(append(hidden, progress("Complete", "100%"))...), recovery: zdmtest.Data3(`{"job": {"info": {"id": 905, "name": "nightly", "status": {"current": "Processing"}}}}`)}, every(time.Second))
	if slept := r.clock.Slept(); r.err != nil || len(slept) != 12 || slices.Min(slept) < 5*time.Second {
		t.Errorf("hidden: %v, %v", slept, r.err)
	}
	// Before 3.0, the caller's interval applies.
	r = observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), done()), recovery: jobs("Processing", "Complete")}, every(time.Second))
	if slept := r.clock.Slept(); !slices.Equal(slept, []time.Duration{time.Second}) {
		t.Errorf("%v", slept)
	}
}

// A refusal that every look would meet ends the watch.
func TestSettledRefusals(t *testing.T) {
	t.Parallel()
	half := progress("Processing", "40%", row("/", "a.ZIA", "Processing", "40%"))
	for _, tt := range []struct {
		name  string
		look  zdmtest.Answer
		final bool
	}{
		{"damaged", zdmtest.Refusal3(http.StatusInternalServerError, "JOB-ERROR-16", "its job information row is missing", ""), true},
		{"not in the center", zdmtest.Refusal3(http.StatusForbidden, "CENTER-ERROR-01", "other center", ""), true},
		{"not understood", zdmtest.Refusal3(http.StatusBadRequest, "DTO-VALIDATION-03", "invalid", ""), true},
		{"database", zdmtest.Refusal3(http.StatusInternalServerError, "INTERNAL_SERVER_ERROR", "database", ""), false},
		{"too often", zdmtest.Refusal3(http.StatusTooManyRequests, "TOO_MANY_REQUESTS", "slower", ""), false},
	} {
		r := observe(t, byID, answers{monitoring: zdmtest.Sequence(half, tt.look, tt.look, tt.look, tt.look, tt.look, progress("Complete", "100%")), recovery: jobs("Processing")})
		failed, _ := errors.AsType[*zdm.Error](r.err)
		if (r.err != nil) != tt.final || tt.final && failed == nil || !tt.final && !r.last.Over {
			t.Errorf("%s: %v, over %v", tt.name, r.err, r.last.Over)
		}
	}
}

// All recoveries of a server are watched, each by its own status.
func TestServerSince3(t *testing.T) {
	t.Parallel()
	member := func(id, name, status string) string { j := nightly(status); j.id, j.name = id, name; return j.String() }
	list := func(first, second string) zdmtest.Answer {
		return zdmtest.List3(member("905", "nightly", first), member("906", "weekly", second))
	}
	whole := row("/", "a.ZIA", "Complete", "100%")
	r := observe(t, watch.Target{Server: "web-01-dr", Side: "target"}, answers{
		"GET " + zdmtest.Recoveries: zdmtest.Sequence(list("Processing", "Processing"), list("Processing", "Complete"), list("Complete", "Complete")),
		monitoring:                  zdmtest.Sequence(progress("Processing", "100%", whole), progress("Processing", "100%", whole), progress("Complete", "100%", whole)),
		zdmtest.Recoveries + "/monitoring/job/906":          zdmtest.Sequence(progress("Processing", "10%", row("/", "b.ZIA", "Processing", "10%")), progress("Complete", "100%", whole)),
		zdmtest.Recoveries + "/monitoring/system/web-01-dr": zdmtest.Data3(`{"server": {"name": "web-01-dr"}, "job": []}`),
	})
	if want := []string{"Processing", "Processing", "Complete"}; r.err != nil || !slices.Equal(r.statuses(), want) || slices.Min(r.clock.Slept()) < 5*time.Second {
		t.Errorf("%q, %v, %v", r.statuses(), r.clock.Slept(), r.err)
	}
}

// A recovery that has not run shows what it waits for.
func TestWaitingSince3(t *testing.T) {
	t.Parallel()
	for status, schedule := range map[string]string{"Scheduled": "every day", "Registered": ""} {
		waits := nightly(status)
		waits.schedule = schedule
		r := observe(t, byID, answers{monitoring: zdmtest.Sequence(progress(status, "-"), progress("Complete", "100%")), recovery: zdmtest.Data(waits.String())})
		if r.err != nil || len(r.states) != 2 || r.states[0].Status != status || !slices.Equal(r.states[0].Idle, []string{"nightly"}) || r.states[0].Schedule != schedule {
			t.Errorf("%+v, %v", r.states, r.err)
		}
	}
}
