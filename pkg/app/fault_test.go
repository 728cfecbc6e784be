package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

const targets = 1000 // number of targets besides the sandbox's own: target-0 and so on

// backend is a server that loses nothing, with the names of its jobs.
type backend struct {
	*sandbox.Server

	email, password string
}

func startBackend(t *testing.T) *backend {
	t.Helper()
	things, err := inventory.Default()
	if err != nil {
		t.Fatal(err)
	}
	like, _ := inventory.Find(things.Servers, "target-server")
	for i := range targets {
		like.ID, like.Name = int64(1000+i), fmt.Sprintf("target-%d", i)
		things.Servers = append(things.Servers, like)
	}
	server, err := sandbox.Open(sandbox.Config{Path: filepath.Join(t.TempDir(), "sandbox.db"), Now: clitest.Now, Inventory: things})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	about, err := server.Describe()
	if err != nil {
		t.Fatal(err)
	}
	return &backend{Server: server, email: about.Email, password: about.Password}
}

// world returns a world that is logged in to the backend through its own proxy.
func (b *backend) world(t *testing.T, proxy *faultproxy.Proxy) *clitest.World {
	t.Helper()
	w := clitest.New(t)
	proxy.OnSilence(w.Expire)
	w.Env["ZDMCTL_SERVER"] = proxy.URL
	w.Env["ZDMCTL_EMAIL"], w.Env["ZDMCTL_PASSWORD"] = b.email, b.password
	if r := w.Run("auth", "login"); r.Code != exit.OK {
		t.Fatalf("login: %+v", r)
	}
	return w
}

// jobs counts the jobs on the server by name.
func (b *backend) jobs(t *testing.T) map[string]int {
	t.Helper()
	direct := faultproxy.Start(b, func(*http.Request) faultproxy.Fault { return faultproxy.None })
	defer direct.Close()
	r := b.world(t, direct).Run("recovery", "list", "--all", "-o", "name")
	if r.Code != exit.OK {
		t.Fatalf("list: %+v", r)
	}
	count := map[string]int{}
	for name := range strings.Lines(r.Stdout) {
		count[strings.TrimSpace(name)]++
	}
	return count
}

// byRequest returns the names of the jobs on the server by request. The network limit identifies
// the request, in creates and in waves.
func (b *backend) byRequest(t *testing.T) map[int][]string {
	t.Helper()
	direct := faultproxy.Start(b, func(*http.Request) faultproxy.Fault { return faultproxy.None })
	defer direct.Close()
	r := b.world(t, direct).Run("recovery", "list", "--all", "--detail", "-o", "jsonl")
	if r.Code != exit.OK {
		t.Fatalf("list: %+v", r)
	}
	names := map[int][]string{}
	for line := range strings.Lines(r.Stdout) {
		var shown struct {
			Job struct {
				Info struct {
					Name, NetworkSpeed string
				}
			}
		}
		if err := json.Unmarshal([]byte(line), &shown); err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(shown.Job.Info.NetworkSpeed)
		if err != nil {
			t.Fatal(err)
		}
		names[n] = append(names[n], shown.Job.Info.Name)
	}
	return names
}

// atRandom assigns one of the faults to every second registration, and one of the others to every
// eighth read.
func atRandom(seed uint64, posts, reads []faultproxy.Fault) func(*http.Request) faultproxy.Fault {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, seed))
	return func(r *http.Request) faultproxy.Fault {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case strings.HasSuffix(r.URL.Path, "/issue"):
			return faultproxy.None
		case r.Method == http.MethodGet && random.IntN(8) == 0:
			return reads[random.IntN(len(reads))]
		case r.Method == http.MethodPost && random.IntN(2) == 0:
			return posts[random.IntN(len(posts))]
		}
		return faultproxy.None
	}
}

// allReads returns the faults of reads, including outdated lists.
func allReads() []faultproxy.Fault {
	return append(faultproxy.Reads(), faultproxy.Outdated()...)
}

// recoveryName returns the name of request i. It has at least sixteen letters: shorter names are
// never recognized as truncated.
func recoveryName(i int) string { return fmt.Sprintf("nightly-recovery-%04d-of-the-west-wing", i) }

// storedName returns the name under which a server registers a name. Of six requests, three keep
// their name, one gets a partition added, one is truncated, one is in capitals. The server's lists
// find only the stored name.
func storedName(asked string) string {
	var i int
	if _, err := fmt.Sscanf(asked, "nightly-recovery-%d", &i); err != nil {
		return asked
	}
	return []string{asked, asked + "_ROOT", asked, asked[:len("nightly-recovery-0000")], asked, strings.ToUpper(asked)}[i%6]
}

// claim is what a script knows about a request.
type claim struct {
	state  string // registered, absent or unknown
	name   string // name on the server, if registered
	report string // exit code or outcome
}

// tally counts requests by their claim, and the claims that are false.
type tally struct{ registered, absent, unknown, present, doubled, lost, false int }

