package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// rows returns "partition status percent" for the rows of a job.
func rows(t *testing.T, got answered, at string) string {
	t.Helper()
	var all []string
	list, _ := got.at(t, at).([]any)
	for i := range list {
		letter := got.at(t, fmt.Sprintf("%s.%d.partition", at, i))
		if letter == nil {
			letter = got.at(t, fmt.Sprintf("%s.%d.drive", at, i))
		}
		all = append(all, fmt.Sprint(letter, " ", got.at(t, fmt.Sprintf("%s.%d.status", at, i)), " ", got.at(t, fmt.Sprintf("%s.%d.percent", at, i))))
	}
	return strings.Join(all, ", ")
}

// A run from its registration until its rows are cleaned up. The source's images have 9 GB and 40
// GB, which take 77 s and 343 s.
func TestMonitoringOfARun(t *testing.T) {
	t.Parallel()
	s, now := version3(t, sandbox.Config{Speed: 1})
	do(t, s, posting())
	const waits = "/ Registered -, /home Registered -"
	steps := []struct {
		after                          time.Duration
		status, percent, message, rows string
		start, end                     string
	}{
		{0, "Registered", "-", "-", waits, "-", "-"},
		{time.Second, "Preparing", "-", "-", "/ Preparing -, /home Preparing -", "12:00:00", "-"},
		{30 * time.Second, "Processing", "0%", "[daily-backup-root] 0%, Processed Size: 0.000 MB | Speed: 0.00 MB/s", "/ Processing 0%, /home Registered -", "12:00:00", "-"},
		{70 * time.Second, "Processing", "51%", "[daily-backup-root] 51%, Processed Size: 4700.160 MB | Speed: 117.50 MB/s", "/ Processing 51%, /home Registered -", "12:00:00", "-"},
		{200 * time.Second, "Processing", "50%", "[daily-backup-home] 26%, Processed Size: 10649.600 MB | Speed: 115.11 MB/s", "/ Complete 100%, /home Processing 26%", "12:00:00", "-"},
		// Every row is complete, but the target has yet to reboot.
		{455 * time.Second, "Processing", "100%", "Rebooting target", "/ Complete 100%, /home Complete 100%", "12:00:00", "-"},
		{475 * time.Second, "Complete", "100%", "Recovery completed.", "/ Complete 100%, /home Complete 100%", "12:00:00", "12:07:50"},
		{10 * time.Minute, "Complete", "100%", "-", "/ Complete 100%, /home Complete 100%", "12:00:00", "12:07:50"},
	}
	day := func(at string) string {
		if at == "-" {
			return at
		}
		return "2026-03-11 " + at
	}
	for _, step := range steps {
		if step.after == time.Second {
			do(t, s, putting("/api/recoveries/1", `{"center":1,"status":"start"}`))
		}
		now.set(noon.Add(step.after))
		got := do(t, s, getting("/api/recoveries/monitoring/job/a-job"))
		for path, want := range map[string]any{"status": step.status, "percent": step.percent} {
			same(t, got, "data.job.progress."+path, want)
		}
		if message := got.at(t, "data.job.progress.message").(string); !strings.HasPrefix(message, strings.Split(step.message, " | ")[0]) {
			t.Errorf("message %q, want %q", message, step.message)
		}
		if found := rows(t, got, "data.job.progress.partitions"); found != step.rows {
			t.Errorf("after %v: rows %q, want %q", step.after, found, step.rows)
		}
		same(t, got, "data.job.timeInfo.start", day(step.start))
		same(t, got, "data.job.timeInfo.end", day(step.end))
		same(t, got, "data.job.log", nil)
	}
	got := do(t, s, getting("/api/recoveries/monitoring/job/1"))
	same(t, got, "data.job.progress.partitions.0.timeInfo.start", "-") // cleaned up
	same(t, got, "data.job.progress.partitions.0.message", "-")
}

