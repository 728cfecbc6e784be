package plan_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

func (s *fixture) propose(t *testing.T) (*plan.Proposal, error) {
	t.Helper()
	return plan.Propose(t.Context(), s.start(t), s.wish, s.options)
}

// proposed summarizes a request: "center repository platform name: source>target@repository ...".
func proposed(r *zdm.RecoveryRequest) string {
	text := fmt.Sprintf("%s %d %s %s:", r.Center, r.Repository.ID, r.Platform, r.JobName)
	for _, job := range r.JobList {
		text += " " + job.SourcePartition + ">" + job.TargetPartition
		if job.Repository != nil {
			text += fmt.Sprintf("@%d", job.Repository.ID)
		}
	}
	return text
}

// A proposal restores every partition with an image to the target's partition of the same name.
func TestPropose(t *testing.T) {
	t.Parallel()
	const whole = "1 13 kvm web-01-recovery: />/dev/vda1 /home>/dev/vdb1"
	stamp := "2026-03-11 01:00:00"
	for _, tt := range []struct {
		name     string
		change   func(*fixture)
		want     string
		findings string
	}{
		{"as it is", func(*fixture) {}, whole, ""},
		{"everything wished", func(s *fixture) {
			s.wish = plan.Wish{Source: "41", Target: "42", Center: "main", Repository: 13, Platform: "aws", JobName: "drill", Overwrite: "allow"}
		}, "main 13 aws drill: />/dev/vda1 /home>/dev/vdb1", ""},
		{"overwriting is not wished", func(s *fixture) { s.wish.Overwrite = "" }, whole, "E holds-data jobList[0].targetPartition /"},
		{"a partition without an image", func(s *fixture) { s.images = s.images[:2] }, "1 13 kvm web-01-recovery: />/dev/vda1", "W not-restored listOnly /home"},
		{"a partition without a counterpart", func(s *fixture) { s.targetParts = s.targetParts[:1] }, "1 13 kvm web-01-recovery: />/dev/vda1", "W not-restored listOnly /home"},
		{"a partition whose name is not reported", func(s *fixture) {
			s.sourceParts[1], s.targetParts[1] = partition("-", "/dev/sda2", 1, 1), partition("-", "/dev/vdb1", 1, 1)
		},
			"1 13 kvm web-01-recovery: />/dev/vda1", "W not-restored listOnly -"},
		{"an image of a failed job only", func(s *fixture) { s.backups[1] = backup("home", "/home", "Error", "13") }, "1 13 kvm web-01-recovery: />/dev/vda1", "W not-restored listOnly /home"},
		{"images of no known time", func(s *fixture) {
			s.images[0], s.images[1] = image("a", "root", "/", "-", "13"), image("b", "root", "/", "-", "13")
		}, "1 13 kvm web-01-recovery: /home>/dev/vdb1", "W not-restored listOnly /"},
		{"an image of no known time", func(s *fixture) { s.images = []string{image("a", "root", "/", "-", "13"), s.images[2]} }, whole, "W unreported /"},

		// The center is that of the wish, or else the only one, or that of the repository, or the one
		// with images of the source.
		{"the only center", func(s *fixture) { s.centers, s.repositories = s.centers[:1], nil }, whole, "E unknown repository.id"},
		{"the only center has no id", func(s *fixture) { s.centers = []string{center("", "main", "connect")} },
			"main 13 kvm web-01-recovery: />/dev/vda1 /home>/dev/vdb1", ""},
		{"the repository's", func(s *fixture) {
			s.wish.Repository = 13
			s.images = append(s.images, image("x", "", "/srv", stamp, "21"))
		}, whole, ""},
		{"not connected", func(s *fixture) { s.centers[0] = center("1", "main", "disconnect") }, whole, "E disconnected center"},
		{"servers not connected", func(s *fixture) {
			s.servers[0], s.servers[1] = server("41", "web-01", "Source", "disconnect"), server("42", "web-01-dr", "Target", "disconnect")
		}, whole, "E disconnected source; E disconnected target"},

		// The repository is that of the wish, or else the one with images of the most partitions, or the
		// one with the lowest id.
		{"the one of most partitions", func(s *fixture) {
			s.repositories = append(s.repositories, repository("8", "main", "NFS", "/x"))
			s.images = append(s.images, image("r8", "", "/", stamp, "8"))
		}, whole, ""},
		{"the lowest id of two", func(s *fixture) {
			s.repositories = append(s.repositories, repository("8", "main", "NFS", "/x"))
			s.images = append(s.images, image("r8", "", "/", stamp, "8"), image("h8", "", "/home", stamp, "8"))
		}, "1 8 kvm web-01-recovery: />/dev/vda1 /home>/dev/vdb1", ""},
		{"many images of one partition count once", func(s *fixture) {
			s.repositories = append(s.repositories, repository("8", "main", "NFS", "/x"))
			s.images = append(s.images, image("r8", "", "/", stamp, "8"), image("s8", "", "/", stamp, "8"), image("t8", "", "/", stamp, "8"))
		}, whole, ""},
		{"one partition lies elsewhere", func(s *fixture) {
			s.repositories = append(s.repositories, repository("8", "main", "NFS", "/x"))
			s.sourceParts = append(s.sourceParts, partition("/srv", "/dev/sdc1", 10, 1))
			s.images = append(s.images, image("s8", "", "/srv", stamp, "8"))
		}, "1 13 kvm web-01-recovery: />/dev/vda1 /home>/dev/vdb1 /srv>/dev/vdc1@8", ""},
		{"one partition lies in another center", func(s *fixture) {
			s.sourceParts = append(s.sourceParts, partition("/srv", "/dev/sdc1", 10, 1))
			s.images = append(s.images, image("s21", "", "/srv", stamp, "21"))
			s.wish.Center = "1"
		}, whole, "W not-restored listOnly /srv"},
		{"the wished one has only some", func(s *fixture) {
			s.repositories = append(s.repositories, repository("8", "main", "NFS", "/x"))
			s.images = append(s.images, image("r8", "", "/", stamp, "8"))
			s.wish.Repository = 8
		}, "1 8 kvm web-01-recovery: />/dev/vda1", "W not-restored listOnly /home"},
		{"ids that are none", func(s *fixture) {
			s.images = append(s.images, image("x", "", "/srv", stamp, `"x"`), image("y", "", "/srv", stamp, "0"), image("z", "", "/srv", stamp, "-1"))
		}, whole, ""},
		{"one that is not reported", func(s *fixture) { s.images[2] = image("h", "", "/home", stamp, `"-"`) }, whole, ""},

		// The name is derived from the source's.
		{"a name with an address", func(s *fixture) { rename(s, "web-01 (10.0.0.1)") }, "1 13 kvm web-01-recovery: />/dev/vda1 /home>/dev/vdb1", ""},
		{"a name with an address behind a bar", func(s *fixture) { rename(s, "web-01_(10.0.0.1)") }, "1 13 kvm web-01-recovery: />/dev/vda1 /home>/dev/vdb1", ""},
		{"a name that is an address", func(s *fixture) { rename(s, "(10.0.0.1)") }, "1 13 kvm (10.0.0.1)-recovery: />/dev/vda1 /home>/dev/vdb1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newFixture()
			tt.change(s)
			p, err := s.propose(t)
			if err != nil {
				t.Fatal(err)
			}
			r := p.Plan.Request
			if got := proposed(r); got != tt.want || findings(p.Plan) != tt.findings {
				t.Errorf("proposed %q, found %q; want %q, %q", got, findings(p.Plan), tt.want, tt.findings)
			}
			if r.Mode != "full" || r.ListOnly == nil || !*r.ListOnly || r.Source != s.wish.Source || r.Target != s.wish.Target {
				t.Errorf("%+v", r)
			}
			for _, part := range p.Plan.Partitions {
				if part.Image == nil && part.Verdict != plan.NotRestored {
					t.Errorf("no image for %+v", part)
				}
			}
			if want := map[bool]string{true: "", false: "QEMU KVM"}[s.wish.Platform != ""]; p.Hardware != want {
				t.Errorf("hardware %q, want %q", p.Hardware, want)
			}
			if want := map[bool]string{true: "not allow", false: "allow"}[s.wish.Overwrite == ""]; r.Overwrite != want {
				t.Errorf("overwrite %q, want %q", r.Overwrite, want)
			}
		})
	}
}

