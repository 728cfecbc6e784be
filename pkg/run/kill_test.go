package run_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/run"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// killed runs waves in a process that ends right after its nth record is in the journal. Nothing
// more reaches the server, except one call whose response is lost if late is set. It returns the
// event of the last record, or "" if the run has fewer than n records.
func (s *fixture) killed(all []run.Wave, nth int, late bool) (event string) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	count, dead, more := 0, false, late
	content := ""
	s.ctx = ctx
	s.records = func(r journal.Record) {
		if count++; count == nth {
			s.mu.Lock()
			event, content, dead = string(r.Event), s.text(), true
			s.mu.Unlock()
			if !late {
				cancel()
			}
		}
	}
	s.before = func(call string) (*http.Response, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if dead && !more {
			return nil, errCut
		}
		return nil, nil
	}
	s.after = func(call string, answer *http.Response) (*http.Response, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if dead {
			more = false
			cancel()
			return nil, errCut
		}
		return answer, nil
	}
	s.run(all)
	s.ctx, s.records, s.before, s.after = s.t.Context(), nil, nil, nil
	if event != "" {
		if err := os.WriteFile(s.journal, []byte(content), 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
	return event
}

// A run that is killed at any record resumes: nothing is registered or started twice, and nothing
// is left out. Only a start that was announced and is not visible on the server remains unknown.
func TestKilledAtEveryRecord(t *testing.T) {
	t.Parallel()
	all := waves([]int{1, 2, 3}, []int{4})
	for _, late := range []bool{false, true} {
		for nth := 1; ; nth++ {
			s := newFixture(t)
			s.register(request(1), false)
			s.register(request(2), true)
			s.calls = nil
			event := s.killed(all, nth, late)
			if event == "" {
				if nth < 15 {
					t.Errorf("%d records", nth)
				}
				break
			}
			r := s.run(all)
			what := fmt.Sprintf("killed behind record %d (%s), late %v", nth, event, late)
			lost := strings.Contains(r.results(), "job-1 unknown 7")
			if r.err != nil || lost && (late || event != "start" || r.end() != "failed 7") || !lost && r.end() != "complete 0" {
				t.Errorf("%s: %v, %s, %s", what, r.err, r.results(), r.end())
			}
			there, err := s.client.Recoveries(zdm.RecoveryQuery{}).Get(t.Context())
			want := 4
			if lost {
				want = 3
			}
			names := map[string]int{}
			for _, job := range there.Data {
				names[string(job.Job.Info.Name)]++
			}
			if err != nil || len(names) != want || len(there.Data) != want {
				t.Errorf("%s: the recoveries are %v, %v", what, names, err)
			}
			rows, err := s.client.Histories(zdm.HistoryQuery{}).Get(t.Context())
			if err != nil || len(rows.Data) != want && !lost || len(rows.Data) > want {
				t.Errorf("%s: %d runs, %v", what, len(rows.Data), err)
			}
			if _, err := journal.Read(s.journal); err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}
