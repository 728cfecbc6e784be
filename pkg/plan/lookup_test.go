package plan_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A failed lookup is a warning with its reason, or an error if it hides what a registration would
// overwrite. Everything else is still checked.
func TestNotChecked(t *testing.T) {
	t.Parallel()
	broken := zdmtest.Refusal(500, "row 7 is bad")
	on := func(path string, answer zdmtest.Answer) func(*fixture) {
		return func(s *fixture) { s.on[path] = answer }
	}
	const images = "/api/backups/images/server/web-01"
	checkAll(t, []fixtureCase{
		{"centers", on("/api/zdms", broken), "W not-checked center", "/ ok; /home ok"},
		{"centers, but this one", func(s *fixture) {
			s.on["/api/zdms"], s.on["/api/zdms/main"] = broken, zdmtest.Data(s.centers[0])
		}, "", "/ ok; /home ok"},
		{"centers, and there is no such one", func(s *fixture) {
			s.on["/api/zdms"], s.on["/api/zdms/main"] = broken, zdmtest.Refusal(404, "no")
		}, "E unknown center", ""},
		{"repositories", on("/api/zdms/repositories", broken), "W not-checked repository.id", "/ ok; /home ok"},
		{"repositories, but of the center", func(s *fixture) {
			s.on["/api/zdms/repositories"], s.on["/api/zdms/main/repositories"] = broken, zdmtest.List(s.repositories...)
		}, "", ""},
		{"recoveries", on(zdmtest.Recoveries, broken), "E not-checked jobName; E not-checked target", ""},
		{"user", on("/api/users/ops@example.com", zdmtest.Gateway(404)), "W not-checked user", ""},
		{"user, forbidden", on("/api/users/ops@example.com", zdmtest.Refusal(403, "no")), "W not-checked user", ""},
		{"cloud credentials", on("/api/cloud-auth/recovery", zdmtest.Gateway(404)), "W not-checked cloudAuth", ""},
		{"schedule", on("/api/schedules/31", zdmtest.Refusal(422, "conversion failed")), "W not-checked schedule", ""},
		{"servers, but these", func(s *fixture) {
			s.on["/api/servers"], s.on["/api/servers/web-01"], s.on["/api/servers/web-01-dr"] = broken, zdmtest.Data(s.servers[0]), zdmtest.Data("["+s.servers[1]+"]")
		}, "", "/ ok; /home ok"},
		{"partitions of the source", on("/api/servers/41/partitions", zdmtest.Gateway(404)), "W not-checked source; W unreported jobList[0].targetPartition /; W unreported jobList[1].targetPartition /home", "/ unreported; /home unreported"},
		{"partitions of the target", on("/api/servers/42/partitions", broken), "W not-checked target", "/ not-checked; /home not-checked"},
		{"backups", on("/api/backups", broken), "W not-checked source", "/ ok; /home ok"},
		{"images", on(images, broken), "W not-checked repository.id", "/ not-checked; /home not-checked"},
		{"images of a repository that is not known", func(s *fixture) { s.on[images] = broken; s.request.Repository.ID = 14 }, "E unknown repository.id", "/ not-checked; /home not-checked"},
		{"images and repositories", func(s *fixture) { s.on[images], s.on["/api/zdms/repositories"] = broken, broken }, "W not-checked repository.id; W not-checked repository.id", ""},
		{"partitions not reported", func(s *fixture) { s.sourceParts, s.targetParts = nil, nil }, "W unreported source; W unreported target", "/ not-checked; /home not-checked"},
	})
	s := newFixture()
	s.on["/api/zdms/repositories"], s.request.Repository.Path = broken, "/asked"
	if p, want := s.make(t), (plan.Repository{ID: 13, Path: "/asked"}); p.Repository != want {
		t.Errorf("%+v, want the request's: %+v", p.Repository, want)
	}
	for _, tt := range []struct {
		answer zdmtest.Answer
		reason msg.Message
	}{
		{broken, msg.PlanReason.With("row 7 is bad", 500)},
		{zdmtest.Gateway(404), msg.AnswerNotZDM.With(404)},
		{zdmtest.Data(`"text"`), msg.Verbatim.With("the answer holds no list")},
	} {
		s := newFixture()
		s.on["/api/backups"] = tt.answer
		want := msg.PlanNotChecked.With(msg.PlanTheBackups.With(), tt.reason)
		if f := finding(t, s.make(t), plan.NotChecked); f.Message.String() != want.String() || !f.Warning {
			t.Errorf("%s, want %s", f.Message, want)
		}
	}
}