// rename renames the source.
func rename(s *fixture, name string) {
	s.servers[0] = server("41", name, "Source", "connect")
	s.wish.Source = "41"
	s.on["/api/backups/images/server/"+name] = zdmtest.List(s.images...)
}

// The platform is derived from the target's hardware if that is unambiguous.
func TestPlatform(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ manufacturer, model, platform string }{
		{"VMware, Inc.", "VMware7,1", "vmware"},
		{"Amazon EC2", "t3.large", "aws"},
		{"Google", "Google Compute Engine", "gcp"},
		{"OracleCloud.com", "", "oci"},
		{"OpenStack Foundation", "OpenStack Nova", "openstack"},
		{"Apache", "CloudStack KVM Hypervisor", "cloudstack"},
		{"Nutanix", "AHV", "nutanix"},
		{"Proxmox", "VM", "proxmox"},
		{"XenServer", "HVM", "xenserver"},
		{"  QEMU ", " KVM  x", "kvm"},
		{"Microsoft Corporation", "Virtual Machine", ""},
		{"QEMU", "Standard PC (i440FX + PIIX, 1996)", ""},
		{"-", "-", ""},
	} {
		s := newFixture()
		s.servers[1] = fmt.Sprintf(`{"id": "42", "name": "web-01-dr", "status": {"connect": "connect"}, "resources": {"manufacturer": %q, "model": %q}}`, tt.manufacturer, tt.model)
		p, err := s.propose(t)
		if tt.platform == "" {
			e, ok := errors.AsType[*exit.Error](err)
			if !ok || e.Code != exit.Usage || len(e.Problems) != 1 || e.Problems[0].Flag != "--platform" || !slices.Equal(e.Problems[0].Allowed, zdm.Platforms()) {
				t.Errorf("%+v: %+v, %v", tt, p, err)
			}
			continue
		}
		hardware := strings.Join(strings.Fields(tt.manufacturer+" "+tt.model), " ")
		if err != nil || p.Plan.Request.Platform != tt.platform || p.Hardware != hardware {
			t.Errorf("%+v: %+v, %v", tt, p, err)
		}
	}
}

