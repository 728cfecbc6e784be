package zdm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"
)

const maxNamesakes = 1000 // maximum recoveries with one name in a credible answer

// RecoveryPage is a page of recoveries returned by Client.Look.
type RecoveryPage struct {
	Answer
	Recoveries []Recovery
}

// Look reads recoveries page by page for decisions that must not depend on a misread answer, such
// as whether a name is free (ZDM API, GET /recoveries). Unlike Recoveries, it returns an error for
// anything that is not clearly a list of named recoveries. It also rejects pages that contradict
// their own totals, repeat an id or end before the last. The sequence ends with the first error: an
// *Error, or the error of the token source.
func (c *Client) Look(ctx context.Context, query RecoveryQuery) iter.Seq2[RecoveryPage, error] {
	return c.look(ctx, query, nil)
}

// look implements Look. Large answers wait for the turn, unless it is nil.
func (c *Client) look(ctx context.Context, query RecoveryQuery, turn *turn) iter.Seq2[RecoveryPage, error] {
	return func(yield func(RecoveryPage, error) bool) {
		l := look{seen: map[string]bool{}, total: -1, more: true}
		query.Limit = PageSize
		for query.Page = 1; l.more; query.Page++ {
			page, items, err := c.lookAt(ctx, query, turn)
			if err == nil {
				if err = l.take(&page, items, query.Page); err != nil {
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
	}
}

// lookAt reads one page of Look, and also returns its items as they were sent.
func (c *Client) lookAt(ctx context.Context, query RecoveryQuery, turn *turn) (RecoveryPage, []json.RawMessage, error) {
	call := call{method: http.MethodGet, path: recoveriesPath, query: queryOf(query), turn: turn, strict: true}
	answer, data, err := c.do(ctx, call)
	if err != nil {
		return RecoveryPage{}, nil, err
	}
	page := RecoveryPage{Answer: answer}
	items, err := itemsOf(data)
	if err == nil {
		page.Recoveries, err = recoveriesIn(items)
	}
	if err != nil {
		return RecoveryPage{}, nil, call.unreadable(answer, err)
	}
	return page, items, nil
}

// itemsOf returns the items of a list. A single object counts as a list of one.
func itemsOf(data json.RawMessage) (items []json.RawMessage, err error) {
	if data = bytes.TrimSpace(data); bytes.HasPrefix(data, []byte("{")) {
		return []json.RawMessage{data}, nil
	}
	if items, ok := elements(data); ok {
		return items, nil
	}
	return nil, errNoList
}

// recoveriesIn decodes items, each of which must be a recovery with a name.
func recoveriesIn(items []json.RawMessage) ([]Recovery, error) {
	recoveries := make([]Recovery, len(items))
	for i, item := range items {
		if item[0] != '{' || decode(item, &recoveries[i]) != nil || !isNamed(recoveries[i].Job.Info.Name, item) {
			return nil, fmt.Errorf("item %d of the list is no recovery with a name", i+1)
		}
	}
	return recoveries, nil
}

// isNamed reports whether an item has a name: a text, or a number, since some servers turn a text
// of digits into a number.
func isNamed(name Text, item json.RawMessage) bool {
	composite := strings.HasPrefix(string(name), "{") || strings.HasPrefix(string(name), "[") || name == "true" || name == "false"
	if !composite {
		return !name.None()
	}
	var probe struct {
		Job struct {
			Info struct {
				Name *string `json:"name"`
			} `json:"info"`
		} `json:"job"`
	}
	return json.Unmarshal(item, &probe) == nil && probe.Job.Info.Name != nil
}

// look is the state of one Look.
type look struct {
	seen  map[string]bool // ids, and items without one
	count int64           // number of recoveries so far
	total int64           // the server's own count; -1 if it sends none
	first int             // number of recoveries on the first page: some servers send fewer than requested
	more  bool            // there is another page
}

// take checks a page and decides whether there is another.
func (l *look) take(page *RecoveryPage, items []json.RawMessage, number int) error {
	held := len(items)
	repeated := l.repeated(page.Recoveries, items)
	if number == 1 {
		l.first = held
	}
	p := page.Pagination
	if repeated > 0 && (number == 1 || p != nil || repeated < held) {
		return errors.New("the list repeats an id")
	}
	if repeated > 0 { // the server does not support paging and has sent the whole list again
		page.Recoveries, l.more = nil, false
		return nil
	}
	l.count += int64(held)
	if p == nil {
		l.more = held > 0 && held >= l.first && held <= PageSize && number < maxPages && l.count <= MaxListed
		return nil
	}
	return l.believe(p, held, number)
}

// repeated returns the number of recoveries that came before, and records the others.
func (l *look) repeated(recoveries []Recovery, items []json.RawMessage) (n int) {
	for i, r := range recoveries {
		key := string(r.Job.Info.ID)
		if r.Job.Info.ID.None() {
			key = string(items[i])
		}
		if l.seen[key] {
			n++
		}
		l.seen[key] = true
	}
	return n
}

// believe compares a page with the server's counts.
func (l *look) believe(p *Pagination, held, number int) error {
	if total := p.TotalItems; total.Known {
		if l.total >= 0 && l.total != total.N {
			return errors.New("the list changed while it was read")
		}
		l.total = total.N
		l.more = l.count < total.N
	} else {
		l.more = p.more(number, int(l.count))
	}
	switch {
	case l.total >= 0 && l.count > l.total:
		return fmt.Errorf("the list has %d items, but reports a total of %d", l.count, l.total)
	case l.more && held == 0:
		return errEmptyPage
	case l.more && (number >= maxPages || l.count > MaxListed):
		return errNoEnd
	}
	return nil
}

// Namesakes holds the recoveries that may conflict with a registration.
type Namesakes struct {
	Answer            // page that holds the first of Same, or else the last page
	Same   []Recovery // recoveries of any servers with the request's name (see SameName)
	Like   []Recovery // recoveries of the request's servers with a name made from the request's (see MadeFrom)
	Near   []Recovery // recoveries of other servers whose name differs only in case or Unicode form
}

// IDs returns the ids of Same and Like.
func (n *Namesakes) IDs() []Text {
	var ids []Text
	for _, list := range [][]Recovery{n.Same, n.Like} {
		for _, r := range list {
			ids = append(ids, r.Job.Info.ID)
		}
	}
	return ids
}

// Namesakes looks up the recoveries that have the request's name, or a name that the server may
// have made from it. It does not rely on the server's filter, and is as strict as Look. A server
// that filters by the name that it made may miss a recovery by the requested name; see OnTarget.
func (c *Client) Namesakes(ctx context.Context, request *RecoveryRequest) (Namesakes, error) {
	return c.namesakes(ctx, request, RecoveryQuery{JobName: request.JobName}, false)
}

// OnTarget is like Namesakes, but searches all recoveries of the request's target, whatever name
// the server uses. A request counts as not registered only if neither finds it. OnTarget returns
// nothing if the server rejects the query as invalid.
func (c *Client) OnTarget(ctx context.Context, request *RecoveryRequest) (Namesakes, error) {
	return c.onTarget(ctx, request, false)
}

// onTarget implements OnTarget. Numbered means that the name was already taken, so that the server
// may have added a number to it.
func (c *Client) onTarget(ctx context.Context, request *RecoveryRequest, numbered bool) (Namesakes, error) {
	found, err := c.namesakes(ctx, request, RecoveryQuery{RecoveryFilter: RecoveryFilter{Server: request.Target, ServerType: "target"}}, numbered)
	if failed, ok := errors.AsType[*Error](err); ok && failed.Kind == Refused && slices.Contains([]int{http.StatusBadRequest, http.StatusUnprocessableEntity}, failed.Status) {
		return Namesakes{}, nil
	}
	return found, err
}

func (c *Client) namesakes(ctx context.Context, request *RecoveryRequest, query RecoveryQuery, numbered bool) (Namesakes, error) {
	var found Namesakes
	query.Detail = true
	turn := &turn{free: c.reading}
	defer turn.pass()
	for page, err := range c.look(ctx, query, turn) {
		if err != nil {
			return Namesakes{}, err
		}
		if len(found.Same) == 0 {
			found.Answer = page.Answer
		}
		for _, r := range page.Recoveries {
			switch name := string(r.Job.Info.Name); {
			case SameName(name, request.JobName):
				found.Same = append(found.Same, r)
			case (MadeFrom(name, request) || numbered && hasNumberOf(name, request)) && !r.System.AreOthers(request):
				found.Like = append(found.Like, r)
			case strings.EqualFold(plainName(name), plainName(request.JobName)):
				found.Near = append(found.Near, r)
			}
			if len(found.Same)+len(found.Like)+len(found.Near) > maxNamesakes {
				return Namesakes{}, misread(recoveriesPath, page.Answer, fmt.Errorf("more than %d recoveries have the name", maxNamesakes))
			}
		}
	}
	return found, nil
}
