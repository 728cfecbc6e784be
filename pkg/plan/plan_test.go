package plan_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A plan without findings shows everything the server reports about the request.
func TestPlan(t *testing.T) {
	t.Parallel()
	p := newFixture().make(t)
	if got := findings(p); got != "" || p.Refusal() != nil {
		t.Errorf("found %q, %v", got, p.Refusal())
	}
	for _, tt := range []struct{ got, want plan.Named }{
		{p.Center, plan.Named{Given: "main", ID: "1", Name: "main"}},
		{p.Source, plan.Named{Given: "web-01", ID: "41", Name: "web-01"}},
		{p.Target, plan.Named{Given: "web-01-dr", ID: "42", Name: "web-01-dr"}},
		{p.User, plan.Named{Given: "ops@example.com", ID: "12", Name: "ops@example.com"}},
		{p.CloudAuth, plan.Named{Given: "dr-aws", ID: "5", Name: "dr-aws"}},
		{p.Schedule, plan.Named{Given: "31", ID: "31", Name: "every day"}},
	} {
		if tt.got != tt.want {
			t.Errorf("%+v, want %+v", tt.got, tt.want)
		}
	}
	if want := (plan.Repository{ID: 13, Type: "nfs", Path: "/vault", Center: "main"}); p.Repository != want {
		t.Errorf("%+v, want %+v", p.Repository, want)
	}
	gb := func(n int64) zdm.Size {
		return zdm.Size{Bytes: n << 30, Known: true, Formatted: zdm.Text(zdm.Count{N: n, Known: true}.String() + " GB")}
	}
	bytes := zdm.Size{Bytes: 9, Known: true, Formatted: "9 B"}
	want := []plan.Partition{
		{Source: "/", Used: gb(20), Target: "/dev/vda1", TargetLetter: "/", TargetDevice: "/dev/vda1", TargetSize: gb(60), TargetUsed: gb(2), Mode: "full", Overwrite: "allow",
			Repository: 13, BackupJob: "root", Verdict: plan.OK, Image: &plan.Image{Name: "root-2.ZIA", Created: "2026-03-11 01:00:00", Size: bytes, Age: 11 * time.Hour, Aged: true}},
		{Source: "/home", Used: gb(80), Target: "/home", TargetLetter: "/home", TargetDevice: "/dev/vdb1", TargetSize: gb(200), TargetUsed: gb(0), Mode: "full", Overwrite: "allow",
			Repository: 13, BackupJob: "home", Verdict: plan.OK, Image: &plan.Image{Name: "home-1.ZIA", Created: "2026-03-11 05:00:00", Size: bytes, Age: 7 * time.Hour, Aged: true}},
	}
	if len(p.Partitions) != len(want) {
		t.Fatalf("%+v", p.Partitions)
	}
	for i, part := range p.Partitions {
		if *part.Image != *want[i].Image {
			t.Errorf("image %+v, want %+v", part.Image, want[i].Image)
		}
		part.Image = want[i].Image
		if part != want[i] {
			t.Errorf("%+v, want %+v", part, want[i])
		}
	}
}

// The error of a plan includes all its errors and what it is about.
func TestRefusal(t *testing.T) {
	t.Parallel()
	s := newFixture()
	s.request.Source, s.request.Target = "nobody", "nobody"
	two := s.make(t)
	s = newFixture()
	s.request.Source, s.request.JobName = "nobody", ""
	one := s.make(t)
	for _, tt := range []struct {
		plan    *plan.Plan
		message msg.Message
		n       int
	}{
		{two, msg.PlanRefused.With("nightly", 2), 2},
		{one, msg.PlanRefused.With(msg.TheRecovery.With(), 1), 1},
	} {
		e, ok := errors.AsType[*exit.Error](tt.plan.Refusal())
		if !ok || e.Code != exit.Usage || e.Message.String() != tt.message.String() || len(e.Problems) != tt.n || e.Problems[0].Path != "source" || e.Problems[0].Warning {
			t.Errorf("%+v, want %s", e, tt.message)
		}
	}
}