// An incomplete wish, or one that names something unknown, is a usage error with the flag or the
// field.
func TestIncompleteWish(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		change  func(*fixture)
		fields  string // flags and paths of the problems
		allowed []string
	}{
		{"no center has images", func(s *fixture) { s.images = nil }, "--center", []string{"main (1)", "branch (2)"}},
		{"two centers have images", func(s *fixture) { s.images = append(s.images, image("x", "", "/", "2026-03-11 01:00:00", "21")) }, "--center", []string{"main (1)", "branch (2)"}},
		{"an unknown repository, and no center", func(s *fixture) { s.wish.Repository = 14 }, "repository.id", nil},
		{"a repository whose center is not reported", func(s *fixture) {
			s.wish.Repository, s.repositories = 14, append(s.repositories, repository("14", "-", "NFS", "/x"))
		}, "--center", []string{"main (1)", "branch (2)"}},
		{"an unknown center", func(s *fixture) { s.wish.Center = "nowhere" }, "center", nil},
		{"an unknown source and target", func(s *fixture) { s.wish.Center, s.wish.Source, s.wish.Target = "1", "nobody", "9" }, "source target", nil},
		{"an unknown source", func(s *fixture) { s.wish.Source = "nobody" }, "source", nil},
		{"an unknown repository", func(s *fixture) { s.wish.Center, s.wish.Repository = "1", 14 }, "repository.id", nil},
		{"a repository of another center", func(s *fixture) { s.wish.Center, s.wish.Repository = "1", 21 }, "repository.id", nil},
	} {
		s := newFixture()
		tt.change(s)
		p, err := s.propose(t)
		e, ok := errors.AsType[*exit.Error](err)
		if p != nil || !ok || e.Code != exit.Usage || len(e.Problems) == 0 {
			t.Errorf("%s: %+v, %v", tt.name, p, err)
			continue
		}
		var fields []string
		for _, problem := range e.Problems {
			fields = append(fields, problem.Flag+problem.Path)
		}
		if got := strings.Join(fields, " "); got != tt.fields || !slices.Equal(e.Problems[0].Allowed, tt.allowed) {
			t.Errorf("%s: %q, %q; want %q, %q", tt.name, got, e.Problems[0].Allowed, tt.fields, tt.allowed)
		}
	}
}

