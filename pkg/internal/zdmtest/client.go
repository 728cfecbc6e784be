package zdmtest

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Client returns a client of a server that uses the clock. It sends each request once, so that a
// test can count requests, and does not look up registrations whose response was lost. A test of
// retries or the lookup sets Retries or Settle with change.
func Client(t testing.TB, server string, clock *Clock, change ...func(*zdm.Config)) *zdm.Client {
	t.Helper()
	config := zdm.Config{
		Server: server, Retries: -1, Settle: -1, Now: clock.Now, Sleep: clock.Sleep, WithTimeout: clock.WithTimeout,
		Token: func(context.Context) (string, error) { return Token("ops", clock.Now().Add(time.Hour)), nil },
	}
	for _, f := range change {
		f(&config)
	}
	client, err := zdm.New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// RefusedAddress returns a host and port that refuse connections until the test ends: the client's
// end of a connection, so that no other server gets the port.
func RefusedAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn.LocalAddr().String()
}
