package sandbox_test

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// Each choice inverts one behavior. Every case tests it with and without the choice.
func TestChoices(t *testing.T) {
	t.Parallel()
	type step struct{ method, target, body string }
	type outcome struct {
		status int
		path   string
		want   any
	}
	register := func(fields ...string) step { return step{"POST", "/api/recoveries", with(fields...)} }
	damaged := register("source", `"damaged-01"`)
	tests := map[string]struct {
		choices sandbox.Choices
		steps   []step
		without outcome // of the last step
		with    outcome
	}{
		"duplicate names": {sandbox.Choices{RefuseDuplicateNames: true}, []step{register(), register()},
			outcome{201, "data.common.state", "success"}, outcome{409, "error", "JOB_NAME_ALREADY_EXISTS"}},
		"a name that is free again": {sandbox.Choices{RefuseDuplicateNames: true}, []step{register(), {"DELETE", "/api/recoveries/a-job", ""}, register()},
			outcome{201, "data.common.state", "success"}, outcome{201, "data.common.state", "success"}},
		"partial failure": {sandbox.Choices{RefusePartial: true}, []step{damaged},
			outcome{201, "data.common.state", "fail"}, outcome{400, "error", "백업 이미지를 읽을 수 없습니다 (damaged-01_home_[2025-01-16_01_05].ZIA)"}},
		"partial failure leaves": {sandbox.Choices{RefusePartial: true}, []step{damaged, {"GET", "/api/recoveries?page=1", ""}},
			outcome{200, "pagination.totalItems", 1.0}, outcome{200, "pagination.totalItems", 0.0}},
		"overwrite": {sandbox.Choices{AllowOverwrite: true}, []step{register()},
			outcome{201, "data.partitions.0.overwrite", "not allow"}, outcome{201, "data.partitions.0.overwrite", "allow"}},
		"vendor's platform": {sandbox.Choices{VendorWords: true}, []step{register("platform", `"baremetal"`)},
			outcome{400, "error", platformText}, outcome{201, "data.common.platform", "baremetal"}},
		"vendor's overwrite": {sandbox.Choices{VendorWords: true}, []step{register("overwrite", `true`)},
			outcome{400, "error", "overwrite은 string이어야 합니다"}, outcome{201, "data.partitions.0.overwrite", "allow"}},
		"vendor's reboot": {sandbox.Choices{VendorWords: true}, []step{register("afterReboot", `"none"`)},
			outcome{400, "error", "afterReboot은 reboot, shutdown, maintain중 하나여야 합니다"}, outcome{201, "data.common.bootMode", "maintain"}},
		"vendor's mode": {sandbox.Choices{VendorWords: true}, []step{register("jobList", `[{"sourcePartition":"/","targetPartition":"/","mode":"inc","overwrite":true}]`)},
			outcome{400, "error", "jobList[0].overwrite은 string이어야 합니다"}, outcome{201, "data.partitions.0.jobMode", "increment"}},
		"schedule of another center": {sandbox.Choices{CheckScheduleCenter: true}, []step{{"POST", "/api/schedules", `{"center":3,"type":3,"basic":{"time":"10:00"}}`}, register("schedule", `3`)},
			outcome{201, "data.common.schedule.basic.type", "daily"}, outcome{403, "error", "Schedule does not belong to center 'main-center'"}},
		"delete from another center": {sandbox.Choices{CheckDeleteCenter: true}, []step{register(), {"DELETE", "/api/recoveries/1?center=3", ""}},
			outcome{200, "data.summary.state", "success"}, outcome{403, "error", "Recovery does not belong to center '부산센터'"}},
		"a stop of nothing": {sandbox.Choices{StatusConflict: true}, []step{register(), {"PUT", "/api/recoveries/1", `{"status":"stop"}`}},
			outcome{200, "data.jobInfo.errorMessage", "실행 중인 작업이 아닙니다."}, outcome{409, "error", "실행 중인 작업이 아닙니다."}},
		"a second start": {sandbox.Choices{StatusConflict: true}, []step{register("autoStart", `"use"`), {"PUT", "/api/recoveries/1", `{"status":"start"}`}},
			outcome{200, "data.summary.state", "fail"}, outcome{409, "error", "이미 실행 중인 작업입니다."}},
		"array of jobs": {sandbox.Choices{MonitoringArray: true}, []step{register(), register("jobName", `"b"`), {"GET", "/api/recoveries/monitoring/system/12?page=1&limit=1", ""}},
			outcome{200, "data.job.info.name", "b"}, outcome{200, "data.job.0.info.name", "b"}},
		"no image": {sandbox.Choices{EmptyImages: true}, []step{{"GET", "/api/backups/images/server/target-server", ""}},
			outcome{404, "error", "백업 이미지가 존재하지 않음 (Center: -, Repository ID: 0)"}, outcome{200, "message", "Backup images retrieved successfully"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, side := range []struct {
				choices sandbox.Choices
				want    outcome
			}{{sandbox.Choices{}, test.without}, {test.choices, test.with}} {
				s := open(t, sandbox.Config{Choices: side.choices})
				var got answered
				for _, one := range test.steps {
					got = unchecked(t, s, one.method, one.target, one.body, bearer(t, s))
				}
				if got.status != side.want.status {
					t.Errorf("%+v: got %d %s", side.choices, got.status, got.text)
				}
				same(t, got, side.want.path, side.want.want)
			}
		})
	}
}

