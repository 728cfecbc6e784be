package app_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// backend is a server that loses nothing, and the names of the jobs that it holds.
type backend struct {
	*sandbox.Server

	email, password string
}

func startBackend(t *testing.T) *backend {
	t.Helper()
	server, err := sandbox.Open(sandbox.Config{Path: filepath.Join(t.TempDir(), "sandbox.db"), Now: clitest.Now})
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

// world is where zdmctl is logged in to the backend behind a proxy.
func (b *backend) world(t *testing.T, proxy *faultproxy.Proxy) *clitest.World {
	t.Helper()
	w := clitest.New(t)
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
	const creates, workers = 1000, 16
	b := startBackend(t)
	proxy := faultproxy.Start(b, atRandom(1))
	codes := make([]exit.Code, creates)
	var group sync.WaitGroup
	for worker := range workers {
		w := b.world(t, proxy)
		group.Go(func() {
			for i := worker; i < creates; i += workers {
				codes[i] = w.Run("recovery", "create", "-f", contractPath(t, "basic.json"), "--job-name", fmt.Sprintf("wave-%d", i), "--timeout", "300ms", "-o", "name").Code
			}
		})
	}
	group.Wait()
	proxy.Close()
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
		case code != exit.OK && code != exit.Unknown:
			t.Errorf("wave-%d: exit code %d", i, code)
		}
	}
	if told[exit.OK] == 0 || told[exit.Unknown] == 0 {
		t.Errorf("the faults did not do both: %v", told)
	}
	t.Logf("of %d: %d registered, %d unknown; jobs on the server: %d", creates, told[exit.OK], told[exit.Unknown], len(there))
}

// The same thousand by a client that tries again whatever happened: this is what the faults do.
func TestFaultsDoubleWhereAClientRetries(t *testing.T) {
	const creates, workers = 1000, 100
	b := startBackend(t)
	proxy := faultproxy.Start(b, atRandom(1))
	w := b.world(t, proxy)
	token := strings.TrimSpace(w.Run("auth", "token").Stdout)
	body, err := os.ReadFile(contractPath(t, "basic.json"))
	if err != nil {
		t.Fatal(err)
	}
	succeeded := make([]bool, creates)
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < creates; i += workers {
				curl := exec.CommandContext(t.Context(), "curl", "-sS", "--fail", "--retry", "3", "--retry-all-errors", "--max-time", "0.3",
					"-H", "@-", "-H", "Content-Type: application/json", "-d", strings.Replace(string(body), "daily-recovery", fmt.Sprintf("wave-%d", i), 1), proxy.URL+"/api/recoveries")
				curl.Stdin = strings.NewReader("Authorization: Bearer " + token)
				succeeded[i] = curl.Run() == nil
			}
		})
	}
	group.Wait()
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
