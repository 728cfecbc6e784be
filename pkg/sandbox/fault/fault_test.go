package fault_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
)

func TestParse(t *testing.T) {
	got, err := fault.Parse("drop-after-accept=0.1, drop-before-read=0.05,delay=2s:0.2,status=503:0.1,truncate=1,partial=0,status=429,")
	want := []fault.Fault{
		{Kind: fault.DropAfterAccept, Share: 0.1}, {Kind: fault.DropBeforeRead, Share: 0.05},
		{Kind: fault.Delay, Share: 0.2, Delay: 2 * time.Second}, {Kind: fault.Status, Share: 0.1, Status: 503},
		{Kind: fault.Truncate, Share: 1}, {Kind: fault.Partial}, {Kind: fault.Status, Share: 1, Status: 429},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, text := range []string{"drop", "drop=0.1", "truncate", "truncate=", "truncate=2", "truncate=-0.1", "truncate=NaN", "truncate=0.1:0.1",
		"delay=0.1", "delay=-1s", "delay=1h", "delay=1s:", "status=200", "status=600", "status=x:0.1", "status=503:2", "partial=0.1;truncate=0.1"} {
		_, err := fault.Parse(text)
		var failed *exit.Error
		if !errors.As(err, &failed) || failed.Code != exit.Usage || !strings.Contains(failed.Error(), text) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

// echo responds with a long body that reports whether the registration must fail partially.
func echo(calls *atomic.Int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		_, partial := fault.PartialOf(r.Context())
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, fmt.Sprint(partial, " ", strings.Repeat("x", 5000)))
	})
}

// seen returns what a client observes of one request.
func seen(t *testing.T, client *http.Client, url string) string {
	t.Helper()
	answer, err := client.Get(url)
	if err != nil {
		return "cut"
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return fmt.Sprintf("%d, cut after %d", answer.StatusCode, len(body))
	case len(body) > 40:
		return fmt.Sprintf("%d %.5s", answer.StatusCode, body)
	}
	return fmt.Sprintf("%d %d", answer.StatusCode, len(body))
}

func TestKinds(t *testing.T) {
	tests := map[string]struct {
		want  string
		calls int64
	}{
		"":                                       {"201 false", 1},
		"drop-before-read=1":                     {"cut", 0},
		"drop-after-accept=1":                    {"cut", 1},
		"status=503:1":                           {"503 <html", 0},
		"status=503:1,status=429:1":              {"503 <html", 0},
		"partial=1":                              {"201 true ", 1},
		"delay=1ms:1":                            {"201 false", 1},
		"delay=1ms:1,partial=1":                  {"201 true ", 1},
		"drop-before-read=1,drop-after-accept=1": {"cut", 0},
	}
	for text, test := range tests {
		t.Run(text, func(t *testing.T) {
			faults, err := fault.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			var calls atomic.Int64
			server := httptest.NewServer(fault.New(faults, 1).Handler(echo(&calls)))
			defer server.Close()
			// POST, because the transport retries other methods.
			client := &http.Client{Transport: once{server.Client().Transport}}
			if got := seen(t, client, server.URL); !strings.HasPrefix(got, test.want) || calls.Load() != test.calls {
				t.Errorf("got %q and %d calls, want %q and %d", got, calls.Load(), test.want, test.calls)
			}
		})
	}
}

// once turns every request into a POST.
type once struct{ http.RoundTripper }

func (o once) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Method, r.Body = http.MethodPost, io.NopCloser(strings.NewReader("x"))
	return o.RoundTripper.RoundTrip(r)
}

func TestTruncate(t *testing.T) {
	var calls atomic.Int64
	server := httptest.NewServer(fault.New([]fault.Fault{{Kind: fault.Truncate, Share: 1}}, 1).Handler(echo(&calls)))
	defer server.Close()
	got := seen(t, server.Client(), server.URL)
	var status, kept int
	if _, err := fmt.Sscanf(got, "%d, cut after %d", &status, &kept); err != nil || status != http.StatusCreated || kept < 1 || kept > 256 {
		t.Errorf("got %q", got)
	}
}

// The same seed draws the same faults and another seed others. Adding a fault does not affect the
// draws of the others.
func TestSeed(t *testing.T) {
	sequence := func(text string, seed uint64) string {
		faults, err := fault.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		var calls atomic.Int64
		h := fault.New(faults, seed).Handler(echo(&calls))
		var all strings.Builder
		for range 64 {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
			_, _ = fmt.Fprint(&all, w.Code, " ")
		}
		return all.String()
	}
	first := sequence("status=503:0.3", 7)
	if again := sequence("status=503:0.3", 7); again != first {
		t.Error("the same seed draws other faults")
	}
	if other := sequence("status=503:0.3", 8); other == first {
		t.Error("another seed draws the same faults")
	}
	if more := sequence("status=503:0.3,delay=0s:0.5", 7); more != first {
		t.Error("a fault that is added moves another")
	}
	if n := strings.Count(first, "503"); n < 8 || n > 32 {
		t.Errorf("%d of 64 requests were refused", n)
	}
}

func TestDelayEndsWithItsRequest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var calls atomic.Int64
	h := fault.New([]fault.Fault{{Kind: fault.Delay, Share: 1, Delay: time.Hour}}, 1).Handler(echo(&calls))
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
	if calls.Load() != 0 {
		t.Error("the request was answered")
	}
}
