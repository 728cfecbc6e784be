package zdm

import (
	"encoding/json"
	"hash/maphash"
	"iter"
	"maps"
	"math"
	"net/url"
	"strconv"
)

const maxPages = 10_000 // of one list

// walk iterates over the pages of a list: it decides which to request next, and when to stop.
type walk struct {
	query    url.Values
	number   int // of the requested page
	limit    int // requested items per page
	size     int // items on the first page: some servers send fewer than requested
	items    int // items of all pages, with duplicates
	maxItems int // maximum items; a longer list counts as endless
	room     int // remaining bytes for new items
	count    int // items up to the end of the last page
	pages    int // pages taken
	more     bool
	seed     maphash.Seed
	seen     map[uint64]struct{} // hashes of the items of earlier pages
}

func newWalk(query url.Values) *walk {
	w := &walk{query: maps.Clone(query), number: 1, limit: PageSize, maxItems: MaxListed, room: math.MaxInt, more: true, seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}}
	if n, err := strconv.Atoi(query.Get("page")); err == nil && n > 0 {
		w.number = n
	}
	if n, err := strconv.Atoi(query.Get("limit")); err == nil && n > 0 {
		w.limit = n
	}
	w.count = (w.number - 1) * w.limit
	return w
}

// queries yields the parameters of each page while take finds more. A whole list is requested once,
// without paging parameters.
func (w *walk) queries(whole bool) iter.Seq[url.Values] {
	return func(yield func(url.Values) bool) {
		for w.more {
			if !whole {
				w.query.Set("page", strconv.Itoa(w.number))
				w.query.Set("limit", strconv.Itoa(w.limit))
			}
			if !yield(w.query) || whole {
				return
			}
			w.number++
		}
	}
}

// take removes items of earlier pages from the page. The error is the reason why the page cannot
// belong to the list: the list has no end, or the page is empty although the server counts more
// items.
func (w *walk) take(page *Page) error {
	held := len(page.Items)
	if w.pages++; w.pages == 1 {
		w.size = held
	}
	w.count += held
	w.items += held
	if held == 0 && page.Pagination.promises(w.count) {
		return errEmptyPage
	}
	w.more = w.continues(page.Pagination, held)
	if w.pages > 1 || w.more {
		page.Items = w.unseen(page.Items)
	}
	for _, item := range page.Items {
		w.room -= len(item)
	}
	endless := w.more && w.pages == maxPages || w.items > w.maxItems || w.room < 0
	if held > 0 && len(page.Items) == 0 {
		endless = w.more && page.Pagination != nil
		w.more = false
	}
	if endless {
		return errNoEnd
	}
	return nil
}

// continues reports whether another page follows one with held items. Without pagination, the
// server may not support paging, and the next page would repeat this one.
func (w *walk) continues(pagination *Pagination, held int) bool {
	switch {
	case held == 0:
		return false
	case pagination != nil:
		return pagination.more(w.number, w.count)
	}
	return held >= w.size && held <= w.limit
}

func (w *walk) unseen(items []json.RawMessage) []json.RawMessage {
	fresh := items[:0]
	marks := make([]uint64, 0, len(items))
	for _, item := range items {
		mark := maphash.Bytes(w.seed, identity(item))
		if _, before := w.seen[mark]; !before {
			fresh = append(fresh, item)
			marks = append(marks, mark)
		}
	}
	for _, mark := range marks {
		w.seen[mark] = struct{}{}
	}
	return fresh
}

// identity returns the id of an item, wherever its type stores it, or else the whole item.
func identity(item json.RawMessage) []byte {
	switch id, ofJob := idsOf(item); {
	case !id.None():
		return []byte("id " + id)
	case !ofJob.None():
		return []byte("job " + ofJob)
	}
	return item
}

// idsOf returns the possible ids of an item, which it does not decode.
func idsOf(item json.RawMessage) (id, ofJob Text) {
	info := func(s *scan) bool { return s.object([]member{{key: "id", value: &ofJob}}) }
	job := func(s *scan) bool { return s.object([]member{{key: "info", read: info}}) }
	_ = unmarshal(item, []member{{key: "id", value: &id}, {key: "job", read: job}}) // items are valid JSON
	return id, ofJob
}
