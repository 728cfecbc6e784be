package sandbox

import (
	"iter"
	"slices"
	"time"
)

// States of a job (ZDM API, job status).
const (
	statusRegistered = "Registered" // waits, without a schedule
	statusScheduled  = "Scheduled"  // waits for its schedule
	statusPreparing  = "Preparing"
	statusProcessing = "Processing"
	statusComplete   = "Complete"
	statusCanceling  = "Canceling"
	statusCanceled   = "Canceled"
	statusError      = "Error"
)

// maxHistory limits the finished runs a job keeps.
const maxHistory = 100

// jobState is the stored part of a job's runs. Every run and state follows from it, the job's
// schedule and the time. Only requests that change the job write it.
type jobState struct {
	Attached time.Time `json:"at,omitzero"`  // when the schedule was attached
	Since    time.Time `json:"si,omitzero"`  // only later due times count
	Speed    float64   `json:"v"`            // of scheduled runs
	Reboot   bool      `json:"rb,omitempty"` // whether runs last until the target has rebooted
	Run      *run      `json:"ru,omitempty"`
	Past     []outcome `json:"pa,omitempty"` // before Run, oldest first, at most maxHistory
}

// outcome is a finished run.
type outcome struct {
	Start  time.Time `json:"s"`
	End    time.Time `json:"e"`
	Status string    `json:"o"`
	Text   string    `json:"t"`
}

// runs returns the runs started until now that are not in Past, newest first: the scheduled ones,
// then Run.
func (j *job) runs(now time.Time) iter.Seq[run] {
	return func(yield func(run) bool) {
		if j.Schedule != nil {
			scheduled, plan := j.scheduled(), j.Schedule.Attach(j.Attached.In(now.Location()))
			for start := range plan.Runs(j.after(), now, j.timeline(scheduled).length) {
				scheduled.Start = start
				if !yield(scheduled) {
					return
				}
			}
		}
		if j.Run != nil {
			yield(*j.Run)
		}
	}
}

// after returns the instant after which scheduled runs start.
func (j *job) after() time.Time {
	if j.Run != nil && j.end(*j.Run).After(j.Since) {
		return j.end(*j.Run).Add(-1) // a run may start at the instant another ends
	}
	return j.Since
}

// scheduled returns a scheduled run without its start.
func (j *job) scheduled() run {
	return run{Speed: j.Speed, Limit: j.NetworkLimit, Reboot: j.Reboot}
}

// latest returns the active or most recent run.
func (j *job) latest(now time.Time) (run, bool) {
	for r := range j.runs(now) {
		return r, true
	}
	return run{}, false
}

// state returns the state of the job at an instant. A completed job that is due again is shown as
// waiting. A failed one is shown as failed until its next run.
func (j *job) state(now time.Time) snapshot {
	due := false
	if j.Schedule != nil {
		_, due = j.Schedule.Attach(j.Attached.In(now.Location())).Next(now)
	}
	r, ran := j.latest(now)
	if !ran {
		shot := snapshot{status: waiting(due), parts: make([]progress, len(j.Partitions))}
		for i := range shot.parts {
			shot.parts[i] = progress{status: statusRegistered, message: "Waiting"}
		}
		return shot
	}
	shot := j.look(r, now)
	shot.status = shownStatus(shot.status, due)
	return shot
}

// waiting returns the status of a job that has not run.
func waiting(due bool) string { return word(due, statusScheduled, statusRegistered) }

// shownStatus returns the status of a job whose last run has the given status.
func shownStatus(status string, due bool) string {
	return word(status == statusComplete && due, statusScheduled, status)
}

// updated returns when the job last changed, which is now while it runs.
func (j *job) updated(shot snapshot, now time.Time) time.Time {
	switch {
	case !shot.start.IsZero() && shot.end.IsZero():
		return now
	case shot.end.After(j.Updated) && shot.end.After(j.Registered):
		return shot.end
	case j.Updated.IsZero():
		return j.Registered
	}
	return j.Updated
}

// history returns the finished runs, newest first, at most maxHistory.
func (j *job) history(now time.Time) []outcome {
	var over []outcome
	for r := range j.runs(now) {
		if shot := j.look(r, now); shot.over() {
			over = append(over, shot.outcome())
		}
		if len(over) == maxHistory {
			return over
		}
	}
	for _, one := range slices.Backward(j.Past) {
		if len(over) < maxHistory {
			over = append(over, one)
		}
	}
	return over
}

// archive stores the runs so far, so that a later change of the job does not alter them. The last
// run stays in Run, because it determines the state of each partition.
func (j *job) archive(now time.Time, speed float64) {
	over := j.history(now)
	if last, ran := j.latest(now); ran {
		j.Run = &last
		if j.look(last, now).over() {
			over = over[1:]
		}
	}
	slices.Reverse(over)
	j.Past, j.Since, j.Speed = over, now, speed
}

// running returns the active run, including one being canceled.
func (j *job) running(now time.Time) (run, bool) {
	r, ran := j.latest(now)
	return r, ran && !j.look(r, now).over()
}

// start starts a run after archive, and reports false if one is active. Responses show whole
// seconds, so no two runs start within one second.
func (j *job) start(now time.Time) bool {
	last, ran := j.latest(now)
	if _, on := j.running(now); on || ran && last.Start.Unix() >= now.Unix() {
		return false
	}
	if ran {
		j.Past = append(j.Past, j.look(last, now).outcome())
	}
	next := j.scheduled()
	next.Start = now
	j.Run = &next
	return true
}

// stop cancels the active run after archive, and reports false if there is none to cancel.
func (j *job) stop(now time.Time) bool {
	r, on := j.running(now)
	if !on || !r.Stop.IsZero() {
		return false
	}
	r.Stop = now
	j.Run = &r
	return true
}
