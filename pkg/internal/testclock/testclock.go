// Package testclock is a clock for tests: it stands still but for those who wait, for whom the time passes at once.
package testclock

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Clock gives the three functions that the program takes its time from. It is safe for concurrent use.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	limits map[*limit]struct{} // of WithTimeout, that have not ended
}

// limit is the end of one context.
type limit struct {
	at  time.Time
	end func()
}

// New makes a clock that shows a time.
func New(now time.Time) *Clock { return &Clock{now: now, limits: map[*limit]struct{}{}} }

// Now is the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Sleep lets the time pass. It ends no context: whoever waits for an answer at the same time is not late for it.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.now = c.now.Add(d)
	return nil
}

// WithTimeout is context.WithTimeout, with a context that ends when Expire lets its time pass, or after a real d.
func (c *Clock) WithTimeout(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	l := &limit{at: c.now.Add(d), end: func() { cancel(context.DeadlineExceeded) }}
	c.limits[l] = struct{}{}
	late := time.AfterFunc(d, func() { c.expire(l) })
	return timed{ctx}, func() {
		late.Stop()
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.limits, l)
		cancel(context.Canceled)
	}
}

// Expire lets the time pass until the first of the contexts of WithTimeout ends. A server that will not answer calls it, so that nobody
// waits for it in earnest.
func (c *Clock) Expire() {
	c.mu.Lock()
	var first *limit
	for l := range c.limits {
		if first == nil || l.at.Before(first.at) {
			first = l
		}
	}
	c.mu.Unlock()
	if first != nil {
		c.expire(first)
	}
}

func (c *Clock) expire(l *limit) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, waits := c.limits[l]; !waits {
		return
	}
	delete(c.limits, l)
	if l.at.After(c.now) {
		c.now = l.at
	}
	l.end()
}

// timed reports its end as a context with a deadline does.
type timed struct{ context.Context }

// Err implements context.Context.
func (t timed) Err() error {
	if errors.Is(context.Cause(t.Context), context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return t.Context.Err()
}
