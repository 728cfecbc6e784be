package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

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

type partUpdate struct {
	drive  bool // whether the request calls it a drive
	letter string
	mode   string
}

// updateAnswer is the data of the answer, in the order of the API's document.
type updateAnswer struct {
	JobInfo struct {
		ID           string `json:"id"`
		Name         string `json:"name"`
		ErrorMessage string `json:"errorMessage,omitempty"`
	} `json:"jobInfo"`
	Summary updateSummary `json:"summary"`
}

type updateSummary struct {
	State  string         `json:"state"`
	Common []updatedField `json:"commonUpdatedFields"`
	Each   []updatedPart  `json:"eachUpdatedFields"`
}

type updatedField struct {
	Field    string `json:"field"`
	Previous any    `json:"previous"`
	New      any    `json:"new"`
}

type updatedPart struct {
	Partition string        `json:"partition,omitempty"`
	Drive     string        `json:"drive,omitempty"`
	Summary   updateSummary `json:"summary"`
}

// updateRecovery handles PUT /recoveries/:identifier. Of several jobs with the name, it changes the
// newest.
func (s *Server) updateRecovery(r *http.Request) (reply, error) {
	request, err := s.readUpdate(r)
	if err != nil {
		return reply{}, err
	}
	identifier := r.PathValue("identifier")
	var answer updateAnswer
	err = s.store.change(identifier, func(j *job) (*scheduleRecord, error) {
		if j == nil {
			return nil, refuse(http.StatusNotFound, "ID가 '%s'인 Recovery를 찾을 수 없습니다", identifier)
		}
		if err := s.checkCenter(j, request.center); err != nil {
			return nil, err
		}
		answer = updateAnswer{Summary: updateSummary{State: zdm.StateSuccess, Common: []updatedField{}, Each: []updatedPart{}}}
		return s.update(j, request, &answer)
	})
	return reply{data: answer, message: "Recovery job Update completed"}, err
}

// checkCenter checks that the job belongs to the request's center, if it names one.
func (s *Server) checkCenter(j *job, center string) error {
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

func (s *Server) readUpdate(r *http.Request) (updateRequest, error) {
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
	if s.v2 {
		if request.center = body.identifier("center"); request.center == "" {
			body.missing("center")
		}
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

func (s *Server) readPart(item fields) partUpdate {
	part := partUpdate{letter: item.text("partition"), mode: item.oneOf("mode", zdm.Modes())}
	if part.letter == "" {
		part.drive, part.letter = true, item.text("drive")
	}
	if part.letter == "" {
		item.missing("partition")
	}
	if s.v2 && part.drive {
		part.letter = driveLetter(part.letter)
	}
	return part
}

// update changes a job and records the changes in the answer. Past runs stay as they were.
func (s *Server) update(j *job, request updateRequest, answer *updateAnswer) (*scheduleRecord, error) {
	now := s.now()
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
		changeNumber(common, "networkLimit", &j.NetworkLimit, *request.limit)
	}
	before := j.describeSchedule(s)
	made, err := s.attach(j, request.schedule)
	if err != nil {
		return nil, err
	}
	if request.schedule != nil {
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
		one, err := j.updatePart(part)
		if err != nil {
			return nil, err
		}
		answer.Summary.Each = append(answer.Summary.Each, one)
	}
	answer.JobInfo.ID, answer.JobInfo.Name = strconv.FormatInt(j.ID, 10), j.Name
	return made, s.startOrStop(j, request.status, answer)
}

func change(fields *[]updatedField, label string, value *string, wanted string) {
	if wanted != "" {
		*fields = append(*fields, updatedField{label, *value, wanted})
		*value = wanted
	}
}

func changeNumber(fields *[]updatedField, label string, value *int64, wanted int64) {
	*fields = append(*fields, updatedField{label, *value, wanted})
	*value = wanted
}

func (j *job) describeSchedule(s *Server) string {
	if j.Schedule == nil {
		return "-"
	}
	return s.description(*j.Schedule)
}

func (j *job) updatePart(part partUpdate) (updatedPart, error) {
	i := slices.IndexFunc(j.Partitions, func(p jobPartition) bool { return p.Source == part.letter })
	if i < 0 {
		return updatedPart{}, refuse(http.StatusNotFound, "PARTITION_NOT_FOUND: '%s' (%s)", part.letter, j.Source.Name)
	}
	done := updatedPart{Partition: part.letter, Summary: updateSummary{State: zdm.StateSuccess, Common: []updatedField{}, Each: []updatedPart{}}}
	if part.drive {
		done.Partition, done.Drive = "", part.letter
	}
	change(&done.Summary.Common, "Recovery Mode", &j.Partitions[i].Mode, part.mode)
	return done, nil
}

// startOrStop starts or stops a run. If that is impossible, the answer reports it.
func (s *Server) startOrStop(j *job, status string, answer *updateAnswer) error {
	var done bool
	var problem string
	switch status {
	case "start":
		done, problem = j.start(s.now()), "이미 실행 중인 작업입니다."
	case "stop":
		done, problem = j.stop(s.now()), "실행 중인 작업이 아닙니다."
	default:
		return nil
	}
	switch {
	case done:
		answer.Summary.Common = append(answer.Summary.Common, updatedField{"status", "-", status})
	case s.cfg.Choices.StatusConflict:
		return refuse(http.StatusConflict, "%s", problem)
	default:
		answer.JobInfo.ErrorMessage, answer.Summary.State = problem, zdm.StateFail
	}
	return nil
}