func TestWhichHistory(t *testing.T) {
	for newest, want := range map[bool]string{false: "2026-03-11 12:30:00", true: "2026-03-11 13:00:00"} {
		now := &clock{now: noon}
		s := open(t, sandbox.Config{Now: now.read, Choices: sandbox.Choices{NewestHistory: newest}})
		post(t, s, with("schedule", `{"type":1,"basic":{"time":"12:00","interval":{"minute":"30"}}}`))
		now.set(noon.Add(80 * time.Minute))
		same(t, get(t, s, "/api/recoveries/histories/1"), "data.time.start", want)
	}
}

func TestHistories(t *testing.T) {
	now := &clock{now: noon}
	s := open(t, sandbox.Config{Now: now.read})
	post(t, s, with("jobName", `"good"`, "autoStart", `"use"`))
	post(t, s, with("jobName", `"bad"`, "autoStart", `"use"`, "target", `"18"`))
	post(t, s, with("jobName", `"C"`, "source", `"16"`, "target", `"17"`, "autoStart", `"use"`, "excludePartition", `"d"`))
	post(t, s, with("jobName", `"waits"`))
	now.set(noon.Add(time.Hour))
	tests := map[string]string{
		"":                       "C bad good",
		"?sort=asc":              "good bad C",
		"?result=success":        "C good",
		"?result=FAILED":         "bad",
		"?jobId=1":               "good",
		"?jobName=bad":           "bad",
		"?jobId=1&jobName=bad":   "",
		"?jobId=1&server=web-01": "",
		"?server=target-server":  "good",
		"?server=source-server":  "",
		"?server=source-server&serverType=source":              "bad good",
		"?partition=/home":                                     "bad good",
		"?partition=C:":                                        "C",
		"?server=FILES-2022-DR%20%28192.0.2.17%29&partition=C": "C",
		"?limit=2&page=2":                                      "good",
		"?limit=2&page=3":                                      "",
		"/bad":                                                 "bad",
	}
	for query, want := range tests {
		got := get(t, s, "/api/recoveries/histories"+query)
		var all []string
		for i := range got.at(t, "data").([]any) {
			all = append(all, fmt.Sprint(got.at(t, fmt.Sprintf("data.%d.job.name", i))))
		}
		if joined := strings.Join(all, " "); joined != want {
			t.Errorf("%q: got %q, want %q", query, joined, want)
		}
	}
	same(t, get(t, s, "/api/recoveries/histories/bad"), "data.0.result.status", "FAIL")
	same(t, get(t, s, "/api/recoveries/histories/bad"), "data.0.result.description", "Target 서버에 연결할 수 없습니다 (source-dr-off)")
}

