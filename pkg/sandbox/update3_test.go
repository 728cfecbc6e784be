package sandbox_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func TestUpdatesOf3(t *testing.T) {
	t.Parallel()
	const root = "backup-root-2025-01-15.ZIA"
	item := func(fields string) string { return `{"center":1,"jobList":[{` + fields + `}]}` }
	tests := map[string]struct {
		target, body string
		status       int
		code, text   string
	}{
		"no image":         {"1", item(`"mode":"full"`), 422, "DTO-VALIDATION-01", ""},
		"unknown image":    {"1", item(`"backupFile":"x","mode":"full"`), 404, "JOB-ERROR-01", ""},
		"other target":     {"1", item(`"backupFile":"` + root + `","targetPartition":"/home"`), 404, "JOB-ERROR-13", "Specified drive/partition does not exist on the server."},
		"no center":        {"1", `{}`, 422, "DTO-VALIDATION-01", ""},
		"blank center":     {"1", `{"center":" "}`, 422, "DTO-VALIDATION-01", ""},
		"unknown center":   {"1", `{"center":9}`, 404, "ZDM-ERROR-01", "Zdm with ID '9' not found"},
		"other center":     {"1", `{"center":3}`, 403, "CENTER-ERROR-01", "Recovery does not belong to center '부산센터'"},
		"name elsewhere":   {"a-job", `{"center":3}`, 404, "JOB-ERROR-01", "Recovery job with Name 'a-job' not found"},
		"unknown job":      {"999", `{"center":1}`, 404, "JOB-ERROR-01", "Recovery job with ID '999' not found"},
		"unknown schedule": {"1", `{"center":1,"schedule":77}`, 404, "JOB-ERROR-100", "Schedule ID '77' not found"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, _ := version3(t, sandbox.Config{})
			do(t, s, posting())
			coded(t, do(t, s, putting("/api/recoveries/"+test.target, test.body)), test.status, test.code, test.text)
		})
	}
	// An image with two targets: both of its items are updated, or one.
	s, _ := version3(t, sandbox.Config{})
	do(t, s, posting("listOnly", `true`, "jobList", `[{"sourcePartition":"/","targetPartition":"/"},{"sourcePartition":"/","targetPartition":"/home"}]`))
	for body, items := range map[string]int{`"backupFile":"` + root + `","mode":"increment"`: 2, `"backupFile":"` + root + `","targetPartition":"/dev/sdb1","mode":"full"`: 1} {
		got := do(t, s, putting("/api/recoveries/1", item(body)))
		if each := got.at(t, "data.summary.eachUpdatedFields").([]any); len(each) != items {
			t.Errorf("%s: %s", body, got.text)
		}
	}
}

// In 2.0.2, a partition that the job does not have is ignored.
func TestUnknownPartOf202(t *testing.T) {
	s := open(t, sandbox.Config{APIVersion: sandbox.Version202})
	do(t, s, posting())
	got := do(t, s, putting("/api/recoveries/1", `{"center":1,"jobList":[{"partition":"/x","mode":"full"}]}`))
	same(t, got, "data.summary.state", "success")
}

// A start is refused while another job runs on the target, and only then.
func TestBusyTargets(t *testing.T) {
	s, now := version3(t, sandbox.Config{Speed: 1})
	do(t, s, posting("jobName", `"a"`, "autoStart", `"use"`))
	do(t, s, posting("jobName", `"b"`))
	do(t, s, posting("jobName", `"elsewhere"`, "source", `"web-01"`, "target", `"web-01-dr"`))
	start := func(job string) answered {
		return do(t, s, putting("/api/recoveries/"+job, `{"center":"main-center","status":"start"}`))
	}
	coded(t, start("b"), 409, "JOB-ERROR-64", "[Recovery start] - Recovery job 'a' is already in progress on target server 'target-server'. Wait for it to finish, then start this job again.")
	same(t, start("elsewhere"), "data.summary.state", "success")
	same(t, start("a"), "data.jobInfo.errorMessage", "The job is already running.") // its own run does not block it
	same(t, do(t, s, putting("/api/recoveries/b", `{"center":1,"mode":"increment"}`)), "data.summary.state", "success")
	same(t, do(t, s, putting("/api/recoveries/b", `{"center":1,"status":"stop"}`)), "data.summary.state", "fail")
	same(t, do(t, s, putting("/api/recoveries/a", `{"center":1,"status":"stop"}`)), "data.summary.state", "success")
	coded(t, start("b"), 409, "JOB-ERROR-64", "") // canceling takes a while
	now.set(noon.Add(time.Minute))
	same(t, start("b"), "data.summary.state", "success")
	coded(t, start("a"), 409, "JOB-ERROR-64", "")
}

func TestDeletionsOf3(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		target string
		status int
		code   string
	}{
		"id":             {"1", 200, ""},
		"id, center":     {"1?center=1", 200, ""},
		"id, elsewhere":  {"1?center=3", 403, "CENTER-ERROR-01"},
		"id, two":        {"1?center=1,3", 400, "DTO-VALIDATION-03"},
		"name":           {"a-job", 400, "CENTER-ERROR-02"},
		"name, empty":    {"a-job?center=", 400, "DTO-VALIDATION-03"},
		"name, two":      {"a-job?center=1,3", 400, "DTO-VALIDATION-03"},
		"name, center":   {"a-job?center=main-center", 200, ""},
		"name elsewhere": {"a-job?center=3", 404, "JOB-ERROR-01"},
		"no such center": {"a-job?center=9", 404, "ZDM-ERROR-01"},
		"unknown":        {"99", 404, "JOB-ERROR-01"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, _ := version3(t, sandbox.Config{})
			do(t, s, posting())
			got := do(t, s, deleting("/api/recoveries/"+test.target))
			if test.status != 200 {
				coded(t, got, test.status, test.code, "")
			}
			left := do(t, s, getting("/api/recoveries")).at(t, "data").([]any)
			if deleted := len(left) == 0; deleted != (test.status == 200) {
				t.Errorf("got %d %s, %d jobs left", got.status, got.text, len(left))
			}
		})
	}
	s, _ := version3(t, sandbox.Config{})
	coded(t, do(t, s, deleting("/api/recoveries/99")), 404, "JOB-ERROR-01", "Job info not found")
	// A name in two centers refers to the job in the given center.
	do(t, s, posting("center", `"3"`, "source", `"31"`, "target", `"32"`, "repository", `{"id":21}`))
	do(t, s, posting())
	do(t, s, deleting("/api/recoveries/a-job?center=3"))
	same(t, do(t, s, getting("/api/recoveries/a-job")), "data.job.info.id", "2")
}

