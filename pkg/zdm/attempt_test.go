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

// demanding is a TLS server that asks its clients for a certificate, and how many connections it
// has accepted.
func demanding(t *testing.T, version uint16, demand tls.ClientAuthType) (url string, connections *atomic.Int64) {
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

// A server that demands a client certificate has taken no request, whether the handshake says so
// (TLS 1.2) or only in the place of the answer (TLS 1.3). It would demand it of every try. Of a
// request that is cut while it is written, a second connection shows why.
func TestDemandedClientCertificate(t *testing.T) {
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
				url, connections := demanding(t, version, tls.RequireAnyClientCert)
				err := send(newClient(t, url, unsettled, insecure))
				failed, ok := errors.AsType[*zdm.Error](err)
				if !ok || failed.Kind != zdm.Unreachable || failed.OutcomeUnknown() || !errors.Is(err, zdm.ErrClientCertificate) || connections.Load() > 2 {
					t.Errorf("%s with TLS %x: %d connections, %v", name, version, connections.Load(), err)
				}
			}
		}
		url, _ := demanding(t, version, tls.RequestClientCert)
		if _, failed := create(t, newClient(t, url, unsettled, insecure)); failed != nil {
			t.Errorf("a certificate that is only asked for, with TLS %x: %v", version, failed)
		}
	}
}

// A server without a protocol in common gives the handshake up: nothing was sent, and it has
// nothing to do with certificates.
func TestHandshakeAlert(t *testing.T) {
	url, _ := demanding(t, tls.VersionTLS10, tls.NoClientCert)
	_, failed := create(t, newClient(t, url, unsettled, func(c *zdm.Config) { c.SkipVerify, c.Retries = true, -1 }))
	if failed == nil || failed.Kind != zdm.Unreachable || errors.Is(failed, zdm.ErrClientCertificate) {
		t.Errorf("%v", failed)
	}
}

// A connection that is cut after a certificate was asked for may have carried the request.
func TestCutAfterACertificateWasAskedFor(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
	}))
	server.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	server.StartTLS()
	t.Cleanup(server.Close)
	_, failed := create(t, newClient(t, server.URL, unsettled, func(c *zdm.Config) { c.SkipVerify = true }))
	if failed == nil || failed.Kind != zdm.Lost || !failed.OutcomeUnknown() {
		t.Errorf("%v", failed)
	}
}

// What follows a 101 is no body, and nobody waits for its end. The connection is closed.
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
	c := newClient(t, server.URL, unsettled)
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
				t.Error("the client sent something")
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the connection is still open")
		}
	}
}
