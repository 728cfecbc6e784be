package watch_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// ofServer is the target in these tests.
var ofServer = watch.Target{Server: "dr", Side: "target"}

const serverMonitoring = zdmtest.Recoveries + "/monitoring/system/dr"

// member returns a recovery to the server dr.
func member(id, name, status string) string {
	return job{id: id, name: name, status: status, source: "web-01", target: "dr"}.String()
}

func monitoringOf(id string) string { return zdmtest.Recoveries + "/monitoring/job/" + id }

// observeServer watches the server dr with the given lists and responses for the recoveries 905 and
// 906.
func observeServer(t *testing.T, lists, first, second looks, change ...func(*watch.Watcher)) result {
	t.Helper()
	responses := answers{zdmtest.Recoveries: zdmtest.Sequence(lists...), serverMonitoring: zdmtest.Data(`{"summary": {"overallProgress": "of the server"}}`), histories: zdmtest.List()}
	for id, all := range map[string]looks{"905": first, "906": second} {
		if all != nil {
			responses[monitoringOf(id)] = zdmtest.Sequence(all...)
		}
	}
	return observe(t, ofServer, responses, change...)
}

// A server is watched until all of its recoveries have run. Its result is the worst of theirs.
func TestServerEnds(t *testing.T) {
	t.Parallel()
	failed, canceled := look(part("/", "Error", "41%")), look(part("/", "Canceled", "41%"))
	both := func(first, second string) looks {
		return looks{zdmtest.List(member("905", "a", first), member("906", "b", second))}
	}
	for _, tt := range []struct {
		name          string
		lists         looks
		first, second looks
		phase         zdm.Phase // of a watch that ends
		ends          bool
		status        string
		idle          []string
	}{
		{"all complete", both("Complete", "Complete"), looks{done()}, looks{done()}, zdm.PhaseComplete, true, "Complete", nil},
		{"one is running and completes", both("Complete", "Complete"), looks{running(), done()}, looks{done()}, zdm.PhaseComplete, true, "Complete", nil},
		{"the second failed", both("Complete", "Error"), looks{done()}, looks{failed}, zdm.PhaseError, true, "Error", nil},
		{"the first failed", both("Error", "Complete"), looks{failed}, looks{done()}, zdm.PhaseError, true, "Error", nil},
		{"one was canceled", both("Complete", "Canceled"), looks{done()}, looks{canceled}, zdm.PhaseCanceled, true, "Canceled", nil},
		{"canceled and failed", both("Canceled", "Error"), looks{canceled}, looks{failed}, zdm.PhaseError, true, "Error", nil},
		{"failed and canceled", both("Error", "Canceled"), looks{failed}, looks{canceled}, zdm.PhaseError, true, "Error", nil},
		{"one of which no response shows how it ended", both("Complete", "Registered"), looks{done()}, looks{running(), waiting()}, zdm.PhaseUnknown, true, "Registered", nil},
		{"canceled, and one without a known result", both("Canceled", "Registered"), looks{canceled}, looks{running(), waiting()}, zdm.PhaseCanceled, true, "Canceled", nil},
		{"one without a known result, and canceled", both("Registered", "Canceled"), looks{running(), waiting()}, looks{canceled}, zdm.PhaseCanceled, true, "Canceled", nil},
		{"one waits for a start", both("Complete", "Registered"), looks{done()}, looks{waiting()}, zdm.PhaseRegistered, false, "Registered", []string{"b"}},
		{"both wait", both("Scheduled", "Registered"), looks{waiting()}, looks{waiting()}, zdm.PhaseScheduled, false, "Scheduled", []string{"a", "b"}},
		{"one waits after another failed", both("Error", "Registered"), looks{failed}, looks{waiting()}, zdm.PhaseRegistered, false, "Registered", []string{"b"}},
		{"one is running, another waits", both("Registered", "Processing"), looks{waiting()}, looks{running()}, zdm.PhaseProcessing, false, "Processing", nil},
		{"one is running, another failed", both("Error", "Processing"), looks{failed}, looks{running()}, zdm.PhaseProcessing, false, "Processing", nil},
		{"only the list shows it", both("Complete", "Error"), nil, nil, zdm.PhaseError, true, "Error", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := observeServer(t, tt.lists, tt.first, tt.second, within(time.Minute))
			if (r.err == nil) != tt.ends || !tt.ends && !errors.Is(r.err, watch.ErrDeadline) {
				t.Fatalf("%+v, %v", r.last, r.err)
			}
			s := r.last
			if s.Over != tt.ends || s.Phase != tt.phase || s.Status != tt.status || !slices.Equal(s.Idle, tt.idle) || s.Name != "dr" || !slices.Equal(s.Jobs, []string{"a", "b"}) {
				t.Errorf("%+v", s)
			}
		})
	}
}

