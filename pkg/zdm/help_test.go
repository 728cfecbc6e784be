package zdm_test

import (
	"bufio"
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/internal/openapitest"
	"github.com/zdmctl/zdmctl/pkg/internal/testrun"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestMain(m *testing.M) {
	log.SetOutput(io.Discard) // net/http logs unsolicited data from servers
	// The path in the singular is an alias of /cloud-auth/regions.
	goleak.VerifyTestMain(testrun.Quick(openapitest.EveryRequest(m, "GET /cloud-auth/region/{platform}")))
}

const token = "hdr.payload-of-a-token.sig"

// clock records the time slept.
type clock struct {
	*zdmtest.Clock

	mu    sync.Mutex
	slept []time.Duration
}

func newClock() *clock {
	return &clock{Clock: zdmtest.NewClock(time.Date(2026, 3, 11, 8, 0, 0, 0, time.UTC))}
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.Clock.Sleep(ctx, d)
	if err == nil {
		c.slept = append(c.slept, d)
	}
	return err
}

func (c *clock) use(config *zdm.Config) {
	config.Now, config.Sleep, config.WithTimeout = c.Now, c.Sleep, c.WithTimeout
}

// newClient returns a client that never really waits.
func newClient(t testing.TB, server string, change ...func(*zdm.Config)) *zdm.Client {
	t.Helper()
	config := zdm.Config{Server: server, Token: func(context.Context) (string, error) { return token, nil }}
	newClock().use(&config)
	for _, f := range change {
		f(&config)
	}
	c, err := zdm.New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// noLookup disables lookups.
func noLookup(config *zdm.Config) { config.Settle = -1 }

// roundTrip is a server in the same process.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// inProcess returns a client of a handler, without a network. Its requests are validated against
// the API's document.
func inProcess(t testing.TB, handle http.HandlerFunc, change ...func(*zdm.Config)) *zdm.Client {
	t.Helper()
	check := openapitest.Requests(t)
	return unchecked(t, func(w http.ResponseWriter, r *http.Request) {
		check(r)
		handle(w, r)
	}, change...)
}

// unchecked is like inProcess, but for requests that are not documented.
func unchecked(t testing.TB, handle http.HandlerFunc, change ...func(*zdm.Config)) *zdm.Client {
	t.Helper()
	serve := func(r *http.Request) (*http.Response, error) {
		if r.Body == nil {
			r.Body = http.NoBody
		}
		w := httptest.NewRecorder()
		handle(w, r)
		return w.Result(), nil
	}
	change = append([]func(*zdm.Config){func(c *zdm.Config) { c.Transport = roundTrip(serve) }}, change...)
	return newClient(t, "http://in.process", change...)
}

// replying returns a handler that answers every call with one body.
func replying(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// data returns a success envelope around a value.
func data(value string) string { return `{"success":true,"requestID":"r1","data":` + value + `}` }

// wire serves raw connections on loopback, each in a goroutine with its number, and returns the
// address.
func wire(t testing.TB, handle func(n int, conn net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for n := 1; ; n++ {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			running.Go(func() {
				defer func() { _ = conn.Close() }()
				handle(n, conn)
			})
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		running.Wait()
	})
	return "http://" + listener.Addr().String()
}

// readRequest reads one request with its body. It returns nil if the connection has ended.
func readRequest(r *bufio.Reader) (*http.Request, string) {
	request, err := http.ReadRequest(r)
	if err != nil {
		return nil, ""
	}
	body, _ := io.ReadAll(request.Body)
	return request, string(body)
}
