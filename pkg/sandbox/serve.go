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

// Bounds of connections: what a client may take for its headers and its whole request, how long a
// connection may idle, how large headers may be, and how long a stopping server waits for its requests.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = time.Minute
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
	stopTimeout   = 10 * time.Second
)

// ErrNotLoopback reports an address that other machines could reach.
var ErrNotLoopback = errors.New("not a loopback address")

// Listen opens a TCP address such as 127.0.0.1:53307. Unless remote is set, one that other machines could
// reach is ErrNotLoopback: the server's account is known to everybody.
func Listen(ctx context.Context, address string, remote bool) (net.Listener, error) {
	if !remote { // before there is a port that another machine could reach, if only for a moment
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
	if host != "" { // the empty host is every address
		if all, err = net.DefaultResolver.LookupNetIP(ctx, "ip", host); err != nil {
			return err
		}
	}
	if len(all) == 0 || slices.ContainsFunc(all, func(at netip.Addr) bool { return !at.Unmap().IsLoopback() }) {
		return fmt.Errorf("%s: %w", address, ErrNotLoopback)
	}
	return nil
}

// Serve answers on a listener, with TLS when a certificate is given, until the context ends. It then takes
// no more requests and waits a bounded time for those that it has. It closes the listener, not the store.
// Of calls under a name, those for localhost and one of the hosts (see Hosts) are answered.
func (s *Server) Serve(ctx context.Context, listener net.Listener, certificate *tls.Certificate, hosts ...string) error {
	requests, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	server := &http.Server{
		Handler:           s.underNames(hosts, !isLoopback(listener)),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return requests },
		Protocols:         new(http.Protocols),
	}
	server.Protocols.SetHTTP1(true) // a cut connection is one request's then
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
