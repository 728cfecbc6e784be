package manifest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// checkWave checks requests in order, as validate and apply do, and returns the problems and
// warnings of each.
func checkWave(t *testing.T, strict bool, requests ...string) (problems, warnings [][]exit.Problem) {
	t.Helper()
	wave := manifest.NewWave()
	for draft, err := range manifest.Documents("wave.yaml", strings.NewReader(strings.Join(requests, "---\n"))) {
		var warned []exit.Problem
		if err == nil {
			warned, err = draft.Check(manifest.Options{Now: noon, Strict: strict, Wave: wave})
		}
		problems, warnings = append(problems, usage(t, err)), append(warnings, warned)
	}
	if len(problems) != len(requests) {
		t.Fatalf("%d requests of %d", len(problems), len(requests))
	}
	return problems, warnings
}

// member returns a request that restores partitions of a source to those of a target, written as
// "from>to".
func member(name, source, target string, onto ...string) string {
	text := fmt.Sprintf("center: 1\nsource: %s\ntarget: %q\nplatform: kvm\nmode: full\nrepository: {id: 13}\n", source, target)
	if name != "" {
		text += fmt.Sprintf("jobName: %q\n", name)
	}
	for i, one := range onto {
		if i == 0 {
			text += "listOnly: true\njobList:\n"
		}
		from, to, _ := strings.Cut(one, ">")
		text += fmt.Sprintf("- {sourcePartition: '%s', targetPartition: '%s'}\n", from, to)
	}
	return text
}

