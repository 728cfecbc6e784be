package sandbox_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// backupsInventory has a source with a partition for each state of a backup.
const backupsInventory = `
centers: [{id: 1, name: c}]
repositories:
  - {id: 8, center: 1, type: nfs, path: /a}
  - {id: 9, center: 1, type: nfs, path: /b}
servers:
  - id: 1
    center: 1
    name: source-server
    os: Linux
    partitions:
      - {letter: /, device: /dev/sda1, size: 9 GB}
      - {letter: /ok2, device: /dev/sda2, size: 9 GB}
      - {letter: /none, device: /dev/sda3, size: 9 GB}
      - {letter: /failed, device: /dev/sda4, size: 9 GB}
      - {letter: /running, device: /dev/sda5, size: 9 GB}
      - {letter: /never, device: /dev/sda6, size: 9 GB}
      - {letter: /empty, device: /dev/sda7, size: 9 GB}
      - {letter: /other, device: /dev/sda8, size: 9 GB}
  - id: 2
    center: 1
    name: target-server
    mode: target
    os: Linux
    partitions:
      - {letter: /, device: /dev/sda1, size: 9 GB}
      - {letter: /ok2, device: /dev/sda2, size: 9 GB}
      - {letter: /none, device: /dev/sda3, size: 9 GB}
      - {letter: /failed, device: /dev/sda4, size: 9 GB}
      - {letter: /running, device: /dev/sda5, size: 9 GB}
      - {letter: /never, device: /dev/sda6, size: 9 GB}
      - {letter: /empty, device: /dev/sda7, size: 9 GB}
      - {letter: /other, device: /dev/sda8, size: 9 GB}
  - {id: 3, center: 1, name: rootless, mode: target, os: Linux, partitions: [{letter: /ok2, device: /dev/sda2, size: 9 GB}]}
backups:
  - {id: 1, name: root, server: 1, partition: /, repository: 8, images: [{name: root-1.ZIA, created: "2026-03-01 01:00:00"}, {name: root-2.ZIA, created: "2026-03-02 01:00:00"}]}
  - {id: 2, name: ok2, server: 1, partition: /ok2, repository: 8, images: [{name: ok2.ZIA, created: "2026-03-01 01:00:00"}]}
  - {id: 3, name: a, server: 1, partition: /failed, repository: 8, failed: true, images: [{name: a-1.ZIA, created: "2026-03-01 01:00:00"}, {name: a-2.ZIA, created: "2026-03-02 01:00:00"}]}
  - {id: 4, name: b, server: 1, partition: /failed, repository: 8, lastRun: failed}
  - {id: 5, name: runs, server: 1, partition: /running, repository: 8, lastRun: running}
  - {id: 6, name: new, server: 1, partition: /never, repository: 8}
  - {id: 7, name: x, server: 1, partition: /empty, repository: 8, lastRun: succeeded}
  - {id: 8, name: y, server: 1, partition: /other, repository: 9, images: [{name: y.ZIA, created: "2026-03-01 01:00:00"}]}
`

func on8(fields ...string) call3 {
	return posting(append([]string{"source", `"1"`, "target", `"2"`, "repository", `{"id":8}`}, fields...)...)
}

// listed returns jobList with one item.
func listed(partition, more string) []string {
	return []string{"listOnly", `true`, "jobList", fmt.Sprintf(`[{"sourcePartition":%q,"targetPartition":%[1]q%s}]`, partition, more)}
}

const nothingLeft = "[Recovery registration] No partitions left to register — every candidate partition was excluded. Reason(s): "

func TestSkippedPartitions(t *testing.T) {
	s, _ := version3(t, sandbox.Config{Inventory: readInventory(t, backupsInventory)})
	reasons := []string{
		"Partition '/none' has no backup job.",
		"Partition '/failed' has no usable backup job — the last run failed for every backup job (jobs: a, b). Re-run the backup job, or check separately whether another usable image exists and specify it with 'backupFile'.",
		"Partition '/running' has no usable backup job — a backup job is currently running (jobs: runs)",
		"Partition '/never' has no usable backup job — the backup job is registered but has never run (jobs: new)",
		"Partition '/empty' has no usable backup job — backup job 'x' succeeded, but no backup image was found in repository 8.",
		"Partition '/other' has no usable backup job — backup job 'y' backs up to repository 9, but this request specifies repository 8.",
	}
	got := do(t, s, on8())
	same(t, got, "data.summary.total", 2.0)
	same(t, got, "data.partitions.1.sourcePartition", "/ok2")
	notices, _ := got.at(t, "data.notices").([]any)
	if len(notices) != len(reasons) {
		t.Fatalf("%s", got.text)
	}
	for i, reason := range reasons {
		letter := strings.Split(reason, "'")[1]
		if want := "Partition/drive '" + letter + "' was skipped — no backup available: " + reason; notices[i] != want {
			t.Errorf("got %s\nwant %s", notices[i], want)
		}
		coded(t, do(t, s, on8(listed(letter, "")...)), 400, "JOB-ERROR-14", nothingLeft+reason)
	}
	if jobs := do(t, s, getting("/api/recoveries")).at(t, "data").([]any); len(jobs) != 1 {
		t.Errorf("%d jobs", len(jobs))
	}
}