func TestMonitoredDetail(t *testing.T) {
	s, now := version3(t, sandbox.Config{Speed: 1})
	do(t, s, posting("autoStart", `"use"`, "overwrite", `"allow"`))
	do(t, s, posting("jobName", `"w"`, "source", `"16"`, "target", `"17"`, "mode", `"increment"`))
	now.set(noon.Add(2 * time.Minute))
	const row = "data.job.progress.partitions.0."
	for _, query := range []string{"?detail=true", "?detail", "?detail=", "?detail=TRUE"} {
		got := do(t, s, getting("/api/recoveries/monitoring/job/1"+query))
		for path, want := range map[string]any{row + "targetDisk": "/dev/sda1", row + "size": 9216.0, row + "mode": "Full Recovery", row + "overwrite": "Overwritten", row + "diskNumber": nil,
			"data.job.log.0": "[2026-03-11 12:00:00]Recovery job started.", "data.job.info.id": 1.0, "data.job.info.role": nil} {
			same(t, got, path, want)
		}
	}
	got := do(t, s, getting("/api/recoveries/monitoring/job/w?detail=true"))
	for path, want := range map[string]any{row + "drive": "C:", row + "partition": nil, row + "targetDisk": "0", row + "mode": "Incremental Recovery", row + "overwrite": nil, row + "diskNumber": 0.0} {
		same(t, got, path, want)
	}
	if log, ok := got.at(t, "data.job.log").([]any); !ok || len(log) != 0 {
		t.Errorf("log of a job that has not run: %s", got.text)
	}
	// A filter selects rows, never the job.
	for query, want := range map[string]string{"partition=/home": "/home Processing 3%", "drive=x": "", "mode=increment": "", "mode=FULL": "/ Complete 100%, /home Processing 3%"} {
		got := do(t, s, getting("/api/recoveries/monitoring/job/1?"+query))
		if found := rows(t, got, "data.job.progress.partitions"); found != want || got.status != 200 {
			t.Errorf("%s: %s", query, got.text)
		}
	}
	coded(t, do(t, s, getting("/api/recoveries/monitoring/job/1?center=3")), 404, "JOB-ERROR-01", "Recovery job with ID '1' not found.")
	coded(t, do(t, s, getting("/api/recoveries/monitoring/job/x")), 404, "JOB-ERROR-01", "Recovery job with Name 'x' not found.")
}

// A run that fails or is stopped ends with its job, and its rows show which partition failed.
func TestMonitoringOfFailures(t *testing.T) {
	s, now := version3(t, sandbox.Config{Speed: 1})
	do(t, s, posting("jobName", `"off"`, "target", `"18"`, "autoStart", `"use"`))
	do(t, s, posting("jobName", `"stopped"`, "autoStart", `"use"`))
	now.set(noon.Add(2 * time.Minute))
	do(t, s, putting("/api/recoveries/stopped", `{"center":1,"status":"stop"}`))
	for job, want := range map[string]string{"off": "Error | / Error 0%, /home Registered -", "stopped": "Canceling | / Complete 100%, /home Canceling 3%"} {
		got := do(t, s, getting("/api/recoveries/monitoring/job/"+job))
		if found := fmt.Sprint(got.at(t, "data.job.progress.status"), " | ", rows(t, got, "data.job.progress.partitions")); found != want {
			t.Errorf("%s: got %q, want %q", job, found, want)
		}
	}
	now.set(noon.Add(3 * time.Minute))
	same(t, do(t, s, getting("/api/recoveries/monitoring/job/stopped")), "data.job.progress.status", "Canceled")
	same(t, do(t, s, getting("/api/recoveries/stopped")), "data.job.info.status.current", "Canceled")
}

// A partition that occurs several times is distinguished by its image.
func TestMonitoringOfRepeatedPartitions(t *testing.T) {
	s, _ := version3(t, sandbox.Config{})
	do(t, s, posting("listOnly", `true`, "jobList", `[{"sourcePartition":"/","targetPartition":"/","backupFile":"backup-root-2025-01-14.ZIA"},{"sourcePartition":"/","targetPartition":"/home"}]`))
	got := do(t, s, getting("/api/recoveries/monitoring/job/1"))
	if found := rows(t, got, "data.job.progress.partitions"); found != "/ Registered -, / Registered -" {
		t.Errorf("%s", got.text)
	}
	same(t, got, "data.job.progress.partitions.0.backupFile", "backup-root-2025-01-14.ZIA")
	same(t, got, "data.job.progress.partitions.1.backupFile", "backup-root-2025-01-15.ZIA")
}

