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

// cutOffRun is a run that ended after each POST was sent and before anything was answered: what it
// announced is in the journal, and how it ended is not. It returns the journal's path.
func cutOffRun(t *testing.T, b *backend, registered bool, names ...string) string {
	t.Helper()
	path := journalPath(t)
	all := requests(t, names...)
	var kept []byte
	var under atomic.Int64
	together := make(chan struct{}) // until all are under way
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

// again runs the requests once more with a journal, at an instant.
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

// A request is in the journal before it is sent.
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

// A request that was sent and is there is not sent again, at whatever time it is looked for.
func TestSentAndThere(t *testing.T) {
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

// A request that was sent and does not exist is sent again only when the time has passed in which
// the server may register it, counted from the resume: what the wall clock has done since it was
// sent is of no account.
func TestSentAndNotThere(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		later, window time.Duration
		waits         time.Duration // in all
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
				t.Errorf("%v later: it looks after %v only", tt.later, d)
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
			t.Errorf("%v later: said %q, want %q", tt.later, a.waited, want)
		}
	}
}

// A request for which the earlier run's time was up may be under way on the server for however
// long: it is never sent again, and found when it appears.
func TestTimeWasUp(t *testing.T) {
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

// While a request of an earlier run is waited for, it may appear.
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

// A job of the name that is surely another's is not what was sent: that stays unknown, and is not
// sent.
func TestNameIsAnothersMeanwhile(t *testing.T) {
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

// While the server does not say what is there, nothing is sent, and what was sent stays unknown.
func TestServerDoesNotSay(t *testing.T) {
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
			t.Errorf("%s, and then it says: %s", tt.name, a.outcomes())
		}
	}
}

// What a journal holds as registered is asked for and never sent again, also when it is gone.
func TestRegisteredBefore(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path, all := journalPath(t), requests(t, "a", "b")
	b.onPost["b"] = b.registers(newRequest("b"), registrationOf(newRequest("b"), 1, "disk full"))
	// Two partitions, of which one failed: with one registered it is partial.
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
	b.names, b.jobs = nil, nil // somebody deletes both
	b.mu.Unlock()
	a = b.again(t, path, noon, all)
	if a.outcomes() != "a failed 5; b failed 5" || len(b.Posts()) != 2 || a.results["a"].Detail.String() != msg.GoneSince.With().String() {
		t.Errorf("%s after %d posts", a.outcomes(), len(b.Posts()))
	}
}

// A list may be older than the registration: what it lacks is looked up before it counts as gone.
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

// Refused and failed requests are sent anew by the next run, and so is one that was announced and
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

// A context that ends between the announcement and the POST keeps the request from being sent, and
// the journal shows it.
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
		c.Now = func() time.Time { cancel(); return now() } // which is asked for the announcement
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
