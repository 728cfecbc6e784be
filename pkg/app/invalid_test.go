package app_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

// invalid is a request with one mistake: a line put into a valid manifest, or arguments added to
// valid ones.
type invalid struct {
	edit string // replaces the line of its field, or follows as line 7; "-field" removes the line
	args string // one per line
	path string // path of the problem
	at   string // "line:column" in the file, or the flag
}

// problem is one of "problems" in the error object of -o json.
type problem struct {
	Path    string
	File    string
	Line    int
	Column  int
	Flag    string
	Message string
}

func (p problem) at() string {
	if p.Flag != "" {
		return p.Flag
	}
	return fmt.Sprintf("%d:%d", p.Line, p.Column)
}

// edited returns a valid manifest of six lines with one change.
func edited(edit string) string {
	manifest := lines("center: \"1\"\nsource: web-01\ntarget: web-01-dr\nplatform: vmware\nrepository: {id: 13}\nmode: full")
	field, _, _ := strings.Cut(edit, ":")
	for i, line := range manifest {
		if strings.HasPrefix(line, strings.TrimPrefix(field, "-")+":") {
			manifest[i] = edit
			if strings.HasPrefix(edit, "-") {
				manifest = append(manifest[:i], manifest[i+1:]...)
			}
			return strings.Join(manifest, "\n") + "\n"
		}
	}
	return strings.Join(append(manifest, edit), "\n") + "\n"
}

func TestInvalidRequestsAreNotSent(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	tests := append(invalidFields(), invalidTypes()...)
	tests = append(tests, invalidSchedules()...)
	tests = append(tests, invalidPartitions()...)
	tests = append(tests, invalidFlags()...)
	for _, tt := range tests {
		t.Run(strings.TrimSpace(tt.edit+" "+replaced(tt.args, "\n", " ")), func(t *testing.T) {
			w := clitest.For(t, s)
			args := []string{"recovery", "create", "-o", "json"}
			if tt.args != "" {
				args = append(args, basicFlagsBut(lines(tt.args))...)
			} else {
				args = append(args, "--strict", "-f", w.File("bad.yaml", edited(tt.edit))) // some servers accept it, so it is a warning
			}
			refused(t, w, args, tt.path, tt.at)
			if n, err := s.Connections(); n != 0 || err != nil {
				t.Errorf("%d connections were opened, %v", n, err)
			}
		})
	}
	if len(tests) < 60 {
		t.Errorf("only %d requests", len(tests))
	}
}

// refused runs a command that must fail with exit code 2 and report a position.
func refused(t *testing.T, w *clitest.World, args []string, path, at string) {
	t.Helper()
	r := w.Run(args...)
	var output struct {
		Error struct {
			Kind     string
			ExitCode exit.Code
			Problems []problem
		}
	}
	if err := json.Unmarshal([]byte(r.Stderr), &output); err != nil {
		t.Fatalf("stderr is not a JSON object: %v\n%s", err, r.Stderr)
	}
	if r.Code != exit.Usage || output.Error.ExitCode != exit.Usage || output.Error.Kind != "usage" || r.Stdout != "" {
		t.Errorf("exit code %d, stdout %q, stderr %s", r.Code, r.Stdout, r.Stderr)
	}
	for _, p := range output.Error.Problems {
		if p.Path == path && p.at() == at && p.Message != "" && (p.Flag != "" || strings.HasSuffix(p.File, "bad.yaml")) {
			return
		}
	}
	t.Errorf("no problem with %q at %s\n%s", path, at, r.Stderr)
}