// The partitions of all recoveries are shown, each with the name of its own.
func TestPartitionsOfAServer(t *testing.T) {
	t.Parallel()
	r := observeServer(t, looks{zdmtest.List(member("905", "a", "Complete"), member("906", "b", "Complete"))}, looks{done()}, looks{look(part("/", "Complete", "100%"), part("/home", "Complete", "100%"))})
	var names []string
	for _, p := range r.last.Parts {
		names = append(names, p.Job+" "+p.Name)
	}
	if want := []string{"a /", "b /", "b /home"}; r.err != nil || !slices.Equal(names, want) {
		t.Errorf("%q, %v", names, r.err)
	}
	if !strings.Contains(string(r.last.Raw), "of the server") || r.asked(serverMonitoring) != 1 {
		t.Errorf("%s", r.last.Raw)
	}
}

// Raw is the server's monitoring response at the end, or else the list.
func TestRawOfAServer(t *testing.T) {
	t.Parallel()
	list := zdmtest.List(member("905", "a", "Complete"))
	for _, tt := range []struct {
		name   string
		answer zdmtest.Answer
		ends   bool
		raw    string
	}{
		{"the monitoring", zdmtest.Data(`{"summary": {"overallProgress": "of the server"}}`), true, "of the server"},
		{"it does not know the server", zdmtest.Refusal(404, "no"), true, `"current": "Complete"`},
		{"no such route", zdmtest.Gateway(404), true, `"current": "Complete"`},
		{"after a while", zdmtest.Sequence(zdmtest.Gateway(502), zdmtest.Data(`{"summary": {"overallProgress": "of the server"}}`)), true, "of the server"},
	} {
		r := observe(t, ofServer, answers{zdmtest.Recoveries: zdmtest.Sequence(looks{zdmtest.List(member("905", "a", "Processing")), list}...),
			monitoringOf("905"): zdmtest.Sequence(running(), done()), serverMonitoring: tt.answer})
		if (r.err == nil) != tt.ends || !strings.Contains(string(r.last.Raw), tt.raw) {
			t.Errorf("%s: %s, %v", tt.name, r.last.Raw, r.err)
		}
		for _, request := range r.server.Requests() {
			if request.Path == serverMonitoring && request.Query != "serverType=target" {
				t.Errorf("%s: %s", tt.name, request.Query)
			}
		}
	}
}

// A new recovery is added, and a deleted one is no longer awaited.
func TestRecoveriesComeAndGo(t *testing.T) {
	t.Parallel()
	one, other := member("905", "a", "Processing"), member("906", "b", "Processing")
	oneDone, otherDone := member("905", "a", "Complete"), member("906", "b", "Complete")
	r := observeServer(t, looks{zdmtest.List(one), zdmtest.List(other, oneDone), zdmtest.List(otherDone, oneDone)}, looks{running(), done()}, looks{running(), done()})
	if r.err != nil || len(r.states) != 3 || !slices.Equal(r.states[0].Jobs, []string{"a"}) || !slices.Equal(r.states[1].Jobs, []string{"a", "b"}) || r.last.Phase != zdm.PhaseComplete {
		t.Errorf("%+v, %v", r.states, r.err)
	}
	r = observeServer(t, looks{zdmtest.List(one, other), zdmtest.List(otherDone)}, looks{running()}, looks{running(), done()})
	if r.err != nil || len(r.states) != 2 || !slices.Equal(r.last.Jobs, []string{"b"}) || len(r.last.Parts) != 1 {
		t.Errorf("%+v, %v", r.states, r.err)
	}
	r = observeServer(t, looks{zdmtest.List(one), zdmtest.List()}, looks{running()}, nil)
	if e, ok := errors.AsType[*exit.Error](r.err); !errors.Is(r.err, watch.ErrGone) || !ok || e.Code != exit.Refused || len(r.states) != 1 {
		t.Errorf("%+v, %v", r.states, r.err)
	}
	r = observeServer(t, looks{zdmtest.List()}, nil, nil)
	if e, ok := errors.AsType[*exit.Error](r.err); errors.Is(r.err, watch.ErrGone) || !ok || e.Code != exit.Refused || len(r.states) != 0 {
		t.Errorf("%+v, %v", r.states, r.err)
	}
	// A deleted recovery that reappears is requested again.
	r = observeServer(t, looks{zdmtest.List(oneDone, other), zdmtest.List(other), zdmtest.List(oneDone, otherDone)}, looks{done(), look(part("/", "Error", "1%"))}, looks{running(), running(), done()})
	if r.err != nil || r.last.Phase != zdm.PhaseError || r.asked(monitoring) != 2 {
		t.Errorf("%+v, %v", r.last, r.err)
	}
}

