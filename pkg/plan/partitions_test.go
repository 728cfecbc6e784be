package plan_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The plan shows which partitions would be restored, from where and to where, and what prevents it.
func TestPartitions(t *testing.T) {
	t.Parallel()
	// Every partition is restored to the one of the same name.
	whole := func(s *fixture) { s.request.JobList, s.request.ListOnly = nil, nil }
	const assumed = "N target-assumed /; N target-assumed /home"
	checkAll(t, []fixtureCase{
		{"all of them", whole, assumed, "/ target-assumed; /home target-assumed"},
		{"all of them, by a false listOnly", func(s *fixture) { no := false; whole(s); s.request.ListOnly = &no }, assumed, ""},
		{"one with its own settings, the others without", func(s *fixture) { s.request.JobList, s.request.ListOnly = s.request.JobList[1:], nil },
			"N target-assumed /", "/ target-assumed; /home ok"},
		{"only those that are listed", func(s *fixture) { s.request.JobList = s.request.JobList[1:] }, "W not-restored listOnly /", "/ not-restored; /home ok"},
		{"none that is listed", func(s *fixture) { s.request.JobList = nil }, "E nothing-to-restore; W not-restored listOnly /; W not-restored listOnly /home", ""},
		{"by device", func(s *fixture) {
			s.request.JobList[0] = zdm.RecoveryJob{SourcePartition: "/dev/sda1", TargetPartition: "/"}
		}, "", "/ ok; /home ok"},

		{"excluded", func(s *fixture) { whole(s); s.request.ExcludePartition = "/home" }, "N excluded excludePartition /home; N target-assumed /", "/ target-assumed; /home excluded"},
		{"excluded by device, with blanks", func(s *fixture) { whole(s); s.request.ExcludePartition = " /dev/sda2 , /dev/sda1" },
			"E nothing-to-restore; N excluded excludePartition /; N excluded excludePartition /home", ""},
		{"excluded in vain", func(s *fixture) { s.request.ExcludePartition = "/tmp" }, "W unknown excludePartition", "/ ok; /home ok"},
		{"excluded in another case", func(s *fixture) { s.request.ExcludePartition = "/HOME" }, "W unknown excludePartition", ""},
		{"excluded, and nothing is known", func(s *fixture) { s.request.ExcludePartition = "/tmp"; s.sourceParts = nil },
			"W unreported jobList[0].targetPartition /; W unreported jobList[1].targetPartition /home; W unreported source", ""},
		{"an empty name excluded, beside a partition without a name", func(s *fixture) {
			s.request.ExcludePartition, s.sourceParts = ",", append(s.sourceParts, partition("", "/dev/sdc1", 1, 1))
		}, "W not-restored listOnly", "/ ok; /home ok;  not-restored"},
		{"an empty name excluded", func(s *fixture) { s.request.ExcludePartition = "," }, "", ""},

		{"a partition that the source does not have", func(s *fixture) { s.request.JobList[1].SourcePartition = "/opt" },
			"E unknown jobList[1].sourcePartition /opt; W not-restored listOnly /home", "/ ok; /home not-restored; /opt unknown"},
		{"only a partition that the source does not have", func(s *fixture) {
			s.request.JobList = []zdm.RecoveryJob{{SourcePartition: "/opt", TargetPartition: "/"}}
		},
			"E unknown jobList[0].sourcePartition /opt; W not-restored listOnly /; W not-restored listOnly /home", ""},
		{"a partition that the source leaves out and an image shows", func(s *fixture) {
			s.sourceParts = s.sourceParts[:1]
		}, "W unreported jobList[1].sourcePartition /home; W unreported jobList[1].targetPartition /home", "/ ok; /home unreported"},
		{"a partition that the source leaves out, and no images are reported", func(s *fixture) {
			s.sourceParts = s.sourceParts[:1]
			s.on["/api/backups/images/server/web-01"] = zdmtest.Refusal(500, "no")
		}, "W not-checked repository.id; W unreported jobList[1].sourcePartition /home; W unreported jobList[1].targetPartition /home", "/ not-checked; /home unreported"},
		{"no partition of the source is reported", func(s *fixture) { s.sourceParts = nil },
			"W unreported jobList[0].targetPartition /; W unreported jobList[1].targetPartition /home; W unreported source", "/ unreported; /home unreported"},
		{"nothing is known of the source, and nothing listed", func(s *fixture) { s.sourceParts, s.request.JobList = nil, nil }, "W unreported source", ""},
		{"the source has no partitions, and nothing listed", func(s *fixture) {
			s.sourceParts, s.request.JobList, s.request.ListOnly = nil, nil, nil
		}, "W unreported source", ""},
		{"one partition twice", func(s *fixture) {
			s.request.JobList = append(s.request.JobList, zdm.RecoveryJob{SourcePartition: "/dev/sda2", TargetPartition: "/srv"})
		}, "E ambiguous jobList[2].sourcePartition", "/ ok; /home ok"},

		{"no such target", func(s *fixture) { s.request.JobList[1].TargetPartition = "/opt" }, "E no-target jobList[1].targetPartition /home", "/ ok; /home no-target"},
		{"no target of the name", func(s *fixture) { whole(s); s.targetParts = s.targetParts[:1] }, "E no-target /home; N target-assumed /", "/ target-assumed; /home no-target"},
		{"two onto one", func(s *fixture) { s.request.JobList[1].TargetPartition = "/" },
			"E target-shared jobList[1].targetPartition /home; E too-small jobList[1].targetPartition /home", "/ ok; /home target-shared"},
		{"two onto one by its other name", func(s *fixture) { s.request.JobList[0].TargetPartition = "/dev/vdb1" }, "E target-shared jobList[1].targetPartition /home", ""},
		{"one onto what another is restored to by name", func(s *fixture) {
			s.request.JobList, s.request.ListOnly = []zdm.RecoveryJob{{SourcePartition: "/home", TargetPartition: "/dev/vda1"}}, nil
			s.targetParts[0] = partition("/", "/dev/vda1", 600, 0)
		}, "E target-shared jobList[0].targetPartition /home; N target-assumed /", "/ target-assumed; /home target-shared"},

		{"as large as what is used", func(s *fixture) { s.targetParts[0] = partition("/", "/dev/vda1", 20, 2) }, "", ""},
		{"smaller than what is used", func(s *fixture) { s.targetParts[0] = partition("/", "/dev/vda1", 19, 2) }, "E too-small jobList[0].targetPartition /", "/ too-small; /home ok"},
		{"size not reported", func(s *fixture) { s.targetParts[0] = partition("/", "/dev/vda1", -1, 2) }, "W unreported jobList[0].targetPartition /", "/ unreported; /home ok"},
		{"use not reported", func(s *fixture) { s.sourceParts[0] = partition("/", "/dev/sda1", 60, -1) }, "W unreported jobList[0].targetPartition /", "/ unreported; /home ok"},

		{"holds data", func(s *fixture) { s.request.Overwrite = "not allow" }, "E holds-data jobList[0].targetPartition /", "/ holds-data; /home ok"},
		{"holds data, and the request does not say", func(s *fixture) { s.request.Overwrite = "" }, "E holds-data jobList[0].targetPartition /", ""},
		{"holds data, given up for the partition", func(s *fixture) { s.request.Overwrite, s.request.JobList[0].Overwrite = "not allow", "allow" }, "W overwrite jobList[0].overwrite /", "/ overwrite; /home ok"},
		{"holds data, not given up for the partition", func(s *fixture) { s.request.JobList[0].Overwrite = "not allow" }, "E holds-data jobList[0].targetPartition /", ""},
		{"may hold data", func(s *fixture) {
			s.request.Overwrite = ""
			s.targetParts[1] = partition("/home", "/dev/vdb1", 200, -1)
		},
			"E holds-data jobList[0].targetPartition /; E holds-data jobList[1].targetPartition /home", ""},

		// The verdict is the first error, or else the first other finding.
		{"an error behind a warning", func(s *fixture) {
			s.images = []string{image("a", "root", "/", "2026-01-01 01:00:00", "13"), image("b", "home", "/home", "-", "13")}
			s.request.Overwrite = ""
		}, "E holds-data jobList[0].targetPartition /; W old-image /; W unreported /home", "/ holds-data; /home unreported"},
		{"two errors", func(s *fixture) { s.request.Overwrite, s.images = "", nil }, "E holds-data jobList[0].targetPartition /; E no-image /; E no-image /home", "/ no-image; /home no-image"},
		{"two warnings", func(s *fixture) {
			s.images[1], s.targetParts[0] = image("root-2.ZIA", "root", "/", "-", "13"), partition("/", "/dev/vda1", -1, 2)
			s.images = s.images[1:]
		}, "W unreported /; W unreported jobList[0].targetPartition /", "/ unreported; /home ok"},
	})
}