// If nothing can be restored, that is a usage error too.
func TestNothingToPropose(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*fixture){
		"no images":             func(s *fixture) { s.images = nil },
		"no common partition":   func(s *fixture) { s.targetParts = s.targetParts[2:] },
		"no partitions":         func(s *fixture) { s.sourceParts = nil },
		"images of others only": func(s *fixture) { s.images = []string{image("x", "", "/srv", "2026-03-11 01:00:00", "13")} },
	} {
		s := newFixture()
		s.wish.Center = "1"
		change(s)
		p, err := s.propose(t)
		e, ok := errors.AsType[*exit.Error](err)
		if want := msg.InitNothing.With("web-01", "web-01-dr"); p != nil || !ok || e.Code != exit.Usage || e.Message.String() != want.String() {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

// A failed lookup of required data ends the proposal. Other failed lookups are warnings.
func TestProposalFails(t *testing.T) {
	t.Parallel()
	const images = "/api/backups/images/server/web-01"
	for _, tt := range []struct {
		name   string
		path   string
		center string // in the wish
		fails  bool
	}{
		{"centers", "/api/zdms", "", true},
		{"servers", "/api/servers", "", true},
		{"partitions of the source", "/api/servers/41/partitions", "", true},
		{"partitions of the target", "/api/servers/42/partitions", "", true},
		{"images", images, "1", true},
		{"images, and no center", images, "", true},
		{"repositories", "/api/zdms/repositories", "1", false},
		{"backups", "/api/backups", "", false},
	} {
		s := newFixture()
		s.wish.Center = tt.center
		s.on[tt.path] = zdmtest.Refusal(500, "row 7 is bad")
		p, err := s.propose(t)
		if !tt.fails && err != nil || tt.fails && !ofCall(err, tt.path) {
			t.Errorf("%s: %+v, %v", tt.name, p, err)
		}
		// Errors of any request.
		for _, answer := range []zdmtest.Answer{zdmtest.Raw(nil), zdmtest.Refusal(401, "no")} {
			s.on[tt.path] = answer
			if _, err := s.propose(t); !ofCall(err, tt.path) {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	}
}

// ofCall reports whether an error belongs to the request of a path.
func ofCall(err error, path string) bool {
	failed, ok := errors.AsType[*zdm.Error](err)
	return ok && "/api"+failed.Path == path
}

// Images are looked up in all repositories, unless the wish names one.
func TestProposalImageLookups(t *testing.T) {
	t.Parallel()
	for repository, want := range map[int64]string{0: "center=1&limit=500&page=1", 13: "center=1&limit=500&page=1&repositoryId=13"} {
		s := newFixture()
		s.wish.Center, s.wish.Repository = "1", repository
		if _, err := s.propose(t); err != nil {
			t.Fatal(err)
		}
		for _, request := range s.fake.Requests() {
			if request.Path == "/api/backups/images/server/web-01" && request.Query != want {
				t.Errorf("%d: %s", repository, request.Query)
			}
		}
	}
}
