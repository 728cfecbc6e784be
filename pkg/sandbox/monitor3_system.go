package sandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// jobTotals counts the jobs of a server by state. The numbers sum to Total.
type jobTotals struct {
	Total           int    `json:"total"`
	Completed       int    `json:"completed"`
	InProgress      int    `json:"inProgress"`
	Failed          int    `json:"failed"`
	Canceled        int    `json:"canceled"`
	Pending         int    `json:"pending"`
	OverallProgress string `json:"overallProgress"` // mean of the jobs that have progress, or "-"

	percents, progressing int
}

func (t *jobTotals) add(status string, at progressed) {
	t.Total++
	switch status {
	case statusComplete:
		t.Completed++
	case statusPreparing, statusProcessing:
		t.InProgress++
	case statusError:
		t.Failed++
	case statusCanceling, statusCanceled:
		t.Canceled++
	default:
		t.Pending++
	}
	if percent, err := strconv.Atoi(strings.TrimSuffix(at.percent, "%")); err == nil {
		t.percents += percent
		t.progressing++
	}
}

// rankedJob holds the sort keys of a server's job. Jobs with progress come first, then the most
// recently changed.
type rankedJob struct {
	id      int64
	known   bool
	updated int64
}

func (a rankedJob) compare(b rankedJob) int {
	return cmp.Or(cmp.Compare(bit(b.known), bit(a.known)), cmp.Compare(b.updated, a.updated), cmp.Compare(b.id, a.id))
}

// monitorSystem3 handles GET /recoveries/monitoring/system/:identifier of 3.0. Jobs without a
// matching partition are left out.
func (s *api) monitorSystem3(r *http.Request, q query) (reply, error) {
	identifier := r.PathValue("identifier")
	w, page, side := s.readMonitorQuery(q), q.page(), monitoredSide{name: identifier, serverType: q.oneOf("serverType", sideSource, sideTarget)}
	s.filterByServer(&w.jobFilter, identifier, side.serverType)
	found, known := inventory.Find(s.inventory.Servers, identifier)
	var err error
	if known {
		side.id, side.name = found.ID, found.Name
	} else {
		known, err = s.knownByJobs(identifier)
	}
	switch {
	case err != nil:
		return reply{}, err
	case !known:
		return reply{}, unknownServer(identifier)
	case fault.Strikes(r.Context(), fault.Incomplete):
		return reply{}, refuse(http.StatusInternalServerError, "Recovery information could not be read.")
	}
	totals, ids, err := s.rank(w)
	if err != nil {
		return reply{}, err
	}
	var head struct {
		Server struct {
			Name string `json:"name"`
		} `json:"server"`
		Summary *jobTotals `json:"summary,omitempty"`
	}
	head.Server.Name = side.name
	if s.gen != v3Flat {
		head.Summary = &totals
	}
	data := s.jobStream("{"+members(head)+`,"job":[`, "]", ids, page, func(j *job) []any {
		shown := s.jobProgress(j, w)
		shown.Info.Role = side.of(j)
		return []any{s.monitored3(shown, w)}
	})
	return reply{data: data, message: messageMonitored}, nil
}

// rank counts the jobs of a server and orders their ids, in one pass.
func (s *api) rank(w monitorQuery) (totals jobTotals, ids []int64, err error) {
	var ranked []rankedJob
	for j, err := range s.store.each(jobQuery{jobFilter: w.jobFilter}) {
		if err != nil {
			return totals, nil, err
		}
		if !slices.ContainsFunc(j.Partitions, w.shows) {
			continue
		}
		shot := j.state(w.now)
		at := s.progressOf(j, shot, w.now)
		totals.add(shot.status, at)
		ranked = append(ranked, rankedJob{j.ID, at.known, j.updated(shot, w.now).UnixNano()})
	}
	if totals.OverallProgress = "-"; totals.progressing > 0 {
		totals.OverallProgress = fmt.Sprintf("%d%%", totals.percents/totals.progressing)
	}
	slices.SortFunc(ranked, rankedJob.compare)
	for _, one := range ranked {
		ids = append(ids, one.id)
	}
	return totals, ids, nil
}

// monitoredSide is the server of a request.
type monitoredSide struct {
	id         int64 // 0 if the inventory does not have it
	name       string
	serverType string
}

// of returns the server's role in a job, or "" if it has none.
func (m monitoredSide) of(j *job) string {
	is := func(one system) bool { return one.ID != 0 && one.ID == m.id || one.Name == m.name }
	switch {
	case is(j.Target) && m.serverType != sideSource:
		return sideTarget
	case is(j.Source):
		return sideSource
	}
	return ""
}

// knownByJobs reports whether a job refers by name to a server that the inventory does not have.
func (s *api) knownByJobs(name string) (bool, error) {
	var w jobFilter
	w.require(termOf(fieldSourceName, name), termOf(fieldTargetName, name))
	_, total, err := s.store.page(jobQuery{jobFilter: w}, 0, 0)
	return total > 0, err
}
