package apply_test

import (
	"context"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// cutOffRun runs requests and interrupts the run after each POST is sent and before any is
// answered. The journal then records the requests as sent, without an outcome. It returns the
// journal's path.
func cutOffRun(t *testing.T, b *backend, registered bool, names ...string) string {
	t.Helper()
	path := journalPath(t)
	all := requests(t, names...)
	var kept []byte
	var under atomic.Int64
	together := make(chan struct{}) // closed when all are in flight
	b.On("POST "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if int(under.Add(1)) == len(names) {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Error(err)
			}
			kept = content
			close(together)
		}
		<-together
		if registered {
			b.post(w, r, closed)
			return
		}
		zdmtest.Refusal(http.StatusBadRequest, "not now")(w, r, closed)
	})
	j, err := apply.OpenJournal(path, b.URL+"/api", all, false)
	if err != nil {
		t.Fatal(err)
	}
	b.run(t, all, func(c *apply.Config) { c.Journal = j }, parallel(len(names)))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, kept, 0o600); err != nil {
		t.Fatal(err)
	}
	b.On("POST "+zdmtest.Recoveries, b.post)
	return path
}

// again runs the requests once more with a journal, at the given time.
func (b *backend) again(t *testing.T, path string, now time.Time, all []apply.Request, settings ...setting) applied {
	t.Helper()
	j, err := apply.OpenJournal(path, b.URL+"/api", all, false)
	if err != nil {
		t.Fatal(err)
	}
	a := b.runAt(t, t.Context(), now, all, append(settings, func(c *apply.Config) { c.Journal = j })...)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return a
}

// A request is written to the journal before it is sent.
func TestAnnouncedBeforeItIsSent(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	content, err := os.ReadFile(cutOffRun(t, b, true, "a"))
	if err != nil || strings.Count(string(content), "\n") != 2 || !strings.Contains(string(content), `"event":"send","job":"a"`) {
		t.Errorf("%s, %v", content, err)
	}
	if strings.Contains(string(content), "web-01") {
		t.Errorf("the journal quotes the request: %s", content)
	}
}

// A request that was sent and exists is not sent again, no matter when it is looked up.
func TestSentAndExists(t *testing.T) {
	t.Parallel()
	for _, later := range []time.Duration{0, time.Second, window, time.Hour, 1000 * time.Hour, -time.Hour} {
		b := newBackend(t)
		path := cutOffRun(t, b, true, "a")
		a := b.again(t, path, noon.Add(later), requests(t, "a", "b"))
		if a.err != nil || a.outcomes() != "a created 0; b created 0" || !slices.Equal(b.posted(), []string{"a", "b"}) || len(a.waited) != 0 {
			t.Errorf("%v later: %s, posted %q, waited %q, %v", later, a.outcomes(), b.posted(), a.waited, a.err)
		}
		if got := a.results["a"].Detail.String(); got != msg.FoundAfterwards.With().String() {
			t.Errorf("%q", got)
		}
		if a = b.again(t, path, noon.Add(later), requests(t, "a", "b")); a.outcomes() != "a unchanged 0; b unchanged 0" || len(b.Posts()) != 2 {
			t.Errorf("%v later, again: %s", later, a.outcomes())
		}
	}
}

// A request that was sent and does not exist is sent again only after the time in which the server
// may still register it. That time counts from the resume. What the wall clock did since the
// request was sent does not matter.
func TestSentAndMissing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		later, window time.Duration
		waits         time.Duration // in total
	}{
		{0, window, window},
		{time.Minute, window, window},
		{window, window, window},
		{time.Hour, window, window},
		{-time.Hour, window, window},
	} {
		b := newBackend(t)
		path := cutOffRun(t, b, false, "a")
		first := len(b.Posts())
		a := b.again(t, path, noon.Add(tt.later), requests(t, "a"))
		var slept time.Duration
		for _, d := range a.clock.Slept() {
			slept += d
			if d > 2*time.Second {
				t.Errorf("%v later: first lookup after %v", tt.later, d)
			}
		}
		if a.err != nil || a.outcomes() != "a created 0" || len(b.Posts()) != first+1 || slept != tt.waits {
			t.Errorf("%v later: %s, %d posts after %v, %v", tt.later, a.outcomes(), len(b.Posts())-first, slept, a.err)
		}
		want := []string{"1 for " + tt.waits.String()}
		if tt.waits == 0 {
			want = nil
		}
		if !slices.Equal(a.waited, want) {
			t.Errorf("%v later: announced %q, want %q", tt.later, a.waited, want)
		}
	}
}