func TestImageRegistrations(t *testing.T) {
	t.Parallel()
	const root, boot, first = "web-01_ROOT_[2025-01-16_01_05].ZIA", "web-01_boot_[2025-01-16_01_05].ZIA", "web-01_ROOT_[2025-01-15_01_05].ZIA"
	tests := map[string]struct {
		call       call3
		status     int
		code, text string
	}{
		"unknown image":    {imaging("a.ZIA,retired-01_ROOT.ZIA,b.ZIA"), 404, "JOB-ERROR-52", "[Image recovery registration] - Backup image(s) not found in the specified repository: a.ZIA, b.ZIA"},
		"other repository": {imaging("retired-01_ROOT.ZIA", "repository", `{"id":8}`), 404, "JOB-ERROR-52", ""},
		"two images": {imaging(first + "," + root), 400, "JOB-ERROR-55", "target partition '/' was given 2 images of source partition '/' (" + first + ", " + root +
			"). These are snapshots of the same partition taken at different points in time, so they cannot both be restored to one partition — the one restored later would overwrite the earlier. Keep one image, or assign each image to a different target partition."},
		"no target for it": {imaging("FILES-2022D_[2025-01-16_01_05].ZIA"), 400, "JOB-ERROR-14",
			"[Image recovery registration] No partitions left to register — every candidate was excluded. Reason(s): Partition/drive 'D:' was excluded from mapping — Drive D: does not exist on web-01-dr"},
		"excluded":           {imaging("retired-01_ROOT.ZIA", "excludePartition", `"/"`), 400, "JOB-ERROR-14", ""},
		"no files":           {imaging(" , | "), 422, "DTO-VALIDATION-01", ""},
		"no list of files":   {imaging("x", "backupFile", `["x"]`), 422, "DTO-VALIDATION-01", ""},
		"missing files":      {imaging("x", "backupFile", ``), 422, "DTO-VALIDATION-01", ""},
		"unknown repository": {imaging(root, "repository", `{"id":99}`), 404, "ZDM-REPOSITORY-ERROR-01", "Repository with ID '99' does not exist in this center. Available repository IDs: 8, 13."},
		"unknown target":     {imaging(root, "target", `99`), 404, "SERVER-ERROR-01", "Server with ID '99' not found"},
		"item not in files":  {imaging(root, "jobList", `[{"targetPartition":"/var","backupFile":"`+boot+`"}]`), 400, "JOB-ERROR-59", ""},
		"item without file":  {imaging(root, "jobList", `[{"targetPartition":"/var"}]`), 422, "DTO-VALIDATION-01", ""},
		"item's target":      {imaging(root, "jobList", `[{"targetPartition":"/x","backupFile":"`+root+`"}]`), 404, "JOB-ERROR-13", ""},
		"list only":          {imaging(root, "listOnly", `true`), 400, "JOB-ERROR-63", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, _ := version3(t, sandbox.Config{})
			coded(t, do(t, s, test.call), test.status, test.code, test.text)
		})
	}
	s, _ := version3(t, sandbox.Config{})
	for i, want := range []string{"retired-01_ROOT", "retired-01_ROOT-1", "retired-01_ROOT-2"} {
		got := do(t, s, imaging("retired-01_ROOT.ZIA", "center", fmt.Sprint(1), "target", `15`))
		same(t, got, "data.common.jobName", want)
		same(t, do(t, s, getting("/api/recoveries/"+want)), "data.job.info.id", fmt.Sprint(i+1))
	}
	// The last job has a source that still exists completely: two partitions by name, one by its item.
	got := do(t, s, imaging(root+"|"+boot+", "+first, "jobName", `"a"`, "autoStart", `"use"`, "overwrite", `"allow"`,
		"jobList", `[{"targetPartition":"/var","backupFile":["`+first+`"],"mode":"increment","overwrite":"not allow"}]`))
	for path, want := range map[string]any{
		"summary.total": 1.0, "common.bootMode": "Reboot", "common.autoStart": "use",
		"partitions.0.jobMode": "Incremental Recovery", "partitions.0.targetPartition": "/var", "partitions.0.overwrite": "Not overwritten", "partitions.0.backup.useLatest": "no",
		"partitions.1.jobMode": "Full Recovery", "partitions.1.targetPartition": "/", "partitions.1.overwrite": "Overwritten", "partitions.1.backup.useLatest": "yes",
		"partitions.2.sourcePartition": "/boot", "partitions.2.repository.type": "SMB",
	} {
		same(t, got, "data."+path, want)
	}
	if got.status != 200 {
		t.Errorf("%d", got.status)
	}
	same(t, do(t, s, getting("/api/recoveries/retired-01_ROOT")), "data.system.source.name", "retired-01")
}
