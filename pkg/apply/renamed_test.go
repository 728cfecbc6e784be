package apply_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A server registers a request under another name, finds it by that name only, and its response is
// lost. A run with the journal does not send the request again.
func TestResumeFindsARecoveryByItsTarget(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a_ROOT", "A"} {
		b := newBackend(t)
		path := cutOffRun(t, b, false, "a")
		made := newRequest(name)
		made.JobList = nil // the server does not show it
		b.register(made)
		a := b.again(t, path, noon.Add(time.Hour), requests(t, "a"))
		if got := a.outcomes(); got != "a created 0" || len(b.posted()) != 1 || a.results["a"].Name != name {
			t.Errorf("%s: %s, POSTs %q, name %q", name, got, b.posted(), a.results["a"].Name)
		}
	}
}

// A single request is looked up by its name. If the server finds the recovery only under the name
// that it chose, it is found among the recoveries of the target.
func TestFindsARecoveryByItsTarget(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.register(newRequest("nightly-of-web-01_ROOT"))
	b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if r.URL.Query().Get("jobName") != "" {
			zdmtest.List()(w, r, closed)
			return
		}
		b.list(w, r, closed)
	})
	a := b.run(t, requests(t, "nightly-of-web-01"))
	if got := a.results["nightly-of-web-01"]; got.Outcome != apply.Unchanged || got.Name != "nightly-of-web-01_ROOT" || len(b.posted()) != 0 {
		t.Errorf("%s, %+v, POSTs %q", a.outcomes(), got, b.posted())
	}
}

// A request that cannot be looked up by its target is not sent again either.
func TestResumeWithoutTargetLookup(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]zdmtest.Answer{
		"no list":               zdmtest.Data("null"),
		"a gateway's page":      zdmtest.Gateway(http.StatusForbidden),
		"a failure of ZDM":      zdmtest.Refusal(http.StatusInternalServerError, "no"),
		"another refusal":       zdmtest.Refusal(http.StatusConflict, "no"),
		"the call is unknown":   zdmtest.Refusal(http.StatusNotFound, "no"),
		"the filter is unknown": zdmtest.Refusal(http.StatusBadRequest, "no such parameter"),
	} {
		b := newBackend(t)
		path := cutOffRun(t, b, false, "a")
		b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
			if r.URL.Query().Get("server") == "web-01-dr" && r.URL.Query().Get("serverType") == "target" {
				answer(w, r, closed)
				return
			}
			b.list(w, r, closed)
		})
		a := b.again(t, path, noon.Add(time.Hour), requests(t, "a"))
		if got := a.outcomes(); got != "a unknown 7" || len(b.posted()) != 1 {
			t.Errorf("%s: %s, POSTs %q", name, got, b.posted())
		}
	}
}

// A registered recovery that was renamed since is not reported as deleted.
func TestResumeFindsARecoveryThatWasRenamed(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	path := journalPath(t)
	if a := b.again(t, path, noon, requests(t, "a")); a.outcomes() != "a created 0" {
		t.Fatal(a.outcomes())
	}
	b.On("GET "+zdmtest.Recoveries, func(w http.ResponseWriter, r *http.Request, closed <-chan struct{}) {
		if r.URL.Query().Get("jobName") != "" {
			zdmtest.List()(w, r, closed)
			return
		}
		zdmtest.List(jobFor("900", &zdm.RecoveryRequest{JobName: "a_ROOT", Source: "web-01", Target: "web-01-dr", Platform: "kvm"}))(w, r, closed)
	})
	if a := b.again(t, path, noon.Add(time.Hour), requests(t, "a")); a.outcomes() != "a unchanged 0" || a.results["a"].Name != "a_ROOT" || len(b.posted()) != 1 {
		t.Errorf("%s, POSTs %q, %+v", a.outcomes(), b.posted(), a.results["a"])
	}
}

// A name that the server may have derived from the names of two requests does not show that either
// is registered.
func TestNameMadeFromTwoRequests(t *testing.T) {
	t.Parallel()
	const cut = "nightly-recovery"
	for name, want := range map[string]string{
		cut:                  "nightly-recovery-a unknown 7; nightly-recovery-b unknown 7",
		cut + "-a_ROOT":      "nightly-recovery-a created 0; nightly-recovery-b unknown 7",
		"NIGHTLY-RECOVERY-B": "nightly-recovery-a unknown 7; nightly-recovery-b created 0",
	} {
		b := newBackend(t)
		made := newRequest(name)
		for _, asked := range []string{cut + "-a", cut + "-b"} {
			b.onPost[asked] = registrationOf(made, 0, "") // registers nothing
		}
		a := b.run(t, requests(t, cut+"-a", cut+"-b"))
		if got := a.outcomes(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
