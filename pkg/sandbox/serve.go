package sandbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"time"
)

// Limits of connections: the time to read the headers and the whole request, the idle time, the
// size of headers, and how long a stopping server waits for its requests.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
	stopTimeout   = 10 * time.Second
)

// ErrNotLoopback reports an address that other machines can reach.
var ErrNotLoopback = errors.New("not a loopback address")

// Listen opens a TCP address such as 127.0.0.1:53307. It returns ErrNotLoopback for one that other
// machines can reach, unless remote is set: the server's account is public knowledge.
func Listen(ctx context.Context, address string, remote bool) (net.Listener, error) {
	if !remote { // before opening a port that other machines could reach
		if err := checkLoopback(ctx, address); err != nil {
			return nil, err
		}
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	if !remote && !isLoopback(listener) {
		return nil, errors.Join(fmt.Errorf("%s: %w", address, ErrNotLoopback), listener.Close())
	}
	return listener, nil
}

func isLoopback(listener net.Listener) bool {
	at, ok := listener.Addr().(*net.TCPAddr)
	return ok && at.IP.IsLoopback()
}

func checkLoopback(ctx context.Context, address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	var all []netip.Addr
	if host != "" { // the empty host means every address
		if all, err = net.DefaultResolver.LookupNetIP(ctx, "ip", host); err != nil {
			return err
		}
	}
	if len(all) == 0 || slices.ContainsFunc(all, func(at netip.Addr) bool { return !at.Unmap().IsLoopback() }) {
		return fmt.Errorf("%s: %w", address, ErrNotLoopback)
	}
	return nil
}

// Serve serves on a listener, with TLS if certificate is not nil, until the context ends. It then
// accepts no more requests and waits a bounded time for active ones. It closes the listener, not
// the store. Requests by name must be for localhost or one of the hosts (see Hosts).
func (s *Server) Serve(ctx context.Context, listener net.Listener, certificate *tls.Certificate, hosts ...string) error {
	requests, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	server := &http.Server{
		Handler:           s.restrictHosts(hosts, !isLoopback(listener)),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return requests },
		Protocols:         new(http.Protocols),
	}
	server.Protocols.SetHTTP1(true) // a cut connection then affects one request
	if certificate != nil {
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12})
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, stop := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer stop()
	err := server.Shutdown(grace)
	if err != nil {
		cancel()
		err = server.Close()
	}
	if stopped := <-ended; !errors.Is(stopped, http.ErrServerClosed) {
		err = errors.Join(err, stopped)
	}
	return err
}
