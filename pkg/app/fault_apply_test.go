package app_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
)

// faultyWave writes requests named by recoveryName, each with its own target.
func faultyWave(t *testing.T, w *clitest.World, requests int) string {
	t.Helper()
	var documents strings.Builder
	for i := range requests {
		fmt.Fprintf(&documents, `{"center": "1", "source": "source-server", "target": "target-%d", "platform": "vmware", "repository": {"id": 13}, "mode": "full", "jobName": %q, "networkLimit": %d}`+"\n---\n",
			i, recoveryName(i), i+1)
	}
	return w.File("wave.yaml", documents.String())
}

// claimsOf returns what the output of an apply claims about each request.
func claimsOf(t *testing.T, r clitest.Result, requests int) []claim {
	t.Helper()
	number := map[string]int{}
	for i := range requests {
		number[recoveryName(i)] = i
	}
	claims := make([]claim, requests)
	for _, item := range items(t, r.Stdout) {
		i, known := number[item.Job]
		if !known {
			t.Fatalf("%+v was not asked for", item)
		}
		c := claim{name: item.Job, report: item.Outcome + ": " + item.Detail}
		if item.Name != "" {
			c.name = item.Name
		}
		switch item.Outcome {
		case "created", "unchanged":
			c.state = "registered"
		case "failed", "skipped":
			c.state = "absent"
		case "unknown":
			c.state = "unknown"
		}
		claims[i] = c
	}
	return claims
}

// A thousand requests go through every fault in one apply, and again with its journal: none is
// registered twice, and what a script sees is true.
func TestFaultsInApply(t *testing.T) {
	t.Parallel()
	const requests = 1000
	b := startBackend(t)
	gateway := faultproxy.NewGateway(renaming(b, storedName))
	first, second := atRandom(2, faultproxy.Posts(), allReads()), atRandom(3, faultproxy.Posts(), faultproxy.Reads())
	var resumed atomic.Bool
	proxy := gateway.Start(func(r *http.Request) faultproxy.Fault {
		if resumed.Load() {
			return second(r)
		}
		return first(r)
	})
	defer proxy.Close()
	w := b.world(t, proxy)
	apply := []string{"recovery", "apply", "-f", faultyWave(t, w, requests), "--parallel", "16", "--timeout", "500ms", "--journal", filepath.Join(w.Dir, "wave.journal"), "-o", "jsonl"}
	r := w.Run(apply...)
	proxy.Wait()
	n := check(t, claimsOf(t, r, requests), b.byRequest(t))
	if n.registered < requests/4 || n.unknown == 0 || r.Code != exit.Unknown {
		t.Errorf("the faults did not cause both: exit code %d, %+v\n%s", r.Code, n, r.Stderr)
	}
	checkFaultsOccurred(t, gateway)
	t.Logf("of %d: %+v", requests, n)

	resumed.Store(true)
	r = w.Run(apply...)
	proxy.Wait()
	m := check(t, claimsOf(t, r, requests), b.byRequest(t))
	if m.registered < requests/4 || m.unknown > requests*2/3 {
		t.Errorf("the second run registered nothing: exit code %d, %+v\n%s", r.Code, m, r.Stderr)
	}
	t.Logf("once more with the journal: %+v", m)
}
