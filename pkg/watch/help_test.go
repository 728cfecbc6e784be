package watch_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/watch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	monitoring = zdmtest.Recoveries + "/monitoring/job/905"
	recovery   = zdmtest.Recoveries + "/905"
	histories  = zdmtest.Recoveries + "/histories"
)

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)

// byID is the recovery in most tests.
var byID = watch.Target{ID: "905"}

// job is a recovery as GET /recoveries returns it. Empty fields become "-".
type job struct{ id, name, status, elapsed, end, schedule, source, target string }

func (j job) String() string {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	return fmt.Sprintf(`{"system": {"source": {"id": "41", "name": %q}, "target": {"id": "42", "name": %q}},
"job": {"info": {"id": %q, "name": %q, "schedule": {"basic": {"id": "31", "type": "daily", "description": %q}},
"status": {"current": %q, "time": {"start": "-", "elapsed": %q, "end": %q}}}}}`,
		dash(j.source), dash(j.target), dash(j.id), dash(j.name), dash(j.schedule), dash(j.status), dash(j.elapsed), dash(j.end))
}

// nightly returns the recovery 905 with a status.
func nightly(status string) job {
	return job{id: "905", name: "nightly", status: status, source: "web-01", target: "web-01-dr"}
}

// part returns the progress of a partition as the monitoring endpoint reports it.
func part(name, status, percent string) string {
	return fmt.Sprintf(`{"partition": %q, "progressInfo": {"status": %q, "percent": %q, "message": "m of %s", "start": "-", "elapsed": "-", "end": "-"}}`, name, status, percent, name)
}

// look responds with the progress of the partitions of recovery 905.
func look(parts ...string) zdmtest.Answer {
	return zdmtest.Data(`{"system": {"source": {"name": "web-01"}, "target": {"name": "web-01-dr"}},
"job": {"info": {"name": "nightly"}, "log": ["first words", "last words"], "details": [` + strings.Join(parts, ",") + `]}}`)
}

// The responses most tests need.
func running() zdmtest.Answer { return look(part("/", "Processing", "41%")) }
func done() zdmtest.Answer    { return look(part("/", "Complete", "100%")) }
func waiting() zdmtest.Answer { return look(part("/", "Registered", "0%")) }

// answers holds a server's responses by "METHOD path" or path.
type answers map[string]zdmtest.Answer

// result is the outcome of a watch.
type result struct {
	states []watch.State // as shown
	last   watch.State
	err    error
	server *zdmtest.Server
	clock  *zdmtest.Clock
}

// asked returns the number of requests for a path.
func (r result) asked(path string) (n int) {
	for _, request := range r.server.Requests() {
		if request.Path == path {
			n++
		}
	}
	return n
}

// statuses returns the statuses of all states shown.
func (r result) statuses() (all []string) {
	for _, s := range r.states {
		all = append(all, s.Status)
	}
	return all
}

// observe watches a target on a server with a clock that does not really wait. It stops after a
// hundred looks.
func observe(t *testing.T, target watch.Target, responses answers, change ...func(*watch.Watcher)) result {
	t.Helper()
	server := zdmtest.Start(nil)
	t.Cleanup(server.Close)
	for path, answer := range responses {
		server.On(path, answer)
	}
	clock := zdmtest.NewClock(noon)
	r := result{server: server, clock: clock}
	w := watch.Watcher{Client: zdmtest.Client(t, server.URL, clock), Now: clock.Now, Sleep: clock.Sleep}
	for _, f := range change {
		f(&w)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r.last, r.err = w.Watch(ctx, target, func(s watch.State) error {
		if r.states = append(r.states, s); len(r.states) == 100 {
			cancel()
		}
		return nil
	})
	return r
}

// registered marks the recovery as just registered.
func registered(w *watch.Watcher) { w.Registered = true }

// within limits the duration of a watch.
func within(d time.Duration) func(*watch.Watcher) {
	return func(w *watch.Watcher) { w.Timeout = d }
}

// every sets a fixed interval.
func every(d time.Duration) func(*watch.Watcher) {
	return func(w *watch.Watcher) { w.Interval = d }
}