// A finished or waiting recovery is only requested again if the list shows a change.
func TestUnchangedRecoveries(t *testing.T) {
	t.Parallel()
	second := looks{running(), running(), running(), done()}
	goesOn := func(first string) zdmtest.Answer {
		return zdmtest.List(member("905", "a", first), member("906", "b", "Processing"))
	}
	ends := zdmtest.List(member("905", "a", "Complete"), member("906", "b", "Complete"))
	for _, tt := range []struct {
		name  string
		lists looks
		first looks
		asked int
	}{
		{"over", looks{goesOn("Complete"), goesOn("Complete"), goesOn("Complete"), ends}, looks{done()}, 1},
		{"waiting, then over", looks{goesOn("Registered"), goesOn("Registered"), goesOn("Complete"), ends}, looks{waiting(), done()}, 2},
		{"over, begun anew, over", looks{goesOn("Complete"), goesOn("Processing"), goesOn("Complete"), ends}, looks{done(), running(), done()}, 3},
		{"going on", looks{goesOn("Processing"), goesOn("Processing"), goesOn("Complete"), ends}, looks{running(), running(), done()}, 3},
	} {
		r := observeServer(t, tt.lists, tt.first, second)
		if r.err != nil || r.last.Phase != zdm.PhaseComplete || r.asked(monitoring) != tt.asked {
			t.Errorf("%s: asked %d times, want %d; %+v, %v", tt.name, r.asked(monitoring), tt.asked, r.last, r.err)
		}
	}
}

// A failed request for one recovery fails the whole look, so the list is evaluated again.
func TestLookFailsForOne(t *testing.T) {
	t.Parallel()
	goesOn := func(first string) zdmtest.Answer {
		return zdmtest.List(member("905", "a", first), member("906", "b", "Processing"))
	}
	r := observeServer(t, looks{goesOn("Complete"), goesOn("Processing"), goesOn("Processing"), zdmtest.List(member("905", "a", "Error"), member("906", "b", "Complete"))},
		looks{done(), zdmtest.Gateway(502), running(), look(part("/", "Error", "41%"))}, looks{running(), running(), done()})
	if r.err != nil || len(r.states) != 4 || r.states[1].Failing == nil || r.states[2].Failing != nil || r.states[2].Phase != zdm.PhaseProcessing || r.last.Phase != zdm.PhaseError {
		t.Errorf("%q, %v", r.statuses(), r.err)
	}
}

// Listed recoveries that certainly belong to another server are ignored.
func TestOthersAreIgnored(t *testing.T) {
	t.Parallel()
	from := func(source, target string) string {
		return job{id: "906", name: "b", status: "Error", source: source, target: target}.String()
	}
	for _, tt := range []struct {
		target watch.Target
		other  string // a recovery besides one of the server's
		counts bool
	}{
		{watch.Target{Server: "dr", Side: "target"}, from("dr", "x"), false},
		{watch.Target{Server: "dr", Side: "target"}, from("x", "dr"), true},
		{watch.Target{Server: "dr", Side: "target"}, from("x", "-"), true},
		{watch.Target{Server: "dr", Side: "source"}, from("x", "dr"), false},
		{watch.Target{Server: "dr", Side: "source"}, from("dr", "x"), true},
		{watch.Target{Server: "dr", Side: "source"}, from("-", "x"), true},
		{watch.Target{Server: "dr"}, from("x", "y"), false},
		{watch.Target{Server: "dr"}, from("dr", "y"), true},
		{watch.Target{Server: "dr"}, from("x", "dr"), true},
		// All have the ids 41 and 42.
		{watch.Target{Server: "42", Side: "target"}, from("x", "any"), true},
		{watch.Target{Server: "43"}, from("43", "43"), false},
	} {
		own := job{id: "905", name: "a", status: "Complete", source: "dr", target: "dr"}.String()
		if zdm.IsID(tt.target.Server) {
			own = strings.NewReplacer(`"41"`, `"`+tt.target.Server+`"`, `"42"`, `"`+tt.target.Server+`"`).Replace(own)
		}
		r := observe(t, tt.target, answers{zdmtest.Recoveries: zdmtest.List(own, tt.other), monitoring: done(), monitoringOf("906"): look(part("/", "Error", "1%"))})
		if counts := r.last.Phase == zdm.PhaseError; r.err != nil || counts != tt.counts {
			t.Errorf("%+v and %s: counts %t, %v", tt.target, tt.other, counts, r.err)
		}
	}
}

