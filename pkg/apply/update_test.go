package apply_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// changes returns the changes of a result as "field from to", and after a bar those that cannot be
// made.
func changes(r apply.Result) string {
	text := func(all []apply.Change) string {
		var words []string
		for _, c := range all {
			words = append(words, c.Field+" "+c.From+" "+c.To)
		}
		return strings.Join(words, "; ")
	}
	if len(r.Differs) == 0 {
		return text(r.Changes)
	}
	return text(r.Changes) + " | " + text(r.Differs)
}

// puts returns the bodies of all PUT requests.
func (b *backend) puts() (all []string) {
	for _, r := range b.Requests() {
		if r.Method == http.MethodPut {
			all = append(all, string(r.Body))
		}
	}
	return all
}

type difference struct {
	name     string
	ask      func(r *zdm.RecoveryRequest)
	reported []string // replacements in the job, which otherwise matches newRequest
	want     string   // changes
	body     string   // of the PUT without the center; "" if nothing is sent
}

func checkDifferences(t *testing.T, all []difference) {
	t.Helper()
	for _, tt := range all {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBackend(t)
			job := jobFor("900", newRequest("a"))
			if changed := strings.NewReplacer(tt.reported...).Replace(job); changed != job || tt.reported == nil {
				job = changed
			} else {
				t.Fatalf("%q is not in %s", tt.reported, job)
			}
			b.holds("a", job)
			asked := newRequest("a")
			if tt.ask != nil {
				tt.ask(asked)
			}
			all := []apply.Request{requestOf(t, asked)}
			outcome := "a updated 0"
			switch {
			case strings.Contains(tt.want, ".sourcePartition -"): // a partition is missing
				outcome = "a partial 3"
			case tt.body == "":
				outcome = "a unchanged 0"
			}
			planned := b.run(t, all, updating, dry)
			if planned.outcomes() != outcome || changes(planned.results["a"]) != tt.want || len(b.puts()) != 0 {
				t.Errorf("dry: %s: %q, want %q", planned.outcomes(), changes(planned.results["a"]), tt.want)
			}
			a := b.run(t, all, updating)
			if a.err != nil || a.outcomes() != outcome || changes(a.results["a"]) != tt.want || len(b.Posts()) != 0 {
				t.Errorf("%s: %q, want %q, %v", a.outcomes(), changes(a.results["a"]), tt.want, a.err)
			}
			if tt.body == "" {
				if len(b.puts()) != 0 {
					t.Errorf("sent %q", b.puts())
				}
				return
			}
			want := `{"center": "1", ` + strings.TrimPrefix(tt.body, "{")
			if len(b.puts()) != 1 || zdmtest.SameJSON([]byte(b.puts()[0]), []byte(want)) != nil {
				t.Errorf("sent %q, want %s", b.puts(), want)
			}
		})
	}
}

