package sandbox_test

import (
	"regexp"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// seen is the part of a response that a test compares.
type seen struct {
	status int
	path   string
	want   any
}

// Each row is a change of 3.0 that breaks a client, with the same request before and after it.
func TestBreakingChanges(t *testing.T) {
	t.Parallel()
	windows := []string{"source", `"16"`, "target", `"17"`, "overwrite", `"allow"`}
	const item = `"jobList":[{"sourcePartition":"/","targetPartition":"/","overwrite":"allow"}]`
	running := []call3{posting("jobName", `"runs"`, "autoStart", `"use"`), posting()}
	tests := map[string]struct {
		before  []call3
		call    call3
		was, is seen
	}{
		"trace id":            {nil, getting("/api/recoveries"), seen{200, "traceId", nil}, seen{200, "requestID", nil}},
		"error object":        {nil, getting("/api/recoveries/9"), seen{404, "error.code", nil}, seen{404, "error.code", "JOB-ERROR-01"}},
		"validation errors":   {nil, posting("center", ``), seen{422, "detail.validationErrors.center.0", "center is required"}, seen{422, "error.details.center.0", "center is required"}},
		"no detail":           {nil, posting("center", ``), seen{422, "error", "Request body validation failed."}, seen{422, "detail", nil}},
		"unknown parameter":   {nil, getting("/api/recoveries?serverName=x"), seen{200, "success", true}, seen{400, "error.code", "DTO-VALIDATION-03"}},
		"empty parameter":     {nil, getting("/api/servers?center="), seen{200, "success", true}, seen{400, "error.details.center.0", "center must contain at least one identifier"}},
		"partition and drive": {nil, getting("/api/recoveries?partition=/&drive=C"), seen{200, "success", true}, seen{400, "error.code", "DTO-VALIDATION-03"}},
		"monitoring by job":   {[]call3{posting()}, getting("/api/recoveries/monitoring/job/1"), seen{200, "data.job.details.0.progressInfo.percent", "0%"}, seen{200, "data.job.progress.partitions.0.percent", "-"}},
		"monitoring's server": {[]call3{posting()}, getting("/api/recoveries/monitoring/job/1"), seen{200, "data.system.source.name", "source-server"}, seen{200, "data.job.info.source", "source-server"}},
		"monitoring by name":  {[]call3{posting()}, getting("/api/recoveries/monitoring/system/12"), seen{200, "data.job.info.name", "a-job"}, seen{200, "data.job.0.info.name", "a-job"}},
		"monitoring, no job":  {nil, getting("/api/recoveries/monitoring/system/12"), seen{404, "success", false}, seen{200, "data.summary.total", 0.0}},
		"items of PUT": {[]call3{posting()}, putting("/api/recoveries/1", `{"center":1,"jobList":[{"partition":"/","mode":"increment"}]}`),
			seen{200, "data.summary.eachUpdatedFields.0.partition", "/"}, seen{422, "error.code", "DTO-VALIDATION-01"}},
		"images of PUT": {[]call3{posting()}, putting("/api/recoveries/1", `{"center":1,"jobList":[{"backupFile":"backup-root-2025-01-15.ZIA","mode":"increment"}]}`),
			seen{422, "success", false}, seen{200, "data.summary.eachUpdatedFields.0.partition", "/"}},
		"DELETE by name":         {[]call3{posting()}, deleting("/api/recoveries/a-job"), seen{200, "data.summary.state", "success"}, seen{400, "error.code", "CENTER-ERROR-02"}},
		"DELETE in two centers":  {[]call3{posting()}, deleting("/api/recoveries/1?center=1,3"), seen{200, "data.summary.state", "success"}, seen{400, "error.details.center.0", "exactly one center must be specified"}},
		"overwrite on Windows":   {nil, posting(windows...), seen{409, "success", false}, seen{201, "data.partitions.0.overwrite", "Not overwritten"}},
		"overwrite of one":       {nil, posting("jobList", item[len(`"jobList":`):]), seen{409, "success", false}, seen{201, "data.partitions.0.overwrite", "allow"}},
		"autoStart, busy target": {running[:1], posting("autoStart", `"use"`), seen{201, "data.common.autoStart", "use"}, seen{201, "data.common.autoStart", "not use"}},
		"start, busy target":     {running, putting("/api/recoveries/2", `{"center":1,"status":"start"}`), seen{200, "data.summary.state", "success"}, seen{409, "error.code", "JOB-ERROR-64"}},
		"one source, two targets": {nil, posting("jobList", `[{"sourcePartition":"/","targetPartition":"/"},{"sourcePartition":"/","targetPartition":"/home"}]`, "listOnly", `true`),
			seen{400, "success", false}, seen{201, "data.summary.total", 2.0}},
		"a job as state":     {nil, posting("jobList", `[{"sourcePartition":"/home","targetPartition":"/home","backupJob":"manual-home"}]`), seen{201, "success", true}, seen{400, "error.code", "JOB-ERROR-67"}},
		"size of images":     {nil, getting("/api/backups/images/server/web-01"), seen{200, "data.0.image.size.formatted", "11.00 GB"}, seen{200, "data.0.image.size.original.formatted", "11.00 GB"}},
		"images, none":       {nil, getting("/api/backups/images/server/target-server"), seen{404, "success", false}, seen{200, "scan.failed", 0.0}},
		"unknown repository": {nil, posting("repository", `{"id":99}`), seen{404, "success", false}, seen{404, "error.message", "Repository with ID '99' does not exist in this center. Available repository IDs: 8, 13."}},
		"center's lists":     {nil, getting("/api/zdms/1"), seen{200, "data.disk", nil}, seen{200, "data.status.connect", "connect"}},
		"images of all":      {nil, getting("/api/backups/images?limit=1"), seen{404, "", nil}, seen{200, "pagination.itemsPerPage", 1.0}},
		"restore of images":  {nil, imaging("retired-01_ROOT.ZIA"), seen{404, "", nil}, seen{200, "data.common.jobName", "retired-01_ROOT"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for version, want := range map[string]seen{sandbox.Version202: test.was, sandbox.Version3: test.is} {
				s := open(t, sandbox.Config{APIVersion: version, UnknownRoute: sandbox.UnknownRouteEnvelope})
				for _, one := range test.before {
					do(t, s, one)
				}
				got := do(t, s, test.call)
				if got.status != want.status {
					t.Errorf("%s: got %d %s", version, got.status, got.text)
				}
				if want.path != "" {
					same(t, got, want.path, want.want)
				}
			}
		})
	}
}

// The envelope of 3.0 has its trace id in a header too, and a timestamp with milliseconds and zone.
// Times in data have no zone.
func TestEnvelopeOf3(t *testing.T) {
	s, _ := version3(t, sandbox.Config{})
	do(t, s, posting())
	for _, c := range []call3{getting("/api/recoveries"), getting("/api/recoveries?page=1"), getting("/api/recoveries/9"), getting("/api/nowhere")} {
		got := do(t, s, c)
		if !regexp.MustCompile(`^\{"success":(true|false),"traceId":"[0-9a-f]{32}","`).MatchString(got.text) {
			t.Errorf("%s", got.text)
		}
		same(t, got, "timestamp", "2026-03-11T12:00:00.000+09:00")
		if trace := header(s, c, bearer(t, s)).Get("X-Trace-Id"); len(trace) != 32 {
			t.Errorf("header %q", trace)
		}
	}
	same(t, do(t, s, getting("/api/recoveries/1")), "data.job.info.lastUpdated", "2026-03-11 12:00:00")
	for version, want := range map[string]string{sandbox.Version1: "", sandbox.Version2: "", sandbox.Version202: ""} {
		s := open(t, sandbox.Config{APIVersion: version})
		if trace := header(s, getting("/api/recoveries"), bearer(t, s)).Get("X-Trace-Id"); trace != want {
			t.Errorf("%s: header %q", version, trace)
		}
	}
}

// Each row is a difference between the builds that are numbered 3.0.0.
func TestBuildsOf3(t *testing.T) {
	t.Parallel()
	busy := []call3{posting("jobName", `"runs"`, "autoStart", `"use"`)}
	job := []call3{posting()}
	const byPartition, byImage = `{"center":1,"jobList":[{"partition":"/","mode":"increment"}]}`, `{"center":1,"jobList":[{"backupFile":"backup-root-2025-01-15.ZIA","mode":"increment"}]}`
	tests := map[string]struct {
		before            []call3
		call              call3
		early, flat, last seen
	}{
		"monitoring": {job, getting("/api/recoveries/monitoring/job/1?detail=true"),
			seen{200, "data.job.details.0.progressInfo.status", "Registered"}, seen{200, "data.job.details.0.status", "Registered"}, seen{200, "data.job.progress.partitions.0.status", "Registered"}},
		"monitoring's message": {job, getting("/api/recoveries/monitoring/job/1"),
			seen{200, "message", "Recovery monitoring info"}, seen{200, "data.job.status", "Registered"}, seen{200, "message", "Recovery information retrieved"}},
		"monitoring without detail": {job, getting("/api/recoveries/monitoring/job/1"),
			seen{200, "data.job.details.0.partition", "/"}, seen{200, "data.job.details", nil}, seen{200, "data.job.progress.partitions.0.partition", "/"}},
		"monitoring by system": {job, getting("/api/recoveries/monitoring/system/12"),
			seen{200, "data.job.info.name", "a-job"}, seen{200, "data.job.0.percent", "-"}, seen{200, "data.job.0.progress.percent", "-"}},
		"PUT by partition": {job, putting("/api/recoveries/1", byPartition),
			seen{200, "data.summary.eachUpdatedFields.0.partition", "/"}, seen{422, "error.code", "DTO-VALIDATION-01"}, seen{422, "error.code", "DTO-VALIDATION-01"}},
		"PUT by image": {job, putting("/api/recoveries/1", byImage),
			seen{422, "error.code", "DTO-VALIDATION-01"}, seen{200, "data.summary.eachUpdatedFields.0.partition", "/"}, seen{200, "data.summary.eachUpdatedFields.0.partition", "/"}},
		"busy target": {busy, posting("autoStart", `"use"`),
			seen{409, "error.code", "JOB-ERROR-64"}, seen{409, "error.code", "JOB-ERROR-64"}, seen{201, "data.common.autoStart", "not use"}},
		"missing image": {nil, imaging("x.ZIA"),
			seen{404, "error.code", "JOB-ERROR-01"}, seen{404, "error.code", "JOB-ERROR-52"}, seen{404, "error.code", "JOB-ERROR-52"}},
		"unknown parameter": {nil, getting("/api/recoveries?hello=1"),
			seen{200, "success", true}, seen{400, "error.code", "DTO-VALIDATION-03"}, seen{400, "error.code", "DTO-VALIDATION-03"}},
		"overwrite on Windows": {nil, posting("source", `"16"`, "target", `"17"`, "overwrite", `"allow"`),
			seen{409, "error.code", "JOB-ERROR-56"}, seen{409, "error.code", "JOB-ERROR-56"}, seen{201, "data.partitions.0.overwrite", "Not overwritten"}},
		"error texts": {nil, getting("/api/recoveries/monitoring/job/x"),
			seen{404, "error.message", "Name이 'x'인 조건에 맞는 Recovery 작업을 찾을 수 없습니다."}, seen{404, "error.message", "Recovery job with Name 'x' not found."}, seen{404, "error.message", "Recovery job with Name 'x' not found."}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for version, want := range map[string]seen{sandbox.Version3Early: test.early, sandbox.Version3Flat: test.flat, sandbox.Version3: test.last} {
				s := open(t, sandbox.Config{APIVersion: version})
				for _, one := range test.before {
					do(t, s, one)
				}
				got := do(t, s, test.call)
				if got.status != want.status {
					t.Errorf("%s: got %d %s", version, got.status, got.text)
				}
				same(t, got, want.path, want.want)
			}
		})
	}
}