// In 2.0.2, only a missing backup job causes a partition to be skipped.
func TestSkippedPartitionsOf202(t *testing.T) {
	s := open(t, sandbox.Config{APIVersion: sandbox.Version202, Inventory: readInventory(t, backupsInventory)})
	got := do(t, s, on8("excludePartition", `"/failed,/running,/never,/empty,/other"`))
	same(t, got, "data.notices.0", "Partition/drive '/none' was skipped — no backup available: Backup job not found for partition '/none' on server 'source-server'")
	same(t, got, "data.summary.total", 2.0)
	refused(t, do(t, s, on8(listed("/none", "")...)), 404, "Backup job not found for partition '/none' on server 'source-server'")
	refused(t, do(t, s, on8(listed("/failed", "")...)), 404, "백업 이미지가 존재하지 않음 (Center: c, Repository ID: 8)")
	refused(t, do(t, s, posting("excludePartition", `"/"`, "source", `"3"`, "target", `"2"`, "repository", `{"id":8}`)), 404, "Backup job not found for partition '/ok2' on server 'rootless'")
	old := open(t, sandbox.Config{APIVersion: sandbox.Version2, Inventory: readInventory(t, backupsInventory)})
	refused(t, do(t, old, on8(listed("/none", "")...)), 404, "백업 이미지가 존재하지 않음 (Center: c, Repository ID: 8)")
}