// Fields of the job that differ from the request are changed. Fields that the request omits, or
// that the server does not report, are not differences.
func TestFields(t *testing.T) {
	t.Parallel()
	limit := func(n int64) func(*zdm.RecoveryRequest) {
		return func(r *zdm.RecoveryRequest) { r.NetworkLimit = &n }
	}
	checkDifferences(t, []difference{
		{"nothing", nil, nil, "", ""},
		{"platform", func(r *zdm.RecoveryRequest) { r.Platform = "aws" }, nil, "platform kvm aws", `{"platform": "aws"}`},
		{"platform in different case", nil, []string{`"platform": "kvm"`, `"platform": " KVM "`}, "", ""},
		{"platform is not reported", func(r *zdm.RecoveryRequest) { r.Platform = "aws" }, []string{`"platform": "kvm"`, `"platform": "-"`}, "", ""},
		{"after reboot", func(r *zdm.RecoveryRequest) { r.AfterReboot = "shutdown" }, nil, "afterReboot reboot shutdown", `{"afterReboot": "shutdown"}`},
		{"after reboot is not reported", func(r *zdm.RecoveryRequest) { r.AfterReboot = "shutdown" }, []string{`"afterReboot": "reboot"`, `"afterReboot": null`}, "", ""},
		{"mail", func(r *zdm.RecoveryRequest) { r.MailEvent = "ops@example.com" }, nil, "mailEvent - ops@example.com", `{"mailEvent": "ops@example.com"}`},
		{"another mail", func(r *zdm.RecoveryRequest) { r.MailEvent = "ops@example.com" }, []string{`"mail": ""`, `"mail": "dr@example.com"`}, "mailEvent dr@example.com ops@example.com", `{"mailEvent": "ops@example.com"}`},
		{"mail, and the server omits details", func(r *zdm.RecoveryRequest) { r.MailEvent = "ops@example.com" }, []string{`"platform": "kvm"`, `"platform": ""`}, "", ""},
		{"script", func(r *zdm.RecoveryRequest) { r.ScriptPath, r.ScriptRun = "/a.sh", "after" }, nil, "scriptPath - /a.sh; scriptRun - after", `{"scriptPath": "/a.sh", "scriptRun": "after"}`},
		{"the same script", func(r *zdm.RecoveryRequest) { r.ScriptPath, r.ScriptRun = "/a.sh", "after" }, []string{`"path": "", "run": ""`, `"path": "/a.sh", "run": "after job"`}, "", ""},
		{"the script at another time", func(r *zdm.RecoveryRequest) { r.ScriptPath, r.ScriptRun = "/a.sh", "after" }, []string{`"path": "", "run": ""`, `"path": "/a.sh", "run": "before job"`},
			"scriptRun before after", `{"scriptRun": "after"}`},
		{"a script's time without a script", func(r *zdm.RecoveryRequest) { r.ScriptRun = "after" }, nil, "", ""},
		{"script, and the server omits details", func(r *zdm.RecoveryRequest) { r.ScriptPath, r.ScriptRun = "/a.sh", "after" }, []string{`"platform": "kvm"`, `"platform": ""`}, "", ""},
		{"limit", limit(100), nil, "networkLimit 0 100", `{"networkLimit": 100}`},
		{"the same limit", limit(100), []string{`"networkSpeed": "0"`, `"networkSpeed": " 100 "`}, "", ""},
		{"the same limit as a fraction", limit(100), []string{`"networkSpeed": "0"`, `"networkSpeed": 100.0`}, "", ""},
		{"limit removed", limit(0), []string{`"networkSpeed": "0"`, `"networkSpeed": "100"`}, "networkLimit 100 0", `{"networkLimit": 0}`},
		{"limit is not reported", limit(100), []string{`"networkSpeed": "0"`, `"networkSpeed": "-"`}, "", ""},
		{"limit is not a number", limit(100), []string{`"networkSpeed": "0"`, `"networkSpeed": "100 Mbps"`}, "", ""},
		{"two fields", func(r *zdm.RecoveryRequest) { r.Platform, r.AfterReboot = "aws", "maintain" }, nil, "platform kvm aws; afterReboot reboot maintain",
			`{"platform": "aws", "afterReboot": "maintain"}`},
	})
}

