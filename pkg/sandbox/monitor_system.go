package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
)

// monitoredTotals counts the partitions of a server's jobs by state.
type monitoredTotals struct {
	Total           int    `json:"total"`
	Completed       int    `json:"completed"`
	InProgress      int    `json:"inProgress"`
	Failed          int    `json:"failed"`
	Pending         int    `json:"pending"`
	OverallProgress string `json:"overallProgress"`

	percents int
}

func (t *monitoredTotals) add(p progress) {
	t.Total++
	t.percents += p.percent
	switch p.status {
	case statusComplete:
		t.Completed++
	case statusRegistered:
		t.Pending++
	case statusProcessing, statusCanceling:
		t.InProgress++
	default:
		t.Failed++
	}
	t.OverallProgress = fmt.Sprintf("%d%%", t.percents/t.Total)
}

// monitorSystem handles GET /recoveries/monitoring/system/:identifier. The API documents a single
// job, but a server can have several. The newest provides the name and the log, and the partitions
// of all are listed in order.
func (s *api) monitorSystem(r *http.Request) (reply, error) {
	q, identifier := s.query(r), r.PathValue("identifier")
	w, page := s.readMonitorQuery(q), q.page()
	s.filterByServer(&w.jobFilter, identifier, q.oneOf("serverType", sideSource, sideTarget))
	if err := q.fault(); err != nil {
		return reply{}, err
	}
	jobs := jobQuery{jobFilter: w.jobFilter}
	newest, totals, count, err := s.totals(jobs, w)
	switch {
	case err != nil:
		return reply{}, err
	case newest == nil && w.letter != "":
		return reply{}, refuse(http.StatusNotFound, "서버 '%s'에 파티션 '%s'에 해당하는 Recovery 작업을 찾을 수 없습니다.", identifier, w.letter)
	case newest == nil:
		return reply{}, refuse(http.StatusNotFound, "서버 '%s'에 등록된 Recovery 작업을 찾을 수 없습니다.", identifier)
	case fault.Strikes(r.Context(), fault.Incomplete):
		return reply{}, refuse(http.StatusBadRequest,
			"작업 데이터가 불완전합니다. 파티션 '%s' 에 대한 recovery 또는 recoveryInfo 작업 정보를 찾을 수 없습니다.", cmp.Or(w.letter, newest.Partitions[0].Source))
	}
	data, err := s.monitorStream(monitorAll{newest, totals, jobs, w, page, count})
	return reply{data: data, message: "Server recovery monitoring info"}, err
}

// totals visits all jobs once, before the response starts.
func (s *api) totals(jobs jobQuery, w monitorQuery) (newest *job, totals monitoredTotals, count int, err error) {
	for j, err := range s.store.each(jobs) {
		if err != nil {
			return nil, totals, 0, err
		}
		if newest == nil {
			newest = j
		}
		count++
		shot := j.state(w.now)
		for i, p := range j.Partitions {
			if w.shows(p) {
				totals.add(shot.parts[i])
			}
		}
	}
	return newest, totals, count, nil
}

// monitorAll holds the content of a monitorSystem response.
type monitorAll struct {
	newest *job
	totals monitoredTotals
	jobs   jobQuery
	query  monitorQuery
	page   *pagination // of jobs
	count  int
}

// monitorStream writes the JSON around the items, which may exceed memory.
func (s *api) monitorStream(all monitorAll) (*stream, error) {
	head, err := json.Marshal(struct {
		System monitoredSystems `json:"system"`
		Totals monitoredTotals  `json:"summary"`
	}{s.systems(all.newest, all.query), all.totals})
	if err != nil {
		return nil, err
	}
	info := s.monitored(all.newest, all.query)
	around, err := json.Marshal(struct {
		Info monitoredInfo `json:"info"`
		Log  []string      `json:"log"`
	}{info.Info, info.Log})
	if err != nil {
		return nil, err
	}
	made := &stream{head: string(head[:len(head)-1]) + `,"job":` + string(around[:len(around)-1]) + `,"details":[`, tail: "]}"}
	made.items = s.allParts(all)
	if s.cfg.Choices.MonitoringArray {
		made.head, made.tail = string(head[:len(head)-1])+`,"job":[`, "]"
	}
	if all.page != nil {
		all.page.fill(min(all.page.ItemsPerPage, max(0, all.count-all.page.skip())), all.count)
		pages, err := json.Marshal(all.page)
		if err != nil {
			return nil, err
		}
		made.tail += `,"pagination":` + string(pages)
	}
	made.tail += "}"
	return made, nil
}

// allParts visits the partitions of the jobs on the page, or of the given jobs.
func (s *api) allParts(all monitorAll) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for j, err := range s.jobsOf(all) {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, item := range s.items(j, all.query) {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

func (s *api) jobsOf(all monitorAll) iter.Seq2[*job, error] {
	if all.page == nil {
		return s.store.each(all.jobs)
	}
	return func(yield func(*job, error) bool) {
		found, _, err := s.store.page(all.jobs, all.page.skip(), all.page.ItemsPerPage)
		for _, j := range found {
			if !yield(j, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func (s *api) items(j *job, w monitorQuery) []any {
	shown := s.monitored(j, w)
	if s.cfg.Choices.MonitoringArray {
		shown.Log = nil
		return []any{shown}
	}
	parts := make([]any, len(shown.Details))
	for i, part := range shown.Details {
		parts[i] = part
	}
	return parts
}
