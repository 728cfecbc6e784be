package watch_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// repeated returns n copies of a look.
func repeated(n int, a zdmtest.Answer) looks { return slices.Repeat(looks{a}, n) }

// By default the pause grows from one second to ten. It is slightly shorter at random, so that
// watches started at the same time diverge.
func TestPausesGrow(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(append(repeated(20, running()), done())...), recovery: jobs("Processing", "Complete")})
	want := []float64{1, 1.25, 1.5625, 1.953, 2.441, 3.052, 3.815, 4.768, 5.96, 7.451, 9.313, 10, 10, 10, 10, 10, 10, 10, 10, 10}
	slept := r.clock.Slept()
	if r.err != nil || len(slept) != len(want) {
		t.Fatalf("%d pauses, %v", len(slept), r.err)
	}
	for i, d := range slept {
		if s := d.Seconds(); s > want[i]+0.001 || s < want[i]*0.899 {
			t.Errorf("pause %d is %v, want about %vs", i, d, want[i])
		}
	}
	if full := func(i int) bool { return slept[i] == 10*time.Second }; full(15) && full(16) && full(17) && full(18) && full(19) {
		t.Error("the pauses do not vary")
	}
}

// A fixed interval also applies after failures, except if a server requests a longer pause, up to a
// minute.
func TestPausesWithAnInterval(t *testing.T) {
	t.Parallel()
	busy := func(seconds int) zdmtest.Answer {
		return func(w http.ResponseWriter, _ *http.Request, _ <-chan struct{}) {
			w.Header().Set("Retry-After", strconv.Itoa(seconds))
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}
	r := observe(t, byID, answers{
		monitoring: zdmtest.Sequence(running(), zdmtest.Gateway(502), busy(2), busy(20), busy(3600), running(), done()), recovery: jobs("Processing", "Complete"),
	}, every(5*time.Second))
	if want := []time.Duration{5e9, 5e9, 5e9, 20e9, 60e9, 5e9}; r.err != nil || !slices.Equal(r.clock.Slept(), want) {
		t.Errorf("%v, %v", r.clock.Slept(), r.err)
	}
}

// At the deadline there is one more look, which determines the last state.
func TestDeadline(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: running(), recovery: jobs("Processing")}, every(4*time.Second), within(10*time.Second))
	if want := []time.Duration{4e9, 4e9, 2e9}; !errors.Is(r.err, watch.ErrDeadline) || !slices.Equal(r.clock.Slept(), want) {
		t.Errorf("slept %v, %v", r.clock.Slept(), r.err)
	}
	if want := noon.Add(10 * time.Second); !r.last.At.Equal(want) || r.last.Over || len(r.states) != 4 {
		t.Errorf("the last of %d looks: %+v", len(r.states), r.last)
	}
	r = observe(t, byID, answers{monitoring: zdmtest.Sequence(append(repeated(3, running()), done())...), recovery: jobs("Processing", "Complete")},
		every(4*time.Second), within(10*time.Second))
	if r.err != nil || !r.last.Over {
		t.Errorf("over at the deadline: %+v, %v", r.last, r.err)
	}
	r = observe(t, byID, answers{monitoring: zdmtest.Sequence(append(repeated(60, running()), done())...), recovery: jobs("Processing", "Complete")}, every(time.Hour))
	if r.err != nil || len(r.states) != 61 {
		t.Errorf("without a deadline: %d looks, %v", len(r.states), r.err)
	}
}

// Looks end at the deadline, except that the one at the deadline has a second.
func TestLooksAreBounded(t *testing.T) {
	t.Parallel()
	const s = time.Second
	for _, tt := range []struct {
		timeout time.Duration
		want    []time.Duration // of looks four seconds apart
	}{
		{0, nil}, {7 * s, []time.Duration{7 * s, 3 * s}}, {5 * s, []time.Duration{5 * s, s}}, {4500 * time.Millisecond, []time.Duration{4500 * time.Millisecond, s}}, {4 * s, []time.Duration{4 * s, s}},
	} {
		var got []time.Duration
		observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), done()), recovery: jobs("Complete")}, within(tt.timeout), every(4*s), func(w *watch.Watcher) {
			w.WithTimeout = func(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
				got = append(got, d)
				return context.WithCancel(ctx)
			}
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("timeout %v: the looks may take %v, want %v", tt.timeout, got, tt.want)
		}
	}
}

