package sandbox

import (
	"net/http"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Local is a server for one process that opens its store when a request comes and closes it when none is
// left, so that processes that work on one store take turns. It needs no Close.
// It is an http.RoundTripper; an error of Open is the error of the call, which then did nothing: it is a zdm.ErrNotSent.
type Local struct {
	cfg Config

	mu     sync.Mutex
	users  int
	server *Server // while users > 0
}

// NewLocal opens nothing yet.
func NewLocal(cfg Config) *Local { return &Local{cfg: cfg} }

// RoundTrip calls the server as Transport does.
func (l *Local) RoundTrip(r *http.Request) (*http.Response, error) {
	return transport(func(w http.ResponseWriter, r *http.Request) error {
		return l.use(func(s *Server) error {
			s.ServeHTTP(w, r)
			return nil
		})
	}).RoundTrip(r)
}

// Token gives a token of the demo account, as Server.Token does.
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
		if l.cfg.Inventory == nil { // read it once, however often the store is opened
			l.cfg.Inventory, _ = inventory.Default() // Open tells what is wrong
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
		// Everything is on the disk already, and a lock that stays is told by the next Open.
		_ = l.server.Close()
	}
}
