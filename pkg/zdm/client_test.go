package zdm_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func answering(t *testing.T, status int, contentType, body string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func request() *zdm.RecoveryRequest {
	return &zdm.RecoveryRequest{Center: "1", Source: "web-01", Target: "web-01-dr", Platform: "kvm",
		Repository: zdm.Repository{ID: 13}, Mode: zdm.ModeFull, JobName: "nightly"}
}

func create(t *testing.T, c *zdm.Client) (zdm.Result[zdm.Registration], *zdm.Error) {
	t.Helper()
	result, err := c.CreateRecovery(t.Context(), request())
	var failed *zdm.Error
	if err != nil && !errors.As(err, &failed) {
		t.Fatalf("error %v is not an *Error", err)
	}
	return result, failed
}

func TestCreateSendsTheRequest(t *testing.T) {
	var got *http.Request
	var body []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"success":true,"requestID":"r1","data":{"common":{"jobName":"nightly","state":"success"}}}`)
	}))
	defer server.Close()
	result, failed := create(t, newClient(t, server.URL))
	if failed != nil {
		t.Fatal(failed)
	}
	if got.Method != http.MethodPost || got.URL.Path != "/api/recoveries" {
		t.Errorf("sent %s %s", got.Method, got.URL.Path)
	}
	if h := got.Header.Get("Authorization"); h != "Bearer "+token {
		t.Errorf("Authorization = %q", h)
	}
	if h := got.Header.Get("Content-Type"); h != "application/json" {
		t.Errorf("Content-Type = %q", h)
	}
	want := `{"center":"1","source":"web-01","target":"web-01-dr","platform":"kvm","repository":{"id":13},"mode":"full","jobName":"nightly"}`
	if string(body) != want {
		t.Errorf("body %s\nwant %s", body, want)
	}
	if result.Status != 201 || result.RequestID != "r1" || result.Data.Failed() {
		t.Errorf("result %+v", result)
	}
}

func TestFailuresAreReported(t *testing.T) {
	const envelope = `{"success":false,"requestID":"r9","error":%s}`
	tests := []struct {
		name    string
		status  int
		body    string
		kind    zdm.Kind
		unknown bool
		text    string
		details string
	}{
		{"documented", 400, fmt.Sprintf(envelope, `"platform은 a, b중 하나여야 합니다"`), zdm.Refused, false, "platform은 a, b중 하나여야 합니다", ""},
		{"inside 200", 200, fmt.Sprintf(envelope, `"no"`), zdm.Refused, false, "no", ""},
		{"error object", 500, fmt.Sprintf(envelope, `{"code":"E1","message":"why","details":{"cause":"deep"}}`), zdm.Refused, false, "why", "deep"},
		{"joined reasons", 500, fmt.Sprintf(envelope, `"one|| two||"`), zdm.Refused, false, "one", "two"},
		{"code only", 400, fmt.Sprintf(envelope, `{"code":"JOB-ERROR-22"}`), zdm.Refused, false, "JOB-ERROR-22", ""},
		{"field details", 400, fmt.Sprintf(envelope, `{"message":"bad","details":{"b":["2"],"a":["1","3"]}}`), zdm.Refused, false, "bad", "a: 1|a: 3|b: 2"},
		{"validation errors", 422, `{"success":false,"error":"Request body validation failed.","detail":{"validationErrors":{"schedule.basic":["wrong"]}}}`,
			zdm.Refused, false, "Request body validation failed.", "schedule.basic: wrong"},
		{"message only", 400, `{"success":false,"message":"only this"}`, zdm.Refused, false, "only this", ""},
		{"error of an odd type", 400, fmt.Sprintf(envelope, `[1]`), zdm.Refused, false, "[1]", ""},
		{"no text", 400, `{"success":false}`, zdm.Refused, false, "", ""},
		{"401", 401, fmt.Sprintf(envelope, `"토큰이 만료되었습니다."`), zdm.Denied, false, "토큰이 만료되었습니다.", ""},
		{"403 of a proxy", 403, `<html>`, zdm.Denied, false, "", ""},
		{"gateway", 502, `<html>bad gateway</html>`, zdm.Foreign, true, "", ""},
		{"not found page", 404, `<html>`, zdm.Foreign, false, "", ""},
		{"too many requests", 429, ``, zdm.Foreign, true, "", ""},
		{"request timeout", 408, ``, zdm.Foreign, true, "", ""},
		{"empty 431", 431, ``, zdm.Foreign, false, "", ""},
		{"HTML with 200", 200, `<html>`, zdm.Foreign, true, "", ""},
		{"truncated", 201, `{"success":true,"data":{"comm`, zdm.Foreign, true, "", ""},
		{"empty 201", 201, ``, zdm.Foreign, true, "", ""},
		{"other JSON", 200, `{"message":"hi","environment":"x"}`, zdm.Foreign, true, "", ""},
		{"a word for success", 201, `{"success":"yes","message":"ok"}`, zdm.Foreign, true, "", ""},
		{"not modified", 304, ``, zdm.Foreign, true, "", ""},
		{"yes with 500", 500, `{"success":true}`, zdm.Foreign, true, "", ""},
		{"deep", 200, `{"success":true,"data":` + strings.Repeat("[", 100_000) + `}`, zdm.Foreign, true, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, failed := create(t, newClient(t, answering(t, tt.status, "application/json", tt.body), noLookup))
			if failed == nil {
				t.Fatal("no error")
			}
			if failed.Kind != tt.kind || failed.OutcomeUnknown() != tt.unknown || failed.Status != tt.status {
				t.Errorf("kind %d, unknown %v, status %d", failed.Kind, failed.OutcomeUnknown(), failed.Status)
			}
			if failed.Text != tt.text || strings.Join(failed.Details, "|") != tt.details {
				t.Errorf("text %q, details %q", failed.Text, failed.Details)
			}
		})
	}
}

