package sandbox

import (
	"net/http"
	"path"
	"strings"
	"time"
)

// endpoint is a route of the API. Its keys are the query parameters of 3.0, where an unknown
// parameter is an error. A key that ends in "?" may be empty, and "*" admits unknown parameters.
type endpoint struct {
	pattern string
	handle  func(*http.Request, query) (reply, error)
	keys    string
}

// Parameters that many endpoints share.
const (
	keysPage   = " page limit sort"
	keysCenter = " center"
	keysLetter = " partition drive"
	keysJob    = "server serverType mode status repositoryID repositoryType repositoryPath platform backupName detail center" + keysLetter
	keysRuns   = "jobId jobName server serverType partition result" + keysCenter + keysPage
	keysJobNow = "detail? mode" + keysLetter + keysCenter
	keysAllNow = "serverType jobName status page limit " + keysJobNow
	keysImages = "center repositoryId repositoryPath jobName page limit" + keysLetter
)

// endpoints are routes of a range of versions.
type endpoints struct {
	from, until generation
	routes      []endpoint
}

func (s *api) endpoints() []endpoints {
	return []endpoints{
		{v1, v3, []endpoint{
			{"POST /api/recoveries", s.register, ""},
			{"GET /api/recoveries", s.listRecoveries, "jobId jobName " + keysJob + keysPage},
			{"GET /api/recoveries/{identifier}", s.getRecovery, keysJob},
			{"PUT /api/recoveries/{identifier}", s.updateRecovery, ""},
			{"DELETE /api/recoveries/{identifier}", s.deleteRecovery, "center"},
			{"GET /api/servers", s.listServers, "mode os connection license disk network partition repository detail" + keysCenter + keysPage},
			{"GET /api/servers/{identifier}", s.getServer, "mode os connection license disk network partition repository detail sort" + keysCenter},
			{"GET /api/servers/partitions", s.listPartitions, "device fileSystem" + keysLetter + keysCenter + keysPage},
			{"GET /api/servers/{identifier}/partitions", s.serverPartitions, "device fileSystem" + keysLetter + keysCenter + keysPage},
			{"GET /api/zdms", s.listCenters, "connection activation network disk partition repository zosRepository detail" + keysPage},
			{"GET /api/zdms/{identifier}", s.getCenter, "connection activation network disk partition repository zosRepository detail"},
			{"GET /api/zdms/repositories", s.listRepositories, "type path os" + keysCenter + keysPage},
			{"GET /api/zdms/{identifier}/repositories", s.centerRepositories, "type path os" + keysCenter + keysPage},
			{"GET /api/backups", s.listBackups, "server mode status repositoryID repositoryType repositoryPath detail jobId jobName" + keysLetter + keysCenter + keysPage},
			{"GET /api/backups/{identifier}", s.getBackup, "server mode status repositoryID repositoryType repositoryPath detail" + keysLetter + keysCenter + keysPage},
			{"GET /api/schedules", s.listSchedules, "id jobName type state" + keysCenter + keysPage},
			{"GET /api/schedules/{identifier}", s.getSchedule, ""},
			{"POST /api/schedules", s.createSchedule, ""},
			{"DELETE /api/schedules/{identifier}", s.deleteSchedule, "center"},
			{"GET /api/users", s.listUsers, "userName position company country" + keysPage},
			{"GET /api/users/{identifier}", s.getUser, ""},
			{"GET /api/cloud-auth/recovery", s.listCloudAuths, "displayName cloudType" + keysCenter + keysPage},
			{"GET /api/cloud-auth/regions/{platform}", s.listRegions, ""},
			{"GET /api/recoveries/histories", s.listHistories, keysRuns},
		}},
		{v1, v3Early, []endpoint{
			{"GET /api/recoveries/monitoring/job/{identifier}", s.monitorJob, keysJobNow},
			{"GET /api/recoveries/monitoring/system/{identifier}", s.monitorSystem, keysAllNow},
		}},
		{v3Flat, v3, []endpoint{
			{"GET /api/recoveries/monitoring/job/{identifier}", s.monitorJob3, keysJobNow},
			{"GET /api/recoveries/monitoring/system/{identifier}", s.monitorSystem3, keysAllNow},
		}},
		{v1, v202, []endpoint{
			{"GET /api/recoveries/histories/{identifier}", s.getHistory, ""},
			{"GET /api/backups/images/server/{serverName}", s.listImages, ""},
		}},
		{v3Early, v3, []endpoint{
			{"GET /api/recoveries/histories/{identifier}", s.getHistory3, keysRuns},
			{"GET /api/backups/images/server/{serverName}", s.serverImages3, keysImages},
			{"GET /api/backups/images", s.listImages3, "* server repositoryType sort " + keysImages},
			{"POST /api/recoveries/image", s.registerImages, ""},
		}},
		{v2, v202, []endpoint{{"GET /api/cloud-auth/region/{platform}", s.listRegions, ""}}},
	}
}

func (s *api) addRoutes() {
	for _, some := range s.endpoints() {
		for _, one := range some.routes {
			if s.gen >= some.from && s.gen <= some.until {
				s.addRoute(one)
			}
		}
	}
	if s.gen < v2 {
		s.route("POST /api/auth/issue", s.issue)
	} else {
		s.route("POST /api/token/issue", s.issue)
	}
	s.routes.HandleFunc("/", s.noRoute)
}

func (s *api) addRoute(e endpoint) {
	s.route(e.pattern, s.authorized(strings.Contains(e.pattern, "/histories"), func(r *http.Request) (reply, error) {
		if s.gen >= v3Flat {
			if err := checkQuery(r.URL.Query(), e); err != nil {
				return reply{}, err
			}
		}
		q := s.query(r)
		got, err := e.handle(r, q)
		// Handlers that change something read no parameter that can be invalid.
		if fault := q.fault(); fault != nil {
			return reply{}, fault
		}
		return got, err
	}))
}

func (s *api) route(pattern string, h handler) {
	s.routes.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, h) })
}

func (s *api) serve(w http.ResponseWriter, r *http.Request) {
	escaped := r.URL.EscapedPath()
	switch {
	case len(escaped)+len(r.URL.RawQuery) > maxTarget:
		s.answer(w, r, func(*http.Request) (reply, error) {
			return reply{}, refuse(http.StatusRequestURITooLong, "request target too long")
		})
	case path.Clean(escaped) != escaped: // ServeMux redirects such paths, the API never does
		s.noRoute(w, r)
	default:
		s.routes.ServeHTTP(w, r)
	}
}

// noRoute refuses an unknown path. The refusal is either that of a web server, which clients can
// distinguish from wrong credentials, or an envelope.
func (s *api) noRoute(w http.ResponseWriter, r *http.Request) {
	text := "Cannot " + r.Method + " " + r.URL.EscapedPath()
	if s.plainRoutes() {
		http.Error(w, text, http.StatusNotFound)
		return
	}
	s.answer(w, r, func(*http.Request) (reply, error) { return reply{}, refuse(http.StatusNotFound, "%s", text) })
}

func (s *api) plainRoutes() bool {
	if s.cfg.UnknownRoute == "" {
		return s.gen < v3Early
	}
	return s.cfg.UnknownRoute == UnknownRoutePlain
}

// now returns the time in milliseconds, the precision of the store.
func (s *api) now() time.Time { return s.cfg.Now().Truncate(time.Millisecond) }
