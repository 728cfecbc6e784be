package apply_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// onto is a recovery named other from web-09 onto web-01-dr (42), as GET /recoveries lists it.
// targets are its partitions on web-01-dr.
func onto(status, schedule string, targets ...string) string {
	return jobOnto("other", `"id": "42", "name": "web-01-dr"`, status, schedule, targets...)
}

func jobOnto(name, target, status, schedule string, targets ...string) string {
	var parts []string
	for _, to := range targets {
		parts = append(parts, fmt.Sprintf(`{"from": "/x", "to": %q, "targetDevice": "-"}`, to))
	}
	return fmt.Sprintf(`{"system": {"source": {"id": "49", "name": "web-09"}, "target": {%s}}, "job": {"info": {"id": "900", "name": %q,
"schedule": %s, "status": {"current": %q}}, "detail": [%s]}}`, target, name, schedule, status, strings.Join(parts, ","))
}

const (
	noSchedule = `{"basic": "-"}`
	weekly     = `{"basic": {"id": "3", "type": "Weekly"}}`
)

// open is a request that may restore partitions that it does not list.
func open(name string) *zdm.RecoveryRequest {
	r := newRequest(name)
	r.ListOnly = nil
	return r
}

// aimed returns a request for one partition of a target.
func aimed(name, target, partition string) *zdm.RecoveryRequest {
	r := newRequest(name)
	r.Target, r.JobList[0].TargetPartition = target, partition
	return r
}

// A request that would write a partition of a registered recovery is not sent while that recovery
// is running or scheduled. Otherwise it is sent, with a remark. The result is the same whether the
// recovery comes from the list of all jobs or from a lookup by target.
func TestClaimedTargets(t *testing.T) {
	t.Parallel()
	asked := newRequest("a")
	for _, tt := range []struct {
		name    string
		request *zdm.RecoveryRequest
		there   string
		refused bool
		shown   string // in the remark or the error; "" if there is neither
	}{
		{"runs on the partition", asked, onto("Processing", noSchedule, "/dev/vda1"), true, "/dev/vda1"},
		{"prepares for it", asked, onto("Preparing", noSchedule, "/dev/vda1"), true, "/dev/vda1"},
		{"is scheduled for it", asked, onto("Registered", weekly, "/dev/vda1"), true, "/dev/vda1"},
		{"is not scheduled", asked, onto("Registered", noSchedule, "/dev/vda1"), false, "/dev/vda1"},
		{"has ended", asked, onto("Complete", noSchedule, "/dev/vda1"), false, "/dev/vda1"},
		{"runs on its disk", asked, onto("Processing", noSchedule, "vda"), true, "/dev/vda1"},
		{"runs on a part of the disk", aimed("a", "web-01-dr", "/dev/vda"), onto("Processing", noSchedule, "/dev/vda2"), true, "/dev/vda"},
		{"runs on another partition", asked, onto("Processing", weekly, "/dev/vdb1"), false, ""},
		{"runs on an unreported partition", asked, onto("Processing", noSchedule), true, "web-01-dr"},
		{"is not scheduled, with unreported partitions", asked, onto("Registered", noSchedule), false, "web-01-dr"},
		{"runs on a partition that the request may include", open("a"), onto("Processing", noSchedule, "/dev/vdb1"), true, "web-01-dr"},
		{"is not scheduled, with a partition that the request may include", open("a"), onto("Registered", noSchedule, "/dev/vdb1"), false, "web-01-dr"},
		{"runs on another target", asked, jobOnto("other", `"id": "43", "name": "web-02-dr"`, "Processing", weekly, "/dev/vda1"), false, ""},
		{"target by its id", aimed("a", "42", "/dev/vda1"), onto("Processing", noSchedule, "/dev/vda1"), true, "/dev/vda1"},
		{"target in different case", aimed("a", " Web-01-DR", "/dev/vda1"), onto("Processing", noSchedule, "/dev/vda1"), true, "/dev/vda1"},
	} {
		for _, requests := range []int{1, 8} {
			for _, tried := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, %d, dry %v", tt.name, requests, tried), func(t *testing.T) {
					t.Parallel()
					b := newBackend(t)
					b.holds("other", tt.there)
					all := []apply.Request{requestOf(t, tt.request)}
					for i := 1; i < requests; i++ {
						all = append(all, requestOf(t, aimed(fmt.Sprint("other-", i), fmt.Sprint("elsewhere-", i), "/dev/vda1")))
					}
					a := b.run(t, all, func(c *apply.Config) { c.DryRun = tried })
					got := a.results["a"]
					said := ""
					for _, remark := range got.Remarks {
						said += remark.String()
					}
					if got.Err != nil {
						said = got.Err.Message.String()
					}
					if refused := got.Outcome == apply.Failed && got.Err.Code == exit.Refused; refused != tt.refused || !refused && got.Outcome != apply.Created {
						t.Errorf("%s: %s", a.outcomes(), said)
					}
					if (said == "") != (tt.shown == "") || !strings.Contains(said, tt.shown) || said != "" && !strings.Contains(said, `"other": ID 900`) {
						t.Errorf("%q is missing in %q", tt.shown, said)
					}
					sent := strings.Contains(strings.Join(b.posted(), " ")+" ", "a ")
					if sent != (!tt.refused && !tried) {
						t.Errorf("sent: %v", b.posted())
					}
				})
			}
		}
	}
}

