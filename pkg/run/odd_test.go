package run_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/run"
)

// lastRun returns the latest parameters of the run in the journal.
func (r ran) lastRun() (last journal.Run) {
	for _, record := range r.records {
		if record.Event == journal.RunBegins {
			last = *record.Run
		}
	}
	return last
}

// A resumed run keeps its parameters, and a changed one is recorded as a decision. Otherwise a
// missed objective would disappear if its flag were omitted.
func TestResumeKeepsObjectives(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	all := waves([]int{1}, []int{2})
	objectives := func(kind string, rto, rpo int64, zone string) func(*run.Config) {
		return func(c *run.Config) { c.Plan.Kind, c.Plan.RTO, c.Plan.RPO, c.Plan.Zone = kind, rto, rpo, zone }
	}
	first := s.run(all, objectives(journal.KindDrill, 60, 3600, "+09:00"), func(c *run.Config) { c.Through = "1" })
	since := first.lastRun().Since
	r := s.run(all, objectives(journal.KindRecovery, 0, 0, ""))
	if got := r.lastRun(); r.err != nil || got.Kind != journal.KindDrill || got.RTO != 60 || got.RPO != 3600 || got.Zone != "+09:00" || !got.Since.Equal(since) || len(r.decisions()) != 0 {
		t.Errorf("%v, %+v, %q", r.err, got, r.decisions())
	}
	r = s.run(all, objectives(journal.KindDrill, 7200, 3600, "+09:00"), func(c *run.Config) {
		c.Plan.Since, c.Plan.SinceBasis = since.Add(time.Minute), journal.SinceStated
	})
	if got := r.lastRun(); r.err != nil || got.RTO != 7200 || !got.Since.Equal(since.Add(time.Minute)) || !slices.Equal(r.decisions(), []string{"restated", "restated"}) {
		t.Errorf("%v, %+v, %q", r.err, got, r.decisions())
	}
	same := waves([]int{1})
	same[0].Requests[0].Target = "s1"
	if r = s.run(same, objectives(journal.KindRecovery, 0, 0, "")); exit.CodeOf(r.err) != exit.Usage {
		t.Errorf("a drill onto the source: %v", r.err)
	}
	s = newFixture(t)
	s.run(all, objectives(journal.KindRecovery, 0, 0, ""))
	if r = s.run(all, objectives(journal.KindDrill, 0, 0, "")); exit.CodeOf(r.err) != exit.Usage {
		t.Errorf("a recovery that becomes a drill: %v", r.err)
	}
}

// A recovery in the journal must not disappear from the run and its report because its request is
// missing.
func TestMissingRequests(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	all := waves([]int{8, 1}, []int{2})
	if r := s.run(all); r.err != nil || r.end() != "failed 0" {
		t.Fatalf("%v, %s", r.err, r.end())
	}
	before := s.text()
	for name, left := range map[string][]run.Wave{"that failed": waves([]int{1}, []int{2}), "not started": all[:1], "other ones": waves([]int{3})} {
		r := s.run(left)
		e, ok := r.err.(*exit.Error)
		if !ok || e.Code != exit.Usage || !strings.Contains(e.Error(), "no longer have a request") || s.text() != before {
			t.Errorf("%s: %v", name, r.err)
		}
	}
	more := append(waves([]int{8, 1, 3}, []int{2}), waves([]int{4})[0])
	more[2].Name = "3"
	if r := s.run(more, skip("job-8")); r.err != nil || r.end() != "complete 0" {
		t.Errorf("more requests: %v, %s", r.err, r.end())
	}
}

