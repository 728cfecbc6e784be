package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)

// fixture holds the content of a server, as JSON, and a request for it.
type fixture struct {
	fake                                 *zdmtest.Server // the running server
	centers, repositories, servers, jobs []string
	sourceParts, targetParts             []string
	backups, images                      []string
	users, clouds                        []string
	schedule                             string
	// Overrides the responses derived from the fields above.
	on      map[string]zdmtest.Answer
	request zdm.RecoveryRequest
	options plan.Options
	wish    plan.Wish
	client  func(*zdm.Config)
	modern  bool // whether the server is of version 3.0
}

func center(id, name, connect string) string {
	return fmt.Sprintf(`{"id": {"center": %q}, "name": {"center": %q, "host": "h"}, "status": {"connect": %q}}`, id, name, connect)
}

func server(id, name, mode, connect string) string {
	return fmt.Sprintf(`{"id": %q, "name": %q, "agent": {"mode": %q}, "status": {"connect": %q}, "resources": {"manufacturer": "QEMU", "model": "KVM"}}`, id, name, mode, connect)
}

func repository(id, center, kind, path string) string {
	return fmt.Sprintf(`{"id": %q, "center": %q, "type": %q, "remotePath": %q}`, id, center, kind, path)
}

// partition returns a partition with sizes in GB. A negative size is not reported.
func partition(letter, device string, size, used int) string {
	bytes := func(gb int) string {
		if gb < 0 {
			return `"-"`
		}
		return fmt.Sprintf(`{"raw": %d, "formatted": "%d GB"}`, gb<<30, gb)
	}
	return fmt.Sprintf(`{"letter": %q, "device": %q, "size": %s, "used": %s}`, letter, device, bytes(size), bytes(used))
}

// backup returns a backup job of server 41 for a volume.
func backup(name, volume, status, repository string) string {
	return fmt.Sprintf(`{"system": {"id": "41", "name": "web-01"}, "job": {"info": {"id": "7%d", "name": %q, "partition": %q, "status": {"current": %q}}}, "repository": {"id": %q}}`,
		len(name+volume+repository), name, volume, status, repository)
}

func image(name, job, volume, created, repository string) string {
	return fmt.Sprintf(`{"image": {"name": %q, "jobName": %q, "createdAt": %q, "size": {"raw": 9, "formatted": "9 B"}, "repository": {"id": %s}}, "partition": {"mountPoint": %q}}`,
		name, job, created, repository, volume)
}

// newFixture returns a server and a request without findings.
func newFixture() *fixture {
	only := true
	return &fixture{
		centers:      []string{center("1", "main", "connect"), center("2", "branch", "connect")},
		repositories: []string{repository("13", "main", "NFS", "/vault"), repository("21", "branch", "SMB", "share")},
		servers:      []string{server("41", "web-01", "Source", "connect"), server("42", "web-01-dr", "Target", "connected"), server("43", "db-01", "Source", "connect")},
		sourceParts:  []string{partition("/", "/dev/sda1", 60, 20), partition("/home", "/dev/sda2", 200, 80)},
		targetParts:  []string{partition("/", "/dev/vda1", 60, 2), partition("/home", "/dev/vdb1", 200, 0), partition("/srv", "/dev/vdc1", 900, 0)},
		backups:      []string{backup("root", "/", "Complete", "13"), backup("home", "/home", "Scheduled", "13")},
		images: []string{
			image("root-1.ZIA", "root", "/", "2026-03-10 01:00:00", "13"), image("root-2.ZIA", "root", "/", "2026-03-11 01:00:00", "13"),
			image("home-1.ZIA", "home", "/home", "2026-03-11 05:00:00", "13"),
		},
		users:    []string{`{"id": "12", "email": "ops@example.com"}`},
		clouds:   []string{`{"id": 5, "displayName": "dr-aws", "cloudType": "AWS"}`},
		schedule: `{"id": "31", "type": "Daily", "description": "every day"}`,
		on:       map[string]zdmtest.Answer{},
		request: zdm.RecoveryRequest{Center: "main", Source: "web-01", Target: "web-01-dr", Platform: "kvm", Repository: zdm.Repository{ID: 13}, Mode: "full",
			JobName: "nightly", Overwrite: "allow", User: "ops@example.com", CloudAuth: "dr-aws", Schedule: &zdm.Schedule{ID: 31}, ListOnly: &only,
			JobList: []zdm.RecoveryJob{{SourcePartition: "/", TargetPartition: "/dev/vda1"}, {SourcePartition: "/home", TargetPartition: "/home"}}},
		options: plan.Options{Now: noon, MaxAge: plan.DefaultMaxAge},
		wish:    plan.Wish{Source: "web-01", Target: "web-01-dr", Overwrite: "allow"},
	}
}