func TestConnectionFailures(t *testing.T) {
	serve := func(t *testing.T, handle func(net.Conn)) string {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = listener.Close() })
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				handle(conn)
				_ = conn.Close()
			}
		}()
		return listener.Addr().String()
	}
	readRequest := func(conn net.Conn) { _, _ = conn.Read(make([]byte, 4096)) }
	closed := serve(t, func(net.Conn) {})
	tests := []struct {
		name, server string
		kind         zdm.Kind
	}{
		{"refused", "http://" + zdmtest.RefusedAddress(t), zdm.Unreachable},
		// Labels longer than 63 bytes are not sent to a resolver: some resolvers return an address for
		// every name.
		{"no such host", "https://" + strings.Repeat("x", 64) + ".invalid", zdm.Unreachable},
		{"no TLS there", "https://" + closed, zdm.Unreachable},
		{"closed at once", "http://" + closed, zdm.Lost},
		{"closed after the request", "http://" + serve(t, readRequest), zdm.Lost},
		{"cut in the answer", "http://" + serve(t, func(c net.Conn) {
			readRequest(c)
			_, _ = io.WriteString(c, "HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"success\":true")
		}), zdm.Lost},
		{"not HTTP", "http://" + serve(t, func(c net.Conn) {
			readRequest(c)
			_, _ = io.WriteString(c, "SSH-2.0-x\r\n")
		}), zdm.Lost},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, failed := create(t, newClient(t, tt.server, noLookup))
			if failed == nil || failed.Kind != tt.kind {
				t.Fatalf("got %+v, want kind %d", failed, tt.kind)
			}
			if failed.OutcomeUnknown() != (tt.kind == zdm.Lost) {
				t.Errorf("OutcomeUnknown() = %v", failed.OutcomeUnknown())
			}
		})
	}
}

func TestTimeoutAfterSendingIsLost(t *testing.T) {
	clock, release := newClock(), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		clock.Expire()
		<-release
	}))
	defer server.Close()
	defer close(release)
	_, failed := create(t, newClient(t, server.URL, noLookup, clock.use))
	if failed == nil || failed.Kind != zdm.Lost || !errors.Is(failed, context.DeadlineExceeded) {
		t.Fatalf("got %v", failed)
	}
}

