package app_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/plan"
)

// planned is the part of a plan that tests read.
type planned struct {
	Plan struct {
		Partitions []struct {
			Source, Verdict string
			Target          *string
			UsedBytes       *int64
			Image           *struct {
				Name       string
				AgeSeconds *int64
			}
		}
	}
	Errors, Warnings, Notes []struct {
		Code, Message         string
		Partition, Path, Hint *string
	}
}

// findings returns the errors and warnings as "E code path partition" and "W ...", sorted.
func (p planned) findings() []string {
	var found []string
	add := func(kind, code string, words ...*string) {
		line := kind + " " + code
		for _, word := range words {
			if word != nil {
				line += " " + *word
			}
		}
		found = append(found, line)
	}
	for _, f := range p.Errors {
		add("E", f.Code, f.Path, f.Partition)
	}
	for _, f := range p.Warnings {
		add("W", f.Code, f.Path, f.Partition)
	}
	slices.Sort(found)
	return found
}

// planOf runs a plan. The run must end with exit code 2 if and only if the plan has errors.
func planOf(t *testing.T, w *clitest.World, args ...string) (planned, clitest.Result) {
	t.Helper()
	r := w.Run(append([]string{"recovery", "plan", "-o", "json"}, args...)...)
	var p planned
	if err := json.Unmarshal([]byte(r.Stdout), &p); err != nil {
		t.Fatalf("%v\n%s%s", err, r.Stdout, r.Stderr)
	}
	want := exit.OK
	if len(p.Errors) > 0 {
		want = exit.Usage
	}
	if r.Code != want || (r.Stderr != "") != (want != exit.OK) {
		t.Errorf("exit code %d with %d errors\n%s", r.Code, len(p.Errors), r.Stderr)
	}
	return p, r
}

// onSandbox returns a request whose only finding is the age of the sandbox's images.
func onSandbox(more ...string) []string {
	return append([]string{"--context", "sandbox", "--center", "1", "--source", "web-01", "--target", "web-01-dr", "--platform", "kvm",
		"--repository-id", "13", "--mode", "full", "--overwrite", "allow", "--max-age", "0"}, more...)
}

// changed returns a command line with the value of a flag replaced or added.
func changed(args []string, flag, value string) []string {
	args = slices.Clone(args)
	if i := slices.Index(args, flag); i >= 0 {
		args[i+1] = value
		return args
	}
	return append(args, flag, value)
}

type planCase struct {
	name string
	args []string
	want string // findings, joined by "; "
}

