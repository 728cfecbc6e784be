package apply_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A request whose name is free is registered with its own body, once; one whose name is taken by
// the same recovery is left alone.
func TestApply(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("b"))
	all := requests(t, "a", "b", "c")
	a := b.run(t, all)
	if want := "a created 0; b unchanged 0; c created 0"; a.err != nil || a.outcomes() != want {
		t.Errorf("%s, %v; want %s", a.outcomes(), a.err, want)
	}
	if got := b.posted(); !slices.Equal(got, []string{"a", "c"}) {
		t.Errorf("posted %q", got)
	}
	if err := zdmtest.SameJSON(b.Posts()[0].Body, all[0].Body); err != nil {
		t.Error(err)
	}
	if !slices.Equal(a.order, []string{"a", "b", "c"}) || !a.results["a"].Detail.IsZero() {
		t.Errorf("%q, %+v", a.order, a.results["a"])
	}
	if a = b.run(t, all); a.outcomes() != "a unchanged 0; b unchanged 0; c unchanged 0" || len(b.Posts()) != 2 {
		t.Errorf("again: %s, %d posts", a.outcomes(), len(b.Posts()))
	}
	if a = b.run(t, nil); a.err != nil || len(a.results) != 0 {
		t.Errorf("no requests: %+v", a)
	}
}

// How a request ends, by what the server does with it.
func TestOutcomeOfAPost(t *testing.T) {
	t.Parallel()
	two := newRequest("a")
	two.JobList = append(two.JobList, zdm.RecoveryJob{SourcePartition: "/home", TargetPartition: "/dev/vdb1"})
	for _, tt := range []struct {
		name    string
		post    func(b *backend) zdmtest.Answer
		outcome apply.Outcome
		code    exit.Code
		detail  string // a part of it
	}{
		{"registered", func(*backend) zdmtest.Answer { return nil }, apply.Created, exit.OK, ""},
		{"registered in part", func(*backend) zdmtest.Answer { return registrationOf(two, 1, "disk full") }, apply.Partial, exit.Failed, "disk full"},
		{"registered in part, without a reason", func(*backend) zdmtest.Answer { return registrationOf(two, 1, "") }, apply.Partial, exit.Failed, msg.PartitionsFailed.With("1", "2").String()},
		{"failed in whole", func(*backend) zdmtest.Answer { return registrationOf(two, 2, "disk full") }, apply.Failed, exit.Failed, "disk full"},
		{"refused", func(*backend) zdmtest.Answer { return zdmtest.Refusal(400, "platform is required") }, apply.Failed, exit.Refused, "platform is required"},
		{"refused with 422", func(*backend) zdmtest.Answer { return zdmtest.Refusal(422, "schedule.type") }, apply.Failed, exit.Refused, "schedule.type"},
		{"forbidden", func(*backend) zdmtest.Answer { return zdmtest.Refusal(403, "not yours") }, apply.Failed, exit.Credentials, "not yours"},
		{"a server error, not registered", func(*backend) zdmtest.Answer { return zdmtest.Refusal(500, "null") }, apply.Failed, exit.Refused, "null"},
		{"a server error, registered", func(b *backend) zdmtest.Answer { return b.registers(two, zdmtest.Refusal(500, "null")) }, apply.Created, exit.OK, "null"},
		{"a gateway's page, registered", func(b *backend) zdmtest.Answer { return b.registers(two, zdmtest.Gateway(502)) }, apply.Created, exit.OK, "502"},
		{"a gateway's page, not registered", func(*backend) zdmtest.Answer { return zdmtest.Gateway(502) }, apply.Unknown, exit.Unknown, "502"},
		{"a gateway's refusal", func(*backend) zdmtest.Answer { return zdmtest.Gateway(413) }, apply.Failed, exit.Refused, "413"},
		{"a page with 200", func(*backend) zdmtest.Answer { return zdmtest.Gateway(200) }, apply.Unknown, exit.Unknown, "200"},
		{"cut, registered", func(b *backend) zdmtest.Answer { return b.registers(two, zdmtest.Raw(nil)) }, apply.Created, exit.OK, "EOF"},
		{"cut, not registered", func(*backend) zdmtest.Answer { return zdmtest.Raw(nil) }, apply.Unknown, exit.Unknown, "EOF"},
		{"elsewhere", func(*backend) zdmtest.Answer { return zdmtest.Redirect(307, "https://login.example.com/") }, apply.Failed, exit.Refused, "login.example.com"},
		{"done elsewhere", func(*backend) zdmtest.Answer { return zdmtest.Redirect(303, "https://login.example.com/") }, apply.Unknown, exit.Unknown, "login.example.com"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBackend(t)
			b.onPost["a"] = tt.post(b)
			a := b.run(t, []apply.Request{requestOf(t, two)})
			r := a.results["a"]
			if want := fmt.Sprintf("a %s %d", tt.outcome, tt.code); a.err != nil || a.outcomes() != want || len(b.Posts()) != 1 {
				t.Errorf("%s after %d posts, %v; want %s", a.outcomes(), len(b.Posts()), a.err, want)
			}
			if (tt.detail == "") != r.Detail.IsZero() || !strings.Contains(r.Detail.String(), tt.detail) || r.Index != 0 {
				t.Errorf("%q, want %q in it", r.Detail.String(), tt.detail)
			}
			if r.Err != nil && (r.Err.Err != nil || r.Err.Message.String() != r.Detail.String()) {
				t.Errorf("the error retains the response, or differs from the result: %+v", r.Err)
			}
		})
	}
}

