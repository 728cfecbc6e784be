package run_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/run"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A wave starts when all recoveries of the previous one are complete. Each recovery is registered
// once.
func TestWaves(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	r := s.run(waves([]int{1, 2}, []int{3}, []int{4, 5}))
	if r.err != nil || r.results() != "job-1 complete 0; job-2 complete 0; job-3 complete 0; job-4 complete 0; job-5 complete 0" || r.end() != "complete 0" {
		t.Fatalf("%v, %s, %s", r.err, r.results(), r.end())
	}
	var order []string
	for _, record := range r.records {
		switch {
		case record.Event == journal.Send:
			order = append(order, "send "+record.Job)
		case record.Event == journal.Observed && record.State.Result != "":
			order = append(order, "over "+record.Job)
		case record.Event == journal.WaveEvent:
			order = append(order, strings.TrimSpace("wave "+record.Wave+" "+record.Outcome))
		}
	}
	at := func(what string) int { return slices.Index(order, what) }
	for _, pair := range [][2]string{{"over job-1", "send job-3"}, {"over job-2", "send job-3"}, {"wave 1 complete", "wave 2"}, {"over job-3", "send job-4"}, {"wave 2 complete", "send job-5"}} {
		if before, after := at(pair[0]), at(pair[1]); before < 0 || after < before {
			t.Errorf("%s is not before %s: %q", pair[0], pair[1], order)
		}
	}
	if s.count("POST /recoveries") != 5 || s.count("PUT") != 0 {
		t.Errorf("%d registrations, %d changes", s.count("POST /recoveries"), s.count("PUT"))
	}
	before := s.text()
	again := s.run(waves([]int{1, 2}, []int{3}, []int{4, 5}))
	if again.err != nil || again.end() != "complete 0" || s.count("POST /recoveries") != 5 || s.count("PUT") != 0 || !strings.HasPrefix(s.text(), before) {
		t.Errorf("again: %v, %s", again.err, again.end())
	}
}

// A registered recovery is started once, and a running one is joined.
func TestExisting(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.register(request(1), false)
	s.register(request(2), true)
	r := s.run(waves([]int{1, 2, 3}))
	if r.err != nil || r.end() != "complete 0" || strings.Count(r.results(), "complete 0") != 3 {
		t.Fatalf("%v, %s, %s", r.err, r.results(), r.end())
	}
	if s.count("POST /recoveries") != 3 || s.count("PUT") != 1 {
		t.Errorf("%d registrations, %d changes", s.count("POST /recoveries"), s.count("PUT"))
	}
	if got := r.decisions(); !slices.Equal(got, []string{"joined job-2"}) {
		t.Errorf("%q", got)
	}
	for _, record := range r.records {
		if record.Event == journal.Observed && record.Job == "job-2" && record.State.Origin == journal.Found && !record.State.After.IsZero() {
			t.Errorf("the start of what ran before is known: %+v", record.State)
		}
	}
}

// A recovery that ended before and was not started by this journal is refused, because its result
// would count for this run.
func TestEndedBefore(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.register(request(1), true)
	s.register(request(8), true)
	s.wait(time.Hour)
	all := waves([]int{1, 8})
	for _, tt := range []struct {
		restart string
		refused []string
	}{{"", []string{"job-1", "job-8"}}, {run.RestartFailed, []string{"job-1"}}} {
		r := s.run(all, restart(tt.restart))
		e, ok := r.err.(*exit.Error)
		if !ok || e.Code != exit.Usage || len(e.Problems) != len(tt.refused) {
			t.Fatalf("%q: %+v", tt.restart, r.err)
		}
		for i, name := range tt.refused {
			if text := e.Problems[i].Message.String(); !strings.Contains(text, name) || !strings.Contains(text, "--restart") {
				t.Errorf("%q: %s", tt.restart, text)
			}
		}
	}
	if s.count("PUT") != 0 || len(strings.Split(s.text(), "\n")) != 2 {
		t.Errorf("something was done: %s", s.text())
	}
	r := s.run(waves([]int{1}), restart(run.RestartAll))
	if r.err != nil || r.results() != "job-1 complete 0" || s.count("PUT") != 1 || r.decisions()[0] != "restart job-1" {
		t.Fatalf("%v, %s, %q", r.err, r.results(), r.decisions())
	}
	for _, record := range r.records { // the new run, not last year's
		if record.Event == journal.Observed && record.State.Result != "" && (record.State.History == "" || record.At.Before(noon.Add(time.Hour))) {
			t.Errorf("%+v", record.State)
		}
	}
}

