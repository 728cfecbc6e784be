package manifest_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// byFlags fills a draft from flags: "--job", "--schedule", or a flag with the path of its field.
func byFlags(draft *manifest.Draft, flags ...string) *manifest.Draft {
	for i := 0; i < len(flags); i += 2 {
		switch name, value := flags[i], flags[i+1]; name {
		case "job":
			draft.AddJob("--job", value)
		case "schedule":
			draft.SetSchedule("--schedule", value)
		default:
			draft.SetFlag("--"+name, paths()[name], value)
		}
	}
	return draft
}

func paths() map[string]string {
	return map[string]string{
		"center": "center", "source": "source", "target": "target", "platform": "platform", "mode": "mode",
		"repository-id": "repository.id", "repository-type": "repository.type", "repository-path": "repository.path",
		"job-name": "jobName", "overwrite": "overwrite", "user": "user", "after-reboot": "afterReboot",
		"network-limit": "networkLimit", "exclude-partition": "excludePartition", "mail-event": "mailEvent",
		"auto-start": "autoStart", "script-path": "scriptPath", "script-run": "scriptRun", "cloud-auth": "cloudAuth",
		"list-only": "listOnly",
	}
}

func least() *manifest.Draft {
	return byFlags(manifest.NewDraft(), "center", "1", "source", "web-01", "target", "web-01-dr",
		"platform", "vmware", "mode", "full", "repository-id", "13")
}

type invalidFlags struct {
	name          string
	flags         []string
	want, message string
}

