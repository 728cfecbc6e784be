package manifest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/manifest"
	"go.yaml.in/yaml/v3"
)

const basicBody = `{
    "center": "1",
    "source": "source-server",
    "target": "target-server",
    "platform": "vmware",
    "repository": {
      "id": 13
    },
    "mode": "full",
    "jobName": "daily-recovery"
  }`

const detailedBody = `{
    "center": "1",
    "source": "source-server",
    "target": "target-server",
    "platform": "aws",
    "repository": {
      "id": 13,
      "type": "smb",
      "path": "//192.168.1.100/backup"
    },
    "mode": "full",
    "afterReboot": "reboot",
    "overwrite": "allow",
    "jobList": [
      {
        "sourcePartition": "/",
        "targetPartition": "/dev/sda1",
        "backupJob": "daily-backup-root"
      },
      {
        "sourcePartition": "/home",
        "targetPartition": "/dev/sdb1",
        "mode": "increment",
        "backupJob": "daily-backup-home",
        "backupFile": "backup-home-2025-01-15.ZIA"
      }
    ]
  }`

const everyField = `{
	"center": "Seoul", "source": "web (10.0.0.1)", "target": "복구 서버", "platform": "kvm", "mode": "increment",
	"repository": {"id": 9223372036854775807, "type": "nfs", "path": "nas:/vault"},
	"jobName": "06", "overwrite": "not allow", "user": "ops@example.com",
	"schedule": {"type": 5, "basic": {"week": "1,3", "day": "mon", "time": "10:00"}},
	"afterReboot": "maintain", "networkLimit": 0, "excludePartition": "/boot,/tmp", "mailEvent": "ops@example.com",
	"autoStart": "use", "scriptPath": "/opt/a.sh", "scriptRun": "before", "cloudAuth": "7", "listOnly": false,
	"jobList": [{"sourcePartition": "/", "targetPartition": "/mnt", "overwrite": "allow", "mode": "full",
		"backupJob": "j", "backupFile": "a_[2026-03-11].ZIA", "repository": {"id": 14, "type": "smb", "path": "//nas/b"}}]}`

// A JSON body, the same in YAML and the same by flags produce one request.
func TestSame(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		flags      []string
	}{
		{"basic", basicBody, []string{"center", "1", "source", "source-server", "target", "target-server",
			"platform", "vmware", "repository-id", "13", "mode", "full", "job-name", "daily-recovery"}},
		{"detailed", detailedBody, []string{"center", "1", "source", "source-server", "target", "target-server",
			"platform", "aws", "repository-id", "13", "repository-type", "smb", "repository-path", "//192.168.1.100/backup",
			"mode", "full", "after-reboot", "reboot", "overwrite", "allow",
			"job", "source=/,target=/dev/sda1,backup-job=daily-backup-root",
			"job", "source=/home, target=/dev/sdb1, mode=increment, backup-job=daily-backup-home, backup-file=backup-home-2025-01-15.ZIA"}},
		{"every field", everyField, []string{"center", "Seoul", "source", "web (10.0.0.1)", "target", "복구 서버",
			"platform", "kvm", "mode", "increment", "repository-id", "9223372036854775807", "repository-type", "nfs",
			"repository-path", "nas:/vault", "job-name", "06", "overwrite", "not-allow", "user", "ops@example.com",
			"schedule", "monthly week 1,3 mon 10:00", "after-reboot", "maintain", "network-limit", "0",
			"exclude-partition", "/boot, /tmp", "mail-event", "ops@example.com", "auto-start", "use",
			"script-path", "/opt/a.sh", "script-run", "before", "cloud-auth", "7", "list-only", "false",
			"job", "source=/,target=/mnt,overwrite=allow,mode=full,backup-job=j,backup-file=a_[2026-03-11].ZIA," +
				"repository-id=14,repository-type=smb,repository-path=//nas/b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			draft, err := manifest.ReadOne("a.json", strings.NewReader(tt.body))
			equalJSON(t, requestOf(t, draft, err), tt.body)

			var value any
			if err := yaml.Unmarshal([]byte(tt.body), &value); err != nil {
				t.Fatal(err)
			}
			text, err := yaml.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			draft, err = manifest.ReadOne("a.yaml", strings.NewReader(string(text)))
			equalJSON(t, requestOf(t, draft, err), tt.body)

			equalJSON(t, requestOf(t, byFlags(manifest.NewDraft(), tt.flags...), nil), tt.body)
		})
	}
}

// timed is a schedule as words or JSON, in YAML and as sent.
type timed struct{ flag, lines, want string }

