package zdm

import (
	"context"
	"errors"
	"iter"
	"math"
	"strconv"
)

// Growth follows the list of all recoveries. Saw records a list as Look reads it. Each Read returns
// the recoveries registered since, and requests no more pages than necessary. The list must come
// newest first, with numeric ids and a total count. A Growth is not safe for concurrent use.
type Growth struct {
	client   *Client
	count    int64 // number of recoveries on the pages so far
	total    int64 // the server's own count
	newest   int64 // id of the first recovery; 0 if there is none
	last     int64 // id of the last recovery read
	fresh    int64 // number of new recoveries during a Read
	unusable bool  // the list has another order or no count
}

// Growth returns an empty Growth.
func (c *Client) Growth() *Growth { return &Growth{client: c, last: math.MaxInt64} }

// Saw records the next page of Look.
func (g *Growth) Saw(page RecoveryPage) {
	ids, falling := fallingIDs(page.Recoveries)
	if !falling || page.Pagination == nil || !page.Pagination.TotalItems.Known || len(ids) > 0 && ids[0] >= g.last {
		g.unusable = true
		return
	}
	if len(ids) > 0 {
		g.newest, g.last = max(g.newest, ids[0]), ids[len(ids)-1]
	}
	g.count += int64(len(ids))
	g.total = page.Pagination.TotalItems.N
}

// Follows reports whether the whole list was recorded and can be followed.
func (g *Growth) Follows() bool { return !g.unusable && g.count == g.total }

// Read iterates over the pages of new recoveries, newest first, with the same checks as
// Client.Look. Recoveries registered meanwhile move others to later pages, where Read skips
// duplicates. The list must have grown by exactly the number of new recoveries. If it has not,
// since one was deleted, or if its order changes, the sequence ends with an error. A Read that is
// not completed leaves the Growth unchanged.
func (g *Growth) Read(ctx context.Context) iter.Seq2[RecoveryPage, error] {
	return func(yield func(RecoveryPage, error) bool) {
		now := *g
		now.count, now.fresh, now.last = 0, 0, math.MaxInt64
		query := RecoveryQuery{Paging: Paging{Limit: PageSize}}
		for done := false; !done; {
			query.Page++
			page, _, err := g.client.lookAt(ctx, query, nil)
			if err == nil {
				if done, err = now.take(&page, query.Page, g); err != nil {
					err = misread(recoveriesPath, page.Answer, err)
				}
			}
			if err != nil {
				yield(RecoveryPage{}, err)
				return
			}
			if !yield(page, nil) {
				return
			}
		}
		now.count = now.total
		*g = now
	}
}

// take removes all but the new recoveries from a page, and reports whether it is the last page with
// any. It adds the size of the page to count.
func (g *Growth) take(page *RecoveryPage, number int, before *Growth) (done bool, err error) {
	ids, falling := fallingIDs(page.Recoveries)
	if !falling || page.Pagination == nil || !page.Pagination.TotalItems.Known {
		return false, errors.New("the list does not come newest first")
	}
	if number == 1 {
		g.total = page.Pagination.TotalItems.N
		if len(ids) > 0 {
			g.newest = ids[0]
		}
	}
	done = g.keepNew(page, ids, before)
	g.fresh += int64(len(page.Recoveries))
	g.count += int64(len(ids))
	done = done || g.count >= page.Pagination.TotalItems.N
	switch {
	case done && g.fresh != g.total-before.total:
		return false, errors.New("the list has changed otherwise than by growing")
	case !done && (len(ids) == 0 || number >= maxPages || g.count > MaxListed):
		return false, errNoEnd
	}
	return done, nil
}

// keepNew removes all but the new recoveries from a page, and reports whether the rest of the list
// is known.
func (g *Growth) keepNew(page *RecoveryPage, ids []int64, before *Growth) (done bool) {
	fresh := page.Recoveries[:0]
	for i, id := range ids {
		switch {
		case id <= before.newest:
			done = true
		case id < g.last:
			fresh = append(fresh, page.Recoveries[i])
			g.last = id
		}
	}
	page.Recoveries = fresh
	return done
}

// fallingIDs returns the ids of recoveries. It returns false unless all are numbers in falling
// order.
func fallingIDs(recoveries []Recovery) ([]int64, bool) {
	ids := make([]int64, len(recoveries))
	for i, r := range recoveries {
		id, err := strconv.ParseInt(string(r.Job.Info.ID), 10, 64)
		if err != nil || id <= 0 || i > 0 && id >= ids[i-1] {
			return nil, false
		}
		ids[i] = id
	}
	return ids, true
}
