package plan_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// A proposal of images restores each image to the target's partition of the same name.
func TestProposeImages(t *testing.T) {
	t.Parallel()
	const stamp = "2026-03-11 01:00:00"
	for _, tt := range []struct {
		name     string
		change   func(*fixture)
		want     string
		findings string
	}{
		{"both", func(*fixture) {}, "1 13 kvm web-01-dr-recovery: root-2.ZIA>/dev/vda1 home-1.ZIA>/dev/vdb1", ""},
		{"a name", func(s *fixture) { s.wish.JobName = "drill" }, "1 13 kvm drill: root-2.ZIA>/dev/vda1 home-1.ZIA>/dev/vdb1", ""},
		{"one that does not exist", func(s *fixture) { s.wish.BackupFile = "root-2.ZIA,x.ZIA" }, "1 13 kvm web-01-dr-recovery: root-2.ZIA>/dev/vda1", "E unknown backupFile x.ZIA"},
		{"one without a counterpart", func(s *fixture) { s.targetParts = s.targetParts[:1] }, "1 13 kvm web-01-dr-recovery: root-2.ZIA>/dev/vda1", "W not-restored listOnly /home"},
		{"in the wished repository", func(s *fixture) {
			s.wish.Repository = 8
			s.repositories = append(s.repositories, repository("8", "main", "NFS", "/x"))
			s.images = []string{image("root-2.ZIA", "root", "/", stamp, "8"), image("home-1.ZIA", "home", "/home", stamp, "8")}
		}, "1 8 kvm web-01-dr-recovery: root-2.ZIA>/dev/vda1 home-1.ZIA>/dev/vdb1", ""},
		{"in two repositories", func(s *fixture) {
			s.repositories = append(s.repositories, repository("14", "main", "NFS", "/x"))
			s.images[2] = image("home-1.ZIA", "home", "/home", stamp, "14")
		}, "1 13 kvm web-01-dr-recovery: root-2.ZIA>/dev/vda1 home-1.ZIA>/dev/vdb1@14", ""},
		{"images that are not wished do not count", func(s *fixture) {
			s.repositories = append(s.repositories, repository("8", "main", "NFS", "/x"))
			for _, volume := range []string{"/", "/home", "/srv"} {
				s.images = append(s.images, image("x"+volume, "x", volume, stamp, "8"))
			}
		}, "1 13 kvm web-01-dr-recovery: root-2.ZIA>/dev/vda1 home-1.ZIA>/dev/vdb1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newFixture()
			wishImages(s)
			tt.change(s)
			p, err := s.propose(t)
			if err != nil {
				t.Fatal(err)
			}
			if got := proposedImages(p.Plan.Request); got != tt.want || findings(p.Plan) != tt.findings {
				t.Errorf("proposed %q, found %q; want %q, %q", got, findings(p.Plan), tt.want, tt.findings)
			}
		})
	}
}

// wishImages changes the fixture's wish to images alone.
func wishImages(s *fixture) {
	s.modern = true
	s.wish = plan.Wish{BackupFile: "root-2.ZIA,home-1.ZIA", Target: "web-01-dr", Center: "1", Overwrite: "allow"}
}

// proposedImages summarizes a request like proposed, with the images.
func proposedImages(r *zdm.RecoveryRequest) string {
	named := *r
	named.JobList = nil
	for _, job := range r.JobList {
		job.SourcePartition = job.BackupFile
		named.JobList = append(named.JobList, job)
	}
	return strings.TrimSpace(proposed(&named))
}

func TestNoImagesToPropose(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*fixture){
		"no image":       func(s *fixture) { s.images = nil },
		"no counterpart": func(s *fixture) { s.targetParts = s.targetParts[2:] },
		"other images":   func(s *fixture) { s.wish.BackupFile = "x.ZIA" },
	} {
		s := newFixture()
		wishImages(s)
		change(s)
		p, err := s.propose(t)
		e, ok := errors.AsType[*exit.Error](err)
		if p != nil || !ok || e.Code != exit.Usage || !strings.Contains(e.Error(), "found no image of a partition that also exists on web-01-dr") {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	s := newFixture()
	wishImages(s)
	s.modern = false
	if p, err := s.propose(t); p != nil || !errors.Is(err, zdm.ErrNoImageRestore) {
		t.Errorf("before 3.0: %+v, %v", p, err)
	}
	for _, path := range []string{"/api/servers/42/partitions", "/api/backups/images"} {
		s := newFixture()
		wishImages(s)
		s.on[path] = zdmtest.Reply(500, "", []byte(`{"success": false, "traceId": "t-1", "error": {"code": "INTERNAL_SERVER_ERROR", "message": "row 7 is bad"}}`))
		if p, err := s.propose(t); p != nil || !ofCall(err, path) {
			t.Errorf("%s: %+v, %v", path, p, err)
		}
	}
}
