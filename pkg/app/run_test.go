package app_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// drill is a server for runs of twelve servers in three waves. Its clock advances by one second
// with each call, so that recoveries end without a wait.
type drill struct {
	*backend

	mu    sync.Mutex
	calls int
	stop  string // name of a recovery that is stopped as soon as it is registered
}

const drillServers = 12

func newDrill(t *testing.T) *drill {
	t.Helper()
	var text strings.Builder
	text.WriteString("centers:\n  - {id: 1, name: seoul}\nrepositories:\n  - {id: 3, center: 1, type: nfs, path: /vault}\nservers:\n")
	for i := range drillServers {
		partition := "{letter: /, device: /dev/sda1, size: 20 GB, used: %d GB, fileSystem: ext4}"
		fmt.Fprintf(&text, "  - {id: %d, center: 1, name: s%d, os: Debian 12, partitions: ["+partition+"]}\n", 11+i, i, 8)
		fmt.Fprintf(&text, "  - {id: %d, center: 1, name: t%d, mode: target, os: Debian 12, partitions: ["+partition+"]}\n", 111+i, i, 1)
	}
	text.WriteString("backups:\n")
	for i := range drillServers {
		fmt.Fprintf(&text, "  - {id: %d, name: s%d_ROOT, server: %d, partition: /, repository: 3, images: [{name: s%d_ROOT.ZIA, created: \"2026-03-11 0%d:05:00\", size: 5 GB}]}\n", i+1, i, 11+i, i, i%9)
	}
	things, err := inventory.Read("team.yaml", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	d := &drill{}
	server, err := sandbox.Open(sandbox.Config{Path: filepath.Join(t.TempDir(), "sandbox.db"), Now: d.now, Inventory: things, TokenTTL: 1000 * time.Hour, Speed: 5})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	about, err := server.Describe()
	if err != nil {
		t.Fatal(err)
	}
	d.backend = &backend{Server: server, email: about.Email, password: about.Password}
	return d
}

func (d *drill) now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return clitest.Now().Add(time.Duration(d.calls) * time.Second)
}

// ServeHTTP serves a call, and stops the chosen recovery right after its registration.
func (d *drill) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	d.calls++
	stop := d.stop
	d.mu.Unlock()
	d.backend.ServeHTTP(w, r)
	if stop == "" || r.Method != http.MethodPost {
		return
	}
	put := httptest.NewRequestWithContext(r.Context(), http.MethodPut, "/api/recoveries/"+stop, strings.NewReader(`{"center": "seoul", "status": "stop"}`))
	put.Header = r.Header.Clone()
	put.Header.Del("Content-Length")
	answer := httptest.NewRecorder()
	d.backend.ServeHTTP(answer, put)
	if answer.Code == http.StatusOK {
		d.mu.Lock()
		d.stop = ""
		d.mu.Unlock()
	}
}

// plan writes the requests of the drill: three waves of four.
func (d *drill) plan(t *testing.T, w *clitest.World) {
	t.Helper()
	for i := range drillServers {
		dir := filepath.Join(w.Dir, "plan", []string{"1-db", "2-app", "10-web"}[i/4])
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		request := fmt.Sprintf("center: seoul\nsource: s%d\ntarget: t%d\nplatform: kvm\nrepository: {id: 3}\nmode: full\njobName: job-%d\noverwrite: allow\nlistOnly: true\njobList:\n  - {sourcePartition: /, targetPartition: /dev/sda1}\n", i, i, i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("s%d.yaml", i)), []byte(request), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// world returns the world in which the drill runs.
func (d *drill) world(t *testing.T, choose func(*http.Request) faultproxy.Fault) (*clitest.World, *faultproxy.Proxy) {
	t.Helper()
	proxy := faultproxy.Start(d, choose)
	t.Cleanup(proxy.Close)
	w := d.backend.world(t, proxy)
	d.plan(t, w)
	return w, proxy
}

func noFault(*http.Request) faultproxy.Fault { return faultproxy.None }

// reported is what a report shows about a run.
type reported struct {
	Report struct {
		Result   string
		ExitCode exit.Code
	}
	Objectives []struct {
		Name, Verdict string
		MaxSeconds    *int64
	}
	Waves []struct {
		Name, Result string
		Recoveries   []struct {
			Job, Result string
			Start, End  struct{ By *time.Time }
		}
	}
	Deviations []struct{ Code string }
}

func readReport(t *testing.T, text string) (r reported) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v: %.300s", err, text)
	}
	return r
}

