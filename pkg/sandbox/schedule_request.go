package sandbox

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// readSchedule parses any of the forms that zdm.Schedule describes.
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
		return &zdm.Schedule{Type: kind, Basic: new(readBasic(form.object("basic")))}
	}
	const text = "basic/advanced must be a schedule object or an existing schedule ID (number)"
	form.fail(refuse(http.StatusBadRequest, "Request body validation failed: schedule.basic: "+text).withV2InvalidField("schedule.basic", text))
	return nil
}

// readScheduleID rejects ids that no stored schedule has, since 0 means "no id" in zdm.Schedule.
func readScheduleID(in fields, name, stop string) int64 {
	id := in.number(name)
	if id <= 0 {
		in.fail(notAttached(id, stop))
	}
	return id
}

// notAttached returns the refusal of an unknown id in a recovery. The API adds a full stop in one
// form only.
func notAttached(id int64, stop string) *failure {
	return refuse(http.StatusNotFound, "Schedule ID '%d' not found%s", id, stop).withCode("JOB-ERROR-100")
}

func readScheduleType(form fields) int {
	kind := form.number("type")
	switch {
	case !form.has("type") || kind < 0 || kind > calendar.SmartCustomByDate:
		form.fail(refuse(http.StatusBadRequest, "유효한 스케줄 타입이 아닙니다. (0 ~ 11 만 가능)").
			withV2InvalidField("schedule.type", "invalid schedule type (must be 0 ~ 11)"))
	case kind > zdm.ScheduleMonthlyByDate:
		form.fail(smartRefused())
	}
	return int(kind)
}

func smartRefused() *failure {
	return refuse(http.StatusBadRequest, "For full/increment job types, schedule must contain only basic.").withCode("JOB-ERROR-101")
}

func readBasic(basic fields) zdm.ScheduleBasic {
	read := zdm.ScheduleBasic{
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

// checkFields returns the error for a field that does not fit its schedule, or nil. The API words a
// missing field differently in a recovery's schedule and in POST /schedules.
func checkFields(s calendar.Schedule, ofRecovery bool) error {
	fault := s.Check()
	if fault == nil {
		return nil
	}
	switch fault.Reason {
	case calendar.Missing:
		text := fmt.Sprintf("%s schedule validation failed (type: %d): %[3]s: %[3]s is required", fault.Part, s.Type, fault.Field)
		if ofRecovery {
			return refuse(http.StatusBadRequest, "Request body validation failed: schedule.basic: %s", text).withV2InvalidField("schedule.basic", "%s", text)
		}
		return refuse(http.StatusBadRequest, "%s", text).withV2ValidationError(fault.Part, "%s", text)
	case calendar.NoTime:
		return refuse(http.StatusBadRequest, "time은 'HH:mm' (00:00 ~ 23:59)이어야 합니다.").
			withV2(http.StatusBadRequest, "time must be in 'HH:mm' format (00:00 ~ 23:59).").withCode("SCHEDULE-ERROR-16")
	case calendar.NoWeekday:
		text := "Invalid day value. (day must be one of: " + strings.Join(zdm.Weekdays(), ", ") + ")"
		return refuse(http.StatusBadRequest, "%s", text).withV2(http.StatusUnprocessableEntity, "%s", text).withCode("SCHEDULE-ERROR-22")
	case calendar.Several:
		return refuseList(s, fault)
	}
	return refuse(http.StatusBadRequest, "%s must be between %d and %d.", fault.Field, fault.Low, fault.High).
		withCode(map[string]string{"day": "SCHEDULE-ERROR-19", "week": "SCHEDULE-ERROR-26", "month": "SCHEDULE-ERROR-30", "year": "SCHEDULE-ERROR-34"}[fault.Field])
}

// refuseList returns the refusal of a list in the basic part of a smart schedule.
func refuseList(s calendar.Schedule, fault *calendar.Fault) error {
	english, korean := fault.Field, map[string]string{"week": "주", "month": "월", "day": "일"}[fault.Field]
	if fault.Field == "day" && s.Type != calendar.SmartMonthlyByDate && s.Type != calendar.SmartCustomByDate {
		english, korean = "weekday", "요일"
	}
	particle := "을"
	if korean == "주" { // the particle after a vowel
		particle = "를"
	}
	return refuse(http.StatusBadRequest, "%s 타입의 스케줄은 basic 부분에서 여러 %s%s 선택할 수 없습니다. ( 현재 선택된 %[2]s: %[4]s )",
		typeName(s.Type), korean, particle, fault.Value).
		withV2(http.StatusConflict, "%s type schedule does not allow multiple %s selections in basic. (Currently selected %[2]ss: %s)",
			typeName(s.Type), english, fault.Value).
		withCode(map[string]string{"day": "SCHEDULE-ERROR-20", "weekday": "SCHEDULE-ERROR-23", "week": "SCHEDULE-ERROR-27", "month": "SCHEDULE-ERROR-31"}[english])
}
