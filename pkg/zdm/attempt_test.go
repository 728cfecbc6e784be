package zdm_test

import (
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// certificateServer starts a TLS server that requests a client certificate, and counts the
// connections it accepts.
func certificateServer(t *testing.T, version uint16, demand tls.ClientAuthType) (url string, connections *atomic.Int64) {
	t.Helper()
	connections = new(atomic.Int64)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, data(`{"id":"1","common":{"jobName":"nightly"}}`))
	}))
	server.TLS = &tls.Config{ClientAuth: demand, MinVersion: version, MaxVersion: version}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL, connections
}

// A server that requires a client certificate has not received a request, whether the handshake
// fails (TLS 1.2) or the answer is replaced by an alert (TLS 1.3). It would require one on every
// attempt. If the connection breaks while the request is written, a second connection shows why.
func TestRequiredClientCertificate(t *testing.T) {
	insecure := func(c *zdm.Config) { c.SkipVerify = true }
	large := request()
	large.ScriptPath = strings.Repeat("x", 1<<20)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		for name, send := range map[string]func(*zdm.Client) error{
			"read":               func(c *zdm.Client) error { return errOf(c.User(t.Context(), "1")) },
			"registration":       func(c *zdm.Client) error { return errOf(c.CreateRecovery(t.Context(), request())) },
			"large registration": func(c *zdm.Client) error { return errOf(c.CreateRecovery(t.Context(), large)) },
		} {
			for range 20 {
				url, connections := certificateServer(t, version, tls.RequireAnyClientCert)
				err := send(newClient(t, url, noLookup, insecure))
				failed, ok := errors.AsType[*zdm.Error](err)
				if !ok || failed.Kind != zdm.Unreachable || failed.OutcomeUnknown() || !errors.Is(err, zdm.ErrClientCertificate) || connections.Load() > 2 {
					t.Errorf("%s with TLS %x: %d connections, %v", name, version, connections.Load(), err)
				}
			}
		}
		url, _ := certificateServer(t, version, tls.RequestClientCert)
		if _, failed := create(t, newClient(t, url, noLookup, insecure)); failed != nil {
			t.Errorf("a certificate that is only asked for, with TLS %x: %v", version, failed)
		}
	}
}

// A server without a common protocol aborts the handshake: nothing was sent, and certificates are
// not the cause. The innermost cause is the alert, without the calls around it.
func TestHandshakeAlert(t *testing.T) {
	url, _ := certificateServer(t, tls.VersionTLS10, tls.NoClientCert)
	_, failed := create(t, newClient(t, url, noLookup, func(c *zdm.Config) { c.SkipVerify, c.Retries = true, -1 }))
	if failed == nil || failed.Kind != zdm.Unreachable || errors.Is(failed, zdm.ErrClientCertificate) {
		t.Fatalf("%v", failed)
	}
	cause := failed.Err
	for inner := cause; inner != nil; inner = errors.Unwrap(inner) {
		cause = inner
	}
	if cause.Error() != "tls: protocol version not supported" {
		t.Errorf("%v", cause)
	}
}

// A connection that breaks after a certificate was requested may have carried the request.
func TestCutAfterCertificateRequest(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
	}))
	server.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	server.StartTLS()
	t.Cleanup(server.Close)
	_, failed := create(t, newClient(t, server.URL, noLookup, func(c *zdm.Config) { c.SkipVerify = true }))
	if failed == nil || failed.Kind != zdm.Lost || !failed.OutcomeUnknown() {
		t.Errorf("%v", failed)
	}
}

// The stream after a 101 is not a body, and the client does not wait for its end but closes the
// connection.
func TestSwitchingProtocols(t *testing.T) {
	closed := make(chan error, 2)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")
		_, err = conn.Read(make([]byte, 1))
		closed <- err
	}))
	defer server.Close()
	c := newClient(t, server.URL, noLookup)
	_, err := c.User(t.Context(), "1")
	if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.Kind != zdm.Foreign || failed.Status != http.StatusSwitchingProtocols {
		t.Errorf("a read: %v", err)
	}
	if _, failed := create(t, c); failed == nil || failed.Kind != zdm.Foreign || !failed.OutcomeUnknown() {
		t.Errorf("a registration: %v", failed)
	}
	for range 2 {
		select {
		case err := <-closed:
			if err == nil {
				t.Error("the client sent a request")
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the connection is still open")
		}
	}
}
