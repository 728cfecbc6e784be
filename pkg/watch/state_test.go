package watch_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A state includes the names, the last line of the log and each partition.
func TestState(t *testing.T) {
	t.Parallel()
	const windows = `{"partition": "-", "drive": " C: ", "progressInfo": {"status": "Complete", "percent": "-", "message": null}}`
	r := observe(t, byID, answers{monitoring: look(part("/", "Complete", "100%"), part("/", "Complete", "99.5"), windows), recovery: jobs("Complete")})
	if r.err != nil {
		t.Fatal(r.err)
	}
	s := r.last
	if s.ID != "905" || s.Name != "nightly" || s.Source != "web-01" || s.Target != "web-01-dr" || s.Reason != "last words" || s.Same != 0 || !s.At.Equal(noon) {
		t.Errorf("%+v", s)
	}
	if !slices.Equal(s.Jobs, []string{"nightly"}) || s.Failing != nil || !s.Since.IsZero() {
		t.Errorf("%+v", s)
	}
	want := []watch.Part{
		{Job: "nightly", Name: "/", Phase: zdm.PhaseComplete, Status: "Complete", Message: "m of /", Percent: 100, Known: true},
		{Job: "nightly", Name: "/", Phase: zdm.PhaseComplete, Status: "Complete", Message: "m of /", Percent: 99.5, Known: true},
		{Job: "nightly", Name: "C:", Phase: zdm.PhaseComplete, Status: "Complete"},
	}
	if !slices.Equal(s.Parts, want) {
		t.Errorf("%+v, want %+v", s.Parts, want)
	}
}

// The reason is the last line of the log, however long that is.
func TestReason(t *testing.T) {
	t.Parallel()
	for log, want := range map[string]string{`[]`: "", `["only words"]`: "only words", `["first words", "-"]`: "first words", `["first words", " last words "]`: "last words"} {
		monitored := zdmtest.Data(`{"job": {"info": {"name": "nightly"}, "log": ` + log + `, "details": [` + part("/", "Complete", "100%") + `]}}`)
		if r := observe(t, byID, answers{monitoring: monitored, recovery: jobs("Complete")}); r.err != nil || r.last.Reason != want {
			t.Errorf("%s: %q, %v", log, r.last.Reason, r.err)
		}
	}
}

// Names come from whichever response has them, or else from the target.
func TestNames(t *testing.T) {
	t.Parallel()
	bare := zdmtest.Data(`{"job": {"details": [` + part("/", "Complete", "100%") + `]}}`)
	for _, tt := range []struct {
		name         string
		look, job    zdmtest.Answer
		want, source string
		jobs         int
	}{
		{"both show it", done(), jobs("Complete"), "nightly", "web-01", 1},
		{"the recovery alone", bare, jobs("Complete"), "nightly", "web-01", 0},
		{"the monitoring alone", done(), zdmtest.Refusal(500, "no"), "nightly", "web-01", 1},
		{"neither", bare, zdmtest.Refusal(500, "no"), "905", "", 0},
		{"the recovery by another name", done(), zdmtest.Data(job{id: "905", name: "renamed", status: "Complete", source: "db-01"}.String()), "renamed", "web-01", 1},
		{"the recovery without a name", done(), zdmtest.Data(job{id: "905", status: "Complete"}.String()), "nightly", "web-01", 1},
	} {
		r := observe(t, byID, answers{monitoring: tt.look, recovery: tt.job})
		if r.err != nil || r.last.Name != tt.want || r.last.Source != tt.source || len(r.last.Jobs) != tt.jobs {
			t.Errorf("%s: %+v, %v", tt.name, r.last, r.err)
		}
	}
	// A name is kept while the recovery is not requested.
	r := observe(t, byID, answers{
		monitoring: zdmtest.Sequence(zdmtest.Data(`{"job": {"details": [`+part("/", "Processing", "1%")+`]}}`), zdmtest.Data(`{"job": {"details": [`+part("/", "Processing", "2%")+`]}}`), done()),
		recovery:   jobs("Processing", "Complete"),
	})
	if r.err != nil || r.states[1].Name != "nightly" || r.asked(recovery) != 2 {
		t.Errorf("%+v, %v", r.states[1], r.err)
	}
}

