package zdm_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// silent starts a server that answers nothing, or only the beginning of an answer, and counts the
// requests.
func silent(t *testing.T, clock *clock, begins string) (url string, requests *atomic.Int64) {
	t.Helper()
	requests = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		_, _ = io.Copy(io.Discard, r.Body) // otherwise the server does not notice that the client has disconnected
		if begins != "" {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, begins)
			_ = http.NewResponseController(w).Flush()
		}
		clock.Expire()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	return server.URL, requests
}

// The configured clock limits the wait for a silent server, in a call and in the lookup of a lost
// registration.
func TestSilenceIsTimedByTheClock(t *testing.T) {
	for _, begins := range []string{"", `{"success":true,`} {
		clock := newClock()
		server, requests := silent(t, clock, begins)
		start := clock.Now()
		_, failed := create(t, newClient(t, server, clock.use))
		if failed == nil || failed.Kind != zdm.Lost || !errors.Is(failed, context.DeadlineExceeded) || !failed.OutcomeUnknown() {
			t.Fatalf("%q: got %v", begins, failed)
		}
		if s := failed.LookUp; s == nil || !errors.Is(s.Err, context.DeadlineExceeded) || s.For != zdm.DefaultSettle {
			t.Errorf("%q: look-up %+v", begins, s)
		}
		if took := clock.Now().Sub(start); took < zdm.RegisterTimeout+zdm.DefaultSettle || took > zdm.RegisterTimeout+zdm.DefaultSettle+2*time.Second || requests.Load() != 2 {
			t.Errorf("%q: %d requests in %v", begins, requests.Load(), took)
		}
	}
}

// A call that ends in the middle of an answer reports why it ended, not that its connection was
// closed.
func TestCauseOfAnUnendedAnswer(t *testing.T) {
	for want, end := range map[error]func(*clock, context.CancelFunc){
		context.DeadlineExceeded: func(c *clock, _ context.CancelFunc) { c.Expire() },
		context.Canceled:         func(_ *clock, cancel context.CancelFunc) { cancel() },
	} {
		clock := newClock()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		client := newClient(t, "http://in.process", clock.use, noLookup, func(c *zdm.Config) {
			c.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
				end(clock, cancel)
				unended, _ := io.Pipe() // closing it ends a read, as on a connection
				return &http.Response{StatusCode: http.StatusCreated, Body: unended, Request: r}, nil
			})
		})
		_, err := client.CreateRecovery(ctx, request())
		failed, ok := errors.AsType[*zdm.Error](err)
		if !ok || !errors.Is(err, want) || !failed.OutcomeUnknown() {
			t.Errorf("%v: got %v", want, err)
		}
	}
}

// A read that timed out is not retried, since no time remains.
func TestSilenceEndsARead(t *testing.T) {
	clock := newClock()
	server, requests := silent(t, clock, "")
	start := clock.Now()
	_, err := newClient(t, server, clock.use).Users(zdm.UserQuery{}).Get(t.Context())
	if took := clock.Now().Sub(start); !errors.Is(err, context.DeadlineExceeded) || took != zdm.DefaultTimeout || requests.Load() != 1 {
		t.Errorf("%d requests in %v, %v", requests.Load(), took, err)
	}
}
