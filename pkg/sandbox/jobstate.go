package sandbox

import (
	"iter"
	"time"
)

// The states of a job (ZDM API, job status).
const (
	statusRegistered = "Registered" // waits without a schedule
	statusScheduled  = "Scheduled"  // waits for its schedule
	statusPreparing  = "Preparing"
	statusProcessing = "Processing"
	statusComplete   = "Complete"
	statusCanceling  = "Canceling"
	statusCanceled   = "Canceled"
	statusError      = "Error"
)

// Bounds of what a job remembers: runs in its history.
const maxHistory = 100

// jobState is what the store keeps of a job's runs. With the job's schedule and the time it tells every run
// and every state; only a request that changes the job writes it.
type jobState struct {
	Attached time.Time `json:"at,omitzero"` // when the schedule was
	Since    time.Time `json:"si,omitzero"` // its due times count after this, where that is later
	Speed    float64   `json:"v"`           // of the runs of the schedule
	Run      *run      `json:"ru,omitempty"`
	Past     []outcome `json:"pa,omitempty"` // before Run, oldest first, maxHistory at most
}

// outcome is a run that is over.
type outcome struct {
	Start  time.Time `json:"s"`
	End    time.Time `json:"e"`
	Status string    `json:"o"`
	Text   string    `json:"t"`
}

// runs gives those begun until now that are not in the past, newest first: those of the schedule, then the kept one.
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

// after is the instant after which runs of the schedule begin.
func (j *job) after() time.Time {
	if j.Run != nil && j.end(*j.Run).After(j.Since) {
		return j.end(*j.Run).Add(-1) // a run may begin as another ends
	}
	return j.Since
}

// scheduled is a run of the schedule, without its start.
func (j *job) scheduled() run { return run{Speed: j.Speed, Limit: j.NetworkLimit} }

// latest is the run that goes on or was the last.
func (j *job) latest(now time.Time) (run, bool) {
	for r := range j.runs(now) {
		return r, true
	}
	return run{}, false
}

// state shows the job at an instant. One that completed and is due again waits; a failure is shown until then.
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
	shot.status = settled(shot.status, due)
	return shot
}

// waiting is the status of a job that has not run.
func waiting(due bool) string {
	if due {
		return statusScheduled
	}
	return statusRegistered
}

// settled is the status of a job whose last run has one.
func settled(status string, due bool) string {
	if status == statusComplete && due {
		return statusScheduled
	}
	return status
}

// updated is when the job last changed: now while it runs.
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

// history gives the runs that are over, newest first, maxHistory at most.
func (j *job) history(now time.Time) []outcome {
	var over []outcome
	for r := range j.runs(now) {
		if shot := j.look(r, now); shot.over() {
			over = append(over, outcome{Start: shot.start, End: shot.end, Status: shot.status, Text: shot.text})
		}
		if len(over) == maxHistory {
			return over
		}
	}
	for i := len(j.Past) - 1; i >= 0 && len(over) < maxHistory; i-- {
		over = append(over, j.Past[i])
	}
	return over
}

// settle writes down what has happened, so that what is changed next changes nothing of it. The last run
// stays as it is, for it shows the state of each partition.
func (j *job) settle(now time.Time, speed float64) {
	over := j.history(now)
	if last, ran := j.latest(now); ran {
		j.Run = &last
		if j.look(last, now).over() {
			over = over[1:]
		}
	}
	j.Past = nil
	for i := len(over) - 1; i >= 0; i-- {
		j.Past = append(j.Past, over[i])
	}
	j.Since, j.Speed = now, speed
}

// running reports a run that goes on, also one that is being canceled.
func (j *job) running(now time.Time) (run, bool) {
	r, ran := j.latest(now)
	return r, ran && !j.look(r, now).over()
}

// start begins a run on a settled job, and reports false when one goes on. Runs have whole seconds in all
// answers, so that no two begin within one.
func (j *job) start(now time.Time) bool {
	last, ran := j.latest(now)
	if _, on := j.running(now); on || ran && last.Start.Unix() >= now.Unix() {
		return false
	}
	if ran {
		shot := j.look(last, now)
		j.Past = append(j.Past, outcome{Start: shot.start, End: shot.end, Status: shot.status, Text: shot.text})
	}
	j.Run = &run{Start: now, Speed: j.Speed, Limit: j.NetworkLimit}
	return true
}

// stop cancels the run of a settled job, and reports false when there is none to cancel.
func (j *job) stop(now time.Time) bool {
	r, on := j.running(now)
	if !on || !r.Stop.IsZero() {
		return false
	}
	r.Stop = now
	j.Run = &r
	return true
}