// Drives match in any spelling, mount points only exactly.
func TestDrives(t *testing.T) {
	t.Parallel()
	windows := func(s *fixture) {
		s.request.Overwrite = ""
		s.sourceParts = []string{partition("C:", `\Device\HarddiskVolume1`, 60, 20), partition("D:", `\Device\HarddiskVolume2`, 60, 20)}
		s.targetParts = []string{partition("c", `\Device\HarddiskVolume1`, 60, 0), partition("D:", `\Device\HarddiskVolume2`, 60, 0)}
		s.backups = []string{backup("c", "C", "Complete", "13"), backup("d", "d:", "Complete", "13")}
		s.images = []string{
			strings.Replace(image("c.ZIA", "c", "x", "2026-03-11 01:00:00", "13"), `"partition": {"mountPoint": "x"}`, `"drive": {"letter": "c:"}`, 1),
			strings.Replace(image("d.ZIA", "d", "x", "2026-03-11 01:00:00", "13"), `"partition": {"mountPoint": "x"}`, `"drive": {"letter": "D"}`, 1),
		}
		s.request.JobList = []zdm.RecoveryJob{{SourcePartition: "c", TargetPartition: "C:"}, {SourcePartition: "D:", TargetPartition: "d"}}
	}
	checkAll(t, []fixtureCase{
		{"in any spelling", windows, "", "C: ok; D: ok"},
		{"by device", func(s *fixture) { windows(s); s.request.JobList[0].TargetPartition = `\Device\HarddiskVolume1` }, "", "C: ok; D: ok"},
		{"excluded", func(s *fixture) {
			windows(s)
			s.request.JobList, s.request.ListOnly, s.request.ExcludePartition = nil, nil, "d"
		},
			"N excluded excludePartition D:; N target-assumed C:", "C: target-assumed; D: excluded"},
		{"two onto one", func(s *fixture) { windows(s); s.request.JobList[1].TargetPartition = "c" }, "E target-shared jobList[1].targetPartition D:", "C: ok; D: target-shared"},
	})
	s := newFixture()
	windows(s)
	s.request.JobList, s.request.ListOnly = nil, nil
	if p := s.make(t); p.Partitions[0].Target != "c" || p.Partitions[1].Target != "D:" {
		t.Errorf("%+v", p.Partitions)
	}
}