func invalidByFlags() []invalidFlags {
	return []invalidFlags{
		{"platform", []string{"platform", "vmwrae"}, "platform@--platform", "|vmware"},
		{"overwrite", []string{"overwrite", "not-alow"}, "overwrite@--overwrite", "|not-allow"},
		{"overwrite true", []string{"overwrite", "true"}, "overwrite@--overwrite", "|"},
		{"empty", []string{"job-name", ""}, "jobName@--job-name", "remove the flag"},
		{"repository id", []string{"repository-id", "nas"}, "repository.id@--repository-id", "positive integer"},
		{"repository id zero", []string{"repository-id", "0"}, "repository.id@--repository-id", "positive integer"},
		{"network limit", []string{"network-limit", "-1"}, "networkLimit@--network-limit", "of 0 or more"},
		{"network limit huge", []string{"network-limit", "99999999999999999999"}, "networkLimit@--network-limit", "too large"},
		{"list only alone", []string{"list-only", "true"}, "listOnly@--list-only", "needs a jobList"},
		{"script run", []string{"script-run", "after"}, "scriptRun@--script-run", "scriptPath"},
		{"mail", []string{"mail-event", "ops"}, "mailEvent@--mail-event", "email"},
		{"control", []string{"job-name", "a\x1bb"}, "jobName@--job-name", "U+001B"},
		{"not UTF-8", []string{"job-name", "a\xffb"}, "jobName@--job-name", "0xFF is not UTF-8"},
		{"job word", []string{"job", "source=/,target=/a,overwrite"}, "jobList[0]@--job", "not key=value"},
		{"job key", []string{"job", "source=/,target=/a,backup=x"}, "jobList[0]@--job", "unknown key"},
		{"job key as field", []string{"job", "sourcePartition=/,source=/,target=/a"}, "jobList[0]@--job", "|source"},
		{"job key misspelled", []string{"job", "source=/,target=/a,bakup-job=x"}, "jobList[0]@--job", "|backup-job"},
		{"required job key misspelled", []string{"job", "source=/,traget=/a"}, "jobList[0]@--job", "|target"},
		{"required job key as field", []string{"job", "sourcePartition=/,target=/a"}, "jobList[0]@--job", "|source"},
		{"required job key misspelled and given", []string{"job", "source=/,traget=/a,target=/a"}, "jobList[0]@--job", "|target"},
		{"job key twice", []string{"job", "source=/,source=/,target=/a"}, "jobList[0].sourcePartition@--job", "repeated"},
		{"job incomplete", []string{"job", "source=/"}, "jobList[0].targetPartition@--job", "target=..."},
		{"job without repository id", []string{"job", "source=/,target=/a,repository-type=nfs"}, "jobList[0].repository.id@--job", "repository-id=..."},
		{"job value empty", []string{"job", "source=,target=/a"}, "jobList[0].sourcePartition@--job", "no value"},
		{"job empty", []string{"job", ""}, "jobList[0]@--job jobList[0].sourcePartition@--job jobList[0].targetPartition@--job", ""},
		{"second job", []string{"job", "source=/,target=/a", "job", "source=/b,target=/a"}, "jobList[1].targetPartition@--job #2", "jobList[0]"},
		{"second job's mode", []string{"job", "source=/,target=/a", "job", "source=/b,target=/b,mode=inc"}, "jobList[1].mode@--job #2", "|increment"},
		{"schedule words", []string{"schedule", "sometimes"}, "schedule@--schedule", "not a schedule"},
		{"schedule empty", []string{"schedule", " "}, "schedule@--schedule", "no value"},
		{"schedule zero", []string{"schedule", "0"}, "schedule@--schedule", "positive integer"},
		{"schedule time", []string{"schedule", "daily 25:00"}, "schedule.basic.time@--schedule", "HH:mm"},
		{"schedule date", []string{"schedule", "once 2026-02-30 10:00"}, "schedule.basic.day@--schedule", "2026-02-30 is not an existing date"},
		{"schedule date in pieces", []string{"schedule", "once 2026-02 10:00"}, "schedule@--schedule", "not a schedule"},
		{"schedule day", []string{"schedule", "weekly monday 10:00"}, "schedule.basic.day@--schedule", "|mon"},
		{"schedule two dates", []string{"schedule", "monthly 1 15 10:00"}, "schedule@--schedule", "not a schedule"},
		{"schedule week without day", []string{"schedule", "monthly week 10:00"}, "schedule@--schedule", "not a schedule"},
		{"schedule interval", []string{"schedule", "every 0m from 00:00"}, "schedule.basic.interval.minute@--schedule", "from 1"},
		{"schedule seconds", []string{"schedule", "every 5s from 00:00"}, "schedule@--schedule", "not a schedule"},
		{"schedule JSON", []string{"schedule", `{"type":3,}`}, "schedule@--schedule", "not valid JSON"},
		{"schedule JSON field", []string{"schedule", `{"type":3,"basic":{"tme":"10:00"}}`}, "schedule.basic.tme@--schedule", "|time"},
		{"schedule no file", []string{"schedule", "@none.yaml"}, "schedule@--schedule", "none.yaml does not exist"},
	}
}

func TestInvalidFlags(t *testing.T) {
	for _, tt := range invalidByFlags() {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := byFlags(least(), tt.flags...).Request(manifest.Options{Now: noon})
			problems := usage(t, err)
			if got := briefs(problems); got != tt.want {
				t.Fatalf("got  %s\nwant %s", got, tt.want)
			}
			message, meant, suggests := strings.Cut(tt.message, "|")
			got := problems[0].Message.String()
			for _, note := range problems[0].Notes {
				got += "; " + note.String()
			}
			if !strings.Contains(got, message) || suggests && problems[0].Suggestion != meant {
				t.Errorf("the message is %q and suggests %q", got, problems[0].Suggestion)
			}
		})
	}
}

func TestNothingGiven(t *testing.T) {
	_, _, err := manifest.NewDraft().Request(manifest.Options{})
	want := "center@--center source@--source target@--target platform@--platform repository.id@--repository-id mode@--mode"
	if got := briefs(usage(t, err)); got != want {
		t.Errorf("got %s", got)
	}
	if want := "this command line is not a valid recovery request: 6 problems, nothing was sent"; err.Error() != want {
		t.Errorf("message %q", err)
	}
}

