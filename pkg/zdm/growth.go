package zdm

import (
	"context"
	"errors"
	"iter"
	"math"
	"strconv"
)

// Growth follows the list of all recoveries: Saw takes a list as Look reads it, and each Read
// returns what was registered since, on no more pages than that takes. It can follow a list that
// comes newest first, by ids that are numbers, with a count of all. It is not safe for concurrent
// use.
type Growth struct {
	client *Client
	count  int64 // of recoveries on the pages so far
	total  int64 // as the server counts them
	newest int64 // id of the first of them, 0 for none
	last   int64 // id of the last of them
	fresh  int64 // of a Read under way: those that are new
	odd    bool  // the list has another order, or no count
}

// Growth returns a Growth that has seen nothing.
func (c *Client) Growth() *Growth { return &Growth{client: c, last: math.MaxInt64} }

// Saw takes the next page of Look.
func (g *Growth) Saw(page RecoveryPage) {
	ids, falling := fallingIDs(page.Recoveries)
	if !falling || page.Pagination == nil || !page.Pagination.TotalItems.Known || len(ids) > 0 && ids[0] >= g.last {
		g.odd = true
		return
	}
	if len(ids) > 0 {
		g.newest, g.last = max(g.newest, ids[0]), ids[len(ids)-1]
	}
	g.count += int64(len(ids))
	g.total = page.Pagination.TotalItems.N
}

// Follows reports whether the whole list was seen, and can be followed.
func (g *Growth) Follows() bool { return !g.odd && g.count == g.total }

// Read goes over the pages of the recoveries that are new, the newest first, as strict as
// Client.Look. What is registered meanwhile moves others to a later page, where they are met again
// and left out. The list must have as many new recoveries as it has grown by: where it has not, as
// one was deleted, or where it comes in another order, the sequence ends with an error. Only one
// that came to its end counts as read.
func (g *Growth) Read(ctx context.Context) iter.Seq2[RecoveryPage, error] {
	return func(yield func(RecoveryPage, error) bool) {
		now := *g
		now.count, now.fresh, now.last = 0, 0, math.MaxInt64
		query := RecoveryQuery{Paging: Paging{Limit: PageSize}}
		for done := false; !done; {
			query.Page++
			page, _, call, err := g.client.lookAt(ctx, query, nil)
			if err == nil {
				if done, err = now.take(&page, query.Page, g); err != nil {
					err = call.unreadable(page.Answer, err.Error())
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

// take leaves in a page what is new and reports whether it is the last to hold any; count counts
// what the pages hold.
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
		return false, errors.New("the list has no end")
	}
	return done, nil
}

// keepNew leaves what is new in a page, and reports whether the rest of the list is known.
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

// fallingIDs are the ids of recoveries; false unless each is a number and less than the one before.
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