func schedules() []timed {
	return []timed{
		{"42", " 42", `42`},
		{`{"type": 3, "basic": 31}`, " {type: 3, basic: 31}", `{"type":3,"basic":31}`},
		{"once 2026-06-01 13:00", "\n  type: 0\n  basic: {year: 2026, month: 06, day: 01, time: 13:00}",
			`{"type":0,"basic":{"year":"2026","month":"06","day":"01","time":"13:00"}}`},
		{"every 5m from 00:00", "\n  type: 1\n  basic: {time: 00:00, interval: {minute: 5}}",
			`{"type":1,"basic":{"time":"00:00","interval":{"minute":"5"}}}`},
		{"every 2h from 00:30", "\n  type: 2\n  basic: {time: '00:30', interval: {hour: '2'}}",
			`{"type":2,"basic":{"time":"00:30","interval":{"hour":"2"}}}`},
		{"Daily 10:00", "\n  type: 3\n  basic:\n    time: 10:00", `{"type":3,"basic":{"time":"10:00"}}`},
		{"weekly mon, Wed ,fri 10:00", "\n  type: 4\n  basic: {day: 'mon,wed,fri', time: 10:00}",
			`{"type":4,"basic":{"day":"mon,wed,fri","time":"10:00"}}`},
		{"monthly week 1, 3 mon 10:00", "\n  type: 5\n  basic: {week: '1,3', day: mon, time: 10:00}",
			`{"type":5,"basic":{"week":"1,3","day":"mon","time":"10:00"}}`},
		{"monthly 1,15 10:00", "\n  type: 6\n  basic: {day: '1,15', time: 10:00}", `{"type":6,"basic":{"day":"1,15","time":"10:00"}}`},
	}
}

func TestSchedules(t *testing.T) {
	for _, tt := range schedules() {
		t.Run(tt.flag, func(t *testing.T) {
			schedule := func(body string) string {
				var fields map[string]json.RawMessage
				if err := json.Unmarshal([]byte(body), &fields); err != nil {
					t.Fatal(err)
				}
				return string(fields["schedule"])
			}
			equalJSON(t, schedule(requestOf(t, byFlags(least(), "schedule", tt.flag), nil)), tt.want)
			draft, err := manifest.ReadOne("a.yaml", strings.NewReader(with("schedule:"+tt.lines+"\n")))
			equalJSON(t, schedule(requestOf(t, draft, err)), tt.want)
			if !strings.HasPrefix(tt.flag, "{") {
				draft, err := manifest.ReadOne("a.yaml", strings.NewReader(with("schedule: "+tt.flag+"\n")))
				equalJSON(t, schedule(requestOf(t, draft, err)), tt.want)
				if err := verdictOf(compiled(t), with("schedule: "+tt.flag+"\n")); err != nil {
					t.Error(err)
				}
			}
			for name, text := range map[string]string{"s.json": tt.want, "s.yaml": "---\n" + tt.want + "\n"} {
				file := filepath.Join(t.TempDir(), name)
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				equalJSON(t, schedule(requestOf(t, byFlags(least(), "schedule", "@"+file), nil)), tt.want)
			}
		})
	}
}

type spelling struct{ name, text, want string }

// spellings returns values that YAML would parse as something else, and variants people type. All
// of them keep their literal meaning.
func spellings() []spelling {
	return []spelling{
		{"digits keep their zeros", but("center: 1", "center: 010"), `"center":"010"`},
		{"a date is a name", with("jobName: 2026-06-01\n"), `"jobName":"2026-06-01"`},
		{"yes is a name", with("jobName: yes\n"), `"jobName":"yes"`},
		{"an alias", but("source: web-01\ntarget: web-01-dr", "source: &s web-01\ntarget: *s"), `"target":"web-01"`},
		{"an escape", with(`jobName: "\uD55C"` + "\n"), `"jobName":"한"`},
		{"an explicit text", but("center: 1", "center: !!str 1"), `"center":"1"`},
		{"Windows line ends", strings.ReplaceAll(valid, "\n", "\r\n"), `"source":"web-01"`},
		{"a folded text", with("jobName: >-\n  a\n  b\n"), `"jobName":"a b"`},
		{"tabs in brackets", "{\n\t\"center\": \"1\", \"source\": \"a\", \"target\": \"b\",\n\t\"platform\": \"kvm\", \"mode\": \"full\",\n\t\"repository\": {\n\t\t\"id\": 1\n\t}\n}", `"center":"1"`},
		{"tabs and no quotes", "{\n\tcenter: 1, source: a, target: b,\n\tplatform: kvm, mode: full,\n\trepository: {\n\t\tid: 1\n\t}\n}", `"center":"1"`},
		{"a comment after JSON", `{"center": 1, "source": "a", "target": "b", "platform": "kvm", "mode": "full", "repository": {"id": 1}} # x`, `"center":"1"`},
		{"images", ofImages(""), `{"center":"1","backupFile":"a.ZIA,b.ZIA","target":"web-01-dr"`},
		{"images in a list", strings.Replace(ofImages(""), "'a.ZIA,b.ZIA'", "[a.ZIA, 'b.ZIA, a.ZIA']", 1), `"backupFile":"a.ZIA,b.ZIA"`},
		{"images with a bar", strings.Replace(ofImages(""), "'a.ZIA,b.ZIA'", "'a.ZIA | b.ZIA'", 1), `"backupFile":"a.ZIA,b.ZIA"`},
		{"an image's own target", ofImages("jobList: [{backupFile: [b.ZIA], targetPartition: /dev/sdb1}]\n"), `"jobList":[{"targetPartition":"/dev/sdb1","backupFile":"b.ZIA"}]`},
		{"an image in a list", with("jobList: [{sourcePartition: /, backupFile: ['a, 1.ZIA'], targetPartition: /a}]\n"), `"backupFile":"a, 1.ZIA"`},
		{"user by id", with("user: 17\n"), `"user":"17"`},
	}
}

