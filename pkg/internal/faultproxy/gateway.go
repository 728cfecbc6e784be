package faultproxy

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"
)

// maxJoin limits how long a request waits for another to be joined with.
const maxJoin = 200 * time.Millisecond

// Gateway is the shared state of a server's proxies: the responses they mix up. It is safe for
// concurrent use.
type Gateway struct {
	server http.Handler

	mu sync.Mutex
	// Last response to a registration; nil before the first.
	registered *httptest.ResponseRecorder
	last       map[string]*httptest.ResponseRecorder // last response, by method
	first      map[string]*httptest.ResponseRecorder // first response to each read, by URL
	waiting    []chan *httptest.ResponseRecorder     // requests that get the next response
	// Names and targets of registrations that were executed and refused.
	refused map[string]bool
	// Names, targets and lists whose token was rejected.
	denied map[string]bool
	met    map[Fault]int
}

// NewGateway returns a gateway to a server.
func NewGateway(server http.Handler) *Gateway {
	return &Gateway{
		server: server, refused: map[string]bool{}, denied: map[string]bool{}, met: map[Fault]int{},
		last: map[string]*httptest.ResponseRecorder{}, first: map[string]*httptest.ResponseRecorder{},
	}
}

// Met returns the number of requests with a fault whose body was read.
func (g *Gateway) Met(f Fault) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.met[f]
}

// meets decides the fault of a complete request. It avoids two cases no client could detect: a
// server that has registered and refused a recovery does not return an outdated list, and a token
// is not rejected twice.
func (g *Gateway) meets(r *http.Request, body []byte, fault Fault) Fault {
	about := []string{r.URL.Query().Get("jobName") + r.URL.Query().Get("server")}
	if r.Method == http.MethodPost {
		about = namesIn(body)
	}
	in := func(set map[string]bool) bool {
		return slices.ContainsFunc(about, func(name string) bool { return set[name] })
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	switch fault {
	case Unauthorized, TokenAfter:
		if in(g.denied) {
			fault = None
		}
	case Behind, Stale:
		if r.Method == http.MethodGet && (in(g.refused) || g.last[http.MethodGet] == nil) {
			fault = None
		}
	}
	for _, name := range about {
		if fault == Unauthorized || fault == TokenAfter {
			g.denied[name] = true
		}
		switch fault {
		case TokenAfter, ConflictAfter, FailedAfter, DeniedAfter, RedirectAfter:
			g.refused[name] = g.refused[name] || r.Method == http.MethodPost
		}
	}
	g.met[fault]++
	return fault
}

// namesIn returns the name and the target in a request for a recovery.
func namesIn(body []byte) []string {
	var request struct{ JobName, Target string }
	_ = json.Unmarshal(body, &request)
	return []string{request.JobName, request.Target}
}

// ask forwards a request, whether or not its client is still connected.
func (g *Gateway) ask(r *http.Request, body []byte) *httptest.ResponseRecorder {
	inner := httptest.NewRequest(r.Method, r.URL.RequestURI(), bytes.NewReader(body))
	inner.Header = r.Header.Clone()
	answer := httptest.NewRecorder()
	g.server.ServeHTTP(answer, inner)
	g.mu.Lock()
	defer g.mu.Unlock()
	if url := r.URL.RequestURI(); r.Method == http.MethodGet && g.first[url] == nil {
		g.first[url] = answer
	}
	if strings.HasSuffix(r.URL.Path, "/issue") {
		return answer // no other client gets a token
	}
	if r.Method == http.MethodPost && answer.Code == http.StatusCreated {
		g.registered = answer
		for _, other := range g.waiting {
			other <- answer
		}
		g.waiting = nil
	}
	g.last[r.Method] = answer
	return answer
}

// earlier returns the response to an earlier registration.
func (g *Gateway) earlier() *httptest.ResponseRecorder {
	g.mu.Lock()
	defer g.mu.Unlock()
	return orOther(g.registered)
}

// old forwards a request and returns the response to the previous one of the same method, or to the
// first of the same read.
func (g *Gateway) old(r *http.Request, body []byte, fault Fault) *httptest.ResponseRecorder {
	g.mu.Lock()
	old := g.last[r.Method]
	g.mu.Unlock()
	g.ask(r, body)
	g.mu.Lock()
	defer g.mu.Unlock()
	if fault == Stale {
		old = g.first[r.URL.RequestURI()]
	}
	return orOther(old)
}

// orOther returns the response, or that to another client's registration if it is nil.
func orOther(answer *httptest.ResponseRecorder) *httptest.ResponseRecorder {
	if answer == nil {
		answer = httptest.NewRecorder()
		answer.Header().Set("Content-Type", "application/json")
		answer.Code = http.StatusCreated
		answer.Body.WriteString(`{"success": true, "requestID": "r-other", "data": {"common": {"state": "success", "jobName": "of-somebody-else", "platform": "vmware"},
"partitions": [{"sourcePartition": "/", "targetPartition": "/dev/sda1"}], "summary": {"total": 1, "successful": 1, "failed": 0}}}`)
	}
	return answer
}

// join holds a request until another is answered, and returns the same response. A request that
// stays alone is forwarded.
func (g *Gateway) join(r *http.Request, body []byte) *httptest.ResponseRecorder {
	answer := make(chan *httptest.ResponseRecorder, 1)
	g.mu.Lock()
	g.waiting = append(g.waiting, answer)
	g.mu.Unlock()
	alone := time.NewTimer(maxJoin)
	defer alone.Stop()
	select {
	case same := <-answer:
		return same
	case <-alone.C:
	}
	g.mu.Lock()
	at := slices.Index(g.waiting, answer)
	if at >= 0 {
		g.waiting = slices.Delete(g.waiting, at, at+1)
		g.met[Joined]--
	}
	g.mu.Unlock()
	if at < 0 {
		return <-answer
	}
	return g.ask(r, body)
}