func TestMonitoringOfASystem(t *testing.T) {
	t.Parallel()
	s, now := version3(t, sandbox.Config{Speed: 1})
	register := func(name string, more ...string) {
		do(t, s, posting(append([]string{"jobName", fmt.Sprintf("%q", name)}, more...)...))
		now.set(now.read().Add(time.Second))
	}
	register("done", "source", `"web-01"`, "target", `"web-01-dr"`, "autoStart", `"use"`)
	register("failed", "target", `"18"`, "autoStart", `"use"`)
	register("stopped", "autoStart", `"use"`)
	do(t, s, putting("/api/recoveries/stopped", `{"center":1,"status":"stop"}`))
	now.set(noon.Add(time.Hour))
	register("planned", "schedule", `{"type":3,"basic":{"time":"23:00"}}`)
	register("runs", "autoStart", `"use"`)
	register("waits", "mode", `"increment"`)
	now.set(now.read().Add(time.Minute))
	system := func(server, query string) answered {
		return do(t, s, getting("/api/recoveries/monitoring/system/"+server+query))
	}
	listed := func(got answered) string {
		var all []string
		for i := range got.at(t, "data.job").([]any) {
			all = append(all, fmt.Sprint(got.at(t, fmt.Sprintf("data.job.%d.info.name", i))))
		}
		return strings.Join(all, " ")
	}
	got := system("source-server", "")
	summary, err := json.Marshal(got.at(t, "data.summary"))
	if want := `{"canceled":1,"completed":0,"failed":1,"inProgress":1,"overallProgress":"20%","pending":2,"total":5}`; err != nil || string(summary) != want {
		t.Errorf("got %s, want %s", summary, want)
	}
	if got := listed(got); got != "runs failed waits planned stopped" {
		t.Errorf("order %q", got)
	}
	same(t, got, "data.job.0.info.role", "source")
	same(t, got, "data.job.0.log", nil)
	same(t, got, "data.pagination", nil)
	same(t, system("12", ""), "data.server.name", "target-server")
	same(t, system("12", ""), "data.job.0.info.role", "target")
	same(t, system("15", "?detail=true"), "data.job.0.log", nil)
	same(t, system("15", ""), "data.summary.completed", 1.0)
	for query, want := range map[string]string{
		"?status=processing": "runs", "?status=REGISTERED": "waits", "?status=complete": "", "?mode=increment": "waits", "?jobName=runs": "runs", "?jobName=run": "",
		"?serverType=target": "", "?partition=/x": "", "?drive=C": "", "?center=3": "", "?center=3,main-center": "runs failed waits planned stopped",
		"?page=2&limit=2": "waits planned", "?limit=2&page=9": "",
	} {
		if got := system("11", query); listed(got) != want || got.status != 200 {
			t.Errorf("%s: %s", query, got.text)
		}
	}
	got = system("11", "?limit=2&page=9")
	same(t, got, "data.summary.total", 5.0) // the page is cut after the summary
	same(t, got, "data.pagination.hasPreviousPage", true)
	same(t, system("11", "?limit=2"), "data.pagination.totalPages", 3.0)
	same(t, system("12", "?partition=/home"), "data.job.0.progress.partitions.0.partition", "/home")
	same(t, system("19", ""), "data.summary.overallProgress", "-")
	coded(t, system("nobody", ""), 404, "SERVER-ERROR-01", "Server with Name 'nobody' not found")
	coded(t, system("99", ""), 404, "SERVER-ERROR-01", "Server with ID '99' not found")
	do(t, s, imaging("retired-01_ROOT.ZIA"))
	same(t, system(url.PathEscape("retired-01"), ""), "data.job.0.info.role", "source") // a server that only jobs refer to
}

// A server is not reported as unknown if the store cannot be read.
func TestMonitoringWithoutStore(t *testing.T) {
	s, _ := version3(t, sandbox.Config{})
	header := bearer(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, server := range []string{"source-server", "nobody"} {
		if got := unchecked(t, s, http.MethodGet, "/api/recoveries/monitoring/system/"+server, "", header); got.status != http.StatusInternalServerError {
			t.Errorf("%s: %d %s", server, got.status, got.text)
		}
	}
}

func TestFlatMonitoring(t *testing.T) {
	now := &clock{now: noon}
	s := open(t, sandbox.Config{APIVersion: sandbox.Version3Flat, Now: now.read, Speed: 1})
	do(t, s, posting("autoStart", `"use"`))
	now.set(noon.Add(70 * time.Second))
	got := do(t, s, getting("/api/recoveries/monitoring/job/1?detail"))
	for path, want := range map[string]any{"status": "Processing", "percent": "51%", "start": "2026-03-11 12:00:00", "end": "-", "info.target": "target-server",
		"details.0.partition": "/", "details.0.percent": "51%", "details.1.percent": "-", "progress": nil} {
		same(t, got, "data.job."+path, want)
	}
	got = do(t, s, getting("/api/recoveries/monitoring/system/12?page=1"))
	same(t, got, "data.job.0.percent", "51%")
	same(t, got, "data.job.0.details", nil)
	same(t, got, "data.summary", nil)
	same(t, got, "data.pagination.totalItems", 1.0)
	if got := do(t, s, getting("/api/recoveries/monitoring/system/nobody")); got.status != 404 {
		t.Errorf("%s", got.text)
	}
}