// If the earlier run had already timed out, the server may work on the request for any length of
// time. It is never sent again, and is found when it appears.
func TestEarlierRunTimedOut(t *testing.T) {
	t.Parallel()
	b, path := newBackend(t), journalPath(t)
	b.onPost["a"] = zdmtest.Gateway(http.StatusGatewayTimeout)
	if a := b.again(t, path, noon, requests(t, "a")); a.outcomes() != "a unknown 7" {
		t.Fatal(a.outcomes())
	}
	delete(b.onPost, "a")
	for _, later := range []time.Duration{0, time.Hour} {
		a := b.again(t, path, noon.Add(later), requests(t, "a"))
		if a.outcomes() != "a unknown 7" || len(b.Posts()) != 1 || !slices.Equal(a.results["a"].Err.Next, []string{"recovery get a"}) || !slices.Equal(a.waited, []string{"1 for 2m0s"}) {
			t.Errorf("%v later: %s, %d posts, %+v, %q", later, a.outcomes(), len(b.Posts()), a.results["a"].Err, a.waited)
		}
	}
	b.register(newRequest("a"))
	if a := b.again(t, path, noon, requests(t, "a")); a.outcomes() != "a created 0" || len(b.Posts()) != 1 {
		t.Errorf("%s, %d posts", a.outcomes(), len(b.Posts()))
	}
}

// A request of an earlier run may appear while the run waits for it.
func TestAppearsMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path := cutOffRun(t, b, false, "a", "b")
	looks := 0
	b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if looks++; looks == 8 {
			b.register(newRequest("a"))
		}
		b.list(w, r, closed)
	})
	before := len(b.Posts())
	a := b.again(t, path, noon, requests(t, "a", "b"))
	if a.err != nil || a.outcomes() != "a created 0; b created 0" || !slices.Equal(b.posted()[before:], []string{"b"}) {
		t.Errorf("%s, posted %q, %v", a.outcomes(), b.posted()[before:], a.err)
	}
	if want := []string{"2 for 2m0s"}; !slices.Equal(a.waited, want) {
		t.Errorf("said %q, want %q", a.waited, want)
	}
}

// A job of the same name that certainly restores other servers is not the request that was sent.
// The request stays unknown, and is not sent.
func TestNameTakenMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path := cutOffRun(t, b, false, "a")
	other := newRequest("a")
	other.Target = "db-01-dr"
	b.register(other)
	before := len(b.Posts())
	for range 2 {
		if a := b.again(t, path, noon.Add(time.Hour), requests(t, "a")); a.outcomes() != "a unknown 7" || len(b.Posts()) != before {
			t.Errorf("%s after %d posts", a.outcomes(), len(b.Posts())-before)
		}
	}
}

// While the server does not show which jobs exist, nothing is sent, and requests already sent stay
// unknown.
func TestExistingJobsNotShown(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		list zdmtest.Answer
		code exit.Code
	}{
		{"a bad row", zdmtest.Refusal(500, "row 7 is bad"), exit.Unknown},
		{"a gateway without a server", zdmtest.Gateway(502), exit.Unknown},
		{"token refused", zdmtest.Refusal(401, "expired"), exit.Unknown},
		{"cut", zdmtest.Raw(nil), exit.Unknown},
	} {
		b := newBackend(t)
		path := cutOffRun(t, b, false, "a")
		b.On("GET "+zdmtest.Recoveries, tt.list)
		before := len(b.Posts())
		if a := b.again(t, path, noon.Add(time.Hour), requests(t, "a")); a.err != nil || a.outcomes() != "a unknown 7" || len(b.Posts()) != before {
			t.Errorf("%s: %s, %d posts, %v", tt.name, a.outcomes(), len(b.Posts())-before, a.err)
		}
		b.On("GET "+zdmtest.Recoveries, b.list)
		if a := b.again(t, path, noon.Add(time.Hour), requests(t, "a")); a.outcomes() != "a created 0" {
			t.Errorf("%s, and after recovery: %s", tt.name, a.outcomes())
		}
	}
}

