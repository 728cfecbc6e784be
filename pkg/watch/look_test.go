package watch_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// oneLook returns responses that end a watch at its first look.
func oneLook(monitored, single string) answers {
	return answers{monitored: done(), single: jobs("Complete")}
}

// by returns the recovery nightly with an id.
func by(id string) string {
	j := nightly("Complete")
	j.id = id
	return j.String()
}

// A name is looked up once, and the recovery is requested by its id, because names of digits cannot
// be requested.
func TestNameBecomesAnID(t *testing.T) {
	t.Parallel()
	digits := nightly("Complete")
	digits.name = "2026"
	for _, tt := range []struct {
		name   string
		target watch.Target
		list   []string
		path   string // the monitoring endpoint requested
		same   int
	}{
		{"an id", watch.Target{ID: "905"}, nil, "905", 0},
		{"an id, whatever the name", watch.Target{ID: "905", Name: "nightly"}, nil, "905", 0},
		{"a name", watch.Target{Name: "nightly"}, []string{by("905")}, "905", 1},
		{"a name of digits", watch.Target{Name: "2026"}, []string{digits.String()}, "905", 1},
		{"others are passed over", watch.Target{Name: "nightly"}, []string{strings.Replace(by("906"), "nightly", "Nightly", 1), by("905")}, "905", 1},
		{"without an id", watch.Target{Name: "nightly"}, []string{by("")}, "nightly", 1},
		{"not an id", watch.Target{Name: "nightly"}, []string{by("x7")}, "nightly", 1},
		{"the newest", watch.Target{Name: "nightly", Newest: true}, []string{by("97"), by("905"), by("98")}, "905", 3},
		{"the newest, listed first", watch.Target{Name: "nightly", Newest: true}, []string{by("905"), by("97")}, "905", 2},
		{"the newest, listed last", watch.Target{Name: "nightly", Newest: true}, []string{by("904"), by("905")}, "905", 2},
		{"the newest, before one of the same length", watch.Target{Name: "nightly", Newest: true}, []string{by("905"), by("904")}, "905", 2},
		{"the newest, before a longer word", watch.Target{Name: "nightly", Newest: true}, []string{by("905"), by("zzzz")}, "905", 2},
		{"the newest, after a longer word", watch.Target{Name: "nightly", Newest: true}, []string{by("zzzz"), by("905")}, "905", 2},
		{"the newest with zeros in front", watch.Target{Name: "nightly", Newest: true}, []string{by("0099"), by("905")}, "905", 2},
		{"the newest, next to one without an id", watch.Target{Name: "nightly", Newest: true}, []string{by("-"), by("905"), by("y")}, "905", 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			responses := oneLook(zdmtest.Recoveries+"/monitoring/job/"+tt.path, zdmtest.Recoveries+"/"+tt.path)
			responses[zdmtest.Recoveries] = zdmtest.List(tt.list...)
			r := observe(t, tt.target, responses)
			if r.err != nil || r.last.ID != tt.path || r.last.Same != tt.same || r.last.Phase != zdm.PhaseComplete {
				t.Errorf("%+v, %v", r.last, r.err)
			}
			lists := 0
			if tt.list != nil {
				lists = 1
			}
			if got := r.asked(zdmtest.Recoveries); got != lists {
				t.Errorf("%d lists", got)
			}
		})
	}
}

// The first look uses the recovery from the list instead of requesting it again.
func TestListReplacesFirstRequest(t *testing.T) {
	t.Parallel()
	r := observe(t, watch.Target{Name: "nightly", Center: "main"}, answers{
		zdmtest.Recoveries: zdmtest.List(nightly("Processing").String()), monitoring: zdmtest.Sequence(running(), done()), recovery: jobs("Complete"),
	})
	if r.err != nil || r.asked(zdmtest.Recoveries) != 1 || r.asked(recovery) != 1 {
		t.Errorf("%d lists, %d single reads, %v", r.asked(zdmtest.Recoveries), r.asked(recovery), r.err)
	}
	for _, request := range r.server.Requests() {
		if asked := strings.Contains(request.Query, "center=main"); asked != (request.Path != monitoring) {
			// The monitoring endpoint has no center parameter.
			t.Errorf("%s with %s", request.Path, request.Query)
		}
	}
}

