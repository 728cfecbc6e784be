package sandbox_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// variety registers jobs with every kind of schedule at several speeds, and starts and stops some.
func variety(t *testing.T, path string, now *clock) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	schedules := []string{"", "1", "2", `{"type":0,"basic":{"year":"2026","month":"3","day":"12","time":"06:00"}}`,
		`{"type":0,"basic":{"year":"2026","month":"2","day":"30","time":"06:00"}}`, `{"type":1,"basic":{"time":"11:00","interval":{"minute":"7"}}}`,
		`{"type":2,"basic":{"time":"13:30","interval":{"hour":"5"}}}`, `{"type":3,"basic":{"time":"12:30"}}`,
		`{"type":4,"basic":{"day":"wed,Sat","time":"23:10"}}`, `{"type":5,"basic":{"week":"2,5","day":"thu","time":"00:00"}}`,
		`{"type":6,"basic":{"day":"11, 31","time":"12:00"}}`}
	// At the last speed, a run takes longer than a day.
	for round, speed := range []float64{60, 1, 0.01, 1e-4} {
		s := open(t, sandbox.Config{Path: path, Now: now.read, Speed: speed})
		for i, schedule := range schedules {
			for _, target := range []string{`"12"`, `"18"`} { // server 18 cannot be reached
				auto := []string{`"use"`, `"not use"`}[random.IntN(2)]
				post(t, s, with("jobName", fmt.Sprintf(`"j%d-%d"`, round, i), "schedule", schedule, "autoStart", auto, "target", target,
					"networkLimit", fmt.Sprint(100*random.IntN(3))))
			}
		}
		for id := 1; id <= 2*len(schedules)*(round+1); id += 1 + random.IntN(5) {
			put(t, s, fmt.Sprintf("/api/recoveries/%d", id), `{"status":"`+[]string{"start", "stop"}[random.IntN(2)]+`"}`)
			now.set(now.read().Add(time.Duration(random.IntN(40)) * time.Second))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The index that lists filter by is stored apart from the jobs and must agree with them.
func TestFiltersMatchJobs(t *testing.T) {
	t.Parallel()
	path, now := filepath.Join(t.TempDir(), "sandbox.db"), &clock{now: noon}
	variety(t, path, now)
	s := open(t, sandbox.Config{Path: path, Now: now.read})
	seen := map[string]bool{}
	for _, later := range []time.Duration{-time.Hour, 0, time.Second, 30 * time.Second, 5 * time.Minute, 40 * time.Minute, 19 * time.Hour, 49 * time.Hour, 40 * 24 * time.Hour} {
		start := now.read()
		now.set(start.Add(later))
		byStatus := map[string][]string{}
		all := get(t, s, "/api/recoveries")
		for i := range all.at(t, "data").([]any) {
			info := all.at(t, fmt.Sprintf("data.%d.job.info", i)).(map[string]any)
			status := info["status"].(map[string]any)["current"].(string)
			byStatus[status] = append(byStatus[status], info["id"].(string))
			seen[status] = true
		}
		for _, status := range []string{"Registered", "Scheduled", "Preparing", "Processing", "Complete", "Canceling", "Canceled", "Error"} {
			if got := ids(t, get(t, s, "/api/recoveries?status="+status)); !slices.Equal(got, byStatus[status]) {
				t.Errorf("after %v, %s: got %v, want %v", later, status, got, byStatus[status])
			}
			page := get(t, s, "/api/recoveries?limit=1000&status="+status)
			same(t, page, "pagination.totalItems", float64(len(byStatus[status])))
		}
		for _, result := range []string{"", "&result=success", "&result=failed", "&sort=asc&result=failed", "&serverType=target&server=source-dr-off"} {
			if whole, pages := histories(t, s, result), historyPages(t, s, result); !slices.Equal(whole, pages) {
				t.Errorf("after %v, %q: %d runs, in pages %d\n%v\n%v", later, result, len(whole), len(pages), whole, pages)
			}
		}
		now.set(start)
	}
	if len(seen) != 8 {
		t.Errorf("the jobs showed %v only", slices.Collect(maps.Keys(seen)))
	}
}

func ids(t *testing.T, got answered) (all []string) {
	t.Helper()
	for i := range got.at(t, "data").([]any) {
		all = append(all, got.at(t, fmt.Sprintf("data.%d.job.info.id", i)).(string))
	}
	return all
}

func histories(t *testing.T, s *sandbox.Server, query string) (all []string) {
	t.Helper()
	got := get(t, s, "/api/recoveries/histories?"+strings.TrimPrefix(query, "&"))
	for _, one := range got.at(t, "data").([]any) {
		text, _ := json.Marshal(one) // it was decoded from JSON
		all = append(all, string(text))
	}
	return all
}

func historyPages(t *testing.T, s *sandbox.Server, query string) (all []string) {
	t.Helper()
	for page := 1; ; page++ {
		some := histories(t, s, fmt.Sprintf("&limit=499&page=%d%s", page, query))
		if len(some) == 0 {
			return all
		}
		all = append(all, some...)
	}
}

func TestScheduleFilters(t *testing.T) {
	t.Parallel()
	s := open(t, sandbox.Config{APIVersion: sandbox.Version2, Inventory: readInventory(t, `
centers: [{id: 1, name: c}, {id: 3, name: d}]
schedules: [{id: 7, center: 1, type: 3, state: disabled, basic: {time: "10:00"}}]
`)})
	for _, body := range []string{`{"center":1,"type":3,"basic":{"time":"10:00"},"jobName":"a"}`, `{"center":3,"type":3,"basic":{"time":"11:00"},"jobName":"a"}`,
		`{"center":1,"type":4,"basic":{"time":"10:00","day":"mon"}}`} {
		if got := send(t, s, http.MethodPost, "/api/schedules", body, bearer(t, s)); got.status != http.StatusOK {
			t.Fatal(got.text)
		}
	}
	for query, want := range map[string]string{
		"": "10 9 8 7", "sort=asc": "7 8 9 10", "id=8": "8", "id=8&jobName=b": "", "id=99": "", "jobName=a": "9 8", "type=daily": "9 8 7", "type=4": "10",
		"state=disabled": "7", "state=ENABLED&type=3": "9 8", "center=d": "9", "center=1,d&jobName=a": "9 8", "center=9": "", "type=" + url.QueryEscape("Every Minute"): "",
	} {
		for _, page := range []string{"", "&limit=10"} {
			var got []string
			answer := get(t, s, "/api/schedules?"+query+page)
			for i := range answer.at(t, "data").([]any) {
				got = append(got, answer.at(t, fmt.Sprintf("data.%d.id", i)).(string))
			}
			if joined := strings.Join(got, " "); joined != want {
				t.Errorf("%q: got %q, want %q", query+page, joined, want)
			}
		}
	}
	same(t, get(t, s, "/api/schedules?sort=asc&limit=3&page=2"), "data.0.id", "10")
	same(t, get(t, s, "/api/schedules?sort=asc&limit=3&page=2"), "pagination.totalItems", 4.0)
}

// A changed job is listed under its new values only.
func TestFiltersFollowChanges(t *testing.T) {
	t.Parallel()
	s := open(t, sandbox.Config{})
	post(t, s, with("schedule", "1"))
	put(t, s, "/api/recoveries/a-job", `{"mode":"increment","platform":"aws","changeName":"b-job","schedule":2}`)
	for query, want := range map[string]string{"mode=full": "", "mode=increment": "b-job", "platform=vmware": "", "platform=aws": "b-job", "jobName=a-job": "", "jobName=b-job": "b-job"} {
		if got := names(t, get(t, s, "/api/recoveries?"+query)); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	put(t, s, "/api/recoveries/b-job", `{"jobList":[{"partition":"/","mode":"full"}]}`)
	for _, mode := range []string{"full", "increment"} {
		if got := names(t, get(t, s, "/api/recoveries?mode="+mode)); got != "b-job" {
			t.Errorf("%s: got %q", mode, got)
		}
	}
}
