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
	listFrom = 2           // number of requests from which one list costs less than looking up each name and target
	pageCost = 20          // number of lookups that cost as much as a page of the list
	anyPages = 4           // number of pages that even a run of few requests may read
	maxAlike = 1000        // maximum number of jobs with one name in a credible list
	trusted  = time.Second // how long what the server reported is current, since others register jobs too
)

// jobs knows which jobs the server has. It reads as much of the list as costs no more than looking
// up the name of each request.
type jobs struct {
	Config
	wanted *names          // names of the requests
	aimed  map[string]bool // targets of the requests

	mu     sync.Mutex
	sent   []bool      // requests sent by this run; nil without a list
	listed listing     // nil without a list
	onto   listing     // jobs by target, under its id and its name, from the last list; nil if there was none
	at     time.Time   // time of the list
	growth *zdm.Growth // follows the list since then
	pages  int         // number of pages that may still be read
}

// listing holds jobs of a list by the name of their request, or by another key.
type listing map[string][]*zdm.Recovery

// readJobs reads the list of jobs if there are several requests. If the list is too long for them,
// is not available, or changes while it is read, each request is looked up by its name instead. The
// error is one that lookups would meet too.
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
		now := int64(-1) // the server's own count, if it sends one
		if p := page.Pagination; p != nil && p.TotalItems.Known {
			now = p.TotalItems.N
		}
		switch {
		case !j.take(listed, onto, page):
			return nil
		case pages > 1 && (now < 0 || now != total):
			return nil // a job may have moved to a page that was already read
		case pages == 1 && now/zdm.PageSize > int64(j.pages):
			return nil
		}
		total = now
	}
	j.at, j.growth, j.listed, j.onto = at, growth, listed, onto
	return nil
}

// take adds the jobs of a page that have the name, or write to the target, of a request that this
// run has not sent. It returns false if a name has implausibly many jobs or no more pages may be
// read.
func (j *jobs) take(listed, onto listing, page zdm.RecoveryPage) bool {
	for i := range page.Recoveries {
		found, own := &page.Recoveries[i], false
		var kept *zdm.Recovery
		keep := func() *zdm.Recovery {
			if kept == nil {
				kept = new(short(*found))
			}
			return kept
		}
		for _, name := range j.wanted.of(string(found.Job.Info.Name)) {
			if j.sent[j.wanted.index[name]] {
				own = true // the request's own job does not conflict with it
				continue
			}
			if listed[name] = append(listed[name], keep()); len(listed[name]) > maxAlike {
				return false
			}
		}
		for _, target := range found.System.Target.Identifiers() {
			if j.aimed[target] && !own {
				onto[target] = append(onto[target], keep())
			}
		}
	}
	j.pages--
	return j.pages >= 0
}

// refresh adds the jobs registered since the list was read. If the list has changed in another way,
// it is read again. If it cannot be followed, it is dropped, and each request is looked up. The
// caller holds mu.
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

// lasting returns an error of the list that lookups would meet too, and nil for others: a single
// bad row may keep a server from listing its jobs.
func lasting(err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if ok && failed.Kind != zdm.Unreachable && failed.Kind != zdm.Denied && !errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// short returns the parts of a job that are needed later.
func short(r zdm.Recovery) zdm.Recovery {
	system := func(s zdm.System) zdm.System { return zdm.System{ID: s.ID, Name: s.Name} }
	kept := zdm.Recovery{System: zdm.RecoverySystems{Source: system(r.System.Source), Target: system(r.System.Target)}}
	kept.Job.Info.ID, kept.Job.Info.Name = r.Job.Info.ID, r.Job.Info.Name
	kept.Job.Info.Status.Current, kept.Job.Info.Schedule = r.Job.Info.Status.Current, r.Job.Info.Schedule
	for _, p := range r.Job.Detail {
		part := zdm.RecoveryPartition{From: p.From, To: p.To, TargetDevice: p.TargetDevice}
		part.Backup.FileName = p.Backup.FileName // by which a request from images names it
		kept.Job.Detail = append(kept.Job.Detail, part)
	}
	return kept
}

// namesakes are the jobs with a request's name, or with one that the server derived from it.
type namesakes struct {
	jobs []zdm.Recovery
	at   time.Time // time of the lookup
}

// named returns the jobs of a request from the list, or by a lookup if there is none. as is the
// name that the server is known to have derived from the request's, or "".
func (j *jobs) named(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, error) {
	if found, known := j.known(ctx, request, as); known {
		return found, nil
	}
	return j.ask(ctx, request, as)
}

// known returns the jobs of a request from the list, after refreshing it if it is not current. It
// returns false if there is no list.
func (j *jobs) known(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.listed != nil && j.Now().Sub(j.at) >= trusted {
		j.refresh(ctx)
	}
	if j.listed == nil || j.Now().Sub(j.at) >= trusted { // reading may have taken that long
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

// sends records that this run sends a request.
func (j *jobs) sends(name string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.sent != nil {
		j.sent[j.wanted.index[name]] = true
	}
}

// ask looks up the name of a request.
func (j *jobs) ask(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, error) {
	asked := *request
	if as != "" {
		asked.JobName = as
	}
	at := j.Now()
	found, err := j.Client.Namesakes(ctx, &asked)
	return namesakes{slices.Concat(found.Same, found.Like), at}, err
}

// surely is ask for a request that was sent. If the name is not found, it also searches the
// recoveries of the target, because the server may have registered the request under another name.
func (j *jobs) surely(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, error) {
	there, err := j.ask(ctx, request, as)
	if err != nil || len(there.jobs) > 0 {
		return there, err
	}
	found, err := j.Client.OnTarget(ctx, request)
	return namesakes{slices.Concat(found.Same, found.Like), there.at}, err
}

// names finds the requests that a job may belong to, by its name.
type names struct {
	index  map[string]int // index of a request by its name
	folded []*foldedName  // names by zdm.NameKey, sorted, so that those with a common beginning are adjacent
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

// of returns the names of requests that a job of this name may belong to. It errs on the side of
// too many.
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

// from returns the names from a key on.
func (n *names) from(key string) []*foldedName {
	at, _ := slices.BinarySearchFunc(n.folded, key, func(name *foldedName, key string) int { return cmp.Compare(name.key, key) })
	return n.folded[at:]
}
