package run_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A start whose response has no data is looked up and never sent again.
func TestStartWithoutData(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"success": true}`, `{"success": true, "data": []}`} {
		for _, reaches := range []bool{true, false} {
			s := newFixture(t)
			s.register(request(1), false)
			want := "job-1 complete 0"
			s.after = func(call string, reply *http.Response) (*http.Response, error) {
				if strings.HasPrefix(call, "PUT") {
					return answer(http.StatusOK, body), nil
				}
				return reply, nil
			}
			if !reaches {
				want = "job-1 unknown 7"
				s.before = func(call string) (*http.Response, error) {
					if strings.HasPrefix(call, "PUT") {
						return answer(http.StatusOK, body), nil
					}
					return nil, nil
				}
			}
			if r := s.run(waves([]int{1})); r.err != nil || r.results() != want || s.count("PUT") != 1 {
				t.Errorf("%s, %t: %v, %s, %d", body, reaches, r.err, r.results(), s.count("PUT"))
			}
		}
	}
}

// A start whose response was lost is looked up and never sent again.
func TestLostStart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name           string
		reaches        bool
		results, ended string
	}{
		{"it has started", true, "job-1 complete 0; job-2 complete 0", "complete 0"},
		{"it still waits", false, "job-1 unknown 7; job-2 complete 0", "failed 7"},
	} {
		s := newFixture(t)
		s.register(request(1), false)
		all := waves([]int{1, 2}, []int{3})
		if tt.reaches {
			s.after = func(call string, answer *http.Response) (*http.Response, error) {
				if strings.HasPrefix(call, "PUT") {
					return nil, errCut
				}
				return answer, nil
			}
			all = all[:1]
		} else {
			s.before = func(call string) (*http.Response, error) {
				if strings.HasPrefix(call, "PUT") {
					return nil, errCut
				}
				return nil, nil
			}
		}
		r := s.run(all)
		if r.err != nil || r.results() != tt.results || r.end() != tt.ended || s.count("PUT") != 1 {
			t.Errorf("%s: %v, %s, %s, %d", tt.name, r.err, r.results(), r.end(), s.count("PUT"))
		}
		if s.before = nil; !tt.reaches { // the next run looks it up and does not send it again
			if r = s.run(all); r.err != nil || !strings.Contains(r.results(), "job-1 unknown 7") || s.count("PUT") != 1 {
				t.Errorf("%s, again: %v, %s, %d", tt.name, r.err, r.results(), s.count("PUT"))
			}
		}
	}
}

// The run survives an outage and records it as a gap.
func TestOutage(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	from, until := noon.Add(time.Minute), noon.Add(20*time.Minute)
	s.before = func(string) (*http.Response, error) {
		if now := s.clock.Now(); now.After(from) && now.Before(until) {
			return nil, errCut
		}
		return nil, nil
	}
	r := s.run(waves([]int{1}, []int{2}))
	if r.err != nil || r.end() != "complete 0" || s.count("POST /recoveries") < 2 {
		t.Fatalf("%v, %s, %s", r.err, r.results(), r.end())
	}
	gaps := 0
	for _, record := range r.records {
		switch {
		case record.Event == journal.Gap:
			gaps++
			if record.What != journal.NoAnswer || record.From.After(from.Add(time.Second)) || record.At.Before(until) {
				t.Errorf("%+v", record)
			}
		case record.Event == journal.Observed && record.State.Result != "" && record.Job == "job-1":
			if record.State.After.After(from.Add(time.Second)) || record.At.Before(until) {
				t.Errorf("the end is known too well: %v to %v", record.State.After, record.At)
			}
		}
	}
	if gaps != 1 {
		t.Errorf("%d gaps", gaps)
	}
}

// The run waits while another recovery keeps the target busy.
func TestBusyTarget(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.register(request(2, func(r *zdm.RecoveryRequest) { r.Target, r.JobName = "t1", "nightly" }), true)
	r := s.run(waves([]int{1}))
	if r.err != nil || r.results() != "job-1 complete 0" || !slices.Equal(r.decisions()[:2], []string{"waits job-1", "waited job-1"}) {
		t.Fatalf("%v, %s, %q", r.err, r.results(), r.decisions())
	}
}

// A server of 3.0 refuses a start while the target is busy. The recovery was then certainly not
// started, and the start is sent once the target is free.
func TestRefusedStart(t *testing.T) {
	t.Parallel()
	s := newFixture(t)
	s.register(request(1), false)
	refusals := 0
	s.before = func(call string) (*http.Response, error) {
		if strings.HasPrefix(call, "PUT") && refusals < 3 {
			refusals++
			return answer(http.StatusConflict, `{"success": false, "traceId": "r-1", "error": {"code": "JOB-ERROR-64", "message": "busy"}, "timestamp": "2026-03-11T21:00:00.000+09:00"}`), nil
		}
		return nil, nil
	}
	r := s.run(waves([]int{1}))
	if r.err != nil || r.results() != "job-1 complete 0" || s.count("PUT") != 4 || r.decisions()[0] != "waits job-1" {
		t.Fatalf("%v, %s, %q, %d", r.err, r.results(), r.decisions(), s.count("PUT"))
	}
	for _, record := range r.records {
		if record.Event == journal.Start && record.Outcome == "busy" && record.Error != "JOB-ERROR-64" {
			t.Errorf("%+v", record)
		}
	}
}

// The run waits for a login in another process, but not forever.
func TestRefusedToken(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		back time.Duration
		end  string
	}{{"a login in time", 5 * time.Minute, "complete 0"}, {"none", time.Hour, "failed 4"}} {
		s := newFixture(t)
		from := noon.Add(30 * time.Second)
		s.before = func(string) (*http.Response, error) {
			if now := s.clock.Now(); now.After(from) && now.Before(from.Add(tt.back)) {
				return answer(http.StatusUnauthorized, `{"success": false, "requestID": "r-1", "error": "expired"}`), nil
			}
			return nil, nil
		}
		r := s.run(waves([]int{1}, []int{2}))
		if r.err != nil || r.end() != tt.end || !slices.Contains(r.decisions(), "credentials") {
			t.Errorf("%s: %v, %s, %s", tt.name, r.err, r.results(), r.end())
		}
	}
}
