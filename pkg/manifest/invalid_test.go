package manifest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// invalid is a request with its problems. message is a part of the first one's message or notes
// and, after a bar, its suggestion.
type invalid struct{ name, text, want, message string }

func TestInvalid(t *testing.T) {
	for _, tt := range invalids() {
		t.Run(tt.name, func(t *testing.T) {
			problems, _ := problemsOf(t, "web.yaml", tt.text)
			if got := briefs(problems); got != tt.want {
				t.Fatalf("got  %s\nwant %s", got, tt.want)
			}
			message, meant, suggests := strings.Cut(tt.message, "|")
			p := problems[0]
			if got := p.Message.String() + fmt.Sprint(p.Notes); !strings.Contains(got, message) {
				t.Errorf("the message is %q, not %q", got, message)
			}
			if suggests && p.Suggestion != meant {
				t.Errorf("it suggests %q, not %q", p.Suggestion, meant)
			}
			if p.File != "web.yaml" || p.Width < 1 {
				t.Errorf("file %q, width %d", p.File, p.Width)
			}
		})
	}
}

func invalids() []invalid {
	return slices.Concat(invalidFields(), invalidOptions(), invalidJobs(), invalidTexts(), invalidNames(), invalidSchedules(), invalidBasics())
}

func invalidFields() []invalid {
	return []invalid{
		{"all required", "jobName: x\n", "center@1:1 source@1:1 target@1:1 platform@1:1 repository.id@1:1 mode@1:1", "required"},
		{"center missing", but("center: 1\n", ""), "center@1:1", "required"},
		{"repository without id", but("  id: 13", "  type: nfs"), "repository.id@7:3", "required"},
		{"repository empty", but("repository:\n  id: 13", "repository: {}"), "repository.id@6:13", "required"},
		{"center null", but("center: 1", "center:"), "center@1:8", "has no value"},
		{"center tilde", but("center: 1", "center: ~"), "center@1:9", "has no value"},
		{"center empty", but("center: 1", `center: ""`), "center@1:9", "has no value"},
		{"center blank", but("center: 1", `center: "  "`), "center@1:9", "has no value"},
		{"center a fraction", but("center: 1", "center: 1.5"), "center@1:9", "in quotes"},
		{"center a hex number", but("center: 1", "center: 0x10"), "center@1:9", "in quotes"},
		{"center true", but("center: 1", "center: true"), "center@1:9", "in quotes"},
		{"center a list", but("center: 1", "center: [1]"), "center@1:9", "must be text, not a list"},
		{"center an object", but("center: 1", "center: {id: 1}"), "center@1:9", "must be text, not an object"},
		{"source control", but("source: web-01", `source: "a\u0007b"`), "source@2:9", "U+0007"},
		{"source newline", but("source: web-01", `source: "a\nb"`), "source@2:9", "U+000A"},
		{"platform misspelled", but("vmware", "vmwrae"), "platform@4:11", `"vmwrae" is not a platform|vmware`},
		{"platform in capitals", but("vmware", "VMware"), "platform@4:11", "|vmware"},
		{"platform unknown", but("vmware", "mainframe"), "platform@4:11", "is not a platform|"},
		{"platform a number", but("vmware", "12"), "platform@4:11", `"12" is not a platform`},
		{"platform a list", but("vmware", "[vmware]"), "platform@4:11", ", not a list"},
		{"mode incremental", but("mode: full", "mode: incremental"), "mode@5:7", "|increment"},
		{"mode Inc", but("mode: full", "mode: Inc"), "mode@5:7", "|increment"},
		{"mode smart", but("mode: full", "mode: smart"), "mode@5:7", "is not a mode|"},
		{"repository a number", but("repository:\n  id: 13", "repository: 13"), "repository@6:13", "must be an object"},
		{"repository a list", but("repository:\n  id: 13", "repository:\n  - id: 13"), "repository@7:3", "must be an object, not a list"},
		{"repository a boolean", but("repository:\n  id: 13", "repository: true"), "repository@6:13", "must be an object, not the boolean true"},
		{"repository null", but("repository:\n  id: 13", "repository:"), "repository@6:12", "has no value"},
		{"repository id quoted", but("id: 13", `id: "13"`), "repository.id@7:7", "remove the quotes"},
		{"repository id zero", but("id: 13", "id: 0"), "repository.id@7:7", "positive integer"},
		{"repository id negative", but("id: 13", "id: -1"), "repository.id@7:7", "positive integer"},
		{"repository id a fraction", but("id: 13", "id: 13.0"), "repository.id@7:7", "positive integer"},
		{"repository id an exponent", but("id: 13", "id: 1e3"), "repository.id@7:7", "positive integer"},
		{"repository id in hex", but("id: 13", "id: 0x10"), "repository.id@7:7", "positive integer"},
		{"repository id octal", but("id: 13", "id: 013"), "repository.id@7:7", "positive integer"},
		{"repository id with underscore", but("id: 13", "id: 1_000"), "repository.id@7:7", "positive integer"},
		{"repository id too large", but("id: 13", "id: 9223372036854775808"), "repository.id@7:7", "too large"},
		{"repository id of 400 digits", but("id: 13", "id: "+strings.Repeat("9", 400)), "repository.id@7:7", "too large"},
		{"repository id infinite", but("id: 13", "id: .inf"), "repository.id@7:7", "positive integer"},
		{"repository id a word", but("id: 13", "id: nas"), "repository.id@7:7", "positive integer"},
		{"repository id true", but("id: 13", "id: true"), "repository.id@7:7", "positive integer"},
		{"repository type", with("  type: NFS\n"), "repository.type@8:9", "|nfs"},
		{"repository type cifs", with("  type: cifs\n"), "repository.type@8:9", "|smb"},
		{"repository path a number", with("  path: 1\n"), "repository.path@8:9", "quotes"},
	}
}

