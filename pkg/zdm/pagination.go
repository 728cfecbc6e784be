package zdm

// Pagination describes the page that an answer contains (ZDM API, pagination). Any field may be
// missing.
type Pagination struct {
	CurrentPage     Count `json:"currentPage"`
	TotalPages      Count `json:"totalPages"`
	TotalItems      Count `json:"totalItems"`
	ItemsPerPage    Count `json:"itemsPerPage"`
	HasNextPage     Text  `json:"hasNextPage"` // true or false
	HasPreviousPage Text  `json:"hasPreviousPage"`
}

// pagination returns the Pagination next to the data or, in some answers, inside it. It returns nil
// if nothing shows whether there are more pages.
func (env envelope) pagination() *Pagination {
	p := env.Page
	if p == nil {
		p = new(Pagination)
		_ = decode(within(env.Data, "pagination"), p) // a value that is not a Pagination shows nothing
	}
	if p.HasNextPage.None() && !p.TotalPages.Known && !p.TotalItems.Known {
		return nil
	}
	return p
}

// promises reports whether there are more items than seen. For nil and the zero value it returns
// false.
func (p *Pagination) promises(seen int) bool {
	return p != nil && (p.TotalItems.N > int64(seen) || p.HasNextPage.True() && !p.TotalItems.Known)
}

// more reports whether there is a page after the one with this number; seen is the number of items
// up to its end. The fields may contradict each other. If any indicates another page, more returns
// true, since requesting one costs little.
func (p *Pagination) more(number, seen int) bool {
	return p.HasNextPage.True() || p.TotalPages.N > int64(number) ||
		p.HasNextPage.None() && !p.TotalPages.Known && p.TotalItems.N > int64(seen)
}