// The mode of the whole job is changed first, then those of partitions with their own mode.
func TestModes(t *testing.T) {
	t.Parallel()
	one := func(mode string, jobs ...zdm.RecoveryJob) func(*zdm.RecoveryRequest) {
		return func(r *zdm.RecoveryRequest) { r.Mode, r.JobList = mode, jobs }
	}
	root, own := zdm.RecoveryJob{SourcePartition: "/", TargetPartition: "/dev/vda1"}, zdm.RecoveryJob{SourcePartition: "/", TargetPartition: "/dev/vda1", Mode: "increment"}
	home := `, {"from": "/home", "to": "/home", "mode": "full"}`
	two := []string{`"fileSystem": "xfs"}}`, `"fileSystem": "xfs"}}` + home}
	homeJob := zdm.RecoveryJob{SourcePartition: "/home", TargetPartition: "/home"}
	checkDifferences(t, []difference{
		{"of the job", one("increment", root), nil, "mode full increment", `{"mode": "increment"}`},
		{"of the job, once", one("increment", root, homeJob), two, "mode full increment", `{"mode": "increment"}`},
		{"of a partition", one("full", own), nil, "jobList[0].mode full increment", `{"jobList": [{"partition": "/", "mode": "increment"}]}`},
		{"of the second partition", one("full", root, zdm.RecoveryJob{SourcePartition: "/home", TargetPartition: "/home", Mode: "increment"}), two,
			"jobList[1].mode full increment", `{"jobList": [{"partition": "/home", "mode": "increment"}]}`},
		{"of the job and a partition", one("increment", zdm.RecoveryJob{SourcePartition: "/", TargetPartition: "/dev/vda1", Mode: "full"}, homeJob), two,
			"mode full increment", `{"mode": "increment", "jobList": [{"partition": "/", "mode": "full"}]}`},
		{"of the job, and a partition's is the same", one("increment", own, homeJob), two, "mode full increment; jobList[0].mode full increment", `{"mode": "increment", "jobList": [{"partition": "/", "mode": "increment"}]}`},
		{"a partition has its own already", one("full", own), []string{`"mode": "full"`, `"mode": "inc"`}, "", ""},
		{"in another form", nil, []string{`"mode": "full"`, `"mode": " Full Backup"`}, "", ""},
		{"incremental in another form", one("increment", root), []string{`"mode": "full"`, `"mode": "Incremental Backup"`}, "", ""},
		{"not reported", one("increment", root), []string{`"mode": "full"`, `"mode": "-"`}, "", ""},
		{"unknown", one("increment", root), []string{`"mode": "full"`, `"mode": "smart"`}, "", ""},
		{"of a partition, not reported", one("full", own), []string{`"mode": "full"`, `"mode": null`}, "", ""},
		{"of a drive", one("full", zdm.RecoveryJob{SourcePartition: "c", TargetPartition: "D:", Mode: "increment"}),
			[]string{`"from": "/", "to": "/", "targetDevice": "/dev/vda1"`, `"from": "C:", "to": "d", "targetDevice": "-"`},
			"jobList[0].mode full increment", `{"jobList": [{"drive": "C:", "mode": "increment"}]}`},
	})
}