func invalidOptions() []invalid {
	return []invalid{
		{"overwrite true in quotes", with("overwrite: 'true'\n"), "overwrite@8:12", "|"},
		{"overwrite True", with("overwrite: True\n"), "overwrite@8:12", "|"},
		{"overwrite yes", with("overwrite: yes\n"), "overwrite@8:12", "|"},
		{"overwrite off", with("overwrite: off\n"), "overwrite@8:12", "|not allow"},
		{"overwrite one", with("overwrite: 1\n"), "overwrite@8:12", `must be "allow" or "not allow"`},
		{"overwrite notallow", with("overwrite: notallow\n"), "overwrite@8:12", "|not allow"},
		{"overwrite as the flag", with("overwrite: not-allow\n"), "overwrite@8:12", "|not allow"},
		{"job name a number", with("jobName: 2026\n"), "jobName@8:10", "in quotes"},
		{"user", with("user: ops\n"), "user@8:7", "neither an ID"},
		{"mail event", with("mailEvent: ops\n"), "mailEvent@8:12", "email"},
		{"mail event with a name", with("mailEvent: Ops <ops@example.com>\n"), "mailEvent@8:12", "email"},
		{"two mail addresses", with("mailEvent: a@example.com,b@example.com\n"), "mailEvent@8:12", "email"},
		{"after reboot None", with("afterReboot: None\n"), "afterReboot@8:14", "|maintain"},
		{"after reboot null", with("afterReboot: null\n"), "afterReboot@8:14", "no value"},
		{"network limit negative", with("networkLimit: -1\n"), "networkLimit@8:15", "of 0 or more"},
		{"network limit a fraction", with("networkLimit: 0.5\n"), "networkLimit@8:15", "of 0 or more"},
		{"network limit quoted", with("networkLimit: '10'\n"), "networkLimit@8:15", "remove the quotes"},
		{"auto start true", with("autoStart: true\n"), "autoStart@8:12", "|use"},
		{"auto start with two blanks", with("autoStart: not  use\n"), "autoStart@8:12", "|not use"},
		{"list only quoted", with("listOnly: \"true\"\n"), "listOnly@8:11", "|true"},
		{"list only yes", with("listOnly: yes\n"), "listOnly@8:11", "|true"},
		{"list only in capitals", with("listOnly: False\n"), "listOnly@8:11", "|false"},
		{"list only one", with("listOnly: 1\n"), "listOnly@8:11", "|true"},
		{"list only alone", with("listOnly: true\n"), "listOnly@8:11", "needs a jobList"},
		{"script run", with("scriptPath: /x\nscriptRun: afetr\n"), "scriptRun@9:12", "|after"},
		{"script run alone", with("scriptRun: after\n"), "scriptRun@8:12", "needs scriptPath"},
	}
}

