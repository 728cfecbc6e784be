package zdm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"net/url"
)

// PageSize is the number of items that List.All and similar methods request at a time by default.
const PageSize = 500

// List is a list on the server that has not been requested yet. Get sends one request with the page
// and the limit of the query. The other methods request page by page, hold one page in memory at a
// time, and end with the first error. Errors are an *Error, ErrNoIdentifier, or the error of the
// token source.
type List[T any] struct{ pager }

// pager is a list, independent of the type of its items.
type pager struct {
	client *Client
	call   call
	whole  bool // the server does not support paging for it
	kept   bool // the caller keeps the items
}

// Page is one page of a list.
type Page struct {
	Answer
	Items []json.RawMessage // as the server sent them
}

func listOf[T any](c *Client, path string, query any) List[T] {
	return List[T]{pager{client: c, call: call{method: http.MethodGet, path: path, query: queryOf(query)}}}
}

// Kept returns the list for a caller that keeps its items. It ends with an error if there are too
// many items or they are too large.
func (l List[T]) Kept() List[T] {
	l.kept = true
	return l
}

// Get sends one request.
func (l List[T]) Get(ctx context.Context) (Result[[]T], error) {
	page, err := l.ask(ctx, l.call.query)
	if err != nil {
		return Result[[]T]{}, err
	}
	result := Result[[]T]{Answer: page.Answer, Data: make([]T, len(page.Items))}
	for i, item := range page.Items {
		if result.Data[i], err = l.Decode(item); err != nil {
			return Result[[]T]{}, l.call.unreadable(page.Answer, err)
		}
	}
	return result, nil
}

// Decode decodes an item of the list, and tolerates values of undocumented types.
func (l List[T]) Decode(item json.RawMessage) (v T, err error) {
	return v, tolerant(json.Unmarshal(item, &v))
}

// All iterates over all items.
func (l List[T]) All(ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for item, err := range l.Raw(ctx) {
			var v T
			if err == nil {
				v, err = l.Decode(item)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// Raw iterates over all items as the server sent them. It is not inlined, so that the binary
// contains it once and not for each type of list.
//
//go:noinline
func (l pager) Raw(ctx context.Context) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		for page, err := range l.Pages(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// Pages iterates over all pages, including an empty first one. It omits items that an earlier page
// held: lists change while they are read, and some servers return the whole list for any page. If
// the server reports further pages and only repeats items, the list ends with an error.
//
//go:noinline
func (l pager) Pages(ctx context.Context) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		w := newWalk(l.call.query)
		if l.kept {
			w.maxItems, w.room = maxKept, MaxBody
		}
		for query := range w.queries(l.whole) {
			page, err := l.ask(ctx, query)
			if err == nil {
				if err = w.take(&page); err != nil {
					err = l.call.unreadable(page.Answer, err)
				}
			}
			if err != nil {
				yield(Page{}, err)
				return
			}
			if first := w.pages == 1; (first || len(page.Items) > 0) && !yield(page, nil) {
				return
			}
		}
	}
}

func (l pager) ask(ctx context.Context, query url.Values) (Page, error) {
	call := l.call
	call.query = query
	answer, data, err := l.client.do(ctx, call)
	if err != nil {
		return Page{}, err
	}
	if data = unwrapped(data); !isList(data) && !call.plain {
		return Page{}, call.unreadable(answer, errNoList)
	}
	page := Page{Answer: answer}
	if all, ok := elements(data); ok { // keeps nulls, unlike items
		page.Items = all
	} else {
		page.Items = items(data)
	}
	if number := query.Get("page"); len(page.Items) == 0 && (number == "" || number == "1") && page.Pagination.promises(0) {
		return Page{}, call.unreadable(answer, errEmptyPage)
	}
	return page, nil
}

// Reasons why an answer is not a page of a list.
var (
	errNoList    = errors.New("the answer holds no list")
	errEmptyPage = errors.New("a page of the list is empty, and by the server's own count it is not the last")
	errNoEnd     = errors.New("the list has no end")
)

// unwrapped returns the list in {"data": […], "pagination": …}, which some servers send for a page.
func unwrapped(data json.RawMessage) json.RawMessage {
	list := within(data, "data")
	if len(list) == 0 || list[0] != '[' && len(within(data, "pagination")) == 0 {
		return data
	}
	return list
}

// isList reports whether data is a list, or a single object, which servers send in its place. No
// version of the API documents null or an empty object for an empty list.
func isList(data json.RawMessage) bool {
	if len(data) == 0 || data[0] != '{' {
		return len(data) > 0 && data[0] == '['
	}
	return bytes.TrimSpace(data[1:])[0] != '}'
}
