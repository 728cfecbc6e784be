package sandbox_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
)

func faulty(t *testing.T, text string) *sandbox.Server {
	t.Helper()
	faults, err := fault.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, sandbox.Config{Faults: fault.New(faults, 1)})
}

// jobs counts what a server has registered, behind its faults.
func jobs(t *testing.T, s *sandbox.Server) int {
	t.Helper()
	info, err := s.Describe()
	if err != nil {
		t.Fatal(err)
	}
	return info.Jobs
}

func TestFaultsOfRegistrations(t *testing.T) {
	for text, want := range map[string]int{"drop-after-accept=1": 1, "drop-before-read=1": 0, "truncate=1": 1} {
		s := faulty(t, text)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://sandbox/api/recoveries", strings.NewReader(with()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = bearer(t, s)
		if _, err := sandbox.Transport(s).RoundTrip(r); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: got %v", text, err)
		}
		if got := jobs(t, s); got != want {
			t.Errorf("%s: %d jobs", text, got)
		}
	}
}

func TestPartialFault(t *testing.T) {
	s := faulty(t, "partial=1")
	got := post(t, s, with())
	same(t, got, "data.common.state", "fail")
	same(t, got, "data.summary.failed", 1.0)
	same(t, got, "data.summary.successful", 1.0)
	if len(got.at(t, "data.partitions").([]any)) != 2 || len(get(t, s, "/api/recoveries/a-job").at(t, "data.job.detail").([]any)) != 1 {
		t.Errorf("got %s", got.text)
	}
	// Where nothing is left, nothing is registered.
	got = post(t, s, with("jobName", `"b"`, "excludePartition", `"/"`))
	same(t, got, "data.summary.successful", 0.0)
	if jobs(t, s) != 1 {
		t.Error("a job without partitions")
	}
}
