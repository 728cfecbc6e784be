package sandbox_test

import (
	"errors"
	"fmt"
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

// jobs returns the number of registered jobs, bypassing the injected faults.
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

// The server reports its own timeouts and incomplete data in the API's wording, and registers
// nothing.
func TestFaultsOfTheServer(t *testing.T) {
	const images = "백업 이미지 조회 작업 시간 초과 (10초 경과, Center: %s, Repository ID: %d)"
	s := faulty(t, "timeout=1")
	refused(t, login(t, s, account(sandbox.DemoEmail, sandbox.DemoPassword)), 408, "사용자 조회 시간이 초과되었습니다")
	refused(t, post(t, s, with()), 500, fmt.Sprintf(images, "main-center", 13))
	refused(t, get(t, s, "/api/backups/images/server/web-01?center=1&repositoryId=8"), 500, fmt.Sprintf(images, "main-center", 8))
	noJobs(t, s)
	faults, err := fault.Parse("timeout=1")
	if err != nil {
		t.Fatal(err)
	}
	s = open(t, sandbox.Config{APIVersion: sandbox.Version2, Faults: fault.New(faults, 1)})
	refused(t, send(t, s, http.MethodPost, "/api/token/issue", account(sandbox.DemoEmail, sandbox.DemoPassword), bearer(t, s)),
		500, "[Token creation] - An unexpected error occurred during token creation")

	s = faulty(t, "incomplete=1")
	post(t, s, with())
	refused(t, get(t, s, "/api/recoveries/monitoring/job/a-job"), 400, "작업 데이터가 불완전합니다. recovery 정보가 누락되었습니다.")
	for target, partition := range map[string]string{"11": "/", "target-server?partition=/home": "/home"} {
		refused(t, get(t, s, "/api/recoveries/monitoring/system/"+target), 400,
			"작업 데이터가 불완전합니다. 파티션 '"+partition+"' 에 대한 recovery 또는 recoveryInfo 작업 정보를 찾을 수 없습니다.")
	}
	refused(t, get(t, s, "/api/recoveries/monitoring/job/nobody"), 404, "Name이 'nobody'인 조건에 맞는 Recovery 작업을 찾을 수 없습니다.")
	same(t, get(t, s, "/api/recoveries/a-job"), "data.job.info.name", "a-job")
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
	// If the only partition fails, nothing is registered.
	got = post(t, s, with("jobName", `"b"`, "excludePartition", `"/"`))
	same(t, got, "data.summary.successful", 0.0)
	if jobs(t, s) != 1 {
		t.Error("a job without partitions")
	}
}
