package sandbox

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// pagination is present only when a page was asked for.
type pagination struct {
	CurrentPage     int  `json:"currentPage"`
	TotalPages      int  `json:"totalPages"`
	TotalItems      int  `json:"totalItems"`
	ItemsPerPage    int  `json:"itemsPerPage"`
	HasNextPage     bool `json:"hasNextPage"`
	HasPreviousPage bool `json:"hasPreviousPage"`
}

// listRecoveries answers GET /recoveries with the filters jobName and server, sort, paging and detail.
func (s *Server) listRecoveries(r *http.Request) (reply, error) {
	query := r.URL.Query()
	detail, err := choice(query, "detail", "false", "true", "false")
	if err != nil {
		return reply{}, err
	}
	sort, err := choice(query, "sort", "desc", "asc", "desc")
	if err != nil {
		return reply{}, err
	}
	page, err := readPage(query)
	if err != nil {
		return reply{}, err
	}
	wanted := jobQuery{name: query.Get("jobName"), server: query.Get("server"), ascending: sort == "asc"}
	if page != nil {
		wanted.skip, wanted.take = (page.CurrentPage-1)*page.ItemsPerPage, page.ItemsPerPage
	}
	jobs, total, err := s.store.jobs(wanted)
	if err != nil {
		return reply{}, err
	}
	items := make([]recovery, len(jobs))
	for i, j := range jobs {
		items[i] = s.recovery(j, detail == "true")
	}
	page.fill(len(jobs), total)
	return reply{status: http.StatusOK, data: items, pagination: page, message: "Recovery job list"}, nil
}

// getRecovery answers GET /recoveries/:identifier; of several jobs with a name it gives the newest.
func (s *Server) getRecovery(r *http.Request) (reply, error) {
	detail, err := choice(r.URL.Query(), "detail", "false", "true", "false")
	if err != nil {
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
	server := r.URL.Query().Get("server")
	if server != "" && !found.on(server) {
		return reply{}, refuse(http.StatusNotFound,
			"Name이 '%s'인 Recovery 작업은 존재하지만, 지정된 필터 조건과 일치하는 결과가 없습니다.", identifier)
	}
	return reply{status: http.StatusOK, data: s.recovery(*found, detail == "true"), message: "Recovery job retrieved"}, nil
}

// choice reads a parameter that has a few values.
func choice(query url.Values, name, otherwise string, allowed ...string) (string, error) {
	if !query.Has(name) {
		return otherwise, nil
	}
	got := query.Get(name)
	if !slices.Contains(allowed, got) {
		return "", refuse(http.StatusBadRequest, "유효하지 않은 '%s' 값입니다. 허용된 값: %s", name, strings.Join(allowed, ", "))
	}
	return got, nil
}

// readPage gives nil when no page was asked for.
func readPage(query url.Values) (*pagination, error) {
	if !query.Has("page") && !query.Has("limit") {
		return nil, nil
	}
	page, errPage := pageNumber(query, "page", 1)
	limit, errLimit := pageNumber(query, "limit", 20)
	return &pagination{CurrentPage: page, ItemsPerPage: limit}, cmp.Or(errPage, errLimit)
}

func pageNumber(query url.Values, name string, otherwise int) (int, error) {
	if !query.Has(name) {
		return otherwise, nil
	}
	// 31 bits, so that page times limit fits.
	n, err := strconv.ParseUint(query.Get(name), 10, 31)
	if err != nil || n == 0 {
		return 0, refuse(http.StatusBadRequest, "유효하지 않은 '%s' 값입니다.", name)
	}
	return int(n), nil
}

// fill completes the page; one past the end counts nothing, as the API does.
func (p *pagination) fill(shown, total int) {
	if p == nil {
		return
	}
	p.HasPreviousPage = p.CurrentPage > 1
	if shown == 0 {
		return
	}
	p.TotalItems = total
	p.TotalPages = (total-1)/p.ItemsPerPage + 1
	p.HasNextPage = p.CurrentPage < p.TotalPages
}

// on reports whether the job's source or target is a server, by id or name.
func (j job) on(server string) bool {
	id, isID := identifierID(server)
	return isID && (j.Source.ID == id || j.Target.ID == id) ||
		!isID && (j.Source.Name == server || j.Target.Name == server)
}