// check compares claims with the jobs that exist.
func check(t *testing.T, claims []claim, there map[int][]string) (n tally) {
	t.Helper()
	for i, c := range claims {
		names := there[i+1]
		if len(names) > 1 {
			n.doubled++
			t.Errorf("request %d is registered %d times: %q (%s)", i, len(names), names, c.report)
		}
		switch c.state {
		case "registered":
			n.registered++
			if !slices.Contains(names, c.name) {
				n.false++
				t.Errorf("request %d is reported as registered (%s, %q) and the server has %q", i, c.report, c.name, names)
			}
		case "absent":
			n.absent++
			if len(names) > 0 {
				n.lost++
				t.Errorf("request %d is reported as not registered (%s) and the server has %q", i, c.report, names)
			}
		case "unknown":
			n.unknown++
			if len(names) > 0 {
				n.present++
			}
		default:
			t.Errorf("request %d: %s", i, c.report)
		}
	}
	return n
}

// renaming returns a server that registers each recovery under another name than requested.
func renaming(server http.Handler, rename func(asked string) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var request map[string]any
		decoder := json.NewDecoder(bytes.NewReader(body))
		decoder.UseNumber()
		if err == nil && r.Method == http.MethodPost && decoder.Decode(&request) == nil {
			if name, ok := request["jobName"].(string); ok {
				request["jobName"] = rename(name)
				body, _ = json.Marshal(request)
			}
		}
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		server.ServeHTTP(w, r)
	})
}

// checkFaultsOccurred fails the test if a fault did not occur.
func checkFaultsOccurred(t *testing.T, gateway *faultproxy.Gateway) {
	t.Helper()
	for _, f := range append(faultproxy.Posts(), allReads()...) {
		if f > faultproxy.InBody && gateway.Met(f) == 0 {
			t.Errorf("fault %d did not occur", f)
		}
	}
}

// A thousand registrations go through every fault: none is registered twice, and what a script sees
// is true.
func TestFaultsInCreate(t *testing.T) {
	t.Parallel()
	const creates, workers = 1000, 16
	b, faults := startBackend(t), atRandom(1, faultproxy.Posts(), allReads())
	gateway := faultproxy.NewGateway(renaming(b, storedName))
	claims := make([]claim, creates)
	var group sync.WaitGroup
	for worker := range workers {
		proxy := gateway.Start(faults)
		w := b.world(t, proxy)
		group.Go(func() {
			defer proxy.Close()
			for i := worker; i < creates; i += workers {
				r := w.Run("recovery", "create", "-f", contractPath(t, "basic.json"), "--job-name", recoveryName(i), "--network-limit", strconv.Itoa(i+1),
					"--target", fmt.Sprintf("target-%d", i%10), "--timeout", "5s", "-o", "name")
				claims[i] = claimOf(r)
			}
		})
	}
	group.Wait()
	n := check(t, claims, b.byRequest(t))
	if n.registered < creates/4 || n.absent > creates/3 || n.unknown == 0 {
		t.Errorf("the faults did not cause both: %+v", n)
	}
	checkFaultsOccurred(t, gateway)
	t.Logf("of %d: %+v", creates, n)
}

// claimOf returns what the output of a create claims.
func claimOf(r clitest.Result) claim {
	c := claim{name: strings.TrimSpace(r.Stdout), report: fmt.Sprintf("exit code %d: %s", r.Code, strings.TrimSpace(r.Stderr))}
	switch r.Code {
	case exit.OK:
		c.state = "registered"
	case exit.Refused, exit.Unreachable, exit.Credentials:
		c.state = "absent"
	case exit.Unknown:
		c.state = "unknown"
	}
	return c
}

// A client that retries after any failure registers jobs twice behind the same proxy. This shows
// that the faults are effective.
func TestFaultsDuplicateJobsOfNaiveClient(t *testing.T) {
	t.Parallel()
	const creates = 100
	b := startBackend(t)
	proxy := faultproxy.Start(b, atRandom(1, faultproxy.Posts(), faultproxy.Reads()))
	token := strings.TrimSpace(b.world(t, proxy).Run("auth", "token").Stdout)
	clock := zdmtest.NewClock(clitest.Now())
	proxy.OnSilence(clock.Expire)
	body := contract(t, "basic.json")
	succeeded := make([]bool, creates)
	for i := range creates {
		job := strings.Replace(body, "daily-recovery", fmt.Sprintf("wave-%d", i), 1)
		for tries := 0; tries < 4 && !succeeded[i]; tries++ {
			succeeded[i] = post(t, clock, proxy.URL, token, job)
		}
	}
	proxy.Close()
	there := b.jobs(t)
	doubled, silent, invented := 0, 0, 0
	for i := range creates {
		n := there[fmt.Sprintf("wave-%d", i)]
		if n > 1 {
			doubled++
		}
		if n > 0 && !succeeded[i] {
			silent++
		}
		if n == 0 && succeeded[i] {
			invented++
		}
	}
	if doubled == 0 || invented == 0 {
		t.Errorf("%d jobs duplicated and %d falsely reported: the faults have no effect", doubled, invented)
	}
	t.Logf("of %d: %d doubled, %d registered and reported as failed, %d reported as registered and not there", creates, doubled, silent, invented)
}

// post sends a request once, without zdmctl, and reports whether it succeeded within half a minute.
func post(t *testing.T, clock *zdmtest.Clock, server, token, body string) bool {
	t.Helper()
	ctx, cancel := clock.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, server+"/api/recoveries", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	r.Close = true
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return false
	}
	_, err = io.Copy(io.Discard, answer.Body)
	err = errors.Join(err, answer.Body.Close())
	return err == nil && answer.StatusCode/100 == 2
}