// A name without a recovery, or with more than one, is rejected before watching.
func TestNameIsRejected(t *testing.T) {
	t.Parallel()
	digits := func(id string) string { return strings.Replace(by(id), "nightly", "2026", 1) }
	for _, tt := range []struct {
		name    string
		target  watch.Target
		list    []string
		code    exit.Code
		message msg.Message
		ids     string
	}{
		{"nobody", watch.Target{Name: "nightly"}, nil, exit.Refused, msg.NothingOfName.With("nightly"), ""},
		{"somebody else", watch.Target{Name: "nightly"}, []string{strings.Replace(by("1"), "nightly", "nightly-2", 1)}, exit.Refused, msg.NothingOfName.With("nightly"), ""},
		{"several", watch.Target{Name: "nightly"}, []string{by("905"), by("97")}, exit.Usage, msg.Same(`2 recoveries are named "nightly"; use an ID`).With(), "905, 97"},
		{"the newest of several without ids", watch.Target{Name: "nightly", Newest: true}, []string{by("x"), by("y")}, exit.Usage, msg.Same(`2 recoveries are named "nightly"; use an ID`).With(), "x, y"},
		{"a name of digits without an id", watch.Target{Name: "2026"}, []string{digits("-")}, exit.Refused, msg.NameOutOfReach.With("2026"), ""},
		{"a name that is a path of the API", watch.Target{Name: "histories"}, []string{strings.Replace(by("-"), "nightly", "histories", 1)}, exit.Refused, msg.NameOutOfReach.With("histories"), ""},
	} {
		r := observe(t, tt.target, answers{zdmtest.Recoveries: zdmtest.List(tt.list...)})
		e, ok := errors.AsType[*exit.Error](r.err)
		if !ok || e.Code != tt.code || e.Message.String() != tt.message.String() || len(r.states) != 0 {
			t.Errorf("%s: %d states, %v", tt.name, len(r.states), r.err)
			continue
		}
		if tt.ids != "" && (len(e.Notes) < 1 || e.Notes[0].String() != msg.TheirIDs.With(tt.ids).String()) {
			t.Errorf("%s: %v", tt.name, e.Notes)
		}
	}
}

// Another recovery can make a whole list fail. The name is then requested directly, if the API can.
func TestListFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		list   zdmtest.Answer
		target string
		over   bool
	}{
		{"a bad row", zdmtest.Refusal(500, "row 7 is bad"), "nightly", true},
		{"no list", zdmtest.Data(`"text"`), "nightly", true},
		{"no such route", zdmtest.Gateway(404), "nightly", true},
		{"a gateway without a server", zdmtest.Gateway(502), "nightly", false},
		{"a redirect", zdmtest.Redirect(302, "https://login.example.com/"), "nightly", false},
		{"a bad row, and a name of digits", zdmtest.Refusal(500, "row 7 is bad"), "2026", false},
		{"a bad row, and a name that is a path of the API", zdmtest.Refusal(500, "row 7 is bad"), "histories", false},
	} {
		responses := oneLook(zdmtest.Recoveries+"/monitoring/job/"+tt.target, zdmtest.Recoveries+"/"+tt.target)
		responses[zdmtest.Recoveries] = tt.list
		r := observe(t, watch.Target{Name: tt.target}, responses)
		if _, ok := errors.AsType[*zdm.Error](r.err); ok == tt.over || (r.err == nil) != tt.over || tt.over && r.last.ID != tt.target {
			t.Errorf("%s: %+v, %v", tt.name, r.last, r.err)
		}
	}
}

