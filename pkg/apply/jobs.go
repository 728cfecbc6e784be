package apply

import (
	"context"
	"errors"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const (
	listFrom = 8                // requests from which one list of all jobs costs less than a look-up each
	trusted  = 10 * time.Second // how long a list tells what is there: others register jobs too
)

// jobs tells which jobs the server has.
type jobs struct {
	Config
	listed map[string][]job // those of the requests' names, by name; nil where there is no list
	at     time.Time        // when it was asked for
}

// job is what is known of a job that is there.
type job struct {
	id     zdm.Text
	system zdm.RecoverySystems // ids and names only
}

// readJobs reads which jobs are there, when many are asked for. A list that cannot be had, or that changes while it is read, leaves
// each to be looked up by its name; the error is of what would stand against that too.
func readJobs(ctx context.Context, config Config, requests []Request) (*jobs, error) {
	j := &jobs{Config: config}
	if len(requests) < listFrom {
		return j, nil
	}
	wanted := make(map[string]struct{}, len(requests))
	for _, request := range requests {
		wanted[request.Name] = struct{}{}
	}
	j.at = config.Now()
	listed, total, pages := map[string][]job{}, int64(-1), 0
	list := config.Client.Recoveries(zdm.RecoveryQuery{Paging: zdm.Paging{Page: 1, Limit: zdm.PageSize}})
	for page, err := range list.Pages(ctx) {
		if err != nil {
			return j, lasting(err)
		}
		for _, item := range page.Items {
			found, err := list.Decode(item)
			if err != nil {
				return j, nil // which of them it is nobody knows; each is looked up
			}
			name := string(found.Job.Info.Name)
			if _, ok := wanted[name]; ok {
				listed[name] = append(listed[name], jobOf(&found))
			}
		}
		pages++
		now := totalOf(page)
		if pages > 1 && (now < 0 || now != total) {
			return j, nil
		}
		total = now
	}
	j.listed = listed
	return j, nil
}

// lasting gives an error of a list that look-ups would meet too: one bad row is enough for a server to answer no list.
func lasting(err error) error {
	failed, ok := errors.AsType[*zdm.Error](err)
	if ok && failed.Kind != zdm.Unreachable && failed.Kind != zdm.Denied && !errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// totalOf is how many items the server says the whole list has, -1 when it does not.
func totalOf(page zdm.Page) int64 {
	if page.Pagination == nil || !page.Pagination.TotalItems.Known {
		return -1
	}
	return page.Pagination.TotalItems.N
}

// named gives the jobs of a name.
func (j *jobs) named(ctx context.Context, name string) ([]job, error) {
	if j.listed != nil && j.Now().Sub(j.at) < trusted {
		return j.listed[name], nil
	}
	return j.ask(ctx, name)
}

// ask looks a name up.
func (j *jobs) ask(ctx context.Context, name string) ([]job, error) {
	found, err := j.Client.FindRecovery(ctx, name)
	if err != nil {
		return nil, err
	}
	list := make([]job, len(found.Data))
	for i := range found.Data {
		list[i] = jobOf(&found.Data[i])
	}
	return list, nil
}

func jobOf(r *zdm.Recovery) job {
	short := func(s zdm.System) zdm.System { return zdm.System{ID: s.ID, Name: s.Name} }
	return job{id: r.Job.Info.ID, system: zdm.RecoverySystems{Source: short(r.System.Source), Target: short(r.System.Target)}}
}
