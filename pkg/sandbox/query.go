package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// query reads the parameters of a request. It remembers the first fault. A parameter that is repeated
// counts once, one that is unknown is ignored.
type query struct {
	values url.Values
	two    bool
	first  *error
}

func (s *Server) query(r *http.Request) query {
	return query{values: r.URL.Query(), two: s.two, first: new(error)}
}

func (q query) fault() error { return *q.first }

func (q query) fail(refusal *failure) {
	if *q.first == nil {
		*q.first = refusal
	}
}

func (q query) text(name string) string { return q.values.Get(name) }

// oneOf takes a word in any case and gives it as it is allowed, "" when it is absent.
func (q query) oneOf(name string, allowed ...string) string {
	if !q.values.Has(name) {
		return ""
	}
	got := q.text(name)
	i := slices.IndexFunc(allowed, func(word string) bool { return strings.EqualFold(word, got) })
	if i < 0 {
		q.fail(refuse(http.StatusBadRequest, "유효하지 않은 '%s' 값입니다. 허용된 값: %s", name, strings.Join(allowed, ", ")))
		return ""
	}
	return allowed[i]
}

func (q query) flag(name string) bool { return q.oneOf(name, "true", "false") == "true" }

// number gives 0 when the parameter is absent, and more otherwise.
func (q query) number(name string) int64 {
	if !q.values.Has(name) {
		return 0
	}
	// 31 bits, so that page times limit fits.
	n, err := strconv.ParseUint(q.text(name), 10, 31)
	if err != nil || n == 0 {
		q.fail(refuse(http.StatusBadRequest, "유효하지 않은 '%s' 값입니다.", name))
	}
	return int64(n)
}

func (q query) ascending() bool { return q.oneOf("sort", "asc", "desc") == "asc" }

// in reports whether a center is wanted. Only 2.0 filters by centers.
func (q query) in(c inventory.Center) bool { return !q.two || q.wants(c) }

// wants reads the parameter center: ids and names, separated by commas; without one all are wanted.
func (q query) wants(c inventory.Center) bool {
	wanted := q.text("center")
	return wanted == "" || slices.ContainsFunc(strings.Split(wanted, ","), func(one string) bool {
		return means(strings.TrimSpace(one), c.ID, c.Name)
	})
}

// means reports whether an identifier is a thing's id or name.
func means(identifier string, id int64, name string) bool {
	wanted, isID := inventory.ParseID(identifier)
	return isID && wanted == id || !isID && identifier == name
}

// pagination is present only when a page was asked for.
type pagination struct {
	CurrentPage     int  `json:"currentPage"`
	TotalPages      int  `json:"totalPages"`
	TotalItems      int  `json:"totalItems"`
	ItemsPerPage    int  `json:"itemsPerPage"`
	HasNextPage     bool `json:"hasNextPage"`
	HasPreviousPage bool `json:"hasPreviousPage"`
}

// maxPage is the most items of a page, whatever the limit: a page is put together in memory.
const maxPage = 1000

// page gives nil when no page was asked for.
func (q query) page() *pagination {
	page, limit := q.number("page"), q.number("limit")
	if !q.values.Has("page") && !q.values.Has("limit") {
		return nil
	}
	if page == 0 {
		page = 1
	}
	if limit == 0 {
		limit = 20
	}
	return &pagination{CurrentPage: int(page), ItemsPerPage: min(int(limit), maxPage)}
}

func (p *pagination) skip() int { return (p.CurrentPage - 1) * p.ItemsPerPage }

// fill completes the page; one past the end counts nothing, as the API does.
func (p *pagination) fill(shown, total int) {
	p.HasPreviousPage = p.CurrentPage > 1
	if shown == 0 {
		return
	}
	p.TotalItems = total
	p.TotalPages = (total-1)/p.ItemsPerPage + 1
	p.HasNextPage = p.CurrentPage < p.TotalPages
}

// cut gives the page of a list that is in memory.
func cut[T any](p *pagination, items []T) []T {
	if p == nil {
		return items
	}
	total := len(items)
	items = items[min(p.skip(), total):]
	items = items[:min(p.ItemsPerPage, len(items))]
	p.fill(len(items), total)
	return items
}

// listed answers a list that is in memory, the last first unless the query says otherwise.
func listed[T, V any](q query, message string, items []T, keep func(T) bool, view func(T) V) (reply, error) {
	page, ascending := q.page(), q.ascending()
	if err := q.fault(); err != nil {
		return reply{}, err
	}
	kept := slices.DeleteFunc(slices.Clone(items), func(item T) bool { return !keep(item) })
	if !ascending {
		slices.Reverse(kept)
	}
	views := []V{}
	for _, item := range cut(page, kept) {
		views = append(views, view(item))
	}
	return reply{data: views, pagination: page, message: message}, nil
}
