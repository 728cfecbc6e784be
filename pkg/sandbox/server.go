// Package sandbox is an embedded ZDM server for rehearsals: the ZDM API in its version 1.0.3 over an
// inventory of invented servers, with what clients register kept in one bbolt file.
// It restores nothing and talks to no other machine.
package sandbox

import (
	"net/http"
	"path"
	"time"
)

// Config says where a server keeps its data and what it takes as the time.
type Config struct {
	Path    string           // the store; it and its folders are made with modes 0600 and 0700
	Now     func() time.Time // time.Now when nil; times in answers are in its zone
	Wait    time.Duration    // for the lock of another process; three seconds when 0
	MaxSize int              // bytes that the store may grow to; no limit when 0
}

// Server is the ZDM API over one store. It is safe for concurrent use.
type Server struct {
	now       func() time.Time
	inventory inventory
	store     *store
	routes    *http.ServeMux
}

// Open opens the store, or makes it, and locks it against other processes until Close.
// The error is ErrBusy when another process kept the lock for longer than Config.Wait.
func Open(cfg Config) (*Server, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Wait == 0 {
		cfg.Wait = 3 * time.Second
	}
	store, err := openStore(cfg, defaultSchedules())
	if err != nil {
		return nil, err
	}
	s := &Server{now: cfg.Now, inventory: defaultInventory(), store: store, routes: http.NewServeMux()}
	s.route("/", s.noRoute)
	s.route("POST /api/auth/issue", s.issue)
	s.route("POST /api/recoveries", s.authorized(s.register))
	s.route("GET /api/recoveries", s.authorized(s.listRecoveries))
	s.route("GET /api/recoveries/{identifier}", s.authorized(s.getRecovery))
	return s, nil
}

// Close waits for requests that are using the store and gives up its lock.
// A request that comes later is answered with status 500.
func (s *Server) Close() error { return s.store.close() }

// ServeHTTP answers the ZDM API below /api.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// The multiplexer answers an unclean path with a redirect, the API never does.
	if escaped := r.URL.EscapedPath(); path.Clean(escaped) != escaped {
		s.answer(w, r, s.noRoute)
		return
	}
	s.routes.ServeHTTP(w, r)
}

func (s *Server) route(pattern string, h handler) {
	s.routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, h) })
}

func (s *Server) noRoute(r *http.Request) (reply, error) {
	return reply{}, refuse(http.StatusNotFound, "요청한 경로를 찾을 수 없습니다: %s %s", r.Method, r.URL.Path)
}
