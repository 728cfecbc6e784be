package zdmtest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// Clock is a clock that stands still until somebody sleeps: Sleep returns at once and moves the time on. It is safe for
// concurrent use.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	slept  []time.Duration
	limits map[*limit]struct{} // of the contexts of WithTimeout that have not ended
}

// limit ends a context.
type limit struct {
	at  time.Time
	end func()
}

// NewClock returns a clock that shows an instant.
func NewClock(now time.Time) *Clock { return &Clock{now: now, limits: map[*limit]struct{}{}} }

// Now returns the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Sleep moves the time on by d, which may be negative for a clock that is set back. Of a context that has ended it returns
// the error and leaves the time. It ends no context of WithTimeout: who waits for an answer meanwhile is not late for it.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return nil
}

// Slept returns how long each Sleep was, in their order.
func (c *Clock) Slept() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.slept)
}

// WithTimeout returns a context like that of context.WithTimeout, which ends when Expire moves the time on, or after a real d.
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
		delete(c.limits, l)
		c.mu.Unlock()
		cancel(context.Canceled)
	}
}

// Expire moves the time on until the first of the contexts of WithTimeout ends. What will not answer calls it, so that nobody really
// waits for that: see Server.OnSilence.
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

// timed is a context whose error is that of one with a deadline.
type timed struct{ context.Context }

// Err implements context.Context.
func (t timed) Err() error {
	if errors.Is(context.Cause(t.Context), context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return t.Context.Err()
}