func invalidJobs() []invalid {
	return []invalid{
		{"excluded with a zero-width character", with("excludePartition: \"/var\u200b\"\n"), "excludePartition@8:19", "U+200B"},
		{"excluded nothing", with("excludePartition: /boot,,/home\n"), "excludePartition@8:19", "empty"},
		{"excluded a list", with("excludePartition: [/boot]\n"), "excludePartition@8:19", "must be text, not a list"},
		{"job list empty, and only that", with("listOnly: true\njobList: []\n"), "listOnly@8:11", "needs a jobList"},
		{"job list an object", with("jobList: {sourcePartition: /}\n"), "jobList@8:10", "must be a list of objects, not an object"},
		{"job a text", with("jobList:\n  - /home\n"), "jobList[0]@9:5", "must be an object"},
		{"job null", with("jobList:\n  -\n"), "jobList[0]@9:4", "has no value"},
		{"job without fields", with("jobList:\n  - {}\n"), "jobList[0].sourcePartition@9:5 jobList[0].targetPartition@9:5", "required"},
		{"job without target", with("jobList:\n  - sourcePartition: /\n"), "jobList[0].targetPartition@9:5", "required"},
		{"job field unknown", with("jobList:\n  - {sourcePartition: /, targetPartition: /x, backup-job: b}\n"), "jobList[0].backup-job@9:47", "unknown field|backupJob"},
		{"job source alias", with("jobList:\n  - {source: /, targetPartition: /x}\n"), "jobList[0].source@9:6", ""},
		{"job mode", with("jobList:\n  - {sourcePartition: /, targetPartition: /x, mode: Full}\n"), "jobList[0].mode@9:53", "|full"},
		{"job repository", with("jobList:\n  - {sourcePartition: /, targetPartition: /x, repository: {type: nfs}}\n"), "jobList[0].repository.id@9:59", "required"},
		{"target twice", with("jobList:\n  - {sourcePartition: /, targetPartition: /dev/sda1}\n  - {sourcePartition: /home, targetPartition: /dev/sda1}\n"), "jobList[1].targetPartition@10:47", "/dev/sda1 is already the target of jobList[0]"},
		{"target a disk", jobsOnto("/dev/sdb", "/dev/sdb1"), "jobList[1].targetPartition@10:47", "/dev/sdb1 overlaps /dev/sdb, the target of jobList[0]"},
		{"target of other names", jobsOnto("nvme0n1p1", "/dev/nvme0n1"), "jobList[1].targetPartition@10:47", "/dev/nvme0n1 overlaps nvme0n1p1, the target of jobList[0]"},
		{"target a volume", jobsOnto("/dev/mapper/vg-root", "/dev/vg/root"), "jobList[1].targetPartition@10:47", "/dev/vg/root is already the target of jobList[0]"},
		{"target with a no-break space", jobsOnto("/dev/sda1", `"/dev/sdb1\u00a0"`), "jobList[1].targetPartition@10:47", "U+00A0"},
		{"source with a zero-width joiner", with("jobList: [{sourcePartition: \"/\u200d\", targetPartition: /a}]\n"), "jobList[0].sourcePartition@8:29", "U+200D"},
		{"source and images", with("backupFile: a.ZIA\n"), "backupFile@8:13", "but source is set"},
		{"images with a partition", ofImages("jobList: [{sourcePartition: /, backupFile: a.ZIA, targetPartition: /a}]\n"), "jobList[0].sourcePartition@8:29", "from the image"},
		{"images with a backup job", ofImages("jobList: [{backupJob: b, backupFile: a.ZIA, targetPartition: /a}]\n"), "jobList[0].backupJob@8:23", "from the image"},
		{"an item without an image", ofImages("jobList: [{targetPartition: /a}]\n"), "jobList[0].backupFile@8:11", "required"},
		{"an image that is not listed", ofImages("jobList: [{backupFile: b.ZIB, targetPartition: /a}]\n"), "jobList[0].backupFile@8:24", `"b.ZIB" is not among|b.ZIA`},
		{"an item of two images", ofImages("jobList: [{backupFile: [a.ZIA, b.ZIA], targetPartition: /a}]\n"), "jobList[0].backupFile@8:24", "one image"},
		{"an item of two images in a text", ofImages("jobList: [{backupFile: 'a.ZIA,b.ZIA', targetPartition: /a}]\n"), "jobList[0].backupFile@8:24", "one image"},
		{"a partition of two images", with("jobList: [{sourcePartition: /, backupFile: [a.ZIA, b.ZIA], targetPartition: /a}]\n"), "jobList[0].backupFile@8:44", "one image"},
		{"an empty image", strings.Replace(ofImages(""), "'a.ZIA,b.ZIA'", "'a.ZIA,,b.ZIA'", 1), "backupFile@2:13", "empty"},
		{"an empty list of images", strings.Replace(ofImages(""), "'a.ZIA,b.ZIA'", "[]", 1), "backupFile@2:13", "no value"},
		{"an image that is a number", strings.Replace(ofImages(""), "'a.ZIA,b.ZIA'", "[a.ZIA, 7]", 1), "backupFile[1]@2:21", "must be"},
		{"images as an object", strings.Replace(ofImages(""), "'a.ZIA,b.ZIA'", "{a: b}", 1), "backupFile@2:13", "list of texts"},
		{"images on overlapping targets", ofImages("jobList: [{backupFile: a.ZIA, targetPartition: /dev/sdb}, {backupFile: b.ZIA, targetPartition: /dev/sdb1}]\n"), "jobList[1].targetPartition@8:96", "overlaps"},
		{"job excluded", with("excludePartition: /boot,/home\njobList:\n  - {sourcePartition: /home/, targetPartition: /a}\n"), "excludePartition@8:19", "/home is excluded, but it is the source of jobList[0]"},
	}
}