// A look that times out fails like any other, and the watch continues until its own deadline.
func TestLookIsTooLong(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), zdmtest.Hang()), recovery: jobs("Processing")}, within(time.Minute), every(10*time.Second), func(w *watch.Watcher) {
		looks := 0
		w.WithTimeout = func(ctx context.Context, _ time.Duration) (context.Context, context.CancelFunc) {
			if looks++; looks > 1 {
				return context.WithTimeout(ctx, time.Millisecond)
			}
			return context.WithCancel(ctx)
		}
	})
	if !errors.Is(r.err, watch.ErrDeadline) || len(r.states) != 7 || r.last.Failing == nil || r.last.Status != "Processing" {
		t.Errorf("%d states, %+v, %v", len(r.states), r.last, r.err)
	}
}

// Which failed looks are retried: before and after the first response, and after a registration.
// Before a response it may be the wrong server.
func TestRetries(t *testing.T) {
	t.Parallel()
	const yes, no = true, false
	for _, tt := range []struct {
		name                  string
		failure               zdmtest.Answer
		first, later, created bool // whether it is retried
	}{
		{"a gateway without a server", zdmtest.Gateway(502), no, yes, yes},
		{"a gateway's page with 200", zdmtest.Gateway(200), no, yes, yes},
		{"no such route", zdmtest.Gateway(404), no, yes, yes},
		{"a gateway that lost patience", zdmtest.Gateway(408), no, yes, yes},
		{"a gateway that wants less", zdmtest.Gateway(429), no, yes, yes},
		{"a connection that is cut", zdmtest.Raw(nil), no, yes, yes},
		{"something other than HTTP", zdmtest.Raw([]byte("SSH-2.0-x\r\n")), no, yes, yes},
		{"a server with a bad row", zdmtest.Refusal(500, "row 7 is bad"), no, yes, yes},
		{"incomplete data", zdmtest.Refusal(400, "recovery 정보가 누락되었습니다."), no, yes, yes},
		{"a redirect", zdmtest.Redirect(302, "https://login.example.com/"), no, yes, yes},
		{"a token that is refused", zdmtest.Refusal(401, "토큰이 만료되었습니다."), no, no, no},
		{"a recovery of others", zdmtest.Refusal(403, "no"), no, no, no},
		{"a gateway that refuses the token", zdmtest.Gateway(401), no, no, no},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			good := answers{recovery: jobs("Complete")}
			passes := func(sequence looks, change ...func(*watch.Watcher)) bool {
				good[monitoring] = zdmtest.Sequence(sequence...)
				good[recovery] = zdmtest.Sequence(sequence...)
				r := observe(t, byID, good, change...)
				if r.err == nil != r.last.Over {
					t.Errorf("%+v, %v", r.last, r.err)
				}
				if _, ok := errors.AsType[*zdm.Error](r.err); r.err != nil && !ok {
					t.Errorf("the error is not that of the call: %v", r.err)
				}
				return r.err == nil
			}
			whole := look(part("/", "Complete", "100%"))
			if got := passes(looks{tt.failure, whole}); got != tt.first {
				t.Errorf("before the first answer: %t", got)
			}
			if got := passes(looks{running(), tt.failure, whole}); got != tt.later {
				t.Errorf("after an answer: %t", got)
			}
			if got := passes(looks{tt.failure, whole}, registered); got != tt.created {
				t.Errorf("after a registration: %t", got)
			}
		})
	}
}

// An unreachable server is retried only after it has responded once.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	nobody := "http://" + zdmtest.RefusedAddress(t)
	for _, tt := range []struct {
		name   string
		change func(*watch.Watcher)
		passes bool
	}{
		{"at first", func(*watch.Watcher) {}, false},
		{"after a registration", registered, true},
	} {
		r := observe(t, byID, nil, tt.change, within(time.Minute), func(w *watch.Watcher) { w.Client = zdmtest.Client(t, nobody, zdmtest.NewClock(noon)) })
		failed, ok := errors.AsType[*zdm.Error](r.err)
		if passed := errors.Is(r.err, watch.ErrDeadline); passed != tt.passes || !passed && (!ok || failed.Kind != zdm.Unreachable) {
			t.Errorf("%s: %v", tt.name, r.err)
		}
	}
}

// An untrusted certificate is not retried.
func TestLastingFailure(t *testing.T) {
	t.Parallel()
	server := zdmtest.StartTLS()
	t.Cleanup(server.Close)
	r := observe(t, byID, nil, registered, func(w *watch.Watcher) { w.Client = zdmtest.Client(t, server.URL, zdmtest.NewClock(noon)) })
	if failed, ok := errors.AsType[*zdm.Error](r.err); !ok || !failed.Lasting() || len(r.states) != 0 {
		t.Errorf("%d states, %v", len(r.states), r.err)
	}
}