func TestSpellings(t *testing.T) {
	for _, tt := range spellings() {
		t.Run(tt.name, func(t *testing.T) {
			draft, err := manifest.ReadOne("a.yaml", strings.NewReader(tt.text))
			if err != nil {
				t.Fatal(err, usage(t, err))
			}
			request, _, err := draft.Request(manifest.Options{})
			if err != nil {
				t.Fatal(err, usage(t, err))
			}
			body, err := json.Marshal(request)
			if err != nil || !strings.Contains(string(body), tt.want) {
				t.Errorf("%s lacks %s (%v)", body, tt.want, err)
			}
		})
	}
}

// warningCase is a request with its warnings and the first one's message.
type warningCase struct{ name, text, want, message string }

func withWarnings() []warningCase {
	once := func(day, clock string) string {
		return with("schedule: {type: 0, basic: {year: 2026, month: 6, day: " + day + ", time: " + clock + "}}\n")
	}
	job := func(fields string) string { return with("jobList:\n  - {" + fields + "}\n") }
	return []warningCase{
		{"same server", but("target: web-01-dr", "target: web-01"), "target@3:9", "also the source"},
		{"past", once("1", "11:59"), "schedule.basic@8:28", "2026-06-01 11:59 is in the past"},
		{"future", once("1", "12:01"), "", ""},
		{"baremetal", but("vmware", "baremetal"), "platform@4:11", "zdm-cli"},
		{"mixed", job("sourcePartition: 'C:', targetPartition: /mnt"), "jobList[0].targetPartition@9:46", "operating systems"},
		{"mixed with excluded", with("excludePartition: 'd'\njobList: [{sourcePartition: /, targetPartition: /a}]\n"), "excludePartition@8:19", "operating systems"},
		{"drive", job("sourcePartition: c, targetPartition: 'D:'"), "jobList[0].sourcePartition@9:23", "2.0.1"},
		{"drive with a slash", job(`sourcePartition: 'C:', targetPartition: 'd:\'`), "jobList[0].targetPartition@9:46", "2.0.1"},
		{"excluded drives", with("excludePartition: h,d\n"), "", ""},
		{"excluded with a semicolon", with("excludePartition: /boot;/var\n"), "excludePartition@8:19", `it contains ";" (U+003B)`},
		{"excluded with a blank", with("excludePartition: /boot /var\n"), "excludePartition@8:19", `it contains " " (U+0020)`},
		{"excluded with an ideographic comma", with("excludePartition: /boot、/var\n"), "excludePartition@8:19", "U+3001"},
		{"excluded with a bar", with("excludePartition: /boot|/var\n"), "excludePartition@8:19", "U+007C"},
		{"excluded with a quote", with("excludePartition: 'D:\"'\n"), "excludePartition@8:19", "U+0022"},
		{"excluded full-width", with("excludePartition: ／var\n"), "excludePartition@8:19", "U+FF0F"},
		{"excluded with a colon", with("excludePartition: /boot:/var\n"), "excludePartition@8:19", "U+003A"},
		{"excluded by Git Bash", with("excludePartition: C:/Program Files/Git/var\n"), "excludePartition@8:19", "is a path on a drive"},
		{"excluded without a slash", with("excludePartition: /boot,var\n"), "excludePartition@8:19", `"var" is not a mount point`},
		{"source with smart quotes", job("sourcePartition: “/home”, targetPartition: /a"), "jobList[0].sourcePartition@9:23", "U+201C"},
		{"target a folder", job(`sourcePartition: 'C:', targetPartition: 'D:\data'`), "jobList[0].targetPartition@9:46", "is a path on a drive"},
		{"target two", job(`sourcePartition: /, targetPartition: '/a,/b'`), "jobList[0].targetPartition@9:43", "U+002C"},
		{"target by path", job("sourcePartition: /, targetPartition: '/dev/disk/by-path/pci-0000:00:1f.2-ata-1-part1'"), "", ""},
		{"target bare", job("sourcePartition: /, targetPartition: sdb1"), "", ""},
		{"target a Windows device", job(`sourcePartition: 'C:', targetPartition: '\Device\Harddisk0\Partition1'`), "", ""},
		{"source in smart quotes", but("source: web-01", "source: “web-01”"), "source@2:9", "including its quotes (U+201C)"},
		{"name in single quotes", but("target: web-01-dr", "target: ‘web-01-dr’"), "target@3:9", "U+2018"},
		{"name with a quote inside", but("target: web-01-dr", `target: web's "dr"`), "", ""},
		{"root kept", with("overwrite: not allow\njobList: [{sourcePartition: /, targetPartition: /}]\n"), "jobList[0].targetPartition@9:49", "not allowed"},
		{"root overwritten", with("overwrite: not allow\njobList: [{sourcePartition: /, targetPartition: /, overwrite: allow}]\n"), "", ""},
		{"drive kept", job("sourcePartition: 'C:', targetPartition: 'C:', overwrite: not allow"), "jobList[0].targetPartition@9:46", "not allowed"},
		{"smb path", with("  type: smb\n  path: /backup\n"), "repository.path@9:9", "SMB share"},
		{"nfs path", with("  type: nfs\n  path: //nas/backup\n"), "repository.path@9:9", "NFS export"},
		{"nfs drive", with("  type: nfs\n  path: D:/backup\n"), "repository.path@9:9", "NFS export"},
		{"nfs colon", with("  type: nfs\n  path: ':'\n"), "repository.path@9:9", "NFS export"},
		{"smb with backslashes", with("  type: smb\n  path: '\\\\nas\\b'\n"), "", ""},
		{"nfs host", with("  type: nfs\n  path: nas:/b\n"), "", ""},
		{"source twice", with("jobList:\n  - {sourcePartition: /home, targetPartition: /a}\n  - {sourcePartition: //home/, targetPartition: /b}\n"), "jobList[1].sourcePartition@10:23", "already the source of jobList[0]"},
		{"drive twice", with("jobList:\n  - {sourcePartition: 'C:', targetPartition: 'D:'}\n  - {sourcePartition: c, targetPartition: 'E:\\'}\n"), "jobList[1].sourcePartition@10:23 jobList[1].sourcePartition@10:23 jobList[1].targetPartition@10:43", "already"},
		{"device twice", with(`jobList: [{sourcePartition: '\Device\A', targetPartition: 'D:'}, {sourcePartition: '\device\a', targetPartition: 'E:'}]`), "jobList[1].sourcePartition@8:84", "already"},
		{"two images onto one target", ofImages("jobList: [{backupFile: a.ZIA, targetPartition: /a}, {backupFile: b.ZIA, targetPartition: /a}]\n"), "jobList[1].targetPartition@8:90", "3.0"},
		{"path without type", with("  path: anything\n"), "", ""},
	}
}

