package sandbox

import (
	"net/http"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Local is an in-process server. It opens its store for the first request and closes it after the
// last, so that processes that share a store take turns. It needs no Close. It is an
// http.RoundTripper. If Open fails, RoundTrip returns its error, which matches zdm.ErrNotSent.
type Local struct {
	cfg Config

	mu     sync.Mutex
	users  int
	server *Server // while users > 0
}

// NewLocal returns a Local without opening the store.
func NewLocal(cfg Config) *Local { return &Local{cfg: cfg} }

// RoundTrip serves the request as Transport does.
func (l *Local) RoundTrip(r *http.Request) (*http.Response, error) {
	return transport(func(w http.ResponseWriter, r *http.Request) error {
		return l.use(func(s *Server) error {
			s.ServeHTTP(w, r)
			return nil
		})
	}).RoundTrip(r)
}

// Token returns a token of the demo account, as Server.Token does.
func (l *Local) Token() (token string, err error) {
	err = l.use(func(s *Server) (err error) {
		token, err = s.Token()
		return err
	})
	return token, err
}

func (l *Local) use(do func(*Server) error) error {
	s, err := l.acquire()
	if err != nil {
		return err
	}
	defer l.release()
	return do(s)
}

func (l *Local) acquire() (*Server, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.users == 0 {
		if l.cfg.Inventory == nil { // read it once, not on every open
			l.cfg.Inventory, _ = inventory.Default() // Open reports the error
		}
		s, err := Open(l.cfg)
		if err != nil {
			return nil, notSent{err}
		}
		l.server = s
	}
	l.users++
	return l.server, nil
}

// notSent is the error of a store that could not be opened.
type notSent struct{ error }

func (e notSent) Unwrap() error        { return e.error }
func (e notSent) Is(target error) bool { return target == zdm.ErrNotSent }

func (l *Local) release() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.users--; l.users == 0 {
		// Everything is on the disk already, and the next Open reports a lock that remains.
		_ = l.server.Close()
	}
}