// jobsOnto restores / and /home to two partitions.
func jobsOnto(first, second string) string {
	return with("jobList:\n  - {sourcePartition: /, targetPartition: " + first + "}\n  - {sourcePartition: /home, targetPartition: " + second + "}\n")
}

func invalidTexts() []invalid {
	return []invalid{
		{"source with a blank behind", but("source: web-01", `source: "web-01 "`), "source@2:9", "U+0020"},
		{"target with a blank before", but("target: web-01-dr", `target: " web-01-dr"`), "target@3:9", "U+0020"},
		{"name with a no-break space", with("jobName: web-01-dr\u00a0\n"), "jobName@8:10", "U+00A0, which looks like a space"},
		{"name with an inner no-break space", with("jobName: web\u00a001\n"), "jobName@8:10", "U+00A0"},
		{"name with an ideographic space", with("jobName: web\u300001\n"), "jobName@8:10", "U+3000"},
		{"name with a zero-width space", with("jobName: web\u200b01\n"), "jobName@8:10", "invisible character U+200B"},
		{"name with a byte order mark", with("jobName: \"\\ufeffweb\"\n"), "jobName@8:10", "U+FEFF"},
		{"name with a soft hyphen", with("jobName: we\u00adb\n"), "jobName@8:10", "U+00AD"},
		{"name with a direction", with("jobName: we\u202eb\n"), "jobName@8:10", "U+202E"},
		{"name with a Hangul filler", with("jobName: we\u3164b\n"), "jobName@8:10", "U+3164"},
		{"name with a variation selector", with("jobName: we\ufe0fb\n"), "jobName@8:10", "U+FE0F"},
		{"name with a grapheme joiner", with("jobName: we\u034fb\n"), "jobName@8:10", "U+034F"},
		{"name with a Braille blank", with("jobName: we\u2800b\n"), "jobName@8:10", "U+2800"},
		{"center with a no-break space", but("center: 1", "center: main\u00a0"), "center@1:9", "use the ID"},
		{"user with a no-break space", with("user: a@b.example\u00a0\n"), "user@8:7", "U+00A0"},
		{"script with a blank behind", with("scriptPath: '/opt/a.sh '\n"), "scriptPath@8:13", "U+0020"},
		{"path with a zero-width space", with("  path: /vault\u200b\n"), "repository.path@8:9", "U+200B"},
		{"backup job with a no-break space", with("jobList: [{sourcePartition: /, targetPartition: /a, backupJob: b\u00a0}]\n"), "jobList[0].backupJob@8:64", "U+00A0"},
	}
}

