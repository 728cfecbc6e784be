package zdm_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// If an answer lists no partitions although the request names some, one lookup adds those of the
// new recovery.
func TestUnlistedPartitions(t *testing.T) {
	both := []string{"/>/dev/sda1", "/home>/dev/sdb1"}
	mine := job("905", "nightly", "web-01", "web-01-dr", both...)
	for _, tt := range []struct {
		name       string
		partitions string // of the answer, with the key
		server     registry
		knowing    zdm.CreateOption
		settle     time.Duration
		want       string // partitions, and the number of lookups
	}{
		{"listed", `,"partitions":[{"sourcePartition":"/"}]`, registry{jobs: mine}, zdm.Knowing(), 0, "/ 0"},
		{"missing", ``, registry{jobs: mine}, zdm.Knowing(), 0, "/ /home 1"},
		{"null", `,"partitions":null`, registry{jobs: mine}, zdm.Knowing(), 0, "/ /home 1"},
		{"empty", `,"partitions":[]`, registry{jobs: mine}, zdm.Knowing(), 0, "/ /home 1"},
		{"nulls", `,"partitions":[null,null]`, registry{jobs: mine}, zdm.Knowing(), 0, "/ /home 1"},
		{"a dash", `,"partitions":"-"`, registry{jobs: mine}, zdm.Knowing(), 0, "/ /home 1"},
		{"the lookup lacks one", `,"partitions":[]`, registry{jobs: job("905", "nightly", "web-01", "web-01-dr", both[0])}, zdm.Knowing(), 0, "/ 1"},
		{"an older one of the name", `,"partitions":[]`, registry{jobs: job("900", "nightly", "web-01", "web-01-dr", both[0]) + "," + mine}, zdm.Knowing("900"), 0, "/ /home 1"},
		{"the lookup lists none", `,"partitions":[]`, registry{jobs: job("905", "nightly", "web-01", "web-01-dr")}, zdm.Knowing(), 0, "1"},
		{"of other servers", `,"partitions":[]`, registry{jobs: job("905", "nightly", "db-01", "db-01-dr", both...)}, zdm.Knowing(), 0, "1"},
		{"of another name", `,"partitions":[]`, registry{jobs: job("905", "weekly", "web-01", "web-01-dr", both...)}, zdm.Knowing(), 0, "1"},
		{"the lookup finds nothing", `,"partitions":[]`, registry{}, zdm.Knowing(), 0, "1"},
		{"the lookup fails", `,"partitions":[]`, registry{lookup: 502}, zdm.Knowing(), 0, "1"},
		{"without lookups", `,"partitions":[]`, registry{jobs: mine}, zdm.Knowing(), -1, "0"},
		{"nothing is known", `,"partitions":[]`, registry{jobs: mine}, nil, 0, "0"},
	} {
		asked := request()
		asked.JobList = []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1"}, {SourcePartition: "/home", TargetPartition: "/dev/sdb1"}}
		tt.server.status, tt.server.body = 201, data(`{"common":{"state":"success","jobName":"nightly"}`+tt.partitions+`,"summary":{"total":2,"successful":2,"failed":0}}`)
		var options []zdm.CreateOption
		if tt.knowing != nil {
			options = append(options, tt.knowing)
		}
		looks := 0
		counting := roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodGet && r.URL.Query().Get("page") == "1" {
				looks++
			}
			return tt.server.RoundTrip(r)
		})
		result, err := newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport, c.Settle = counting, tt.settle }).CreateRecovery(t.Context(), asked, options...)
		var got []string
		for _, p := range result.Data.Partitions {
			got = append(got, string(p.SourcePartition))
		}
		got = append(got, strconv.Itoa(looks))
		lookedUp := looks > 0 && len(result.Data.Partitions) > 0
		if err != nil || strings.Join(got, " ") != tt.want || result.Data.LookedUp != lookedUp || result.Lost != nil || result.Status != 201 || tt.server.posts != 1 {
			t.Errorf("%s: %v, want %s, looked up %t (%v)", tt.name, got, tt.want, result.Data.LookedUp, err)
		}
	}
}

// Nothing is looked up for an answer without partitions that reports a failure, or to a request
// that names none.
func TestPartitionsThatAreNotLookedUp(t *testing.T) {
	named := []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/sda1"}}
	for body, jobs := range map[string][]zdm.RecoveryJob{
		`{"common":{"state":"success","jobName":"nightly"}}`:                               nil,
		`{"common":{"state":"fail","jobName":"nightly"}}`:                                  named,
		`{"common":{"jobName":"nightly"},"summary":{"total":1,"successful":0,"failed":1}}`: named,
	} {
		asked := request()
		asked.JobList = jobs
		server := registry{status: 201, body: data(body)}
		_, err := newClient(t, "http://in.process", server.use).CreateRecovery(t.Context(), asked, zdm.Knowing())
		if err != nil || server.looks != 0 {
			t.Errorf("%s: %d looks, %v", body, server.looks, err)
		}
	}
}
