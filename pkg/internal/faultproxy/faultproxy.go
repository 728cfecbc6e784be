// Package faultproxy is a proxy that fails as networks and gateways do. The function given to Start
// chooses the fault of each request. Afterwards the test compares what its client reported with
// what the server holds. To add a fault, add a constant here and a case to respond.
package faultproxy

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// Fault is the fault of one request.
type Fault int

// Faults. From AfterServer on, the server has executed the request.
const (
	None          Fault = iota
	BeforeBody          // the connection is cut after the request's header
	InBody              // it is cut in the middle of the body
	Reset               // it is reset after the whole request
	HalfOpen            // it stays open without any response
	BadGateway          // a gateway responds with 502 instead of the server
	Denied              // a gateway responds with 403 instead of the server
	Unauthorized        // the server rejects the token
	Another             // the response belongs to an earlier registration
	Joined              // of two concurrent requests one is forwarded, and both get its response
	AfterServer         // it is cut after the server has responded
	InAnswer            // it is cut in the middle of the response
	ResetAnswer         // it is reset in the middle of the response
	Slow                // the response arrives after the client has left
	Late                // the request reaches the server after the client has left
	GatewayAfter        // a gateway responds with 502 although the server has responded
	DeniedAfter         // a gateway responds with 403 although the server has responded
	RedirectAfter       // a gateway redirects although the server has responded
	TokenAfter          // the server rejects the token of a request it has executed
	ConflictAfter       // the server finds what it has just registered, and responds with 409
	FailedAfter         // the server responds with 500 after executing the request
	Behind              // the response belongs to the previous request of the same method
	NullData            // the data of the response is null
	NoObject            // it is {}
	NullItem            // it is [null]
	WrongTotal          // the list does not have as many items as it reports
	EmptyPage           // a page other than the last is empty
	Stale               // the list is as it was when first read
	faults
)

// Posts returns the faults of a registration.
func Posts() []Fault { return between(BeforeBody, NullItem) }

// Reads returns the faults of a read whose response is recognizably wrong.
func Reads() []Fault {
	return slices.DeleteFunc(between(BeforeBody, EmptyPage), func(f Fault) bool { return f == Joined || f == Behind })
}

// Outdated returns the faults of a read whose response is a valid list that omits registered
// recoveries.
func Outdated() []Fault { return []Fault{Behind, Stale} }

func between(first, last Fault) []Fault {
	all := make([]Fault, 0, faults)
	for f := first; f <= last; f++ {
		all = append(all, f)
	}
	return all
}

// maxWait limits how long a request waits for its client to leave.
const maxWait = 10 * time.Second

// Proxy listens on a free port of 127.0.0.1.
type Proxy struct {
	URL string // without a path

	http    *httptest.Server
	gateway *Gateway
	choose  func(*http.Request) Fault
	silent  func()       // see OnSilence
	working sync.RWMutex // read-locked by each request, including those whose clients have left
}

// Start starts a proxy with its own gateway. choose returns the fault of each request and must be
// safe for concurrent use.
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

// OnSilence sets a function that is called whenever a response will not arrive, so its client need
// not wait.
func (p *Proxy) OnSilence(f func()) {
	p.working.Lock()
	defer p.working.Unlock()
	p.silent = f
}

// Close waits until the server has handled every request and closes the proxy.
func (p *Proxy) Close() {
	p.http.CloseClientConnections()
	p.http.Close()
	p.Wait()
}

// Wait waits until the server has handled every request so far.
func (p *Proxy) Wait() {
	p.working.Lock()
	defer p.working.Unlock()
}

func (p *Proxy) serve(w http.ResponseWriter, r *http.Request) {
	p.working.RLock()
	defer p.working.RUnlock()
	fault := p.choose(r)
	if fault == BeforeBody || fault == InBody {
		if fault == InBody {
			_, _ = io.CopyN(io.Discard, r.Body, r.ContentLength/2)
		}
		p.respond(w, r, fault, nil)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	fault = p.gateway.meets(r, body, fault)
	var answer *httptest.ResponseRecorder
	switch fault {
	case Reset, HalfOpen, BadGateway, Denied, Unauthorized: // the server is not asked
	case Another:
		answer = p.gateway.earlier()
	case Joined:
		answer = p.gateway.join(r, body)
	case Behind, Stale:
		answer = p.gateway.old(r, body, fault)
	case Late:
		p.untilGone(r)
		p.gateway.ask(r, body)
		return
	default:
		answer = altered(p.gateway.ask(r, body), fault)
	}
	p.respond(w, r, fault, answer)
}

// respond sends the client the server's response, or what the fault makes of it.
func (p *Proxy) respond(w http.ResponseWriter, r *http.Request, fault Fault, answer *httptest.ResponseRecorder) {
	var sent zdmtest.Answer
	switch fault {
	case HalfOpen, Slow:
		p.untilGone(r)
		return
	case BeforeBody, InBody, AfterServer:
		sent = zdmtest.Raw(nil)
	case Reset:
		sent = zdmtest.Reset(nil)
	case InAnswer:
		sent = zdmtest.Raw(half(answer))
	case ResetAnswer:
		sent = zdmtest.Reset(half(answer))
	case BadGateway, GatewayAfter:
		sent = zdmtest.Gateway(http.StatusBadGateway)
	case Denied, DeniedAfter:
		sent = zdmtest.Gateway(http.StatusForbidden)
	case RedirectAfter:
		sent = zdmtest.Redirect(http.StatusFound, "/login")
	case Unauthorized, TokenAfter:
		sent = refused(http.StatusUnauthorized)
	case ConflictAfter:
		sent = refused(http.StatusConflict)
	case FailedAfter:
		sent = refused(http.StatusInternalServerError)
	default:
		sent = zdmtest.Reply(answer.Code, answer.Header().Get("Content-Type"), answer.Body.Bytes())
	}
	sent(w, r, nil)
}

func refused(status int) zdmtest.Answer { return zdmtest.Refusal(status, http.StatusText(status)) }

// half returns the first half of a response.
func half(answer *httptest.ResponseRecorder) []byte {
	body := answer.Body.Bytes()
	head := fmt.Appendf(nil, "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", answer.Code, len(body))
	return append(head, body[:len(body)/2]...)
}

func (p *Proxy) untilGone(r *http.Request) {
	p.silent()
	select {
	case <-r.Context().Done():
	case <-time.After(maxWait):
	}
}