// The messages of findings include what a user needs.
func TestPartitionMessages(t *testing.T) {
	t.Parallel()
	gb := func(n int) zdm.Size {
		return zdm.Size{Formatted: zdm.Text(zdm.Count{N: int64(n), Known: true}.String() + " GB")}
	}
	for _, tt := range []struct {
		name   string
		change func(*fixture)
		code   plan.Code
		want   msg.Message
		note   msg.Text
		noted  bool
	}{
		{"too small", func(s *fixture) { s.targetParts[0] = partition("/", "/dev/vda1", 19, 2) }, plan.TooSmall, msg.PlanTooSmall.With("/dev/vda1", gb(19), gb(20)), msg.Text{}, false},
		{"holds data", func(s *fixture) { s.request.Overwrite = "" }, plan.HoldsData, msg.PlanHoldsData.With("/dev/vda1", gb(2)), msg.PlanAllowOverwrite, true},
		{"may hold data", func(s *fixture) { s.request.Overwrite = ""; s.targetParts[0] = partition("/", "/dev/vda1", 60, -1) }, plan.HoldsData, msg.PlanMayHoldData.With("/dev/vda1"), msg.PlanAllowOverwrite, true},
		{"shared", func(s *fixture) { s.request.JobList[1].TargetPartition = "/" }, plan.TargetShared, msg.PlanTargetShared.With("/", "/"), msg.TwoSourcesDestroy, true},
		{"no target", func(s *fixture) { s.request.JobList[1].TargetPartition = "/opt" }, plan.NoTarget, msg.PlanNoPartition.With("web-01-dr", "/opt"), msg.Text{}, false},
		{"no target of the first", func(s *fixture) { s.request.JobList[0].TargetPartition = "/opt" }, plan.NoTarget, msg.PlanNoPartition.With("web-01-dr", "/opt"), msg.Text{}, false},
		{"two backups of a name", func(s *fixture) {
			s.backups = append(s.backups, `{"system": {"id": "41"}, "job": {"info": {"id": "99", "name": "root"}}}`)
			s.backups[0], s.request.JobList[0].BackupJob = `{"system": {"id": "41"}, "job": {"info": {"id": "98", "name": "root"}}}`, "root"
		}, plan.Ambiguous, msg.PlanAmbiguous.With("root", 2, "98, 99"), msg.Text{}, false},
		{"no target of the name", func(s *fixture) { s.request.JobList, s.request.ListOnly, s.targetParts = nil, nil, s.targetParts[:1] }, plan.NoTarget,
			msg.PlanNoPartition.With("web-01-dr", "/home"), msg.PlanNameTarget, true},
		{"twice", func(s *fixture) {
			s.request.JobList = append(s.request.JobList, zdm.RecoveryJob{SourcePartition: "/dev/sda1"})
		}, plan.Ambiguous,
			msg.SourceTaken.With("/dev/sda1", "jobList[0]"), msg.SourceTwiceSince, true},
		{"assumed", func(s *fixture) { s.request.JobList, s.request.ListOnly = nil, nil }, plan.TargetAssumed, msg.PlanTargetAssumed.With("/dev/vda1"), msg.Text{}, false},
		{"assumed, without a device", func(s *fixture) {
			s.request.JobList, s.request.ListOnly, s.targetParts[0] = nil, nil, partition("/", "-", 60, 2)
		}, plan.TargetAssumed, msg.PlanTargetAssumed.With("/"), msg.Text{}, false},
	} {
		s := newFixture()
		tt.change(s)
		f := finding(t, s.make(t), tt.code)
		if f.Message.String() != tt.want.String() || (len(f.Notes) == 1) != tt.noted || tt.noted && f.Notes[0].String() != tt.note.With().String() {
			t.Errorf("%s: %s, %v; want %s", tt.name, f.Message, f.Notes, tt.want)
		}
	}
}

