// Package faultproxy stands between a client and a server, and does to their connections what networks and
// gateways do. The function given to Start chooses the fault of each request; afterwards the test compares what its
// client reported with what the server holds. A new kind of fault is a constant here and a case in Proxy's handling of it.
package faultproxy

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Fault is what happens to one request.
type Fault int

// The faults. Of those from AfterServer on, the server has done what it was asked to.
const (
	None          Fault = iota
	BeforeBody          // the connection is cut when the head has come
	InBody              // it is cut in the middle of the body
	Reset               // it is reset when the request is whole
	HalfOpen            // it stays open, and nothing ever comes back
	BadGateway          // a gateway answers 502 in the server's place
	Denied              // a gateway answers 403 in the server's place
	Unauthorized        // the server refuses the token
	Another             // the answer is that to an earlier registration
	Joined              // of two requests that are under way at once one is passed on, and its answer is that of both
	AfterServer         // it is cut when the server has answered
	InAnswer            // it is cut in the middle of the answer
	ResetAnswer         // it is reset in the middle of the answer
	Slow                // the answer comes when the client has left
	Late                // the request reaches the server when the client has left
	GatewayAfter        // a gateway answers 502 though the server has answered
	DeniedAfter         // a gateway answers 403 though the server has answered
	RedirectAfter       // a gateway redirects though the server has answered
	TokenAfter          // the server refuses the token of a request that it has carried out
	ConflictAfter       // the server finds what it has just registered, and refuses it with 409
	FailedAfter         // the server fails with 500 when it has carried the request out
	Behind              // the answer is that to the request before, of the same method
	NullData            // the data of the answer is null
	NoObject            // it is {}
	NullItem            // it is [null]
	WrongTotal          // the list does not have as many items as it says
	EmptyPage           // a page that is not the last is empty
	Stale               // the list is as it was when it was first read
	faults
)

// Posts are the faults of a registration.
func Posts() []Fault { return between(BeforeBody, NullItem) }

// Reads are the faults of a read whose answer can be told from a good one.
func Reads() []Fault {
	return slices.DeleteFunc(between(BeforeBody, EmptyPage), func(f Fault) bool { return f == Joined || f == Behind })
}

// Outdated are the faults of a read whose answer may be plainly a list, and hides what has been registered.
func Outdated() []Fault { return []Fault{Behind, Stale} }

func between(first, last Fault) []Fault {
	all := make([]Fault, 0, faults)
	for f := first; f <= last; f++ {
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
	gateway *Gateway
	choose  func(*http.Request) Fault
	silent  func()       // see OnSilence
	working sync.RWMutex // read-locked by each request, those of clients that have left too
}

// Start starts a proxy with a gateway of its own. choose returns what happens to each request, and is called by many at once.
func Start(server http.Handler, choose func(*http.Request) Fault) *Proxy {
	return NewGateway(server).Start(choose)
}

// Start starts a proxy of the gateway.
func (g *Gateway) Start(choose func(*http.Request) Fault) *Proxy {
	p := &Proxy{gateway: g, choose: choose, silent: func() {}}
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
	fault = p.gateway.meets(r, body, fault)
	switch fault {
	case Reset:
		cut(w, nil, true)
	case HalfOpen:
		p.untilGone(r)
	case BadGateway:
		page(w, http.StatusBadGateway)
	case Denied:
		page(w, http.StatusForbidden)
	case Unauthorized:
		refuse(w, http.StatusUnauthorized)
	case Another:
		pass(w, p.gateway.earlier())
	case Joined:
		pass(w, p.gateway.join(r, body))
	case Late:
		p.untilGone(r)
		p.gateway.ask(r, body)
	case Behind, Stale:
		pass(w, p.gateway.old(r, body, fault))
	default:
		p.answer(w, r, fault, p.gateway.ask(r, body))
	}
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
		page(w, http.StatusBadGateway)
	case DeniedAfter:
		page(w, http.StatusForbidden)
	case RedirectAfter:
		w.Header().Set("Location", "/login")
		w.WriteHeader(http.StatusFound)
	case TokenAfter:
		refuse(w, http.StatusUnauthorized)
	case ConflictAfter:
		refuse(w, http.StatusConflict)
	case FailedAfter:
		refuse(w, http.StatusInternalServerError)
	default:
		pass(w, altered(answer, fault))
	}
}

// pass gives the client an answer as it is.
func pass(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
	w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
	w.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// page answers as a gateway does.
func page(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html><h1>%d %s</h1></html>", status, http.StatusText(status))
}

// refuse answers with the server's failure envelope.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `{"success": false, "requestID": "r-no", "error": %q}`, http.StatusText(status))
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
