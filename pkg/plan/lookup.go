package plan

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const maxLookups = 4 // concurrent lookups

// parallel runs tasks concurrently. The first error cancels the others and is returned.
func parallel(ctx context.Context, tasks ...func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var running panics.Group
	slots := make(chan struct{}, maxLookups)
	for _, task := range tasks {
		running.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if err := task(ctx); err != nil {
				cancel(err)
			}
		})
	}
	running.Wait()
	return context.Cause(ctx)
}

// answer is the result of a lookup.
type answer[T any] struct {
	items  []T
	names  []string   // of all existing items, for suggestions
	failed *zdm.Error // why the result is unknown; nil if it is known
	// For images: the server could not search some repository, so there may be more.
	incomplete bool
}

// tolerate separates errors of one lookup from general ones. The first result is an error response
// of the server to this lookup, such as a missing endpoint or one bad row in a list; it is worth a
// warning. The second is an error that would affect every request.
func tolerate(err error) (*zdm.Error, error) {
	failed, ok := errors.AsType[*zdm.Error](err)
	switch {
	case !ok:
		return nil, err
	case failed.Kind == zdm.Refused, failed.Kind == zdm.Foreign, failed.Kind == zdm.Denied && failed.Status == http.StatusForbidden:
		return failed, nil
	}
	return nil, err
}

// all requests a whole list and returns the items for which fits returns true; nil means all items.
func all[T any](ctx context.Context, list zdm.List[T], fits func(T) bool) (a answer[T], err error) {
	list = list.Kept()
	for page, err := range list.Pages(ctx) {
		if err != nil {
			a.failed, err = tolerate(err)
			return a, err
		}
		a.incomplete = a.incomplete || page.Scan.Incomplete()
		for _, raw := range page.Items {
			item, err := list.Decode(raw)
			if err != nil {
				return a, err
			}
			if fits == nil || fits(item) {
				a.items = append(a.items, item)
			}
		}
	}
	return a, nil
}

// one requests a single item. Its absence is a valid answer.
func one[T any](result zdm.Result[T], err error) (answer[T], error) {
	if err == nil {
		return answer[T]{items: []T{result.Data}}, nil
	}
	failed, err := tolerate(err)
	if failed != nil && failed.Kind == zdm.Refused && failed.Status == http.StatusNotFound {
		failed = nil
	}
	return answer[T]{failed: failed}, err
}

// pick looks up an identifier in a list, which also detects duplicate names. If the list does not
// contain it, pick requests it directly, if the API supports that.
func pick[T any](list answer[T], identifier string, named func(T) Named, single func() (zdm.Result[T], error)) (answer[T], error) {
	picked := answer[T]{failed: list.failed}
	for _, item := range list.items {
		n := named(item)
		picked.names = append(picked.names, n.Name)
		if n.is(identifier) {
			picked.items = append(picked.items, item)
		}
	}
	if len(picked.items) > 0 || single == nil {
		return picked, nil
	}
	asked, err := one(single())
	switch {
	case err != nil:
		return picked, err
	case asked.failed == nil:
		picked.items, picked.failed = asked.items, nil
	}
	return picked, nil
}

// Named is an item the request names, as far as the server reports it.
type Named struct {
	Given string // as in the request; "" if not set
	ID    string // "" if unknown
	Name  string // "" if unknown
}

func (n Named) is(identifier string) bool {
	if zdm.IsID(identifier) {
		return n.ID == identifier
	}
	return n.Name == identifier
}

// String returns the name, followed by the id if both are known.
func (n Named) String() string {
	switch {
	case n.Name != "" && n.ID != "":
		return n.Name + " (" + n.ID + ")"
	case n.Name+n.ID != "":
		return n.Name + n.ID
	}
	return n.Given
}

// Short returns the name alone, or else the identifier in the request.
func (n Named) Short() string { return cmp.Or(n.Name, n.Given) }

func nameOf(id, name zdm.Text) Named { return Named{ID: value(id), Name: value(name)} }

func centerNamed(c zdm.Center) Named         { return nameOf(c.ID.Center, c.Name.Center) }
func serverNamed(s zdm.Server) Named         { return nameOf(s.ID, s.Name) }
func userNamed(u zdm.User) Named             { return nameOf(u.ID, u.Email) }
func cloudAuthNamed(c zdm.CloudAuth) Named   { return nameOf(c.ID, c.DisplayName) }
func scheduleNamed(s zdm.ScheduleInfo) Named { return nameOf(s.ID, s.Description) }

// each returns a text of each item.
func each[T any](items []T, text func(T) string) []string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = text(item)
	}
	return texts
}

// number returns a number that the server reports, or 0.
func number(t zdm.Text) int64 {
	n, err := strconv.ParseInt(value(t), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// value returns a value the server reports, or "".
func value(t zdm.Text) string {
	if t.None() {
		return ""
	}
	return string(t)
}