// The others of a failed wave run to their end, and the next wave does not start. It starts once
// the failed recovery is restarted or left out.
func TestFailure(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"restart", "skip"} {
		s := newFixture(t)
		all := waves([]int{1}, []int{2, 8, 3}, []int{4})
		r := s.run(all)
		if r.err != nil || r.end() != "failed 0" || !strings.Contains(r.results(), "job-8 failed 3") || !strings.Contains(r.results(), "job-3 complete 0") || strings.Contains(r.results(), "job-4") {
			t.Fatalf("%v, %s, %s", r.err, r.results(), r.end())
		}
		posts, puts := s.count("POST /recoveries"), s.count("PUT")
		if posts != 4 || puts != 0 {
			t.Errorf("%d registrations, %d changes", posts, puts)
		}
		if r = s.run(all); r.err != nil || r.end() != "failed 0" || s.count("POST /recoveries") != posts || s.count("PUT") != 0 {
			t.Errorf("the same again: %v, %s", r.err, r.end())
		}
		if how == "skip" {
			r = s.run(all, skip("job-8"))
			if r.err != nil || r.end() != "complete 0" || !slices.Contains(r.decisions(), "skip job-8") || s.count("PUT") != 0 || s.count("POST /recoveries") != 5 {
				t.Errorf("%v, %s, %q", r.err, r.end(), r.decisions())
			}
			continue
		}
		r = s.run(all, restart(run.RestartFailed))
		if r.err != nil || r.end() != "failed 0" || s.count("PUT") != 1 || !slices.Contains(r.decisions(), "restart job-8") {
			t.Errorf("%v, %s, %q, %d", r.err, r.end(), r.decisions(), s.count("PUT"))
		}
	}
}

// All problems that can be found without the server are refused at once.
func TestCheck(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	all := waves([]int{1, 2, 3}, []int{4})
	all[0].Requests[0].Schedule = &zdm.Schedule{ID: 3}
	all[0].Requests[2].Target = " T2"
	all[1].Requests[0].Target = "S4"
	r := s.run(all, skip("job-9"), func(c *run.Config) { c.Through = "7" })
	e, ok := r.err.(*exit.Error)
	if !ok || e.Code != exit.Usage || len(e.Problems) != 5 || len(s.calls) != 1 {
		t.Fatalf("%+v, %q", r.err, s.calls)
	}
	for i, part := range []string{"job-1", "job-3", "job-4", "job-9", "\"7\""} {
		if text := e.Problems[i].Message.String(); !strings.Contains(text, part) {
			t.Errorf("%s, want %s", text, part)
		}
	}
	all = waves([]int{1}, []int{2})
	all[1].Requests[0].Target = "nowhere"
	if r := s.run(all); exit.CodeOf(r.err) != exit.Refused && exit.CodeOf(r.err) != exit.Usage || s.count("POST /recoveries") != 0 {
		t.Errorf("%v", r.err)
	}
}

// Waves that share a target are a deviation. Recoveries that would write to it at the same time, or
// to one partition in turn, are refused, even if they use different names for it.
func TestSharedTarget(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, target, partition string
		oneWave                 bool
		refused                 string
	}{
		{"another partition", "t1", "/data", false, ""},
		{"another partition, by id", "101", "/dev/sdb1", false, ""},
		{"the same partition", "t1", "/dev/sda1", false, "job-1 in wave 1"},
		{"its mount point", "t1", "/", false, "job-1 in wave 1"},
		{"the same partition, by id", "101", "/dev/sda1", false, "job-1 in wave 1"},
		{"side by side", "t1", "/data", true, "job-1 in the same wave"},
		{"side by side, by id", "101", "/data", true, "job-1 in the same wave"},
	} {
		s := newFixture(t)
		all := waves([]int{1}, []int{2})
		all[1].Requests[0].Target, all[1].Requests[0].JobList[0].TargetPartition = tt.target, tt.partition
		if tt.oneWave {
			all = []run.Wave{{Name: "1", Requests: []*zdm.RecoveryRequest{all[0].Requests[0], all[1].Requests[0]}}}
		}
		r := s.run(all)
		if tt.refused == "" {
			if r.err != nil || r.end() != "complete 0" || !slices.Contains(r.decisions(), "same-target job-2") || len(r.ready[1].Warnings) == 0 {
				t.Errorf("%s: %v, %s, %q", tt.name, r.err, r.end(), r.decisions())
			}
			continue
		}
		e, ok := r.err.(*exit.Error)
		if !ok || e.Code != exit.Usage || len(e.Problems) != 1 || !strings.Contains(e.Problems[0].Message.String(), tt.refused) || s.count("POST /recoveries") != 0 {
			t.Errorf("%s: %+v", tt.name, r.err)
		}
		if r = s.run(all, skip("job-1")); !tt.oneWave && (r.err != nil || r.end() != "complete 0") {
			t.Errorf("%s, the other left out: %v, %s", tt.name, r.err, r.end())
		}
	}
}

// A busy target is detected by its id as well as by its name.
func TestBusyTargetByID(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.register(request(2, func(r *zdm.RecoveryRequest) { r.Target, r.JobName = "t1", "nightly" }), true)
	all := waves([]int{1})
	all[0].Requests[0].Target = "101"
	r := s.run(all)
	if r.err != nil || r.results() != "job-1 complete 0" || !slices.Equal(r.decisions()[:2], []string{"waits job-1", "waited job-1"}) {
		t.Fatalf("%v, %s, %q", r.err, r.results(), r.decisions())
	}
}