// An error of the registration carries the server's id of the call.
func TestErrorOfARegistration(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.onPost["a"] = registrationOf(newRequest("a"), 1, "disk full")
	if e := b.run(t, requests(t, "a")).results["a"].Err; e.Status != 201 || e.RequestID != "r-post" {
		t.Errorf("%+v", e)
	}
}

// Texts of a server are kept short.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ said, want string }{
		{strings.Repeat("x", 500), strings.Repeat("x", 500)},
		{strings.Repeat("x", 501), strings.Repeat("x", 125) + "…"},
		{strings.Repeat("긴", 400), strings.Repeat("긴", 125) + "…"},
	} {
		b := newBackend(t)
		b.onPost["a"] = registrationOf(newRequest("a"), 1, tt.said)
		want := msg.Reason.With(msg.PartitionsFailed.With("1", "1"), tt.want).String()
		if got := b.run(t, requests(t, "a")).results["a"].Detail.String(); got != want {
			t.Errorf("%d letters of %d", len([]rune(got)), len([]rune(tt.said)))
		}
	}
}

// The name is taken: by the same recovery it is left alone, by one of other servers it is refused,
// and nothing is sent.
func TestTakenName(t *testing.T) {
	t.Parallel()
	other := newRequest("a")
	other.Target = "db-01-dr"
	for _, tt := range []struct {
		name    string
		there   []*zdm.RecoveryRequest
		setting setting
		want    string
	}{
		{"the same", []*zdm.RecoveryRequest{newRequest("a")}, parallel(1), "a unchanged 0"},
		{"the same twice", []*zdm.RecoveryRequest{newRequest("a"), newRequest("a")}, parallel(1), "a unchanged 0"},
		{"another", []*zdm.RecoveryRequest{other}, parallel(1), "a failed 5"},
		{"another and the same", []*zdm.RecoveryRequest{other, newRequest("a")}, parallel(1), "a unchanged 0"},
		{"the same, updated", []*zdm.RecoveryRequest{newRequest("a")}, updating, "a unchanged 0"},
		{"the same twice, updated", []*zdm.RecoveryRequest{newRequest("a"), newRequest("a")}, updating, "a failed 5"},
		{"another and the same, updated", []*zdm.RecoveryRequest{other, newRequest("a")}, updating, "a failed 5"},
		{"another, updated", []*zdm.RecoveryRequest{other}, updating, "a failed 5"},
		{"another, dry", []*zdm.RecoveryRequest{other}, dry, "a failed 5"},
	} {
		b := newBackend(t)
		for _, r := range tt.there {
			b.register(r)
		}
		if a := b.run(t, requests(t, "a"), tt.setting); a.err != nil || a.outcomes() != tt.want || len(b.Posts()) != 0 {
			t.Errorf("%s: %s after %d posts, %v; want %s", tt.name, a.outcomes(), len(b.Posts()), a.err, tt.want)
		}
	}
	b := newBackend(t)
	b.register(other)
	if got, want := b.run(t, requests(t, "a")).results["a"].Detail.String(), msg.NameTaken.With("web-01", "db-01-dr").String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The look before a POST fails closed: without the server's word that the name is free nothing is
// sent.
func TestLookupBeforePostFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		list zdmtest.Answer
		want string
	}{
		{"a bad row", zdmtest.Refusal(500, "row 7 is bad"), "a failed 5"},
		{"no such route", zdmtest.Gateway(404), "a failed 5"},
		{"a gateway without a server", zdmtest.Gateway(502), "a failed 5"},
		{"no list", zdmtest.Data(`"text"`), "a failed 5"},
		{"forbidden", zdmtest.Refusal(403, "no"), "a failed 4"},
		{"token refused", zdmtest.Refusal(401, "no"), "a failed 4"},
		{"cut", zdmtest.Raw(nil), "a failed 5"},
	} {
		for _, set := range []setting{parallel(1), dry, updating} {
			b := newBackend(t)
			b.On("GET "+zdmtest.Recoveries, tt.list)
			if a := b.run(t, requests(t, "a"), set); a.err != nil || a.outcomes() != tt.want || len(b.Posts()) != 0 {
				t.Errorf("%s: %s after %d posts, %v; want %s", tt.name, a.outcomes(), len(b.Posts()), a.err, tt.want)
			}
		}
	}
}