func invalidNames() []invalid {
	return []invalid{
		{"unknown field", with("colour: red\n"), "colour@8:1", "unknown field|"},
		{"field in other case", with("jobname: x\n"), "jobname@8:1", "|jobName"},
		{"field as the flag", with("job-name: x\n"), "job-name@8:1", "|jobName"},
		{"field misspelled", with("overwirte: allow\n"), "overwirte@8:1", "|overwrite"},
		{"repository id at top", with("repositoryId: 13\n"), "repositoryId@8:1", "|repository.id"},
		{"repository ID at top", with("repositoryID: 13\n"), "repositoryID@8:1", "|repository.id"},
		{"field twice", with("mode: full\n"), "mode@8:1", "first set in line 5"},
		{"inner field twice", with("  id: 14\n"), "repository.id@8:3", "first set in line 7"},
		{"number as a field", with("1: x\n"), "@8:1", "field name"},
		{"list as a field", with("? [a]\n: x\n"), "@8:3", "field name"},
		{"merge key", "a: &a {mode: full}\n" + valid + "<<: *a\n", "a@1:1 @9:1", ""},
		{"tag", but("center: 1", "center: !secret x"), "center@1:9", "tag"},
		{"binary tag", but("center: 1", "center: !!binary aGk="), "center@1:9", "tag"},
		{"int tag", but("id: 13", "id: !!int \"13\""), "repository.id@7:7", "tag"},
		{"self reference", with("jobList: &j [*j]\n"), "jobList[0]@8:14", "must be an object, not a list"},
		{"root a list", "- center: 1\n", "@1:1", ", not a list"},
		{"root a text", "hello\n", "@1:1", "single value"},
		{"root a number", "42\n", "@1:1", "single value"},
		{"second document", valid + "---\n" + valid, "@9:1", "second document"},
	}
}

