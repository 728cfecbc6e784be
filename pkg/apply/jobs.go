package apply

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	listFrom = 2           // requests from which one list of all jobs costs less than a lookup of each name and target
	pageCost = 20          // lookups that cost as much as a page of a list
	anyPages = 4           // pages that a run of few requests may read too
	maxAlike = 1000        // jobs of one name that are taken for an answer
	trusted  = time.Second // how long what the server has shown is taken for what exists: others register jobs too
)

// jobs shows which jobs the server has. What it reads of the list costs no more than a lookup of
// each request's name would.
type jobs struct {
	Config
	wanted *names          // of the requests
	aimed  map[string]bool // the requests' targets

	mu     sync.Mutex
	sent   []bool      // the requests that this run has sent; nil where there is no list
	listed listing     // nil where there is no list
	onto   listing     // those of the requests' targets, by the target's id and by its name, as the last list shows them; nil where there was none
	at     time.Time   // when it was asked for
	growth *zdm.Growth // of the list since
	pages  int         // that may yet be read
}

// listing holds jobs of a list: those of the requests' names by the name of the request, or others.
type listing map[string][]*zdm.Recovery

// readJobs reads which jobs exist, when many are asked for. A list that is long for so few
// requests, that cannot be had or read, or that changes while it is read, leaves each to be looked
// up by its name; the error is of what would stand in the way of that too.
func readJobs(ctx context.Context, config Config, requests []Request, wanted func() *names) (*jobs, error) {
	j := &jobs{Config: config}
	if len(requests) < listFrom {
		return j, nil
	}
	j.wanted, j.pages, j.sent = wanted(), anyPages+len(requests)/pageCost, make([]bool, len(requests)+len(config.Others))
	j.aimed = make(map[string]bool, len(requests))
	for _, request := range requests {
		j.aimed[targetKey(request.Target)] = true
	}
	err := j.read(ctx)
	if j.listed == nil || !j.growth.Follows() {
		j.sent = nil
	}
	return j, err
}

// read reads the whole list.
func (j *jobs) read(ctx context.Context) error {
	at, growth, listed, onto := j.Now(), j.Client.Growth(), listing{}, listing{}
	total, pages := int64(-1), 0
	for page, err := range j.Client.Look(ctx, zdm.RecoveryQuery{}) {
		if err != nil {
			return lasting(err)
		}
		if pages > 0 && len(page.Recoveries) == 0 {
			continue // the end of a list that a server without paging has sent whole
		}
		growth.Saw(page)
		pages++
		now := totalOf(page)
		switch {
		case !j.take(listed, onto, page):
			return nil
		case pages > 1 && (now < 0 || now != total):
			return nil // a job may have moved from a page to another that was read before
		case pages == 1 && now/zdm.PageSize > int64(j.pages):
			return nil
		}
		total = now
	}
	j.at, j.growth, j.listed, j.onto = at, growth, listed, onto
	return nil
}

// take adds the jobs of a page that have the name, or write to the target, of a request that this
// run has not sent. It is false when there are more of one name than any server has, or when no
// more pages may be read.
func (j *jobs) take(listed, onto listing, page zdm.RecoveryPage) bool {
	for i := range page.Recoveries {
		found := shortened{full: &page.Recoveries[i]}
		own := false
		for _, name := range j.wanted.of(string(found.full.Job.Info.Name)) {
			if j.sent[j.wanted.index[name]] {
				own = true // its own job is none that stands in its way
				continue
			}
			if listed[name] = append(listed[name], found.job()); len(listed[name]) > maxAlike {
				return false
			}
		}
		for _, target := range found.full.System.Target.Identifiers() {
			if j.aimed[target] && !own {
				onto[target] = append(onto[target], found.job())
			}
		}
	}
	j.pages--
	return j.pages >= 0
}

// refresh adds to the list what was registered since. Where the list has changed otherwise, it is
// read once more, and where it cannot be followed, there is none any more: then each request is
// looked up, and meets whatever stands in the way itself. It is called with mu held.
func (j *jobs) refresh(ctx context.Context) {
	at, listed := j.Now(), j.listed
	j.listed = nil
	if j.pages <= 0 || !j.growth.Follows() {
		return
	}
	for page, err := range j.growth.Read(ctx) {
		if err != nil {
			if err := j.read(ctx); err != nil || j.listed != nil && !j.growth.Follows() {
				j.listed = nil
			}
			return
		}
		if !j.take(listed, j.onto, page) {
			return
		}
	}
	j.at, j.listed = at, listed
}

// totalOf is how many items the server says the whole list has, -1 when it does not.
func totalOf(page zdm.RecoveryPage) int64 {
	if page.Pagination == nil || !page.Pagination.TotalItems.Known {
		return -1
	}
	return page.Pagination.TotalItems.N
}

