package zdm_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// goodAnswer is an answer as it is sent.
const goodAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 104\r\n\r\n" + `{"success":true,"data":{"common":{"jobName":"nightly","state":"success"},"summary":{"state":"success"}}}`

// script sends its answers in order, and repeats the last one.
type script struct {
	answers []answer
	calls   int
	paths   []string // requested paths
}

type answer struct {
	status     int
	retryAfter string
	body       string
	err        error // in place of an answer
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	s.paths = append(s.paths, r.URL.Path)
	a := s.answers[min(s.calls, len(s.answers)-1)]
	s.calls++
	if a.err != nil {
		return nil, a.err
	}
	w := httptest.NewRecorder()
	if a.retryAfter != "" {
		w.Header().Set("Retry-After", a.retryAfter)
	}
	w.WriteHeader(a.status)
	_, _ = io.WriteString(w, a.body)
	return w.Result(), nil
}

const refusal = `{"success":false,"error":"no"}`

func TestReadsAreRetried(t *testing.T) {
	good := answer{status: 200, body: data("[]")}
	gateway := func(status int) answer { return answer{status: status, body: "<html>"} }
	tests := []struct {
		name  string
		first answer
		calls int
		works bool
	}{
		{"nothing was sent", answer{err: zdm.ErrNotSent}, 2, true},
		{"cut", answer{err: io.ErrUnexpectedEOF}, 2, true},
		{"429", gateway(429), 2, true},
		{"502", gateway(502), 2, true},
		{"503", gateway(503), 2, true},
		{"503 of ZDM", answer{status: 503, body: refusal}, 2, true},
		{"504", gateway(504), 2, true},
		{"500 of ZDM", answer{status: 500, body: refusal}, 1, false},
		{"500 of something", gateway(500), 1, false},
		{"404", answer{status: 404, body: refusal}, 1, false},
		{"401", answer{status: 401, body: refusal}, 1, false},
		{"HTML with 200", gateway(200), 1, false},
		{"redirect", gateway(302), 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &script{answers: []answer{tt.first, good}}
			c := newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport = s })
			_, err := c.Users(zdm.UserQuery{}).Get(t.Context())
			if (err == nil) != tt.works || s.calls != tt.calls {
				t.Errorf("%d calls, %v", s.calls, err)
			}
		})
	}
}

// Changes are sent again only if nothing was sent.
func TestWritesAreNotRetried(t *testing.T) {
	writes := map[string]func(context.Context, *zdm.Client) error{
		"create": func(ctx context.Context, c *zdm.Client) error { return errOf(c.CreateRecovery(ctx, request())) },
		"update": func(ctx context.Context, c *zdm.Client) error {
			return errOf(c.UpdateRecovery(ctx, "n", &zdm.RecoveryUpdate{}))
		},
		"delete": func(ctx context.Context, c *zdm.Client) error { return errOf(c.DeleteRecovery(ctx, "n", "")) },
		"new schedule": func(ctx context.Context, c *zdm.Client) error {
			return errOf(c.CreateSchedule(ctx, &zdm.ScheduleRequest{}))
		},
		"delete schedule": func(ctx context.Context, c *zdm.Client) error { return errOf(c.DeleteSchedule(ctx, "1", "")) },
		"login":           func(ctx context.Context, c *zdm.Client) error { return errOf(c.IssueToken(ctx, "a@b.c", "pw", "")) },
		"plain": func(ctx context.Context, c *zdm.Client) error {
			return errOf(c.Call(ctx, zdm.PlainCall{Method: "PATCH", Path: "/x"}))
		},
	}
	for name, write := range writes {
		for _, first := range []answer{{err: io.ErrUnexpectedEOF}, {status: 429, retryAfter: "1"}, {status: 502}, {status: 503, body: refusal, retryAfter: "1"}, {status: 504}} {
			s := &script{answers: []answer{first, {status: 200, body: data("{}")}}}
			c := newClient(t, "http://in.process", noLookup, func(c *zdm.Config) { c.Transport = s })
			calls := 1
			if name == "login" && first.status >= 500 { // once on each path that servers have
				calls = 2
			}
			if err := write(t.Context(), c); err == nil || s.calls != calls {
				t.Errorf("%s after %+v: %d calls, %v", name, first, s.calls, err)
			}
		}
		s := &script{answers: []answer{{err: zdm.ErrNotSent}, {err: zdm.ErrNotSent}, {status: 200, body: data(`{"token":"a.b.c","common":{"jobName":"nightly"},"summary":{"state":"success"}}`)}}}
		c := newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport = s })
		if err := write(t.Context(), c); err != nil || s.calls != 3 {
			t.Errorf("%s with nothing sent: %d calls, %v", name, s.calls, err)
		}
	}
}