// If the monitoring endpoint does not show a recovery that has not run, or its response is
// unusable, the recovery itself is used.
func TestMonitoringUnusable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		answer zdmtest.Answer
		over   bool
	}{
		{"it does not know it", zdmtest.Refusal(404, "Name이 'nightly'인 조건에 맞는 Recovery 작업을 찾을 수 없습니다."), true},
		{"its data is text", zdmtest.Data(`"text"`), true},
		{"its data is null", zdmtest.Data("null"), true},
		{"its data is missing", zdmtest.Reply(200, "", []byte(`{"success": true}`)), true},
		{"a gateway's page", zdmtest.Gateway(404), false},
		{"another refusal", zdmtest.Refusal(400, "recovery 정보가 누락되었습니다."), false},
	} {
		r := observe(t, byID, answers{monitoring: tt.answer, recovery: jobs("Complete")}, within(time.Minute))
		if (r.err == nil) != tt.over || r.last.Over != tt.over {
			t.Errorf("%s: %+v, %v", tt.name, r.last, r.err)
			continue
		}
		if tt.over && (r.last.Name != "nightly" || r.last.Source != "web-01" || r.last.Target != "web-01-dr" || !strings.Contains(string(r.last.Raw), `"success": true`)) {
			t.Errorf("%s: %+v", tt.name, r.last)
		}
	}
}

// Raw is the response of the monitoring endpoint, or else the recovery itself.
func TestRaw(t *testing.T) {
	t.Parallel()
	r := observe(t, byID, answers{monitoring: done(), recovery: jobs("Complete")})
	if r.err != nil || !strings.Contains(string(r.last.Raw), "progressInfo") {
		t.Errorf("%s, %v", r.last.Raw, r.err)
	}
	r = observe(t, byID, answers{monitoring: zdmtest.Refusal(404, "no"), recovery: jobs("Complete")})
	if r.err != nil || !strings.Contains(string(r.last.Raw), `"current": "Complete"`) {
		t.Errorf("%s, %v", r.last.Raw, r.err)
	}
}

// If the recovery itself is unreadable, the partitions decide, unless another look may show more.
func TestRecoveryUnreadable(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		answer zdmtest.Answer
		first  bool // whether a first look that fails is retried
		later  bool
	}{
		{"a bad row", zdmtest.Refusal(500, "row 7 is bad"), true, true},
		{"its data is text", zdmtest.Data(`"text"`), true, true},
		{"no such route", zdmtest.Gateway(404), true, true},
		{"a gateway without a server", zdmtest.Gateway(502), false, true},
		{"a token that is refused", zdmtest.Refusal(401, "no"), false, false},
	} {
		r := observe(t, byID, answers{monitoring: done(), recovery: tt.answer}, within(time.Minute))
		if (r.err == nil) != tt.first || tt.first && (r.last.Phase != zdm.PhaseComplete || len(r.states) != 1) {
			t.Errorf("%s, at first: %+v, %v", tt.name, r.last, r.err)
		}
		processing := zdmtest.Data(nightly("Processing").String())
		r = observe(t, byID, answers{monitoring: zdmtest.Sequence(running(), done()), recovery: zdmtest.Sequence(processing, tt.answer, zdmtest.Data(nightly("Complete").String()))})
		if (r.err == nil) != tt.later {
			t.Errorf("%s, later: %+v, %v", tt.name, r.last, r.err)
		}
	}
	// Waiting partitions are inconclusive without the recovery itself.
	r := observe(t, byID, answers{monitoring: waiting(), recovery: zdmtest.Refusal(500, "row 7 is bad")}, within(time.Minute))
	if !errors.Is(r.err, watch.ErrDeadline) || r.last.Over || !slices.Equal(r.last.Idle, nil) {
		t.Errorf("%+v, %v", r.last, r.err)
	}
}