// A dry run only reads.
func TestDryRun(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("b"))
	if a := b.run(t, requests(t, "a", "b"), dry); a.outcomes() != "a created 0; b unchanged 0" || len(b.Posts()) != 0 {
		t.Errorf("%s after %d posts", a.outcomes(), len(b.Posts()))
	}
}

// What ends a run, and what only ends a request.
func TestHalt(t *testing.T) {
	t.Parallel()
	refused := zdmtest.Refusal(400, "no")
	for _, tt := range []struct {
		name    string
		answers map[string]zdmtest.Answer // to the POST of a request
		setting setting
		want    string
		why     string // of what is skipped
	}{
		{"a refusal ends its request", map[string]zdmtest.Answer{"a": refused}, parallel(1), "a failed 5; b created 0; c created 0", ""},
		{"with FailFast a refusal ends the run", map[string]zdmtest.Answer{"a": refused}, failingFast, "a failed 5; b skipped 0; c skipped 0", msg.AnotherFailed.With("a").String()},
		{"with FailFast a partial failure ends the run", map[string]zdmtest.Answer{"b": registrationOf(newRequest("b"), 1, "")}, failingFast, "a created 0; b failed 3; c skipped 0", msg.AnotherFailed.With("b").String()},
		{"a successful run ends normally", nil, failingFast, "a created 0; b created 0; c created 0", ""},
		{"a refused token ends the run", map[string]zdmtest.Answer{"a": zdmtest.Refusal(401, "expired")}, parallel(1), "a failed 4; b skipped 0; c skipped 0", "expired"},
		{"a forbidden recovery ends its request", map[string]zdmtest.Answer{"a": zdmtest.Refusal(403, "no")}, parallel(1), "a failed 4; b created 0; c created 0", ""},
		{"an unknown outcome ends its request", map[string]zdmtest.Answer{"a": zdmtest.Raw(nil)}, parallel(1), "a unknown 7; b created 0; c created 0", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBackend(t)
			b.onPost = tt.answers
			a := b.run(t, requests(t, "a", "b", "c"), tt.setting)
			if a.err != nil || a.outcomes() != tt.want {
				t.Errorf("%s, %v; want %s", a.outcomes(), a.err, tt.want)
			}
			if got := a.results["c"].Detail.String(); tt.why != "" && !strings.Contains(got, tt.why) {
				t.Errorf("skipped because of %q, want %q", got, tt.why)
			}
			if sent := strings.Count(tt.want, ";") + 1 - strings.Count(tt.want, "skipped"); len(b.Posts()) != sent {
				t.Errorf("%d posts, want %d", len(b.Posts()), sent)
			}
		})
	}
}

// One request that cannot be sent may have met a passing fault; as many as are sent at a time, with
// none in between that could be, have not: nothing more is sent.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		parallel int
		lost     []int64 // POST requests that cannot be sent, by their number
		halts    bool
	}{
		{1, []int64{1}, true},
		{1, nil, false},
		{2, []int64{1}, false},
		{2, []int64{1, 2}, true},
		{2, []int64{1, 3, 5, 7}, false},
		{2, []int64{1, 3, 4}, true},
		{3, []int64{1, 2, 4, 5, 7, 8}, false},
		{3, []int64{2, 3, 4}, true},
	} {
		b := newBackend(t)
		// Each POST waits until the one before it is reported.
		var number atomic.Int64
		var mu sync.Mutex
		reported, turn := int64(0), sync.NewCond(&mu)
		next := &http.Transport{DisableKeepAlives: true}
		client := zdmtest.Client(t, b.URL, zdmtest.NewClock(noon), func(c *zdm.Config) {
			c.Transport = network(func(r *http.Request) (*http.Response, error) {
				if r.Method != http.MethodPost {
					return next.RoundTrip(r)
				}
				mine := number.Add(1)
				mu.Lock()
				for reported < mine-1 {
					turn.Wait()
				}
				mu.Unlock()
				if slices.Contains(tt.lost, mine) {
					return nil, zdm.ErrNotSent
				}
				return next.RoundTrip(r)
			})
		})
		a := b.run(t, requests(t, numbered(12)...), withClient(client), parallel(tt.parallel), func(c *apply.Config) {
			report := c.Report
			c.Report = func(r apply.Result) error {
				mu.Lock()
				reported++
				mu.Unlock()
				turn.Broadcast()
				return report(r)
			}
		})
		failed, skipped := strings.Count(a.outcomes(), "failed 6"), strings.Count(a.outcomes(), "skipped 0")
		if a.err != nil || failed != len(tt.lost) || (skipped > 0) != tt.halts {
			t.Errorf("%+v: %s, %v", tt, a.outcomes(), a.err)
		}
	}
}