func TestAnswerIsCappedAfterDecompression(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		zip := gzip.NewWriter(w)
		block := make([]byte, 1<<20)
		for range (zdm.MaxBody >> 20) * 4 {
			if _, err := zip.Write(block); err != nil {
				return
			}
		}
		_ = zip.Close()
	}))
	defer server.Close()
	c := newClient(t, server.URL, noLookup)
	_, failed := create(t, c)
	if failed == nil || failed.Kind != zdm.Lost || !strings.Contains(failed.Error(), "larger than 2 MiB") {
		t.Errorf("a registration: %v", failed)
	}
	_, err := c.User(t.Context(), "1")
	if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.Kind != zdm.Lost || !strings.Contains(err.Error(), "larger than 32 MiB") {
		t.Errorf("a read: %v", err)
	}
}

// A redirect does not show whether the server has processed a change that is not looked up.
func TestRedirectOfAChange(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		calls := 0
		c := inProcess(t, func(w http.ResponseWriter, _ *http.Request) {
			calls++
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
		}, noLookup)
		for name, err := range map[string]error{
			"create": errOf(c.CreateRecovery(t.Context(), request())),
			"update": errOf(c.UpdateRecovery(t.Context(), "905", &zdm.RecoveryUpdate{Status: zdm.StatusStart})),
			"delete": errOf(c.DeleteRecovery(t.Context(), "905", "1")),
		} {
			failed, ok := errors.AsType[*zdm.Error](err)
			if !ok || failed.Kind != zdm.Redirected || !failed.OutcomeUnknown() {
				t.Errorf("%s, %d: %v", name, status, err)
			}
		}
		if calls != 3 {
			t.Errorf("%d: %d calls", status, calls)
		}
	}
}

func TestRedirectIsNotFollowedWithABody(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, looks := range []bool{true, false} { // whether the lookups are answered, with an empty list
			calls := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					calls++
				} else if looks {
					_, _ = io.WriteString(w, data("[]"))
					return
				}
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(status)
			}))
			_, failed := create(t, newClient(t, server.URL, newClock().use))
			if failed == nil || failed.Kind != zdm.Redirected || failed.Location != "/elsewhere" || failed.OutcomeUnknown() != (status == 303 || !looks) || calls != 1 {
				t.Errorf("%d: %d calls, %v", status, calls, failed)
			}
			server.Close()
		}
	}
}

func TestEchoedTokenIsMasked(t *testing.T) {
	server := answering(t, 500, "application/json", `{"success":false,"error":"bad token `+token+`"}`)
	_, failed := create(t, newClient(t, server))
	if failed == nil || strings.Contains(failed.Error(), token) || !strings.Contains(failed.Text, "***") {
		t.Fatalf("got %v", failed)
	}
}

func TestShortTokenLeavesTheAnswerWhole(t *testing.T) {
	server := answering(t, 201, "application/json", `{"success":true,"data":{"common":{"jobName":"nightly","state":"success"}}}`)
	_, failed := create(t, newClient(t, server, func(c *zdm.Config) {
		c.Token = func(context.Context) (string, error) { return "success", nil }
	}))
	if failed != nil {
		t.Fatal(failed)
	}
}

func TestTokenErrorSendsNothing(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a call was made") }))
	defer server.Close()
	expired := errors.New("expired")
	c := newClient(t, server.URL, func(c *zdm.Config) {
		c.Token = func(context.Context) (string, error) { return "", expired }
	})
	if _, err := c.CreateRecovery(t.Context(), request()); !errors.Is(err, expired) {
		t.Fatalf("got %v", err)
	}
}

func TestTraceDescribesTheCall(t *testing.T) {
	server := answering(t, 400, "application/json", `{"success":false,"requestID":"r7","error":"no"}`)
	var seen []zdm.Exchange
	_, failed := create(t, newClient(t, server, noLookup, func(c *zdm.Config) { c.Trace = func(e zdm.Exchange) { seen = append(seen, e) } }))
	if failed == nil || len(seen) != 1 || seen[0].Method != http.MethodPost || seen[0].URL != server+"/api/recoveries" || seen[0].Status != 400 || seen[0].RequestID != "r7" {
		t.Fatalf("trace %+v", seen)
	}
}