func TestRegistrationsOf3(t *testing.T) {
	t.Parallel()
	const unusable = "[Recovery registration] - Backup job 'a' cannot be used for recovery because its last run failed (server: source-server, partition: /failed). Re-run the backup job, or specify an older image with 'backupFile'."
	tests := map[string]struct {
		call   call3
		status int
		code   string // or the name of the image, if the request is accepted
		text   string
	}{
		"failed job":          {on8(listed("/failed", `,"backupJob":"a"`)...), 400, "JOB-ERROR-67", unusable},
		"its newest image":    {on8(listed("/failed", `,"backupFile":"a-2.ZIA"`)...), 400, "JOB-ERROR-67", unusable},
		"an older image":      {on8(listed("/failed", `,"backupFile":"a-1.ZIA"`)...), 201, "a-1.ZIA", ""},
		"an older image, job": {on8(listed("/failed", `,"backupFile":"a-1.ZIA","backupJob":"a"`)...), 201, "a-1.ZIA", ""},
		"job of a newer":      {on8(listed("/never", `,"backupJob":"new"`)...), 400, "JOB-ERROR-67", ""},
		"running job":         {on8(listed("/running", `,"backupJob":"runs"`)...), 400, "JOB-ERROR-67", ""},
		"unknown job":         {on8(listed("/", `,"backupJob":"z"`)...), 404, "JOB-ERROR-01", "Backup job with Name 'z' not found"},
		"another's job":       {on8(listed("/", `,"backupJob":"ok2"`)...), 400, "BAD_REQUEST", ""},
		"job elsewhere":       {on8(listed("/other", `,"backupJob":"y"`)...), 400, "BAD_REQUEST", "backup job 'y' backs up to repository 9, but this request specifies repository 8."},
		"job without images":  {on8(listed("/empty", `,"backupJob":"x"`)...), 404, "JOB-ERROR-52", ""},
		"job":                 {on8(listed("/", `,"backupJob":"root"`)...), 201, "root-2.ZIA", ""},
		"unknown image":       {on8(listed("/", `,"backupFile":"z.ZIA"`)...), 404, "JOB-ERROR-52", "[Recovery registration] - Backup image(s) not found in the specified repository: z.ZIA"},
		"another's image":     {on8(listed("/", `,"backupFile":"ok2.ZIA"`)...), 400, "BAD_REQUEST", ""},
		"another job's":       {on8(listed("/", `,"backupFile":"root-1.ZIA","backupJob":"ok2"`)...), 400, "BAD_REQUEST", ""},
		"list of one":         {on8(listed("/", `,"backupFile":["root-1.ZIA"]`)...), 201, "root-1.ZIA", ""},
		"list of two":         {on8(listed("/", `,"backupFile":["root-1.ZIA","root-2.ZIA"]`)...), 400, "JOB-ERROR-55", ""},
		"image of numbers":    {on8(listed("/", `,"backupFile":[1]`)...), 422, "DTO-VALIDATION-01", ""},
		"two for one target": {on8("listOnly", `true`, "jobList", `[{"sourcePartition":"/","targetPartition":"/","backupFile":"root-1.ZIA"},{"sourcePartition":"/","targetPartition":"/dev/sda1","backupFile":"root-2.ZIA"}]`), 400, "JOB-ERROR-55",
			"target partition '/' was given 2 images of source partition '/' (root-1.ZIA, root-2.ZIA). These are snapshots of the same partition taken at different points in time, so they cannot both be restored to one partition — the one restored later would overwrite the earlier. Keep one image, or assign each image to a different target partition."},
		"two sources, one target": {on8("listOnly", `true`, "jobList", `[{"sourcePartition":"/","targetPartition":"/"},{"sourcePartition":"/ok2","targetPartition":"/"}]`), 201, "root-2.ZIA", ""},
		"list only":               {on8("listOnly", `true`), 400, "JOB-ERROR-63", ""},
		"all excluded":            {on8("excludePartition", `"/,/ok2,/none,/failed,/running,/never,/empty,/other"`), 400, "JOB-ERROR-14", ""},
		"no root":                 {on8("target", `"3"`, "listOnly", `true`, "overwrite", `"allow"`, "jobList", `[{"sourcePartition":"/","targetPartition":"/ok2"}]`), 409, "JOB-ERROR-56", ""},
		"trimmed":                 {on8("center", `" 1 "`, "source", `" source-server "`, "target", `"\t2 "`), 201, "root-2.ZIA", ""},
		"blank":                   {on8("source", `"  "`), 422, "DTO-VALIDATION-01", "Request body validation failed."},
		"unknown center":          {on8("center", `"9"`), 404, "ZDM-ERROR-01", "Zdm with ID '9' not found"},
		"unknown source":          {on8("source", `"x"`), 404, "SERVER-ERROR-01", "Server with Name 'x' not found"},
		"unknown target":          {on8("target", `"999"`), 404, "SERVER-ERROR-01", "Server with ID '999' not found"},
		"unknown partition":       {on8(listed("/x", "")...), 404, "JOB-ERROR-13", "Specified drive/partition does not exist on the server."},
		"unknown repository":      {on8("repository", `{"id":99}`), 404, "ZDM-REPOSITORY-ERROR-01", "Repository with ID '99' does not exist in this center. Available repository IDs: 8, 9."},
		"unknown user":            {on8("user", `"9"`), 404, "USER-ERROR-03", "User with ID '9' not found"},
		"unknown mail":            {on8("user", `"x@example.com"`), 404, "USER-ERROR-02", ""},
		"unknown schedule":        {on8("schedule", `99`), 404, "JOB-ERROR-100", "Schedule ID '99' not found"},
		"smart schedule":          {on8("schedule", `{"type":7,"basic":{}}`), 400, "JOB-ERROR-101", "For full/increment job types, schedule must contain only basic."},
		"time":                    {on8("schedule", `{"type":3,"basic":{"time":"9"}}`), 400, "SCHEDULE-ERROR-16", "time must be in 'HH:mm' format (00:00 ~ 23:59)."},
		"not JSON":                {call3{"POST", "/api/recoveries", "{"}, 400, "INVALID_JSON", ""},
	}
	s, _ := version3(t, sandbox.Config{Inventory: readInventory(t, backupsInventory)})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := do(t, s, test.call)
			if test.status == 201 {
				same(t, got, "data.partitions.0.backup.backupFile", test.code)
				return
			}
			coded(t, got, test.status, test.code, test.text)
		})
	}
}