// A partition's own settings take precedence over the request's.
func TestSettingsOfAPartition(t *testing.T) {
	t.Parallel()
	s := newFixture()
	s.request.JobList[1] = zdm.RecoveryJob{SourcePartition: "/home", TargetPartition: "/home", Mode: "increment", Overwrite: "not allow", Repository: &zdm.Repository{ID: 8}}
	s.repositories = append(s.repositories, repository("8", "main", "NFS", "/other"))
	s.images[2] = image("home-1.ZIA", "", "/home", "2026-03-11 05:00:00", "8")
	p := s.make(t)
	one, two := p.Partitions[0], p.Partitions[1]
	if one.Mode != "full" || one.Overwrite != "allow" || one.Repository != 13 || two.Mode != "increment" || two.Overwrite != "not allow" || two.Repository != 8 || findings(p) != "" {
		t.Errorf("%+v, %+v, %s", one, two, findings(p))
	}
	// A partition that is not restored has no settings.
	s.request.JobList = s.request.JobList[:1]
	if left := s.make(t).Partitions[1]; left.Mode != "" || left.Overwrite != "" || left.Repository != 0 || left.Target != "" {
		t.Errorf("%+v", left)
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ letter, device, want zdm.Text }{
		{"/", "/dev/vda1", "/dev/vda1"},
		{"C:", `\Device\HarddiskVolume1`, "C:"},
		{"-", `\Device\HarddiskVolume1`, `\Device\HarddiskVolume1`},
		{"/", "-", "/"},
		{"-", "-", ""},
	} {
		if got := plan.Place(zdm.Partition{Letter: tt.letter, Device: tt.device}); got != string(tt.want) {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}