// The list is requested with the parameters of the target.
func TestServerQuery(t *testing.T) {
	t.Parallel()
	r := observe(t, watch.Target{Server: "dr", Side: "target", Center: "main"}, answers{zdmtest.Recoveries: zdmtest.List(member("905", "a", "Complete")), monitoring: done()})
	if query := r.server.Requests()[0].Query; r.err != nil || !strings.Contains(query, "center=main") || !strings.Contains(query, "server=dr&serverType=target") {
		t.Errorf("%s, %v", query, r.err)
	}
}

// Recoveries without an id, with a name that cannot be requested, are judged by the list.
func TestMembersWithoutID(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ id, name, path string }{
		{"-", "a", "a"},
		{"x7", "a", "a"},
		{"905", "a", "905"},
		{"-", "histories", ""},
	} {
		r := observe(t, ofServer, answers{zdmtest.Recoveries: zdmtest.List(member(tt.id, tt.name, "Complete"), member("-", "other", "Complete"))})
		asked := 0
		for _, request := range r.server.Requests() {
			if strings.HasPrefix(request.Path, zdmtest.Recoveries+"/monitoring/job/") && request.Path != monitoringOf("other") {
				asked++
				if request.Path != monitoringOf(tt.path) {
					t.Errorf("%+v: requested %s", tt, request.Path)
				}
			}
		}
		if want := min(1, len(tt.path)); r.err != nil || len(r.last.Jobs) != 2 || (asked > 0) != (want > 0) {
			t.Errorf("%+v: %q, asked %d times, %v", tt, r.last.Jobs, asked, r.err)
		}
	}
}

// A failed request for one recovery fails the whole look, unless the server does not provide that
// recovery.
func TestServerLookFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		answer zdmtest.Answer
		ends   bool
	}{
		{"not shown", zdmtest.Refusal(404, "no"), true},
		{"incomplete data", zdmtest.Refusal(400, "no"), true},
		{"no such route", zdmtest.Gateway(404), true},
		{"a gateway without a server", zdmtest.Gateway(502), false},
		{"a token that is refused", zdmtest.Refusal(401, "no"), false},
	} {
		r := observe(t, ofServer, answers{zdmtest.Recoveries: zdmtest.List(member("905", "a", "Complete")), monitoring: tt.answer})
		if (r.err == nil) != tt.ends {
			t.Errorf("%s: %v", tt.name, r.err)
		}
	}
	for _, list := range []zdmtest.Answer{zdmtest.Gateway(502), zdmtest.Data(`"text"`), zdmtest.Refusal(500, "no"), zdmtest.Refusal(401, "no")} {
		r := observe(t, ofServer, answers{zdmtest.Recoveries: list})
		if _, ok := errors.AsType[*zdm.Error](r.err); !ok || errors.Is(r.err, watch.ErrGone) || len(r.states) != 0 {
			t.Errorf("%+v, %v", r.states, r.err)
		}
	}
	// The history of a waiting recovery is temporarily unavailable.
	r := observe(t, ofServer, answers{zdmtest.Recoveries: zdmtest.List(member("905", "a", "Scheduled")), monitoring: zdmtest.Sequence(running(), waiting()),
		histories: zdmtest.Sequence(zdmtest.Gateway(502), zdmtest.List(`{"job": {"id": 905}, "result": {"status": "FAIL"}}`))})
	if r.err != nil || len(r.states) != 4 || r.states[2].Failing == nil || r.last.Phase != zdm.PhaseError {
		t.Errorf("%q, %v", r.statuses(), r.err)
	}
}

// Each look at a server costs one list and one request for each running recovery. One that has
// ended, and one that waits, is requested again only when the list shows another status.
func TestRequestsOfAServer(t *testing.T) {
	t.Parallel()
	list := zdmtest.List(member("904", "ended", "Complete"), member("905", "runs", "Processing"), member("906", "waits", "Registered"))
	waiting := look(part("/", "Registered", "-"))
	responses := answers{
		zdmtest.Recoveries: list, monitoringOf("904"): done(), monitoringOf("905"): running(), monitoringOf("906"): waiting, histories: zdmtest.List(),
	}
	r := observe(t, ofServer, responses, every(10*time.Second), within(3*time.Minute))
	looks := len(r.states)
	if !errors.Is(r.err, watch.ErrDeadline) || looks < 10 {
		t.Fatalf("%d looks, %v", looks, r.err)
	}
	for path, want := range map[string]int{zdmtest.Recoveries: looks, monitoringOf("904"): 1, monitoringOf("905"): looks, monitoringOf("906"): 1, histories: 0, serverMonitoring: 0} {
		if got := r.asked(path); got != want {
			t.Errorf("%s was requested %d times in %d looks, want %d", path, got, looks, want)
		}
	}
	if all := len(r.server.Requests()); all != 2*looks+2 {
		t.Errorf("%d requests in %d looks", all, looks)
	}
}