// once fails unless each recovery has exactly one run on the server.
func (d *drill) once(t *testing.T, w *clitest.World, runs int) {
	t.Helper()
	for name, n := range d.jobs(t) {
		if n != 1 {
			t.Errorf("%s is registered %d times", name, n)
		}
	}
	r := w.Run("recovery", "history", "-o", "json", "--jq", ".data | length")
	if r.Code != exit.OK || strings.TrimSpace(r.Stdout) != fmt.Sprint(runs) {
		t.Errorf("%s runs, want %d: %+v", strings.TrimSpace(r.Stdout), runs, r)
	}
}

// Twelve servers in three waves go from files to the report. The report needs only a journal.
func TestRunFromFilesToReport(t *testing.T) {
	t.Parallel()
	d := newDrill(t)
	w, proxy := d.world(t, noFault)
	run := []string{"recovery", "run", "-f", filepath.Join(w.Dir, "plan"), "--journal", filepath.Join(w.Dir, "q1.journal"), "--drill", "--rto", "2h", "--rpo", "24h", "--server-zone", "+00:00"}
	r := w.Run(append(run, "--dry-run")...)
	if r.Code != exit.OK || strings.Count(r.Stdout, "register, start") != drillServers || len(d.jobs(t)) != 0 {
		t.Fatalf("%+v", r)
	}
	html := filepath.Join(w.Dir, "q1.html")
	r = w.Run(append(run, "--report", html, "--fill", "title=Q1 <drill>")...)
	if r.Code != exit.OK || !strings.Contains(r.Stdout, "result: complete") {
		t.Fatalf("%+v", r)
	}
	d.once(t, w, drillServers)
	page, err := os.ReadFile(html)
	if err != nil || strings.Count(string(page), "<tr>") < drillServers || !strings.Contains(string(page), "Q1 &lt;drill&gt;") || !strings.Contains(string(page), "</svg>") {
		t.Errorf("%.500s, %v", page, err)
	}
	for _, foreign := range []string{"<script", "src=", "@import", "url(http", "href=\"http"} {
		if strings.Contains(string(page), foreign) {
			t.Errorf("the report has %s", foreign)
		}
	}
	proxy.Close()
	r = w.Run("recovery", "report", filepath.Join(w.Dir, "q1.journal"), "-o", "json")
	got := readReport(t, r.Stdout)
	if r.Code != exit.OK || got.Report.Result != "complete" || len(got.Waves) != 3 || got.Waves[2].Name != "10-web" || got.Objectives[0].Verdict != "met" {
		t.Errorf("%+v", got)
	}
	var before time.Time
	for _, wave := range got.Waves {
		last := before
		for _, one := range wave.Recoveries {
			if one.Start.By == nil || one.End.By == nil || one.Start.By.Before(before) {
				t.Errorf("%s began before the previous wave ended: %+v", one.Job, one)
				continue
			}
			if one.End.By.After(last) {
				last = *one.End.By
			}
		}
		before = last
	}
}

// If a recovery of the second wave is stopped, the rest of the wave runs to its end, and the third
// wave does not begin. The next run completes the drill, and the report shows it.
func TestRunWithAFailure(t *testing.T) {
	t.Parallel()
	d := newDrill(t)
	d.stop = "job-5"
	w, _ := d.world(t, noFault)
	journal := filepath.Join(w.Dir, "q1.journal")
	run := []string{"recovery", "run", "-f", filepath.Join(w.Dir, "plan"), "--journal", journal, "-o", "json", "--drill=false"}
	r := w.Run(run...)
	got := readReport(t, r.Stdout)
	if r.Code != exit.Failed || got.Report.Result != "failed" || got.Waves[0].Result != "complete" || got.Waves[1].Result != "failed" || got.Waves[2].Result != "not started" {
		t.Fatalf("%+v\n%s", got, r.Stderr)
	}
	for _, one := range got.Waves[1].Recoveries {
		if want := map[bool]string{true: "canceled", false: "complete"}[one.Job == "job-5"]; one.Result != want {
			t.Errorf("%s is %s", one.Job, one.Result)
		}
	}
	if !strings.Contains(r.Stderr, "--restart failed") || !strings.Contains(r.Stderr, "--drill=false") {
		t.Errorf("no hint: %s", r.Stderr)
	}
	d.once(t, w, 8)
	r = w.Run(append(run, "--restart", "failed")...)
	got = readReport(t, r.Stdout)
	if r.Code != exit.OK || got.Report.Result != "complete with deviations" || got.Waves[2].Result != "complete" {
		t.Fatalf("%+v\n%s", got, r.Stderr)
	}
	d.once(t, w, drillServers+1)
	codes := ""
	for _, deviation := range got.Deviations {
		codes += deviation.Code + " "
	}
	if !strings.Contains(codes, "gap") || !strings.Contains(codes, "restart") {
		t.Errorf("deviations: %s", codes)
	}
}

