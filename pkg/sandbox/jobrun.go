package sandbox

import (
	"fmt"
	"math"
	"time"
)

// Durations at speed 1. A gigabit line transfers line bytes per second.
const (
	preparing = 30 * time.Second
	canceling = 10 * time.Second
	rebooting = 20 * time.Second
	line      = 1e9 / 8
	megabit   = 1e6 / 8
)

// forever is longer than any run.
const forever = 100 * 365 * 24 * time.Hour

// run is a run of a job: its start, the speed and limit at that time, and when it was stopped.
type run struct {
	Start time.Time `json:"s"`
	Stop  time.Time `json:"x,omitzero"`
	Speed float64   `json:"v"`
	Limit int64     `json:"l,omitempty"` // Mbit/s, 0 for no limit
	// Whether the run lasts until the target has rebooted, as in 3.0.
	Reboot bool `json:"b,omitempty"`
}

// timeline is the course of an uninterrupted run, as offsets from its start.
type timeline struct {
	prepared time.Duration
	legs     []leg // consecutive, one for each partition that starts
	copied   time.Duration
	length   time.Duration // time to copy, and in 3.0 also to reboot
	failure  string        // why the last leg fails; empty if it does not
}

// leg is the copying of one partition.
type leg struct {
	begin, end time.Duration
	whole      time.Duration // end - begin, except for a leg that fails
}

// timeline computes the course of a run from image sizes, speed and limit. A run fails if the
// target cannot be reached or a target partition is full.
func (j *job) timeline(r run) timeline {
	c := timeline{prepared: r.scaled(preparing.Seconds())}
	c.length = c.prepared
	if j.Unreachable {
		c.legs = []leg{{begin: c.prepared, end: c.prepared, whole: 1}}
		c.failure = fmt.Sprintf("Target 서버에 연결할 수 없습니다 (%s)", j.Target.Name)
		return c
	}
	rate := float64(line)
	if r.Limit > 0 {
		rate = min(rate, float64(r.Limit)*megabit)
	}
	for _, p := range j.Partitions {
		whole := r.scaled(float64(p.ImageSize) / rate)
		one := leg{begin: c.length, whole: max(whole, 1)}
		if p.TooSmall != nil {
			whole = time.Duration(float64(whole) * *p.TooSmall)
			c.failure = fmt.Sprintf("디스크 용량이 부족합니다 (%s)", p.TargetDevice)
		}
		one.end = min(c.length+whole, forever)
		c.length = one.end
		c.legs = append(c.legs, one)
		if c.failure != "" {
			break
		}
	}
	c.copied = c.length
	if r.Reboot && c.failure == "" {
		c.length += r.scaled(rebooting.Seconds())
	}
	return c
}

// scaled returns a duration at the run's speed.
func (r run) scaled(seconds float64) time.Duration {
	return time.Duration(math.Min(seconds/r.Speed*float64(time.Second), float64(forever)))
}

// end returns when a run finishes.
func (j *job) end(r run) time.Time {
	if r.Stop.IsZero() {
		return r.Start.Add(j.timeline(r).length)
	}
	return r.Stop.Add(r.scaled(canceling.Seconds()))
}

// span holds the times that determine a run's status.
type span struct {
	start, stop      time.Time // the zero stop means that it was not stopped
	prepared, length time.Duration
	canceling        time.Duration // duration of stopping it
	fails            bool          // at its end
}

func (j *job) span(r run) span { return r.span(j.timeline(r)) }

func (r run) span(c timeline) span {
	return span{start: r.Start, stop: r.Stop, prepared: c.prepared, length: c.length,
		canceling: r.scaled(canceling.Seconds()), fails: c.failure != ""}
}

// status returns the status of a run at an instant that is not before its start.
func (s span) status(now time.Time) string {
	if !s.stop.IsZero() && !now.Before(s.stop) {
		if now.Before(s.stop.Add(s.canceling)) {
			return statusCanceling
		}
		return statusCanceled
	}
	switch reached := now.Sub(s.start); {
	case reached < s.prepared:
		return statusPreparing
	case reached < s.length:
		return statusProcessing
	case s.fails:
		return statusError
	}
	return statusComplete
}