// Recoveries registered by other requests of the run do not conflict, under whatever name the
// server has them: requests were compared with each other before the run.
func TestOwnRecoveriesDoNotConflict(t *testing.T) {
	t.Parallel()
	b, before := newRequest("b"), newRequest("b")
	b.JobList[0].TargetPartition = "/dev/vdb1"
	before.JobList[0].TargetPartition = "/dev/vda1"
	made := func(r zdm.RecoveryRequest, name string) *zdm.RecoveryRequest { r.JobName = name; return &r }
	whole := open("a")
	for _, tt := range []struct {
		name    string
		first   *zdm.RecoveryRequest // sent first
		there   *zdm.RecoveryRequest // scheduled, in the server's form
		outcome string
	}{
		{"writes what its request writes", whole, b, "created"},
		{"has a name that the server chose", whole, made(*b, "B_ROOT"), "created"},
		{"writes something else than its request", newRequest("a"), before, "failed"},
		{"has the name but other servers", whole, func() *zdm.RecoveryRequest { r := made(*b, "b"); r.Source = "web-07"; return r }(), "failed"},
		{"has the name of no request", whole, made(*b, "c"), "failed"},
	} {
		s := newBackend(t)
		s.holds(tt.there.JobName, strings.Replace(jobFor("900", tt.there), noSchedule, weekly, 1))
		a := s.run(t, []apply.Request{requestOf(t, tt.first), requestOf(t, b)})
		if got := a.results["a"]; string(got.Outcome) != tt.outcome {
			t.Errorf("%s: %s", tt.name, a.outcomes())
		}
	}
}

// The recoveries of a target are read once, and not at all for requests that are already
// registered.
func TestClaimsAreReadOnce(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ requests, targets, lists int }{
		{1, 1, 1}, {7, 1, 1}, {7, 3, 1}, {8, 1, 1}, {8, 8, 1}, {40, 40, 1},
	} {
		b := newBackend(t)
		var all []apply.Request
		for i := range tt.requests {
			all = append(all, requestOf(t, aimed(fmt.Sprint("r-", i), fmt.Sprint("dr-", i%tt.targets), fmt.Sprint("/dev/vda", i+1))))
		}
		first := b.run(t, all, parallel(4))
		if lists, _ := b.reads(); lists != tt.lists || len(b.Posts()) != tt.requests {
			t.Errorf("%v: %d lists, %d posts; %s", tt, lists, len(b.Posts()), first.outcomes())
		}
		before, _ := b.reads()
		b.run(t, all)
		if after, _ := b.reads(); after-before != min(1, tt.requests/2) {
			t.Errorf("%v: %d lists for what is registered", tt, after-before)
		}
	}
}

// If the server does not show what is registered for a target, nothing is sent to it.
func TestClaimsNotChecked(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		answer zdmtest.Answer
		code   exit.Code
	}{
		{zdmtest.Refusal(http.StatusBadRequest, "no such filter"), exit.Refused},
		{zdmtest.Refusal(http.StatusForbidden, "no"), exit.Credentials},
		{zdmtest.Gateway(http.StatusBadGateway), exit.Refused},
		{zdmtest.Data(`null`), exit.Refused},
		{zdmtest.List(`{}`), exit.Refused},
	} {
		b := newBackend(t)
		b.refuseTargets(tt.answer)
		a := b.run(t, requests(t, "a"))
		got := a.results["a"]
		if got.Outcome != apply.Failed || got.Err.Code != tt.code || len(got.Err.Notes) == 0 || len(b.Posts()) > 0 ||
			!strings.HasPrefix(got.Detail.String(), "could not check which recoveries write to the target: ") {
			t.Errorf("%s, %s, %+v", a.outcomes(), got.Detail, got.Err)
		}
	}
}

// A request that an earlier run sent stays unknown while the other recoveries of its target cannot
// be read.
func TestClaimsNotCheckedAfterCutOff(t *testing.T) {
	t.Parallel()
	b, all := newBackend(t), requests(t, "a")
	path := cutOffRun(t, b, false, "a")
	sent := len(b.Posts())
	b.refuseTargets(zdmtest.Data(`null`))
	if a := b.again(t, path, noon, all); a.outcomes() != "a unknown 7" || len(b.Posts()) != sent {
		t.Errorf("%s, %d posts", a.outcomes(), len(b.Posts()))
	}
}

// refuseTargets refuses to list the recoveries of one target.
func (b *backend) refuseTargets(answer zdmtest.Answer) {
	list := b.list
	b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if r.URL.Query().Get("server") != "" {
			answer(w, r, closed)
			return
		}
		list(w, r, closed)
	})
}

// With Config.Strict, a recovery that is neither running nor scheduled is an error too.
func TestClaimsStrictly(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.holds("other", onto("Registered", noSchedule, "/dev/vda1"))
	a := b.run(t, requests(t, "a"), func(c *apply.Config) { c.Strict = true })
	if a.outcomes() != "a failed 5" || len(b.Posts()) > 0 {
		t.Errorf("%s", a.outcomes())
	}
}

// A request of an earlier run that the server does not have is not sent again if another recovery
// has since claimed its target. It then counts as never sent.
func TestClaimedWhileCutOff(t *testing.T) {
	t.Parallel()
	b, all := newBackend(t), requests(t, "a")
	path := cutOffRun(t, b, false, "a")
	sent := len(b.Posts())
	b.holds("other", onto("Processing", noSchedule, "/dev/vda1"))
	for _, waits := range []int{1, 0} {
		if a := b.again(t, path, noon, all); a.outcomes() != "a failed 5" || len(b.Posts()) != sent || len(a.waited) != waits {
			t.Errorf("%s, %d posts, %v", a.outcomes(), len(b.Posts()), a.waited)
		}
	}
}
