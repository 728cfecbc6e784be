package zdmtest

import (
	"context"
	"errors"
	"testing"
	"time"
)

// Contexts end in the order of their limits with a deadline's error, and the clock advances with
// them.
func TestClockExpires(t *testing.T) {
	start := time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)
	c := NewClock(start)
	c.Expire() // nothing to expire
	long, stopLong := c.WithTimeout(t.Context(), time.Hour)
	defer stopLong()
	short, stopShort := c.WithTimeout(long, time.Minute)
	defer stopShort()
	gone, stop := c.WithTimeout(t.Context(), time.Second)
	stop()
	if !errors.Is(gone.Err(), context.Canceled) {
		t.Errorf("canceled: %v", gone.Err())
	}
	if err := c.Sleep(t.Context(), 2*time.Minute); err != nil || short.Err() != nil || long.Err() != nil {
		t.Errorf("asleep: %v, %v, %v", err, short.Err(), long.Err())
	}
	for _, tt := range []struct {
		short, long error
		now         time.Duration
	}{
		{context.DeadlineExceeded, nil, 2 * time.Minute},
		{context.DeadlineExceeded, context.DeadlineExceeded, time.Hour},
		{context.DeadlineExceeded, context.DeadlineExceeded, time.Hour},
	} {
		c.Expire()
		if !errors.Is(short.Err(), tt.short) || !errors.Is(long.Err(), tt.long) || c.Now().Sub(start) != tt.now {
			t.Errorf("%v and %v after %v, want %+v", short.Err(), long.Err(), c.Now().Sub(start), tt)
		}
	}
	if err := c.Sleep(short, time.Second); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("slept in a context that has ended: %v", err)
	}
}

// Without Expire, a context ends in real time.
func TestClockExpiresByItself(t *testing.T) {
	c := NewClock(time.Unix(0, 0))
	ctx, stop := c.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	<-ctx.Done()
	if !errors.Is(ctx.Err(), context.DeadlineExceeded) || !c.Now().Equal(time.Unix(0, 0).Add(time.Millisecond)) {
		t.Errorf("%v at %v", ctx.Err(), c.Now())
	}
}
