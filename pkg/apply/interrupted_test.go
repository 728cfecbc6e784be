package apply_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// If a wait is interrupted, the requests sent remain unknown, and the next run waits again.
func TestWaitIsInterrupted(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := cutOffRun(t, b, false, "a"), requests(t, "a")
	before := len(b.Posts())
	for _, sleeps := range []int{0, 1, 5} {
		ctx, cancel := context.WithCancel(t.Context())
		if sleeps == 0 {
			cancel()
		}
		j, err := apply.OpenJournal(path, b.URL+"/api", all, false)
		if err != nil {
			t.Fatal(err)
		}
		a := b.runAt(t, ctx, noon, all, func(c *apply.Config) {
			c.Journal = j
			sleep, n := c.Sleep, 0
			c.Sleep = func(ctx context.Context, d time.Duration) error {
				if n++; n == sleeps {
					cancel()
				}
				return sleep(ctx, d)
			}
		})
		cancel()
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if a.err != nil || a.outcomes() != "a unknown 7" || len(b.Posts()) != before || a.results["a"].Detail.String() != msg.SentBefore.With().String() {
			t.Errorf("after %d pauses: %s, %v", sleeps, a.outcomes(), a.err)
		}
	}
	if a := b.again(t, path, noon, all); a.outcomes() != "a created 0" {
		t.Errorf("%s", a.outcomes())
	}
}

// Without Config.Sleep, the run waits on the system's clock.
func TestSystemSleep(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := cutOffRun(t, b, false, "a"), requests(t, "a")
	start, calls := time.Now(), 0
	a := b.again(t, path, noon, all, func(c *apply.Config) {
		c.Sleep, c.Now = nil, func() time.Time { // nearly all of the window has passed after the clock is first read
			if calls++; calls == 1 {
				return noon
			}
			return noon.Add(window - 20*time.Millisecond + time.Since(start))
		}
	})
	if a.outcomes() != "a created 0" {
		t.Errorf("%s after %v", a.outcomes(), time.Since(start))
	}
	path = cutOffRun(t, b, false, "b")
	j, err := apply.OpenJournal(path, b.URL+"/api", requests(t, "b"), false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	a = b.runAt(t, ctx, noon, requests(t, "b"), func(c *apply.Config) {
		c.Journal, c.Sleep = j, nil
		c.Pending = func(int, time.Duration) { time.AfterFunc(time.Millisecond, cancel) }
	})
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if a.outcomes() != "b unknown 7" {
		t.Errorf("%s", a.outcomes())
	}
}

// If the journal cannot be written, the run ends and the request is not sent.
func TestJournalCannotBeWritten(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := journalPath(t), requests(t, "a", "b")
	j, err := apply.OpenJournal(path, b.URL+"/api", all, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	a := b.run(t, all, func(c *apply.Config) { c.Journal = j }) // its file is closed
	if exit.CodeOf(a.err) != exit.Internal || a.outcomes() != "a skipped 0; b skipped 0" || len(b.Posts()) != 0 {
		t.Errorf("%s after %d posts, %v", a.outcomes(), len(b.Posts()), a.err)
	}
	if err := j.Close(); exit.CodeOf(err) != exit.Internal {
		t.Errorf("closed twice: %v", err)
	}
}

// If the journal cannot record the outcome of a request, this run still reports it, and then ends
// with the error.
func TestEndCannotBeWritten(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := journalPath(t), requests(t, "a", "b")
	j, err := apply.OpenJournal(path, b.URL+"/api", all, false)
	if err != nil {
		t.Fatal(err)
	}
	b.On("POST "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
		b.post(w, r, closed)
	})
	a := b.run(t, all, func(c *apply.Config) { c.Journal = j })
	if exit.CodeOf(a.err) != exit.Internal || a.outcomes() != "a created 0; b skipped 0" || len(b.Posts()) != 1 {
		t.Errorf("%s after %d posts, %v", a.outcomes(), len(b.Posts()), a.err)
	}
	b.On("POST "+zdmtest.Recoveries, b.post)
	if a = b.again(t, path, noon, all); a.outcomes() != "a created 0; b created 0" || !slices.Equal(b.posted(), []string{"a", "b"}) {
		t.Errorf("again: %s, posted %q", a.outcomes(), b.posted())
	}
}