func invalidFields() []invalid {
	return []invalid{
		{edit: "-center:", path: "center", at: "1:1"},
		{edit: "-source:", path: "source", at: "1:1"},
		{edit: "-target:", path: "target", at: "1:1"},
		{edit: "-platform:", path: "platform", at: "1:1"},
		{edit: "-mode:", path: "mode", at: "1:1"},
		{edit: "-repository:", path: "repository.id", at: "1:1"},
		{edit: "repository: {type: nfs}", path: "repository.id", at: "5:13"},
		{edit: "center:", path: "center", at: "1:8"},
		{edit: `source: ""`, path: "source", at: "2:9"},
		{edit: `target: "  "`, path: "target", at: "3:9"},
		{edit: "jobName: null", path: "jobName", at: "7:10"},
		{edit: "platform: VMware", path: "platform", at: "4:11"},
		{edit: "platform: hyper-v", path: "platform", at: "4:11"},
		{edit: "repository: {id: 13, type: cifs}", path: "repository.type", at: "5:28"},
		{edit: "mode: incremental", path: "mode", at: "6:7"},
		{edit: "mode: smart", path: "mode", at: "6:7"},
		{edit: "overwrite: not-allow", path: "overwrite", at: "7:12"},
		{edit: "overwrite: yes", path: "overwrite", at: "7:12"},
		{edit: "afterReboot: never", path: "afterReboot", at: "7:14"},
		{edit: "autoStart: notuse", path: "autoStart", at: "7:12"},
		{edit: "scriptPath: /a\nscriptRun: during", path: "scriptRun", at: "8:12"},
		{edit: "scriptRun: after", path: "scriptRun", at: "7:12"},
		{edit: "mailEvent: ops", path: "mailEvent", at: "7:12"},
		{edit: "mailEvent: a@example.com, b@example.com", path: "mailEvent", at: "7:12"},
		{edit: "user: ops", path: "user", at: "7:7"},
		{edit: "listOnly: true", path: "listOnly", at: "7:11"},
		{edit: "jobname: x", path: "jobname", at: "7:1"},
		{edit: "repositoryId: 13", path: "repositoryId", at: "7:1"},
		{edit: "schedule: {type: 3, basic: {time: \"10:00\"}, every: 1}", path: "schedule.every", at: "7:45"},
		{edit: "jobName: a\njobName: b", path: "jobName", at: "8:1"},
	}
}

func invalidTypes() []invalid {
	return []invalid{
		{edit: "center: [1]", path: "center", at: "1:9"},
		{edit: "source: {name: web-01}", path: "source", at: "2:9"},
		{edit: "target: true", path: "target", at: "3:9"},
		{edit: "center: 1.5", path: "center", at: "1:9"},
		{edit: "repository: 13", path: "repository", at: "5:13"},
		{edit: "repository: [{id: 13}]", path: "repository", at: "5:13"},
		{edit: `repository: {id: "13"}`, path: "repository.id", at: "5:18"},
		{edit: "repository: {id: 0}", path: "repository.id", at: "5:18"},
		{edit: "repository: {id: -13}", path: "repository.id", at: "5:18"},
		{edit: "repository: {id: 13.0}", path: "repository.id", at: "5:18"},
		{edit: "repository: {id: 1e3}", path: "repository.id", at: "5:18"},
		{edit: "repository: {id: 9223372036854775808}", path: "repository.id", at: "5:18"},
		{edit: "repository: {id: 13, path: 7}", path: "repository.path", at: "5:28"},
		{edit: "mode: 1", path: "mode", at: "6:7"},
		{edit: "jobName: 12", path: "jobName", at: "7:10"},
		{edit: "networkLimit: -1", path: "networkLimit", at: "7:15"},
		{edit: "networkLimit: 1.5", path: "networkLimit", at: "7:15"},
		{edit: `networkLimit: "10"`, path: "networkLimit", at: "7:15"},
		{edit: "networkLimit: 1" + strings.Repeat("0", 400), path: "networkLimit", at: "7:15"},
		{edit: "excludePartition: [/boot]", path: "excludePartition", at: "7:19"},
		{edit: `listOnly: "true"`, path: "listOnly", at: "7:11"},
		{edit: "listOnly: 1", path: "listOnly", at: "7:11"},
		{edit: "jobList: {sourcePartition: /}", path: "jobList", at: "7:10"},
		{edit: "jobList: [/home]", path: "jobList[0]", at: "7:11"},
		{edit: "listOnly: true\njobList: []", path: "listOnly", at: "7:11"},
		{edit: "jobName: \"a\\u001b[2J\"", path: "jobName", at: "7:10"},
	}
}