func TestWarnings(t *testing.T) {
	for _, tt := range withWarnings() {
		t.Run(tt.name, func(t *testing.T) {
			problems, warnings := problemsOf(t, "web.yaml", tt.text)
			if got := briefs(warnings); got != tt.want || len(problems) > 0 {
				t.Fatalf("warnings %s, want %s; problems %v", got, tt.want, problems)
			}
			draft, err := manifest.ReadOne("web.yaml", strings.NewReader(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			_, left, err := draft.Request(manifest.Options{Now: noon, Strict: true})
			if got := briefs(usage(t, err)); got != tt.want || len(left) > 0 {
				t.Errorf("strict: %s and warnings %v", got, left)
			}
			if tt.want != "" && (!warnings[0].Warning || !strings.Contains(warnings[0].Message.String(), tt.message)) {
				t.Errorf("the message is %q", warnings[0].Message)
			}
		})
	}
}

// 20:00 is in the future in UTC, and in the past where it is 21:00.
func TestPastZone(t *testing.T) {
	text := with("schedule: {type: 0, basic: {year: 2026, month: 6, day: 1, time: 20:00}}\n")
	draft, err := manifest.ReadOne("a.yaml", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for zone, want := range map[*time.Location]int{time.UTC: 0, time.FixedZone("KST", 9*3600): 1} {
		if _, warnings, _ := draft.Request(manifest.Options{Now: noon.In(zone)}); len(warnings) != want {
			t.Errorf("%s: %v", zone, warnings)
		}
	}
}
