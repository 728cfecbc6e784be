package apply_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// With two or more requests, one list shows what exists. A single request is looked up.
func TestListOrLookups(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ requests, lists, lookups int }{
		{1, 0, 1}, {2, 1, 0}, {7, 1, 0}, {8, 1, 0}, {9, 1, 0},
	} {
		b := newBackend(t)
		b.register(newRequest("wave-00"))
		b.register(newRequest("another"))
		a := b.run(t, requests(t, numbered(tt.requests)...))
		lists, lookups := b.reads()
		if lists != tt.lists || lookups != tt.lookups || len(b.Posts()) != tt.requests-1 || a.results["wave-00"].Outcome != apply.Unchanged {
			t.Errorf("%d requests: %d lists, %d lookups, %d posts; %s", tt.requests, lists, lookups, len(b.Posts()), a.outcomes())
		}
	}
}

// A list is current for one second, since others register jobs too. If two jobs show that it is not
// sorted newest first, each name is looked up from then on.
func TestListExpires(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		each    time.Duration // taken by one request
		lookups int           // for ten requests
	}{
		{0, 0}, {100 * time.Millisecond, 0}, {110 * time.Millisecond, 0}, {125 * time.Millisecond, 2}, {time.Second, 8}, {time.Hour, 8},
	} {
		b := newBackend(t)
		a := b.run(t, requests(t, numbered(10)...), func(c *apply.Config) {
			report, sleep := c.Report, c.Sleep
			c.Report = func(r apply.Result) error {
				_ = sleep(t.Context(), tt.each)
				return report(r)
			}
		})
		if _, lookups := b.reads(); lookups != tt.lookups || len(b.Posts()) != 10 {
			t.Errorf("%v each: %d lookups, %s", tt.each, lookups, a.outcomes())
		}
	}
}

// A job that another client registers after the list was read is found by a lookup once the list is
// old.
func TestRegisteredMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	a := b.run(t, requests(t, numbered(8)...), func(c *apply.Config) {
		report, sleep := c.Report, c.Sleep
		c.Report = func(r apply.Result) error {
			if r.Index == 0 {
				b.register(newRequest("wave-07"))
				_ = sleep(t.Context(), 10*time.Second)
			}
			return report(r)
		}
	})
	if a.results["wave-07"].Outcome != apply.Unchanged || slices.Contains(b.posted(), "wave-07") {
		t.Errorf("%s", a.outcomes())
	}
}

// newestFirst serves lists in ZDM's order. It omits as many of the oldest jobs as were deleted.
func newestFirst(b *backend) (deleted *atomic.Int32) {
	deleted = new(atomic.Int32)
	b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if r.URL.Query().Get("jobName") != "" {
			b.list(w, r, closed)
			return
		}
		number, _ := strconv.Atoi(r.URL.Query().Get("page"))
		b.mu.Lock()
		all := slices.Clone(b.jobs[deleted.Load():])
		b.mu.Unlock()
		if target := r.URL.Query().Get("server"); target != "" {
			all = slices.DeleteFunc(all, func(job string) bool { return !strings.Contains(job, strconv.Quote(target)) })
		}
		slices.Reverse(all)
		last := (len(all) + zdm.PageSize - 1) / zdm.PageSize
		from := min((number-1)*zdm.PageSize, len(all))
		page(number, last, fmt.Sprint(len(all)), all[from:min(from+zdm.PageSize, len(all))]...)(w, r, closed)
	})
	return deleted
}