func TestFilters(t *testing.T) {
	t.Parallel()
	now := &clock{now: noon}
	s := open(t, sandbox.Config{Now: now.read, APIVersion: sandbox.Version2})
	post(t, s, with("jobName", `"a"`, "mode", `"increment"`))
	post(t, s, with("jobName", `"b"`, "source", `"16"`, "target", `"17"`, "platform", `"hyperv"`, "autoStart", `"use"`))
	post(t, s, with("jobName", `"c"`, "center", `"3"`, "source", `"31"`, "target", `"32"`, "repository", `{"id":21}`, "schedule", `1`))
	post(t, s, with("jobName", `"d"`, "source", `"web-01"`, "target", `"web-01-dr"`,
		"jobList", `[{"sourcePartition":"/","targetPartition":"/","repository":{"id":8}}]`))
	for query, want := range map[string]string{
		"mode=increment": "a", "platform=hyperv": "b", "drive=c": "b", "partition=C:": "b", "partition=/data": "c",
		"status=SCHEDULED": "c", "status=preparing": "b", "status=registered": "d a", "repositoryID=8": "d", "repositoryID=13": "d b a",
		"repositoryType=nfs": "d c", "repositoryPath=/busan": "c", "backupName=web-01_var": "d", "center=3": "c",
		"center=3,main-center": "d c b a", "center=9": "", "jobId=2": "b", "jobId=2&platform=vmware": "", "jobId=99": "",
		"server=31&serverType=source": "c", "server=31&serverType=target": "", "server=nobody": "", "server=99": "",
		"server=&jobName=": "d c b a", "unknown=1": "d c b a", "jobName=a&jobName=b": "a",
	} {
		for _, page := range []string{"", "&limit=10"} {
			if got := names(t, get(t, s, "/api/recoveries?"+query+page)); got != want {
				t.Errorf("%s%s: got %q, want %q", query, page, got, want)
			}
		}
	}
	same(t, get(t, s, "/api/recoveries/monitoring/job/a?mode=increment&server=11&serverType=source"), "data.job.info.name", "a")
	same(t, get(t, s, "/api/recoveries/monitoring/job/b?drive=d"), "data.job.details.0.drive", "D:")
	same(t, put(t, s, "/api/recoveries/b", `{"center":1,"jobList":[{"drive":"d","mode":"increment"}]}`), "data.summary.eachUpdatedFields.0.drive", "D:")
	same(t, get(t, s, "/api/cloud-auth/region/gcp"), "message", "GCP region list")
	same(t, post(t, s, with("source", `"16"`, "target", `"17"`, "jobList", `[{"sourcePartition":"c","targetPartition":"C"}]`)), "data.partitions.0.sourcePartition", "C:")
	same(t, get(t, s, "/api/servers/partitions?drive=d&sort=desc"), "data.0.system", "FILES-2022-DR (192.0.2.17)")
	same(t, get(t, s, "/api/servers?center=3&os=lin&mode=source&connection=connect&license=assign"), "data.0.id", "31")
	same(t, get(t, s, "/api/servers?os=cloud&license=unassign"), "data.0.name", "source-dr-off")
	same(t, get(t, s, "/api/zdms?activation=ok&sort=asc"), "data.0.id.center", "1")
	same(t, get(t, s, "/api/zdms/repositories?os=win"), "data.0.id", "13")
	same(t, get(t, s, "/api/backups?repositoryType=nfs&center=1"), "data.0.job.info.name", "web-01_ROOT_nfs")
	same(t, get(t, s, "/api/backups?status=error"), "data.0.job.info.name", "manual-home")
}

func TestScheduleRuns(t *testing.T) {
	now := &clock{now: noon}
	s := open(t, sandbox.Config{Now: now.read})
	post(t, s, with("schedule", `{"type":3,"basic":{"time":"12:30"}}`))
	now.set(noon.Add(time.Hour))
	same(t, get(t, s, "/api/schedules/3"), "data.lastRunTime", "2026-03-11 12:30:00")
	// The schedule of a backup runs too. An unused one does not.
	now.set(noon.Add(24 * time.Hour))
	send(t, s, http.MethodPost, "/api/schedules", `{"center":1,"type":3,"basic":{"time":"12:30"}}`, bearer(t, s))
	now.set(noon.Add(48 * time.Hour))
	same(t, get(t, s, "/api/schedules/1"), "data.lastRunTime", "2026-03-13 01:00:00")
	same(t, get(t, s, "/api/schedules/4"), "data.lastRunTime", "-")
}

func TestConfig(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sandbox.db")
	for name, cfg := range map[string]sandbox.Config{
		"version": {Path: path, APIVersion: "3"}, "speed": {Path: path, Speed: -1}, "token": {Path: path, TokenTTL: -time.Second},
	} {
		if s, err := sandbox.Open(cfg); err == nil || s != nil {
			t.Errorf("%s: no error", name)
		}
		if err := sandbox.Reset(cfg); err == nil {
			t.Errorf("%s: reset without an error", name)
		}
	}
	s := open(t, sandbox.Config{TokenTTL: 5 * time.Second})
	same(t, login(t, s, account(sandbox.DemoEmail, sandbox.DemoPassword)), "data.expiresAt", "2026-03-11 12:00:05")
}

func TestDescribeAndReset(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sandbox.db")
	cfg := sandbox.Config{Path: path, Now: at(noon), Wait: time.Millisecond}
	s := open(t, cfg)
	header := bearer(t, s)
	post(t, s, with("schedule", `{"type":3,"basic":{"time":"12:30"}}`))
	info, err := s.Describe()
	if err != nil || info.Jobs != 1 || info.Schedules != 3 || info.Path != path || info.APIVersion != "1.0.3" ||
		info.Email != sandbox.DemoEmail || info.Password != sandbox.DemoPassword || info.Speed != 60 || len(info.Inventory.Servers) == 0 {
		t.Errorf("got %+v, %v", info, err)
	}
	if err := sandbox.Reset(cfg); !errors.Is(err, sandbox.ErrBusy) {
		t.Errorf("got %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := sandbox.Reset(cfg); err != nil {
		t.Fatal(err)
	}
	s = open(t, cfg)
	if info, err := s.Describe(); err != nil || info.Jobs != 0 || info.Schedules != 2 {
		t.Errorf("got %+v, %v", info, err)
	}
	if got := send(t, s, http.MethodGet, "/api/recoveries", "", header); got.status != http.StatusUnauthorized {
		t.Errorf("the old token still works: %s", got.text)
	}
	same(t, post(t, s, with()), "data.common.state", "success")
	same(t, get(t, s, "/api/recoveries/a-job"), "data.job.info.id", "1")
}