func invalidSchedules() []invalid {
	schedule := func(text, path, at string) invalid {
		return invalid{edit: "schedule: " + text, path: path, at: at}
	}
	return []invalid{
		schedule("0", "schedule", "7:11"),
		schedule("-3", "schedule", "7:11"),
		schedule(`"42"`, "schedule", "7:11"),
		schedule("nightly", "schedule", "7:11"),
		schedule("[3]", "schedule", "7:11"),
		schedule("{basic: {time: '10:00'}}", "schedule.type", "7:11"),
		schedule("{type: 3}", "schedule.basic", "7:11"),
		schedule("{type: 7, basic: {day: mon, time: '10:00'}}", "schedule.type", "7:18"),
		schedule("{type: 12, basic: {time: '10:00'}}", "schedule.type", "7:18"),
		schedule("{type: daily, basic: {time: '10:00'}}", "schedule.type", "7:18"),
		schedule("{type: 3, basic: 0}", "schedule.basic", "7:28"),
		schedule("{type: 3, basic: [1]}", "schedule.basic", "7:28"),
		schedule("{type: 0, basic: {month: 6, day: 1, time: '10:00'}}", "schedule.basic.year", "7:28"),
		schedule("{type: 0, basic: {year: 2026, month: 13, day: 1, time: '10:00'}}", "schedule.basic.month", "7:48"),
		schedule("{type: 1, basic: {time: '10:00'}}", "schedule.basic.interval.minute", "7:28"),
		schedule("{type: 1, basic: {time: '10:00', interval: {minute: 0}}}", "schedule.basic.interval.minute", "7:63"),
		schedule("{type: 2, basic: {time: '10:00', interval: {minute: 5}}}", "schedule.basic.interval.hour", "7:28"),
		schedule("{type: 3, basic: {time: '24:00'}}", "schedule.basic.time", "7:35"),
		schedule("{type: 3, basic: {time: '9:00'}}", "schedule.basic.time", "7:35"),
		schedule("{type: 3, basic: {time: '10:60'}}", "schedule.basic.time", "7:35"),
		schedule("{type: 4, basic: {time: '10:00'}}", "schedule.basic.day", "7:28"),
		schedule("{type: 4, basic: {day: monday, time: '10:00'}}", "schedule.basic.day", "7:34"),
		schedule("{type: 4, basic: {day: '1', time: '10:00'}}", "schedule.basic.day", "7:34"),
		schedule("{type: 5, basic: {week: 6, day: mon, time: '10:00'}}", "schedule.basic.week", "7:35"),
		schedule("{type: 5, basic: {day: mon, time: '10:00'}}", "schedule.basic.week", "7:28"),
		schedule("{type: 6, basic: {day: '1,32', time: '10:00'}}", "schedule.basic.day", "7:34"),
		schedule("{type: 6, basic: {day: mon, time: '10:00'}}", "schedule.basic.day", "7:34"),
	}
}

func invalidPartitions() []invalid {
	jobs := func(second, path, at string) invalid {
		return invalid{edit: "jobList:\n- {sourcePartition: /, targetPartition: /dev/sda1}\n- " + second, path: path, at: at}
	}
	return []invalid{
		jobs("{targetPartition: /dev/sdb1}", "jobList[1].sourcePartition", "9:3"),
		jobs("{sourcePartition: /home}", "jobList[1].targetPartition", "9:3"),
		jobs("{sourcePartition: /home, targetPartition: /dev/sda1}", "jobList[1].targetPartition", "9:45"),
		jobs("{sourcePartition: /home, targetPartition: /dev/sdb1, mode: smart}", "jobList[1].mode", "9:62"),
		jobs("{sourcePartition: /home, targetPartition: /dev/sdb1, overwrite: yes}", "jobList[1].overwrite", "9:67"),
		jobs("{sourcePartition: /home, targetPartition: /dev/sdb1, repository: {path: /x}}", "jobList[1].repository.id", "9:68"),
		jobs("{sourcePartition: /home, targetPartition: /dev/sdb1, repository: {id: 1, type: ftp}}", "jobList[1].repository.type", "9:82"),
		jobs("{sourcePartition: /home, targetPartition: /dev/sdb1, backup: x}", "jobList[1].backup", "9:56"),
		jobs("null", "jobList[1]", "9:3"),
		{edit: "excludePartition: /boot,/\njobList: [{sourcePartition: /, targetPartition: /dev/sda1}]", path: "excludePartition", at: "7:19"},
	}
}