func TestOneTargetOfTwoRequests(t *testing.T) {
	first := func(to string) string { return member("a", "web-01", "dr-01", "/>"+to) }
	second := func(to string) string { return member("b", "web-02", "dr-01", "/>"+to) }
	for _, tt := range []struct {
		name          string
		first, second string
		message       string // "" means none; an error unless it starts with "warning: "
	}{
		{"one device", first("/dev/sda1"), second("/dev/sda1"), "/dev/sda1 of dr-01 is also the target of / in the request at wave.yaml:7"},
		{"a disk and its partition", first("/dev/sdb"), second("/dev/sdb1"), "/dev/sdb1 of dr-01 overlaps /dev/sdb, the target of / in the request at wave.yaml:7"},
		{"a partition and its disk", first("/dev/sdb1"), second("/dev/sdb"), "overlaps"},
		{"NVMe", first("nvme0n1"), second("/dev/nvme0n1p1"), "overlaps"},
		{"MMC", first("/dev/mmcblk0p1"), second("/dev/mmcblk0"), "overlaps"},
		{"loop", first("/dev/loop0p1"), second("/dev/loop0"), "overlaps"},
		{"RAID", first("/dev/md0"), second("/dev/md0p1"), "overlaps"},
		{"virtio", first("vda"), second("vda2"), "overlaps"},
		{"Xen", first("/dev/xvda"), second("/dev/xvda1"), "overlaps"},
		{"without /dev", first("sdb1"), second("/dev/sdb1"), "is also the target"},
		{"logical volume", first("/dev/mapper/vg-root"), second("/dev/vg/root"), "is also the target"},
		{"logical volume with hyphens", first("/dev/mapper/vg--a-root--b"), second("/dev/vg-a/root-b"), "is also the target"},
		{"drive", member("a", "web-01", "dr-01", "C:>c"), member("b", "web-02", "dr-01", "C:>C:"), "is also the target"},
		{"drive in another case", member("a", "web-01", "dr-01", "C:>D:"), member("b", "web-02", "dr-01", `C:>d:\`), "is also the target"},
		{"trailing slash", first("/home"), second("/home/"), "is also the target"},
		{"doubled slash", first("/home"), second("//home"), "is also the target"},
		{"server in another case", first("/home"), member("b", "web-02", "DR-01", "/>/home"), "is also the target"},
		{"server by id", member("a", "web-01", "7", "/>/home"), member("b", "web-02", "7", "/>/home"), "is also the target"},
		{"one source, another spelling", first("/dev/sda1"), member("b", "web-01", "dr-01", "/>sda1"), "is also the target"},
		{"one source, another partition", first("/dev/sda1"), member("b", "web-01", "dr-01", "/home>/dev/sda1"), "is also the target"},
		{"one source, as it is", first("/dev/sda1"), member("b", "web-01", "dr-01", "/>/dev/sda1"), "warning: the request at wave.yaml:7 also restores / onto /dev/sda1 of dr-01"},
		{"center by id and by name", first("/home"), strings.Replace(second("/home"), "center: 1", "center: main", 1), "is also the target"},
		{"whole servers", member("a", "web-01", "dr-01"), member("b", "web-02", "dr-01"), "warning: dr-01 is also the target of the request at wave.yaml:7"},
		{"a whole server and a partition", member("a", "web-01", "dr-01"), second("/home"), "warning: dr-01 is also the target"},
		{"a partition and a whole server", first("/home"), member("b", "web-02", "dr-01"), "warning: dr-01 is also the target"},

		{"other partitions", first("/dev/sda1"), second("/dev/sda2"), ""},
		{"other disks", first("/dev/sdb"), second("/dev/sdbc"), ""},
		{"another disk's partition", first("/dev/sdb"), second("/dev/sdbc1"), ""},
		{"ten beside one", first("/dev/nvme0n1"), second("/dev/nvme0n11p1"), ""},
		{"a mount point below another", first("/home"), second("/home/user"), ""},
		{"another server", first("/dev/sda1"), member("b", "web-02", "dr-02", "/>/dev/sda1"), ""},
		{"another center", first("/home"), strings.Replace(second("/home"), "center: 1", "center: 2", 1), ""},
		{"whole servers of two centers", member("a", "web-01", "dr-01"), strings.Replace(member("b", "web-02", "dr-01"), "center: 1", "center: 2", 1), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			problems, warnings := checkWave(t, false, tt.first, tt.second)
			if len(problems[0])+len(named(warnings[0], "target")) > 0 {
				t.Fatalf("the first: %v, %v", problems[0], warnings[0])
			}
			want, warned := strings.CutPrefix(tt.message, "warning: ")
			found, others := problems[1], named(warnings[1], "target")
			if warned {
				found, others = others, found
			}
			if len(others) > 0 || tt.message == "" && len(found) > 0 || tt.message != "" && (len(found) != 1 || !strings.Contains(found[0].Message.String(), want)) {
				t.Errorf("problems %v, warnings %v", problems[1], warnings[1])
			}
			if strict, _ := checkWave(t, true, tt.first, tt.second); (len(named(strict[1], "target")) > 0) != (tt.message != "") {
				t.Errorf("strict: %v", strict[1])
			}
		})
	}
}

// named returns the problems whose path contains a word.
func named(problems []exit.Problem, word string) []exit.Problem {
	var found []exit.Problem
	for _, p := range problems {
		if strings.Contains(p.Path, word) && !strings.Contains(p.Message.String(), "2.0.1") {
			found = append(found, p)
		}
	}
	return found
}

func TestNamesOfWave(t *testing.T) {
	for _, tt := range []struct {
		name, first, second, message string
	}{
		{"the same", "web-01", "web-01", `another request is also named "web-01", at wave.yaml:7`},
		{"decomposed", "웹서버", "\u110b\u1170\u11b8\u1109\u1165\u1107\u1165", "another request is also named"},
		{"doubled blank", "a b", "a  b", "another request is also named"},
		{"case", "Web-01", "web-01", `warning: "web-01" differs from "Web-01" at wave.yaml:7`},
		{"full width", "web-01", "ｗeb-01", "warning: "},
		{"another", "web-01", "web-02", ""},
		{"none", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requests := []string{member(tt.first, "web-01", "dr-01", "/>/a"), member(tt.second, "web-01", "dr-01", "/>/b")}
			problems, warnings := checkWave(t, false, requests...)
			want, warned := strings.CutPrefix(tt.message, "warning: ")
			found, others := problems[1], warnings[1]
			if warned {
				found, others = others, found
			}
			if len(others) > 0 || len(found) != min(1, len(tt.message)) || len(found) == 1 && (!strings.Contains(found[0].Message.String(), want) || brief(found[0]) != "jobName@18:10") {
				t.Errorf("problems %v, warnings %v", problems[1], warnings[1])
			}
			if strict, _ := checkWave(t, true, requests...); len(strict[1]) != min(1, len(tt.message)) {
				t.Errorf("strict: %v", strict[1])
			}
		})
	}
}

// There is a single warning for any number of requests that restore one source to one target, or
// whole servers to one target.
func TestWaveWarnsOnce(t *testing.T) {
	for name, onto := range map[string][]string{"listed": {"/>/dev/sda1"}, "whole": nil} {
		var requests []string
		for i := range 50 {
			requests = append(requests, member(fmt.Sprint("job-", i), "web-01", "dr-01", onto...))
		}
		problems, warnings := checkWave(t, false, requests...)
		total := 0
		for i := range requests {
			total += len(warnings[i])
			if len(problems[i]) > 0 {
				t.Errorf("%s: %v", name, problems[i])
			}
		}
		if total != 1 {
			t.Errorf("%s: %d warnings", name, total)
		}
	}
}

// One pass finds all problems, including those in requests that have others.
func TestWaveFindsAll(t *testing.T) {
	problems, warnings := checkWave(t, false,
		member("a", "web-01", "dr-01", "/>/dev/sdb", "/home>/dev/sdc1"),
		strings.Replace(member("a", "web-02", "dr-01", "/>/dev/sdb1", "/home>/dev/sdc"), "platform: kvm", "platform: kvn", 1),
		member("a", "web-03", "dr-02"),
		member("a", "web-01", "dr-01", "/>/dev/sdb", "/home>/dev/sdc1"),
		"- just a list\n",
	)
	if got := briefs(problems[1]); got != "platform@16:11 jobName@19:10 jobList[0].targetPartition@22:43 jobList[1].targetPartition@23:47" {
		t.Error(got)
	}
	if got := briefs(problems[2]); got != "jobName@31:10" {
		t.Error(got)
	}
	// One request specified twice.
	if got := briefs(problems[3]); got != "jobName@39:10" || len(warnings[3]) > 0 {
		t.Error(got, warnings[3])
	}
}