// Each difference that the API cannot change is reported once.
func TestFixedFields(t *testing.T) {
	t.Parallel()
	first := func(change func(*zdm.RecoveryJob)) func(*zdm.RecoveryRequest) {
		return func(r *zdm.RecoveryRequest) { change(&r.JobList[0]) }
	}
	second := []string{`"fileSystem": "xfs"}}`, `"fileSystem": "xfs"}}, {"from": "/home", "to": "/home", "repository": {"id": 13}, "option": {"overwrite": "Overwritten"}}`}
	checkDifferences(t, []difference{
		{"a partition that the job lacks", func(r *zdm.RecoveryRequest) {
			r.JobList = append(r.JobList, zdm.RecoveryJob{SourcePartition: "/home", TargetPartition: "/home"})
		}, nil,
			" | jobList[1].sourcePartition - /home", ""},
		{"no partitions reported", func(r *zdm.RecoveryRequest) { r.JobList[0].TargetPartition = "/x" }, []string{`"from": "/"`, `"x": "/"`, `"detail": [`, `"none": [`}, "", ""},
		{"another target device", first(func(j *zdm.RecoveryJob) { j.TargetPartition = "/dev/vdb1" }), nil, " | jobList[0].targetPartition /dev/vda1 /dev/vdb1", ""},
		{"another target", first(func(j *zdm.RecoveryJob) { j.TargetPartition = "/mnt" }), nil, " | jobList[0].targetPartition / /mnt", ""},
		{"the target by its mount point", first(func(j *zdm.RecoveryJob) { j.TargetPartition = "/" }), nil, "", ""},
		{"target not reported", first(func(j *zdm.RecoveryJob) { j.TargetPartition = "/mnt" }), []string{`"to": "/", "targetDevice": "/dev/vda1"`, `"to": "-"`}, "", ""},
		{"target device reported only", first(func(j *zdm.RecoveryJob) { j.TargetPartition = "/mnt" }), []string{`"to": "/", `, ""}, " | jobList[0].targetPartition /dev/vda1 /mnt", ""},
		{"another backup", first(func(j *zdm.RecoveryJob) { j.BackupJob, j.BackupFile = "weekly", "w.ZIA" }), nil, " | jobList[0].backupJob root weekly; jobList[0].backupFile root.ZIA w.ZIA", ""},
		{"the same backup", first(func(j *zdm.RecoveryJob) { j.BackupJob, j.BackupFile = "root", "root.ZIA" }), nil, "", ""},
		{"backup not reported", first(func(j *zdm.RecoveryJob) { j.BackupJob = "weekly" }), []string{`"jobName": "root"`, `"jobName": "-"`}, "", ""},
		{"another repository", func(r *zdm.RecoveryRequest) { r.Repository.ID = 8 }, nil, " | jobList[0].repository.id 13 8", ""},
		{"another repository of a partition", first(func(j *zdm.RecoveryJob) { j.Repository = &zdm.Repository{ID: 8} }), nil, " | jobList[0].repository.id 13 8", ""},
		{"the repository of a partition", func(r *zdm.RecoveryRequest) { r.Repository.ID, r.JobList[0].Repository = 8, &zdm.Repository{ID: 13} }, nil, "", ""},
		{"repository not reported", func(r *zdm.RecoveryRequest) { r.Repository.ID = 8 }, []string{`"id": "13"`, `"id": "-"`}, "", ""},
		{"another repository, of partitions that are not listed", func(r *zdm.RecoveryRequest) { r.Repository.ID, r.JobList = 8, nil }, second, " | repository.id 13 8", ""},
		{"overwriting", func(r *zdm.RecoveryRequest) { r.Overwrite = "not allow" }, nil, " | jobList[0].overwrite allow not allow", ""},
		{"overwriting of a partition", first(func(j *zdm.RecoveryJob) { j.Overwrite = "not allow" }), nil, " | jobList[0].overwrite allow not allow", ""},
		{"overwriting, of partitions that are not listed", func(r *zdm.RecoveryRequest) { r.Overwrite, r.JobList = "not allow", nil }, second, " | overwrite allow not allow", ""},
		{"overwriting not specified", func(r *zdm.RecoveryRequest) { r.Overwrite = "" }, nil, "", ""},
		{"not overwriting", nil, []string{`"Overwritten"`, `"Not overwritten"`}, " | jobList[0].overwrite not allow allow", ""},
		{"not overwriting, as a boolean", nil, []string{`"Overwritten"`, `false`}, " | jobList[0].overwrite not allow allow", ""},
		{"overwriting as a boolean", func(r *zdm.RecoveryRequest) { r.Overwrite = "not allow" }, []string{`"Overwritten"`, `true`}, " | jobList[0].overwrite allow not allow", ""},
		{"overwriting in the request's word", nil, []string{`"Overwritten"`, `" ALLOW "`}, "", ""},
		{"overwriting in an unknown word", nil, []string{`"Overwritten"`, `"maybe"`}, "", ""},
		{"with what can be changed", func(r *zdm.RecoveryRequest) { r.Platform, r.Repository.ID = "aws", 8 }, nil, "platform kvm aws | jobList[0].repository.id 13 8", `{"platform": "aws"}`},
	})
}