// All invalid fields of a body are listed at once.
func TestInvalidFieldsOf3(t *testing.T) {
	s, _ := version3(t, sandbox.Config{})
	got := do(t, s, posting("center", `" "`, "platform", `"x"`, "mode", `"x"`, "target", `7`, "schedule", `{"type":12}`, "repository", `{}`, "jobList", `[{}]`))
	for field, reason := range map[string]string{
		"center": "center is required", "mode": "mode must be one of: full, increment", "target": "must be string", "repository.id": "repository.id is required",
		"platform":                   "platform must be one of: oci, ncp, gcp, aws, azure, vmware, scp, openstack, cloudstack, kt, nhn, nutanix, proxmox, kvm, hyperv, xenserver",
		"schedule.type":              "invalid schedule type (must be 0 ~ 11)",
		"schedule.basic":             "basic/advanced must be a schedule object or an existing schedule ID (number)",
		"jobList[0].sourcePartition": "jobList[0].sourcePartition is required",
		"jobList[0].targetPartition": "jobList[0].targetPartition is required",
	} {
		detailed(t, got, "DTO-VALIDATION-01", field, reason)
	}
}

// Only 3.0 trims identifiers.
func TestIdentifiersBefore3(t *testing.T) {
	for _, version := range []string{sandbox.Version1, sandbox.Version2, sandbox.Version202} {
		s := open(t, sandbox.Config{APIVersion: version})
		refused(t, do(t, s, posting("center", `" 1"`)), 404, "Zdm with ID ' 1' not found")
		if got := do(t, s, posting("source", `"source-server "`)); got.status != 404 {
			t.Errorf("%s: got %d %s", version, got.status, got.text)
		}
	}
}

// A schedule has its id in registrations and changes since 2.0.2.
func TestNumberedSchedules(t *testing.T) {
	for version, id := range map[string]any{sandbox.Version2: nil, sandbox.Version202: 3.0, sandbox.Version3: 3.0} {
		s := open(t, sandbox.Config{APIVersion: version})
		same(t, do(t, s, posting("schedule", `{"type":4,"basic":{"day":"tue,sat","time":"23:10"}}`)), "data.common.schedule.basic.id", id)
		got := do(t, s, putting("/api/recoveries/1", `{"center":1,"schedule":{"type":3,"basic":{"time":"03:00"}},"status":"start"}`))
		if id == nil {
			same(t, got, "data.summary.commonUpdatedFields.0.field", "schedule")
			continue
		}
		same(t, got, "data.summary.commonUpdatedFields.0.field", "Schedule(Basic)")
		same(t, got, "data.summary.commonUpdatedFields.0.previous.id", 3.0)
		same(t, got, "data.summary.commonUpdatedFields.0.new.id", 4.0)
		same(t, got, "data.summary.commonUpdatedFields.1.previous", "Scheduled")
		same(t, got, "data.summary.commonUpdatedFields.1.new", "start")
	}
	s, _ := version3(t, sandbox.Config{})
	do(t, s, posting())
	got := do(t, s, putting("/api/recoveries/1", `{"center":1,"schedule":1}`))
	same(t, got, "data.summary.commonUpdatedFields.0.previous", nil)
	same(t, got, "data.summary.commonUpdatedFields.0.new.type", "Daily")
}

// A registration with several notices lists them in the order of the API.
func TestNotices(t *testing.T) {
	inv := readInventory(t, inventory.DefaultYAML())
	for i := range inv.Backups {
		if inv.Backups[i].Name == "FILES-2022D" {
			inv.Backups[i].Partition = "E:"
		}
	}
	s, _ := version3(t, sandbox.Config{Inventory: inv})
	windows := []string{"source", `"16"`, "target", `"17"`, "excludePartition", `"d"`}
	same(t, do(t, s, posting(append(windows, "jobName", `"first"`, "autoStart", `"use"`)...)), "data.notices", nil)
	const busy = "Recovery job 'first' is currently in progress on target server 'FILES-2022-DR (192.0.2.17)' — this job was registered but "
	got := do(t, s, posting("source", `"16"`, "target", `"17"`, "overwrite", `"allow"`, "autoStart", `"use"`))
	for i, want := range []string{
		"The overwrite option is Linux-only and was ignored for this Windows recovery job.",
		busy + "autoStart was skipped. Start it with a status update once the running job completes.",
		"Partition/drive 'D:' was skipped — no backup available: Partition 'D:' has no backup job.",
	} {
		same(t, got, fmt.Sprintf("data.notices.%d", i), want)
	}
	same(t, got, "data.common.autoStart", "not use")
	same(t, do(t, s, posting(append(windows, "overwrite", `"not allow"`)...)), "data.notices.0", busy+"not started.")
}
