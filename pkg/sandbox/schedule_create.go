package sandbox

import (
	"net/http"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// madeSchedule is the data of POST /schedules. Type and state are words in 1.x and numbers in 2.0.
type madeSchedule struct {
	Basic    madePart  `json:"basic"`
	Advanced *madePart `json:"advanced,omitempty"`
}

type madePart struct {
	ID          string `json:"id"`
	Type        any    `json:"type"`
	State       any    `json:"state"`
	Description string `json:"description"`
}

// createSchedule handles POST /schedules. The request's user must exist but is not stored.
func (s *api) createSchedule(r *http.Request, _ query) (reply, error) {
	body, err := readBody(r)
	if err != nil {
		return reply{}, err
	}
	record, err := s.readStored(body)
	if err != nil {
		return reply{}, err
	}
	record.Created = s.now()
	if err := s.store.addSchedule(record); err != nil {
		return reply{}, err
	}
	part := madePart{ID: id(record.ID), Type: s.scheduleType(record.Type), State: s.scheduleState(false), Description: s.description(record.Schedule)}
	answer := reply{status: http.StatusCreated, message: "Schedule registered successfully"}
	if s.gen >= v2 {
		part.Type, part.State = record.Type, 1
		answer = reply{status: http.StatusOK, message: "Schedule data regist result"}
	}
	made := madeSchedule{Basic: part}
	if record.Smart() {
		part.Description = s.advancedDescription(record.Schedule)
		made.Advanced = &part
	}
	answer.data = made
	return answer, nil
}

// readStored reads a standalone schedule: types 0 to 11, without a reference to another.
func (s *api) readStored(body fields) (*scheduleRecord, error) {
	record := &scheduleRecord{JobName: body.text("jobName")}
	center, user := body.identifier("center"), body.identifier("user")
	if center == "" {
		body.missing("center")
	}
	kind := body.number("type")
	if !body.has("type") || kind < 0 || kind > calendar.SmartCustomByDate {
		body.fail(refuse(http.StatusBadRequest, "유효한 스케줄 타입이 아닙니다. (0 ~ 11 만 가능)").
			withV2ValidationError("type", "invalid schedule type (must be 0 ~ 11)"))
	}
	record.Type = int(kind)
	if !body.has("basic") {
		body.fail(refuse(http.StatusBadRequest, "basic schedule data is required"))
	}
	record.Basic = readBasic(body.object("basic"))
	switch {
	case !record.Smart():
	case !body.has("advanced"):
		body.fail(refuse(http.StatusBadRequest, "Smart Schedule requires advanced data."))
	default:
		record.Advanced = new(readBasic(body.object("advanced")))
	}
	if err := body.fault(); err != nil {
		return nil, err
	}
	return record, s.completeStored(record, center, user)
}

func (s *api) completeStored(record *scheduleRecord, center, user string) error {
	where, ok := inventory.Find(s.inventory.Centers, center)
	if !ok {
		return refuse(http.StatusNotFound, "ID가 '%s'인 Center를 찾을 수 없습니다", center).
			withV2(http.StatusNotFound, "Zdm with ID '%s' not found", center).withMissing("ZDM-ERROR-01", "Zdm", center)
	}
	record.Center = where.ID
	if _, ok := inventory.Find(s.inventory.Users, user); user != "" && !ok {
		return unknownUser(user)
	}
	if err := checkFields(record.Schedule, false); err != nil {
		return err
	}
	// A schedule stores only the fields its type requires.
	if record.Type != zdm.ScheduleEveryMinute && record.Type != zdm.ScheduleHourly {
		record.Basic.Interval = nil
	}
	return nil
}
