package sandbox

import (
	"cmp"
	"fmt"
	"iter"
	"net/http"
	"slices"

	bolt "go.etcd.io/bbolt"

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
func (s *api) monitorSystem(r *http.Request, q query) (reply, error) {
	identifier := r.PathValue("identifier")
	w, page := s.readMonitorQuery(q), q.page()
	s.filterByServer(&w.jobFilter, identifier, q.oneOf("serverType", sideSource, sideTarget))
	newest, totals, ids, err := s.totals(w)
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
	head := "{" + members(struct {
		System monitoredSystems `json:"system"`
		Totals monitoredTotals  `json:"summary"`
	}{s.systems(newest, w), totals})
	tail := "]"
	if s.cfg.Choices.MonitoringArray {
		head += `,"job":[`
	} else {
		info := s.monitored(newest, w)
		head += `,"job":{` + members(struct {
			Info monitoredInfo `json:"info"`
			Log  []string      `json:"log"`
		}{info.Info, info.Log}) + `,"details":[`
		tail = "]}"
	}
	data := s.jobStream(head, tail, ids, page, func(j *job) []any { return s.items(j, w) })
	return reply{data: data, message: "Server recovery monitoring info"}, nil
}

// totals visits all jobs once, before the response starts.
func (s *api) totals(w monitorQuery) (newest *job, totals monitoredTotals, ids []int64, err error) {
	for j, err := range s.store.each(jobQuery{jobFilter: w.jobFilter}) {
		if err != nil {
			return nil, totals, nil, err
		}
		newest = cmp.Or(newest, j)
		ids = append(ids, j.ID)
		shot := j.state(w.now)
		for i, p := range j.Partitions {
			if w.shows(p) {
				totals.add(shot.parts[i])
			}
		}
	}
	return newest, totals, ids, nil
}

// jobStream returns the jobs of a page as items between some JSON. It may exceed memory.
func (s *api) jobStream(head, tail string, ids []int64, page *pagination, items func(*job) []any) *stream {
	ids = cut(page, ids)
	if page != nil {
		tail += "," + members(struct {
			Pagination *pagination `json:"pagination"`
		}{page})
	}
	jobs := each(s.store, func(*bolt.Tx) ([]int64, error) { return ids, nil }, decodeJob)
	return &stream{head: head, tail: tail + "}", items: itemsOf(jobs, func(j *job) iter.Seq[any] { return slices.Values(items(j)) })}
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
