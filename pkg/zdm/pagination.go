package zdm

import "encoding/json"

// Pagination is what an answer reports of the page it contains (ZDM API, pagination). Anything may
// be missing.
type Pagination struct {
	CurrentPage     Count `json:"currentPage"`
	TotalPages      Count `json:"totalPages"`
	TotalItems      Count `json:"totalItems"`
	ItemsPerPage    Count `json:"itemsPerPage"`
	HasNextPage     Text  `json:"hasNextPage"` // true or false
	HasPreviousPage Text  `json:"hasPreviousPage"`
}

// pagination is next to the data or, in some answers, inside it; nil where nothing shows whether
// there is more.
func (env envelope) pagination() *Pagination {
	p := env.Page
	if p == nil && env.holds("pagination") {
		var data struct {
			Page *Pagination `json:"pagination"`
		}
		if tolerant(json.Unmarshal(env.Data, &data)) == nil {
			p = data.Page
		}
	}
	if p == nil || p.HasNextPage.None() && !p.TotalPages.Known && !p.TotalItems.Known {
		return nil
	}
	return p
}

// promises reports whether there are more than the items that were seen. The zero value and nil
// promise nothing.
func (p *Pagination) promises(seen int) bool {
	return p != nil && (p.TotalItems.N > int64(seen) || p.HasNextPage.True() && !p.TotalItems.Known)
}

// more reports that a page is not the last one, when number is its own and seen counts the items up
// to its end. The sources of this may contradict each other; any that promises more is believed,
// for asking costs little.
func (p *Pagination) more(number, seen int) bool {
	return p.HasNextPage.True() || p.TotalPages.N > int64(number) ||
		p.HasNextPage.None() && !p.TotalPages.Known && p.TotalItems.N > int64(seen)
}
