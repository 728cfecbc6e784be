package sandbox_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// Requests of the API's document, POST /recoveries.
const (
	basicRequest = `{
    "center": "1",
    "source": "source-server",
    "target": "target-server",
    "platform": "vmware",
    "repository": {
      "id": 13
    },
    "mode": "full",
    "jobName": "daily-recovery"
  }`
	detailedRequest = `{
    "center": "1",
    "source": "source-server",
    "target": "target-server",
    "platform": "aws",
    "repository": {
      "id": 13,
      "type": "smb",
      "path": "//192.168.1.100/backup"
    },
    "mode": "full",
    "afterReboot": "reboot",
    "overwrite": "allow",
    "jobList": [
      {
        "sourcePartition": "/",
        "targetPartition": "/dev/sda1",
        "backupJob": "daily-backup-root"
      },
      {
        "sourcePartition": "/home",
        "targetPartition": "/dev/sdb1",
        "mode": "increment",
        "backupJob": "daily-backup-home",
        "backupFile": "backup-home-2025-01-15.ZIA"
      }
    ]
  }`
)

func TestDocumentRequests(t *testing.T) {
	t.Parallel()
	const repository = `"repository":{"id":"13","path":"//192.168.1.100/backup","type":"smb"}`
	tests := map[string]struct{ request, data string }{
		"basic": {basicRequest, `{"common":{"state":"success","jobName":"daily-recovery","autoStart":"not use",` +
			`"platform":"vmware","bootMode":"reboot"},"partitions":[` +
			`{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"full","overwrite":"not allow",` +
			`"fileSystem":"ext4","backup":{"useLatest":"true","backupFile":"backup-root-2025-01-15.ZIA",` +
			`"backupJob":"daily-backup-root"},` + repository + `},` +
			`{"sourcePartition":"/home","targetPartition":"/dev/sdb1","jobMode":"full","overwrite":"not allow",` +
			`"fileSystem":"ext4","backup":{"useLatest":"true","backupFile":"backup-home-2025-01-16.ZIA",` +
			`"backupJob":"daily-backup-home"},` + repository + `}],` +
			`"summary":{"total":2,"successful":2,"failed":0}}`},
		"detailed": {detailedRequest, `{"common":{"state":"success","jobName":"source-server_ROOT","autoStart":"not use",` +
			`"platform":"aws","bootMode":"reboot"},"partitions":[` +
			`{"sourcePartition":"/","targetPartition":"/dev/sda1","jobMode":"full","overwrite":"allow",` +
			`"fileSystem":"ext4","backup":{"useLatest":"true","backupFile":"backup-root-2025-01-15.ZIA",` +
			`"backupJob":"daily-backup-root"},` + repository + `},` +
			`{"sourcePartition":"/home","targetPartition":"/dev/sdb1","jobMode":"increment","overwrite":"allow",` +
			`"fileSystem":"ext4","backup":{"useLatest":"false","backupFile":"backup-home-2025-01-15.ZIA",` +
			`"backupJob":"daily-backup-home"},` + repository + `}],` +
			`"summary":{"total":2,"successful":2,"failed":0}}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := post(t, open(t, sandbox.Config{}), test.request)
			envelope := regexp.MustCompile(`^\{"success":true,"requestID":"req-[0-9a-f]{8}","data":(.*),` +
				`"message":"Recovery jobs registered","timestamp":"2026-03-11 12:00:00"\}\n$`)
			parts := envelope.FindStringSubmatch(got.text)
			if got.status != http.StatusCreated || parts == nil {
				t.Fatalf("got %d %s", got.status, got.text)
			}
			if parts[1] != test.data {
				t.Errorf("got data\n%s\nwant\n%s", parts[1], test.data)
			}
		})
	}
}

func TestRegistrationChoices(t *testing.T) {
	t.Parallel()
	windows := []string{"source", `"FILES-2022 (192.0.2.16)"`, "target", `"17"`}
	tests := map[string]struct {
		request string
		path    string
		want    any
	}{
		"ids for names":          {with("source", `"11"`, "target", `"12"`, "user", `"2"`, "cloudAuth", `"5"`), "data.summary.total", 2.0},
		"center by name":         {with("center", `"main-center"`), "data.summary.total", 2.0},
		"other center":           {with("center", `"부산센터"`, "source", `"31"`, "target", `"32"`, "repository", `{"id":21}`), "data.partitions.1.backup.backupJob", "원장_data"},
		"null is absent":         {with("overwrite", `null`, "jobList", `null`, "schedule", `null`), "data.partitions.0.overwrite", "not allow"},
		"unknown field":          {with("hello", `[1]`), "data.common.state", "success"},
		"list only":              {with("listOnly", `true`, "jobList", `[{"sourcePartition":"/home","targetPartition":"/dev/sdb1"}]`), "data.partitions.0.sourcePartition", "/home"},
		"list only, one":         {with("listOnly", `true`, "jobList", `[{"sourcePartition":"/home","targetPartition":"/dev/sdb1"}]`), "data.summary.total", 1.0},
		"list over common":       {with("overwrite", `"allow"`, "jobList", `[{"sourcePartition":"/","targetPartition":"/","overwrite":"not allow"}]`), "data.partitions.0.overwrite", "not allow"},
		"target as asked":        {with("jobList", `[{"sourcePartition":"/","targetPartition":"/home"}]`), "data.partitions.0.targetPartition", "/home"},
		"unlisted stays":         {with("jobList", `[{"sourcePartition":"/home","targetPartition":"/home"}]`), "data.partitions.0.sourcePartition", "/"},
		"exclude":                {with("excludePartition", `"/tmp, /"`), "data.partitions.0.sourcePartition", "/home"},
		"exclude drive":          {with(append(windows, "excludePartition", `"h,d"`)...), "data.summary.total", 1.0},
		"drive":                  {with(append(windows, "jobList", `[{"sourcePartition":"C:","targetPartition":"D:"}]`)...), "data.partitions.0.targetPartition", "D:"},
		"drive by itself":        {with(windows...), "data.partitions.1.targetPartition", "D:"},
		"name of drive":          {with(append(windows, "jobName", ``)...), "data.common.jobName", "FILES-2022C"},
		"name of mount point":    {with("jobName", ``, "excludePartition", `"/"`), "data.common.jobName", "source-server_home"},
		"own repository":         {with("source", `"web-01"`, "target", `"web-01-dr"`, "jobList", `[{"sourcePartition":"/","targetPartition":"/","repository":{"id":8}}]`), "data.partitions.0.repository.path", "/vault"},
		"own repository's image": {with("source", `"web-01"`, "target", `"web-01-dr"`, "jobList", `[{"sourcePartition":"/","targetPartition":"/","repository":{"id":8}}]`), "data.partitions.0.backup.backupJob", "web-01_ROOT_nfs"},
		"given repository":       {with("repository", `{"id":13,"type":"nfs","path":"/x"}`), "data.partitions.0.repository.type", "nfs"},
		"failed backup by name":  {with("jobList", `[{"sourcePartition":"/home","targetPartition":"/home","backupJob":"manual-home"}]`), "data.partitions.1.backup.backupFile", "manual-home.ZIA"},
		"script":                 {with("scriptPath", `"/opt/a.sh"`, "scriptRun", `"before"`), "data.common.scriptRunTiming", "before job"},
		"script alone":           {with("scriptPath", `"/opt/a.sh"`), "data.common.scriptRunTiming", "after job"},
		"auto start":             {with("autoStart", `"use"`, "afterReboot", `"maintain"`), "data.common.bootMode", "maintain"},
		"no schedule":            {with(), "data.common.schedule", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := post(t, open(t, sandbox.Config{}), test.request)
			if got.status != http.StatusCreated {
				t.Fatalf("got %d %s", got.status, got.text)
			}
			same(t, got, test.path, test.want)
		})
	}
}

// refusal is a request and the error it returns.
type refusal struct {
	request string
	status  int
	text    string
}

// item returns a valid request whose only jobList item has additional fields.
func item(more string) string {
	return with("jobList", `[{"sourcePartition":"/home","targetPartition":"/home"`+more+`}]`)
}

func noJobs(t *testing.T, s *sandbox.Server) {
	t.Helper()
	if items := get(t, s, "/api/recoveries").at(t, "data").([]any); len(items) != 0 {
		t.Errorf("refused requests left %d jobs", len(items))
	}
}

func TestInvalidRequests(t *testing.T) {
	s := open(t, sandbox.Config{})
	tests := map[string]refusal{
		"platform": {with("platform", `"vmwrae"`), 400, "platform은 oci, ncp, gcp, aws, azure, vmware, scp, openstack, " +
			"cloudstack, kt, nhn, nutanix, proxmox, kvm, hyperv, xenserver중 하나여야 합니다"},
		"empty platform":      {with("platform", `""`), 400, "platform은 oci, ncp, gcp, aws, azure, vmware, scp, openstack, cloudstack, kt, nhn, nutanix, proxmox, kvm, hyperv, xenserver중 하나여야 합니다"},
		"mode":                {with("mode", `"smart"`), 400, "mode은 full, increment중 하나여야 합니다"},
		"overwrite":           {with("overwrite", `"yes"`), 400, "overwrite은 allow, not allow중 하나여야 합니다"},
		"afterReboot":         {with("afterReboot", `"none"`), 400, "afterReboot은 reboot, shutdown, maintain중 하나여야 합니다"},
		"autoStart":           {with("autoStart", `"true"`), 400, "autoStart은 use, not use중 하나여야 합니다"},
		"scriptRun":           {with("scriptRun", `"now"`), 400, "scriptRun은 before, after중 하나여야 합니다"},
		"repository type":     {with("repository", `{"id":13,"type":"cifs"}`), 400, "repository.type은 smb, nfs중 하나여야 합니다"},
		"item mode":           {item(`,"mode":"inc"`), 400, "jobList[0].mode은 full, increment중 하나여야 합니다"},
		"no center":           {with("center", ``), 400, "Invalid input"},
		"empty source":        {with("source", `""`), 400, "Invalid input"},
		"null target":         {with("target", `null`), 400, "Invalid input"},
		"no platform":         {with("platform", ``), 400, "Invalid input"},
		"no mode":             {with("mode", ``), 400, "Invalid input"},
		"no repository":       {with("repository", ``), 400, "Invalid input"},
		"no repository id":    {with("repository", `{}`), 400, "Invalid input"},
		"no source partition": {with("jobList", `[{"targetPartition":"/"}]`), 400, "Invalid input"},
		"other case":          {strings.Replace(with(), `"mode"`, `"Mode"`, 1), 400, "Invalid input"},
		"number for center":   {with("center", `1`), 400, "center은 string이어야 합니다"},
		"text for id":         {with("repository", `{"id":"13"}`), 400, "repository.id은 number이어야 합니다"},
		"fraction for id":     {with("repository", `{"id":1.5}`), 400, "repository.id은 정수이어야 합니다"},
		"list for repository": {with("repository", `[13]`), 400, "repository은 object이어야 합니다"},
		"text for listOnly":   {with("listOnly", `"true"`), 400, "listOnly은 boolean이어야 합니다"},
		"object for jobList":  {with("jobList", `{}`), 400, "jobList은 array이어야 합니다"},
		"text in jobList":     {with("jobList", `["/"]`), 400, "jobList[0]은 object이어야 합니다"},
		"negative limit":      {with("networkLimit", `-1`), 400, "networkLimit은 0 이상이어야 합니다"},
		"huge limit":          {with("networkLimit", `1e300`), 400, "networkLimit은 정수이어야 합니다"},
		"no JSON":             {`{`, 400, "요청 본문은 JSON object이어야 합니다"},
		"two documents":       {with() + with(), 400, "요청 본문은 JSON object이어야 합니다"},
		"nesting":             {strings.Repeat("[", 900_000), 400, "요청 본문은 JSON object이어야 합니다"},
		"null":                {`null`, 400, "Invalid input"},
		"empty":               {``, 400, "요청 본문은 JSON object이어야 합니다"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { refused(t, post(t, s, test.request), test.status, test.text) })
	}
	large := unchecked(t, s, http.MethodPost, "/api/recoveries", with("jobName", `"`+strings.Repeat("a", 2<<20)+`"`), bearer(t, s))
	refused(t, large, http.StatusRequestEntityTooLarge, "request entity too large")
	t.Run("content type", func(t *testing.T) {
		header := bearer(t, s)
		header.Set("Content-Type", "text/plain")
		refused(t, send(t, s, http.MethodPost, "/api/recoveries", with(), header), 400, "Content-Type은 application/json이어야 합니다")
	})
	noJobs(t, s)
}

func TestUnknownThings(t *testing.T) {
	s := open(t, sandbox.Config{})
	tests := map[string]refusal{
		"unknown center":          {with("center", `"9"`), 404, "Zdm with ID '9' not found"},
		"huge center":             {with("center", `"99999999999999999999"`), 404, "Zdm with ID '99999999999999999999' not found"},
		"unknown source":          {with("source", `"nobody"`), 404, "ID가 'nobody'인 Server를 찾을 수 없습니다"},
		"unknown target":          {with("target", `"99"`), 404, "ID가 '99'인 Server를 찾을 수 없습니다"},
		"server of the other":     {with("source", `"31"`), 404, "ID가 '31'인 Server를 찾을 수 없습니다"},
		"unknown repository":      {with("repository", `{"id":99}`), 404, "ID가 '99'인 Repository를 찾을 수 없습니다"},
		"repository of the other": {with("repository", `{"id":21}`), 404, "ID가 '21'인 Repository를 찾을 수 없습니다"},
		"item's repository":       {item(`,"repository":{"id":98}`), 404, "ID가 '98'인 Repository를 찾을 수 없습니다"},
		"unknown user":            {with("user", `"x@example.com"`), 404, "ID가 'x@example.com'인 User를 찾을 수 없습니다"},
		"unknown cloud auth":      {with("cloudAuth", `"dr-oci"`), 404, "ID가 'dr-oci'인 CloudAuth를 찾을 수 없습니다"},
		"unknown backup job":      {item(`,"backupJob":"nightly"`), 404, "Name이 'nightly'인 Backup 작업을 찾을 수 없습니다"},
		"other's backup job":      {item(`,"backupJob":"web-01_ROOT"`), 404, "Name이 'web-01_ROOT'인 Backup 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다."},
		"unknown backup file":     {item(`,"backupFile":"x.ZIA"`), 404, "백업 이미지가 존재하지 않음 (Center: main-center, Repository ID: 13)"},
		"no images there":         {with("repository", `{"id":8}`), 404, "백업 이미지가 존재하지 않음 (Center: main-center, Repository ID: 8)"},
		"unknown partition":       {with("jobList", `[{"sourcePartition":"/srv","targetPartition":"/"}]`), 404, "PARTITION_NOT_FOUND: '/srv' (source-server)"},
		"unknown target disk":     {with("jobList", `[{"sourcePartition":"/","targetPartition":"/dev/sdz1"}]`), 404, "PARTITION_NOT_FOUND: '/dev/sdz1' (target-server)"},
		"no counterpart":          {with("target", `"web-01-dr"`), 404, "PARTITION_NOT_FOUND: '/home' (web-01-dr)"},
		"drive without colon":     {with("source", `"16"`, "target", `"17"`, "jobList", `[{"sourcePartition":"C","targetPartition":"C:"}]`), 404, "PARTITION_NOT_FOUND: 'C' (FILES-2022 (192.0.2.16))"},
		"everything excluded":     {with("excludePartition", `"/,/home"`), 400, "NO_PARTITIONS_TO_PROCESS"},
		"only of an empty list":   {with("listOnly", `true`), 400, "NO_PARTITIONS_TO_PROCESS"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { refused(t, post(t, s, test.request), test.status, test.text) })
	}
	noJobs(t, s)
}
