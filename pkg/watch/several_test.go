package watch_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// of returns the responses of a watched recovery's own endpoint.
func of(id, name string, statuses ...string) zdmtest.Answer {
	var all []zdmtest.Answer
	for _, status := range statuses {
		all = append(all, zdmtest.Data(member(id, name, status)))
	}
	return zdmtest.Sequence(all...)
}

// Several recoveries are watched until each has run. Their result is the worst.
func TestSeveral(t *testing.T) {
	t.Parallel()
	failed := look(part("/", "Error", "41%"))
	for _, tt := range []struct {
		name    string
		several []string
		answers answers
		phase   zdm.Phase
		jobs    []string
		looks   int
	}{
		{"one", []string{"905"}, answers{recovery: of("905", "a", "Complete"), monitoring: done()}, zdm.PhaseComplete, []string{"a"}, 1},
		{"both complete", []string{"905", "906"}, answers{recovery: of("905", "a", "Complete"), monitoring: done(), zdmtest.Recoveries + "/906": of("906", "b", "Complete"), monitoringOf("906"): done()},
			zdm.PhaseComplete, []string{"a", "b"}, 1},
		{"one is running and fails", []string{"906", "905"}, answers{recovery: of("905", "a", "Complete"), monitoring: done(),
			zdmtest.Recoveries + "/906": of("906", "b", "Processing", "Error"), monitoringOf("906"): zdmtest.Sequence(running(), failed)},
			zdm.PhaseError, []string{"b", "a"}, 2},
		{"by name", []string{"b"}, answers{zdmtest.Recoveries + "/b": of("906", "b", "Complete"), monitoringOf("906"): done()}, zdm.PhaseComplete, []string{"b"}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := observe(t, watch.Target{Name: "wave 1", Several: tt.several}, tt.answers)
			if r.err != nil || !r.last.Over || r.last.Phase != tt.phase || !slices.Equal(r.last.Jobs, tt.jobs) || r.last.Name != "wave 1" || len(r.states) != tt.looks {
				t.Fatalf("%d looks, %+v, %v", len(r.states), r.last, r.err)
			}
			var raw struct {
				Success bool
				Data    []struct {
					Job struct{ Info struct{ Name string } }
				}
			}
			if err := json.Unmarshal(r.last.Raw, &raw); err != nil || !raw.Success || len(raw.Data) != len(tt.jobs) {
				t.Fatalf("%s, %v", r.last.Raw, err)
			}
			for i, job := range raw.Data {
				if job.Job.Info.Name != tt.jobs[i] {
					t.Errorf("%s", r.last.Raw)
				}
			}
		})
	}
}

// A server of 3.0 is not polled more often than it asks for, and a watch of several ends when one
// of them is deleted.
func TestSeveralRecoveriesOfAServer(t *testing.T) {
	t.Parallel()
	target := watch.Target{Several: []string{"905", "906"}}
	progressing := zdmtest.Sequence(progress("Processing", "40%"), progress("Complete", "100%"))
	modern := zdmtest.Data3(member("905", "a", "Processing"))
	r := observe(t, watch.Target{Several: []string{"905"}}, answers{recovery: modern, monitoring: progressing}, every(time.Second))
	if want := []time.Duration{5 * time.Second}; r.err != nil || !slices.Equal(r.clock.Slept(), want) {
		t.Errorf("slept %v, %v", r.clock.Slept(), r.err)
	}
	absent := zdmtest.Refusal(404, "찾을 수 없습니다.")
	r = observe(t, target, answers{recovery: of("905", "a", "Processing"), monitoring: running(),
		zdmtest.Recoveries + "/906": zdmtest.Sequence(zdmtest.Data(member("906", "b", "Processing")), absent), monitoringOf("906"): running()})
	if !errors.Is(r.err, watch.ErrGone) || len(r.states) != 1 {
		t.Errorf("%d states, %v", len(r.states), r.err)
	}
	r = observe(t, target, answers{recovery: of("905", "a", "Processing"), monitoring: running(), zdmtest.Recoveries + "/906": zdmtest.Refusal(401, "no")})
	if failed, ok := errors.AsType[*zdm.Error](r.err); !ok || failed.Status != 401 || len(r.states) != 0 {
		t.Errorf("%d states, %v", len(r.states), r.err)
	}
}

// The caller of a Follower decides when to look. The same failures as in Watch are temporary.
func TestFollow(t *testing.T) {
	t.Parallel()
	server := zdmtest.Start(nil)
	t.Cleanup(server.Close)
	server.On(recovery, jobs("Processing", "Complete"))
	server.On(monitoring, zdmtest.Sequence(running(), zdmtest.Gateway(502), running(), done()))
	clock := zdmtest.NewClock(noon)
	w := watch.Watcher{Client: zdmtest.Client(t, server.URL, clock), Now: clock.Now}
	f := w.Follow(byID)
	for n, want := range []struct {
		status        string
		failing, over bool
	}{{"Processing", false, false}, {"Processing", true, false}, {"Processing", false, false}, {"Complete", false, true}} {
		state, err := f.Look(t.Context())
		if err != nil || state.Status != want.status || (state.Failing != nil) != want.failing || state.Over != want.over {
			t.Errorf("look %d: %+v, %v", n, state, err)
		}
	}

	absent := zdmtest.Refusal(404, "찾을 수 없습니다.")
	server.On(monitoring, zdmtest.Sequence(running(), absent))
	server.On(recovery, zdmtest.Sequence(zdmtest.Data(nightly("Processing").String()), absent))
	f = w.Follow(byID)
	if _, err := f.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	if state, err := f.Look(t.Context()); !errors.Is(err, watch.ErrGone) || state.Status != "Processing" {
		t.Errorf("deleted: %+v, %v", state, err)
	}

	f = w.Follow(byID)
	if state, err := f.Look(t.Context()); err == nil || errors.Is(err, watch.ErrGone) || state.Status != "" {
		t.Errorf("not there at first: %+v, %v", state, err)
	}

	stopped := errors.New("stopped")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stopped)
	if _, err := w.Follow(byID).Look(ctx); !errors.Is(err, stopped) {
		t.Errorf("at the end of the context: %v", err)
	}
}