// A run ends after a wave, and the same command without --through resumes it.
func TestThrough(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	all := waves([]int{1}, []int{2})
	r := s.run(all, func(c *run.Config) { c.Through = "1" })
	if r.err != nil || r.results() != "job-1 complete 0" || r.end() != "complete 0" || s.count("POST /recoveries") != 1 {
		t.Fatalf("%v, %s, %s", r.err, r.results(), r.end())
	}
	if r = s.run(all); r.err != nil || r.results() != "job-1 complete 0; job-2 complete 0" || s.count("POST /recoveries") != 2 {
		t.Errorf("%v, %s", r.err, r.results())
	}
}

// The timeout ends the run, and running recoveries continue.
func TestTimeout(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	r := s.run(waves([]int{1}, []int{2}), func(c *run.Config) { c.Timeout = 30 * time.Second })
	if r.err != nil || r.end() != "failed 8" || r.results() != "" || s.count("PUT") != 0 {
		t.Fatalf("%v, %s, %s", r.err, r.results(), r.end())
	}
	if r = s.run(waves([]int{1}, []int{2})); r.err != nil || r.end() != "complete 0" || s.count("POST /recoveries") != 2 {
		t.Errorf("%v, %s", r.err, r.end())
	}
}

// After Ctrl-C nothing more is started; the same command resumes.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	ctx, cancel := context.WithCancel(t.Context())
	s.ctx = ctx
	s.records = func(r journal.Record) {
		if r.Event == journal.Observed {
			cancel()
		}
	}
	r := s.run(waves([]int{1}, []int{2}))
	if r.err != nil || r.end() != "interrupted 0" || s.count("POST /recoveries") != 1 {
		t.Fatalf("%v, %s, %s", r.err, r.results(), r.end())
	}
	s.ctx, s.records = t.Context(), nil
	if r = s.run(waves([]int{1}, []int{2})); r.err != nil || r.end() != "complete 0" || s.count("POST /recoveries") != 2 || s.count("PUT") != 0 {
		t.Errorf("%v, %s", r.err, r.end())
	}
}

// At most --parallel recoveries run at a time.
func TestParallel(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	active, most := map[string]bool{}, 0
	s.records = func(r journal.Record) {
		if r.Event == journal.Send {
			active[r.Job] = true
		}
		if r.Event == journal.Observed && r.State.Result != "" {
			delete(active, r.Job)
		}
		most = max(most, len(active))
	}
	if r := s.run(waves([]int{1, 2, 3, 4, 5}), func(c *run.Config) { c.Parallel = 2 }); r.err != nil || r.end() != "complete 0" || most != 2 {
		t.Errorf("%v, %s, %d at a time", r.err, r.end(), most)
	}
}

// A second recovery of the same name, registered during the run, stops the run.
func TestTwoOperators(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	done := false
	s.after = func(call string, answer *http.Response) (*http.Response, error) {
		if call == "POST /recoveries job-1" && !done {
			done = true
			s.register(request(1), false)
		}
		return answer, nil
	}
	r := s.run(waves([]int{1}, []int{2}))
	if r.err != nil || r.end() != "failed 7" || r.results() != "job-1 unknown 7" || !slices.Contains(r.decisions(), "same-name job-1") {
		t.Errorf("%v, %s, %s", r.err, r.results(), r.end())
	}
}

// A run works with every version of the API. A center is only recorded.
func TestGenerations(t *testing.T) {
	t.Parallel()
	for _, version := range sandbox.Versions() {
		s := newFixtureOf(t, version)
		s.register(request(1), false)
		s.register(request(2), true)
		s.register(request(4, func(r *zdm.RecoveryRequest) { r.Target, r.JobName = "t3", "nightly" }), true)
		all := waves([]int{1, 2, 3}, []int{5, 8}, []int{6})
		posts := s.count("POST /recoveries")
		r := s.run(all)
		if r.err != nil || r.end() != "failed 0" || !strings.Contains(r.results(), "job-8 failed 3") || strings.Count(r.results(), "complete 0") != 4 || strings.Contains(r.results(), "job-6") {
			t.Errorf("%s: %v, %s, %s", version, r.err, r.results(), r.end())
		}
		if n := s.count("POST /recoveries") - posts; n != 3 || s.count("PUT") != 1 {
			t.Errorf("%s: %d registrations, %d changes", version, n, s.count("PUT"))
		}
		if got := r.decisions(); !slices.Contains(got, "waits job-3") || !slices.Contains(got, "joined job-2") || slices.Contains(got, "unconfirmed job-1") {
			t.Errorf("%s: %q", version, got)
		}
		r = s.run(all, restart(run.RestartFailed))
		if r.err != nil || r.end() != "failed 0" || s.count("PUT") != 2 {
			t.Errorf("%s, restarted: %v, %s, %s, %d", version, r.err, r.results(), r.end(), s.count("PUT"))
		}
		if r = s.run(all, skip("job-8")); r.err != nil || r.end() != "complete 0" || s.count("PUT") != 2 {
			t.Errorf("%s, skipped: %v, %s, %s", version, r.err, r.results(), r.end())
		}
	}
}
