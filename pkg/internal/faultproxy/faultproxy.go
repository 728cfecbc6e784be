// Package faultproxy stands between a client and a server, and does to their connections what networks and
// gateways do. The function given to Start chooses the fault of each request; afterwards the test compares what its
// client reported with what the server holds. A new kind of fault is a constant here and a case in Proxy's handling of it.
package faultproxy

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"time"
)

// Fault is what happens to one request.
type Fault int

// The faults. Of those from AfterServer on, the server has done what it was asked to.
const (
	None         Fault = iota
	BeforeBody         // the connection is cut when the head has come
	InBody             // it is cut in the middle of the body
	Reset              // it is reset when the request is whole
	HalfOpen           // it stays open, and nothing ever comes back
	BadGateway         // a gateway answers 502 in the server's place
	AfterServer        // it is cut when the server has answered
	InAnswer           // it is cut in the middle of the answer
	ResetAnswer        // it is reset in the middle of the answer
	Slow               // the answer comes when the client has left
	Late               // the request reaches the server when the client has left
	GatewayAfter       // a gateway answers 502 though the server has answered
	faults
)

// Faults are all of them but None.
func Faults() []Fault {
	all := make([]Fault, 0, faults)
	for f := None + 1; f < faults; f++ {
		all = append(all, f)
	}
	return all
}

// maxWait is how long a request waits for its client to leave.
const maxWait = 10 * time.Second

// Proxy listens on a free port of 127.0.0.1.
type Proxy struct {
	URL string // without a path

	http    *httptest.Server
	server  http.Handler
	choose  func(*http.Request) Fault
	silent  func()       // see OnSilence
	working sync.RWMutex // read-locked by each request, those of clients that have left too
}

// Start starts a proxy. choose says for each request what happens to it, and is called by many at once.
func Start(server http.Handler, choose func(*http.Request) Fault) *Proxy {
	p := &Proxy{server: server, choose: choose, silent: func() {}}
	p.http = httptest.NewServer(http.HandlerFunc(p.serve))
	p.URL = p.http.URL
	return p
}

// OnSilence makes the proxy call a function whenever an answer stays away: its client need not wait any longer.
func (p *Proxy) OnSilence(f func()) {
	p.working.Lock()
	defer p.working.Unlock()
	p.silent = f
}

// Close waits until the server has seen every request that it will see.
func (p *Proxy) Close() {
	p.http.CloseClientConnections()
	p.http.Close()
	p.Wait()
}

// Wait waits until the server has seen every request that has come.
func (p *Proxy) Wait() {
	p.working.Lock()
	defer p.working.Unlock()
}

func (p *Proxy) serve(w http.ResponseWriter, r *http.Request) {
	p.working.RLock()
	defer p.working.RUnlock()
	fault := p.choose(r)
	switch fault {
	case BeforeBody:
		cut(w, nil, false)
		return
	case InBody:
		_, _ = io.CopyN(io.Discard, r.Body, r.ContentLength/2)
		cut(w, nil, false)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	switch fault {
	case Reset:
		cut(w, nil, true)
	case HalfOpen:
		p.untilGone(r)
	case BadGateway:
		badGateway(w)
	case Late:
		p.untilGone(r)
		p.ask(r, body)
	default:
		p.answer(w, r, fault, p.ask(r, body))
	}
}

// ask passes a request on, whether its client is still there or not.
func (p *Proxy) ask(r *http.Request, body []byte) *httptest.ResponseRecorder {
	inner := httptest.NewRequest(r.Method, r.URL.RequestURI(), bytes.NewReader(body))
	inner.Header = r.Header.Clone()
	answer := httptest.NewRecorder()
	p.server.ServeHTTP(answer, inner)
	return answer
}

// answer gives the client what the fault leaves of the server's answer.
func (p *Proxy) answer(w http.ResponseWriter, r *http.Request, fault Fault, answer *httptest.ResponseRecorder) {
	body := answer.Body.Bytes()
	switch fault {
	case AfterServer:
		cut(w, nil, false)
	case InAnswer, ResetAnswer:
		head := fmt.Sprintf("HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", answer.Code, len(body))
		cut(w, append([]byte(head), body[:len(body)/2]...), fault == ResetAnswer)
	case Slow:
		p.untilGone(r)
	case GatewayAfter:
		badGateway(w)
	default:
		w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(answer.Code)
		_, _ = w.Write(body)
	}
}

func badGateway(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusBadGateway)
	_, _ = io.WriteString(w, "<html><h1>502 Bad Gateway</h1></html>")
}

func (p *Proxy) untilGone(r *http.Request) {
	p.silent()
	select {
	case <-r.Context().Done():
	case <-time.After(maxWait):
	}
}

// cut writes some bytes and ends the connection.
func cut(w http.ResponseWriter, last []byte, reset bool) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	_, _ = conn.Write(last)
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
