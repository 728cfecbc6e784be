package apply

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	listFrom = 8           // requests from which one list of all jobs costs less than a lookup each
	maxAlike = 1000        // jobs of one name that are taken for an answer
	trusted  = time.Second // how long a list shows what exists: others register jobs too
)

// jobs shows which jobs the server has.
type jobs struct {
	Config
	listed map[string][]zdm.Recovery // those of the requests' names, by the name of the request; nil where there is no list
	at     time.Time                 // when it was asked for
}

// readJobs reads which jobs exist, when many are asked for. A list that cannot be had or read, or that changes while it is read, leaves
// each to be looked up by its name; the error is of what would stand in the way of that too.
func readJobs(ctx context.Context, config Config, requests []Request) (*jobs, error) {
	j := &jobs{Config: config}
	if len(requests) < listFrom {
		return j, nil
	}
	wanted := newNames(requests)
	j.at = config.Now()
	listed, total, pages := map[string][]zdm.Recovery{}, int64(-1), 0
	for page, err := range config.Client.Look(ctx, zdm.RecoveryQuery{}) {
		if err != nil {
			return j, lasting(err)
		}
		for _, found := range page.Recoveries {
			for _, name := range wanted.of(string(found.Job.Info.Name)) {
				if listed[name] = append(listed[name], short(found)); len(listed[name]) > maxAlike {
					return j, nil // of one name there are more than any server has
				}
			}
		}
		if pages > 0 && len(page.Recoveries) == 0 {
			continue // the end of a list that a server without paging has sent whole
		}
		pages++
		now := totalOf(page)
		if pages > 1 && (now < 0 || now != total) {
			return j, nil // a job may have moved from a page to another that was read before
		}
		total = now
	}
	j.listed = listed
	return j, nil
}

// totalOf is how many items the server says the whole list has, -1 when it does not.
func totalOf(page zdm.RecoveryPage) int64 {
	if page.Pagination == nil || !page.Pagination.TotalItems.Known {
		return -1
	}
	return page.Pagination.TotalItems.N
}

// lasting returns an error of a list that lookups would meet too: one bad row is enough for a server to answer no list.
func lasting(err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if ok && failed.Kind != zdm.Unreachable && failed.Kind != zdm.Denied && !errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// short is what is kept of a job in a list of many.
func short(r zdm.Recovery) zdm.Recovery {
	system := func(s zdm.System) zdm.System { return zdm.System{ID: s.ID, Name: s.Name} }
	kept := zdm.Recovery{System: zdm.RecoverySystems{Source: system(r.System.Source), Target: system(r.System.Target)}}
	kept.Job.Info.ID, kept.Job.Info.Name = r.Job.Info.ID, r.Job.Info.Name
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

// named returns the jobs of a request from the list where that is fresh, else by a lookup. as is the name that the server is known to have made
// of the request's, "" for none.
func (j *jobs) named(ctx context.Context, request *zdm.RecoveryRequest, as string) (namesakes, error) {
	if j.listed == nil || j.Now().Sub(j.at) >= trusted {
		return j.ask(ctx, request, as)
	}
	found := namesakes{at: j.at}
	for _, job := range j.listed[request.JobName] {
		name := string(job.Job.Info.Name)
		if zdm.SameName(name, request.JobName) || name == as || zdm.MadeFrom(name, request) && !job.System.AreOthers(request) {
			found.jobs = append(found.jobs, job)
		}
	}
	return found, nil
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

// names finds the requests whose name a job may have.
type names struct {
	exact  map[string]string   // the requests' names in the form in which they are compared
	folded map[string][]string // the same in the form that servers may make of them
	sorted []string            // keys of folded: a name that was cut is the beginning of one
}

func newNames(requests []Request) *names {
	n := &names{exact: make(map[string]string, len(requests)), folded: make(map[string][]string, len(requests))}
	for _, request := range requests {
		n.exact[request.Name] = request.Name
		key := zdm.NameKey(request.Name)
		n.folded[key] = append(n.folded[key], request.Name)
		n.sorted = append(n.sorted, key)
	}
	slices.Sort(n.sorted)
	n.sorted = slices.Compact(n.sorted)
	return n
}

// of returns the names of requests that a job of this name may belong to. It finds too many rather than too few.
func (n *names) of(job string) []string {
	if name, ok := n.exact[job]; ok {
		return []string{name}
	}
	key := zdm.NameKey(job)
	var found []string
	for part := key; part != ""; part = part[:max(0, strings.LastIndexByte(part, '_'))] {
		found = append(found, n.folded[part]...)
	}
	at, _ := slices.BinarySearch(n.sorted, key)
	for ; key != "" && at < len(n.sorted) && strings.HasPrefix(n.sorted[at], key); at++ {
		if n.sorted[at] != key {
			found = append(found, n.folded[n.sorted[at]]...)
		}
	}
	return found
}
