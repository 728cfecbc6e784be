package zdm

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	dialTimeout      = 10 * time.Second
	handshakeTimeout = 10 * time.Second
	idleTimeout      = 30 * time.Second
	maxHeaderBytes   = 1 << 20
)

// network is the way to the server. A call that changes something gets a connection of its own: servers close a kept one
// after an error answer, and a POST on it would be lost. A read has a lane to itself, so that nobody else can take the
// lane's connection before it is known whether the answer on it was an error.
type network struct {
	writes *http.Transport
	mu     sync.Mutex
	free   []*http.Transport // lanes for reads, each with one kept connection at most
}

func newNetwork(config Config) *network {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &network{writes: &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSHandshakeTimeout:    handshakeTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		IdleConnTimeout:        idleTimeout,
		DisableKeepAlives:      true,
		Protocols:              protocols,
		TLSClientConfig: &tls.Config{
			RootCAs:            config.RootCAs,
			InsecureSkipVerify: config.SkipVerify,
			ClientSessionCache: tls.NewLRUClientSessionCache(0),
		},
	}}
}

// RoundTrip sends one request.
func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	if !isRead(r.Method) {
		return n.writes.RoundTrip(r)
	}
	lane := n.lane()
	response, err := lane.RoundTrip(r)
	if err != nil {
		lane.CloseIdleConnections()
		return nil, err
	}
	response.Body = &laneBody{ReadCloser: response.Body, leave: sync.OnceFunc(func() {
		if response.StatusCode >= http.StatusBadRequest {
			lane.CloseIdleConnections()
			return
		}
		n.mu.Lock()
		defer n.mu.Unlock()
		n.free = append(n.free, lane)
	})}
	return response, nil
}

// lane takes a free lane, or makes one.
func (n *network) lane() *http.Transport {
	n.mu.Lock()
	defer n.mu.Unlock()
	if last := len(n.free) - 1; last >= 0 {
		lane := n.free[last]
		n.free = n.free[:last]
		return lane
	}
	lane := n.writes.Clone()
	lane.DisableKeepAlives = false
	return lane
}

// CloseIdleConnections lets http.Client close what is kept.
func (n *network) CloseIdleConnections() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, lane := range n.free {
		lane.CloseIdleConnections()
	}
	n.free = nil
}

// laneBody is the body of an answer whose lane is free for others when the body has been closed.
type laneBody struct {
	io.ReadCloser
	leave func()
}

func (b *laneBody) Close() error {
	err := b.ReadCloser.Close()
	b.leave()
	return err
}

func isRead(method string) bool { return method == http.MethodGet }
