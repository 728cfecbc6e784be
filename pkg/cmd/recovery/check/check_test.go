package check_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fixture is a server with the recovery nightly, which is ready at the tests' noon.
type fixture struct {
	status, target, history, image, schedule, center string
}

func ready() fixture {
	return fixture{status: "Registered", target: "connect", center: "connect", image: "2026-03-11 01:00:00"}
}

const nightly = zdmtest.Recoveries + "/905"

func (s fixture) job(id, name string) string {
	schedule := `"-"`
	if s.schedule != "" {
		schedule = `{"basic": {"id": "31", "type": "Daily", "description": "every day"}}`
	}
	return fmt.Sprintf(`{"system": {"source": {"id": "41", "name": "web-01"}, "target": {"id": "42", "name": "web-01-dr"}},
		"job": {"info": {"id": %q, "name": %q, "platform": "kvm", "schedule": %s, "status": {"current": %q}},
		"detail": [{"from": "/", "to": "/", "mode": "full", "backup": {"latest": "use"}, "repository": {"id": "13"}, "option": {"overwrite": "allow"}}]}}`, id, name, schedule, s.status)
}

func (s fixture) start(t *testing.T) *zdmtest.Server {
	t.Helper()
	fake := clitest.Server(t)
	server := `{"id": %q, "name": %q, "agent": {"mode": %q}, "status": {"connect": %q}}`
	partition := `{"letter": "/", "device": "/dev/vda1", "size": {"raw": 9000}, "used": {"raw": 10}}`
	var runs, images []string
	if s.history != "" {
		runs = append(runs, fmt.Sprintf(`{"id": 1, "job": {"id": 905, "name": "nightly"}, "result": {"status": %q, "description": "no space"}, "time": {"start": "2026-03-10 02:00:00"}}`, s.history))
	}
	if s.image != "" {
		images = append(images, fmt.Sprintf(`{"image": {"name": "root.ZIA", "jobName": "root", "createdAt": %q, "repository": {"id": 13}}, "partition": {"mountPoint": "/"}}`, s.image))
	}
	fake.On("/api/zdms", zdmtest.List(fmt.Sprintf(`{"id": {"center": "1"}, "name": {"center": "main"}, "status": {"connect": %q}}`, s.center)))
	fake.On("/api/zdms/repositories", zdmtest.List(`{"id": "13", "center": "main", "type": "nfs", "remotePath": "/vault"}`))
	fake.On("/api/servers", zdmtest.List(fmt.Sprintf(server, "41", "web-01", "Source", "connect"), fmt.Sprintf(server, "42", "web-01-dr", "Target", s.target)))
	fake.On("/api/servers/41/partitions", zdmtest.List(partition))
	fake.On("/api/servers/42/partitions", zdmtest.List(partition))
	fake.On("/api/backups", zdmtest.List(`{"system": {"id": "41", "name": "web-01"}, "job": {"info": {"id": "7", "name": "root", "partition": "/", "status": {"current": "Complete"}}}, "repository": {"id": "13"}}`))
	fake.On("/api/backups/images/server/web-01", zdmtest.List(images...))
	fake.On("/api/recoveries/histories", zdmtest.List(runs...))
	fake.On("/api/schedules/31", zdmtest.Data(fmt.Sprintf(`{"id": "31", "type": "Daily", "state": %q}`, s.schedule)))
	fake.On("GET "+zdmtest.Recoveries, zdmtest.List(s.job("905", "nightly")))
	fake.On("GET "+nightly, zdmtest.Data(s.job("905", "nightly")))
	return fake
}

