package zdm

import (
	"context"
	"fmt"
	"slices"
	"time"
)

const (
	firstLookUp   = 250 * time.Millisecond // between the first look and the second
	longestLookUp = time.Second
	lastLookUp    = time.Second // for the answer to the look at the end
)

// LookUp is a search for a job whose registration was not answered, and which it did not confirm.
type LookUp struct {
	JobName string
	For     time.Duration
	Similar int   // jobs of that name that are there and may be another's
	Err     error // of the last look, nil when the server answered it
}

// String says what was looked for.
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

// absent reports a search that the server answered, and that found nothing of the name.
func (l *LookUp) absent() bool { return l != nil && l.Err == nil && l.Similar == 0 }

// confirm looks for the job until it is there, Config.Settle has passed, or another look would meet the same failure. The error is lost, with the search.
func (c *Client) confirm(ctx context.Context, sent creation, lost *Error) (Result[Registration], error) {
	ctx, cancel := c.config.WithTimeout(ctx, c.config.Settle+lastLookUp)
	defer cancel()
	looker := *c
	looker.config.Retries = -1
	start := c.config.Now()
	search := &LookUp{JobName: sent.request.JobName}
	for n := 0; ; n++ {
		found, err := looker.FindRecovery(ctx, search.JobName)
		search.Err, search.Similar = err, 0
		for _, job := range found.Data {
			if sent.registered(job) {
				result := Result[Registration]{Answer: found.Answer, Data: registrationOf(job, sent.request)}
				result.Lost = lost
				return result, nil
			}
			if !sent.informed || !slices.Contains(sent.known, job.Job.Info.ID) {
				search.Similar++
			}
		}
		search.For = min(c.config.Now().Sub(start), c.config.Settle)
		wait := min(backOff(firstLookUp, longestLookUp, n), c.config.Settle-search.For)
		if wait == 0 || lasting(err) || c.config.Sleep(ctx, wait) != nil {
			break
		}
	}
	failed := *lost
	failed.LookUp = search
	return Result[Registration]{}, &failed
}
