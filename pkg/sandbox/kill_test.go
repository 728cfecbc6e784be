package sandbox_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/internal/testrun"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// serveStore is an environment variable that turns the test binary into a server on that store. The
// server prints its address.
const serveStore = "ZDMCTL_TEST_SERVE_STORE"

func TestMain(m *testing.M) {
	if path := os.Getenv(serveStore); path != "" {
		if err := serve(path); err != nil {
			fmt.Println("error:", err)
		}
		return
	}
	goleak.VerifyTestMain(testrun.Quick(openapitest.EveryAnswer(m)))
}

// serve serves until its standard input ends.
func serve(path string) error {
	s, err := sandbox.Open(sandbox.Config{Path: path})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	listener, err := sandbox.Listen(ctx, "127.0.0.1:0", false)
	if err != nil {
		return err
	}
	token, err := s.Token()
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr(), token)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	return errors.Join(s.Serve(ctx, listener, nil), s.Close())
}

// child is a server in its own process.
type child struct {
	command *exec.Cmd
	stdin   io.Closer
	base    string
	token   string
	http    *http.Client
}

func spawn(t *testing.T, path string) *child {
	t.Helper()
	itself, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &child{command: exec.CommandContext(t.Context(), itself), http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}}}
	c.command.Env = append(os.Environ(), serveStore+"="+path)
	stdin, errIn := c.command.StdinPipe()
	stdout, errOut := c.command.StdoutPipe()
	if err := errors.Join(errIn, errOut, c.command.Start()); err != nil {
		t.Fatal(err)
	}
	c.stdin = stdin
	first, err := bufio.NewReader(stdout).ReadString('\n')
	address, token, ok := strings.Cut(strings.TrimSpace(first), " ")
	if _, _, errAddress := net.SplitHostPort(address); err != nil || !ok || errAddress != nil {
		t.Fatalf("the server printed %q: %v", first, err)
	}
	c.base, c.token = "http://"+address+"/api", token
	return c
}

func (c *child) call(ctx context.Context, method, path, body string) (int, string, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	r.Header = http.Header{"Authorization": {"Bearer " + c.token}, "Content-Type": {"application/json"}}
	answer, err := c.http.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text), err
}

func (c *child) kill(t *testing.T) {
	t.Helper()
	if err := c.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.command.Wait() // it reports the kill
	c.http.CloseIdleConnections()
}

// wholeStore checks every page of a store with bbolt.
func wholeStore(t *testing.T, path string) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *bolt.Tx) (all error) {
		for problem := range tx.Check() {
			all = errors.Join(all, problem)
		}
		return all
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// After kill -9, every job whose registration was acknowledged exists, and no deleted job
// reappears. The test kills one store twenty times while 200 clients register, list and delete.
func TestKill(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	var mu sync.Mutex
	registered, deleted, unsure := map[string]bool{}, map[string]bool{}, map[string]bool{}
	note := func(set map[string]bool, name string) {
		mu.Lock()
		defer mu.Unlock()
		set[name] = true
	}
	for round := range 20 {
		c := spawn(t, path)
		var group sync.WaitGroup
		enough := make(chan struct{}, 100)
		for client := range 200 {
			group.Go(func() {
				for i := 0; ; i++ {
					name := fmt.Sprintf("job-%d-%d-%d", round, client, i)
					status, _, err := c.call(t.Context(), http.MethodPost, "/recoveries", with("jobName", `"`+name+`"`))
					if err != nil {
						note(unsure, name)
						return
					}
					if status != http.StatusCreated {
						t.Errorf("%s: status %d", name, status)
						return
					}
					note(registered, name)
					if _, list, err := c.call(t.Context(), http.MethodGet, "/recoveries?jobName="+name, ""); err != nil {
						return
					} else if strings.Count(list, `"name":"`+name+`"`) != 1 {
						t.Errorf("%s is listed as %s", name, list)
					}
					if i%3 == 0 {
						note(unsure, name)
						if status, _, err := c.call(t.Context(), http.MethodDelete, "/recoveries/"+name, ""); err != nil {
							return
						} else if status == http.StatusOK {
							note(deleted, name)
						}
					}
					select {
					case enough <- struct{}{}:
					default:
					}
				}
			})
		}
		for range 10 + round {
			<-enough
		}
		c.kill(t)
		group.Wait()
		wholeStore(t, path)
	}
	s := open(t, sandbox.Config{Path: path})
	found := map[string]int{}
	list := get(t, s, "/api/recoveries").at(t, "data").([]any)
	for _, item := range list {
		found[fmt.Sprint(answered{json: item.(map[string]any)}.at(t, "job.info.name"))]++
	}
	for name := range registered {
		if found[name] != 1 && !unsure[name] {
			t.Errorf("%s was answered and is there %d times", name, found[name])
		}
	}
	for name, times := range found {
		if deleted[name] || times > 1 || !registered[name] && !unsure[name] {
			t.Errorf("%s is there %d times", name, times)
		}
	}
	same(t, get(t, s, "/api/recoveries?limit=1"), "pagination.totalItems", float64(len(list)))
	if len(registered) < 20*10 {
		t.Errorf("only %d registrations", len(registered))
	}
}

// A server that is stopped finishes its active requests.
func TestServeStops(t *testing.T) {
	asked := make(chan struct{}, 1) // receives once a request has started
	s := open(t, sandbox.Config{Now: func() time.Time {
		select {
		case asked <- struct{}{}:
		default:
		}
		return noon
	}})
	ctx, cancel := context.WithCancel(t.Context())
	listener, err := sandbox.Listen(ctx, "localhost:0", false)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener, nil) }()
	body, feed := io.Pipe()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+listener.Addr().String()+"/api/recoveries", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = bearer(t, s)
	<-asked
	status := make(chan int, 1)
	via := &http.Transport{}
	go func() {
		answer, err := via.RoundTrip(r)
		if err != nil {
			t.Error(err)
			status <- 0
			return
		}
		defer answer.Body.Close()
		status <- answer.StatusCode
	}()
	text := with()
	_, _ = io.WriteString(feed, text[:10])
	<-asked
	cancel()
	_, _ = io.WriteString(feed, text[10:])
	_ = feed.Close()
	if got := <-status; got != http.StatusCreated {
		t.Errorf("status %d", got)
	}
	via.CloseIdleConnections()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestListenOnLoopbackOnly(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0"} {
		if _, err := sandbox.Listen(t.Context(), address, false); !errors.Is(err, sandbox.ErrNotLoopback) {
			t.Errorf("%s: got %v", address, err)
		}
		listener, err := sandbox.Listen(t.Context(), address, true)
		if err != nil {
			t.Fatal(err)
		}
		_ = listener.Close()
	}
	if _, err := sandbox.Listen(t.Context(), "nonsense", true); err == nil {
		t.Error("no error")
	}
}

func TestTLS(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "tls")
	certificate, path, err := sandbox.NewCertificate(folder, time.Now(), "zdm.test", "")
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("got %v, %v", info.Mode(), err)
	}
	s := open(t, sandbox.Config{})
	ctx, cancel := context.WithCancel(t.Context())
	listener, err := sandbox.Listen(ctx, "127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener, &certificate) }()
	for _, name := range []string{"127.0.0.1", "localhost", "zdm.test"} {
		client := trusting(t, path, name)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+listener.Addr().String()+"/api/recoveries", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.RoundTrip(r)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("status %d", answer.StatusCode)
		}
		_ = answer.Body.Close()
		client.CloseIdleConnections()
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}
