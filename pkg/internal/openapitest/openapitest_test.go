package openapitest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// recorder is a test that records its failures.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, values ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, values...))
}

// server always sends the same response, and returns the request's body in a header.
func server(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("X-Sent", string(sent))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// inProcess sends requests to a handler.
type inProcess struct{ http.Handler }

func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	p.ServeHTTP(w, r)
	return w.Result(), nil
}

func request(t *testing.T, method, target, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://zdm.example.com:53307/api"+target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer aaa.bbb.ccc")
	r.Header.Set("Content-Type", "application/json")
	return r
}

// sent returns the failures Transport reports for a request and a response.
func sent(t *testing.T, r *http.Request, status int, answer string, options ...Option) []string {
	t.Helper()
	test := &recorder{TB: t}
	got, err := Transport(test, inProcess{server(status, answer)}, options...).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(got.Body)
	if err != nil || string(body) != answer || got.StatusCode != status {
		t.Errorf("the answer became %d %s, %v", got.StatusCode, body, err)
	}
	return test.failures
}

func checkFailures(t *testing.T, failures []string, want bool) {
	t.Helper()
	if len(failures) > 0 != want {
		t.Errorf("failures: %q", failures)
	}
}

const refusal = `{"success":false,"error":"no"}`

func TestTransportPassesOn(t *testing.T) {
	r := request(t, http.MethodPost, "/auth/issue", `{"email":"a@example.com","password":"x"}`)
	test := &recorder{TB: t}
	got, err := Transport(test, inProcess{server(http.StatusNotFound, refusal)}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	if body := got.Header.Get("X-Sent"); body != `{"email":"a@example.com","password":"x"}` {
		t.Errorf("the server got %q", body)
	}
	checkFailures(t, test.failures, false)
}

func TestTransportCutAnswer(t *testing.T) {
	test := &recorder{TB: t}
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"success":`)
	}))
	defer cut.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, cut.URL+"/api/users", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer aaa.bbb.ccc")
	if _, err := Transport(test, http.DefaultTransport).RoundTrip(r); err == nil {
		t.Error("no error")
	}
	checkFailures(t, test.failures, true)
}

func TestRequestsOnly(t *testing.T) {
	odd := request(t, http.MethodGet, "/users", "")
	odd.Header.Del("Content-Type")
	checkFailures(t, sent(t, odd, http.StatusBadGateway, "<html>", RequestsOnly()), false)
	checkFailures(t, sent(t, odd, http.StatusBadGateway, "<html>"), true)
	checkFailures(t, sent(t, request(t, http.MethodGet, "/users?x=1", ""), http.StatusBadGateway, "<html>", RequestsOnly()), true)
}

func TestHandler(t *testing.T) {
	const users = `{"success":true,"requestID":"r","data":[],"message":"m","timestamp":"2026-04-02 09:00:00"}`
	tests := map[string]struct {
		target   string
		status   int
		answer   string
		failures bool
	}{
		"fits":                          {"/users", 200, users, false},
		"an answer that does not":       {"/users", 200, `{"success":true}`, true},
		"another status":                {"/users", 418, refusal, true},
		"a status of another endpoint":  {"/users", 409, refusal, true},
		"bad request, refused":          {"/users?page=x", 400, refusal, false},
		"bad request, accepted":         {"/users?page=x", 200, users, true},
		"bad request, badly refused":    {"/users?page=x", 400, `{"success":true}`, true},
		"no such endpoint, refused":     {"/nobody", 404, "no", false},
		"no such endpoint, accepted":    {"/nobody", 200, users, true},
		"an endpoint outside the API":   {"/../users", 200, users, true},
		"a failure with a success code": {"/users", 200, refusal, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			test := &recorder{TB: t}
			w := httptest.NewRecorder()
			Handler(test, server(tt.status, tt.answer)).ServeHTTP(w, request(t, http.MethodGet, tt.target, ""))
			if w.Code != tt.status || w.Body.String() != tt.answer || w.Header().Get("X-Sent") != "" {
				t.Errorf("the answer became %d %s", w.Code, w.Body)
			}
			checkFailures(t, test.failures, tt.failures)
		})
	}
}

func TestToken(t *testing.T) {
	for header, wrong := range map[string]bool{"": true, "Bearer ": true, "Basic eA==": true, "bearer x": false} {
		r := request(t, http.MethodGet, "/users", "")
		r.Header.Set("Authorization", header)
		checkFailures(t, sent(t, r, http.StatusUnauthorized, refusal), wrong)
	}
	r := request(t, http.MethodPost, "/token/issue", `{"email":"a@example.com","password":"x"}`)
	r.Header.Del("Authorization")
	checkFailures(t, sent(t, r, http.StatusNotFound, refusal), false)
}