// A schedule is sent only if it certainly differs: sending the same one would register it again.
func TestSchedules(t *testing.T) {
	t.Parallel()
	daily, weekly := &zdm.Schedule{Type: 3, Basic: &zdm.ScheduleBasic{Time: "02:30"}}, &zdm.Schedule{Type: 4, Basic: &zdm.ScheduleBasic{Day: "tue,sat", Time: "23:10"}}
	every := func(kind int, minute, hour string) *zdm.Schedule {
		return &zdm.Schedule{Type: kind, Basic: &zdm.ScheduleBasic{Time: "00:30", Interval: &zdm.ScheduleInterval{Minute: minute, Hour: hour}}}
	}
	const dailyBody = `{"schedule": {"type": 3, "basic": {"time": "02:30"}}}`
	ask := func(s *zdm.Schedule) func(*zdm.RecoveryRequest) {
		return func(r *zdm.RecoveryRequest) { r.Schedule = s }
	}
	reported := func(kind, sentence string) []string {
		return []string{`"schedule": {"basic": "-"}`, fmt.Sprintf(`"schedule": {"basic": {"id": "31", "type": %q, "description": %q}}`, kind, sentence)}
	}
	checkDifferences(t, []difference{
		{"none requested", nil, reported("daily", "[Basic] Start working at 02:30 every day."), "", ""},
		{"none exists", ask(daily), nil, "schedule - daily 02:30", dailyBody},
		{"none reported", ask(daily), []string{`"schedule": {"basic": "-"},`, ""}, "schedule - daily 02:30", dailyBody},
		{"the same", ask(daily), reported("Daily", "[Basic] Start working at 02:30 every day."), "", ""},
		{"the same, in an older form", ask(daily), reported("daily", "Every day at 02:30"), "", ""},
		{"the same, by number", ask(daily), reported("3", "Every day at 2:30."), "", ""},
		{"another time", ask(daily), reported("daily", "[Basic] Start working at 02:31 every day."), "schedule [Basic] Start working at 02:31 every day. daily 02:30", dailyBody},
		{"another type", ask(daily), reported("hourly", "[Basic] Start working at 02:30 every 2 Hour."), "schedule [Basic] Start working at 02:30 every 2 Hour. daily 02:30", dailyBody},
		{"another type, without a description", ask(daily), reported("4", ""), "schedule 4 daily 02:30", dailyBody},
		{"weekdays", ask(weekly), reported("weekly", "[Basic] Start working at 23:10 Tuesday, Saturday every week."), "", ""},
		{"weekdays in another order", ask(weekly), reported("Weekly", "Saturday and Tuesday, at 23:10"), "", ""},
		{"other weekdays", ask(weekly), reported("weekly", "[Basic] Start working at 23:10 Tuesday every week."), "schedule [Basic] Start working at 23:10 Tuesday every week. weekly tue,sat 23:10",
			`{"schedule": {"type": 4, "basic": {"day": "tue,sat", "time": "23:10"}}}`},
		{"minutes", ask(every(1, "5", "")), reported("Every Minute", "[Basic] Start working at 00:30 every 5 Minute."), "", ""},
		{"other minutes", ask(every(1, "5", "")), reported("every minute", "[Basic] Start working at 00:30 every 6 Minute."), "schedule [Basic] Start working at 00:30 every 6 Minute. every minute 5 00:30",
			`{"schedule": {"type": 1, "basic": {"time": "00:30", "interval": {"minute": "5"}}}}`},
		{"hours", ask(every(2, "", "2")), reported("Hourly", "[Basic] Start working at 00:30 every 2 Hour."), "", ""},
		{"once", ask(&zdm.Schedule{Basic: &zdm.ScheduleBasic{Year: "2026", Month: "06", Day: "1", Time: "10:00"}}), reported("Once", "[Basic] Start working on 01/06/2026 10:00."), "", ""},
		{"once, on another day", ask(&zdm.Schedule{Basic: &zdm.ScheduleBasic{Year: "2026", Month: "06", Day: "2", Time: "10:00"}}), reported("once", "[Basic] Start working on 01/06/2026 10:00."),
			"schedule [Basic] Start working on 01/06/2026 10:00. once 2026 06 2 10:00", `{"schedule": {"type": 0, "basic": {"year": "2026", "month": "06", "day": "2", "time": "10:00"}}}`},
		{"weeks of a month", ask(&zdm.Schedule{Type: 5, Basic: &zdm.ScheduleBasic{Week: "1,4", Day: "sun", Time: "10:00"}}),
			reported("Monthly (Specific Week and Day of the Week)", "[Basic] Start working at 10:00 First Week, Fourth Week / Sunday every month."), "", ""},
		{"the last week of a month", ask(&zdm.Schedule{Type: 5, Basic: &zdm.ScheduleBasic{Week: "5", Day: "mon", Time: "10:00"}}),
			reported("monthly by week", "[Basic] Start working at 10:00 Last Week / Monday every month."), "", ""},
		{"other weeks of a month", ask(&zdm.Schedule{Type: 5, Basic: &zdm.ScheduleBasic{Week: "2", Day: "sun", Time: "10:00"}}),
			reported("monthly by week", "[Basic] Start working at 10:00 Third Week / Sunday every month."), "schedule [Basic] Start working at 10:00 Third Week / Sunday every month. monthly 2 sun 10:00",
			`{"schedule": {"type": 5, "basic": {"week": "2", "day": "sun", "time": "10:00"}}}`},
		{"dates of a month", ask(&zdm.Schedule{Type: 6, Basic: &zdm.ScheduleBasic{Day: "3, 17", Time: "10:00"}}), reported("Monthly on Specific Date", "[Basic] Start working at 10:00 3, 17 every month."), "", ""},
		{"dates of a month, reported as weeks", ask(&zdm.Schedule{Type: 6, Basic: &zdm.ScheduleBasic{Day: "3", Time: "10:00"}}), reported("monthly by week", "x"),
			"schedule x monthly 3 10:00", `{"schedule": {"type": 6, "basic": {"day": "3", "time": "10:00"}}}`},
		{"a smart one exists", ask(weekly), reported("Smart Weekly (Specific Day of the Week)", "Tuesday, Saturday at 23:10"), "schedule Tuesday, Saturday at 23:10 weekly tue,sat 23:10",
			`{"schedule": {"type": 4, "basic": {"day": "tue,sat", "time": "23:10"}}}`},
		{"an unknown type with the same description", ask(daily), reported("Unknown", "Every day at 02:30"), "", ""},
		{"by id", ask(&zdm.Schedule{ID: 31}), reported("daily", "x"), "", ""},
		{"another id", ask(&zdm.Schedule{ID: 32}), reported("daily", "every day"), "schedule every day 32", `{"schedule": 32}`},
		{"an id, none exists", ask(&zdm.Schedule{ID: 32}), nil, "schedule - 32", `{"schedule": 32}`},
		{"a copy of another, none exists", ask(&zdm.Schedule{Type: 4, BasicID: 31}), nil, "schedule - type 4 as 31", `{"schedule": {"type": 4, "basic": 31}}`},
	})
}

