package run_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/report"
	"github.com/zdmctl/zdmctl/pkg/run"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// fromImages returns a request that restores an image of server n without naming that server.
func fromImages(n int) *zdm.RecoveryRequest {
	return request(n, func(r *zdm.RecoveryRequest) {
		r.Source, r.ListOnly, r.BackupFile = "", nil, strings.Replace("sN_ROOT.ZIA", "N", string(rune('0'+n)), 1)
		r.JobList = []zdm.RecoveryJob{{BackupFile: r.BackupFile, TargetPartition: "/dev/sda1"}}
	})
}

// A recovery from images needs no source server. The run registers it once, and the report names
// the image and its age, also if the run is resumed or the recovery exists already.
func TestRunFromImages(t *testing.T) {
	t.Parallel()
	all := func() []run.Wave {
		return []run.Wave{{Name: "1", Requests: []*zdm.RecoveryRequest{fromImages(1), request(2)}}, {Name: "2", Requests: []*zdm.RecoveryRequest{fromImages(3)}}}
	}
	for name, before := range map[string]func(*fixture){
		"nothing exists": func(*fixture) {}, "it is registered": func(s *fixture) { s.register(fromImages(1), false) }, "it runs": func(s *fixture) { s.register(fromImages(1), true) },
	} {
		s := newFixtureOf(t, "3.0")
		before(s)
		r := s.run(all(), func(c *run.Config) { c.Through = "1" })
		if r.err != nil || r.end() != "complete 0" {
			t.Fatalf("%s: %v, %s, %s", name, r.err, r.results(), r.end())
		}
		if r = s.run(all()); r.err != nil || r.end() != "complete 0" || s.count("POST /recoveries/image") != 2 || s.count("POST /recoveries job-2") != 1 {
			t.Errorf("%s: %v, %s, %s, %d, %d", name, r.err, r.results(), r.end(), s.count("POST /recoveries/image"), s.count("POST /recoveries job-2"))
		}
		d := report.Build(report.Source{Records: r.records}, report.Options{Now: s.clock.Now(), Lang: msg.English})
		for _, wave := range d.Waves {
			for i := range wave.Recoveries {
				one := &wave.Recoveries[i]
				want := strings.Replace(one.Job, "job-", "s", 1) + "_ROOT.ZIA"
				if len(one.Partitions) != 1 || one.Partitions[0].Image == nil || one.Partitions[0].Image.Name != want || one.Partitions[0].Image.AgeMin == nil {
					t.Errorf("%s: %s: %+v", name, one.Job, one.Partitions)
				}
			}
		}
		for _, text := range []string{string(d.HTML(msg.English)), string(d.Markdown(msg.English))} {
			if !strings.Contains(strings.ReplaceAll(text, `\`, ""), "s1_ROOT.ZIA") {
				t.Errorf("%s: the image is not in %s", name, text)
			}
		}
	}
}

// Servers before 3.0 have no such call. They, and an image that does not exist, are refused before
// anything is sent.
func TestRunFromImagesRefused(t *testing.T) {
	t.Parallel()
	for version, image := range map[string]string{"2.0.2": "s1_ROOT.ZIA", "3.0": "gone.ZIA"} {
		s := newFixtureOf(t, version)
		one := fromImages(1)
		one.BackupFile, one.JobList[0].BackupFile = image, image
		r := s.run([]run.Wave{{Name: "1", Requests: []*zdm.RecoveryRequest{one, request(2)}}})
		if exit.CodeOf(r.err) != exit.Usage || s.count("POST /recoveries") != 0 {
			t.Errorf("%s: %v, %s, %q", version, r.err, r.end(), s.calls)
		}
	}
}

// A failed recovery from images is restarted from the same image.
func TestRestartFromImages(t *testing.T) {
	t.Parallel()
	s := newFixtureOf(t, "3.0")
	all := []run.Wave{{Name: "1", Requests: []*zdm.RecoveryRequest{fromImages(8)}}}
	if r := s.run(all); r.err != nil || r.results() != "job-8 failed 3" {
		t.Fatalf("%v, %s", r.err, r.results())
	}
	s.wait(time.Hour)
	r := s.run(all, restart(run.RestartFailed))
	if r.err != nil || s.count("POST /recoveries/image") != 1 || s.count("PUT") != 1 || !slices.Contains(r.decisions(), "restart job-8") {
		t.Fatalf("%v, %s, %q", r.err, r.results(), r.decisions())
	}
	for _, record := range r.records {
		if record.Event == journal.ImageUsed && (record.Image.Name != "s8_ROOT.ZIA" || record.Image.Created == "") {
			t.Errorf("%+v", record.Image)
		}
	}
}