// A list that is sorted newest first is refreshed once a second. No name is looked up, however long
// the run takes.
func TestListIsFollowed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name           string
		meanwhile      func(b *backend, deleted *atomic.Int32, done int)
		lists, lookups int // maximum for 400 requests in ten seconds
		unsent         []string
		before         int // number of other clients' jobs
	}{
		{name: "no other client", lists: 10},
		{name: "many jobs exist", before: 1200, lists: 12},
		{name: "another client registers", lists: 10, unsent: []string{"wave-60", "wave-99"}, meanwhile: func(b *backend, _ *atomic.Int32, done int) {
			if done == 30 {
				b.register(newRequest("wave-60"))
				b.register(newRequest("wave-99"))
			}
		}},
		{name: "another client deletes", before: 3, lists: 11, meanwhile: func(_ *backend, deleted *atomic.Int32, done int) {
			if done == 30 {
				deleted.Store(1)
			}
		}},
		{name: "another client deletes and registers", before: 3, lists: 11, unsent: []string{"wave-60"}, meanwhile: func(b *backend, deleted *atomic.Int32, done int) {
			if done == 30 {
				b.register(newRequest("wave-60"))
				deleted.Store(1)
			}
		}},
		{name: "the order changes", before: 3, lists: 11, lookups: 370, unsent: []string{"wave-60"}, meanwhile: func(b *backend, _ *atomic.Int32, done int) {
			if done == 30 {
				b.mu.Lock()
				b.add("wave-60", jobFor("7", newRequest("wave-60")))
				b.mu.Unlock()
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBackend(t)
			for i := range tt.before {
				b.register(newRequest(fmt.Sprintf("old-%d", i)))
			}
			deleted := newestFirst(b)
			a := b.run(t, requests(t, numbered(400)...), func(c *apply.Config) {
				report, sleep := c.Report, c.Sleep
				c.Report = func(r apply.Result) error {
					if tt.meanwhile != nil {
						tt.meanwhile(b, deleted, len(b.Posts()))
					}
					_ = sleep(t.Context(), 25*time.Millisecond)
					return report(r)
				}
			})
			lists, lookups := b.reads()
			if lists > tt.lists || lookups > tt.lookups || len(b.Posts()) != 400-len(tt.unsent) {
				t.Errorf("%d lists, %d lookups, %d posts", lists, lookups, len(b.Posts()))
			}
			for _, name := range tt.unsent {
				if a.results[name].Outcome != apply.Unchanged || slices.Contains(b.posted(), name) {
					t.Errorf("%s: %s, posted %v", name, a.results[name].Outcome, slices.Contains(b.posted(), name))
				}
			}
		})
	}
}

// A list that is too long for so few requests is not read to the end. The recoveries of their
// target are read instead, and only the first page if there are many.
func TestLongListOfFewRequests(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	for i := range 6000 {
		old := newRequest(fmt.Sprintf("old-%d", i))
		old.Target = "web-09-dr"
		b.register(old)
	}
	b.register(newRequest("wave-03"))
	newestFirst(b)
	a := b.run(t, requests(t, numbered(8)...))
	if lists, lookups := b.reads(); lists != 2 || lookups != 8 || len(b.Posts()) != 7 || a.results["wave-03"].Outcome != apply.Unchanged {
		t.Errorf("%d lists, %d lookups, %d posts; %s", lists, lookups, len(b.Posts()), a.outcomes())
	}
	before, _ := b.reads()
	a = b.run(t, []apply.Request{requestOf(t, aimed("crowded", "web-09-dr", "/dev/vdb1"))})
	if lists, _ := b.reads(); lists-before > 5 || a.outcomes() != "crowded failed 5" || len(b.Posts()) != 7 {
		t.Errorf("%d lists, %s, %d posts", lists-before, a.outcomes(), len(b.Posts()))
	}
}

// pages serves the list of all jobs page by page, and lookups as usual.
func pages(b *backend, all ...zdmtest.Answer) {
	answer := zdmtest.Sequence(all...)
	b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if r.URL.Query().Get("jobName") != "" {
			b.list(w, r, closed)
			return
		}
		answer(w, r, closed)
	})
}

// page returns one page. total is JSON, or "" if the server does not report it.
func page(number, of int, total string, jobs ...string) zdmtest.Answer {
	if total == "" {
		total = "null"
	}
	return zdmtest.Reply(200, "", fmt.Appendf(nil, `{"success": true, "data": [%s], "pagination": {"currentPage": %d, "totalPages": %d, "totalItems": %s, "hasNextPage": %t}}`,
		strings.Join(jobs, ","), number, of, total, number < of))
}