// network is a transport.
type network func(*http.Request) (*http.Response, error)

func (n network) RoundTrip(r *http.Request) (*http.Response, error) { return n(r) }

// Several requests are under way at a time, and no more than that.
func TestParallel(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 3, 9} {
		b := newBackend(t)
		var under, most atomic.Int64
		release := make(chan struct{})
		var full sync.Once
		want := int64(min(n, 6))
		b.On("POST "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
			now := under.Add(1)
			defer under.Add(-1)
			for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
			}
			if now == want { // all that can be are here
				full.Do(func() { close(release) })
			}
			<-release
			b.post(w, r, closed)
		})
		if a := b.run(t, requests(t, numbered(6)...), parallel(n)); a.err != nil || strings.Count(a.outcomes(), "created 0") != 6 || most.Load() != want {
			t.Errorf("%d at a time: %d were, %s", n, most.Load(), a.outcomes())
		}
	}
}

// A report that fails ends the run with its error. What was sent before is still reported.
func TestReportFails(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	b := newBackend(t)
	a := b.run(t, requests(t, "a", "b", "c"), func(c *apply.Config) {
		report := c.Report
		c.Report = func(r apply.Result) error { return errors.Join(report(r), full) }
	})
	if !errors.Is(a.err, full) || a.outcomes() != "a created 0; b skipped 0; c skipped 0" || a.results["b"].Detail.String() != msg.ResultsNotWritten.With().String() {
		t.Errorf("%s, %v", a.outcomes(), a.err)
	}
}

// A body that cannot be read is a fault of this program: the run ends with it, and nothing is sent.
func TestBodyCannotBeRead(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	all := append([]apply.Request{{Name: "x", Body: []byte("{")}}, requests(t, "a")...)
	a := b.run(t, all)
	if a.err == nil || a.outcomes() != "a skipped 0; x skipped 0" || len(b.Posts()) != 0 {
		t.Errorf("%s, %v", a.outcomes(), a.err)
	}
}

// When the context ends, nothing more is sent, and the results show it.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := newBackend(t)
	a := b.runAt(t, ctx, noon, requests(t, "a", "b"))
	if a.err != nil || a.outcomes() != "a skipped 0; b skipped 0" || len(b.Requests()) != 0 || a.results["a"].Detail.String() != msg.CauseInterrupted.With().String() {
		t.Errorf("before: %s, %v", a.outcomes(), a.err)
	}

	ctx, cancel = context.WithCancel(t.Context())
	b = newBackend(t)
	b.onPost["a"] = func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		cancel()
		zdmtest.Hang()(w, r, closed)
	}
	if a = b.runAt(t, ctx, noon, requests(t, "a", "b")); a.err != nil || a.outcomes() != "a unknown 7; b skipped 0" {
		t.Errorf("during a POST: %s, %v", a.outcomes(), a.err)
	}

	ctx, cancel = context.WithCancel(t.Context())
	b = newBackend(t)
	b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		cancel()
		zdmtest.Hang()(w, r, closed)
	})
	if a = b.runAt(t, ctx, noon, requests(t, "a", "b")); a.err != nil || a.outcomes() != "a skipped 0; b skipped 0" || len(b.Posts()) != 0 {
		t.Errorf("during a lookup: %s, %v", a.outcomes(), a.err)
	}

	ctx, cancel = context.WithCancel(t.Context())
	b = newBackend(t)
	a = b.runAt(t, ctx, noon, requests(t, "a", "b"), func(c *apply.Config) {
		report := c.Report
		c.Report = func(r apply.Result) error { cancel(); return report(r) }
	})
	if a.err != nil || a.outcomes() != "a created 0; b skipped 0" || len(b.Posts()) != 1 {
		t.Errorf("between two requests: %s, %v", a.outcomes(), a.err)
	}
}
