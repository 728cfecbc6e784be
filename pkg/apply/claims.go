package apply

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// claims are the registered recoveries that write to the targets of a run. Those of a target are
// read once, before the first request is sent to it.
type claims struct {
	jobs *jobs
	ours func() *ours

	mu   sync.Mutex
	own  map[int]zdm.Recovery // by request: its recovery under a name that the server chose
	onto map[string]*onto     // by target
}

// onto holds the recoveries that write to a target. They are read once.
type onto struct {
	once   sync.Once
	claims zdm.Claims
	err    error
}

func newClaims(config Config, requests []Request, names func() *names, jobs *jobs) *claims {
	return &claims{
		jobs: jobs, ours: sync.OnceValue(func() *ours { return newOurs(config.Journal, requests, names()) }),
		own: map[int]zdm.Recovery{}, onto: map[string]*onto{},
	}
}

// of returns the recoveries that write to a target, or nil if there are none.
func (c *claims) of(ctx context.Context, target string) (*zdm.Claims, error) {
	key := targetKey(target)
	listed, known := c.jobs.listedOnto(key)
	if known && len(listed) == 0 {
		return nil, nil
	}
	c.mu.Lock()
	there := c.onto[key]
	if there == nil {
		there = new(onto)
		c.onto[key] = there
	}
	c.mu.Unlock()
	there.once.Do(func() { there.err = c.read(ctx, target, &there.claims) })
	return &there.claims, there.err
}

// registered returns the recovery of a request that was found by its target only, because it has
// another name on the server.
func (c *claims) registered(i int) (zdm.Recovery, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	job, found := c.own[i]
	return job, found
}

// read adds the recoveries of a target, without what the requests of the run write themselves.
func (c *claims) read(ctx context.Context, target string, found *zdm.Claims) error {
	there, err := c.jobs.registeredOnto(ctx, target)
	for _, job := range there {
		i, request := c.ours().of(job)
		if request == nil {
			found.Add(job, nil)
			continue
		}
		c.mu.Lock()
		c.own[i] = *job
		c.mu.Unlock()
		if !isOpen(request) && len(job.Job.Detail) > 0 {
			found.Add(job, func(p zdm.RecoveryPartition) bool { return writes(request, p) })
		}
	}
	return err
}

// conflict compares a request with the recoveries of its target. One that writes the same partition
// is an error if it is running or scheduled, or with Config.Strict, and otherwise a remark.
func (r *run) conflict(target string, claims *zdm.Claims, request *zdm.RecoveryRequest) ([]msg.Message, *exit.Error) {
	if claims == nil {
		return nil, nil
	}
	partitions := make([]string, len(request.JobList))
	for i, item := range request.JobList {
		partitions[i] = item.TargetPartition
	}
	claim, found := claims.Find(target, isOpen(request), partitions...)
	if !found {
		return nil, nil
	}
	at := target
	hidden, _ := claims.Find(target, false) // one whose partitions are not reported
	for _, partition := range partitions {
		if by, _ := claims.Find(target, false, partition); by == claim && by != hidden {
			at = partition
			break
		}
	}
	m := msg.TargetClaimed.With(at, string(claim.Name), shown(claim.ID), shown(claim.Status))
	switch e := exit.New(exit.Refused, m); {
	case claim.Busy && at == target:
		return nil, e.Note(msg.TargetBusyWayOut.With()).Note(msgListOnlyWayOut.With())
	case claim.Busy:
		return nil, e.Note(msg.TargetBusyWayOut.With())
	case r.Strict:
		return nil, e
	}
	return []msg.Message{clipped(m)}, nil
}

// isOpen reports whether a request may restore partitions that it does not list.
func isOpen(request *zdm.RecoveryRequest) bool {
	return request.ListOnly == nil || !*request.ListOnly || len(request.JobList) == 0
}

// writes reports whether a request writes a partition of a recovery.
func writes(request *zdm.RecoveryRequest, p zdm.RecoveryPartition) bool {
	return slices.ContainsFunc(request.JobList, func(item zdm.RecoveryJob) bool {
		return zdm.SamePartition(p.To, item.TargetPartition) || zdm.SamePartition(p.TargetDevice, item.TargetPartition)
	})
}

// ours finds the request that registered a recovery.
type ours struct {
	requests []Request
	names    *names
	as       map[string]int // by the name that the server chose, from the journal
}

func newOurs(journal *Journal, requests []Request, names *names) *ours {
	o := &ours{requests: requests, names: names, as: map[string]int{}}
	for i := range requests {
		if journal != nil && journal.past[requests[i].Name].as != "" {
			o.as[journal.past[requests[i].Name].as] = i
		}
	}
	return o
}

// of returns the request with a recovery's name and servers, or nil.
func (o *ours) of(job *zdm.Recovery) (int, *zdm.RecoveryRequest) {
	name := string(job.Job.Info.Name)
	var candidates []int
	for _, candidate := range o.names.of(name) {
		candidates = append(candidates, o.names.index[candidate])
	}
	as, known := o.as[name]
	if known {
		candidates = append(candidates, as)
	}
	for _, i := range candidates {
		request, err := o.requests[i].decode()
		if err == nil && !job.System.AreOthers(request) && (known && i == as || zdm.SameName(name, request.JobName) || zdm.MadeFrom(name, request)) {
			return i, request
		}
	}
	return 0, nil
}

// targetKey returns the form in which targets are compared (see zdm.System.Identifiers).
func targetKey(target string) string { return strings.ToLower(strings.TrimSpace(target)) }

// listedOnto returns the recoveries of a target from the list, and false if there was no list.
func (j *jobs) listedOnto(key string) ([]*zdm.Recovery, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.onto[key], j.onto != nil
}

// registeredOnto returns the recoveries of a target from the list, or by a call if there was none.
func (j *jobs) registeredOnto(ctx context.Context, target string) (found []*zdm.Recovery, err error) {
	key := targetKey(target)
	if listed, known := j.listedOnto(key); known {
		return listed, nil
	}
	query := zdm.RecoveryQuery{RecoveryFilter: zdm.RecoveryFilter{Server: strings.TrimSpace(target), ServerType: "target"}}
	pages := 0
	for page, err := range j.Client.Look(ctx, query) {
		if err != nil {
			return nil, err
		}
		if pages++; pages > anyPages {
			return nil, exit.New(exit.Refused, msgTooManyOnto.With(anyPages*zdm.PageSize, target)).Note(msgTooManyWayOut.With())
		}
		for i := range page.Recoveries {
			if r := &page.Recoveries[i]; slices.Contains(r.System.Target.Identifiers(), key) {
				found = append(found, new(short(*r)))
			}
		}
	}
	return found, nil
}