func invalidFlags() []invalid {
	return []invalid{
		{args: "--platform=vmwrae", path: "platform", at: "--platform"},
		{args: "--mode=inc", path: "mode", at: "--mode"},
		{args: "--source=", path: "source", at: "--source"},
		{args: "--repository-id=x", path: "repository.id", at: "--repository-id"},
		{args: "--repository-id=0", path: "repository.id", at: "--repository-id"},
		{args: "--repository-type=ftp", path: "repository.type", at: "--repository-type"},
		{args: "--overwrite=yes", path: "overwrite", at: "--overwrite"},
		{args: "--after-reboot=none", path: "afterReboot", at: "--after-reboot"},
		{args: "--network-limit=-1", path: "networkLimit", at: "--network-limit"},
		{args: "--network-limit=99999999999999999999", path: "networkLimit", at: "--network-limit"},
		{args: "--mail-event=nobody", path: "mailEvent", at: "--mail-event"},
		{args: "--user=nobody", path: "user", at: "--user"},
		{args: "--script-run=after", path: "scriptRun", at: "--script-run"},
		{args: "--list-only", path: "listOnly", at: "--list-only"},
		{args: "--schedule=hourly", path: "schedule", at: "--schedule"},
		{args: "--schedule=daily 25:00", path: "schedule.basic.time", at: "--schedule"},
		{args: `--schedule={"type": 3`, path: "schedule", at: "--schedule"},
		{args: "--schedule=@missing.json", path: "schedule", at: "--schedule"},
		{args: "--job=source=/", path: "jobList[0].targetPartition", at: "--job"},
		{args: "--job=/", path: "jobList[0]", at: "--job"},
		{args: "--job=source=/,target=/a,speed=9", path: "jobList[0]", at: "--job"},
		{args: "--job=source=/,source=/b,target=/a", path: "jobList[0].sourcePartition", at: "--job"},
		{args: "--job=source=/,target=/a\n--job=source=/b,target=/a", path: "jobList[1].targetPartition", at: "--job #2"},
		{args: "--job=source=/,target=/a\n--exclude-partition=/", path: "excludePartition", at: "--exclude-partition"},
	}
}

// A hostile file is refused in bounded time.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	s := clitest.Server(t)
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 9))
	}
	tests := map[string]string{
		"nothing": "", "blank": " \n\n", "a list": "- center: 1\n", "a word": "hello\n", "NUL": "center: \"1\x00\"\n",
		"UTF-16": "\xff\xfec\x00e\x00", "not UTF-8": "center: \"\xff\"\n", "tab": "repository:\n\tid: 13\n", "aliases": bomb + "jobList: *j\n",
		"itself": "jobList: &a [*a]\n", "merge": "<<: {center: 1}\n", "tag": "center: !!binary aGk=\n", "key": "{[1]: 2}\n",
		"nesting": strings.Repeat("[", 1<<20), "nesting in YAML": strings.Repeat("- ", 1<<19), "long line": "center: " + strings.Repeat("x", 8<<20),
		"broken JSON": `{"center": "1",`, "two JSON": `{"center": "1"} {"center": "2"}`, "open quote": "center: \"1\n", "escape": "\x1b[2J: 1\n",
	}
	for name, content := range tests {
		t.Run(name, func(t *testing.T) {
			w := clitest.For(t, s)
			r := w.Run("recovery", "create", "-f", w.File("bad.yaml", content))
			if r.Code != exit.Usage || r.Stdout != "" || !strings.HasPrefix(r.Stderr, "error: ") || len(r.Stderr) > 64<<10 {
				t.Errorf("exit code %d, stdout %q, stderr %.2000s", r.Code, r.Stdout, r.Stderr)
			}
			unprintable(t, r.Stdout, r.Stderr)
		})
	}
	if n, err := s.Connections(); n != 0 || err != nil {
		t.Errorf("%d connections were opened, %v", n, err)
	}
}

// The listener counts connections, or the tests above would prove nothing.
func TestConnectionsAreCounted(t *testing.T) {
	s := registering(t)
	for want := 1; want <= 2; want++ {
		w := clitest.For(t, s)
		if r := w.Run(append([]string{"recovery", "create"}, basicFlags()...)...); r.Code != exit.OK {
			t.Fatal(r.Stderr)
		}
		if n, err := s.Connections(); n != 2*want || err != nil { // for the lookup and the registration
			t.Errorf("%d connections, %v; want %d", n, err, 2*want)
		}
	}
}