// An error that affects every request, or a failed lookup that a plan requires, ends the plan.
func TestPlanFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		path string
		on   zdmtest.Answer
		kind zdm.Kind
	}{
		{"token refused", "/api/zdms", zdmtest.Refusal(401, "no"), zdm.Denied},
		{"token refused later", "/api/backups", zdmtest.Refusal(401, "no"), zdm.Denied},
		{"cut", "/api/backups/images/server/web-01", zdmtest.Raw(nil), zdm.Lost},
		{"cut at the recoveries", zdmtest.Recoveries, zdmtest.Raw(nil), zdm.Lost},
		{"cut at the user", "/api/users/ops@example.com", zdmtest.Raw(nil), zdm.Lost},
		{"cut at the cloud credentials", "/api/cloud-auth/recovery", zdmtest.Raw(nil), zdm.Lost},
		{"cut at the schedule", "/api/schedules/31", zdmtest.Raw(nil), zdm.Lost},
		{"cut at the repositories", "/api/zdms/repositories", zdmtest.Raw(nil), zdm.Lost},
		{"cut at the partitions", "/api/servers/42/partitions", zdmtest.Raw(nil), zdm.Lost},
		{"elsewhere", "/api/servers", zdmtest.Redirect(302, "https://login.example.com/"), zdm.Redirected},
		{"no servers", "/api/servers", zdmtest.Gateway(404), zdm.Foreign},
		{"bad servers", "/api/servers", zdmtest.Refusal(500, "row 7 is bad"), zdm.Refused},
	} {
		s := newFixture()
		s.on[tt.path] = tt.on
		p, err := plan.Make(t.Context(), s.start(t), &s.request, s.options)
		if failed, ok := errors.AsType[*zdm.Error](err); p != nil || !ok || failed.Kind != tt.kind {
			t.Errorf("%s: %+v, %v", tt.name, p, err)
		}
	}
	single := newFixture()
	single.on["/api/servers"], single.on["/api/servers/web-01"] = zdmtest.Refusal(500, "row 7 is bad"), zdmtest.Raw(nil)
	single.on["/api/servers/web-01-dr"] = zdmtest.Data(single.servers[1])
	_, err := plan.Make(t.Context(), single.start(t), &single.request, single.options)
	if failed, ok := errors.AsType[*zdm.Error](err); !ok || failed.Kind != zdm.Lost {
		t.Errorf("cut at a single server: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped := errors.New("stopped")
	s := newFixture()
	client := s.start(t)
	cancel(stopped)
	if p, err := plan.Make(ctx, client, &s.request, s.options); p != nil || err == nil {
		t.Errorf("%+v, %v", p, err)
	}
	s = newFixture()
	lacking := errors.New("no token")
	s.client = func(c *zdm.Config) { c.Token = func(context.Context) (string, error) { return "", lacking } }
	if p, err := plan.Make(t.Context(), s.start(t), &s.request, s.options); p != nil || !errors.Is(err, lacking) {
		t.Errorf("%+v, %v", p, err)
	}
}

// Lookups are limited to what the request names: servers in its center, the backups of the source,
// images by repository.
func TestQueries(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(*fixture)
		path   string
		query  []string // substrings of each query
	}{
		{"servers of the center", func(*fixture) {}, "/api/servers", []string{"center=1"}},
		{"backups of the source", func(*fixture) {}, "/api/backups", []string{"server=web-01"}},
		{"backups of a source named by digits", func(s *fixture) {
			s.servers[0] = server("41", "2026", "Source", "connect")
			s.request.Source = "41"
			s.on["/api/backups/images/server/2026"] = zdmtest.List(s.images...)
		}, "/api/backups", []string{"server=41"}},
		{"backups of a source without a name", func(s *fixture) {
			s.servers[0] = server("41", "-", "Source", "connect")
			s.request.Source = "41"
			s.on["/api/backups/images/server/41"] = zdmtest.List(s.images...)
		}, "/api/backups", []string{"server=41"}},
		{"images of the repository", func(*fixture) {}, "/api/backups/images/server/web-01", []string{"repositoryId=13"}},
	} {
		s := newFixture()
		tt.change(s)
		_ = s.make(t)
		var queries []string
		for _, request := range s.fake.Requests() {
			if request.Path == tt.path {
				queries = append(queries, request.Query)
			}
		}
		slices.Sort(queries)
		if len(queries) != len(tt.query) {
			t.Errorf("%s: %q", tt.name, queries)
			continue
		}
		for i, part := range tt.query {
			if !strings.Contains(queries[i], part) {
				t.Errorf("%s: %q lacks %s", tt.name, queries[i], part)
			}
		}
	}
}

// What the request does not name is not looked up.
func TestNoUnneededLookups(t *testing.T) {
	t.Parallel()
	s := newFixture()
	s.request.User, s.request.CloudAuth, s.request.Schedule, s.request.JobName = "", "", nil, ""
	_ = s.make(t)
	for _, request := range s.fake.Requests() {
		for _, path := range []string{"/users", "/cloud-auth", "/schedules"} {
			if strings.Contains(request.Path, path) {
				t.Errorf("asked for %s", request.Path)
			}
		}
	}
}
