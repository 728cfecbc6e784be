package zdm

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
	"time"
)

const (
	dialTimeout      = 10 * time.Second
	handshakeTimeout = 10 * time.Second
	idleTimeout      = 30 * time.Second
	freshTime        = time.Second // maximum idle time before a change reuses a connection; servers allow some seconds
	maxHeaderBytes   = 1 << 20
)

// network is the transport to the server. Each call has a lane of its own until it is known whether
// the answer was an error. Servers close a kept connection after one, and a POST on it would be
// lost.
//
// A call that changes something uses a new connection, or one on which the same call to the same
// path has just succeeded. This speeds up registering many recoveries. A first call tests whether
// the server keeps connections open as promised before others rely on it.
type network struct {
	base *http.Transport // template that lanes are cloned from
	now  func() time.Time

	mu            sync.Mutex
	reads, writes []*lane // free lanes
	trust         trust

	wantsCertificate atomic.Bool // the server has requested a client certificate
}

// trust records whether the server's kept connections are reliable.
type trust int

const (
	untried trust = iota
	trying        // a change is in flight on a kept connection
	proven        // a change succeeded on a kept connection
	broken        // a change was lost on a kept connection: none is reused any more
)

// lane is a transport for one call at a time, with at most one kept connection.
type lane struct {
	*http.Transport
	what  string    // the change that it was used for
	since time.Time // time it became free
	kept  bool      // its connection has carried an earlier change
}

func newNetwork(config Config) *network {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	n := &network{now: config.Now}
	n.base = &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		OnProxyConnectResponse: refusedByProxy,
		DialContext:            (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSHandshakeTimeout:    handshakeTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		IdleConnTimeout:        idleTimeout,
		Protocols:              protocols,
		TLSClientConfig: &tls.Config{
			RootCAs:            config.RootCAs,
			InsecureSkipVerify: config.SkipVerify,
			ClientSessionCache: tls.NewLRUClientSessionCache(0),

			GetClientCertificate: n.clientCertificate,
		},
	}
	return n
}

// RoundTrip sends one request. Its error is ErrNotSent if nothing of it reached the server.
func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	read := isRead(r.Method)
	what := ""
	if !read {
		what = r.Method + " " + r.URL.Path
	}
	lane := n.take(what)
	attempt := new(attempt)
	response, err := lane.RoundTrip(r.WithContext(httptrace.WithClientTrace(r.Context(), attempt.trace())))
	if err != nil {
		n.drop(lane, true)
		return nil, n.failure(r, attempt, err)
	}
	good := response.StatusCode/100 == 2 || read && response.StatusCode < http.StatusBadRequest
	body := &laneBody{ReadCloser: response.Body}
	body.leave = sync.OnceFunc(func() {
		if whole := body.whole.Load(); !good || !whole {
			n.drop(lane, !whole)
			return
		}
		n.give(lane)
	})
	response.Body = body
	return response, nil
}

// take returns a free or a new lane for a change, or for a read if what is "".
func (n *network) take(what string) *lane {
	n.mu.Lock()
	defer n.mu.Unlock()
	free := &n.reads
	if what != "" {
		free = &n.writes
	}
	for last := len(*free) - 1; last >= 0 && (what == "" || n.trust == untried || n.trust == proven); last-- {
		used := (*free)[last]
		*free = (*free)[:last]
		if what == "" {
			return used
		}
		if used.what != what || n.now().Sub(used.since) >= freshTime {
			used.CloseIdleConnections()
			continue
		}
		if used.kept = true; n.trust == untried {
			n.trust = trying
		}
		return used
	}
	return &lane{Transport: n.base.Clone(), what: what}
}

// give frees a lane after a successful call.
func (n *network) give(used *lane) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if used.what == "" {
		n.reads = append(n.reads, used)
		return
	}
	if used.kept && n.trust == trying {
		n.trust = proven
	}
	if n.trust == broken {
		used.CloseIdleConnections()
		return
	}
	used.since = n.now()
	n.writes = append(n.writes, used)
}

// drop discards a lane after a failed call. Lost means that the call may have been lost.
func (n *network) drop(used *lane, lost bool) {
	used.CloseIdleConnections()
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case !used.kept:
	case lost:
		n.trust = broken
		n.close(&n.writes)
	case n.trust == trying:
		n.trust = untried // a refusal proves nothing about the connection
	}
}

// CloseIdleConnections closes the kept connections; http.Client calls it.
func (n *network) CloseIdleConnections() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.close(&n.reads)
	n.close(&n.writes)
}

func (n *network) close(lanes *[]*lane) {
	for _, lane := range *lanes {
		lane.CloseIdleConnections()
	}
	*lanes = nil
}

// laneBody is the body of an answer. Closing it frees the lane.
type laneBody struct {
	io.ReadCloser
	whole atomic.Bool // it was read to its end; a canceled call may close it concurrently
	leave func()
}

func (b *laneBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		b.whole.Store(true)
	}
	return n, err
}

func (b *laneBody) Close() error {
	err := b.ReadCloser.Close()
	b.leave()
	return err
}

func isRead(method string) bool { return method == http.MethodGet }
