// Package sandbox is an embedded ZDM server for rehearsals: the ZDM API over an inventory of
// fictional servers. It stores what clients register in one bbolt file. It restores nothing and
// contacts no other machine. The progress of jobs is computed from stored times and the clock.
package sandbox

import (
	"fmt"
	"math"
	"net/http"
	"path"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// The versions of the API: the texts of 1.0.3 to 1.3.1, or those of 2.0.
const (
	Version1 = "1.0.3"
	Version2 = "2.0"
)

// DefaultSpeed is how many times faster than a gigabit line jobs run if Config.Speed is 0.
const DefaultSpeed = 60

// maxTarget limits the length of path and query in bytes.
const maxTarget = 16 << 10

// Config configures a server. Only Path is required.
type Config struct {
	// The store; it and its folders are created with modes 0600 and 0700.
	Path       string
	Now        func() time.Time     // nil means time.Now; times in responses are in its zone
	Wait       time.Duration        // for the lock of another process; 0 means three seconds
	MaxSize    int                  // limit of the store in bytes; 0 means no limit
	APIVersion string               // empty means Version1
	Inventory  *inventory.Inventory // nil means inventory.Default
	TokenTTL   time.Duration        // validity of a token; 0 means an hour
	// Of jobs registered, changed or started from now on; 0 means DefaultSpeed.
	Speed   float64
	Faults  *fault.Injector // nil means none
	Choices Choices
}

// Choices invert what a server does where the API's documents are silent. The zero value is the
// behavior that is hardest for a client.
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
	cfg       Config
	v2        bool // serves 2.0
	inventory *inventory.Inventory
	store     *store
	routes    *http.ServeMux
	handler   http.Handler
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
	s := &Server{cfg: cfg, v2: cfg.APIVersion == Version2, inventory: cfg.Inventory, store: store, routes: http.NewServeMux()}
	s.addRoutes()
	s.handler = http.HandlerFunc(s.serve)
	if cfg.Faults != nil {
		s.handler = cfg.Faults.Handler(s.handler)
	}
	return s, nil
}

// complete fills in the defaults.
func (cfg Config) complete() (Config, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Wait == 0 {
		cfg.Wait = 3 * time.Second
	}
	if cfg.TokenTTL == 0 {
		cfg.TokenTTL = time.Hour
	}
	if cfg.Speed == 0 {
		cfg.Speed = DefaultSpeed
	}
	if cfg.APIVersion == "" {
		cfg.APIVersion = Version1
	}
	switch {
	case cfg.APIVersion != Version1 && cfg.APIVersion != Version2:
		return cfg, fmt.Errorf("the sandbox speaks the API versions %s and %s, not %q", Version1, Version2, cfg.APIVersion)
	case !(cfg.Speed > 0) || math.IsInf(cfg.Speed, 0):
		return cfg, fmt.Errorf("the sandbox's speed must be above zero, not %v", cfg.Speed)
	case cfg.TokenTTL < 0:
		return cfg, fmt.Errorf("the sandbox's tokens must be good for some time, not for %v", cfg.TokenTTL)
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

func (s *Server) addRoutes() {
	issue := "POST /api/auth/issue"
	if s.v2 {
		issue = "POST /api/token/issue"
	}
	s.route(issue, s.issue)
	for pattern, h := range map[string]handler{
		"POST /api/recoveries":                               s.register,
		"GET /api/recoveries":                                s.listRecoveries,
		"GET /api/recoveries/{identifier}":                   s.getRecovery,
		"PUT /api/recoveries/{identifier}":                   s.updateRecovery,
		"DELETE /api/recoveries/{identifier}":                s.deleteRecovery,
		"GET /api/recoveries/monitoring/job/{identifier}":    s.monitorJob,
		"GET /api/recoveries/monitoring/system/{identifier}": s.monitorSystem,
		"GET /api/servers":                                   s.listServers,
		"GET /api/servers/{identifier}":                      s.getServer,
		"GET /api/servers/partitions":                        s.listPartitions,
		"GET /api/servers/{identifier}/partitions":           s.serverPartitions,
		"GET /api/zdms":                                      s.listCenters,
		"GET /api/zdms/{identifier}":                         s.getCenter,
		"GET /api/zdms/repositories":                         s.listRepositories,
		"GET /api/zdms/{identifier}/repositories":            s.centerRepositories,
		"GET /api/backups":                                   s.listBackups,
		"GET /api/backups/{identifier}":                      s.getBackup,
		"GET /api/backups/images/server/{serverName}":        s.listImages,
		"GET /api/schedules":                                 s.listSchedules,
		"GET /api/schedules/{identifier}":                    s.getSchedule,
		"POST /api/schedules":                                s.createSchedule,
		"DELETE /api/schedules/{identifier}":                 s.deleteSchedule,
		"GET /api/users":                                     s.listUsers,
		"GET /api/users/{identifier}":                        s.getUser,
		"GET /api/cloud-auth/recovery":                       s.listCloudAuths,
		"GET /api/cloud-auth/regions/{platform}":             s.listRegions,
	} {
		s.route(pattern, s.authorized(expiredKorean, h))
	}
	s.route("GET /api/recoveries/histories", s.authorized(expiredEnglish, s.listHistories))
	s.route("GET /api/recoveries/histories/{identifier}", s.authorized(expiredEnglish, s.getHistory))
	if s.v2 {
		s.route("GET /api/cloud-auth/region/{platform}", s.authorized(expiredKorean, s.listRegions))
	}
	s.routes.HandleFunc("/", noRoute)
}

// Close waits for requests that use the store and releases its lock. Later requests are answered
// with status 500.
func (s *Server) Close() error { return s.store.close() }

// ServeHTTP serves the ZDM API below /api, with the faults of Config.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	escaped := r.URL.EscapedPath()
	switch {
	case len(escaped)+len(r.URL.RawQuery) > maxTarget:
		s.answer(w, r, func(*http.Request) (reply, error) {
			return reply{}, refuse(http.StatusRequestURITooLong, "request target too long")
		})
	case path.Clean(escaped) != escaped: // ServeMux redirects such paths, the API never does
		noRoute(w, r)
	default:
		s.routes.ServeHTTP(w, r)
	}
}

func (s *Server) route(pattern string, h handler) {
	s.routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, h) })
}

// noRoute responds without an envelope, by which clients distinguish an unknown path from wrong
// credentials.
func noRoute(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "Cannot "+r.Method+" "+r.URL.EscapedPath(), http.StatusNotFound)
}

// now returns the time in milliseconds, the precision of the store.
func (s *Server) now() time.Time { return s.cfg.Now().Truncate(time.Millisecond) }