// A strict plan appends its warnings to the errors.
func TestStrict(t *testing.T) {
	t.Parallel()
	s := newFixture()
	s.options.Strict = true
	s.options.MaxAge = time.Hour
	s.request.Overwrite = "not allow"
	s.request.ExcludePartition = "/home"
	s.request.JobList = s.request.JobList[:1]
	p := s.make(t)
	if want := "E holds-data jobList[0].targetPartition /; E old-image /; N excluded excludePartition /home"; findings(p) != want {
		t.Errorf("found %q, want %q", findings(p), want)
	}
	if p.Errors[0].Code != plan.HoldsData || p.Warnings != nil {
		t.Errorf("%+v", p.Errors)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	checkAll(t, []fixtureCase{
		{"by id", func(s *fixture) {
			s.request.Center, s.request.Source, s.request.Target, s.request.CloudAuth = "1", "41", "42", "5"
		}, "", "/ ok; /home ok"},
		{"unknown center", func(s *fixture) { s.request.Center = "nowhere" }, "E unknown center", ""},
		{"unknown center by id", func(s *fixture) { s.request.Center = "9" }, "E unknown center", ""},
		{"unknown servers", func(s *fixture) { s.request.Source, s.request.Target = "nobody", "9" }, "E unknown source; E unknown target", ""},
		{"unknown user", func(s *fixture) { s.request.User = "nobody@example.com"; s.users = nil }, "E unknown user", ""},
		{"unknown cloud credentials", func(s *fixture) { s.request.CloudAuth = "dr" }, "E unknown cloudAuth", ""},
		{"unknown cloud credentials by id", func(s *fixture) { s.request.CloudAuth = "6" }, "E unknown cloudAuth", ""},
		{"unknown schedule", func(s *fixture) { s.request.Schedule = &zdm.Schedule{ID: 77} }, "E unknown schedule", ""},
		{"unknown schedule to copy", func(s *fixture) { s.request.Schedule = &zdm.Schedule{Type: 3, BasicID: 77} }, "E unknown schedule", ""},
		{"known schedule to copy", func(s *fixture) { s.request.Schedule = &zdm.Schedule{Type: 3, BasicID: 31} }, "", ""},
		{"new schedule", func(s *fixture) {
			s.request.Schedule = &zdm.Schedule{Type: 3, Basic: &zdm.ScheduleBasic{Time: "10:00"}}
		}, "", ""},
		{"smart schedule", func(s *fixture) { s.schedule = `{"id": "31", "type": "Smart Weekly (Specific Day of the Week)"}` }, "W smart-schedule schedule", ""},
		{"nothing more named", func(s *fixture) {
			s.request.User, s.request.CloudAuth, s.request.Schedule, s.request.JobName = "", "", nil, ""
		}, "", ""},
		{"two centers of a name", func(s *fixture) { s.centers = append(s.centers, center("3", "main", "connect")) }, "E ambiguous center", ""},
		{"two servers of a name", func(s *fixture) { s.servers = append(s.servers, server("44", "web-01-dr", "Target", "connect")) }, "E ambiguous target", ""},
		{"two cloud credentials of a name", func(s *fixture) { s.clouds = append(s.clouds, `{"id": 6, "displayName": "dr-aws"}`) }, "E ambiguous cloudAuth", ""},

		{"center not connected", func(s *fixture) { s.centers[0] = center("1", "main", "disconnect") }, "E disconnected center", ""},
		{"source not connected", func(s *fixture) { s.servers[0] = server("41", "web-01", "Source", "Disconnected") }, "E disconnected source", ""},
		{"target not connected", func(s *fixture) { s.servers[1] = server("42", "web-01-dr", "Target", "disconnect") }, "E disconnected target", ""},
		{"connections not reported", func(s *fixture) {
			s.centers[0], s.servers[0], s.servers[1] = center("1", "main", ""), server("41", "web-01", "", "-"), server("42", "web-01-dr", "", "up")
		}, "W unreported center; W unreported source; W unreported target", "/ ok; /home ok"},
		{"another center's connection", func(s *fixture) { s.centers[1] = center("2", "branch", "disconnect") }, "", ""},

		{"onto a source", func(s *fixture) { s.servers[1] = server("42", "web-01-dr", "SOURCE", "connect") }, "W source-as-target target", ""},
		{"one server by two names", func(s *fixture) { s.request.Target, s.request.JobList[0].TargetPartition = "41", "/" }, "W same-server target; W source-as-target target", ""},
		{"one server by one name", func(s *fixture) { s.request.Target, s.request.JobList[0].TargetPartition = "web-01", "/" }, "W source-as-target target", ""},
		{"one server, spelled otherwise", func(s *fixture) {
			s.request.Target, s.request.JobList[0].TargetPartition = "WEB-01", "/"
			s.on["/api/servers/WEB-01"] = zdmtest.Data(server("41", "web-01", "Source", "connect"))
		}, "W source-as-target target", ""},
		{"servers without ids", func(s *fixture) {
			s.servers = []string{server("", "web-01", "", "connect"), server("", "web-01-dr", "", "connect")}
			s.on["/api/servers/web-01/partitions"], s.on["/api/servers/web-01-dr/partitions"] = zdmtest.List(s.sourceParts...), zdmtest.List(s.targetParts...)
		}, "", "/ ok; /home ok"},

		{"a recovery of that name", func(s *fixture) {
			s.jobs = []string{`{"job": {"info": {"id": "905", "name": "nightly", "status": {"current": "Complete"}}}}`}
		}, "E job-exists jobName", ""},
		{"a recovery of a similar name", func(s *fixture) { s.jobs = []string{`{"job": {"info": {"id": "905", "name": "nightly-2"}}}`} }, "", ""},

		{"unknown repository", func(s *fixture) { s.request.Repository.ID = 14 }, "E no-image /; E no-image /home; E unknown repository.id", ""},
		{"repository of another center", func(s *fixture) {
			s.request.Repository.ID = 21
			s.images = []string{image("r.ZIA", "", "/", "2026-03-11 01:00:00", "21"), image("h.ZIA", "", "/home", "2026-03-11 01:00:00", "21")}
		}, "E other-center repository.id", ""},
		{"repository of the center by its id", func(s *fixture) { s.repositories[0] = repository("13", "1", "NFS", "/vault") }, "", ""},
		{"repository of no center", func(s *fixture) { s.repositories[0] = repository("13", "-", "NFS", "/vault") }, "", ""},
		{"center of no name", func(s *fixture) { s.centers[0] = center("1", "-", "connect"); s.request.Center = "1" }, "", ""},
		{"another type", func(s *fixture) { s.request.Repository.Type = "smb" }, "W repository-differs repository.type", ""},
		{"the same type", func(s *fixture) { s.request.Repository.Type = "nfs" }, "", ""},
		{"smb by its other name", func(s *fixture) {
			s.request.Repository.Type, s.repositories[0] = "smb", repository("13", "main", "CIFS", "/vault")
		}, "", ""},
		{"a type that is not reported", func(s *fixture) {
			s.request.Repository.Type, s.repositories[0] = "smb", repository("13", "main", "-", "/vault")
		}, "", ""},
		{"another path", func(s *fixture) { s.request.Repository.Path = "/volt" }, "W repository-differs repository.path", ""},
		{"the same path", func(s *fixture) { s.request.Repository.Path = "/vault" }, "", ""},
		{"a path that is not reported", func(s *fixture) {
			s.request.Repository.Path, s.repositories[0] = "/vault", repository("13", "main", "NFS", "-")
		}, "", ""},
		{"unknown repository of a partition", func(s *fixture) { s.request.JobList[1].Repository = &zdm.Repository{ID: 14} },
			"E no-image /home; E unknown jobList[1].repository.id", "/ ok; /home no-image"},
		{"another center's repository of a partition", func(s *fixture) {
			s.request.JobList[1].Repository = &zdm.Repository{ID: 21, Type: "nfs", Path: "x"}
			s.images = append(s.images, image("h.ZIA", "", "/home", "2026-03-11 01:00:00", "21"))
		}, "E other-center jobList[1].repository.id; W repository-differs jobList[1].repository.path; W repository-differs jobList[1].repository.type", "/ ok; /home ok"},
	})
}

// The probable name is suggested, and ambiguous matches are listed.
func TestSuggestions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(*fixture)
		code   plan.Code
		want   string
	}{
		{"a letter is wrong", func(s *fixture) {
			s.request.Source = "web-O1"
			s.on["/api/servers/web-O1"] = zdmtest.Refusal(404, "no")
		}, plan.Unknown, "web-01"},
		{"the beginning of one", func(s *fixture) {
			s.request.Source = "db"
			s.servers[2] = server("43", "DB-01 (10.0.0.7)", "Source", "connect")
			s.on["/api/servers/db"] = zdmtest.Refusal(404, "no")
		}, plan.Unknown, "DB-01 (10.0.0.7)"},
		{"nothing near", func(s *fixture) { s.request.Source = "nobody" }, plan.Unknown, ""},
		{"a center", func(s *fixture) { s.request.Center = "mian"; s.on["/api/zdms/mian"] = zdmtest.Refusal(404, "no") }, plan.Unknown, "main"},
		{"a partition of the target", func(s *fixture) { s.request.JobList[1].TargetPartition = "/hom" }, plan.NoTarget, "/home"},
		{"a partition of the source", func(s *fixture) { s.request.JobList[1].SourcePartition = "/hone" }, plan.Unknown, "/home"},
		{"a partition to exclude", func(s *fixture) { s.request.ExcludePartition = "/hmoe" }, plan.Unknown, "/home"},
		{"a backup job", func(s *fixture) { s.request.JobList[0].BackupJob = "roots" }, plan.Unknown, "root"},
	} {
		s := newFixture()
		tt.change(s)
		if f := finding(t, s.make(t), tt.code); f.Suggestion != tt.want {
			t.Errorf("%s: %q is suggested, want %q", tt.name, f.Suggestion, tt.want)
		}
	}
	s := newFixture()
	s.servers = append(s.servers, server("44", "web-01-dr", "Target", "connect"))
	if f, want := finding(t, s.make(t), plan.Ambiguous), msg.PlanAmbiguous.With("web-01-dr", 2, "42, 44"); f.Message.String() != want.String() {
		t.Errorf("%s, want %s", f.Message, want)
	}
}