// A process that is killed before its first poll shows nothing about when a recovery ended.
func TestKilledBeforeFirstPoll(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	all := waves([]int{1})
	stop := func(at func(journal.Record) bool) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		s.ctx = ctx
		s.records = func(r journal.Record) {
			if at(r) {
				cancel()
			}
		}
		s.run(all)
		s.ctx, s.records = t.Context(), nil
	}
	stop(func(r journal.Record) bool { return r.Event == journal.Observed })
	seen := s.clock.Now()
	s.wait(time.Hour)
	stop(func(r journal.Record) bool { return r.Event == journal.RunBegins && r.Run.Resumed })
	s.wait(time.Hour)
	r := s.run(all)
	for _, record := range r.records {
		if record.Event == journal.Observed && record.State.Result != "" && record.State.After.After(seen.Add(time.Second)) {
			t.Errorf("it was seen to run until %v, and after is %v", seen, record.State.After)
		}
	}
	if r.err != nil || r.results() != "job-1 complete 0" {
		t.Errorf("%v, %s", r.err, r.results())
	}
}

// histories replaces the responses about histories while on is true.
func (s *fixture) histories(on *bool, status int, body string) {
	s.before = func(call string) (*http.Response, error) {
		if *on && strings.Contains(call, "/recoveries/histories") {
			return answer(status, body), nil
		}
		return nil, nil
	}
}

// If the history could not be read before a start, an old run is not mistaken for the new one.
func TestHistoryUnknownBeforeStart(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.register(request(1), true)
	s.wait(time.Hour)
	refused := true
	s.histories(&refused, http.StatusBadRequest, `{"success": false, "requestID": "r-1", "error": "bad row"}`)
	starts := s.before
	s.before = func(call string) (*http.Response, error) {
		if strings.HasPrefix(call, "PUT") { // accepted without effect
			refused = false
			return answer(http.StatusOK, `{"success": true, "requestID": "r-2", "data": {"jobInfo": {"name": "job-1"}, "summary": {"state": "success"}}, "message": "Recovery job Update completed"}`), nil
		}
		return starts(call)
	}
	r := s.run(waves([]int{1}), restart(run.RestartAll))
	if r.err != nil || strings.Contains(r.results(), "complete") || s.count("PUT") != 1 {
		t.Errorf("%v, %s, %s", r.err, r.results(), r.end())
	}
}

// The history row may appear after Complete and report a failure, also for a joined recovery.
func TestJoinedAwaitsItsRow(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.register(request(1), true)
	late := true
	var since time.Time
	s.after = func(call string, reply *http.Response) (*http.Response, error) {
		if !strings.Contains(call, "/recoveries/histories") {
			return reply, nil
		}
		body, _ := io.ReadAll(reply.Body)
		reply.Body = io.NopCloser(bytes.NewReader(body))
		if !bytes.Contains(body, []byte("COMPLETE")) {
			return reply, nil
		}
		if since.IsZero() {
			since = s.clock.Now()
		}
		if late = s.clock.Now().Sub(since) < 3*time.Second; late {
			return answer(http.StatusOK, `{"success": true, "requestID": "r-1", "data": [], "message": "Recovery history list"}`), nil
		}
		body = bytes.ReplaceAll(body, []byte(`"COMPLETE"`), []byte(`"FAIL"`))
		reply.Body, reply.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		return reply, nil
	}
	r := s.run(waves([]int{1}, []int{2}))
	if r.err != nil || r.results() != "job-1 failed 3" || r.end() != "failed 0" {
		t.Errorf("%v, %s, %s, %q", r.err, r.results(), r.end(), r.decisions())
	}
}

// A recovery whose state the server does not show, although it answers other calls, is reported.
func TestUnseen(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	from := noon.Add(20 * time.Second)
	s.before = func(call string) (*http.Response, error) {
		now := s.clock.Now()
		if now.After(from) && now.Before(from.Add(20*time.Minute)) && strings.HasPrefix(call, "GET /recoveries/") && strings.HasSuffix(strings.SplitN(call, "?", 2)[0], "/1") && !strings.Contains(call, "histories") {
			return answer(http.StatusInternalServerError, `{"success": false, "requestID": "r-1", "error": "bad row"}`), nil
		}
		return nil, nil
	}
	r := s.run(waves([]int{1, 2}))
	unseen := slices.DeleteFunc(r.decisions(), func(decision string) bool { return !strings.HasPrefix(decision, "unseen job-") })
	if r.err != nil || r.end() != "complete 0" || len(unseen) != 1 {
		t.Errorf("%v, %s, %s, %q", r.err, r.results(), r.end(), r.decisions())
	}
}

