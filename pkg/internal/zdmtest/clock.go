package zdmtest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// Clock stands still until something sleeps. Sleep advances it and returns at once. It is safe for
// concurrent use.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	slept  []time.Duration
	limits map[*limit]struct{} // limits of the active contexts of WithTimeout
}

// limit ends a context.
type limit struct {
	at  time.Time
	end func()
}

// ClockVariable is the environment variable with the time at which the clock of a started zdmctl
// starts.
const ClockVariable = "ZDMTEST_NOW"

// NewClock returns a clock set to now.
func NewClock(now time.Time) *Clock { return &Clock{now: now, limits: map[*limit]struct{}{}} }

// Now returns the current time of the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Sleep advances the clock by d, which is negative if the clock is set back. If the context has
// ended, it returns its error and does not advance. It ends no context of WithTimeout, because
// sleeping does not delay a response.
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

// Slept returns the duration of each Sleep in order.
func (c *Clock) Slept() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.slept)
}

// WithTimeout is like context.WithTimeout. The context ends when Expire advances the clock that
// far, or after a real d.
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

// Expire advances the clock until the first context of WithTimeout ends. A server that will not
// respond calls it, so that nobody waits in real time: see Server.OnSilence.
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

// timed is a context with the error of an exceeded deadline.
type timed struct{ context.Context }

// Err implements context.Context.
func (t timed) Err() error {
	if errors.Is(context.Cause(t.Context), context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return t.Context.Err()
}