// A run that is killed at random calls and started again each time registers and starts nothing
// twice, and omits nothing. The report names the gaps.
func TestRunIsKilled(t *testing.T) {
	t.Parallel()
	const kills = 50
	random := rand.New(rand.NewPCG(5, 5))
	killed := 0
	for killed < kills {
		d, k := newDrill(t), &killer{}
		w, proxy := d.world(t, k.choose)
		journal := filepath.Join(w.Dir, "q1.journal")
		run := []string{"recovery", "run", "-f", "plan", "--journal", journal, "-o", "json"}
		for {
			fault := []faultproxy.Fault{faultproxy.None, faultproxy.BeforeBody, faultproxy.InBody}[random.IntN(3)]
			k.mu.Lock()
			p := w.Start(run...)
			k.left, k.fault, k.process = 1+random.IntN(400), fault, p
			k.mu.Unlock()
			r := p.Wait(2 * patience)
			k.mu.Lock()
			k.process = nil
			k.mu.Unlock()
			if r.Code != -1 {
				if r.Code != exit.OK {
					t.Fatalf("%+v", r)
				}
				break
			}
			proxy.Wait()
		}
		killed += k.kills
		d.once(t, w, drillServers)
		got := readReport(t, w.Run("recovery", "report", journal, "-o", "json").Stdout)
		gaps := 0
		for _, deviation := range got.Deviations {
			if deviation.Code == "gap" {
				gaps++
			}
		}
		if !strings.HasPrefix(got.Report.Result, "complete") || gaps > k.kills {
			t.Errorf("%+v, %d gaps, %d kills", got.Report, gaps, k.kills)
		}
	}
	t.Logf("%d kills", killed)
}

// A dry run of apply reports the errors of its plan instead of "created".
func TestApplyDryRunReportsPlanErrors(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	request := func(name, target string) string {
		return fmt.Sprintf("center: 1\nsource: web-01\ntarget: %s\nplatform: kvm\nrepository: {id: 13}\nmode: full\njobName: %s\noverwrite: allow\nlistOnly: true\njobList:\n  - {sourcePartition: /, targetPartition: /dev/vda2}\n", target, name)
	}
	good, bad := w.File("good.yaml", request("good", "web-01-dr")), w.File("bad.yaml", request("bad", "target-server"))
	for _, tt := range []struct {
		args    []string
		code    exit.Code
		summary string
	}{
		{[]string{"-f", good, "--dry-run"}, exit.OK, "1 created"},
		{[]string{"-f", good, "--dry-run", "--exit-code"}, exit.Missed, "1 created"},
		{[]string{"-f", good, "-f", bad, "--dry-run"}, exit.Usage, "1 created, 1 blocked"},
		{[]string{"-f", good, "-f", bad, "--plan"}, exit.Usage, ""},
		{[]string{"-f", good, "--plan", "--start"}, exit.OK, "1 created"},
		{[]string{"-f", good, "--dry-run", "--exit-code"}, exit.OK, "1 unchanged"},
		{[]string{"-f", good, "--exit-code"}, exit.Usage, ""},
	} {
		r := w.Run(append([]string{"recovery", "apply"}, tt.args...)...)
		if r.Code != tt.code || !strings.Contains(r.Stdout, tt.summary) {
			t.Errorf("%q: %+v", tt.args, r)
		}
	}
	if r := w.Run("recovery", "get", "good", "-o", "json", "--jq", ".data.job.info.status.current"); strings.TrimSpace(r.Stdout) == "Registered" {
		t.Errorf("it was not started: %+v", r)
	}
	if r := w.Run("recovery", "list", "-o", "name"); r.Stdout != "good\n" {
		t.Errorf("%+v", r)
	}
}

