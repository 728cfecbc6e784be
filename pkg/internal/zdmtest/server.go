// Package zdmtest is a ZDM server whose responses a test chooses, and which records requests.
//
// Server.On sets the response of a path, or of "GET /path" for one method. Reply, Refusal, List,
// Sequence, Hang and others create responses. Server.Requests returns what was sent. Client and
// Clock test package zdm and its users without waiting: on that clock a sleep returns at once and
// is recorded, and Expire ends waiting for a response.
package zdmtest

import (
	"bytes"
	"context"
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
)

// Paths of the calls that zdmctl makes.
const (
	Recoveries = "/api/recoveries"
	Issue      = "/api/auth/issue"
	Issue20    = "/api/token/issue" // in the 2.0 documents
)

// Request is one request as it arrived.
type Request struct {
	Method string
	Path   string
	Query  string // sorted by name
	Header http.Header
	Body   []byte
}

// Server listens on a free port of 127.0.0.1. It is safe for concurrent use.
type Server struct {
	URL string // without a path

	check  func(*http.Request)
	http   *httptest.Server
	closed chan struct{}

	mu       sync.Mutex
	arrived  *sync.Cond
	clients  []string // their addresses
	requests []Request
	answers  map[string]Answer
	silence  []func()
}

// Start starts a plain HTTP server. It lists no recoveries, and responds with 404 to every other
// path without an Answer. check is called first for every request and may read its body. It may be
// nil.
func Start(check func(*http.Request)) *Server {
	s := newServer(check)
	s.http.Start()
	s.URL = s.http.URL
	return s
}

// StartTLS starts a server with a certificate that no system trusts (see CA).
func StartTLS() *Server {
	s := newServer(nil)
	s.http.StartTLS()
	s.URL = s.http.URL
	return s
}

func newServer(check func(*http.Request)) *Server {
	s := &Server{check: check, closed: make(chan struct{}), answers: map[string]Answer{}}
	s.arrived = sync.NewCond(&s.mu)
	s.http = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.http.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.http.Config.ConnState = func(conn net.Conn, state http.ConnState) {
		if state == http.StateNew {
			s.mu.Lock()
			s.clients = append(s.clients, conn.RemoteAddr().String())
			s.mu.Unlock()
			s.arrived.Broadcast()
		}
	}
	return s
}

// CA returns the PEM certificate that a client needs to trust a server of StartTLS.
func (s *Server) CA() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.http.Certificate().Raw})
}

// Close ends the server and its unfinished responses.
func (s *Server) Close() {
	close(s.closed)
	s.http.CloseClientConnections()
	s.http.Close()
}

// On sets the response to every request for a path, or for "METHOD path" to those of that method.
func (s *Server) On(path string, a Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[path] = a
}

// OnSilence sets a function that is called whenever a response will not arrive, or not completely,
// so its clients need not wait.
func (s *Server) OnSilence(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.silence = append(s.silence, f)
}

// serverKey is the context key of a request's server.
type serverKey struct{}

// Silent calls the OnSilence function of the request's server.
func Silent(r *http.Request) {
	s, ok := r.Context().Value(serverKey{}).(*Server)
	if !ok {
		return
	}
	s.mu.Lock()
	silence := slices.Clone(s.silence)
	s.mu.Unlock()
	for _, f := range silence {
		f()
	}
}

// Requests returns the requests so far in the order of arrival.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Posts returns the POST requests so far.
func (s *Server) Posts() []Request {
	return slices.DeleteFunc(s.Requests(), func(r Request) bool { return r.Method != http.MethodPost })
}

// Await waits until n requests have arrived. It reports false if the context ends first.
func (s *Server) Await(ctx context.Context, n int) bool {
	defer context.AfterFunc(ctx, s.arrived.Broadcast)()
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.requests) < n && ctx.Err() == nil {
		s.arrived.Wait()
	}
	return len(s.requests) >= n
}

// Connections returns the number of connections clients have opened, including those not accepted
// yet. It opens one itself, which is queued after them.
func (s *Server) Connections() (int, error) {
	last, err := new(net.Dialer).DialContext(context.Background(), "tcp", s.http.Listener.Addr().String())
	if err != nil {
		return 0, err
	}
	defer func() { _ = last.Close() }()
	own := last.LocalAddr().String()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !slices.Contains(s.clients, own) {
		s.arrived.Wait()
	}
	s.clients = slices.DeleteFunc(s.clients, func(address string) bool { return address == own })
	return len(s.clients), nil
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if s.check != nil && r.Method != http.MethodConnect { // CONNECT is for a proxy
		r.Body = io.NopCloser(bytes.NewReader(body))
		s.check(r)
	}
	s.mu.Lock()
	s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.Query().Encode(), Header: r.Header.Clone(), Body: body})
	answer := s.answers[r.Method+" "+r.URL.Path]
	if answer == nil {
		answer = s.answers[r.URL.Path]
	}
	s.mu.Unlock()
	s.arrived.Broadcast()
	if answer == nil && r.Method == http.MethodGet && r.URL.Path == Recoveries {
		answer = Data(`[]`)
	}
	if answer == nil {
		answer = Reply(http.StatusNotFound, "text/html", []byte("<h1>Not Found</h1>"))
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	answer(w, r.WithContext(context.WithValue(r.Context(), serverKey{}, s)), s.closed)
}