// If the source of the token fails, only an unreachable server is retried.
func TestTokenSourceFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name      string
		err       error
		afterward bool // whether there was a response before
		passes    bool
	}{
		{"unreachable", exit.New(exit.Unreachable, msg.NothingWasSent.With()), true, true},
		{"unreachable at first", exit.New(exit.Unreachable, msg.NothingWasSent.With()), false, false},
		{"refused", exit.New(exit.Credentials, msg.NothingWasSent.With()), true, false},
		{"a fault of the program", errors.New("fault"), true, false},
	} {
		good := 0
		if tt.afterward {
			good = 2
		}
		calls := 0
		r := observe(t, byID, nil, func(w *watch.Watcher) {
			server := zdmtest.Start(nil)
			t.Cleanup(server.Close)
			server.On(monitoring, zdmtest.Sequence(running(), done()))
			server.On(recovery, jobs("Processing", "Complete"))
			w.Client = zdmtest.Client(t, server.URL, zdmtest.NewClock(noon), func(c *zdm.Config) {
				c.Token = func(context.Context) (string, error) {
					if calls++; calls == good+1 {
						return "", tt.err
					}
					return "a.b.c", nil
				}
			})
		})
		if passed := r.err == nil; passed != tt.passes || !passed && !errors.Is(r.err, tt.err) {
			t.Errorf("%s: %+v, %v", tt.name, r.last, r.err)
		}
	}
}

// A missing recovery is rejected at first, and gone later. After a registration it is awaited for
// ten seconds.
func TestAbsent(t *testing.T) {
	t.Parallel()
	absent := zdmtest.Refusal(404, "찾을 수 없습니다.")
	gone := func(n int, then ...zdmtest.Answer) zdmtest.Answer {
		return zdmtest.Sequence(append(repeated(n, absent), then...)...)
	}
	for _, tt := range []struct {
		name                 string
		monitoring, recovery zdmtest.Answer
		change               func(*watch.Watcher)
		gone, over           bool
		looks                int
	}{
		{"at first", absent, absent, every(4 * time.Second), false, false, 0},
		{"deleted later", zdmtest.Sequence(running(), absent), zdmtest.Sequence(zdmtest.Data(nightly("Processing").String()), absent), every(4 * time.Second), true, false, 1},
		{"registered, and shown after a while", gone(3, done()), gone(3, zdmtest.Data(nightly("Complete").String())), every(3 * time.Second), false, true, 4},
		{"registered, and never shown", absent, absent, every(5 * time.Second), true, false, 2},
		{"registered, and deleted at once", zdmtest.Sequence(running(), absent), zdmtest.Sequence(zdmtest.Data(nightly("Processing").String()), absent), every(time.Second), true, false, 1},
		{"shown by itself only", absent, jobs("Processing", "Complete"), every(4 * time.Second), false, true, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			change := []func(*watch.Watcher){tt.change}
			if strings.HasPrefix(tt.name, "registered") {
				change = append(change, registered)
			}
			r := observe(t, byID, answers{monitoring: tt.monitoring, recovery: tt.recovery}, change...)
			if errors.Is(r.err, watch.ErrGone) != tt.gone || (r.err == nil) != tt.over || len(r.states) != tt.looks {
				t.Errorf("%d states, %v", len(r.states), r.err)
			}
			if failed, ok := errors.AsType[*zdm.Error](r.err); r.err != nil && (!ok || failed.Status != 404) {
				t.Errorf("the server's text is missing: %v", r.err)
			}
		})
	}
}

// After a registration, a server without the route may still be starting: it has ten seconds. Later
// there is no limit.
func TestNoRouteAfterARegistration(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Gateway(404), recovery: zdmtest.Gateway(404)}, registered, every(5*time.Second))
	if failed, ok := errors.AsType[*zdm.Error](r.err); !ok || failed.Status != 404 || len(r.states) != 2 {
		t.Errorf("%d states, %v", len(r.states), r.err)
	}
	for _, tt := range []struct {
		name   string
		answer zdmtest.Answer
	}{
		{"a gateway that lost patience", zdmtest.Gateway(408)},
		{"a gateway that wants less", zdmtest.Gateway(429)},
		{"a gateway without a server", zdmtest.Gateway(503)},
	} {
		r := observe(t, byID, answers{monitoring: zdmtest.Sequence(append(repeated(9, tt.answer), done())...), recovery: jobs("Complete")}, registered, every(5*time.Second))
		if r.err != nil || len(r.states) != 10 {
			t.Errorf("%s: %d states, %v", tt.name, len(r.states), r.err)
		}
	}
	page := zdmtest.Sequence(append(append(looks{running()}, repeated(9, zdmtest.Gateway(404))...), done())...)
	if r := observe(t, byID, answers{monitoring: page, recovery: jobs("Complete")}, registered, every(5*time.Second)); r.err != nil {
		t.Errorf("after an answer: %v", r.err)
	}
}

