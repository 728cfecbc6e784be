package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
)

// applied is what -o json and -o jsonl report of one request.
type applied struct {
	Job, Outcome, Detail string
	Name                 string // on the server, if it differs
	Remarks              []string
	ExitCode             exit.Code
}

// wave writes requests into one file, named wave-0, wave-1 and so on, each with its own target.
func wave(t *testing.T, w *clitest.World, requests int) string {
	t.Helper()
	return waveOnto(t, w, requests, func(i int) string { return fmt.Sprintf("target-%d", i) })
}

// waveOnto is wave with other targets.
func waveOnto(t *testing.T, w *clitest.World, requests int, target func(i int) string) string {
	t.Helper()
	body, err := os.ReadFile(contractPath(t, "basic.json"))
	if err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, body); err != nil {
		t.Fatal(err)
	}
	var documents strings.Builder
	for i := range requests {
		documents.WriteString("---\n" + strings.NewReplacer("daily-recovery", fmt.Sprintf("wave-%d", i), "target-server", target(i)).Replace(compact.String()) + "\n")
	}
	return w.File("wave.yaml", documents.String())
}

// items parses the lines of -o jsonl.
func items(t *testing.T, stdout string) []applied {
	t.Helper()
	var all []applied
	for d := json.NewDecoder(strings.NewReader(stdout)); ; {
		var one applied
		err := d.Decode(&one)
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%v in %s", err, stdout)
		}
		all = append(all, one)
	}
}

// onlyItem returns the item of an apply of one request with -o json.
func onlyItem(t *testing.T, r clitest.Result) applied {
	t.Helper()
	var document struct{ Items []applied }
	if err := json.Unmarshal([]byte(r.Stdout), &document); err != nil || len(document.Items) != 1 {
		t.Fatalf("%v: %+v", err, r)
	}
	return document.Items[0]
}

// killer ends a process with SIGKILL when the proxy has seen a given number of its requests.
type killer struct {
	mu      sync.Mutex
	left    int
	fault   faultproxy.Fault // applied to the last request
	process *clitest.Process // nil after it ended
	kills   int
}

func (k *killer) choose(*http.Request) faultproxy.Fault {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.left--; k.left > 0 || k.process == nil {
		return faultproxy.None
	}
	k.process.Kill()
	k.process = nil
	k.kills++
	return k.fault
}

// An apply that is killed fifty times and started again each time registers every recovery exactly
// once.
func TestApplyIsKilledFiftyTimes(t *testing.T) {
	t.Parallel()
	const requests, kills = 500, 50
	b, k := startBackend(t), &killer{}
	proxy := faultproxy.Start(b, k.choose)
	w := b.world(t, proxy)
	apply := []string{"recovery", "apply", "-f", wave(t, w, requests), "--journal", "wave.journal", "--parallel", "8", "-o", "jsonl"}
	random := rand.New(rand.NewPCG(3, 3))
	for range kills {
		fault := []faultproxy.Fault{faultproxy.None, faultproxy.BeforeBody, faultproxy.InBody}[random.IntN(3)]
		k.mu.Lock() // until the process to kill is set
		p := w.Start(apply...)
		k.left, k.fault, k.process = 1+random.IntN(12), fault, p
		k.mu.Unlock()
		if r := p.Wait(patience); r.Code != -1 {
			t.Fatalf("ended before the kill: %+v", r)
		}
		proxy.Wait()
	}
	r := w.Start(apply...).Succeeds(4 * patience)
	for _, item := range items(t, r.Stdout) {
		if item.Outcome != "created" && item.Outcome != "unchanged" {
			t.Errorf("%+v", item)
		}
	}
	proxy.Close()
	there := b.jobs(t)
	for i := range requests {
		if n := there[fmt.Sprintf("wave-%d", i)]; n != 1 {
			t.Errorf("wave-%d exists %d times", i, n)
		}
	}
	if k.kills != kills || len(there) != requests {
		t.Errorf("%d kills, %d jobs", k.kills, len(there))
	}
}