func invalidSchedules() []invalid {
	return []invalid{
		{"schedule a word", with("schedule: nightly\n"), "schedule@8:11", "not a schedule"},
		{"schedule words of another form", with("schedule: daily at 10:00\n"), "schedule@8:11", "not a schedule"},
		{"schedule words with a time that is none", with("schedule: daily 25:00\n"), "schedule.basic.time@8:17", "25:00"},
		{"schedule words with a day that is none", with("schedule: 'Weekly mon,foo 10:00'\n"), "schedule.basic.day@8:19", "foo"},
		{"schedule words with a month that is none", with("schedule: once 2027-13-01 10:00\n"), "schedule.basic.month@8:16", "13"},
		{"schedule words by a file name", with("schedule: '@daily.yaml'\n"), "schedule@8:11", "not a schedule"},
		{"schedule quoted", with("schedule: '42'\n"), "schedule@8:11", "remove the quotes"},
		{"schedule zero", with("schedule: 0\n"), "schedule@8:11", "positive integer"},
		{"schedule true", with("schedule: true\n"), "schedule@8:11", "must be the ID of a schedule"},
		{"schedule a list", with("schedule: [1]\n"), "schedule@8:11", ", not a list"},
		{"schedule empty", with("schedule: {}\n"), "schedule.type@8:11 schedule.basic@8:11", "required"},
		{"schedule field", schedule("  kind: 3\n  type: 3\n  basic: 7\n"), "schedule.kind@9:3", "unknown field"},
		{"times beside type", schedule("  type: 4\n  day: tue\n  time: 23:10\n"), "schedule@9:3", `write {"type": 4, "basic": {"day": "tue", "time": "23:10"}}`},
		{"interval beside type", with("schedule: {time: 10:00, type: 1, interval: {minute: 5}}\n"), "schedule@8:11", `write {"type": 1, "basic": {"time": "10:00", "interval": {"minute": 5}}}`},
		{"times beside basic", schedule("  type: 4\n  basic: {day: tue, time: 23:10}\n  time: 23:10\n"), "schedule.time@11:3", "unknown field|basic.time"},
		{"type missing", schedule("  basic: {time: 10:00}\n"), "schedule.type@9:3", "required"},
		{"basic missing", schedule("  type: 3\n"), "schedule.basic@9:3", "required"},
		{"type a name", schedule("  type: weekly\n  basic: 7\n"), "schedule.type@9:9", "|4"},
		{"type quoted", schedule("  type: '4'\n  basic: 7\n"), "schedule.type@9:9", "remove the quotes"},
		{"type smart", schedule("  type: 7\n  basic: 7\n"), "schedule.type@9:9", "smart"},
		{"type 12", schedule("  type: 12\n  basic: 7\n"), "schedule.type@9:9", "not a schedule type"},
		{"type negative", schedule("  type: -1\n  basic: 7\n"), "schedule.type@9:9", "not a schedule type"},
		{"type a fraction", schedule("  type: 3.0\n  basic: 7\n"), "schedule.type@9:9", "not a schedule type"},
		{"type null", schedule("  type:\n  basic: 7\n"), "schedule.type@9:8", "has no value"},
		{"type a list", schedule("  type: [3]\n  basic: 7\n"), "schedule.type@9:9", ", not a list"},
		{"advanced", schedule("  type: 3\n  basic: 7\n  advanced: {time: 10:00}\n"), "schedule.advanced@11:13", "only basic"},
	}
}