// If it is unknown whether a schedule differs, it is left alone, and a remark shows this.
func TestScheduleThatCannotBeCompared(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		asked    *zdm.Schedule
		reported string
	}{
		{"description in another language", &zdm.Schedule{Type: 3, Basic: &zdm.ScheduleBasic{Time: "02:30"}}, `{"id": "31", "type": "daily", "description": "매일 02:30"}`},
		{"no description", &zdm.Schedule{Type: 3, Basic: &zdm.ScheduleBasic{Time: "02:30"}}, `{"id": "31", "type": "daily", "description": "-"}`},
		{"description without details", &zdm.Schedule{Type: 3, Basic: &zdm.ScheduleBasic{Time: "02:30"}}, `{"id": "31", "type": "daily", "description": "as agreed"}`},
		{"a copy of another", &zdm.Schedule{Type: 3, BasicID: 30}, `{"id": "31", "type": "daily", "description": "x"}`},
		{"an id that is not reported", &zdm.Schedule{ID: 31}, `{"type": "daily", "description": "x"}`},
	} {
		b := newBackend(t)
		b.holds("a", strings.Replace(jobFor("900", newRequest("a")), `"schedule": {"basic": "-"}`, `"schedule": {"basic": `+tt.reported+`}`, 1))
		asked := newRequest("a")
		asked.Schedule = tt.asked
		a := b.run(t, []apply.Request{requestOf(t, asked)}, updating)
		if got, want := a.results["a"].Detail.String(), msg.NotComparable.With("schedule").String(); a.outcomes() != "a unchanged 0" || got != want || len(b.puts()) != 0 {
			t.Errorf("%s: %s, %q, sent %q", tt.name, a.outcomes(), got, b.puts())
		}
	}
}
