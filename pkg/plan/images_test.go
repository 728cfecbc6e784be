package plan_test

import (
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
)

// rootOnly restores only "/", from the given images.
func rootOnly(s *fixture, images ...string) {
	s.sourceParts, s.targetParts, s.request.JobList = s.sourceParts[:1], s.targetParts[:1], s.request.JobList[:1]
	s.images = images
}

// The image is the one in the request, or else the newest of the named backup job. Without either,
// it is the newest of the partition's jobs whose last run did not fail.
func TestImage(t *testing.T) {
	t.Parallel()
	const first, second, third = "2026-03-10 01:00:00", "2026-03-11 01:00:00", "2026-03-11 05:00:00"
	for _, tt := range []struct {
		name   string
		change func(*fixture)
		image  string // "" is none
		job    string
		want   string // findings
	}{
		{"the newest", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"), image("b", "root", "/", first, "13"))
		}, "a", "root", ""},
		{"the newest, listed last", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", first, "13"), image("b", "root", "/", second, "13"))
		}, "b", "root", ""},
		{"the newest of several jobs", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"), image("b", "other", "/", third, "13"))
			s.backups = append(s.backups, backup("other", "/", "Complete", "13"))
		}, "b", "other", ""},
		{"one of two of the same time", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"), image("b", "root", "/", second, "13"))
		}, "a", "root", ""},
		{"by the stamp in its name", func(s *fixture) {
			rootOnly(s, image("root_[2026-03-11_01_05].ZIA", "root", "/", "-", "13"), image("root_[2026-03-11_01_04].ZIA", "root", "/", "-", "13"))
		}, "root_[2026-03-11_01_05].ZIA", "root", ""},

		// An image of a failed job, of another partition, elsewhere or missing is not chosen.
		{"not of a failed job", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"), image("b", "other", "/", third, "13"))
			s.backups = append(s.backups, backup("other", "/", "Error", "13"))
		}, "a", "root", ""},
		{"not of a canceled job", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"), image("b", "other", "/", third, "13"))
			s.backups = append(s.backups, backup("other", "/", "Canceled", "13"))
		}, "a", "root", ""},
		{"of a job that is running", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0] = backup("root", "/", "Processing", "13")
		}, "a", "root", ""},
		{"only of a failed job", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0] = backup("root", "/", "Error", "13")
		}, "", "", "E no-image /"},
		{"only of a job that is gone", func(s *fixture) { rootOnly(s, image("a", "gone", "/", second, "13")) }, "", "", "E no-image /"},
		{"only of a job of another partition", func(s *fixture) { rootOnly(s, image("a", "home", "/", second, "13")) }, "", "", "E no-image /"},
		{"only of a job in another repository", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0] = backup("root", "/", "Complete", "21")
		}, "", "", "E no-image /"},
		{"of no job", func(s *fixture) { rootOnly(s, image("a", "-", "/", second, "13")) }, "a", "", ""},
		{"of a job in a repository that is not reported", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0] = backup("root", "/", "Complete", "-")
		}, "a", "root", ""},
		{"of any job where the jobs are not reported", func(s *fixture) {
			rootOnly(s, image("a", "gone", "/", second, "13"))
			s.on["/api/backups"] = zdmtest.Refusal(500, "row 7 is bad")
		}, "a", "gone", "W not-checked source"},
		{"only of another partition", func(s *fixture) { rootOnly(s, image("a", "root", "/home", second, "13")) }, "", "", "E no-image /"},
		{"only in another repository", func(s *fixture) { rootOnly(s, image("a", "root", "/", second, "21")) }, "", "", "E no-image /"},
		{"in a repository that is not reported", func(s *fixture) { rootOnly(s, image("a", "root", "/", second, `""`)) }, "a", "root", ""},
		{"of a partition that only its job reports", func(s *fixture) { rootOnly(s, image("a", "root", "-", second, "13")) }, "a", "root", ""},
		{"of a partition that nothing reports", func(s *fixture) { rootOnly(s, image("a", "gone", "-", second, "13")) }, "", "", "E no-image /"},
		{"of a partition that its job does not tell either", func(s *fixture) {
			rootOnly(s, image("a", "root", "-", second, "13"))
			s.backups[0] = backup("root", "-", "Complete", "13")
		}, "", "", "E no-image /"},
		{"none", func(s *fixture) { rootOnly(s) }, "", "", "E no-image /"},

		// The request names a backup job.
		{"of the named job", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"), image("b", "other", "/", third, "13"))
			s.backups = append(s.backups, backup("other", "/", "Complete", "13"))
			s.request.JobList[0].BackupJob = "root"
		}, "a", "root", ""},
		{"of the named job, though it failed", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0] = backup("root", "/", "Error", "13")
			s.request.JobList[0].BackupJob = "root"
		}, "a", "root", "W failed-backup jobList[0].backupJob /"},
		{"of the named job, which has none", func(s *fixture) {
			rootOnly(s, image("b", "other", "/", third, "13"))
			s.request.JobList[0].BackupJob = "root"
		}, "", "root", "E no-image /"},
		{"of a job that is not there", func(s *fixture) {
			rootOnly(s, image("a", "gone", "/", second, "13"))
			s.request.JobList[0].BackupJob = "gone"
		}, "", "gone", "E unknown jobList[0].backupJob /"},
		{"of a job of another partition", func(s *fixture) {
			rootOnly(s, image("a", "home", "/", second, "13"))
			s.request.JobList[0].BackupJob = "home"
		}, "", "home", "E wrong-backup jobList[0].backupJob /"},
		{"of a job of a partition that is not reported", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0], s.request.JobList[0].BackupJob = backup("root", "-", "Complete", "13"), "root"
		}, "a", "root", ""},
		{"of a job in another repository", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0], s.request.JobList[0].BackupJob = backup("root", "/", "Complete", "21"), "root"
		}, "", "root", "E wrong-backup jobList[0].backupJob /"},
		{"of a job whose name another partition's has too", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups, s.request.JobList[0].BackupJob = append(s.backups, backup("root", "/home", "Error", "13")), "root"
		}, "a", "root", ""},
		{"of a job whose name another has too", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups = append(s.backups, `{"system": {"id": "41"}, "job": {"info": {"id": "99", "name": "root", "partition": "/", "status": {"current": "Complete"}}}}`)
			s.request.JobList[0].BackupJob = "root"
		}, "a", "root", "E ambiguous jobList[0].backupJob /"},
		{"of a job of another server", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0], s.request.JobList[0].BackupJob = strings.Replace(s.backups[0], `"41"`, `"43"`, 1), "root"
		}, "", "root", "E unknown jobList[0].backupJob /"},
		{"of a job of a server without an id", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0], s.request.JobList[0].BackupJob = strings.Replace(s.backups[0], `"41"`, `""`, 1), "root"
		}, "a", "root", ""},
		{"of a job of another server without an id", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0], s.request.JobList[0].BackupJob = strings.NewReplacer(`"41"`, `""`, "web-01", "web-02").Replace(s.backups[0]), "root"
		}, "", "root", "E unknown jobList[0].backupJob /"},
		{"of a named job where the jobs are not reported", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.on["/api/backups"], s.request.JobList[0].BackupJob = zdmtest.Refusal(500, "row 7 is bad"), "root"
		}, "a", "root", "W not-checked source"},

		// The request names an image.
		{"the named image", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", first, "13"), image("b", "root", "/", second, "13"))
			s.request.JobList[0].BackupFile = "a"
		}, "a", "root", ""},
		{"the named image of the named job", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", first, "13"), image("b", "root", "/", second, "13"))
			s.request.JobList[0].BackupFile, s.request.JobList[0].BackupJob = "a", "root"
		}, "a", "root", ""},
		{"the named image of a failed job", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.backups[0], s.request.JobList[0].BackupFile = backup("root", "/", "Error", "13"), "a"
		}, "a", "root", ""},
		{"an image that is not there", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"))
			s.request.JobList[0].BackupFile = "c"
		}, "", "", "E unknown jobList[0].backupFile /"},
		{"an image of another partition", func(s *fixture) {
			rootOnly(s, image("a", "root", "/home", second, "13"))
			s.request.JobList[0].BackupFile = "a"
		}, "", "", "E wrong-backup jobList[0].backupFile /"},
		{"an image whose name another partition's has too", func(s *fixture) {
			rootOnly(s, image("a", "root", "/home", second, "13"), image("a", "root", "/", second, "13"))
			s.request.JobList[0].BackupFile = "a"
		}, "a", "root", ""},
		{"an image whose name another partition's has behind it", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", second, "13"), image("a", "root", "/home", second, "13"))
			s.request.JobList[0].BackupFile = "a"
		}, "a", "root", ""},
		{"an image of another job", func(s *fixture) {
			rootOnly(s, image("a", "other", "/", second, "13"))
			s.request.JobList[0].BackupFile, s.request.JobList[0].BackupJob = "a", "root"
		}, "", "root", "E wrong-backup jobList[0].backupFile /"},
		{"an image of a job that is not reported", func(s *fixture) {
			rootOnly(s, image("a", "-", "/", second, "13"))
			s.request.JobList[0].BackupFile, s.request.JobList[0].BackupJob = "a", "root"
		}, "a", "root", ""},
		{"a named image of a job that is not there", func(s *fixture) {
			rootOnly(s, image("a", "gone", "/", second, "13"))
			s.request.JobList[0].BackupFile, s.request.JobList[0].BackupJob = "a", "gone"
		}, "", "gone", "E unknown jobList[0].backupJob /"},
		{"a named image that is old", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", "2026-03-01 01:00:00", "13"), image("b", "root", "/", second, "13"))
			s.request.JobList[0].BackupFile = "a"
		}, "a", "root", "W old-image /"},

		// The newest of several cannot be determined.
		{"one time of two not reported", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", "-", "13"), image("b", "root", "/", first, "13"))
		}, "b", "root", "W unreported /"},
		{"no time of two reported", func(s *fixture) {
			rootOnly(s, image("a", "root", "/", "-", "13"), image("b", "root", "/", "-", "13"))
		}, "", "", "W unreported /"},
		{"the only time not reported", func(s *fixture) { rootOnly(s, image("a", "root", "/", "Invalid Date", "13")) }, "a", "root", "W unreported /"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newFixture()
			tt.change(s)
			p := s.make(t)
			got := ""
			if p.Partitions[0].Image != nil {
				got = p.Partitions[0].Image.Name
			}
			if got != tt.image || p.Partitions[0].BackupJob != tt.job || findings(p) != tt.want {
				t.Errorf("image %q of %q, found %q; want %q of %q, %q", got, p.Partitions[0].BackupJob, findings(p), tt.image, tt.job, tt.want)
			}
		})
	}
}