// start starts the server and returns its client.
func (s *fixture) start(t *testing.T) *zdm.Client {
	t.Helper()
	fake := zdmtest.Start(nil)
	t.Cleanup(fake.Close)
	s.fake = fake
	list := zdmtest.List
	if s.modern {
		list = zdmtest.List3
		fake.On("/api/backups/images", list(s.images...))
	}
	for path, items := range map[string][]string{
		"/api/zdms": s.centers, "/api/zdms/repositories": s.repositories, "/api/servers": s.servers, zdmtest.Recoveries: s.jobs,
		"/api/servers/41/partitions": s.sourceParts, "/api/servers/42/partitions": s.targetParts,
		"/api/backups": s.backups, "/api/backups/images/server/web-01": s.images, "/api/cloud-auth/recovery": s.clouds,
	} {
		fake.On(path, list(items...))
	}
	if s.schedule != "" {
		fake.On("/api/schedules/31", zdmtest.Data(s.schedule))
	}
	if len(s.users) > 0 {
		fake.On("/api/users/"+s.request.User, zdmtest.Data(s.users[0]))
	}
	for _, path := range []string{"/api/zdms/nowhere", "/api/zdms/9", "/api/servers/nobody", "/api/servers/9", "/api/users/nobody@example.com", "/api/schedules/77"} {
		fake.On(path, zdmtest.Refusal(404, "'X'을(를) 찾을 수 없습니다"))
	}
	for path, answer := range s.on {
		fake.On(path, answer)
	}
	var change []func(*zdm.Config)
	if s.client != nil {
		change = append(change, s.client)
	}
	return zdmtest.Client(t, fake.URL, zdmtest.NewClock(noon), change...)
}

// make plans the fixture's request.
func (s *fixture) make(t *testing.T) *plan.Plan {
	t.Helper()
	p, err := plan.Make(t.Context(), s.start(t), &s.request, s.options)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// findings returns the findings of a plan as "E code path partition", "W ..." and "N ...", joined
// by "; ", errors first.
func findings(p *plan.Plan) string {
	var all []string
	for i, kind := range [][]plan.Finding{p.Errors, p.Warnings, p.Notes} {
		for _, f := range kind {
			all = append(all, strings.Join(strings.Fields(fmt.Sprintf("%c %s %s %s", "EWN"[i], f.Code, f.Path, f.Partition)), " "))
		}
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// verdicts returns the verdicts of all partitions, as "source verdict".
func verdicts(p *plan.Plan) string {
	var all []string
	for _, part := range p.Partitions {
		all = append(all, part.Source+" "+string(part.Verdict))
	}
	return strings.Join(all, "; ")
}

// finding returns the first finding with a code.
func finding(t *testing.T, p *plan.Plan, code plan.Code) plan.Finding {
	t.Helper()
	for _, f := range slices.Concat(p.Errors, p.Warnings, p.Notes) {
		if f.Code == code {
			return f
		}
	}
	t.Errorf("no finding %s: %s", code, findings(p))
	return plan.Finding{}
}

type fixtureCase struct {
	name     string
	change   func(s *fixture)
	want     string // findings
	verdicts string // "" means not checked
}

func checkAll(t *testing.T, cases []fixtureCase) {
	t.Helper()
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newFixture()
			tt.change(s)
			p := s.make(t)
			if got := findings(p); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
			if got := verdicts(p); tt.verdicts != "" && got != tt.verdicts {
				t.Errorf("verdicts %q, want %q", got, tt.verdicts)
			}
		})
	}
}
