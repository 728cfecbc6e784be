package run_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

// A recovery that ends in Complete but shows only partitions other than those of its request has
// not restored everything.
func TestCompleteWithoutAPartition(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ version, shown, results string }{
		{"1.0.3", "/", "job-1 complete 0"},
		{"1.0.3", "/var", "job-1 failed 3"},
		{"3.0", "/", "job-1 complete 0"},
		{"3.0", "/var", "job-1 failed 3"},
	} {
		s := newFixtureOf(t, tt.version)
		s.after = func(call string, answer *http.Response) (*http.Response, error) {
			if strings.HasPrefix(call, "GET /recoveries/monitoring/") {
				body, _ := io.ReadAll(answer.Body)
				answer.Body = io.NopCloser(bytes.NewReader(bytes.ReplaceAll(body, []byte(`"partition":"/"`), []byte(`"partition":"`+tt.shown+`"`))))
				answer.ContentLength = -1
			}
			return answer, nil
		}
		r := s.run(waves([]int{1}, []int{2}))
		if !strings.HasPrefix(r.results(), tt.results) || (s.count("POST /recoveries") == 1) != (tt.shown == "/var") {
			t.Errorf("%s, %s: %v, %s, %s", tt.version, tt.shown, r.err, r.results(), r.end())
		}
	}
}

// Since 3.0, a partition that a complete recovery still reports as not begun was not restored. One
// poll that shows this may be outdated.
func TestCompleteWithAPartitionThatHasNotBegun(t *testing.T) {
	t.Parallel()
	for polls, results := range map[int]string{1: "job-1 complete 0", 1000: "job-1 failed 3"} {
		s := newFixtureOf(t, "3.0")
		s.after = func(call string, answer *http.Response) (*http.Response, error) {
			if strings.HasPrefix(call, "GET /recoveries/monitoring/") {
				body, _ := io.ReadAll(answer.Body)
				if shown := string(body); polls > 0 && strings.Contains(shown, `"status":"Complete"`) {
					polls--
					at := strings.Index(shown, `"partitions":[`) + len(`"partitions":[`)
					body = []byte(shown[:at] + `{"partition":"/home","backupFile":"b.ZIA","status":"Registered","percent":"-","message":"-","timeInfo":{"start":"-","elapsed":"-","end":"-"}},` + shown[at:])
				}
				answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(body)), -1
			}
			return answer, nil
		}
		r := s.run(waves([]int{1}, []int{2}))
		if !strings.HasPrefix(r.results(), results) {
			t.Errorf("%v, %s, want %s, %s", r.err, r.results(), results, r.end())
		}
	}
}