// If the list is not available, or may be incomplete, each name is looked up. An error that every
// call would meet ends the run.
func TestListIsNotTrusted(t *testing.T) {
	t.Parallel()
	job := func(n int) string { return jobFor(fmt.Sprint(n), newRequest(fmt.Sprintf("wave-%02d", n))) }
	bare := zdmtest.Reply(200, "", []byte(`{"success": true, "data": [`+job(0)+`]}`))
	for _, tt := range []struct {
		name    string
		answers []zdmtest.Answer
		lookups int // for eight requests
		code    exit.Code
	}{
		{"complete", []zdmtest.Answer{page(1, 1, "2", job(0), job(1))}, 0, exit.OK},
		{"complete in two pages", []zdmtest.Answer{page(1, 2, "2", job(0)), page(2, 2, "2", job(1))}, 0, exit.OK},
		{"complete in three pages", []zdmtest.Answer{page(1, 3, "3", job(0)), page(2, 3, "3", job(1)), page(3, 3, "3", job(2))}, 0, exit.OK},
		{"complete, without a number of items", []zdmtest.Answer{page(1, 1, "", job(0))}, 0, exit.OK},
		{"complete, without pages", []zdmtest.Answer{bare}, 0, exit.OK},
		{"empty", []zdmtest.Answer{page(1, 1, "0")}, 0, exit.OK},
		{"grows during reading", []zdmtest.Answer{page(1, 2, "2", job(0)), page(2, 2, "3", job(1))}, 8, exit.OK},
		{"shrinks during reading", []zdmtest.Answer{page(1, 3, "3", job(0)), page(2, 3, "3", job(1)), page(3, 3, "2", job(2))}, 8, exit.OK},
		{"two pages, without a number of items", []zdmtest.Answer{page(1, 2, "", job(0)), page(2, 2, "", job(1))}, 8, exit.OK},
		{"two pages, number of items on the first only", []zdmtest.Answer{page(1, 2, "2", job(0)), page(2, 2, "", job(1))}, 8, exit.OK},
		{"a bad row", []zdmtest.Answer{zdmtest.Refusal(500, "row 7 is bad")}, 8, exit.OK},
		{"a bad row on the second page", []zdmtest.Answer{page(1, 2, "2", job(0)), zdmtest.Refusal(500, "row 7 is bad")}, 8, exit.OK},
		{"no list", []zdmtest.Answer{zdmtest.Data(`"text"`)}, 8, exit.OK},
		{"a list without an end", []zdmtest.Answer{page(1, 3, "3", job(0)), page(2, 3, "3", job(0))}, 8, exit.OK},
		{"a gateway without a server", []zdmtest.Answer{zdmtest.Gateway(502)}, 8, exit.OK},
		{"cut", []zdmtest.Answer{zdmtest.Raw(nil)}, 8, exit.OK},
		{"token refused", []zdmtest.Answer{zdmtest.Refusal(401, "expired")}, 0, exit.Credentials},
		{"forbidden", []zdmtest.Answer{zdmtest.Refusal(403, "no")}, 0, exit.Credentials},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBackend(t)
			pages(b, tt.answers...)
			a := b.run(t, requests(t, numbered(8)...))
			if _, lookups := b.reads(); lookups != tt.lookups || exit.CodeOf(a.err) != tt.code {
				t.Errorf("%d lookups, want %d; %s, %v", lookups, tt.lookups, a.outcomes(), a.err)
			}
			if tt.code != exit.OK && (len(b.Posts()) != 0 || len(a.results) != 0) {
				t.Errorf("%d posts, %s", len(b.Posts()), a.outcomes())
			}
		})
	}
	b := newBackend(t)
	next := &http.Transport{DisableKeepAlives: true}
	client := zdmtest.Client(t, b.URL, zdmtest.NewClock(noon), func(c *zdm.Config) {
		c.Transport = network(func(r *http.Request) (*http.Response, error) {
			if !strings.Contains(r.URL.RawQuery, "jobName") {
				return nil, zdm.ErrNotSent
			}
			return next.RoundTrip(r)
		})
	})
	if a := b.run(t, requests(t, numbered(8)...), withClient(client)); exit.CodeOf(a.err) != exit.Unreachable || len(b.Posts()) != 0 {
		t.Errorf("unreachable: %s, %v", a.outcomes(), a.err)
	}
}

// Jobs on every page of the list count, and so do several jobs of one name.
func TestListIsReadWhole(t *testing.T) {
	t.Parallel()
	other := newRequest("wave-01")
	other.Source = "db-01"
	b := newBackend(t)
	pages(b, page(1, 2, "4", jobFor("1", newRequest("wave-00")), jobFor("2", other)), page(2, 2, "4", jobFor("3", newRequest("wave-01")), jobFor("4", newRequest("wave-07"))))
	a := b.run(t, requests(t, numbered(8)...))
	if want := []string{"wave-02", "wave-03", "wave-04", "wave-05", "wave-06"}; a.err != nil || !slices.Equal(b.posted(), want) || a.results["wave-01"].Outcome != apply.Unchanged {
		t.Errorf("posted %q; %s, %v", b.posted(), a.outcomes(), a.err)
	}
	if query := b.Requests()[0].Query; query != "limit=500&page=1" {
		t.Errorf("asked for %s", query)
	}
}

// A recovery from images matches the same job in a list as in a lookup: its image identifies the
// partition.
func TestExistingFromImages(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 9} {
		b := newBackend(t)
		var all []apply.Request
		for _, name := range numbered(n) {
			r := newRequest(name)
			b.register(r)
			r.Source, r.ListOnly, r.BackupFile = "", nil, "root.ZIA"
			r.JobList = []zdm.RecoveryJob{{BackupFile: "root.ZIA", TargetPartition: "/dev/vda1"}}
			all = append(all, requestOf(t, r))
		}
		a := b.run(t, all)
		for _, name := range numbered(n) {
			if a.results[name].Outcome != apply.Unchanged {
				t.Errorf("%d requests: %s", n, a.outcomes())
			}
		}
	}
}
