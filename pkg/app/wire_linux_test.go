package app_test

import (
	"bytes"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// switching answers 101, and then keeps the connection open without sending.
func switching() zdmtest.Answer {
	return zdmtest.Stall([]byte("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"))
}

// A response that switches the protocol ends every call in time and with an error.
func TestSwitchingProtocolsFailsAtOnce(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	for _, path := range []string{zdmtest.Recoveries, zdmtest.Recoveries + "/histories", "/api/zdms", "/api/users", "/api/cloud-auth/regions/aws", zdmtest.Issue, zdmtest.Issue20} {
		s.On(path, switching())
	}
	for args, code := range map[string]exit.Code{
		"recovery list": exit.Refused, "recovery create -f basic.json": exit.Refused, "recovery apply -f basic.json": exit.Refused,
		"doctor": exit.Refused, "api GET /users": exit.Refused, "api POST /recoveries -f basic.json": exit.Unknown,
		"auth login --email ops@example.com": exit.Refused,
	} {
		w := clitest.For(t, s)
		w.File("basic.json", contract(t, "basic.json"))
		w.Env["ZDMCTL_PASSWORD"] = zdmtest.Password
		start := time.Now()
		r := w.Start(strings.Fields(args)...).Wait(patience)
		if r.Code != code || !strings.Contains(r.Stdout+r.Stderr, "HTTP 101") || time.Since(start) > patience/2 {
			t.Errorf("%s after %v: %+v", args, time.Since(start), r)
		}
	}
	// After a successful lookup, the registration gets this response, and its outcome is unknown.
	s.On("GET "+zdmtest.Recoveries, zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[]}`)))
	for _, command := range []string{"create", "apply"} {
		w := clitest.For(t, s)
		w.File("basic.json", contract(t, "basic.json"))
		if r := w.Start("recovery", command, "-f", "basic.json", "--settle", "0").Wait(patience); r.Code != exit.Unknown || !strings.Contains(r.Stdout+r.Stderr, "HTTP 101") {
			t.Errorf("%s: %+v", command, r)
		}
	}
}

// Endless bodies are abandoned when the context ends, by --timeout or a signal.
func TestEndlessBodyEndsWithItsContext(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]zdmtest.Answer{
		"a body that stops":  zdmtest.Stall([]byte("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")),
		"a gzip that stops":  zdmtest.Stall([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n\x1f\x8b\x08\x08")),
		"a chunk that stops": zdmtest.Stall([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"")),
	} {
		s := clitest.Server(t)
		s.On(zdmtest.Recoveries, answer)
		w := clitest.For(t, s)
		if r := w.Start("recovery", "list", "--timeout", "300ms", "--retries", "0").Wait(patience); r.Code != exit.Refused || !strings.Contains(r.Stderr, "timed out") {
			t.Errorf("%s: %+v", name, r)
		}
		p := w.Start("recovery", "list", "--retries", "0")
		await(t, s, 2)
		p.Signal(syscall.SIGTERM)
		if r := p.Wait(patience); r.Code != exit.FromSignal(15) {
			t.Errorf("%s, SIGTERM: %+v", name, r)
		}
	}
}

// If a server requires a client certificate, nothing was sent. The exit code shows this, and the
// message names the requirement.
func TestServerRequiresClientCertificate(t *testing.T) {
	t.Parallel()
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		server := httptest.NewUnstartedServer(http.NotFoundHandler())
		server.TLS = &tls.Config{ClientAuth: tls.RequireAnyClientCert, MinVersion: version, MaxVersion: version}
		server.Config.ErrorLog = log.New(io.Discard, "", 0)
		server.StartTLS()
		w := clitest.New(t)
		w.Env["ZDMCTL_SERVER"], w.Env["ZDMCTL_TOKEN"], w.Env["ZDMCTL_PASSWORD"] = server.URL, clitest.Token(), zdmtest.Password
		ca := w.File("ca.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
		w.Env["ZDMCTL_CA_FILE"] = ca
		wave := w.File("basic.json", contract(t, "basic.json"))
		for _, args := range []string{"recovery create -f FILE", "recovery apply -f FILE", "recovery list", "api POST /recoveries -f FILE", "auth login --email ops@example.com"} {
			r := w.Run(words(args, wave)...)
			if r.Code != exit.Unreachable || !strings.Contains(r.Stdout+r.Stderr, "requires a client certificate") {
				t.Errorf("TLS %x, %s: %+v", version, args, r)
			}
		}
		server.Close()
	}
}

// A CA file may begin with a byte order mark. A CA file with an unreadable block is refused.
func TestCAFileWithByteOrderMark(t *testing.T) {
	s := zdmtest.StartTLS()
	t.Cleanup(s.Close)
	s.On(zdmtest.Recoveries, zdmtest.Reply(http.StatusOK, "", []byte(`{"success":true,"data":[]}`)))
	other := zdmtest.StartTLS()
	t.Cleanup(other.Close)
	const mark = "\ufeff"
	w := clitest.For(t, s)
	for name, file := range map[string]string{
		"marked": mark + string(s.CA()), "marked, two": mark + string(s.CA()) + string(other.CA()), "marks between": mark + string(other.CA()) + mark + string(s.CA()),
	} {
		if r := w.Run("recovery", "list", "--ca-file", w.File("ca.pem", file)); r.Code != exit.OK {
			t.Errorf("%s: %+v", name, r)
		}
	}
	for name, file := range map[string]string{
		"cut":       string(s.CA()) + string(other.CA()[:200]),
		"scrambled": string(s.CA()) + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
	} {
		if r := w.Run("recovery", "list", "--ca-file", w.File("ca.pem", file)); r.Code != exit.Usage || !strings.Contains(r.Stderr, "block 2") {
			t.Errorf("%s: %+v", name, r)
		}
	}
	large := append(s.CA(), bytes.Repeat([]byte("# comment\n"), 1<<19)...)
	if r := w.Run("recovery", "list", "--ca-file", w.File("ca.pem", string(large))); r.Code != exit.Usage || !strings.Contains(r.Stderr, "larger than 4 MiB") {
		t.Errorf("too large: %+v", r)
	}
}

// A failing proxy is named, and its password is never shown. A proxy setting that is not a URL is a
// usage error.
func TestProxies(t *testing.T) {
	t.Parallel()
	const secret = "S3cretWord"
	refusing := func(status int) *zdmtest.Server {
		p := clitest.Server(t)
		p.On("", zdmtest.Reply(status, "text/html", []byte("<h1>proxy</h1>")))
		return p
	}
	login, denied, down := refusing(407), refusing(403), refusing(503)
	silent := zdmtest.Start(nil)
	t.Cleanup(silent.Close)
	silent.On("", zdmtest.Hang())
	at := func(s *zdmtest.Server) string { return strings.Replace(s.URL, "http://", "http://svc:"+secret+"@", 1) }
	host := func(s *zdmtest.Server) string { return strings.TrimPrefix(s.URL, "http://") }
	for _, tt := range []struct {
		name, value string
		code        exit.Code
		message     string
		proxy       *zdmtest.Server
		asked       int // number of attempts with --retries 1
	}{
		{"broken", "http://svc:Abc@" + secret + "#1@127.0.0.1:3999", exit.Usage, "$HTTPS_PROXY is not a proxy URL", nil, 0},
		{"unknown scheme", "socks9://svc:" + secret + "@127.0.0.1:1", exit.Usage, "$HTTPS_PROXY is not a proxy URL", nil, 0},
		{"not listening", "http://svc:" + secret + "@127.0.0.1:1", exit.Unreachable, "the proxy 127.0.0.1:1: connection refused", nil, 0},
		{"not listening, SOCKS", "socks5://svc:" + secret + "@127.0.0.1:1", exit.Unreachable, "the proxy 127.0.0.1:1: connection refused", nil, 0},
		{"requires a login", at(login), exit.Unreachable, "the proxy " + host(login) + " refuses the connection (HTTP 407)", login, 1},
		{"refuses", at(denied), exit.Unreachable, "the proxy " + host(denied) + " refuses the connection (HTTP 403)", denied, 1},
		{"down", at(down), exit.Unreachable, "the proxy " + host(down) + " refuses the connection (HTTP 503)", down, 2},
		{"silent", at(silent), exit.Unreachable, "the proxy " + host(silent) + ": timed out", silent, 1},
	} {
		for _, args := range []string{"recovery create -f basic.json --settle 0", "recovery list", "doctor"} {
			w := clitest.New(t)
			w.File("basic.json", contract(t, "basic.json"))
			w.Env["ZDMCTL_SERVER"], w.Env["ZDMCTL_TOKEN"], w.Env["HTTPS_PROXY"] = "https://zdm.invalid:53307", clitest.Token(), tt.value
			before := 0
			if tt.proxy != nil {
				before = len(tt.proxy.Requests())
			}
			full := append(strings.Fields(args), "--timeout", "1s")
			if args != "doctor" {
				full = append(full, "--retries", "1")
			}
			r := w.Start(full...).Wait(patience)
			if r.Code != tt.code || !strings.Contains(r.Stdout+r.Stderr, tt.message) || strings.Contains(fmt.Sprint(r), secret) {
				t.Errorf("%s, %s: %+v", tt.name, args, r)
			}
			if tt.proxy != nil && args != "doctor" && len(tt.proxy.Requests())-before != tt.asked {
				t.Errorf("%s, %s: the proxy was asked %d times", tt.name, args, len(tt.proxy.Requests())-before)
			}
		}
	}
}
