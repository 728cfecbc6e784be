package sandbox

import (
	"cmp"
	"iter"
	"net/http"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// listRecoveries handles GET /recoveries.
func (s *api) listRecoveries(_ *http.Request, q query) (reply, error) {
	now := s.now()
	wanted, detail, page := s.jobs(q, now), q.flag("detail"), q.page()
	view := func(j *job) any { return s.recovery(j, detail, now) }
	return paged(page, "Recovery job list", s.store.each, s.store.page, wanted, view)
}

// paged responds with the records of a query: all of them as a stream, or a page.
func paged[Q, T any](page *pagination, message string, each func(Q) iter.Seq2[T, error],
	some func(q Q, skip, take int) ([]T, int, error), q Q, view func(T) any,
) (reply, error) {
	if page == nil {
		one := func(found T) iter.Seq[any] { return slices.Values([]any{view(found)}) }
		return reply{data: list(itemsOf(each(q), one)), message: message}, nil
	}
	found, total, err := some(q, page.skip(), page.ItemsPerPage)
	items := make([]any, len(found))
	for i, one := range found {
		items[i] = view(one)
	}
	page.fill(len(items), total)
	return reply{data: items, pagination: page, message: message}, err
}

// itemsOf visits the items of each record.
func itemsOf[T any](all iter.Seq2[T, error], items func(T) iter.Seq[any]) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for one, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			for item := range items(one) {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// jobs reads the filters of a list.
func (s *api) jobs(q query, now time.Time) jobQuery {
	all := jobQuery{jobFilter: s.readFilter(q, now), id: q.number("jobId"), ascending: q.ascending()}
	all.equal(fieldName, q.text("jobName"))
	return all
}

// readFilter reads the filters that lists and single reads share.
func (s *api) readFilter(q query, now time.Time) jobFilter {
	w := jobFilter{now: now}
	s.filterByServer(&w, q.text("server"), q.oneOf("serverType", sideSource, sideTarget))
	w.equal(fieldPlatform, q.oneOf("platform", s.platforms()...))
	if s.gen >= v2 && q.text("center") != "" {
		w.require(s.centerTerms(q)...)
	}
	w.status = q.oneOf("status", statuses()...)
	w.equal(fieldMode, q.oneOf("mode", zdm.Modes()...))
	w.equal(fieldPartition, s.letterParameter(q))
	w.equal(fieldRepositoryType, q.oneOf("repositoryType", zdm.RepositoryTypes()...))
	w.equal(fieldRepositoryPath, q.text("repositoryPath"))
	w.equal(fieldBackup, q.text("backupName"))
	if id := q.number("repositoryID"); id != 0 {
		w.require(termOfID(fieldRepository, id))
	}
	return w
}

// readCenters returns the centers that 3.0 searches for a job, or nil for all.
func (s *api) readCenters(q query) clause {
	if s.gen < v3Early || q.text("center") == "" {
		return nil
	}
	return s.centerTerms(q)
}

// centerTerms returns the terms of the parameter center.
func (s *api) centerTerms(q query) clause {
	centers := clause{} // not nil, so that unknown centers have no jobs
	for _, c := range s.inventory.Centers {
		if q.wants(c) {
			centers = append(centers, termOfID(fieldCenter, c.ID))
		}
	}
	return centers
}

// filterByServer filters by a server, given by id or name, as source, target or either.
func (s *api) filterByServer(w *jobFilter, server, side string) {
	if server == "" {
		return
	}
	of := clause{termOf(fieldSourceName, server), termOf(fieldTargetName, server)}
	if id, known := s.serverID(server); known {
		of = clause{termOfID(fieldSource, id), termOfID(fieldTarget, id)}
	}
	switch side {
	case sideSource:
		of = of[:1]
	case sideTarget:
		of = of[1:]
	}
	w.require(of...)
}

// Sides of a recovery, as in the parameter serverType.
const (
	sideSource = "source"
	sideTarget = "target"
)

// serverID resolves a server in the inventory. Jobs may still refer to a removed one by name.
func (s *api) serverID(identifier string) (int64, bool) {
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

// letterParameter reads the parameters partition and drive, which are synonyms.
func (s *api) letterParameter(q query) string {
	letter := cmp.Or(q.text("partition"), q.text("drive"))
	if s.gen >= v2 {
		return driveLetter(letter)
	}
	return letter
}

// getRecovery handles GET /recoveries/:identifier. Of several jobs with the name, it returns the
// newest.
func (s *api) getRecovery(r *http.Request, q query) (reply, error) {
	now := s.now()
	wanted, detail := s.readFilter(q, now), q.flag("detail")
	identifier := r.PathValue("identifier")
	found, err := s.store.job(identifier, s.readCenters(q))
	if err != nil {
		return reply{}, err
	}
	if found == nil {
		return reply{}, refuse(http.StatusNotFound, "ID가 '%s'인 Recovery 작업을 찾을 수 없습니다", identifier).
			withMissing(codeNoJob, "Recovery job", identifier)
	}
	if !wanted.matches(found) {
		return reply{}, refuse(http.StatusNotFound,
			"Name이 '%s'인 Recovery 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다.", identifier).
			withV3(http.StatusNotFound, codeNoJob, "Recovery job with Name '%s' exists, but no results match the specified filter conditions.", identifier)
	}
	return reply{data: s.recovery(found, detail, now), message: "Recovery job retrieved"}, nil
}
