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
	freshTime        = time.Second // that a connection may have been idle for a change: servers close it after some seconds at the earliest
	maxHeaderBytes   = 1 << 20
)

// network is the way to the server. Each call has a lane to itself, so that nobody else can take the lane's connection before it is
// known whether the answer on it was an error: servers close a kept connection after one, and a POST on it would be lost.
// A call that changes something takes a connection that another such call has just used well, else one of its own.
type network struct {
	base *http.Transport // what lanes are copies of
	now  func() time.Time

	mu            sync.Mutex
	reads, writes []*lane // that are free
	wary          bool    // a change was lost on a kept connection: no other one is sent on one
}

// lane is a way for one call at a time, with one kept connection at most.
type lane struct {
	*http.Transport
	since time.Time // when it became free
}

func newNetwork(config Config) *network {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &network{now: config.Now, base: &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSHandshakeTimeout:    handshakeTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		IdleConnTimeout:        idleTimeout,
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
	read := isRead(r.Method)
	lane, kept := n.take(read)
	response, err := lane.RoundTrip(r)
	if err != nil {
		n.drop(lane, kept && !read)
		return nil, err
	}
	good := response.StatusCode/100 == 2 || read && response.StatusCode < http.StatusBadRequest
	response.Body = &laneBody{ReadCloser: response.Body, leave: sync.OnceFunc(func() {
		if !good {
			n.drop(lane, false)
			return
		}
		n.give(lane, read)
	})}
	return response, nil
}

// take gives a free lane, or makes one. For a change it is one that was used a moment ago: no server closes its connection that soon.
func (n *network) take(read bool) (free *lane, kept bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	from := &n.writes
	if read {
		from = &n.reads
	}
	for last := len(*from) - 1; last >= 0; last-- {
		free, *from = (*from)[last], (*from)[:last]
		if read || n.now().Sub(free.since) < freshTime {
			return free, true
		}
		free.CloseIdleConnections()
	}
	return &lane{Transport: n.base.Clone()}, false
}

func (n *network) give(free *lane, read bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch free.since = n.now(); {
	case read:
		n.reads = append(n.reads, free)
	case n.wary:
		free.CloseIdleConnections()
	default:
		n.writes = append(n.writes, free)
	}
}

// drop gives a lane up; lost, when a change was on its way over a connection that was kept.
func (n *network) drop(used *lane, lost bool) {
	used.CloseIdleConnections()
	if !lost {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.wary = true
	n.close(&n.writes)
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
	leave func()
}

func (b *laneBody) Close() error {
	err := b.ReadCloser.Close()
	b.leave()
	return err
}

func isRead(method string) bool { return method == http.MethodGet }
