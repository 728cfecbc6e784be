package plan_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// modern changes the server to version 3.0.
func modern(change func(*fixture)) func(*fixture) {
	return func(s *fixture) {
		change(s)
		s.modern = true
	}
}

// Rules that depend on the server's version are checked only by the plan.
func TestByGeneration(t *testing.T) {
	t.Parallel()
	several := func(s *fixture) {
		s.request.JobList = append(s.request.JobList, zdm.RecoveryJob{SourcePartition: "/", TargetPartition: "/srv"})
	}
	twice := func(s *fixture) {
		s.request.JobList = append(s.request.JobList, zdm.RecoveryJob{SourcePartition: "/", TargetPartition: "/"})
	}
	single := func(s *fixture) { s.request.Overwrite, s.request.JobList[0].Overwrite = "not allow", "allow" }
	windows := func(s *fixture) {
		s.sourceParts, s.targetParts = []string{partition("C:", "-", 60, 20)}, []string{partition("C:", "-", 60, 2)}
		s.backups, s.images = []string{backup("c", "C:", "Complete", "13")}, []string{image("c.ZIA", "c", "C:", "2026-03-11 01:00:00", "13")}
		s.request.JobList = []zdm.RecoveryJob{{SourcePartition: "C:", TargetPartition: "C:"}}
	}
	failed := func(s *fixture) {
		s.backups[0], s.request.JobList[0].BackupJob = backup("root", "/", "Error", "13"), "root"
	}
	newest := func(s *fixture) {
		s.backups[0], s.request.JobList[0].BackupFile = backup("root", "/", "Error", "13"), "root-2.ZIA"
	}
	older := func(s *fixture) {
		s.backups[0], s.request.JobList[0].BackupFile = backup("root", "/", "Error", "13"), "root-1.ZIA"
	}
	running := func(s *fixture) { s.backups[0] = backup("root", "/", "Processing", "13") }
	busy := func(s *fixture) {
		s.jobs = []string{`{"system": {"source": {"id": "43", "name": "db-01"}, "target": {"id": "42", "name": "web-01-dr"}}, "job": {"info": {"id": "9", "name": "other", "status": {"current": "Processing"}}, "detail": [{"from": "/x", "to": "/srv"}]}}`}
	}
	started := func(s *fixture) { busy(s); s.request.AutoStart = zdm.Use }
	checkAll(t, []fixtureCase{
		{"one onto several, before", several, "E ambiguous jobList[2].sourcePartition", ""},
		{"one onto several, since", modern(several), "", "/ ok; / ok; /home ok"},
		{"two images of one partition on one target", modern(twice), "E target-shared jobList[2].targetPartition /", ""},
		{"overwrite of one partition, before", single, "W overwrite jobList[0].overwrite /", ""},
		{"overwrite of one partition, since", modern(single), "", ""},
		{"overwrite of Windows, before", windows, "W overwrite overwrite C:", ""},
		{"overwrite of Windows, since", modern(windows), "W overwrite overwrite C:", ""},
		{"a failed backup job, before", failed, "W failed-backup jobList[0].backupJob /", ""},
		{"a failed backup job, since", modern(failed), "E failed-backup jobList[0].backupJob /", ""},
		{"the newest image of a failed job, before", newest, "", ""},
		{"the newest image of a failed job, since", modern(newest), "E failed-backup jobList[0].backupFile /", ""},
		{"an older image of a failed job, since", modern(older), "", ""},
		{"the newest image, and another job of the partition failed", modern(func(s *fixture) {
			s.backups = append(s.backups, backup("other", "/", "Error", "13"))
			s.request.JobList[0].BackupFile = "root-2.ZIA"
		}), "", ""},
		{"a running backup, before", running, "", ""},
		{"a running backup, since", modern(running), "E no-image /", ""},
		{"a busy target, before", started, "", ""},
		{"a busy target, since", modern(busy), "N start-skipped target", ""},
		{"a busy target and autoStart, since", modern(started), "W start-skipped autoStart", ""},
	})
}

// Servers of 3.0 ignore an overwrite for Windows, earlier ones refuse it.
func TestOverwriteOfWindows(t *testing.T) {
	t.Parallel()
	for modern, want := range map[bool]string{
		true:  "overwrite is ignored for Windows: C:",
		false: "servers of 2.0 refuse overwrite: allow for Windows and for single partitions (409)",
	} {
		s := newFixture()
		s.modern = modern
		s.sourceParts, s.targetParts = []string{partition("C:", "-", 60, 20)}, []string{partition("C:", "-", 60, 2)}
		s.backups, s.images = []string{backup("c", "C:", "Complete", "13")}, []string{image("c.ZIA", "c", "C:", "2026-03-11 01:00:00", "13")}
		s.request.JobList = []zdm.RecoveryJob{{SourcePartition: "C:", TargetPartition: "C:"}}
		if f := finding(t, s.make(t), plan.Overwriting); f.Message.String() != want {
			t.Errorf("%s, want %s", f.Message, want)
		}
	}
}

// fromImages changes the request to restore only these images.
func fromImages(s *fixture, files string, items ...zdm.RecoveryJob) {
	s.modern = true
	s.request.Source, s.request.BackupFile, s.request.JobList, s.request.ListOnly = "", files, items, nil
}