// The status of a recovery is the worst of its findings, and the exit code is that of a plugin.
// What cannot be determined is never OK.
func TestStatuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		with func(*fixture)
		args string
		code exit.Code
		line string // part of the line
	}{
		{"ready", func(*fixture) {}, "", 0, "ZDM OK - 1 of 1 recovery ready, oldest image 11h old | ok=1 warning=0 critical=0 unknown=0 oldest_image=39600s;93600\n"},
		{"by name", func(*fixture) {}, "nightly", 0, "ZDM OK"},
		{"ran well", func(s *fixture) { s.history = "COMPLETE" }, "", 0, "ZDM OK"},
		{"runs", func(s *fixture) { s.status = "Processing"; s.history = "FAIL" }, "", 0, "ZDM OK"},
		{"failed, waits again", func(s *fixture) { s.status = "Scheduled"; s.history = "FAIL" }, "", 2, "nightly: the last run failed: no space |"},
		{"failed, without a history", func(s *fixture) { s.status = "Error" }, "", 2, "the last run failed |"},
		{"canceled", func(s *fixture) { s.status = "Canceled" }, "", 1, "ZDM WARNING"},
		{"a new word", func(s *fixture) { s.status = "Pondering" }, "", 3, `unknown status "Pondering"`},
		{"old image", func(s *fixture) { s.image = "2026-03-10 01:00:00" }, "", 1, "is 35h old (--max-age 26h)"},
		{"old enough", func(s *fixture) { s.image = "2026-03-10 01:00:00" }, "--max-age 2d", 0, "oldest_image=126000s;172800"},
		{"any age", func(s *fixture) { s.image = "2026-01-10 01:00:00" }, "--max-age 0", 0, "ZDM OK"},
		{"age unknown", func(s *fixture) { s.image = "-" }, "", 3, "ZDM UNKNOWN"},
		{"no image", func(s *fixture) { s.image = "" }, "", 2, "nightly: /: "},
		{"target away", func(s *fixture) { s.target = "disconnect" }, "", 2, "web-01-dr"},
		{"target unreported", func(s *fixture) { s.target = "-" }, "", 3, "ZDM UNKNOWN"},
		{"center away", func(s *fixture) { s.center = "disconnect" }, "", 2, "main"},
		{"schedule", func(s *fixture) { s.status = "Scheduled"; s.schedule = "Enabled" }, "", 0, "ZDM OK"},
		{"schedule off", func(s *fixture) { s.status = "Scheduled"; s.schedule = "Disabled" }, "", 1, "schedule 31 is disabled"},
		{"worse than a warning", func(s *fixture) { s.status = "Canceled"; s.image = "-" }, "", 3, "ZDM UNKNOWN"},
		{"worst", func(s *fixture) { s.status = "Error"; s.image = "-" }, "", 2, "ZDM CRITICAL"},
		{"absent", func(*fixture) {}, "nightly other", 2, `other: no item is named "other"`},
		{"wrong flag", func(*fixture) {}, "--nope", 3, "ZDM UNKNOWN - unknown flag: --nope\n"},
		{"wrong age", func(*fixture) {}, "--max-age old", 3, "ZDM UNKNOWN"},
		{"twice", func(*fixture) {}, "nightly nightly", 3, "ZDM UNKNOWN"},
		{"wrong format", func(*fixture) {}, "-o name", 3, "ZDM UNKNOWN"},
		{"a file of no metrics", func(*fixture) {}, "--output-file x", 3, "ZDM UNKNOWN - --output-file requires -o prometheus\n"},
		{"no such file", func(*fixture) {}, "-f nowhere.yaml", 3, "ZDM UNKNOWN"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := ready()
			tt.with(&s)
			r := clitest.For(t, s.start(t)).Run(append([]string{"recovery", "check", "--retries", "0"}, strings.Fields(tt.args)...)...)
			if r.Code != tt.code || !strings.Contains(r.Stdout, tt.line) || strings.Count(r.Stdout, "\n") != 1 {
				t.Errorf("exit code %d, want %d\n%s%s", r.Code, tt.code, r.Stdout, r.Stderr)
			}
		})
	}
}