// An existing recovery is shown with its id and status, or dashes.
func TestJobExists(t *testing.T) {
	t.Parallel()
	for job, want := range map[string]msg.Message{
		`{"job": {"info": {"id": "905", "name": "nightly", "status": {"current": "Error"}}}}`: msg.PlanJobExists.With("nightly", "905", "Error"),
		`{"job": {"info": {"name": "nightly"}}}`:                                              msg.PlanJobExists.With("nightly", "-", "-"),
	} {
		s := newFixture()
		s.jobs = []string{job}
		f := finding(t, s.make(t), plan.JobExists)
		if f.Message.String() != want.String() || len(f.Notes) != 1 {
			t.Errorf("%s, want %s", f.Message, want)
		}
	}
}

// String returns the name and the id, or what is known.
func TestNamed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		named       plan.Named
		text, short string
	}{
		{plan.Named{Given: "41", ID: "41", Name: "web-01"}, "web-01 (41)", "web-01"},
		{plan.Named{Given: "web-01", Name: "web-01"}, "web-01", "web-01"},
		{plan.Named{Given: "web-01", ID: "41"}, "41", "web-01"},
		{plan.Named{Given: "web-01"}, "web-01", "web-01"},
	} {
		if tt.named.String() != tt.text || tt.named.Short() != tt.short {
			t.Errorf("%+v: %q, %q", tt.named, tt.named.String(), tt.named.Short())
		}
	}
}

// Every code occurs in this package's tests and is listed once, and docs/plan.md describes it.
func TestCodes(t *testing.T) {
	t.Parallel()
	codes := plan.Codes()
	for i, code := range codes {
		if slices.Contains(codes[:i], code) || code == plan.OK || strings.ToLower(string(code)) != string(code) {
			t.Errorf("%q", code)
		}
	}
	if len(codes) != 29 {
		t.Errorf("%d codes", len(codes))
	}
}
