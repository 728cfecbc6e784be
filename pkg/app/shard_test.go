//go:build unix

package app_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
)

const shards = 8

// recipeLines returns the command lines of the recipe for a kind of resource.
func recipeLines(t *testing.T, mark string) [][]string {
	t.Helper()
	for _, b := range Blocks(read(t, recipes)) {
		if b.Info != "yaml" || !strings.Contains(b.Text, mark) {
			continue
		}
		lines, err := b.CommandLines()
		if err != nil || len(lines) == 0 {
			t.Fatalf("%s: %q, %v", mark, lines, err)
		}
		return lines
	}
	t.Fatalf("no recipe with %s", mark)
	return nil
}

// forShard fills a shard, a wave and the paths of a test into a command line of a recipe.
func forShard(args []string, w *clitest.World, shard int, wave string) []string {
	dir, number := filepath.Join(w.Dir, "state"), fmt.Sprint(shard)
	replace := strings.NewReplacer(
		"$(JOB_COMPLETION_INDEX)", number, "{{inputs.parameters.shard}}", number, "{{inputs.parameters.wave}}", wave, "1-db", wave,
		"{{workflow.creationTimestamp.RFC3339}}", "2026-03-11T09:00:00+09:00", "/state", dir, "/plan", filepath.Join(w.Dir, "plan"),
	)
	args = slices.Clone(args)
	for i := range args {
		args[i] = replace.Replace(args[i])
	}
	return args
}

// assassin kills one of the running processes after a number of calls to the server.
type assassin struct {
	mu     sync.Mutex
	left   int // number of calls until the kill
	victim *clitest.Process
}

func (a *assassin) choose(*http.Request) faultproxy.Fault {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.left--; a.left == 0 && a.victim != nil {
		a.victim.Kill()
	}
	return faultproxy.None
}

// The recipes for Kubernetes work: of eight processes in each wave, one is killed and started
// again. Each recovery runs once, and the journals make one report.
func TestShardsOfARun(t *testing.T) {
	t.Parallel()
	job, workflow := recipeLines(t, "completionMode: Indexed"), recipeLines(t, "kind: Workflow")
	for name, lines := range map[string][2][]string{"job": {job[0], workflow[1]}, "workflow": {workflow[0], workflow[1]}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, a := newDrill(t), &assassin{}
			w, _ := d.world(t, a.choose)
			if err := os.Mkdir(filepath.Join(w.Dir, "state"), 0o700); err != nil {
				t.Fatal(err)
			}
			restarted := 0
			for i, wave := range []string{"1-db", "2-app", "10-web"} {
				restarted += d.shardsOf(t, w, a, lines[0], wave, i)
				if n := len(d.jobs(t)); n != 4*(i+1) {
					t.Fatalf("%d recoveries exist after %s", n, wave)
				}
			}
			d.once(t, w, drillServers)
			args := forShard(lines[1], w, 0, "")
			r := w.Run(append(args, "-o", "json")...)
			got := readReport(t, r.Stdout)
			if r.Code != exit.OK || !strings.HasPrefix(got.Report.Result, "complete") || len(got.Waves) != 3 {
				t.Fatalf("%+v", r)
			}
			for _, wave := range got.Waves {
				if len(wave.Recoveries) != 4 || wave.Result != "complete" {
					t.Errorf("%+v", wave)
				}
			}
			if restarted == 0 {
				t.Error("no process was killed")
			}
			// If one of the journals is missing, the report lists it and does not succeed.
			r = w.Run(append(slices.DeleteFunc(args, func(arg string) bool { return strings.HasSuffix(arg, "shard-3.journal") }), "-o", "json")...)
			if got := readReport(t, r.Stdout); got.Report.Result == "complete" || !strings.Contains(r.Stdout, "3/8") {
				t.Errorf("%+v", got.Report)
			}
		})
	}
}

// shardsOf runs the shards of a wave in parallel, kills one, and starts it again. It returns the
// number of kills.
func (d *drill) shardsOf(t *testing.T, w *clitest.World, a *assassin, args []string, wave string, victim int) (killed int) {
	t.Helper()
	a.mu.Lock() // until the process to kill is set
	var all [shards]*clitest.Process
	for i := range all {
		all[i] = w.Start(forShard(args, w, i, wave)...)
	}
	a.left, a.victim = 30, all[(victim*3+2)%shards]
	a.mu.Unlock()
	for i, p := range all {
		r := p.Wait(2 * patience)
		a.mu.Lock()
		if a.victim == p {
			a.victim = nil
		}
		a.mu.Unlock()
		if r.Code == -1 {
			killed++
			r = w.Start(forShard(args, w, i, wave)...).Wait(2 * patience)
		}
		if r.Code != exit.OK && r.Code != exit.Missed {
			t.Fatalf("shard %d of %s: %+v", i, wave, r)
		}
	}
	return killed
}