// An error that prevents the check results in unknown, never in a green line.
func TestUnknown(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		path   string
		answer zdmtest.Answer
		code   exit.Code
	}{
		{"GET " + zdmtest.Recoveries, zdmtest.List(), 3},
		{"GET " + zdmtest.Recoveries, zdmtest.Refusal(401, "token expired"), 3},
		{"GET " + zdmtest.Recoveries, zdmtest.Gateway(502), 3},
		{"/api/servers", zdmtest.Refusal(500, "row 7 is bad"), 3},
		{"/api/servers", zdmtest.Refusal(401, "token expired"), 3},
		{"/api/backups/images/server/web-01", zdmtest.Gateway(502), 3},
		{"/api/zdms/repositories", zdmtest.Refusal(500, "no"), 3},
		{"/api/recoveries/histories", zdmtest.Refusal(404, "no such page"), 0}, // exists since 1.1
		{"/api/recoveries/histories", zdmtest.Gateway(502), 3},
		{"/api/servers/42/partitions", zdmtest.List(), 3},
	} {
		fake := ready().start(t)
		fake.On(tt.path, tt.answer)
		w := clitest.For(t, fake)
		r := w.Run("recovery", "check", "--retries", "0")
		if r.Code != tt.code || strings.Count(r.Stdout, "\n") != 1 || (r.Code == 0) != strings.HasPrefix(r.Stdout, "ZDM OK") {
			t.Errorf("%s: exit code %d, want %d\n%s%s", tt.path, r.Code, tt.code, r.Stdout, r.Stderr)
		}
		var d struct{ Check struct{ Status string } }
		r = w.Run("recovery", "check", "--retries", "0", "-o", "json")
		if err := json.Unmarshal([]byte(r.Stdout), &d); err != nil || r.Code != tt.code || (d.Check.Status == "ok") != (tt.code == 0) || r.Stderr != "" {
			t.Errorf("%s: %v, exit code %d\n%s%s", tt.path, err, r.Code, r.Stdout, r.Stderr)
		}
	}
}

// Names from a server stay within their labels, and within the text before the performance data.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	s := ready()
	s.status = "Error"
	fake := s.start(t)
	name := `a"} 0\\ | x=1` + "\u202e\n# HELP"
	encoded, _ := json.Marshal(name)
	hostile := strings.Replace(s.job("1", "NAME"), `"NAME"`, string(encoded), 1)
	fake.On("GET "+zdmtest.Recoveries, zdmtest.List(hostile, hostile)) // two with the same ID
	w := clitest.For(t, fake)
	r := w.Run("recovery", "check", "-o", "prometheus")
	for line := range strings.Lines(r.Stdout) {
		if !strings.HasPrefix(line, "# HELP zdmctl_") && !strings.HasPrefix(line, "# TYPE zdmctl_") && !strings.HasPrefix(line, "zdmctl_") {
			t.Errorf("line %q", line)
		}
	}
	if want := `zdmctl_recovery_status{recovery="a\"} 0\\\\ | x=1\\u202e\\n# HELP",id="1"} 2` + "\n"; r.Code != 2 || strings.Count(r.Stdout, want) != 1 {
		t.Errorf("exit code %d, no %s in\n%s", r.Code, want, r.Stdout)
	}
	r = w.Run("recovery", "check")
	if strings.Count(r.Stdout, "|") != 1 || strings.Count(r.Stdout, "\n") != 1 {
		t.Errorf("line %q", r.Stdout)
	}
}

// Metrics replace their file atomically and readably for the exporter. The status line goes to
// stdout.
func TestMetricsFile(t *testing.T) {
	t.Parallel()
	w := clitest.For(t, ready().start(t))
	path := w.File("zdm.prom", "old\n")
	r := w.Run("recovery", "check", "-o", "prometheus", "--output-file", path)
	text, err := os.ReadFile(path)
	if err != nil || r.Code != 0 || !strings.HasPrefix(r.Stdout, "ZDM OK") {
		t.Fatalf("%v, exit code %d\n%s%s", err, r.Code, r.Stdout, r.Stderr)
	}
	for _, want := range []string{
		"# HELP zdmctl_recovery_check_status ", "# TYPE zdmctl_recovery_check_status gauge\nzdmctl_recovery_check_status 0\n",
		`zdmctl_recovery_status{recovery="nightly",id="905"} 0`, `zdmctl_recovery_connected{recovery="nightly",id="905",role="source"} 1`,
		`zdmctl_recovery_image_age_seconds{recovery="nightly",id="905",partition="/"} 39600`, "zdmctl_recovery_check_timestamp_seconds 1773230400\n",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o044 != 0o044 {
		t.Errorf("%v, %v", info, err)
	}
	for _, name := range []string{path + "/nowhere/x.prom", w.Dir} {
		r = w.Run("recovery", "check", "-o", "prometheus", "--output-file", name)
		if r.Code != 3 || !strings.HasPrefix(r.Stdout, "ZDM UNKNOWN - cannot write "+name+": ") || strings.Contains(r.Stdout, ".zdmctl-") {
			t.Errorf("exit code %d\n%s%s", r.Code, r.Stdout, r.Stderr)
		}
	}
}
