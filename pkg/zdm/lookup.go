package zdm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

const (
	firstLookUp   = 250 * time.Millisecond // pause between the first two attempts
	longestLookUp = time.Second
	lastLookUp    = 2 * time.Second // time for the answers to the last attempts
)

// LookUp describes an unsuccessful lookup of a job whose registration was not answered.
type LookUp struct {
	JobName string
	For     time.Duration
	Similar int   // number of jobs of that name that may belong to another request
	Err     error // of the last attempt; nil if the server answered it
}

// String describes the lookup.
func (l *LookUp) String() string {
	s := fmt.Sprintf("looked for %q for %s without finding it", l.JobName, l.For.Round(time.Millisecond))
	if l.Similar > 0 {
		s = fmt.Sprintf("%q exists, and nothing shows that it is this one", l.JobName)
	}
	if l.Err != nil {
		s += ": " + l.Err.Error()
	}
	return s
}

// absent reports whether the server answered the lookup and has no job of the name.
func (l *LookUp) absent() bool { return l != nil && l.Err == nil && l.Similar == 0 }

// deniedLike reports whether ZDM itself refused the token of the lookup as it refused that of the
// call. Then neither reached the recoveries. Any other failure of both proves nothing: the server,
// or one behind a gateway, may have processed the call.
func (l *LookUp) deniedLike(lost *Error) bool {
	failed, ok := errors.AsType[*Error](l.Err)
	return ok && lost.Kind == Denied && failed.Kind == Denied && lost.refusal() && failed.refusal() && failed.Status == lost.Status
}

// mayAppear reports whether the server may still be processing the registration. After any other
// answer of ZDM itself, a single lookup shows its effect.
func (e *Error) mayAppear() bool {
	return !e.refusal() || e.Status >= 500 || e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout
}

// confirm looks for the job until it exists, Config.Settle has passed, or a further attempt would
// fail for the same reason. The error is lost, with LookUp set.
func (c *Client) confirm(ctx context.Context, sent creation, lost *Error) (Result[Registration], error) {
	settle := c.config.Settle
	ctx, cancel := c.config.WithTimeout(ctx, settle+lastLookUp)
	defer cancel()
	if !lost.mayAppear() {
		settle = 0
	}
	looker := *c
	looker.config.Retries = -1
	start := c.config.Now()
	search := &LookUp{JobName: sent.request.JobName}
	for n := 0; ; n++ {
		found, err := looker.Namesakes(ctx, sent.request)
		search.Err, search.Similar = err, 0
		var mine []Recovery
		for _, job := range slices.Concat(found.Same, found.Like) {
			switch {
			case sent.registered(job):
				mine = append(mine, job)
			case !sent.informed || !slices.Contains(sent.known, job.Job.Info.ID):
				search.Similar++
			}
		}
		if len(mine) > 0 {
			result := Result[Registration]{Answer: found.Answer, Data: RegistrationOf(&mine[0], sent.request)}
			result.Lost, result.Found = lost, len(mine)
			return result, nil
		}
		search.For = min(c.config.Now().Sub(start), settle)
		wait := min(backOff(firstLookUp, longestLookUp, n), settle-search.For)
		if wait == 0 || lasting(err) || c.config.Sleep(ctx, wait) != nil {
			break
		}
	}
	if search.absent() {
		looker.underAnotherName(ctx, sent, search)
	}
	failed := *lost
	failed.LookUp = search
	return Result[Registration]{}, &failed
}

// list adds the partitions that an answer does not list, if one lookup shows those of a recovery
// that the request registered.
func (c *Client) list(ctx context.Context, sent creation, result *Result[Registration]) {
	r := &result.Data
	if !sent.request.NamesPartitions() || len(r.Partitions) > 0 || r.Failed() || r.Common.JobName.None() || !sent.informed || !c.settles(ctx) {
		return
	}
	ctx, cancel := c.config.WithTimeout(ctx, c.config.Settle+lastLookUp)
	defer cancel()
	looker, named := *c, *sent.request
	looker.config.Retries, named.JobName = -1, string(r.Common.JobName)
	found, _ := looker.Namesakes(ctx, &named) // without an answer, the partitions stay unlisted
	for _, job := range slices.DeleteFunc(found.Same, func(job Recovery) bool { return !sent.registered(job) }) {
		if result.Found++; result.Found == 1 {
			r.Partitions = RegistrationOf(&job, sent.request).Partitions
			r.LookedUp = len(r.Partitions) > 0
		}
	}
}

// underAnotherName searches all recoveries of the target before an unused name counts as proof that
// nothing was registered. It confirms nothing: a recovery it finds may be older than the call,
// since a lookup by name does not show it.
func (c *Client) underAnotherName(ctx context.Context, sent creation, search *LookUp) {
	if ctx.Err() != nil {
		search.Err = context.Cause(ctx)
		return
	}
	found, err := c.onTarget(ctx, sent.request, len(sent.known) > 0)
	search.Err = err
	for _, id := range found.IDs() {
		if !slices.Contains(sent.known, id) {
			search.Similar++
		}
	}
}
