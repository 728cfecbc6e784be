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
	freshTime        = time.Second // that a connection may have been idle for a change; servers allow some seconds
	maxHeaderBytes   = 1 << 20
)

// network is the way to the server. Each call has a lane to itself, so that nobody else can take
// the lane's connection before it is known whether the answer on it was an error: servers close a
// kept connection after one, and a POST on it would be lost. A call that changes something takes a
// connection of its own, or one on which the same call to the same path has just gone well, as
// those of one who registers many do. Whether the server keeps what it promises is tried with one
// call before others follow.
type network struct {
	base *http.Transport // what lanes are copies of
	now  func() time.Time

	mu            sync.Mutex
	reads, writes []*lane // that are free
	trust         trust

	wantsCertificate atomic.Bool // the server has asked the client for one
}

// trust is what is known of the server's kept connections.
type trust int

const (
	untried trust = iota
	trying        // a change is under way on one
	proven        // a change went well on one
	broken        // a change was lost on one: no other is sent on one
)

// lane is a way for one call at a time, with one kept connection at most.
type lane struct {
	*http.Transport
	what  string    // the change that it was used for
	since time.Time // when it became free
	kept  bool      // its connection carried another change before
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

// RoundTrip sends one request. Its error is ErrNotSent when nothing of it has reached the server.
func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	read := isRead(r.Method)
	what := ""
	if !read {
		what = r.Method + " " + r.URL.Path
	}
	lane := n.take(what)
	way := new(attempt)
	response, err := lane.RoundTrip(r.WithContext(httptrace.WithClientTrace(r.Context(), way.trace())))
	if err != nil {
		n.drop(lane, true)
		return nil, n.failure(r, way, err)
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

// take returns a free lane, or makes one; what is the change that it is for, "" for a read.
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

// give sets a lane free that was used well.
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

// drop discards a lane on which a call may have been lost.
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
		n.trust = untried // refused, which shows nothing about the connection
	}
}

// CloseIdleConnections lets http.Client close what is kept.
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

// laneBody is the body of an answer whose lane is free for others when the body has been closed.
type laneBody struct {
	io.ReadCloser
	whole atomic.Bool // it was read to its end; a canceled call closes it while it is read
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