// boundaries returns the instants at which the status may change.
func (s span) boundaries() []time.Time {
	if s.stop.IsZero() {
		return []time.Time{s.start.Add(s.prepared), s.start.Add(s.length)}
	}
	return []time.Time{s.start.Add(s.prepared), s.start.Add(s.length), s.stop, s.stop.Add(s.canceling)}
}

// isOver reports whether a run with this status has finished.
func isOver(status string) bool {
	return status == statusComplete || status == statusCanceled || status == statusError
}

// snapshot is the state of a run, or of a job that has not run, at one instant.
type snapshot struct {
	status     string
	start, end time.Time // zero if not yet reached
	parts      []progress
	log        []string
	text       string // one sentence
	run        run    // the zero value if the job has not run
}

// progress is a partition at one instant.
type progress struct {
	status     string
	percent    int
	message    string
	start, end time.Time
}

// look returns the state of a run at an instant that is not before its start.
func (j *job) look(r run, now time.Time) snapshot {
	c := j.timeline(r)
	reached := now.Sub(r.Start)
	if !r.Stop.IsZero() && !now.Before(r.Stop) {
		reached = r.Stop.Sub(r.Start)
	}
	shot := snapshot{run: r, status: r.span(c).status(now), start: r.Start, log: []string{"Preparing target"}, text: "Recovery is running."}
	if text, ended := map[string]string{
		statusCanceling: "Recovery is being canceled.",
		statusCanceled:  "Recovery was canceled.",
		statusError:     c.failure,
		statusComplete:  "Recovery completed.",
	}[shot.status]; ended {
		shot.text = text
	}
	if shot.over() {
		shot.end = j.end(r)
	}
	for i, p := range j.Partitions {
		part := c.part(i, reached, r.Start)
		part.finish(shot.status, shot.end)
		if part.percent > 0 || part.status == statusError {
			shot.log = append(shot.log, fmt.Sprintf("%s (%s)", part.message, p.Source))
		}
		shot.parts = append(shot.parts, part)
	}
	if shot.status == statusProcessing && r.Reboot && reached >= c.copied {
		shot.text = "Rebooting target"
		shot.log = append(shot.log, shot.text)
	}
	if shot.status != statusPreparing && shot.status != statusProcessing {
		shot.log = append(shot.log, shot.text)
	}
	return shot
}

// over reports whether the run has finished.
func (s snapshot) over() bool { return isOver(s.status) }

func (s snapshot) outcome() outcome {
	return outcome{Start: s.start, End: s.end, Status: s.status, Text: s.text}
}

// part returns the progress of a partition, ignoring a stop.
func (c timeline) part(i int, reached time.Duration, start time.Time) progress {
	if i >= len(c.legs) || reached < c.legs[i].begin {
		return progress{status: statusRegistered, message: "Waiting"}
	}
	one := c.legs[i]
	p := progress{status: statusProcessing, message: "Copying blocks", start: start.Add(one.begin)}
	p.percent = min(int(100*float64(min(reached, one.end)-one.begin)/float64(one.whole)), 99)
	switch {
	case reached < one.end:
	case c.failure != "" && i == len(c.legs)-1:
		p.status, p.message, p.end = statusError, c.failure, start.Add(one.end)
	default:
		p.status, p.percent, p.message, p.end = statusComplete, 100, "Completed", start.Add(one.end)
	}
	return p
}

// finish ends the progress of an unfinished partition in the way that its run ended.
func (p *progress) finish(run string, end time.Time) {
	if p.status == statusComplete || p.status == statusError {
		return
	}
	switch run {
	case statusCanceling:
		p.status, p.message = statusCanceling, "Canceling"
	case statusCanceled, statusError:
		p.status, p.message, p.end = statusCanceled, "Canceled", end
	}
}