// The error suggests an image the server has for the partition but would not choose, unless the
// request names the job.
func TestOtherImage(t *testing.T) {
	t.Parallel()
	s := newFixture()
	rootOnly(s, image("a", "gone", "/", "2026-03-11 01:00:00", "13"))
	f := finding(t, s.make(t), plan.NoImage)
	if want := msg.PlanOtherImage.With("a"); len(f.Notes) != 1 || f.Notes[0].String() != want.String() {
		t.Errorf("%v, want %s", f.Notes, want)
	}
	s.request.JobList[0].BackupJob = "root"
	if f := finding(t, s.make(t), plan.NoImage); f.Notes != nil {
		t.Errorf("%v", f.Notes)
	}
	s = newFixture()
	rootOnly(s)
	if f := finding(t, s.make(t), plan.NoImage); f.Notes != nil {
		t.Errorf("%v", f.Notes)
	}
}

// The age counts from the server's time or the stamp in the name. A time in the near future counts
// as new, since the zones may differ.
func TestImageAge(t *testing.T) {
	t.Parallel()
	seoul := time.FixedZone("KST", 9*3600)
	for _, tt := range []struct {
		name    string // of the image
		created string
		zone    *time.Location
		limit   time.Duration
		age     time.Duration
		aged    bool
		want    string
	}{
		{"a", "2026-03-11 01:00:00", time.UTC, plan.DefaultMaxAge, 11 * time.Hour, true, ""},
		{"a", "2026-03-11T01:00:00Z", seoul, plan.DefaultMaxAge, 11 * time.Hour, true, ""},
		{"a", "2026-03-11 19:00:00", seoul, plan.DefaultMaxAge, 2 * time.Hour, true, ""},
		{"a", "2026-03-04 12:00:00", time.UTC, plan.DefaultMaxAge, 7 * 24 * time.Hour, true, ""},
		{"a", "2026-03-04 11:59:59", time.UTC, plan.DefaultMaxAge, 7*24*time.Hour + time.Second, true, "W old-image /"},
		{"a", "2020-03-04 12:00:00", time.UTC, 0, noon.Sub(time.Date(2020, 3, 4, 12, 0, 0, 0, time.UTC)), true, ""},
		{"a", "2026-03-11 12:00:00", time.UTC, 1, 0, true, ""},
		{"a", "2026-03-12 13:59:59", time.UTC, plan.DefaultMaxAge, 0, true, ""},
		{"a", "2026-03-12 14:00:00", time.UTC, plan.DefaultMaxAge, 0, false, "W unreported /"},
		{"a_[2026-03-11_01_05].ZIA", "-", time.UTC, plan.DefaultMaxAge, 10*time.Hour + 55*time.Minute, true, ""},
		{"a_[2026-03-11_19_05].ZIA", "", seoul, plan.DefaultMaxAge, time.Hour + 55*time.Minute, true, ""},
		{"a[1]_[2026-03-11_01_05].ZIA", "-", time.UTC, plan.DefaultMaxAge, 10*time.Hour + 55*time.Minute, true, ""},
		{"a_[2026-03-01_01_05].ZIA", "2026-03-11 01:00:00", time.UTC, plan.DefaultMaxAge, 11 * time.Hour, true, ""},
		{"a_[2026-13-11_01_05].ZIA", "-", time.UTC, plan.DefaultMaxAge, 0, false, "W unreported /"},
		{"a_2026-03-11_01_05].ZIA", "-", time.UTC, plan.DefaultMaxAge, 0, false, "W unreported /"},
		{"a_[2026-03-11_01_05.ZIA", "-", time.UTC, plan.DefaultMaxAge, 0, false, "W unreported /"},
		{"]2026-03-11_01_05[", "-", time.UTC, plan.DefaultMaxAge, 0, false, "W unreported /"},
		{"[2026-03-11_01_05]", "-", time.UTC, plan.DefaultMaxAge, 10*time.Hour + 55*time.Minute, true, ""},
	} {
		s := newFixture()
		rootOnly(s, image(tt.name, "root", "/", tt.created, "13"))
		s.options.Now, s.options.MaxAge = noon.In(tt.zone), tt.limit
		p := s.make(t)
		if got := p.Partitions[0].Image; got.Age != tt.age || got.Aged != tt.aged || findings(p) != tt.want {
			t.Errorf("%s of %s: %v, %t, found %q; want %v, %t, %q", tt.name, tt.created, got.Age, got.Aged, findings(p), tt.age, tt.aged, tt.want)
		}
	}
}

// The warning of an old image depends on how it was chosen.
func TestOldImage(t *testing.T) {
	t.Parallel()
	s := newFixture()
	rootOnly(s, image("a", "root", "/", "2026-03-01 12:00:00", "13"))
	if f, want := finding(t, s.make(t), plan.OldImage), msg.PlanOldNewest.With("a", "10d", "7d"); f.Message.String() != want.String() || f.Path != "" {
		t.Errorf("%s, want %s", f.Message, want)
	}
	s.request.JobList[0].BackupFile = "a"
	if f, want := finding(t, s.make(t), plan.OldImage), msg.PlanOldImage.With("a", "10d", "7d"); f.Message.String() != want.String() {
		t.Errorf("%s, want %s", f.Message, want)
	}
}