// Eight processes that apply a wave register each request once, and omit none.
func TestShardsOfApply(t *testing.T) {
	t.Parallel()
	const requests = 40
	b := startBackend(t)
	proxy := faultproxy.Start(b, noFault)
	t.Cleanup(proxy.Close)
	w := b.world(t, proxy)
	files := wave(t, w, requests)
	var all [shards]*clitest.Process
	for i := range all {
		all[i] = w.Start("recovery", "apply", "-f", files, "--shard", fmt.Sprintf("%d/%d", i, shards), "-o", "name")
	}
	names := map[string]int{}
	for _, p := range all {
		for name := range strings.Lines(p.Succeeds(2 * patience).Stdout) {
			names[strings.TrimSpace(name)]++
		}
	}
	there := b.jobs(t)
	if len(names) != requests || !maps.Equal(names, there) {
		t.Errorf("%d names, %v; %d recoveries exist", len(names), names, len(there))
	}
}

// A shard refuses wrong usage before anything is sent.
func TestShardsRefuse(t *testing.T) {
	t.Parallel()
	d := newDrill(t)
	w, _ := d.world(t, noFault)
	unnamed := w.File("unnamed.yaml", "center: seoul\nsource: s1\ntarget: t1\nplatform: kvm\nrepository: {id: 3}\nmode: full\noverwrite: allow\nlistOnly: true\njobList:\n  - {sourcePartition: /, targetPartition: /dev/sda1}\n")
	run := []string{"run", "-f", "PLAN", "--journal", "JOURNAL", "--since", "2026-03-11T09:00:00+09:00"}
	for _, tt := range []struct {
		args    []string
		message string
	}{
		{[]string{"validate", "-f", "PLAN", "--shard", "8/8"}, `invalid value "8/8" for --shard: must be I/N`},
		{[]string{"validate", "-f", "PLAN", "--shard", "0/8", "--shard", "1/8"}, "--shard is given twice"},
		{[]string{"validate", "-f", unnamed, "--shard", "0/8"}, "is required with --shard"},
		{[]string{"plan", "-f", unnamed, "--shard", "0/8"}, "is required with --shard"},
		{[]string{"apply", "-f", unnamed, "--shard", "0/8"}, "is required"},
		{[]string{"plan", "--source", "s1", "--shard", "0/8"}, "--shard requires request files"},
		{[]string{"plan", "-f", "PLAN", "--source", "s1", "--shard", "0/8"}, "one request only"},
		{[]string{"run", "-f", "PLAN", "--journal", "JOURNAL", "--shard", "0/8"}, "--shard requires --since"},
		{append(slices.Clone(run), "--shard", "0/8"), "--through 1-db"},
		{append(slices.Clone(run), "--shard", "0/1", "--through", "2-app"), "wave 1-db is not complete"},
	} {
		args := append([]string{"recovery"}, tt.args...)
		for i := range args {
			args[i] = strings.NewReplacer("PLAN", filepath.Join(w.Dir, "plan"), "JOURNAL", filepath.Join(w.Dir, "q1.journal")).Replace(args[i])
		}
		if r := w.Run(args...); r.Code != exit.Usage || !strings.Contains(r.Stderr, tt.message) {
			t.Errorf("%q: %+v", tt.args, r)
		}
	}
	if n := len(d.jobs(t)); n != 0 {
		t.Errorf("%d recoveries exist", n)
	}
	// Another shard cannot continue the journal of a shard.
	args := append([]string{"recovery"}, run...)
	args[3], args[5] = filepath.Join(w.Dir, "plan"), filepath.Join(w.Dir, "other.journal")
	args = append(args, "--through", "1-db", "--shard")
	if r := w.Run(append(slices.Clone(args), "0/2")...); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	if r := w.Run(append(args, "1/2")...); r.Code != exit.Usage || !strings.Contains(r.Stderr, "belongs to shard 0/2") {
		t.Errorf("%+v", r)
	}
}

// A shard is validated and planned by itself, but compared with all requests.
func TestShardsSeeAllRequests(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	w.Env["ZDMCTL_CONTEXT"] = "sandbox"
	w.File("wave/a.yaml", request("a", "web-01", "web-01-dr"))
	w.File("wave/b.yaml", request("b", "app-01", "app-01-dr"))
	dir := filepath.Join(w.Dir, "wave")
	total := 0
	for i := range shards {
		r := w.Run("recovery", "validate", "-f", dir, "--shard", fmt.Sprintf("%d/%d", i, shards), "-o", "json", "--jq", ".valid")
		if r.Code != exit.OK {
			t.Fatalf("%+v", r)
		}
		if n := strings.TrimSpace(r.Stdout); n == "1" {
			total++
		} else if n == "2" {
			total += 2
		}
	}
	if total != 2 {
		t.Errorf("%d requests in all shards", total)
	}
	if r := w.Run("recovery", "plan", "-f", dir, "--shard", "4/8", "-o", "json", "--jq", ".data[].plan.jobName"); strings.TrimSpace(r.Stdout) != "a" {
		t.Errorf("%+v", r)
	}
	w.File("wave/c.yaml", request("c", "db-01", "web-01-dr"))
	for i := range shards {
		if r := w.Run("recovery", "validate", "-f", dir, "--strict", "--shard", fmt.Sprintf("%d/%d", i, shards)); r.Code != exit.Usage || !strings.Contains(r.Stderr, "web-01-dr") {
			t.Errorf("shard %d does not see the other shards: %+v", i, r)
		}
	}
}
