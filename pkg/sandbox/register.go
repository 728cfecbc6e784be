package sandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	bolt "go.etcd.io/bbolt"

	"github.com/zdmctl/zdmctl/pkg/sandbox/fault"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// register handles POST /recoveries. The job is on the disk before the response is sent.
func (s *api) register(r *http.Request, _ query) (reply, error) {
	request, at, err := s.registration(r, s.readRecovery)
	if err != nil {
		return reply{}, err
	}
	asked, err := at.collect(request, "Recovery registration", "every candidate partition was excluded",
		func(made *mapping) error { return at.addPartitions(made, request) })
	if err != nil {
		return reply{}, err
	}
	made, err := s.save(r, at, request, asked)
	message := word(s.gen >= v2, messageRegistered, "Recovery jobs registered")
	return reply{status: http.StatusCreated, data: s.registered(made), message: message}, err
}

// registration reads a request and looks up what it refers to.
func (s *api) registration(r *http.Request, read func(*http.Request) (request, error)) (request, resolved, error) {
	wanted, err := read(r)
	if err != nil {
		return wanted, resolved{}, err
	}
	at, err := s.resolve(wanted, caller(r))
	if err == nil && fault.Strikes(r.Context(), fault.Timeout) {
		err = imagesTimedOut(at.center.Name, wanted.repository.ID)
	}
	return wanted, at, err
}

const messageRegistered = "Recovery job registration completed"

// registeredJob is a stored job with the values that its response reports.
type registeredJob struct {
	job       job
	asked     []jobPartition // including failed ones
	autoStart string         // as requested
	problem   string         // problem of the failed partitions
	notices   []string
}

// save stores the job of a request, unless all its partitions fail.
func (s *api) save(r *http.Request, at resolved, request request, asked mapping) (registeredJob, error) {
	if n, partial := fault.PartialOf(r.Context()); partial {
		asked.parts[n%uint64(len(asked.parts))].damaged = true
	}
	kept, problem := s.healthy(asked.parts)
	if problem != "" && s.cfg.Choices.RefusePartial {
		return registeredJob{}, refuse(http.StatusBadRequest, "%s", problem).withCode("JOB-ERROR-53")
	}
	made := registeredJob{job: s.newJob(at, request, asked.parts), asked: asked.parts, autoStart: request.autoStart, problem: problem}
	made.job.Partitions = kept
	schedule, err := s.attach(&made.job, request.schedule)
	if err != nil {
		return made, err
	}
	busy := ""
	if len(kept) > 0 {
		err = s.store.register(&made.job, schedule, func(tx *bolt.Tx, j *job) (err error) {
			busy, err = s.prepare(tx, j, request)
			return err
		})
	}
	if s.gen >= v202 {
		made.notices = notices(asked, busy)
	}
	return made, err
}

// prepare adjusts a new job to the stored ones: it numbers the name of a job of images, refuses a
// name that is taken, and starts nothing on a busy target. It returns the notice of that.
func (s *api) prepare(tx *bolt.Tx, j *job, request request) (notice string, err error) {
	ofImages := len(request.files) > 0
	if ofImages {
		j.Name = freeName(tx, j.Name)
	}
	var running *job
	if s.gen >= v3Early {
		if running, err = s.store.runningOn(tx, j, s.now()); err != nil {
			return "", err
		}
	}
	starts := request.autoStart == zdm.Use
	switch {
	case running == nil:
	case s.gen < v3 && starts:
		return "", busyTarget("Recovery registration", running)
	case s.gen < v3:
	case starts:
		notice = "autoStart was skipped. Start it with a status update once the running job completes."
		j.Run = nil
	default:
		notice = "not started."
	}
	if notice != "" {
		notice = fmt.Sprintf("Recovery job '%s' is currently in progress on target server '%s' — this job was registered but %s", running.Name, j.Target.Name, notice)
	}
	if s.cfg.Choices.RefuseDuplicateNames && !ofImages && taken(tx, j.Name) {
		return "", refuse(http.StatusConflict, "JOB_NAME_ALREADY_EXISTS").withCode("JOB-ERROR-07")
	}
	return notice, nil
}

