package sandbox_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// The cached statuses never go stale: at any instant, and after any write, filters and totals agree
// with the jobs.
func TestFiltersFollowClock(t *testing.T) {
	path, now := filepath.Join(t.TempDir(), "sandbox.db"), &clock{now: noon}
	variety(t, path, now)
	s := open(t, sandbox.Config{Path: path, Now: now.read, Speed: 100})
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 80 {
		switch step := []time.Duration{time.Millisecond, time.Second, time.Minute, time.Hour, -time.Minute}; {
		case i%10 == 7:
			put(t, s, fmt.Sprintf("/api/recoveries/%d", 1+random.IntN(80)), `{"status":"`+[]string{"start", "stop"}[random.IntN(2)]+`"}`)
		case i%10 == 8:
			post(t, s, with("jobName", fmt.Sprintf(`"later-%d"`, i), "autoStart", `"use"`))
		case i%10 == 9:
			plain(t, s, http.MethodDelete, fmt.Sprintf("/api/recoveries/%d", 1+random.IntN(80)), "")
		default:
			now.set(now.read().Add(step[random.IntN(len(step))] * time.Duration(1+random.IntN(90))))
		}
		byStatus := map[string][]string{}
		for _, one := range got(t, s, "/api/recoveries").at(t, "data").([]any) {
			info := one.(map[string]any)["job"].(map[string]any)["info"].(map[string]any)
			status := info["status"].(map[string]any)["current"].(string)
			byStatus[status] = append(byStatus[status], info["id"].(string))
		}
		for _, status := range []string{"Registered", "Scheduled", "Preparing", "Processing", "Complete", "Canceling", "Canceled", "Error"} {
			if ids := ids(t, got(t, s, "/api/recoveries?limit=1000&status="+status)); !slices.Equal(ids, byStatus[status]) {
				t.Fatalf("step %d, %s: got %v, want %v", i, status, ids, byStatus[status])
			}
		}
		if runs := got(t, s, "/api/recoveries/histories").at(t, "data").([]any); len(runs) > 0 {
			same(t, got(t, s, "/api/recoveries/histories?limit=1"), "pagination.totalItems", float64(len(runs)))
		}
	}
}

// Pages of any size, in either order, add up to the whole list, even after deletions.
func TestPagesAddUp(t *testing.T) {
	s := open(t, sandbox.Config{})
	const jobs = 150
	for i := range jobs {
		posted(t, s, with("jobName", fmt.Sprintf(`"j%d"`, i), "mode", []string{`"full"`, `"increment"`}[i%2]))
	}
	for i := 1; i <= jobs; i += 7 {
		plain(t, s, http.MethodDelete, fmt.Sprint("/api/recoveries/", i), "")
	}
	for _, query := range []string{"", "&sort=asc", "&mode=full", "&mode=increment&sort=asc", "&jobName=j3", "&jobId=5", "&jobId=5&jobName=j4", "&jobId=5&jobName=j5", "&jobId=999999999", "&server=nobody"} {
		whole := names(t, got(t, s, "/api/recoveries?"+query))
		for _, limit := range []int{1, 20, 64, 1000} {
			var pages []string
			for page := 1; ; page++ {
				some := names(t, got(t, s, fmt.Sprintf("/api/recoveries?page=%d&limit=%d%s", page, limit, query)))
				if some == "" {
					break
				}
				pages = append(pages, some)
			}
			if joined := strings.Join(pages, " "); joined != whole {
				t.Errorf("%q in pages of %d: %q, want %q", query, limit, joined, whole)
			}
		}
	}
}
