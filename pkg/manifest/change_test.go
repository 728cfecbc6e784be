package manifest_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// problemLines returns the problems of an error, one line "flag path: message" each.
func problemLines(t *testing.T, err error) string {
	t.Helper()
	failed, ok := errors.AsType[*exit.Error](err)
	if !ok || failed.Code != exit.Usage {
		t.Fatalf("the error is %v", err)
	}
	var lines []string
	for _, p := range failed.Problems {
		lines = append(lines, p.Flag+" "+p.Path+": "+p.Message.String())
	}
	return strings.Join(lines, "\n")
}

func TestUpdate(t *testing.T) {
	draft := manifest.NewUpdate()
	for _, flag := range [][3]string{
		{"--center", "center", "3"}, {"--change-name", "changeName", "42"}, {"--platform", "platform", "kvm"}, {"--mode", "mode", "increment"},
		{"--after-reboot", "afterReboot", "maintain"}, {"--mail-event", "mailEvent", "ops@example.com"}, {"--network-limit", "networkLimit", "0"},
		{"--script-path", "scriptPath", "/a.sh"}, {"--script-run", "scriptRun", "after"},
	} {
		draft.SetFlag(flag[0], flag[1], flag[2])
	}
	draft.SetSchedule("--schedule", "daily 10:00")
	for _, value := range []string{"/=full", "/mnt/a=b=increment", " d = full", `C:\=increment`} {
		draft.AddPartition("--partition", value)
	}
	update, warnings, err := draft.Update(manifest.Options{Now: time.Now(), Strict: true})
	if err != nil || warnings != nil {
		t.Fatal(err, warnings)
	}
	body, err := update.Body()
	const want = `{"center":"3","changeName":"42","platform":"kvm","schedule":{"type":3,"basic":{"time":"10:00"}},"mode":"increment",` +
		`"afterReboot":"maintain","mailEvent":"ops@example.com","networkLimit":0,"scriptPath":"/a.sh","scriptRun":"after",` +
		`"jobList":[{"partition":"/","mode":"full"},{"partition":"/mnt/a=b","mode":"increment"},{"drive":"D:","mode":"full"},{"drive":"C:","mode":"increment"}]}`
	if err != nil || string(body) != want {
		t.Errorf("%v\ngot  %s\nwant %s", err, body, want)
	}
}

// All problems of an update are reported at once.
func TestUpdateProblems(t *testing.T) {
	draft := manifest.NewUpdate()
	draft.SetFlag("--change-name", "changeName", " ")
	draft.SetFlag("--platform", "platform", "vmwrae")
	draft.SetFlag("--network-limit", "networkLimit", "-1")
	draft.SetFlag("--mail-event", "mailEvent", "nobody")
	draft.SetFlag("--source", "source", "web-01")
	draft.SetSchedule("--schedule", `{"type": 7, "basic": {"day": "mon", "time": "10:00"}}`)
	for _, value := range []string{"/home", "/=smart", "=full", "/a=full", "/a/=increment", "c=full", "C:=full", "/b="} {
		draft.AddPartition("--partition", value)
	}
	_, _, err := draft.Update(manifest.Options{})
	want := `--source source: unknown field
--partition jobList[0]: "/home" is not PARTITION=MODE, such as /home=full or C:=increment
--change-name changeName: has no value; set one or remove the flag
--platform platform: "vmwrae" is not a platform
--schedule schedule.type: type 7 is a smart schedule, which is for backups; a recovery allows types 0 to 6
--mail-event mailEvent: "nobody" is not a single plain email address
--network-limit networkLimit: "-1" is not an integer of 0 or more
--partition #2 jobList[1].mode: "smart" is not a mode
--partition #3 jobList[2].partition: has no value; set one or remove the flag
--partition #8 jobList[7].mode: has no value; set one or remove the flag
--partition #5 jobList[4].partition: the mode of /a/ is already set by jobList[3]
--partition #7 jobList[6].drive: the mode of C: is already set by jobList[5]`
	if got := problemLines(t, err); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !strings.HasPrefix(err.Error(), "this command line is not a valid recovery update: 12 problems") {
		t.Error(err)
	}
}

func TestUpdateWarnings(t *testing.T) {
	draft := manifest.NewUpdate()
	draft.SetFlag("--platform", "platform", "baremetal")
	draft.SetSchedule("--schedule", "once 2020-01-01 10:00")
	_, warnings, err := draft.Update(manifest.Options{Now: time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC)})
	if err != nil || len(warnings) != 2 {
		t.Errorf("%v, %v", warnings, err)
	}
	if _, _, err := draft.Update(manifest.Options{Now: time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC), Strict: true}); err == nil {
		t.Error("warnings are no errors")
	}
}

