package sandbox

import (
	"net/http"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// updateRequest is the body of PUT /recoveries. Empty and nil fields stay unchanged.
type updateRequest struct {
	center      string
	name        string
	platform    string
	schedule    *zdm.Schedule
	mode        string
	afterReboot string
	mail        string
	limit       *int64
	scriptPath  string
	scriptRun   string
	status      string
	parts       []partUpdate
}

// partUpdate changes partitions of a job: one selected by its letter, or those that are restored
// from an image.
type partUpdate struct {
	drive  bool // whether the request calls the partition a drive
	letter string
	file   string // if set, letter is of the target and may be empty
	mode   string
}

// updateAnswer is the data of the response, in the order of the API's document.
type updateAnswer struct {
	JobInfo struct {
		ID           string `json:"id"`
		Name         string `json:"name"`
		ErrorMessage string `json:"errorMessage,omitempty"`
	} `json:"jobInfo"`
	Summary updateSummary `json:"summary"`

	schedule *scheduleView // new schedule; its id is known once it is stored
}

type updateSummary struct {
	State  string         `json:"state"`
	Common []updatedField `json:"commonUpdatedFields"`
	Each   []updatedPart  `json:"eachUpdatedFields"`
}

func unchanged() updateSummary {
	return updateSummary{State: zdm.StateSuccess, Common: []updatedField{}, Each: []updatedPart{}}
}

type updatedField struct {
	Field    string `json:"field"`
	Previous any    `json:"previous"`
	New      any    `json:"new"`
}

type updatedPart struct {
	place
	Summary updateSummary `json:"summary"`
}

// updateRecovery handles PUT /recoveries/:identifier. Of several jobs with the name, it changes the
// newest.
func (s *api) updateRecovery(r *http.Request, _ query) (reply, error) {
	request, err := s.readUpdate(r)
	if err != nil {
		return reply{}, err
	}
	identifier := r.PathValue("identifier")
	within, err := s.searchedCenter(identifier, request.center)
	if err != nil {
		return reply{}, err
	}
	var answer updateAnswer
	var changed *job
	err = s.store.change(identifier, within, func(tx *bolt.Tx, j *job) (*scheduleRecord, error) {
		if err := s.checkCenter(j, request.center); err != nil {
			return nil, err
		}
		if err := s.checkStart(tx, j, request.status); err != nil {
			return nil, err
		}
		changed = j
		answer = updateAnswer{Summary: unchanged()}
		return s.update(j, request, &answer)
	})
	if answer.schedule != nil {
		answer.schedule.ID = changed.ScheduleID
	}
	return reply{data: answer, message: "Recovery job Update completed"}, err
}

// searchedCenter returns the center that 3.0 searches for a name to change, or nil for all.
func (s *api) searchedCenter(identifier, center string) (clause, error) {
	if _, isID := inventory.ParseID(identifier); isID || s.gen < v3Early || center == "" {
		return nil, nil
	}
	found, ok := inventory.Find(s.inventory.Centers, center)
	if !ok {
		return nil, unknownCenter(center)
	}
	return clause{termOfID(fieldCenter, found.ID)}, nil
}

// checkStart checks that no other job runs on the target of a job to start.
func (s *api) checkStart(tx *bolt.Tx, j *job, status string) error {
	if status != "start" || s.gen < v3Early {
		return nil
	}
	running, err := s.store.runningOn(tx, j, s.now())
	if err != nil || running == nil {
		return err
	}
	return busyTarget("Recovery start", running)
}

func unknownRecovery(identifier string) *failure {
	return refuse(http.StatusNotFound, "ID가 '%s'인 Recovery를 찾을 수 없습니다", identifier).withMissing(codeNoJob, "Recovery job", identifier)
}

// checkCenter checks that the job belongs to the request's center, if it specifies one.
func (s *api) checkCenter(j *job, center string) error {
	if center == "" {
		return nil
	}
	found, ok := inventory.Find(s.inventory.Centers, center)
	switch {
	case !ok:
		return unknownCenter(center)
	case found.ID != j.Center:
		return centerMismatch("Recovery", found.Name)
	}
	return nil
}

func (s *api) readUpdate(r *http.Request) (updateRequest, error) {
	body, err := readBody(r)
	if err != nil {
		return updateRequest{}, err
	}
	if s.cfg.Choices.VendorWords {
		body.translate()
	}
	request := updateRequest{
		name:        body.text("changeName"),
		platform:    body.oneOf("platform", s.platforms()),
		schedule:    readSchedule(body),
		mode:        body.oneOf("mode", zdm.Modes()),
		afterReboot: body.oneOf("afterReboot", zdm.AfterReboots()),
		mail:        body.text("mailEvent"),
		scriptPath:  body.text("scriptPath"),
		scriptRun:   body.oneOf("scriptRun", zdm.ScriptRuns()),
		status:      strings.ToLower(body.text("status")),
	}
	if s.gen >= v2 {
		request.center = s.requiredName(body, "center", fields.identifier)
	}
	if body.has("networkLimit") {
		request.limit = new(readNetworkLimit(body))
	}
	if request.status != "" && !slices.Contains([]string{"start", "stop"}, request.status) {
		body.oneOf("status", []string{"start", "stop"})
	}
	for _, item := range body.objects("jobList") {
		request.parts = append(request.parts, s.readPart(item))
	}
	return request, body.fault()
}

func (s *api) readPart(item fields) partUpdate {
	if s.gen >= v3Flat {
		return partUpdate{file: item.required("backupFile"), letter: driveLetter(item.text("targetPartition")), mode: item.oneOf("mode", zdm.Modes())}
	}
	part := partUpdate{letter: item.text("partition"), mode: item.oneOf("mode", zdm.Modes())}
	if part.letter == "" {
		part.drive, part.letter = true, item.text("drive")
	}
	if part.letter == "" {
		item.missing("partition")
	}
	if s.gen >= v2 && part.drive {
		part.letter = driveLetter(part.letter)
	}
	return part
}

// update changes a job and records the changes in the answer. Past runs are unchanged.
func (s *api) update(j *job, request updateRequest, answer *updateAnswer) (*scheduleRecord, error) {
	now := s.now()
	status := j.state(now).status
	j.archive(now, s.cfg.Speed)
	j.Updated = now
	common := &answer.Summary.Common
	change(common, "jobName", &j.Name, request.name)
	change(common, "platform", &j.Platform, request.platform)
	change(common, "afterReboot", &j.AfterReboot, request.afterReboot)
	change(common, "mailEvent", &j.Mail, request.mail)
	change(common, "scriptPath", &j.ScriptPath, request.scriptPath)
	change(common, "scriptRun", &j.ScriptRun, request.scriptRun)
	if request.limit != nil {
		*common = append(*common, updatedField{"networkLimit", j.NetworkLimit, *request.limit})
		j.NetworkLimit = *request.limit
	}
	before, numbered := j.describeSchedule(s), s.numberedSchedule(j)
	made, err := s.attach(j, request.schedule)
	if err != nil {
		return nil, err
	}
	switch {
	case request.schedule == nil:
	case s.gen >= v202:
		answer.schedule = s.numberedSchedule(j)
		*common = append(*common, updatedField{"Schedule(Basic)", numbered, answer.schedule})
	default:
		*common = append(*common, updatedField{"schedule", before, j.describeSchedule(s)})
	}
	if request.mode != "" {
		previous := j.Partitions[0].Mode
		for i := range j.Partitions {
			j.Partitions[i].Mode = request.mode
		}
		*common = append(*common, updatedField{"Recovery Mode", previous, request.mode})
	}
	for _, part := range request.parts {
		done, err := s.updateParts(j, part)
		if err != nil {
			return nil, err
		}
		answer.Summary.Each = append(answer.Summary.Each, done...)
	}
	j.Reboot = s.gen >= v3 && j.AfterReboot == "reboot"
	answer.JobInfo.ID, answer.JobInfo.Name = id(j.ID), j.Name
	return made, s.startOrStop(j, status, request.status, answer)
}