func TestPausesBetweenAttempts(t *testing.T) {
	now := newClock()
	in := func(d time.Duration) string { return now.Now().Add(d).Format(http.TimeFormat) }
	tests := []struct {
		name, retryAfter string
		retries          int
		timeout          time.Duration
		atLeast, atMost  []time.Duration
	}{
		{"backing off", "", 0, 0, []time.Duration{250e6, 500e6, 1e9}, []time.Duration{500e6, 1e9, 2e9}},
		{"more tries", "", 6, time.Minute, []time.Duration{250e6, 500e6, 1e9, 2e9, 25e8, 25e8}, []time.Duration{500e6, 1e9, 2e9, 4e9, 5e9, 5e9}},
		{"never again", "", -1, 0, nil, nil},
		{"within the timeout", "", 9, 2 * time.Second, []time.Duration{250e6, 500e6}, []time.Duration{500e6, 1e9}},
		{"seconds", "7", 2, 0, []time.Duration{7e9, 7e9}, []time.Duration{7e9, 7e9}},
		{"a date", in(9 * time.Second), 1, 0, []time.Duration{9e9}, []time.Duration{9e9}},
		{"a date that has passed", in(-time.Hour), 1, 0, []time.Duration{250e6}, []time.Duration{500e6}},
		{"longer than the timeout", "31", 3, 0, nil, nil},
		{"for ever", "9999999999999999999", 1, 0, []time.Duration{250e6}, []time.Duration{500e6}},
		{"for centuries", "9999999999", 1, 0, nil, nil},
		{"nonsense", "soon", 1, 0, []time.Duration{250e6}, []time.Duration{500e6}},
		{"negative", "-5", 1, 0, []time.Duration{250e6}, []time.Duration{500e6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			clock := newClock()
			s := &script{answers: []answer{{status: 503, retryAfter: tt.retryAfter}}}
			c := newClient(t, "http://in.process", clock.use, func(c *zdm.Config) {
				c.Transport, c.Retries, c.Timeout = s, tt.retries, tt.timeout
			})
			_, err := c.User(t.Context(), "1")
			failed, ok := errors.AsType[*zdm.Error](err)
			if !ok || failed.Status != 503 {
				t.Fatalf("got %v", err)
			}
			least := len(tt.atLeast)
			if tt.name == "within the timeout" { // a third wait may or may not fit
				clock.slept = clock.slept[:min(len(clock.slept), least)]
			}
			if len(clock.slept) != least {
				t.Fatalf("slept %v", clock.slept)
			}
			for i, d := range clock.slept {
				if d < tt.atLeast[i] || d > tt.atMost[i] {
					t.Errorf("pause %d is %v", i, d)
				}
			}
			if clock.Now().Sub(now.Now()) > 60*time.Second {
				t.Errorf("it took %v", clock.Now().Sub(now.Now()))
			}
		})
	}
}

func TestRetryAfterIsReported(t *testing.T) {
	s := &script{answers: []answer{{status: 429, retryAfter: "3600"}}}
	c := newClient(t, "http://in.process", func(c *zdm.Config) { c.Transport = s })
	_, err := c.User(t.Context(), "1")
	if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.RetryAfter != time.Hour || s.calls != 1 {
		t.Errorf("%d calls, %v", s.calls, err)
	}
}

// An untrusted certificate and a server without TLS are permanent failures.
func TestLastingFailuresAreNotRetried(t *testing.T) {
	secure := httptest.NewUnstartedServer(replying(200, data("[]")))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	plain := httptest.NewServer(replying(200, data("[]")))
	defer plain.Close()
	for _, server := range []string{secure.URL, "https" + plain.URL[len("http"):]} {
		clock := newClock()
		_, err := newClient(t, server, clock.use).Users(zdm.UserQuery{}).Get(t.Context())
		failed, ok := errors.AsType[*zdm.Error](err)
		if !ok || failed.Kind != zdm.Unreachable || len(clock.slept) != 0 {
			t.Errorf("%s: slept %v, %v", server, clock.slept, err)
		}
	}
}

func TestCanceledCallIsNotRetried(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	c := inProcess(t, func(w http.ResponseWriter, _ *http.Request) {
		calls++
		cancel()
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	if _, err := c.User(ctx, "1"); err == nil || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

// A server that restarts between two reads is reached again.
func TestServerThatRestarts(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	serve := func(l net.Listener) *httptest.Server {
		server := &httptest.Server{Listener: l, Config: &http.Server{Handler: replying(200, data("[]"))}}
		server.Start()
		return server
	}
	server := serve(listener)
	restart := func(_ context.Context, _ time.Duration) error {
		if listener, err = net.Listen("tcp", address); err == nil {
			server = serve(listener)
		}
		return err
	}
	c := newClient(t, server.URL, func(c *zdm.Config) { c.Sleep = restart })
	if _, err := c.Users(zdm.UserQuery{}).Get(t.Context()); err != nil {
		t.Fatal(err)
	}
	server.Close()
	if _, err := c.Users(zdm.UserQuery{}).Get(t.Context()); err != nil {
		t.Error(err)
	}
	server.Close()
}