func TestSchedule(t *testing.T) {
	file := filepath.Join(t.TempDir(), "smart.yaml")
	if err := os.WriteFile(file, []byte("type: 11\nbasic: {month: 3, day: 1, time: '02:30'}\nadvanced: {month: '6, 9', day: '1,15', time: '02:30'}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ schedule, want string }{
		{"daily 10:00", `{"center":"3","user":"ops@example.com","jobName":"j","type":3,"basic":{"time":"10:00"}}`},
		{"@" + file, `{"center":"3","user":"ops@example.com","jobName":"j","type":11,"basic":{"month":"3","day":"1","time":"02:30"},"advanced":{"month":"6, 9","day":"1,15","time":"02:30"}}`},
		{`{"type":7,"basic":{"day":"mon","time":"10:00"},"advanced":{"day":"tue,wed","time":"11:00"}}`,
			`{"center":"3","user":"ops@example.com","jobName":"j","type":7,"basic":{"day":"mon","time":"10:00"},"advanced":{"day":"tue,wed","time":"11:00"}}`},
		{`{"type":8,"basic":{"week":"5","day":"mon","time":"10:00"},"advanced":{"week":"1,2","day":"tue,wed","time":"11:00"}}`,
			`{"center":"3","user":"ops@example.com","jobName":"j","type":8,"basic":{"week":"5","day":"mon","time":"10:00"},"advanced":{"week":"1,2","day":"tue,wed","time":"11:00"}}`},
		{`{"type":9,"basic":{"day":"31","time":"10:00"},"advanced":{"day":"1,2","time":"11:00"}}`,
			`{"center":"3","user":"ops@example.com","jobName":"j","type":9,"basic":{"day":"31","time":"10:00"},"advanced":{"day":"1,2","time":"11:00"}}`},
		{`{"type":10,"basic":{"month":"12","week":"1","day":"sun","time":"10:00"},"advanced":{"month":"1,2","week":"1","day":"sat","time":"11:00"}}`,
			`{"center":"3","user":"ops@example.com","jobName":"j","type":10,"basic":{"month":"12","week":"1","day":"sun","time":"10:00"},"advanced":{"month":"1,2","week":"1","day":"sat","time":"11:00"}}`},
	}
	for _, tt := range tests {
		draft := manifest.NewSchedule()
		draft.SetFlag("--user", "user", "ops@example.com")
		draft.SetFlag("--job-name", "jobName", "j")
		draft.SetSchedule("--schedule", tt.schedule)
		draft.Default("context prod", "center", "3")
		request, _, err := draft.Schedule(manifest.Options{})
		if err != nil {
			t.Errorf("%s: %s", tt.schedule, problemLines(t, err))
			continue
		}
		if body, err := request.Body(); err != nil || !json.Valid(body) || string(body) != tt.want {
			t.Errorf("%v\ngot  %s\nwant %s", err, body, tt.want)
		}
	}
}

func TestScheduleProblems(t *testing.T) {
	tests := []struct{ schedule, want string }{
		{"", "schedule: has no value; set one or remove the flag"},
		{"42", `schedule: must be a schedule expression or an object with type and basic, not the text "42"`},
		{"daily", `schedule: "daily" is not a schedule`},
		{"daily 25:00", `schedule.basic.time: "25:00" is not a time from 00:00 to 23:59, written HH:mm`},
		{`{"type": 12, "basic": {"time": "10:00"}}`, `schedule.type: "12" is not a schedule type`},
		{`{"type": [], "basic": {"time": "10:00"}}`, `schedule.type: must be a number from 0 to 11, not a list`},
		{`{"type": 3, "basic": 42}`, `schedule.basic: must be an object, not the number 42`},
		{`{"type": 3}`, `schedule.basic: is required`},
		{`{"type": 3, "basic": {"time": "10:00"}, "advanced": {"time": "10:00"}}`,
			`schedule.advanced: type 3 (daily) allows only basic; advanced is for types 7 to 11`},
		{`{"type": 7, "basic": {"day": "mon", "time": "10:00"}}`, `schedule.advanced: is required for type 7 (smart weekly)`},
		{`{"type": 7, "basic": {"day": "mon", "time": "10:00"}, "advanced": null}`, `schedule.advanced: has no value; set one or remove the flag`},
		{`{"type": 7, "basic": {"day": "mon,tue", "time": "10:00"}, "advanced": {"day": "monday,x", "time": "10:00"}}`,
			`schedule.basic.day: the basic part of a smart schedule allows one value; the advanced part allows several
schedule.advanced.day: "monday" is not a day of the week
schedule.advanced.day: "x" is not a day of the week`},
		{`{"type": 10, "basic": {"month": "13", "week": "6", "day": "mon", "time": "10:00"}, "advanced": {"day": "mon"}}`,
			`schedule.basic.month: "13" is not a number from 1 to 12
schedule.basic.week: "6" is not a number from 1 to 5
schedule.advanced.month: is required for type 10 (smart custom by week)
schedule.advanced.week: is required for type 10 (smart custom by week)
schedule.advanced.time: is required for type 10 (smart custom by week)`},
		{`{"type": 9, "basic": {"month": "1", "day": "32", "time": "10:00"}, "advanced": {"day": "1,1", "time": "10:00"}}`,
			`schedule.basic.month: type 9 (smart monthly by date) uses day, time; month is for types 0, 10, 11
schedule.basic.day: "32" is not a number from 1 to 31
schedule.advanced.day: "1" is listed twice`},
		{"@/nowhere/at/all", "schedule: /nowhere/at/all does not exist"},
	}
	for _, tt := range tests {
		draft := manifest.NewSchedule()
		draft.SetFlag("--center", "center", "3")
		draft.SetSchedule("--schedule", tt.schedule)
		_, _, err := draft.Schedule(manifest.Options{})
		if err == nil {
			t.Errorf("%s: no error", tt.schedule)
			continue
		}
		if got := strings.ReplaceAll(problemLines(t, err), "--schedule ", ""); got != tt.want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", tt.schedule, got, tt.want)
		}
	}
	_, _, err := manifest.NewSchedule().Schedule(manifest.Options{})
	if got, want := problemLines(t, err), "--center center: is required\n--schedule schedule: is required"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
