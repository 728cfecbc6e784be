package sandbox_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// listening serves on an address until the test ends.
func listening(t *testing.T, address string, known ...string) (port string) {
	t.Helper()
	s := open(t, sandbox.Config{})
	ctx, cancel := context.WithCancel(t.Context())
	listener, err := sandbox.Listen(ctx, address, true)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener, nil, sandbox.Hosts(listener, known...)...) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	_, port, err = net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// exchange sends a raw request and returns the response's status and body.
func exchange(t *testing.T, port, request string) (status int, body string) {
	t.Helper()
	var dialer net.Dialer
	connection, err := dialer.DialContext(t.Context(), "tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	fmt.Fprint(connection, request)
	answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		t.Fatalf("%q: %v", request, err)
	}
	defer answer.Body.Close()
	var text strings.Builder
	if _, err := bufio.NewReader(answer.Body).WriteTo(&text); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, text.String()
}

func loginAs(host string) string {
	body := `{"email":"` + sandbox.DemoEmail + `","password":"` + sandbox.DemoPassword + `"}`
	return fmt.Sprintf("POST /api/auth/issue HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", host, len(body), body)
}

// A server accepts its own names, and none that others can resolve to this machine.
func TestHosts(t *testing.T) {
	machine, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	always := []string{"localhost", "LocalHost:53307", "localhost.:1", "127.0.0.1", "127.0.0.1:53307", "127.9.9.9", "[::1]:53307", "[::1]", "[::ffff:127.0.0.1]", "lab.example.com", "LAB.example.com:443"}
	never := []string{
		"", "evil.example", "evil.example:53307", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:1,evil", "localhost:99999", "127.0.0.1:x", "[::1]:evil", "evil.lab.example.com", "lab.example.com.evil.example",
		"example.com", "lab", "127.1", "2130706433", "0x7f000001", "localhost:x:1",
	}
	addresses := []string{"192.0.2.7", "192.0.2.7:53307", "0.0.0.0", "[2001:db8::7]:53307"}
	for name, tc := range map[string]struct {
		address       string
		answered, not []string
	}{
		"loopback": {"127.0.0.1:0", always, slices.Concat(never, addresses, []string{machine})},
		"remote":   {"0.0.0.0:0", slices.Concat(always, addresses, []string{machine, machine + ":53307"}), never},
	} {
		t.Run(name, func(t *testing.T) {
			port := listening(t, tc.address, "lab.example.com")
			for _, host := range tc.answered {
				if status, body := exchange(t, port, loginAs(host)); status != http.StatusCreated {
					t.Errorf("%q: %d %s", host, status, body)
				}
			}
			for _, host := range tc.not {
				status, body := exchange(t, port, loginAs(host))
				var refused struct {
					Success bool
					Error   string
				}
				if err := json.Unmarshal([]byte(body), &refused); err != nil || status != http.StatusMisdirectedRequest || refused.Success ||
					!strings.Contains(refused.Error, "localhost, lab.example.com") || !strings.Contains(refused.Error, "--allow-host") {
					t.Errorf("%q: %d %s", host, status, body)
				}
			}
		})
	}
}

// A proxy request is for the host in its target, whatever its Host header.
func TestHostsInTargets(t *testing.T) {
	port := listening(t, "127.0.0.1:0")
	for target, want := range map[string]int{
		"http://evil.example/api/recoveries": http.StatusNotFound, "http://localhost/api/recoveries": http.StatusUnauthorized,
		"http://127.0.0.1:" + port + "/api/recoveries": http.StatusUnauthorized, "/api/recoveries": http.StatusUnauthorized,
	} {
		if status, body := exchange(t, port, "GET "+target+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); status != want {
			t.Errorf("%s: %d %s", target, status, body)
		}
	}
	if status, body := exchange(t, port, "GET /api/recoveries HTTP/1.0\r\n\r\n"); status != http.StatusMisdirectedRequest {
		t.Errorf("without a host: %d %s", status, body)
	}
}
