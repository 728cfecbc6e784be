package app_test

import (
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestTLS(t *testing.T) {
	t.Parallel()
	s := zdmtest.StartTLS()
	t.Cleanup(s.Close)
	s.On("POST "+zdmtest.Recoveries, new(zdmtest.Registry).Register())
	create := append([]string{"recovery", "create"}, basicFlags()...)

	// Nothing is sent to a server that cannot prove its identity.
	w := clitest.For(t, s)
	r := w.Run(create...)
	if r.Code != exit.Unreachable || !strings.Contains(r.Stderr, "--ca-file") || !strings.Contains(r.Stderr, "nothing was sent") {
		t.Errorf("unknown authority: %+v", r)
	}
	ca := w.File("ca.pem", string(s.CA()))
	w.Env["ZDMCTL_SERVER"] = replaced(s.URL, "127.0.0.1", "localhost")
	r = w.Run(append(create, "--ca-file", ca)...)
	w.Env["ZDMCTL_SERVER"] = s.URL
	if r.Code != exit.Unreachable || !strings.Contains(r.Stderr, "localhost") {
		t.Errorf("other name: %+v", r)
	}
	if n := len(s.Posts()); n != 0 {
		t.Fatalf("%d requests arrived", n)
	}

	for i, args := range [][]string{{"--ca-file", ca}, {"--insecure-skip-tls-verify"}, {"--insecure-skip-tls-verify", "-q"}} {
		r := w.Run(append(create, args...)...)
		if warned := strings.Contains(r.Stderr, "warning: the certificate of 127.0.0.1:") && strings.Contains(r.Stderr, "is not verified"); r.Code != exit.OK || warned != (i == 1) {
			t.Errorf("%q: %+v", args, r)
		}
		if n := len(s.Posts()); n != i+1 {
			t.Errorf("%q: %d requests have arrived", args, n)
		}
	}
}

// A response of which only the beginning arrived is not reported as missing.
func TestIncompleteResponse(t *testing.T) {
	t.Parallel()
	for text, answer := range map[string]zdmtest.Answer{
		"no response from ":  zdmtest.Raw(nil),
		"the response from ": zdmtest.Raw([]byte("HTTP/1.1 404 Not Found\r\nContent-Length: 99\r\n\r\n{")),
	} {
		s := clitest.Server(t)
		s.On(zdmtest.Recoveries, answer)
		r := clitest.For(t, s).Run("recovery", "list", "--retries", "0")
		if r.Code != exit.Refused || !strings.HasPrefix(r.Stderr, "error: "+text) || strings.Contains(r.Stderr, "HTTP 404") != strings.Contains(r.Stderr, "is incomplete: ") {
			t.Errorf("%s: %+v", text, r)
		}
	}
}

// A redirect to another server is an error, and no part of the call reaches that server.
func TestRedirectsCarryNothing(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		first, second := clitest.Server(t), registering(t)
		first.On(zdmtest.Recoveries, zdmtest.Redirect(status, second.URL+zdmtest.Recoveries))
		first.On(zdmtest.Issue, zdmtest.Redirect(status, second.URL+zdmtest.Issue))
		w := clitest.For(t, first)
		if r := w.Run(create()...); r.Code != exit.Refused || !strings.Contains(r.Stderr, second.URL) || len(first.Posts()) > 0 {
			t.Errorf("%d to the lookup: %+v", status, r)
		}
		first.On("GET "+zdmtest.Recoveries, zdmtest.List())
		if r := w.Run(create()...); !strings.Contains(r.Stderr, second.URL) ||
			status != http.StatusSeeOther && r.Code != exit.Refused || status == http.StatusSeeOther && r.Code != exit.Unknown {
			t.Errorf("%d: %+v", status, r)
		}
		w.Stdin = zdmtest.Password
		if r := w.Run("auth", "login", "--email", "ops@example.com", "--password-stdin"); r.Code != exit.Refused || !strings.Contains(r.Stderr, second.URL) {
			t.Errorf("%d: %+v", status, r)
		}
		if n, err := second.Connections(); n != 0 || err != nil {
			t.Errorf("%d: %d connections, %v", status, n, err)
		}
		if n := len(first.Posts()); n != 3 { // a registration, and a login on each of its paths
			t.Errorf("%d: %d requests", status, n)
		}
	}
}

// A server that accepts a connection and stays silent has received the request only if there was no
// handshake and no lookup before it.
func TestSilentServer(t *testing.T) {
	t.Parallel()
	nameless := basicFlags()[:len(basicFlags())-2]
	for _, tt := range []struct {
		scheme string
		flags  []string
		want   exit.Code
	}{
		{"https", basicFlags(), exit.Unreachable}, {"https", nameless, exit.Unreachable},
		{"http", basicFlags(), exit.Refused}, {"http", nameless, exit.Unknown},
	} {
		w := clitest.New(t)
		w.Env["ZDMCTL_TOKEN"] = clitest.Token()
		w.Env["ZDMCTL_SERVER"] = tt.scheme + "://" + silentListener(t, w.Expire)
		r := w.Run(append([]string{"recovery", "create"}, tt.flags...)...)
		if r.Code != tt.want || !strings.Contains(r.Stderr, "timed out") || strings.Contains(r.Stderr, "nothing was sent") != (tt.want != exit.Unknown) {
			t.Errorf("%s %q: %+v", tt.scheme, tt.flags, r)
		}
	}
}

// silentListener accepts connections and sends nothing. It calls a function when data has arrived.
func silentListener(t *testing.T, silent func()) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			running.Go(func() {
				defer func() { _ = conn.Close() }()
				if n, _ := conn.Read(make([]byte, 1)); n > 0 {
					silent()
				}
				_, _ = io.Copy(io.Discard, conn) // until the client disconnects
			})
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		running.Wait()
	})
	return listener.Addr().String()
}
