package sandbox

import (
	"iter"
	"net/http"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// listRecoveries answers GET /recoveries.
func (s *Server) listRecoveries(r *http.Request) (reply, error) {
	q, now := s.query(r), s.now()
	wanted, detail, page := s.jobs(q, now), q.flag("detail"), q.page()
	if err := q.fault(); err != nil {
		return reply{}, err
	}
	return paged(s.store, wanted, page, "Recovery job list", func(j *job) any { return s.recovery(j, detail, now) })
}

// paged answers jobs: all of them as a stream, or a page.
func paged(from *store, q jobQuery, page *pagination, message string, view func(*job) any) (reply, error) {
	if page == nil {
		return reply{data: list(mapJobs(from.each(q), view)), message: message}, nil
	}
	jobs, total, err := from.page(q, page.skip(), page.ItemsPerPage)
	items := make([]any, len(jobs))
	for i, j := range jobs {
		items[i] = view(j)
	}
	page.fill(len(items), total)
	return reply{data: items, pagination: page, message: message}, err
}

func mapJobs(jobs iter.Seq2[*job, error], view func(*job) any) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for j, err := range jobs {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(view(j), nil) {
				return
			}
		}
	}
}

// jobs reads which jobs a list wants, and chooses the index that leaves the fewest.
func (s *Server) jobs(q query, now time.Time) jobQuery {
	wanted, filters := allJobs(), s.filters(q, now)
	wanted.ascending = q.ascending()
	wanted.id = q.number("jobId")
	name, server, side := q.text("jobName"), q.text("server"), q.oneOf("serverType", sideSource, sideTarget)
	id, known := s.serverID(server)
	switch {
	case wanted.id != 0:
		filters = append(filters, func(j *job) bool { return (name == "" || j.Name == name) && j.on(server, side) })
	case name != "":
		wanted.bucket, wanted.prefix = bucketNames, nameKey(name)
		filters = appendServer(filters, server, side)
	case known:
		wanted.bucket = map[string]string{"": bucketServers, sideSource: bucketSources, sideTarget: bucketTargets}[side]
		wanted.prefix = key(id)
	default:
		filters = appendServer(filters, server, side)
	}
	if len(filters) > 0 {
		wanted.match = func(j *job) bool { return fits(j, filters) }
	}
	return wanted
}

type filter func(*job) bool

func fits(j *job, filters []filter) bool {
	return !slices.ContainsFunc(filters, func(fits filter) bool { return !fits(j) })
}

func appendServer(filters []filter, server, side string) []filter {
	if server == "" {
		return filters
	}
	return append(filters, func(j *job) bool { return j.on(server, side) })
}

// filters reads those that lists and single reads share and no index answers.
func (s *Server) filters(q query, now time.Time) []filter {
	filters := s.partFilters(q)
	if platform := q.oneOf("platform", s.platforms()...); platform != "" {
		filters = append(filters, func(j *job) bool { return j.Platform == platform })
	}
	if s.two && q.text("center") != "" {
		filters = append(filters, func(j *job) bool { return q.wants(s.inventory.Center(j.Center)) })
	}
	if status := q.oneOf("status", statuses()...); status != "" {
		filters = append(filters, func(j *job) bool { return j.state(now).status == status })
	}
	return filters
}

// serverID resolves a server by the inventory; a job may still name one that left it.
func (s *Server) serverID(identifier string) (int64, bool) {
	if id, isID := inventory.ParseID(identifier); isID {
		return id, true
	}
	found, known := inventory.Find(s.inventory.Servers, identifier)
	if !known || slices.ContainsFunc(s.inventory.Servers, func(other inventory.Server) bool {
		return other.Name == found.Name && other.ID != found.ID
	}) {
		return 0, false
	}
	return found.ID, true
}

func statuses() []string {
	return []string{statusPreparing, statusProcessing, statusComplete, statusScheduled,
		statusRegistered, statusCanceling, statusCanceled, statusError}
}

// partFilters reads the filters that one partition has to meet.
func (s *Server) partFilters(q query) (filters []filter) {
	some := func(fits func(*jobPartition) bool) {
		filters = append(filters, func(j *job) bool {
			return slices.ContainsFunc(j.Partitions, func(p jobPartition) bool { return fits(&p) })
		})
	}
	if mode := q.oneOf("mode", zdm.Modes()...); mode != "" {
		some(func(p *jobPartition) bool { return p.Mode == mode })
	}
	if letter := s.wantedLetter(q); letter != "" {
		some(func(p *jobPartition) bool { return p.Source == letter })
	}
	if id := q.number("repositoryID"); id != 0 {
		some(func(p *jobPartition) bool { return p.Repository.ID == id })
	}
	if kind := q.oneOf("repositoryType", zdm.RepositoryTypes()...); kind != "" {
		some(func(p *jobPartition) bool { return p.Repository.Type == kind })
	}
	if path := q.text("repositoryPath"); path != "" {
		some(func(p *jobPartition) bool { return p.Repository.Path == path })
	}
	if name := q.text("backupName"); name != "" {
		some(func(p *jobPartition) bool { return p.BackupJob == name })
	}
	return filters
}

// wantedLetter reads the parameters partition and drive, which mean the same.
func (s *Server) wantedLetter(q query) string {
	letter := q.text("partition")
	if letter == "" {
		letter = q.text("drive")
	}
	if s.two {
		return driveLetter(letter)
	}
	return letter
}

// getRecovery answers GET /recoveries/:identifier; of several jobs with a name it gives the newest.
func (s *Server) getRecovery(r *http.Request) (reply, error) {
	q, now := s.query(r), s.now()
	filters := appendServer(s.filters(q, now), q.text("server"), q.oneOf("serverType", sideSource, sideTarget))
	detail := q.flag("detail")
	if err := q.fault(); err != nil {
		return reply{}, err
	}
	identifier := r.PathValue("identifier")
	found, err := s.store.job(identifier)
	if err != nil {
		return reply{}, err
	}
	if found == nil {
		return reply{}, refuse(http.StatusNotFound, "ID가 '%s'인 Recovery 작업을 찾을 수 없습니다", identifier)
	}
	if !fits(found, filters) {
		return reply{}, refuse(http.StatusNotFound,
			"Name이 '%s'인 Recovery 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다.", identifier)
	}
	return reply{data: s.recovery(found, detail, now), message: "Recovery job retrieved"}, nil
}
