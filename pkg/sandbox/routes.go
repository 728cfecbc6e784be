package sandbox

import (
	"net/http"
	"path"
	"time"
)

// endpoint is a route of the API. Its keys are the query parameters of 3.0, where an unknown
// parameter is an error. A key that ends in "?" may be empty.
type endpoint struct {
	pattern string
	handle  handler
	keys    string
	open    bool // 3.0 ignores unknown parameters too
}

// Parameters that many endpoints share.
const (
	keysPage   = " page limit sort"
	keysCenter = " center"
	keysLetter = " partition drive"
	keysJob    = "server serverType mode status repositoryID repositoryType repositoryPath platform backupName detail center" + keysLetter
)

func (s *api) addRoutes() {
	for _, one := range []endpoint{
		{"POST /api/recoveries", s.register, "", false},
		{"GET /api/recoveries", s.listRecoveries, "jobId jobName " + keysJob + keysPage, false},
		{"GET /api/recoveries/{identifier}", s.getRecovery, keysJob, false},
		{"PUT /api/recoveries/{identifier}", s.updateRecovery, "", false},
		{"DELETE /api/recoveries/{identifier}", s.deleteRecovery, "center", false},
		{"GET /api/servers", s.listServers, "mode os connection license disk network partition repository detail" + keysCenter + keysPage, false},
		{"GET /api/servers/{identifier}", s.getServer, "mode os connection license disk network partition repository detail sort" + keysCenter, false},
		{"GET /api/servers/partitions", s.listPartitions, "device fileSystem" + keysLetter + keysCenter + keysPage, false},
		{"GET /api/servers/{identifier}/partitions", s.serverPartitions, "device fileSystem" + keysLetter + keysCenter + keysPage, false},
		{"GET /api/zdms", s.listCenters, "connection activation network disk partition repository zosRepository detail" + keysPage, false},
		{"GET /api/zdms/{identifier}", s.getCenter, "connection activation network disk partition repository zosRepository detail", false},
		{"GET /api/zdms/repositories", s.listRepositories, "type path os" + keysCenter + keysPage, false},
		{"GET /api/zdms/{identifier}/repositories", s.centerRepositories, "type path os" + keysCenter + keysPage, false},
		{"GET /api/backups", s.listBackups, "server mode status repositoryID repositoryType repositoryPath detail jobId jobName" + keysLetter + keysCenter + keysPage, false},
		{"GET /api/backups/{identifier}", s.getBackup, "server mode status repositoryID repositoryType repositoryPath detail" + keysLetter + keysCenter + keysPage, false},
		{"GET /api/schedules", s.listSchedules, "id jobName type state" + keysCenter + keysPage, false},
		{"GET /api/schedules/{identifier}", s.getSchedule, "", false},
		{"POST /api/schedules", s.createSchedule, "", false},
		{"DELETE /api/schedules/{identifier}", s.deleteSchedule, "center", false},
		{"GET /api/users", s.listUsers, "userName position company country" + keysPage, false},
		{"GET /api/users/{identifier}", s.getUser, "", false},
		{"GET /api/cloud-auth/recovery", s.listCloudAuths, "displayName cloudType" + keysCenter + keysPage, false},
		{"GET /api/cloud-auth/regions/{platform}", s.listRegions, "", false},
	} {
		s.addRoute(one, expiredKorean)
	}
	const runs = "jobId jobName server serverType partition result" + keysCenter + keysPage
	s.addRoute(endpoint{pattern: "GET /api/recoveries/histories", handle: s.listHistories, keys: runs}, expiredEnglish)
	run := s.getHistory
	if s.gen >= v3Early {
		run = s.getHistory3
	}
	s.addRoute(endpoint{pattern: "GET /api/recoveries/histories/{identifier}", handle: run, keys: runs}, expiredEnglish)
	for _, one := range s.ownRoutes() {
		s.addRoute(one, expiredKorean)
	}
	s.route(s.loginRoute(), s.issue)
	s.routes.HandleFunc("/", s.noRoute)
}

func (s *api) loginRoute() string {
	if s.gen >= v2 {
		return "POST /api/token/issue"
	}
	return "POST /api/auth/issue"
}

// ownRoutes returns the routes that differ between the generations.
func (s *api) ownRoutes() []endpoint {
	const (
		job    = "GET /api/recoveries/monitoring/job/{identifier}"
		system = "GET /api/recoveries/monitoring/system/{identifier}"
		ofJob  = "detail? mode" + keysLetter + keysCenter
		all    = "serverType jobName status page limit " + ofJob
	)
	routes := []endpoint{{pattern: job, handle: s.monitorJob, keys: ofJob}, {pattern: system, handle: s.monitorSystem, keys: all}}
	if s.gen >= v3Flat {
		routes[0].handle, routes[1].handle = s.monitorJob3, s.monitorSystem3
	}
	if s.gen < v3Early {
		routes = append(routes, endpoint{pattern: "GET /api/backups/images/server/{serverName}", handle: s.listImages})
	} else {
		const keys = "center repositoryId repositoryPath jobName page limit" + keysLetter
		routes = append(routes,
			endpoint{pattern: "GET /api/backups/images/server/{serverName}", handle: s.serverImages3, keys: keys},
			endpoint{pattern: "GET /api/backups/images", handle: s.listImages3, keys: "server repositoryType sort " + keys, open: true},
			endpoint{pattern: "POST /api/recoveries/image", handle: s.registerImages})
	}
	if s.gen >= v2 && s.gen < v3Early {
		routes = append(routes, endpoint{pattern: "GET /api/cloud-auth/region/{platform}", handle: s.listRegions})
	}
	return routes
}

func (s *api) addRoute(e endpoint, expired string) {
	s.route(e.pattern, s.authorized(expired, func(r *http.Request) (reply, error) {
		if s.gen >= v3Flat {
			if err := checkQuery(r.URL.Query(), e); err != nil {
				return reply{}, err
			}
		}
		return e.handle(r)
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