func invalidBasics() []invalid {
	return []invalid{
		{"basic zero", schedule("  type: 3\n  basic: 0\n"), "schedule.basic@10:10", "positive integer"},
		{"basic quoted", schedule("  type: 3\n  basic: '7'\n"), "schedule.basic@10:10", "remove the quotes"},
		{"basic a text", schedule("  type: 3\n  basic: daily\n"), "schedule.basic@10:10", "must be an object or the ID of a schedule"},
		{"basic null", schedule("  type: 3\n  basic:\n"), "schedule.basic@10:9", "has no value"},
		{"basic empty", schedule("  type: 3\n  basic: {}\n"), "schedule.basic.time@10:10", "required for type 3"},
		{"basic field", schedule("  type: 3\n  basic: {time: 10:00, hour: 3}\n"), "schedule.basic.hour@10:24", "unknown field|interval.hour"},
		{"day for daily", schedule("  type: 3\n  basic: {day: mon, time: 10:00}\n"), "schedule.basic.day@10:16", "type 3 (daily) uses time"},
		{"time 24:00", schedule("  type: 3\n  basic: {time: 24:00}\n"), "schedule.basic.time@10:17", "HH:mm"},
		{"time 9:00", schedule("  type: 3\n  basic: {time: 9:00}\n"), "schedule.basic.time@10:17", "|09:00"},
		{"time with seconds", schedule("  type: 3\n  basic: {time: 10:00:00}\n"), "schedule.basic.time@10:17", "HH:mm"},
		{"time a number", schedule("  type: 3\n  basic: {time: 1000}\n"), "schedule.basic.time@10:17", "HH:mm"},
		{"time without a known type", schedule("  type: 99\n  basic: {time: 99:99}\n"), "schedule.type@9:9 schedule.basic.time@10:17", ""},
		{"weekly without day", schedule("  type: 4\n  basic: {time: 10:00}\n"), "schedule.basic.day@10:10", "required for type 4"},
		{"weekday in full", schedule("  type: 4\n  basic: {day: Monday, time: 10:00}\n"), "schedule.basic.day@10:16", "|mon"},
		{"weekday a number", schedule("  type: 4\n  basic: {day: 1, time: 10:00}\n"), "schedule.basic.day@10:16", "day of the week"},
		{"weekday twice", schedule("  type: 4\n  basic: {day: \"mon, MON\", time: 10:00}\n"), "schedule.basic.day@10:16", "listed twice"},
		{"weekday empty", schedule("  type: 4\n  basic: {day: \"mon,\", time: 10:00}\n"), "schedule.basic.day@10:16", "empty"},
		{"week 6", schedule("  type: 5\n  basic: {week: 6, day: mon, time: 10:00}\n"), "schedule.basic.week@10:17", "from 1 to 5"},
		{"date 32", schedule("  type: 6\n  basic: {day: '1,32', time: 10:00}\n"), "schedule.basic.day@10:16", "from 1 to 31"},
		{"date twice", schedule("  type: 6\n  basic: {day: '1,01', time: 10:00}\n"), "schedule.basic.day@10:16", "listed twice"},
		{"date a weekday", schedule("  type: 6\n  basic: {day: mon, time: 10:00}\n"), "schedule.basic.day@10:16", "from 1 to 31"},
		{"month 13", schedule("  type: 0\n  basic: {year: 2027, month: 13, day: 1, time: 10:00}\n"), "schedule.basic.month@10:30", "from 1 to 12"},
		{"year of two digits", schedule("  type: 0\n  basic: {year: 27, month: 1, day: 1, time: 10:00}\n"), "schedule.basic.year@10:17", "four digits"},
		{"several days once", schedule("  type: 0\n  basic: {year: 2027, month: 1, day: '1,2', time: 10:00}\n"), "schedule.basic.day@10:38", "from 1 to 31"},
		{"February 30", schedule("  type: 0\n  basic: {year: 2027, month: 2, day: 30, time: 10:00}\n"), "schedule.basic.day@10:38", "2027-2-30 is not an existing date"},
		{"interval zero", schedule("  type: 1\n  basic: {time: 10:00, interval: {minute: 0}}\n"), "schedule.basic.interval.minute@10:43", "from 1"},
		{"interval huge", schedule("  type: 2\n  basic: {time: 10:00, interval: {hour: 99999999999}}\n"), "schedule.basic.interval.hour@10:41", "from 1"},
		{"interval of the other type", schedule("  type: 1\n  basic: {time: 10:00, interval: {hour: 2}}\n"), "schedule.basic.interval.minute@10:10 schedule.basic.interval.hour@10:41", "required"},
		{"interval a number", schedule("  type: 1\n  basic: {time: 10:00, interval: 5}\n"), "schedule.basic.interval@10:34", "must be an object"},
		{"interval missing", schedule("  type: 1\n  basic: {time: 10:00}\n"), "schedule.basic.interval.minute@10:10", "required"},
	}
}