// lasting returns an error of a list that lookups would meet too: one bad row is enough for a
// server to answer no list.
func lasting(err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if ok && failed.Kind != zdm.Unreachable && failed.Kind != zdm.Denied && !errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// shortened is a recovery of a list, of which what is kept is made once and when it is needed.
type shortened struct{ full, kept *zdm.Recovery }

func (s *shortened) job() *zdm.Recovery {
	if s.kept == nil {
		s.kept = new(short(*s.full))
	}
	return s.kept
}

// short is what is kept of a job in a list of many.
func short(r zdm.Recovery) zdm.Recovery {
	system := func(s zdm.System) zdm.System { return zdm.System{ID: s.ID, Name: s.Name} }
	kept := zdm.Recovery{System: zdm.RecoverySystems{Source: system(r.System.Source), Target: system(r.System.Target)}}
	kept.Job.Info.ID, kept.Job.Info.Name = r.Job.Info.ID, r.Job.Info.Name
	kept.Job.Info.Status.Current, kept.Job.Info.Schedule = r.Job.Info.Status.Current, r.Job.Info.Schedule
	for _, p := range r.Job.Detail {
		kept.Job.Detail = append(kept.Job.Detail, zdm.RecoveryPartition{From: p.From, To: p.To, TargetDevice: p.TargetDevice})
	}
	return kept
}

// namesakes are the jobs that have a request's name, or one that the server made from it.
type namesakes struct {
	jobs []zdm.Recovery
	at   time.Time // when the server was asked
}

// named returns the jobs of a request from the list where there is one, else by a lookup. as is the
// name that the server is known to have made of the request's, "" for none.
func (j *jobs) named(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, error) {
	if found, known := j.known(ctx, request, as); known {
		return found, nil
	}
	return j.ask(ctx, request, as)
}

// known returns the jobs of a request from the list, of which it reads what is new when it is no
// longer trusted; false when there is none.
func (j *jobs) known(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.listed != nil && j.Now().Sub(j.at) >= trusted {
		j.refresh(ctx)
	}
	if j.listed == nil || j.Now().Sub(j.at) >= trusted { // reading it may have taken as long
		return namesakes{}, false
	}
	found := namesakes{at: j.at}
	for _, job := range j.listed[request.JobName] {
		name := string(job.Job.Info.Name)
		if zdm.SameName(name, request.JobName) || name == as || zdm.MadeFrom(name, request) && !job.System.AreOthers(request) {
			found.jobs = append(found.jobs, *job)
		}
	}
	return found, true
}

// sends notes that this run sends a request.
func (j *jobs) sends(name string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.sent != nil {
		j.sent[j.wanted.index[name]] = true
	}
}

// ask looks a request's name up.
func (j *jobs) ask(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, error) {
	asked := *request
	if as != "" {
		asked.JobName = as
	}
	at := j.Now()
	found, err := j.Client.Namesakes(ctx, &asked)
	return namesakes{slices.Concat(found.Same, found.Like), at}, err
}

// surely is ask for a request that was sent: what its name does not find is looked for among the
// recoveries of its target, for a server may have registered it under another name and find it by
// that only.
func (j *jobs) surely(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, error) {
	there, err := j.ask(ctx, request, as)
	if err != nil || len(there.jobs) > 0 {
		return there, err
	}
	found, err := j.Client.OnTarget(ctx, request)
	return namesakes{slices.Concat(found.Same, found.Like), there.at}, err
}

// names finds the requests whose name a job may have.
type names struct {
	index  map[string]int // of a request, by its name in the form in which names are compared
	folded []*foldedName  // the same by the form that servers may make of them, sorted: a name that was cut is the beginning of one
}

type foldedName struct{ key, name string }

func newNames(requests []Request) *names {
	n := &names{index: make(map[string]int, len(requests)), folded: make([]*foldedName, len(requests))}
	for i, request := range requests {
		n.index[request.Name] = i
		n.folded[i] = &foldedName{zdm.NameKey(request.Name), request.Name}
	}
	slices.SortFunc(n.folded, func(a, b *foldedName) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.name, b.name)) })
	return n
}

// of returns the names of requests that a job of this name may belong to. It finds too many rather
// than too few.
func (n *names) of(job string) []string {
	if _, is := n.index[job]; is {
		return []string{job}
	}
	key := zdm.NameKey(job)
	var found []string
	for part := key; part != ""; part = part[:max(0, strings.LastIndexByte(part, '_'))] {
		for _, name := range n.from(part) {
			if name.key != part {
				break
			}
			found = append(found, name.name)
		}
	}
	if key == "" {
		return found
	}
	for _, name := range n.from(key) {
		if !strings.HasPrefix(name.key, key) {
			break
		}
		if name.key != key {
			found = append(found, name.name)
		}
	}
	return found
}

// from returns the names whose folded form is not before a key.
func (n *names) from(key string) []*foldedName {
	at, _ := slices.BinarySearchFunc(n.folded, key, func(name *foldedName, key string) int { return cmp.Compare(name.key, key) })
	return n.folded[at:]
}
