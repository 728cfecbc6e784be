package sandbox

import (
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// readRecovery reads the body of POST /recoveries. It checks what can be told from the body alone,
// except for the schedule's rules, which a stored schedule has to pass as well.
func readRecovery(r *http.Request) (zdm.RecoveryRequest, error) {
	body, err := readBody(r)
	if err != nil {
		return zdm.RecoveryRequest{}, err
	}
	request := zdm.RecoveryRequest{
		Center:           body.required("center"),
		Source:           body.required("source"),
		Target:           body.required("target"),
		Platform:         body.requiredOneOf("platform", zdm.Platforms()),
		Repository:       readRepository(body),
		Mode:             body.requiredOneOf("mode", zdm.Modes()),
		JobName:          body.text("jobName"),
		Overwrite:        body.oneOf("overwrite", zdm.Overwrites()),
		User:             body.text("user"),
		Schedule:         readSchedule(body),
		AfterReboot:      body.oneOf("afterReboot", zdm.AfterReboots()),
		NetworkLimit:     readNetworkLimit(body),
		ExcludePartition: body.text("excludePartition"),
		MailEvent:        body.text("mailEvent"),
		AutoStart:        body.oneOf("autoStart", zdm.UseOptions()),
		ScriptPath:       body.text("scriptPath"),
		ScriptRun:        body.oneOf("scriptRun", zdm.ScriptRuns()),
		CloudAuth:        body.text("cloudAuth"),
		ListOnly:         new(value[bool](body, "listOnly", "boolean")),
	}
	for _, item := range body.objects("jobList") {
		request.JobList = append(request.JobList, readJob(item))
	}
	return request, body.fault()
}

func readJob(item fields) zdm.RecoveryJob {
	job := zdm.RecoveryJob{
		SourcePartition: item.required("sourcePartition"),
		TargetPartition: item.required("targetPartition"),
		Overwrite:       item.oneOf("overwrite", zdm.Overwrites()),
		BackupJob:       item.text("backupJob"),
		BackupFile:      item.text("backupFile"),
		Mode:            item.oneOf("mode", zdm.Modes()),
	}
	if item.has("repository") {
		job.Repository = new(readRepository(item))
	}
	return job
}

func readRepository(in fields) zdm.Repository {
	repository := in.object("repository")
	if !repository.has("id") {
		in.fail("Invalid input")
	}
	return zdm.Repository{
		ID:   repository.number("id"),
		Type: repository.oneOf("type", zdm.RepositoryTypes()),
		Path: repository.text("path"),
	}
}

func readNetworkLimit(body fields) *int64 {
	limit := body.number("networkLimit")
	if limit < 0 {
		body.fail("networkLimit은 0 이상이어야 합니다")
	}
	return &limit
}

// readSchedule reads any of the forms that zdm.Schedule describes.
func readSchedule(body fields) *zdm.Schedule {
	if !body.has("schedule") {
		return nil
	}
	if _, isID := body.values["schedule"].(float64); isID {
		return &zdm.Schedule{ID: readScheduleID(body, "schedule", "")}
	}
	form := body.object("schedule")
	kind := readScheduleType(form)
	switch form.values["basic"].(type) {
	case float64:
		return &zdm.Schedule{Type: kind, BasicID: readScheduleID(form, "basic", ".")}
	case map[string]any:
		return &zdm.Schedule{Type: kind, Basic: readScheduleBasic(form.object("basic"))}
	}
	form.fail("Request body validation failed: schedule.basic: " +
		"basic/advanced must be a schedule object or an existing schedule ID (number)")
	return nil
}

// readScheduleID refuses what no stored schedule has, since zdm.Schedule takes 0 for "no id".
func readScheduleID(in fields, name, stop string) int64 {
	id := in.number(name)
	if id <= 0 && in.fault() == nil {
		*in.first = noSchedule(id, stop)
	}
	return id
}

// noSchedule is the refusal of an unknown id. The API ends it with a full stop for one form only.
func noSchedule(id int64, stop string) error {
	return refuse(http.StatusNotFound, "Schedule ID '%d' not found%s", id, stop)
}

func readScheduleType(form fields) int {
	kind := form.number("type")
	switch {
	case !form.has("type") || kind < 0 || kind > 11:
		form.fail("유효한 스케줄 타입이 아닙니다. (0 ~ 11 만 가능)")
	case kind > zdm.ScheduleMonthlyByDate:
		form.fail("For full/increment job types, schedule must contain only basic.")
	}
	return int(kind)
}

func readScheduleBasic(basic fields) *zdm.ScheduleBasic {
	read := &zdm.ScheduleBasic{
		Year:  basic.text("year"),
		Month: basic.text("month"),
		Week:  basic.text("week"),
		Day:   basic.text("day"),
		Time:  basic.text("time"),
	}
	if interval := basic.object("interval"); basic.has("interval") {
		read.Interval = &zdm.ScheduleInterval{Minute: interval.text("minute"), Hour: interval.text("hour")}
	}
	return read
}