// --start starts what it registers, and reports that it did not start existing recoveries.
func TestApplyStartsWhatItRegisters(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	request := func(name, source, target string) string {
		return fmt.Sprintf("center: 1\nsource: web-01\ntarget: web-01-dr\nplatform: kvm\nrepository: {id: 13}\nmode: full\njobName: %s\noverwrite: allow\nlistOnly: true\njobList:\n  - {sourcePartition: %s, targetPartition: %s}\n", name, source, target)
	}
	old, fresh := w.File("old.yaml", request("old", "/", "/dev/vda2")), w.File("fresh.yaml", request("fresh", "/boot", "/dev/vda1"))
	if r := w.Run("recovery", "apply", "-f", old, "--start", "--dry-run"); r.Code != exit.OK || strings.Contains(r.Stderr, "recovery start") {
		t.Fatalf("%+v", r)
	}
	if r := w.Run("recovery", "apply", "-f", old); r.Code != exit.OK || strings.Contains(r.Stderr, "recovery start") {
		t.Fatalf("%+v", r)
	}
	r := w.Run("recovery", "apply", "-f", old, "-f", fresh, "--start")
	if r.Code != exit.OK || !strings.Contains(r.Stdout, "1 created, 1 unchanged") ||
		!strings.Contains(r.Stderr, "existing recoveries, which --start does not start: 1; if one has not run, start it: zdmctl recovery start NAME") {
		t.Errorf("%+v", r)
	}
	for name, waits := range map[string]bool{"old": true, "fresh": false} {
		r := w.Run("recovery", "get", name, "-o", "json", "--jq", ".data.job.info.status.current")
		if (strings.TrimSpace(r.Stdout) == "Registered") != waits {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// A whole wave is started, watched and deleted by the request files that it was registered from.
func TestCommandsOnAWave(t *testing.T) {
	t.Parallel()
	w := sandboxWorld(t)
	if err := os.MkdirAll(filepath.Join(w.Dir, "plan", "1-db"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, servers := range map[string][2]string{"a": {"web-01", "web-01-dr"}, "b": {"source-server", "target-server"}} {
		request := fmt.Sprintf("center: 1\nsource: %s\ntarget: %s\nplatform: kvm\nrepository: {id: 13}\nmode: full\njobName: %s\noverwrite: allow\n", servers[0], servers[1], name)
		w.File("plan/1-db/"+name+".yaml", request)
	}
	plan := filepath.Join(w.Dir, "plan")
	other := w.File("other.yaml", "center: 1\nsource: web-01\ntarget: target-server\nplatform: kvm\nrepository: {id: 13}\nmode: full\njobName: a\noverwrite: allow\n")
	for _, tt := range []struct {
		args   string
		code   exit.Code
		output string
	}{
		{"start -f FILE", exit.Refused, "a"},
		{"validate -f FILE", exit.OK, "2"},
		{"apply -f FILE", exit.OK, "2 created"},
		{"start -f FILE x", exit.Usage, "--file"},
		{"plan -f FILE", exit.OK, "2/2"},
		{"plan -f FILE --mode full", exit.Usage, "--mode"},
		{"plan -f FILE -o json --jq .data[].plan.jobName", exit.OK, "b"},
		{"start -f FILE", exit.OK, "Started a"},
		{"watch -f FILE", exit.OK, "2 recoveries  Complete"},
		{"watch a b", exit.OK, "Complete"},
		{"watch a b -o json --jq .data[].job.info.status.current", exit.OK, "Complete\nComplete\n"},
		{"watch -f FILE a", exit.Usage, ""},
		{"watch a c", exit.Refused, "c"},
		{"delete -f FILE --yes", exit.OK, "Deleted b"},
	} {
		r := w.Run(append([]string{"recovery"}, words(tt.args, plan)...)...)
		if r.Code != tt.code || !strings.Contains(r.Stdout+r.Stderr, tt.output) {
			t.Errorf("%s: %+v", tt.args, r)
		}
	}
	if r := w.Run("recovery", "apply", "-f", filepath.Join(plan, "1-db", "a.yaml")); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	if r := w.Run("recovery", "delete", "-f", other, "--yes"); r.Code != exit.Refused || !strings.Contains(r.Stderr, "web-01-dr") {
		t.Errorf("the recovery of other servers: %+v", r)
	}
}