// A recovery whose calls keep failing, although the server answers others, does not prevent the end
// of the run. Its result is unknown, and the next run polls it again.
func TestNeverSeen(t *testing.T) {
	t.Parallel()
	page := func() (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/html"}}, Body: io.NopCloser(strings.NewReader("<html>"))}, nil
	}
	for name, fail := range map[string]func() (*http.Response, error){
		"cut":    func() (*http.Response, error) { return nil, errCut },
		"a page": page,
		"refused": func() (*http.Response, error) {
			return answer(http.StatusInternalServerError, `{"success": false, "requestID": "r-1", "error": "bad row"}`), nil
		},
		"denied": func() (*http.Response, error) {
			return answer(http.StatusForbidden, `{"success": false, "requestID": "r-1", "error": "not yours"}`), nil
		},
	} {
		for _, with := range [][]int{{1}, {1, 2}} {
			s := newFixture(t)
			from, failing := noon.Add(20*time.Second), true
			s.before = func(call string) (*http.Response, error) {
				if failing && s.clock.Now().After(from) && strings.HasPrefix(call, "GET /recoveries/") && strings.HasSuffix(call, "/1") {
					return fail()
				}
				return nil, nil
			}
			all := waves(with, []int{3})
			unseen := false
			r := s.run(all, func(c *run.Config) {
				c.Show = func(v run.View) {
					unseen = unseen || slices.ContainsFunc(v.Waves[0].Items, func(one run.ItemView) bool { return !one.Unseen.IsZero() && one.Result == "" })
				}
			})
			if unseen != (name != "denied") {
				t.Errorf("%s %v: a view shows it: %v", name, with, unseen)
			}
			if name == "denied" && len(with) == 1 { // every call of the run fails
				if r.err != nil || r.end() != "failed 4" || s.clock.Now().Sub(from) > time.Minute {
					t.Errorf("%s %v: %v, %s, %s", name, with, r.err, r.results(), r.end())
				}
				continue
			}
			code := map[string]string{"denied": "4"}[name]
			if code == "" {
				code = "7"
			}
			if r.err != nil || strings.Count(r.results(), " unknown "+code) != 1 || r.end() != "failed 0" || s.count("POST /recoveries") != len(with) || s.clock.Now().Sub(from) > time.Hour {
				t.Errorf("%s %v: %v, %s, %s, %v", name, with, r.err, r.results(), r.end(), s.clock.Now())
			}
			for _, record := range r.records {
				if record.Event == journal.Gap {
					t.Errorf("%s %v: the server answered: %+v", name, with, record)
				}
			}
			failing = false
			if r = s.run(all); r.err != nil || r.end() != "complete 0" || s.count("POST /recoveries") != len(with)+1 || s.count("PUT") != 0 {
				t.Errorf("%s %v, again: %v, %s, %s", name, with, r.err, r.results(), r.end())
			}
		}
	}
}

// A history call that never succeeds leaves the end unconfirmed. Before a start, it prevents
// sending.
func TestHistoryNeverAnswers(t *testing.T) {
	t.Parallel()
	for _, registered := range []bool{false, true} {
		s := newFixture(t)
		if registered {
			s.register(request(1), false)
		}
		s.before = func(call string) (*http.Response, error) {
			if strings.HasPrefix(call, "GET /recoveries/histories") {
				return nil, errCut
			}
			return nil, nil
		}
		r := s.run(waves([]int{1}, []int{2}))
		if registered {
			if r.err != nil || r.results() != "job-1 failed 5" || r.end() != "failed 0" || s.count("PUT") != 0 {
				t.Errorf("before a start: %v, %s, %s", r.err, r.results(), r.end())
			}
		} else if r.err != nil || r.results() != "job-1 complete 0; job-2 complete 0" || !slices.Contains(r.decisions(), "unconfirmed job-1") {
			t.Errorf("at the end: %v, %s, %s, %q", r.err, r.results(), r.end(), r.decisions())
		}
	}
}