func sandboxPlans() []planCase {
	with := func(pairs ...string) []string {
		args := onSandbox()
		for i := 0; i < len(pairs); i += 2 {
			args = changed(args, pairs[i], pairs[i+1])
		}
		return args
	}
	source := func(pairs ...string) []string {
		return append(with("--source", "source-server", "--target", "target-server"), pairs...)
	}
	return []planCase{
		{"nothing", onSandbox(), ""},
		{"by id", with("--source", "14", "--target", "15", "--center", "main-center"), ""},
		{"old images", with("--max-age", "36h"), "W old-image /; W old-image /boot; W old-image /var"},
		{"strict", append(with("--max-age", "36h"), "--strict"), "E old-image /; E old-image /boot; E old-image /var"},
		{"young enough", with("--max-age", "500d"), ""},

		{"unknown center", with("--center", "Main-Center"), "E unknown center"},
		{"unknown center by id", with("--center", "9"), "E unknown center"},
		{"unknown servers", with("--source", "web-1", "--target", "99"), "E unknown source; E unknown target"},
		{"unknown repository", with("--repository-id", "14"), "E unknown repository.id"},
		{"repository of another center", with("--repository-id", "21"),
			"E no-image /; E no-image /boot; E no-image /var; E other-center repository.id"},
		{"unknown user", with("--user", "nobody@example.com"), "E unknown user"},
		{"known user", with("--user", "ops@example.com"), ""},
		{"unknown cloud credentials", with("--cloud-auth", "7"), "E unknown cloudAuth"},
		{"known cloud credentials", with("--cloud-auth", "dr-aws"), ""},
		{"unknown schedule", with("--schedule", "77"), "E unknown schedule"},
		{"unknown schedule to copy", with("--schedule", `{"type":3,"basic":77}`), "E unknown schedule"},
		{"known schedule", with("--schedule", "2"), ""},
		{"new schedule", with("--schedule", "daily 10:00"), ""},
		{"another repository", with("--repository-type", "nfs", "--repository-path", "/vault"),
			"W repository-differs repository.path; W repository-differs repository.type"},

		{"target not connected", with("--source", "source-server", "--target", "source-dr-off"), "E disconnected target"},
		{"too small", with("--center", "3", "--repository-id", "21", "--source", "31", "--target", "32"), "E too-small /data"},
		{"without overwrite", with("--overwrite", "not-allow"), "E holds-data /; E holds-data /boot; E holds-data /var"},
		{"without overwrite for one", append(onSandbox(), "--job", "source=/var,target=/var,overwrite=not-allow"),
			"E holds-data jobList[0].targetPartition /var"},
		{"onto a source", with("--target", "source-server", "--exclude-partition", "/boot,/var"), "W source-as-target target"},
		{"onto itself", with("--target", "14"), "W same-server target; W source-as-target target"},

		{"no image", with("--source", "web-01-dr"), "E no-image /; E no-image /boot; E no-image /var"},
		{"images of one partition only", with("--repository-id", "8"), "E no-image /boot; E no-image /var"},
		{"its own repository", append(onSandbox(), "--job", "source=/,target=/,repository-id=8"), ""},
		{"its own repository does not exist", append(onSandbox(), "--job", "source=/,target=/,repository-id=9"),
			"E unknown jobList[0].repository.id"},
		{"no target", with("--target", "target-server"), "E no-target /boot; E no-target /var"},
		{"no such target", append(onSandbox(), "--job", "source=/,target=/dev/vdz1"), "E no-target jobList[0].targetPartition /"},
		{"no such partition", append(onSandbox(), "--job", "source=/srv,target=/"),
			"E unknown jobList[0].sourcePartition /srv"},
		{"two onto one", append(onSandbox(), "--job", "source=/var,target=/dev/vda2"), "E target-shared jobList[0].targetPartition /var"},
		{"one partition twice", append(onSandbox(), "--job", "source=/var,target=/var", "--job", "source=/dev/vdb1,target=/boot"),
			"E ambiguous jobList[1].sourcePartition"},

		{"the rest not restored", append(onSandbox(), "--job", "source=/,target=/", "--list-only"), "W not-restored listOnly /boot; W not-restored listOnly /var"},
		{"excluded", with("--exclude-partition", "/boot,/var"), ""},
		{"excluded without a match", with("--exclude-partition", "/boot,/vra"), "W unknown excludePartition"},
		{"nothing left", with("--exclude-partition", "/,/boot,/var"), "E nothing-to-restore"},

		{"named backup", source("--job", "source=/home,target=/home,backup-job=daily-backup-home,backup-file=backup-home-2025-01-14.ZIA"), ""},
		{"failed backup", source("--job", "source=/home,target=/home,backup-job=manual-home"), "W failed-backup jobList[0].backupJob /home"},
		{"unknown backup", source("--job", "source=/home,target=/home,backup-job=daily-backup-hom"), "E unknown jobList[0].backupJob /home"},
		{"backup of another partition", source("--job", "source=/home,target=/home,backup-job=daily-backup-root"),
			"E wrong-backup jobList[0].backupJob /home"},
		{"backup in another repository", append(onSandbox(), "--job", "source=/,target=/,backup-job=web-01_ROOT_nfs"),
			"E wrong-backup jobList[0].backupJob /"},
		{"unknown image", source("--job", "source=/home,target=/home,backup-file=a.ZIA"), "E unknown jobList[0].backupFile /home"},
		{"image of another partition", source("--job", "source=/home,target=/home,backup-file=backup-root-2025-01-15.ZIA"),
			"E wrong-backup jobList[0].backupFile /home"},
		{"image of another backup", source("--job", "source=/home,target=/home,backup-job=daily-backup-home,backup-file=manual-home.ZIA"),
			"E wrong-backup jobList[0].backupFile /home"},

		{"drives", with("--source", "16", "--target", "17", "--job", "source=c,target=C:", "--job", "source=D:,target=d:"), "W overwrite overwrite C:; W overwrite overwrite D:"},
		{"drives excluded", with("--source", "16", "--target", "17", "--exclude-partition", "d"), "W overwrite overwrite C:"},
	}
}

func TestPlansOnTheSandbox(t *testing.T) {
	t.Parallel()
	w := clitest.New(t)
	for _, tt := range sandboxPlans() {
		t.Run(tt.name, func(t *testing.T) {
			p, r := planOf(t, w, append(tt.args, "--quiet")...)
			if got := strings.Join(p.findings(), "; "); got != tt.want {
				t.Errorf("got  %s\nwant %s\n%s", got, tt.want, r.Stderr)
			}
		})
	}
}

// An existing recovery of the name is found by plan and by create alike.
func TestPlanFindsAJobOfThatName(t *testing.T) {
	w := clitest.New(t)
	args := onSandbox("--job-name", "nightly")
	if r := w.Run(append([]string{"recovery", "create", "--plan"}, args...)...); r.Code != exit.OK {
		t.Fatal(r.Stderr)
	}
	p, r := planOf(t, w, changed(args, "--mode", "increment")...)
	if got := p.findings(); !slices.Equal(got, []string{"E job-exists jobName"}) || !strings.Contains(r.Stderr, `\"nightly\" already exists: ID 1, Registered`) {
		t.Errorf("%q\n%s", got, r.Stderr)
	}
	r = w.Run(append([]string{"recovery", "create", "--plan", "-o", "name"}, args...)...)
	if r.Code != exit.Usage || r.Stdout != "" || !strings.Contains(r.Stderr, "nothing was sent") {
		t.Errorf("%+v", r)
	}
	if r = w.Run("--context", "sandbox", "recovery", "list", "-o", "name"); r.Stdout != "nightly\n" {
		t.Errorf("registered: %q", r.Stdout)
	}
}

// docs/plan.md describes every code.
func TestCodesAreDescribed(t *testing.T) {
	described, err := os.ReadFile("../../docs/plan.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range plan.Codes() {
		if !strings.Contains(string(described), "| `"+string(code)+"` |") {
			t.Errorf("docs/plan.md does not describe %s", code)
		}
	}
}
