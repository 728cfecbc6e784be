package sandbox_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

func call(t *testing.T, via http.RoundTripper, ctx context.Context, method string, body io.Reader) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, "http://sandbox/api/recoveries?a=b", body)
	if err != nil {
		t.Fatal(err)
	}
	return via.RoundTrip(r)
}

func TestTransportPassesBoth(t *testing.T) {
	via := sandbox.Transport(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("X-Saw", r.Method+" "+r.Host+" "+r.RequestURI)
		w.WriteHeader(http.StatusCreated)
		w.WriteHeader(http.StatusTeapot)
		w.Header().Set("X-Late", "yes")
		_, _ = w.Write(append([]byte("got "), body...))
	}))
	answer, err := call(t, via, t.Context(), http.MethodPost, io.MultiReader(strings.NewReader("one "), strings.NewReader("two")))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil || string(body) != "got one two" || answer.ContentLength != int64(len(body)) {
		t.Errorf("got %q, length %d, %v", body, answer.ContentLength, err)
	}
	if answer.Status != "201 Created" || answer.Header.Get("X-Saw") != "POST sandbox /api/recoveries?a=b" || answer.Header.Get("X-Late") != "" {
		t.Errorf("got %s %v", answer.Status, answer.Header)
	}
}

func TestTransportOfHandlersThatWriteNothing(t *testing.T) {
	tests := map[string]struct {
		handler http.HandlerFunc
		method  string
	}{
		"nothing": {func(http.ResponseWriter, *http.Request) {}, http.MethodGet},
		"head":    {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "text") }, http.MethodHead},
		"reads a body that is not there": {func(_ http.ResponseWriter, r *http.Request) {
			if _, err := io.ReadAll(r.Body); err != nil {
				t.Error(err)
			}
		}, http.MethodGet},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			answer, err := call(t, sandbox.Transport(test.handler), t.Context(), test.method, nil)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(answer.Body)
			if answer.StatusCode != http.StatusOK || len(body) != 0 || err != nil {
				t.Errorf("got %s %q %v", answer.Status, body, err)
			}
		})
	}
}

// A handler that panics, aborts its response or exits its goroutine looks like a cut connection.
// The caller does not learn the reason.
func TestTransportCutOff(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"panic": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusCreated)
			panic("secret detail") // the test proves that the caller sees a cut connection, and not this text
		},
		"abort": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, // how net/http documents that a handler cuts its connection
		"exit":  func(http.ResponseWriter, *http.Request) { runtime.Goexit() },
	} {
		t.Run(name, func(t *testing.T) {
			body := &closing{Reader: strings.NewReader("x"), closed: make(chan struct{})}
			_, err := call(t, sandbox.Transport(handler), t.Context(), http.MethodPost, body)
			if !errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "secret") {
				t.Errorf("got %v", err)
			}
			<-body.closed
		})
	}
}

// closing records that it was closed.
type closing struct {
	io.Reader
	once   sync.Once
	closed chan struct{}
}

func (c *closing) Close() error {
	c.once.Do(func() { close(c.closed) })
	return nil
}

func TestTransportHonorsContext(t *testing.T) {
	// The handler waits for a body that never arrives. Only canceling the call can end it.
	started, ended := make(chan struct{}), make(chan struct{})
	via := sandbox.Transport(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(ended)
		close(started)
		_, _ = io.Copy(w, r.Body)
	}))
	ctx, cancel := context.WithCancel(t.Context())
	body, feed := io.Pipe()
	defer func() { _ = feed.Close() }()
	go func() {
		<-started
		cancel()
	}()
	if _, err := call(t, via, ctx, http.MethodPost, body); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-ended
}

func TestTransportNeverCallsLate(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	via := sandbox.Transport(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("called") }))
	body := &closing{Reader: strings.NewReader("x"), closed: make(chan struct{})}
	if _, err := call(t, via, ctx, http.MethodPost, body); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-body.closed
}

func TestLocalTakesTurns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sandbox.db")
	cfg := sandbox.Config{Path: path, Now: at(noon), Wait: time.Minute}
	var group sync.WaitGroup
	for range 2 {
		local := sandbox.NewLocal(cfg)
		token, err := local.Token()
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			group.Go(func() {
				r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://sandbox/api/recoveries", strings.NewReader(with()))
				if err != nil {
					t.Error(err)
					return
				}
				r.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
				answer, err := local.RoundTrip(r)
				if err != nil || answer.StatusCode != http.StatusCreated {
					t.Errorf("got %v, %v", answer, err)
				}
			})
		}
	}
	group.Wait()
	// The store is no longer locked.
	s := open(t, sandbox.Config{Path: path, Wait: time.Millisecond})
	if items := get(t, s, "/api/recoveries").at(t, "data").([]any); len(items) != 8 {
		t.Errorf("got %d jobs", len(items))
	}
	busy := sandbox.NewLocal(sandbox.Config{Path: path, Wait: time.Millisecond})
	if _, err := busy.Token(); !errors.Is(err, sandbox.ErrBusy) {
		t.Errorf("got %v", err)
	}
	if _, err := call(t, busy, t.Context(), http.MethodGet, nil); !errors.Is(err, sandbox.ErrBusy) {
		t.Errorf("got %v", err)
	}
}
