// Package sandbox is an embedded ZDM server for rehearsals: the ZDM API over an inventory of
// fictional servers. It stores what clients register in one bbolt file. It restores nothing and
// contacts no other machine. The progress of jobs is computed from stored times and the clock.
package sandbox

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// DefaultSpeed is how many times faster than a gigabit line jobs run if Config.Speed is 0.
const DefaultSpeed = 60

// maxTarget limits the length of path and query in bytes.
const maxTarget = 16 << 10

// Config configures a server. Only Path is required.
type Config struct {
	// The store; it and its folders are created with modes 0600 and 0700.
	Path       string
	Now        func() time.Time     // nil means time.Now; its zone is that of times in responses
	Wait       time.Duration        // how long to wait for another process's lock; 0 means three seconds
	MaxSize    int                  // limit of the store in bytes; 0 means no limit
	APIVersion string               // one of Versions; empty means Version1
	Inventory  *inventory.Inventory // nil means inventory.Default
	TokenTTL   time.Duration        // validity of a token; 0 means an hour
	// Speed of jobs registered, changed or started from now on; 0 means DefaultSpeed.
	Speed   float64
	Faults  *fault.Injector // nil means none
	Choices Choices
	// How unknown routes are refused: UnknownRoutePlain or UnknownRouteEnvelope. Empty means plain
	// before 3.0, and the envelope since 3.0.
	UnknownRoute string
}

// Refusals of unknown routes.
const (
	UnknownRoutePlain    = "plain"
	UnknownRouteEnvelope = "envelope"
)

// Choices select the behavior of a server where the API's documents are silent. The zero value is
// the behavior that is hardest for a client.
type Choices struct {
	// POST /recoveries: 409 JOB_NAME_ALREADY_EXISTS for a name that is taken.
	RefuseDuplicateNames bool
	RefusePartial        bool // POST /recoveries: 400 and no job instead of state "fail" when a partition fails
	AllowOverwrite       bool // POST /recoveries: overwrite is "allow" when absent, instead of "not allow"
	// POST, PUT /recoveries: accept the vendor CLI's words: baremetal, none, inc, a boolean
	// overwrite.
	VendorWords         bool
	CheckScheduleCenter bool // POST, PUT /recoveries: 403 for the schedule of another center
	CheckDeleteCenter   bool // DELETE /recoveries: 403 if query center is not the job's
	StatusConflict      bool // PUT /recoveries: 409 for an impossible start or stop, instead of state "fail"
	NewestHistory       bool // GET /recoveries/histories/ID: the newest run instead of the oldest
	MonitoringArray     bool // GET /recoveries/monitoring/system: "job" is an array of jobs instead of one object
	// GET /backups/images/server: 200 with [] instead of 404 if there is no image.
	EmptyImages bool
}

// Server serves the ZDM API from one store. It is safe for concurrent use.
type Server struct {
	cfg     Config
	store   *store
	current atomic.Pointer[api]
	handler http.Handler
}

// api serves one generation of the API.
type api struct {
	cfg       Config
	gen       generation
	inventory *inventory.Inventory
	store     *store
	logins    *limiter
	routes    *http.ServeMux
}

// Open opens or creates the store and locks it against other processes until Close. If the store
// cannot be used, the error is a *StoreError. It wraps ErrBusy if another process holds the lock
// for longer than Config.Wait.
func Open(cfg Config) (*Server, error) {
	cfg, err := cfg.complete()
	if err != nil {
		return nil, err
	}
	store, err := openStore(cfg)
	if err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, store: store}
	s.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.current.Load().serve(w, r) })
	if cfg.Faults != nil {
		s.handler = cfg.Faults.Handler(s.handler)
	}
	return s, s.SetAPIVersion(cfg.APIVersion)
}

// SetAPIVersion changes the version of the API while the server runs, as an upgrade does. Jobs and
// tokens are kept. Requests in progress complete in their original version.
func (s *Server) SetAPIVersion(version string) error {
	gen, ok := generationOf(version)
	if !ok {
		return unknownVersion(version)
	}
	next := &api{cfg: s.cfg, gen: gen, inventory: s.cfg.Inventory, store: s.store, logins: newLimiter(), routes: http.NewServeMux()}
	next.cfg.APIVersion = version
	next.addRoutes()
	s.current.Store(next)
	return nil
}

func unknownVersion(version string) error {
	return fmt.Errorf("unknown API version %q: must be one of %s", version, strings.Join(Versions(), ", "))
}

// complete fills in the defaults.
func (cfg Config) complete() (Config, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	cfg.Wait, cfg.TokenTTL = cmp.Or(cfg.Wait, 3*time.Second), cmp.Or(cfg.TokenTTL, time.Hour)
	cfg.Speed, cfg.APIVersion = cmp.Or(cfg.Speed, DefaultSpeed), cmp.Or(cfg.APIVersion, Version1)
	_, known := generationOf(cfg.APIVersion)
	switch {
	case !known:
		return cfg, unknownVersion(cfg.APIVersion)
	case cfg.UnknownRoute != "" && cfg.UnknownRoute != UnknownRoutePlain && cfg.UnknownRoute != UnknownRouteEnvelope:
		return cfg, fmt.Errorf("unknown refusal of routes %q: must be %s or %s", cfg.UnknownRoute, UnknownRoutePlain, UnknownRouteEnvelope)
	case !(cfg.Speed > 0) || math.IsInf(cfg.Speed, 0):
		return cfg, fmt.Errorf("the speed of the sandbox must be greater than zero: %v", cfg.Speed)
	case cfg.TokenTTL < 0:
		return cfg, fmt.Errorf("the lifetime of the sandbox's tokens must be greater than zero: %v", cfg.TokenTTL)
	}
	if cfg.Inventory == nil {
		var err error
		if cfg.Inventory, err = inventory.Default(); err != nil {
			return cfg, err
		}
	}
	cfg.Inventory = withDemoAccount(cfg.Inventory)
	return cfg, nil
}

// Close waits for requests that use the store, and releases its lock. Later requests get status
// 500.
func (s *Server) Close() error { return s.store.close() }

// ServeHTTP serves the ZDM API below /api, with the faults of Config.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