// The elapsed time is the server's, advanced by this clock until the server reports it again.
// Without it, it counts from when the recovery was first seen active.
func TestElapsed(t *testing.T) {
	t.Parallel()
	elapsedOf := func(status, elapsed string) zdmtest.Answer {
		j := nightly(status)
		j.elapsed = elapsed
		return zdmtest.Data(j.String())
	}
	for _, tt := range []struct {
		name    string
		looks   looks
		jobs    zdmtest.Answer
		elapsed []time.Duration // of looks ten seconds apart
	}{
		{"the server's", looks{running(), running(), done()}, zdmtest.Sequence(elapsedOf("Processing", "00:12:30"), elapsedOf("Complete", "01:02:03")),
			[]time.Duration{750 * time.Second, 760 * time.Second, time.Hour + 2*time.Minute + 3*time.Second}},
		{"long", looks{done()}, elapsedOf("Complete", "100:00:01"), []time.Duration{100*time.Hour + time.Second}},
		{"since it was seen", looks{running(), running(), done()}, elapsedOf("Complete", "-"), []time.Duration{0, 10 * time.Second, 20 * time.Second}},
		{"since it was seen, later", looks{waiting(), running(), done()}, zdmtest.Sequence(elapsedOf("Preparing", "-"), elapsedOf("Complete", "-")), []time.Duration{0, 0, 10 * time.Second}},
		{"since it was seen, and the server's is invalid", looks{running(), running(), done()}, elapsedOf("Complete", "00:xx:30"), []time.Duration{0, 10 * time.Second, 20 * time.Second}},
		{"never seen", looks{done()}, elapsedOf("Complete", "-"), []time.Duration{0}},
		{"two parts", looks{done()}, elapsedOf("Complete", "12:30"), []time.Duration{0}},
		{"four parts", looks{done()}, elapsedOf("Complete", "1:00:12:30"), []time.Duration{0}},
		{"no number", looks{done()}, elapsedOf("Complete", "00:xx:30"), []time.Duration{0}},
		{"negative", looks{done()}, elapsedOf("Complete", "00:-1:30"), []time.Duration{0}},
		{"out of range", looks{done()}, elapsedOf("Complete", "99999:00:00"), []time.Duration{0}},
		{"a date", looks{done()}, elapsedOf("Complete", "2026-03-11 12:00:00"), []time.Duration{0}},
	} {
		r := observe(t, byID, answers{monitoring: zdmtest.Sequence(tt.looks...), recovery: tt.jobs}, every(10*time.Second))
		var got []time.Duration
		for _, s := range r.states {
			got = append(got, s.Elapsed)
		}
		if r.err != nil || !slices.Equal(got, tt.elapsed) {
			t.Errorf("%s: %v, want %v, %v", tt.name, got, tt.elapsed, r.err)
		}
	}
}

// The remaining time is estimated from the observed progress.
func TestRemaining(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		shown []string // the status and percentage of "/" at each look, a hundred seconds apart
		left  []time.Duration
	}{
		{"even", []string{"Processing 10%", "Processing 20%", "Processing 30%"}, []time.Duration{0, 800e9, 700e9}},
		{"ever slower", []string{"Processing 0%", "Processing 50%", "Processing 60%"}, []time.Duration{0, 100e9, 133_333_333_333}},
		{"no progress at first", []string{"Processing 10%", "Processing 10%", "Processing 40%"}, []time.Duration{0, 0, 400e9}},
		{"no progress later", []string{"Processing 10%", "Processing 40%", "Processing 40%"}, []time.Duration{0, 200e9, 400e9}},
		{"done", []string{"Processing 10%", "Processing 100%"}, []time.Duration{0, 0}},
		{"begun anew", []string{"Processing 50%", "Processing 10%", "Processing 20%"}, []time.Duration{0, 0, 800e9}},
		{"not under way in between", []string{"Processing 10%", "Preparing 20%", "Processing 30%", "Processing 40%"}, []time.Duration{0, 0, 0, 600e9}},
		{"without a percentage in between", []string{"Processing 10%", "Processing NaN%", "Processing 30%", "Processing 40%"}, []time.Duration{0, 0, 0, 600e9}},
		{"not under way", []string{"Preparing 10%", "Preparing 20%", "Canceling 30%"}, []time.Duration{0, 0, 0}},
		{"beyond a hundred days", []string{"Processing 10%", "Processing 10.001%"}, []time.Duration{0, 0}},
		{"below a hundred days", []string{"Processing 10%", "Processing 10.0011%"}, []time.Duration{0, 8_181_718_181_818_181}},
	} {
		var all looks
		for _, shown := range tt.shown {
			var status, percent string
			if _, err := fmt.Sscanf(shown, "%s %s", &status, &percent); err != nil {
				t.Fatal(err)
			}
			all = append(all, look(part("/home", "Processing", "50%"), part("/", status, percent)))
		}
		r := observe(t, byID, answers{monitoring: zdmtest.Sequence(append(all, done())...), recovery: jobs("Complete")}, every(100*time.Second))
		for i, want := range tt.left {
			if got := r.states[i].Parts[1].Remaining; (got - want).Abs() > time.Second {
				t.Errorf("%s: %v at look %d, want %v", tt.name, got, i, want)
			}
			if r.states[i].Parts[0].Remaining != 0 {
				t.Errorf("%s: another partition's pace is used", tt.name)
			}
		}
	}
}

// A partition may occur twice, each with its own estimate.
func TestRemainingOfRepeatedPartitions(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(
		look(part("/", "Processing", "10%"), part("/", "Processing", "50%")),
		look(part("/", "Processing", "20%"), part("/", "Processing", "75%")), done(),
	), recovery: jobs("Complete")}, every(100*time.Second))
	if r.err != nil || r.states[1].Parts[0].Remaining != 800*time.Second || r.states[1].Parts[1].Remaining != 100*time.Second {
		t.Errorf("%+v, %v", r.states[1].Parts, r.err)
	}
}

// Two looks at the same instant show no progress.
func TestRemainingWithoutTime(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), running(), look(part("/", "Processing", "50%")), done()), recovery: jobs("Complete")},
		func(w *watch.Watcher) { w.Sleep = func(context.Context, time.Duration) error { return nil } })
	for i, s := range r.states {
		if s.Parts[0].Remaining != 0 {
			t.Errorf("%v at look %d", s.Parts[0].Remaining, i)
		}
	}
}
