package app_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
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

const targets = 1000 // that a backend has beside the sandbox's own: target-0 and so on

// backend is a server that loses nothing, and the names of the jobs that it holds.
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

// world is where zdmctl is logged in to the backend behind a proxy of its own.
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

// jobs counts the jobs on the server by their names.
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

// atRandom gives every second POST of a recovery one of the faults, and every eighth read.
func atRandom(seed uint64) func(*http.Request) faultproxy.Fault {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, seed))
	all := faultproxy.Faults()
	return func(r *http.Request) faultproxy.Fault {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case strings.HasSuffix(r.URL.Path, "/issue"):
			return faultproxy.None
		case r.Method == http.MethodGet && random.IntN(4) > 0, random.IntN(2) > 0:
			return faultproxy.None
		}
		return all[random.IntN(len(all))]
	}
}

// A thousand registrations through every fault: none is doubled, and what a script is told is true.
func TestFaultsNeitherDoubleNorLose(t *testing.T) {
	t.Parallel()
	const creates, workers = 1000, 16
	b, faults := startBackend(t), atRandom(1)
	codes := make([]exit.Code, creates)
	var group sync.WaitGroup
	for worker := range workers {
		proxy := faultproxy.Start(b, faults)
		w := b.world(t, proxy)
		group.Go(func() {
			defer proxy.Close()
			for i := worker; i < creates; i += workers {
				codes[i] = w.Run("recovery", "create", "-f", contractPath(t, "basic.json"), "--job-name", fmt.Sprintf("wave-%d", i), "--timeout", "5s", "-o", "name").Code
			}
		})
	}
	group.Wait()
	there := b.jobs(t)
	told := map[exit.Code]int{}
	for i, code := range codes {
		told[code]++
		n := there[fmt.Sprintf("wave-%d", i)]
		switch {
		case n > 1:
			t.Errorf("wave-%d is there %d times", i, n)
		case code == exit.OK && n == 0:
			t.Errorf("wave-%d is not there and was reported as registered", i)
		case (code == exit.Refused || code == exit.Unreachable) && n > 0:
			t.Errorf("wave-%d is there and was reported as not registered (%d)", i, code)
		case code != exit.OK && code != exit.Unknown && code != exit.Refused: // the look failed, tried again as it was
			t.Errorf("wave-%d: exit code %d", i, code)
		}
	}
	if told[exit.Refused] > creates/10 || told[exit.OK] == 0 || told[exit.Unknown] == 0 {
		t.Errorf("the faults did not do both: %v", told)
	}
	t.Logf("of %d: %d registered, %d unknown; jobs on the server: %d", creates, told[exit.OK], told[exit.Unknown], len(there))
}

// A client that tries again whatever happened doubles jobs behind the same proxy: this is what the faults do.
func TestFaultsDoubleWhereAClientRetries(t *testing.T) {
	t.Parallel()
	const creates = 100
	b := startBackend(t)
	proxy := faultproxy.Start(b, atRandom(1))
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
	doubled, silent := 0, 0
	for i := range creates {
		n := there[fmt.Sprintf("wave-%d", i)]
		if n > 1 {
			doubled++
		}
		if n > 0 && !succeeded[i] {
			silent++
		}
	}
	if doubled == 0 {
		t.Error("no job is doubled: the faults are none")
	}
	t.Logf("of %d: %d doubled, %d registered and reported as failed", creates, doubled, silent)
}

// post sends a request once, without zdmctl, and reports whether it was answered with a success in half a minute.
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