func TestFlagSpelling(t *testing.T) {
	_, _, err := byFlags(least(), "overwrite", "maybe").Request(manifest.Options{})
	if got := usage(t, err)[0].Allowed; !reflect.DeepEqual(got, []string{"allow", "not-allow"}) {
		t.Errorf("a flag allows %q", got)
	}
	problems, _ := problemsOf(t, "a.yaml", with("overwrite: maybe\n"))
	if got := problems[0].Allowed; !reflect.DeepEqual(got, []string{"allow", "not allow"}) {
		t.Errorf("a file allows %q", got)
	}
	if got := manifest.Allowed("overwrite"); !reflect.DeepEqual(got, []string{"allow", "not-allow"}) {
		t.Errorf("completion offers %q", got)
	}
	if got := manifest.Allowed("jobName"); got != nil {
		t.Errorf("completion offers %q", got)
	}
}

// requestOf returns the body of a draft that must be valid without warnings.
func requestOf(t *testing.T, draft *manifest.Draft, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	request, warnings, err := draft.Request(manifest.Options{Now: noon})
	if err != nil {
		t.Fatalf("%v: %v", err, usage(t, err))
	}
	if found := briefs(warnings); found != "" && found != "jobList@10:3" {
		t.Errorf("warnings %s", found)
	}
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func equalJSON(t *testing.T, got, want string) {
	t.Helper()
	var g, w any
	if json.Unmarshal([]byte(got), &g) != nil || json.Unmarshal([]byte(want), &w) != nil || !reflect.DeepEqual(g, w) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPrecedence(t *testing.T) {
	read := func(text string) *manifest.Draft {
		draft, err := manifest.ReadOne("a.yaml", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return draft
	}
	draft := read(with("  type: nfs\njobList:\n  - {sourcePartition: /old, targetPartition: /old}\nschedule: 7\n"))
	byFlags(draft, "mode", "increment", "repository-id", "14", "job", "source=/,target=/a", "schedule", "8")
	draft.Default("context prod", "center", "9")
	draft.Default("context prod", "jobName", "")
	draft.Default("context prod", "cloudAuth", "aws-1")
	equalJSON(t, requestOf(t, draft, nil), `{"center":"1","source":"web-01","target":"web-01-dr","platform":"vmware","mode":"increment",
		"repository":{"id":14,"type":"nfs"},"jobList":[{"sourcePartition":"/","targetPartition":"/a"}],"schedule":8,"cloudAuth":"aws-1"}`)

	draft = read(but("repository:\n  id: 13\n", ""))
	draft.Default("context prod", "repository.id", "x13")
	_, _, err := draft.Request(manifest.Options{})
	if got := briefs(usage(t, err)); got != "repository.id@context prod" {
		t.Errorf("a default's problem is at %s", got)
	}
	byFlags(draft, "repository-id", "13")
	requestOf(t, draft, nil)

	draft = read(but("mode: full", "mode: bad"))
	byFlags(draft, "platform", "bad")
	_, _, err = draft.Request(manifest.Options{})
	if got := briefs(usage(t, err)); got != "mode@5:7 platform@--platform" {
		t.Errorf("problems of a file and a flag: %s", got)
	}
	_, _, again := draft.Request(manifest.Options{})
	if briefs(usage(t, again)) != briefs(usage(t, err)) {
		t.Errorf("the second check differs: %v", usage(t, again))
	}
}

func TestScheduleFile(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"type: 3\nbasic: {time: 25:00}\n", "schedule.basic.time@--schedule 2:15"},
		{"type: 3\nbasic: [\n", "schedule@--schedule 2:1"},
		{"type: 3\nbasic: 7\n---\ntype: 3\n", "schedule@--schedule"},
		{"# nothing\n", "schedule@--schedule"},
		{"daily 25:00\n", "schedule.basic.time@--schedule 1:7"},
	} {
		name := filepath.Join(t.TempDir(), "s.yaml")
		if err := os.WriteFile(name, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := byFlags(least(), "schedule", "@"+name).Request(manifest.Options{})
		if got := briefs(usage(t, err)); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}