// After a failed look the state is the previous one, with the error and when responses stopped.
func TestStateAfterAFailure(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), zdmtest.Gateway(502), zdmtest.Gateway(503), running(), zdmtest.Gateway(504), done()), recovery: jobs("Complete")},
		every(10*time.Second))
	if r.err != nil || len(r.states) != 6 {
		t.Fatalf("%d states, %v", len(r.states), r.err)
	}
	var shown []string
	for _, s := range r.states {
		since := "-"
		if s.Failing != nil {
			since = fmt.Sprint(s.Since.Sub(noon).Seconds())
		}
		shown = append(shown, fmt.Sprintf("%v %s %s %d", s.At.Sub(noon).Seconds(), s.Status, since, len(s.Parts)))
	}
	if want := []string{"0 Processing - 1", "10 Processing 10 1", "20 Processing 10 1", "30 Processing - 1", "40 Processing 40 1", "50 Complete - 1"}; !slices.Equal(shown, want) {
		t.Errorf("%q, want %q", shown, want)
	}
	if failed, ok := errors.AsType[*zdm.Error](r.states[2].Failing); !ok || failed.Status != 503 {
		t.Errorf("the failure is %v", r.states[2].Failing)
	}
}

// A failed look does not undo a result.
func TestFailureAfterTheEndOfOthers(t *testing.T) {
	t.Parallel()
	// The monitoring endpoint shows the end, and the history with the result is unavailable.
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), waiting()), recovery: jobs("Scheduled"), histories: zdmtest.Gateway(502)}, within(time.Minute))
	if !errors.Is(r.err, watch.ErrDeadline) || r.last.Over || r.last.Failing == nil {
		t.Errorf("%+v, %v", r.last, r.err)
	}
}

// An error of show ends the watch, and so does the end of its context at any point.
func TestWatchIsEnded(t *testing.T) {
	t.Parallel()
	full, stopped := errors.New("disk full"), errors.New("stopped")
	server := zdmtest.Start(nil)
	t.Cleanup(server.Close)
	server.On(recovery, jobs("Processing"))
	for _, tt := range []struct {
		name string
		look zdmtest.Answer
		show func(cancel context.CancelCauseFunc) error
		want error
	}{
		{"by what it is shown to", running(), func(context.CancelCauseFunc) error { return full }, full},
		{"by what it is shown to, at the end", done(), func(context.CancelCauseFunc) error { return full }, full},
		{"while it waits", running(), func(cancel context.CancelCauseFunc) error { cancel(stopped); return nil }, stopped},
	} {
		server.On(monitoring, tt.look)
		ctx, cancel := context.WithCancelCause(t.Context())
		defer cancel(nil)
		clock := zdmtest.NewClock(noon)
		// With the system's Sleep.
		w := watch.Watcher{Client: zdmtest.Client(t, server.URL, clock), Now: clock.Now, Interval: time.Hour}
		if _, err := w.Watch(ctx, byID, func(watch.State) error { return tt.show(cancel) }); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	server.On(monitoring, zdmtest.Sequence(running(), zdmtest.Hang()))
	ctx, cancel := context.WithCancelCause(t.Context())
	asked := len(server.Requests())
	go func() {
		server.Await(ctx, asked+3) // the second look hangs
		cancel(stopped)
	}()
	clock := zdmtest.NewClock(noon)
	w := watch.Watcher{Client: zdmtest.Client(t, server.URL, clock), Now: clock.Now, Sleep: clock.Sleep}
	shown := 0
	if _, err := w.Watch(ctx, byID, func(watch.State) error { shown++; return nil }); !errors.Is(err, stopped) || shown != 1 {
		t.Errorf("while it asks: shown %d times, %v", shown, err)
	}
}

// The system's Sleep waits.
func TestSystemSleep(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), done()), recovery: jobs("Processing", "Complete")}, every(time.Millisecond),
		func(w *watch.Watcher) { w.Sleep, w.Now = nil, time.Now })
	if r.err != nil || len(r.states) != 2 || r.states[1].At.Sub(r.states[0].At) < time.Millisecond {
		t.Errorf("%+v, %v", r.states, r.err)
	}
}