func TestImagesAlone(t *testing.T) {
	t.Parallel()
	const both = "root-2.ZIA,home-1.ZIA"
	notes := "N target-assumed /; N target-assumed /home"
	broken := zdmtest.Reply(500, "", []byte(`{"success": false, "traceId": "t-1", "error": {"code": "INTERNAL_SERVER_ERROR", "message": "row 7 is bad"}}`))
	onto := func(target string) zdm.RecoveryJob {
		return zdm.RecoveryJob{BackupFile: "home-1.ZIA", TargetPartition: target}
	}
	checkAll(t, []fixtureCase{
		{"onto partitions of the same name", func(s *fixture) { fromImages(s, both) }, notes, "/ target-assumed; /home target-assumed"},
		{"onto others", func(s *fixture) {
			fromImages(s, both, zdm.RecoveryJob{BackupFile: "root-2.ZIA", TargetPartition: "/srv"}, zdm.RecoveryJob{BackupFile: "home-1.ZIA", TargetPartition: "/home"})
		}, "", "/ ok; /home ok"},
		{"by its other ending", func(s *fixture) { fromImages(s, "home-1.img") }, "N target-assumed /home", ""},
		{"no such image", func(s *fixture) { fromImages(s, "home-2.ZIA") }, "E unknown backupFile home-2.ZIA", "home-2.ZIA unknown"},
		{"the older of two images", func(s *fixture) { fromImages(s, "root-1.ZIA") }, "N target-assumed /", ""},
		{"two of one partition onto one target", func(s *fixture) { fromImages(s, "root-1.ZIA,root-2.ZIA"); s.options.MaxAge = 0 },
			"E target-shared /; N target-assumed /; N target-assumed /", ""},
		{"two partitions onto one target", func(s *fixture) {
			fromImages(s, both, zdm.RecoveryJob{BackupFile: "root-2.ZIA", TargetPartition: "/srv"}, zdm.RecoveryJob{BackupFile: "home-1.ZIA", TargetPartition: "/srv"})
		}, "W target-shared jobList[1].targetPartition /home", ""},
		{"excluded", func(s *fixture) { fromImages(s, both); s.request.ExcludePartition = "/home" }, "N excluded excludePartition /home; N target-assumed /", ""},
		{"the first image is excluded", func(s *fixture) { fromImages(s, "root-1.ZIA,home-1.ZIA"); s.request.ExcludePartition = "/" },
			"N excluded excludePartition /; N target-assumed /home", "/ excluded; /home target-assumed"},
		{"not listed", func(s *fixture) {
			only := true
			fromImages(s, both, zdm.RecoveryJob{BackupFile: "root-2.ZIA", TargetPartition: "/srv"})
			s.request.ListOnly = &only
		}, "W not-restored listOnly /home", ""},
		{"old", func(s *fixture) { fromImages(s, both); s.options.MaxAge = 5 * time.Hour }, notes + "; W old-image /; W old-image /home", "/ old-image; /home old-image"},
		{"a listed image that does not exist", func(s *fixture) {
			fromImages(s, "home-2.ZIA", zdm.RecoveryJob{BackupFile: "home-2.ZIA", TargetPartition: "/home"})
		},
			"E unknown jobList[0].backupFile home-2.ZIA; W unreported jobList[0].targetPartition home-2.ZIA", "home-2.ZIA unknown"},
		{"no partition of the same name", func(s *fixture) { fromImages(s, both); s.targetParts = s.targetParts[:1] }, "E no-target /home; N target-assumed /", "/ target-assumed; /home no-target"},
		{"one onto the default target of the other", func(s *fixture) { fromImages(s, both, onto("/")) },
			"N target-assumed /; W target-shared jobList[0].targetPartition /home", "/ target-assumed; /home target-shared"},
		{"images that cannot be listed", func(s *fixture) { fromImages(s, both, onto("/home")); s.on["/api/backups/images"] = broken },
			"W not-checked repository.id; W unreported jobList[0].targetPartition home-1.ZIA", "root-2.ZIA not-checked; home-1.ZIA not-checked"},
		{"a target that cannot be read", func(s *fixture) { fromImages(s, both); s.on["/api/servers/42/partitions"] = broken }, "W not-checked target", "/ not-checked; /home not-checked"},
		{"a server before 3.0", func(s *fixture) { fromImages(s, both); s.modern = false }, "E not-supported backupFile", ""},
		{"a repository that could not be searched", func(s *fixture) {
			fromImages(s, both)
			s.on["/api/backups/images"] = zdmtest.Reply(200, "", fmt.Appendf(nil,
				`{"success": true, "traceId": "a", "data": [%s], "scan": {"total": 2, "succeeded": 1, "failed": 1, "failures": [{"repositoryId": 8, "reason": "timed out"}]}}`,
				strings.Join(s.images[:2], ",")))
		}, "E unknown backupFile home-1.ZIA; N target-assumed /; W unreported repository.id", ""},
	})
	s := newFixture()
	fromImages(s, both)
	s.make(t)
	for _, r := range s.fake.Requests() {
		if strings.Contains(r.Path, "images") && (r.Path != "/api/backups/images" || r.Query != "center=1&limit=500&page=1&repositoryId=13") {
			t.Errorf("asked for %s?%s", r.Path, r.Query)
		}
	}
}

// An incomplete list of images is reported, also for a source server.
func TestIncompleteImages(t *testing.T) {
	t.Parallel()
	s := newFixture()
	s.on["/api/backups/images/server/web-01"] = zdmtest.Reply(200, "", fmt.Appendf(nil,
		`{"success": true, "traceId": "a", "data": [%s], "scan": {"total": 2, "succeeded": 1, "failed": 1}}`, strings.Join(s.images, ",")))
	if p := s.make(t); findings(p) != "W unreported repository.id" {
		t.Errorf("%s", findings(p))
	}
	finding(t, s.make(t), plan.Unreported)
}
