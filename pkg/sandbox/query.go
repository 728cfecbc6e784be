package sandbox

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// query parses the parameters of a request. Before 3.0 a repeated parameter counts once and an
// unknown one is ignored; 3.0 refuses both (see checkQuery).
type query struct {
	*faults
	values url.Values
	gen    generation
}

func (s *api) query(r *http.Request) query {
	return query{faults: &faults{}, values: r.URL.Query(), gen: s.gen}
}

func (q query) text(name string) string { return q.values.Get(name) }

// oneOf matches a word in any case and returns it as listed in allowed, or "" if it is absent.
func (q query) oneOf(name string, allowed ...string) string {
	if !q.values.Has(name) {
		return ""
	}
	got := q.text(name)
	i := slices.IndexFunc(allowed, func(word string) bool { return strings.EqualFold(word, got) })
	if i < 0 {
		list := strings.Join(allowed, ", ")
		q.fail(refuse(http.StatusBadRequest, "유효하지 않은 '%s' 값입니다. 허용된 값: %s", name, list).invalidQuery(name, "%s must be one of: %s", name, list))
		return ""
	}
	return allowed[i]
}

// flag parses true or false. In 3.0, a parameter that may be empty is true without a value.
func (q query) flag(name string) bool {
	if q.gen >= v3Flat && q.values.Has(name) && q.text(name) == "" {
		return true
	}
	return q.oneOf(name, "true", "false") == "true"
}

// number returns a positive number, or 0 if the parameter is absent.
func (q query) number(name string) int64 {
	if !q.values.Has(name) {
		return 0
	}
	// 31 bits, so that page times limit does not overflow.
	n, err := strconv.ParseUint(q.text(name), 10, 31)
	if err != nil || n == 0 {
		q.fail(refuse(http.StatusBadRequest, "유효하지 않은 '%s' 값입니다.", name).invalidQuery(name, "%s must be a positive integer", name))
	}
	return int64(n)
}

func (q query) ascending() bool { return q.oneOf("sort", "asc", "desc") == "asc" }

// in reports whether the query includes a center. Only 2.0 filters by center.
func (q query) in(c inventory.Center) bool { return q.gen < v2 || q.wants(c) }

// wants reports whether the parameter center, a comma-separated list of ids and names, includes c.
// An absent parameter includes all.
func (q query) wants(c inventory.Center) bool {
	wanted := q.text("center")
	return wanted == "" || slices.ContainsFunc(strings.Split(wanted, ","), func(one string) bool {
		return hasIdentifier(strings.TrimSpace(one), c.ID, c.Name)
	})
}

// fits reports whether a filter, which may be empty, admits a value.
func fits(filter, value string) bool { return filter == "" || filter == value }

// hasIdentifier reports whether an identifier is the given id or name.
func hasIdentifier(identifier string, id int64, name string) bool {
	wanted, isID := inventory.ParseID(identifier)
	return isID && wanted == id || !isID && identifier == name
}

// pagination is nil unless a page was requested.
type pagination struct {
	CurrentPage     int  `json:"currentPage"`
	TotalPages      int  `json:"totalPages"`
	TotalItems      int  `json:"totalItems"`
	ItemsPerPage    int  `json:"itemsPerPage"`
	HasNextPage     bool `json:"hasNextPage"`
	HasPreviousPage bool `json:"hasPreviousPage"`
}

// maxPage limits the items of a page, which is built in memory.
const maxPage = 1000

// page returns nil if no page was requested.
func (q query) page() *pagination {
	page, limit := q.number("page"), q.number("limit")
	if !q.values.Has("page") && !q.values.Has("limit") {
		return nil
	}
	return &pagination{CurrentPage: int(cmp.Or(page, 1)), ItemsPerPage: min(int(cmp.Or(limit, 20)), maxPage)}
}

func (p *pagination) skip() int { return (p.CurrentPage - 1) * p.ItemsPerPage }

// fill completes the page. A page past the end has a count of zero, as in the API.
func (p *pagination) fill(shown, total int) {
	p.HasPreviousPage = p.CurrentPage > 1
	if shown == 0 {
		return
	}
	p.TotalItems = total
	p.TotalPages = (total-1)/p.ItemsPerPage + 1
	p.HasNextPage = p.CurrentPage < p.TotalPages
}

// cut returns the page of a list in memory.
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

// listed responds with a list in memory, last entry first unless the query specifies otherwise.
func listed[T, V any](q query, message string, items []T, keep func(T) bool, view func(T) V) (reply, error) {
	page, ascending := q.page(), q.ascending()
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