// A missing permission is not waited for.
func TestForbidden(t *testing.T) {
	t.Parallel()
	for _, after := range []time.Duration{-time.Second, 20 * time.Second} {
		s := newFixture(t)
		s.before = func(call string) (*http.Response, error) {
			if strings.HasPrefix(call, "GET /recoveries/histories") && s.clock.Now().After(noon.Add(after)) {
				return answer(http.StatusForbidden, `{"success": false, "requestID": "r-1", "error": "no permission"}`), nil
			}
			return nil, nil
		}
		r := s.run(waves([]int{1}, []int{2}))
		if after < 0 {
			if exit.CodeOf(r.err) != exit.Credentials || s.count("POST /recoveries") != 0 {
				t.Errorf("before the run: %v, %s", r.err, r.end())
			}
			continue
		}
		if r.err != nil || r.end() != "failed 4" || slices.Contains(r.decisions(), "credentials") || s.count("POST /recoveries") != 1 || s.clock.Now().Sub(noon) > 10*time.Minute {
			t.Errorf("%v, %s, %s, %q, %v", r.err, r.results(), r.end(), r.decisions(), s.clock.Now())
		}
	}
}

// An outage that lasts to the end of the run is a gap too, and a failure before --through fails the
// run.
func TestEnds(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	from := noon.Add(30 * time.Second)
	s.before = func(string) (*http.Response, error) {
		if s.clock.Now().After(from) {
			return nil, errCut
		}
		return nil, nil
	}
	r := s.run(waves([]int{1}), func(c *run.Config) { c.Timeout = 10 * time.Minute })
	gaps := 0
	for _, record := range r.records {
		if record.Event == journal.Gap && record.What == journal.NoAnswer && !record.From.After(from.Add(time.Second)) && record.At.Sub(from) > 9*time.Minute {
			gaps++
		}
	}
	if r.err != nil || r.end() != "failed 8" || gaps != 1 {
		t.Errorf("%v, %s, %d gaps", r.err, r.end(), gaps)
	}
	s = newFixture(t)
	if r = s.run(waves([]int{8}, []int{1}), func(c *run.Config) { c.Through = "1" }); r.err != nil || r.end() != "failed 0" {
		t.Errorf("%v, %s", r.err, r.end())
	}
}

// The zone derived from a recovery's start is relative to the server's clock, even if that differs
// from this machine's.
func TestZoneOfAStart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		ahead time.Duration
		zone  string
	}{{0, "+00:00"}, {-9 * time.Hour, "+09:00"}, {30 * time.Minute, "-00:30"}, {7 * time.Minute, ""}} {
		s := newFixture(t)
		r := s.run(waves([]int{1}), func(c *run.Config) {
			c.Probe = func(context.Context) (run.Probe, error) {
				now := s.clock.Now()
				return run.Probe{Sent: now, Received: now, Date: now.Add(tt.ahead), Generation: "2"}, nil
			}
		})
		zone := ""
		for _, record := range r.records {
			if record.Event == journal.ClockRead && record.Clock.Zone != "" {
				zone = record.Clock.Zone
			}
		}
		if r.err != nil || zone != tt.zone {
			t.Errorf("%v ahead: %v, %q, want %q", tt.ahead, r.err, zone, tt.zone)
		}
	}
}

// A complete recovery cannot be left out afterwards, because its time counts.
func TestSkipOfCompleteRecovery(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.run(waves([]int{1}, []int{2}))
	r := s.run(waves([]int{1}, []int{2}), skip("job-1"))
	if r.err != nil || r.end() != "complete 0" || len(r.decisions()) != 0 || r.ready[0].State != run.ToKeep {
		t.Errorf("%v, %s, %q, %+v", r.err, r.end(), r.decisions(), r.ready)
	}
}