// A request that a journal records as registered is looked up and never sent again, even if its job
// no longer exists.
func TestRegisteredBefore(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := journalPath(t), requests(t, "a", "b")
	b.onPost["b"] = b.registers(newRequest("b"), registrationOf(newRequest("b"), 1, "disk full"))
	// One of two partitions failed, so the result is Partial.
	two := newRequest("b")
	two.JobList = append(two.JobList, zdm.RecoveryJob{SourcePartition: "/home", TargetPartition: "/dev/vdb1"})
	all[1] = requestOf(t, two)
	b.onPost["b"] = b.registers(two, registrationOf(two, 1, "disk full"))
	if a := b.again(t, path, noon, all); a.outcomes() != "a created 0; b partial 3" {
		t.Fatal(a.outcomes())
	}
	a := b.again(t, path, noon, all)
	if a.outcomes() != "a unchanged 0; b partial 3" || len(b.Posts()) != 2 {
		t.Errorf("%s after %d posts", a.outcomes(), len(b.Posts()))
	}
	if got, want := a.results["a"].Detail.String(), msg.RegisteredBefore.With().String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := a.results["b"].Detail.String(); !strings.Contains(got, "disk full") {
		t.Errorf("the reason is lost: %q", got)
	}
	b.mu.Lock()
	b.names, b.jobs = nil, nil // both are deleted
	b.mu.Unlock()
	a = b.again(t, path, noon, all)
	if a.outcomes() != "a failed 5; b failed 5" || len(b.Posts()) != 2 || a.results["a"].Detail.String() != msg.GoneSince.With().String() {
		t.Errorf("%s after %d posts", a.outcomes(), len(b.Posts()))
	}
}

// A list may be older than the registration. A job that it lacks is looked up before it is reported
// as deleted.
func TestListLacksWhatIsRegistered(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := journalPath(t), requests(t, numbered(8)...)
	if a := b.again(t, path, noon, all); strings.Count(a.outcomes(), "created") != 8 {
		t.Fatal(a.outcomes())
	}
	pages(b, page(1, 1, "0"))
	a := b.again(t, path, noon, all)
	if _, lookups := b.reads(); strings.Count(a.outcomes(), "unchanged") != 8 || lookups != 8 || len(b.Posts()) != 8 {
		t.Errorf("%s, %d lookups", a.outcomes(), lookups)
	}
}

// Refused and failed requests are sent again by the next run, and so is one that was announced and
// then not sent.
func TestFailedBefore(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := journalPath(t), requests(t, "a", "b", "c")
	b.onPost["a"] = zdmtest.Refusal(400, "no")
	b.onPost["b"] = registrationOf(newRequest("b"), 1, "disk full")
	if a := b.again(t, path, noon, all, failingFast); a.outcomes() != "a failed 5; b skipped 0; c skipped 0" {
		t.Fatal(a.outcomes())
	}
	b.onPost["a"] = nil
	if a := b.again(t, path, noon, all); a.outcomes() != "a created 0; b failed 3; c created 0" || len(a.clock.Slept()) != 0 {
		t.Errorf("%s after %v", a.outcomes(), a.clock.Slept())
	}
	b.onPost["b"] = nil
	if a := b.again(t, path, noon, all); a.outcomes() != "a unchanged 0; b created 0; c unchanged 0" || len(a.clock.Slept()) != 0 {
		t.Errorf("%s after %v", a.outcomes(), a.clock.Slept())
	}
}

// If the context ends between the announcement and the POST, the request is not sent, and the
// journal shows it.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := journalPath(t), requests(t, "a")
	j, err := apply.OpenJournal(path, b.URL+"/api", all, false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	a := b.runAt(t, ctx, noon, all, func(c *apply.Config) {
		c.Journal = j
		now := c.Now
		c.Now = func() time.Time { cancel(); return now() } // called for the announcement
	})
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if a.outcomes() != "a skipped 0" || len(b.Posts()) != 0 {
		t.Errorf("%s after %d posts", a.outcomes(), len(b.Posts()))
	}
	if a = b.again(t, path, noon, all); a.outcomes() != "a created 0" || len(a.clock.Slept()) != 0 {
		t.Errorf("%s after %v", a.outcomes(), a.clock.Slept())
	}
}
