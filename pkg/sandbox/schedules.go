package sandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox/calendar"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

// storedView is a schedule (ZDM API, GET /schedules).
type storedView struct {
	ID     string `json:"id"`
	Center struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"center"`
	Type        string `json:"type"`
	State       string `json:"state"`
	JobName     string `json:"jobName"`
	LastRun     string `json:"lastRunTime"`
	Description string `json:"description"`
}

// listSchedules handles GET /schedules.
func (s *api) listSchedules(_ *http.Request, q query) (reply, error) {
	now := s.now()
	wanted, page := s.readScheduleQuery(q), q.page()
	view := func(one *scheduleRecord) any { return s.schedule(one, now) }
	return paged(page, "Schedule information list", s.store.eachSchedule, s.store.schedulePage, wanted, view)
}

// readScheduleQuery reads the filters.
func (s *api) readScheduleQuery(q query) scheduleQuery {
	wanted := scheduleQuery{ascending: q.ascending(), id: q.number("id")}
	ask := func(terms ...term) { wanted.clauses = append(wanted.clauses, terms) }
	if name := q.text("jobName"); name != "" {
		ask(termOf(fieldName, name))
	}
	if kind := readTypeFilter(q); kind >= 0 {
		ask(termOfID(fieldType, int64(kind)))
	}
	if state := q.oneOf("state", enabled(false), enabled(true)); state != "" {
		ask(termOf(fieldState, state))
	}
	if s.gen >= v2 && q.text("center") != "" {
		ask(s.centerTerms(q)...)
	}
	return wanted
}

// readTypeFilter accepts a number, a name, or the first word of a name. It returns -1 for any type.
func readTypeFilter(q query) int {
	text := q.text("type")
	if text == "" {
		return -1
	}
	if n, err := strconv.Atoi(text); err == nil && q.gen < v3Early && n >= 0 && n < len(typeNames()) {
		return n
	}
	kind := slices.IndexFunc(typeNames(), func(name string) bool {
		short, _, _ := strings.Cut(name, " (")
		return strings.EqualFold(text, name) || strings.EqualFold(text, short)
	})
	if kind < 0 {
		q.fail(refuse(http.StatusBadRequest, "유효하지 않은 'type' 값입니다.").
			invalidQuery("type", "type must be one of: once, every minute, hourly, daily, weekly"))
	}
	return kind
}

// schedule returns the view of a schedule. Its last run is the newest due time, if something uses
// the schedule.
func (s *api) schedule(one *scheduleRecord, now time.Time) storedView {
	v := storedView{ID: id(one.ID), Type: s.scheduleType(one.Type), State: s.scheduleState(one.Disabled),
		JobName: cmp.Or(one.JobName, "-"), LastRun: "-", Description: s.description(one.Schedule)}
	v.Center.ID, v.Center.Name = "-", "-"
	if center := s.inventory.Center(one.Center); center.ID != 0 {
		v.Center.ID, v.Center.Name = id(center.ID), center.Name
	}
	used := one.used || slices.ContainsFunc(s.inventory.Backups, func(b inventory.Backup) bool { return b.Schedule == one.ID })
	if used && !one.Disabled {
		for due := range one.Attach(one.Created.In(now.Location())).Runs(one.Created, now, 0) {
			v.LastRun = s.stamp(due)
			break
		}
	}
	return v
}

// enabled returns the state of a schedule as filters spell it.
func enabled(disabled bool) string { return word(disabled, "disabled", "enabled") }

func (s *api) scheduleState(disabled bool) string {
	return word(s.gen >= v2, upperFirst(enabled(disabled)), enabled(disabled))
}

// getSchedule handles GET /schedules/:id.
func (s *api) getSchedule(r *http.Request, q query) (reply, error) {
	identifier := r.PathValue("identifier")
	missing := refuse(http.StatusNotFound, "ID가 '%s'인 Schedule를 찾을 수 없습니다", identifier).
		withV2(http.StatusNotFound, "Schedule with ID '%s' not found", identifier).withCode(codeNoSchedule)
	wanted, isID := inventory.ParseID(identifier)
	if !isID {
		return reply{}, missing
	}
	found, err := s.store.schedule(wanted)
	switch {
	case err != nil:
		return reply{}, err
	case found == nil || !q.in(s.inventory.Center(found.Center)):
		return reply{}, missing
	case s.gen >= v2 && found.Type > calendar.SmartCustomByDate:
		return reply{}, refuse(http.StatusUnprocessableEntity, "Schedule description conversion failed.").withCode("SCHEDULE-ERROR-10")
	}
	return reply{data: s.schedule(found, s.now()), message: "Schedule information retrieved"}, nil
}

// deletedSchedule is the data of DELETE /schedules, where the id is a number.
type deletedSchedule struct {
	ID          int64  `json:"id"`
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

// deleteSchedule handles DELETE /schedules/:id.
func (s *api) deleteSchedule(r *http.Request, q query) (reply, error) {
	identifier, center := r.PathValue("identifier"), q.text("center")
	if err := s.checkOneCenter(center); err != nil {
		return reply{}, err
	}
	wanted, isID := inventory.ParseID(identifier)
	if !isID {
		return reply{}, refuse(http.StatusBadRequest, "identifier는 숫자(Schedule ID)만 허용됩니다").
			invalidPath("identifier", "identifier must be a number (Schedule ID only)")
	}
	gone, err := s.store.removeSchedule(wanted, func(record *scheduleRecord, recoveries int) error {
		if s.gen >= v2 && center != "" && !hasIdentifier(center, record.Center, s.inventory.Center(record.Center).Name) {
			return centerMismatch("Schedule", center)
		}
		return s.checkUnused(identifier, wanted, recoveries)
	})
	if err != nil {
		return reply{}, err
	}
	if gone == nil {
		return reply{}, refuse(http.StatusNotFound, "ID가 '%s'인 Schedule을 찾을 수 없습니다", identifier).
			withV2(http.StatusNotFound, "Schedule with ID '%s' not found", identifier).withCode(codeNoSchedule)
	}
	answer := deletedSchedule{ID: gone.ID, Name: cmp.Or(gone.JobName, "Schedule-"+identifier),
		Type: s.scheduleType(gone.Type), Description: s.description(gone.Schedule)}
	return reply{data: answer, message: "Schedule has been successfully deleted"}, nil
}

// checkUnused returns an error if backups or recoveries refer to a schedule. The error omits zero
// counts.
func (s *api) checkUnused(identifier string, id int64, recoveries int) error {
	backups := 0
	for _, b := range s.inventory.Backups {
		if b.Schedule == id {
			backups++
		}
	}
	var users []string
	if backups > 0 {
		users = append(users, fmt.Sprintf("backup(%d)", backups))
	}
	if recoveries > 0 {
		users = append(users, fmt.Sprintf("recovery(%d)", recoveries))
	}
	if users == nil {
		return nil
	}
	return refuse(http.StatusConflict, "Schedule ID '%s' is referenced by: %s", identifier, strings.Join(users, ", ")).withCode("SCHEDULE-ERROR-51")
}