// busyTarget returns the refusal of a start while another job runs on the target.
func busyTarget(title string, running *job) *failure {
	return refuse(http.StatusConflict, "[%s] - Recovery job '%s' is already in progress on target server '%s'. Wait for it to finish, then start this job again.",
		title, running.Name, running.Target.Name).withCode("JOB-ERROR-64")
}

// notices returns the notices of a registration in the order of the API.
func notices(of mapping, busy string) (all []string) {
	if slices.ContainsFunc(of.parts, func(p jobPartition) bool { return p.overwriteIgnored }) {
		all = append(all, "The overwrite option is Linux-only and was ignored for this Windows recovery job.")
	}
	if busy != "" {
		all = append(all, busy)
	}
	return append(all, of.notices...)
}

// healthy returns the partitions that can be registered, and the problem of the others.
func (s *api) healthy(asked []jobPartition) (kept []jobPartition, problem string) {
	for _, p := range asked {
		if p.damaged {
			problem = fmt.Sprintf("백업 이미지를 읽을 수 없습니다 (%s)", p.BackupFile)
			if s.gen >= v3Early {
				problem = fmt.Sprintf("The backup image cannot be read (%s)", p.BackupFile)
			}
			continue
		}
		kept = append(kept, p)
	}
	return kept, problem
}

// newJob fills in absent fields for which the API documents no default, with the safest choice.
func (s *api) newJob(at resolved, request request, partitions []jobPartition) job {
	now := s.now()
	made := job{
		Name:         cmp.Or(request.jobName, at.generatedName(partitions[0])),
		Registered:   now,
		Center:       at.center.ID,
		Source:       system{ID: at.source.ID, Name: at.source.Name, OS: at.source.OS},
		Target:       system{ID: at.target.ID, Name: at.target.Name, OS: at.target.OS},
		Platform:     request.platform,
		AfterReboot:  cmp.Or(request.afterReboot, "reboot"),
		NetworkLimit: request.networkLimit,
		Mail:         request.mail,
		User:         at.user.ID,
		CloudAuth:    at.cloudAuth.ID,
		Unreachable:  at.target.Disconnected,
		jobState:     jobState{Speed: s.cfg.Speed},
	}
	if request.scriptPath != "" {
		made.ScriptPath, made.ScriptRun = request.scriptPath, cmp.Or(request.scriptRun, "after")
	}
	// In older versions, a run is Complete while its target reboots.
	made.Reboot = s.gen >= v3 && made.AfterReboot == "reboot"
	if request.autoStart == zdm.Use {
		made.start(now)
	}
	return made
}

// attach attaches the requested schedule to a job: the stored one it refers to, or a new record.
func (s *api) attach(j *job, want *zdm.Schedule) (*scheduleRecord, error) {
	if want == nil {
		return nil, nil
	}
	record := &scheduleRecord{Center: j.Center, Created: s.now()}
	record.Type = want.Type
	if s.gen >= v2 {
		record.JobName = j.Name
	}
	switch {
	case want.ID != 0:
		stored, err := s.storedSchedule(j, want.ID, "")
		if err != nil {
			return nil, err
		}
		record, j.ScheduleID = stored, want.ID
	case want.Basic != nil:
		record.Basic = *want.Basic
	default:
		stored, err := s.storedSchedule(j, want.BasicID, ".")
		if err != nil {
			return nil, err
		}
		record.Basic = stored.Basic
	}
	if err := checkFields(record.Schedule, true); err != nil {
		return nil, err
	}
	if record.Type > zdm.ScheduleMonthlyByDate {
		return nil, smartRefused()
	}
	j.Schedule, j.Attached = &record.Schedule, s.now()
	if want.ID != 0 {
		return nil, nil
	}
	return record, nil
}

func (s *api) storedSchedule(j *job, id int64, stop string) (*scheduleRecord, error) {
	stored, err := s.store.schedule(id)
	switch {
	case err != nil:
		return nil, err
	case stored == nil:
		return nil, notAttached(id, stop)
	case stored.Center != j.Center && s.cfg.Choices.CheckScheduleCenter:
		return nil, centerMismatch("Schedule", s.inventory.Center(j.Center).Name)
	}
	return stored, nil
}

// centerMismatch returns the refusal of an object that belongs to a center other than the requested
// one.
func centerMismatch(thing, center string) *failure {
	return refuse(http.StatusForbidden, "%s does not belong to center '%s'", thing, center)
}
