//go:build linux

package app_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/needs"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// The memory of the program itself is measured. It is built once for all tests below.
func TestMemory(t *testing.T) {
	program := build(t)
	for name, measure := range map[string]func(*testing.T, string){
		"a list streams": listStreams, "an apply keeps little": applyKeepsLittle, "a hostile answer takes little": hostileTakesLittle,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			measure(t, program)
		})
	}
}

// A list of any length is printed in memory that does not grow with it, and a table in memory
// proportional to its text.
func listStreams(t *testing.T, program string) {
	t.Helper()
	const jobs = 110_000
	for format, most := range map[string]int64{"jsonl": 64 << 10, "name": 64 << 10, "table": 128 << 10} { // KiB
		var peak int64
		s := clitest.Server(t)
		s.On(zdmtest.Recoveries, paged(jobs, 500))
		cmd := exec.CommandContext(t.Context(), program, "recovery", "list", "--all", "-o", format)
		lines := &lineCounter{every: jobs/8 + 1, then: func() { peak = max(peak, highWater(t, int64(cmd.Process.Pid))) }}
		cmd.Env = []string{steady, "HOME=" + t.TempDir(), "ZDMCTL_SERVER=" + s.URL, "ZDMCTL_TOKEN=" + zdmtest.Token("ops", clitest.Now().AddDate(100, 0, 0))}
		var output bytes.Buffer
		cmd.Stdout, cmd.Stderr = lines, &output
		want := jobs
		if format == "table" {
			want++
		}
		if err := cmd.Run(); err != nil || lines.n != want {
			t.Fatalf("-o %s: %v, %d lines", format, err, lines.n)
		}
		clitest.NoSecrets(t, lines.last, output.String())
		if peak == 0 || peak > most {
			t.Errorf("-o %s took %d MiB", format, peak>>10)
		}
		t.Logf("-o %s: %d MiB", format, peak>>10)
	}
}

// An apply keeps little of each request: at most 3 KiB, and ten thousand requests fit into 64 MiB.
func applyKeepsLittle(t *testing.T, program string) {
	t.Helper()
	const some, many, most, each = 2_000, 10_000, 64 << 10, 3 // KiB; each request keeps its body, name and target
	few, all := applyPeak(t, program, some), applyPeak(t, program, many)
	t.Logf("%d requests: %d MiB, %d requests: %d MiB", some, few>>10, many, all>>10)
	if all > most || all-few > (many-some)*each {
		t.Errorf("%d requests take %d KiB, %d take %d KiB", some, few, many, all)
	}
}

// steady makes the program collect garbage at once. On a busy machine its memory would grow
// meanwhile.
const steady = "GODEBUG=gcstoptheworld=2"

// applyPeak returns the peak memory in KiB of an apply of a number of requests.
func applyPeak(t *testing.T, program string, requests int64) int64 {
	t.Helper()
	var pid, posted, peak atomic.Int64
	s := zdmtest.Start(nil)
	t.Cleanup(s.Close)
	s.On("GET "+zdmtest.Recoveries, zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[],"message":"","timestamp":""}`)))
	register := new(zdmtest.Registry).Register()
	s.On("POST "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if posted.Add(1) == requests {
			peak.Store(highWater(t, pid.Load()))
		}
		register(w, r, closed)
	})
	w := clitest.New(t)
	cmd := exec.CommandContext(t.Context(), program, "recovery", "apply", "-f", wave(t, w, int(requests)), "--parallel", "8")
	cmd.Env = []string{steady, "HOME=" + w.Dir, "ZDMCTL_SERVER=" + s.URL, "ZDMCTL_TOKEN=" + zdmtest.Token("ops", clitest.Now().AddDate(100, 0, 0))}
	var shown bytes.Buffer
	cmd.Stdout, cmd.Stderr = &shown, &shown
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	pid.Store(int64(cmd.Process.Pid))
	defer func() { clitest.NoSecrets(t, shown.String()) }()
	if err := cmd.Wait(); err != nil || posted.Load() != requests || peak.Load() == 0 {
		t.Fatalf("%v, %d requests", err, posted.Load())
	}
	return peak.Load()
}

// build builds the program: this test binary may contain the race detector, which needs memory of
// its own.
func build(t *testing.T) string {
	t.Helper()
	needs.Programs(t, "go")
	needs.File(t, "/proc/self/status")
	dir := t.TempDir()
	if err := clitest.Build(t.Context(), dir, "cmd/zdmctl"); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "zdmctl")
}

// highWater returns the peak memory of a process in KiB. Its resource usage would include that of
// its parent.
func highWater(t *testing.T, pid int64) (kib int64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, value, _ := strings.Cut(string(status), "VmHWM:")
	if _, scanned := fmt.Sscan(value, &kib); err != nil || scanned != nil {
		t.Errorf("memory of %d: %v, %v", pid, err, scanned)
	}
	return kib
}

// lineCounter counts lines and keeps the last write.
type lineCounter struct {
	n     int
	last  string
	every int // number of lines after which then is called
	then  func()
}

func (c *lineCounter) Write(p []byte) (int, error) {
	before := c.n
	c.n += bytes.Count(p, []byte("\n"))
	if c.last = string(p); c.n/c.every > before/c.every {
		c.then()
	}
	return len(p), nil
}
