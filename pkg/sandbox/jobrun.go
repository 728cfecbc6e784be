package sandbox

import (
	"fmt"
	"math"
	"time"
)

// How long things take at speed 1. A gigabit line carries line bytes a second.
const (
	preparing = 30 * time.Second
	canceling = 10 * time.Second
	line      = 1e9 / 8
	megabit   = 1e6 / 8
)

// forever is longer than any run.
const forever = 100 * 365 * 24 * time.Hour

// run is a run of a job: when it began, with the speed and limit of that time, and when it was told to stop.
type run struct {
	Start time.Time `json:"s"`
	Stop  time.Time `json:"x,omitzero"`
	Speed float64   `json:"v"`
	Limit int64     `json:"l,omitempty"` // Mbit/s, 0 for none
}

// timeline is how a run goes when nobody stops it, in times from its start.
type timeline struct {
	prepared time.Duration
	legs     []leg // one after another, of the partitions that are begun
	length   time.Duration
	failure  string // what ended the last leg; empty when all is well
}

// leg is the copying of one partition.
type leg struct {
	begin, end time.Duration
	whole      time.Duration // end - begin, but for a leg that fails
}

// timeline follows from image sizes, speed and limit. A run fails where the target cannot be reached, or
// where a target partition is full.
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
	return c
}

// scaled gives how long something takes at the run's speed.
func (r run) scaled(seconds float64) time.Duration {
	return time.Duration(math.Min(seconds/r.Speed*float64(time.Second), float64(forever)))
}

// end is when a run is over.
func (j *job) end(r run) time.Time {
	if r.Stop.IsZero() {
		return r.Start.Add(j.timeline(r).length)
	}
	return r.Stop.Add(r.scaled(canceling.Seconds()))
}

// span is how a run goes as far as its status tells.
type span struct {
	start, stop      time.Time // no stop: nobody stopped it
	prepared, length time.Duration
	canceling        time.Duration // once it is stopped
	fails            bool          // at its end
}

func (j *job) span(r run) span { return r.span(j.timeline(r)) }

func (r run) span(c timeline) span {
	return span{start: r.Start, stop: r.Stop, prepared: c.prepared, length: c.length,
		canceling: r.scaled(canceling.Seconds()), fails: c.failure != ""}
}

// status of a run at an instant from its start on.
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

// boundaries are the instants at which the status of a run may change. The zero time stands for none.
func (s span) boundaries() []time.Time {
	if s.stop.IsZero() {
		return []time.Time{s.start.Add(s.prepared), s.start.Add(s.length)}
	}
	return []time.Time{s.start.Add(s.prepared), s.start.Add(s.length), s.stop, s.stop.Add(s.canceling)}
}

// isOver reports the status of a run that has ended.
func isOver(status string) bool {
	return status == statusComplete || status == statusCanceled || status == statusError
}

// snapshot is a run, or a job that waits, at one instant.
type snapshot struct {
	status     string
	start, end time.Time // zero while there is none
	parts      []progress
	log        []string
	text       string // one sentence
}

// progress is a partition at one instant.
type progress struct {
	status     string
	percent    int
	message    string
	start, end time.Time
}

// look shows a run at an instant from its start on.
func (j *job) look(r run, now time.Time) snapshot {
	c := j.timeline(r)
	reached := now.Sub(r.Start)
	if !r.Stop.IsZero() && !now.Before(r.Stop) {
		reached = r.Stop.Sub(r.Start)
	}
	shot := snapshot{status: r.span(c).status(now), start: r.Start, log: []string{"Preparing target"}, text: "Recovery is running."}
	switch shot.status {
	case statusCanceling:
		shot.text = "Recovery is being canceled."
	case statusCanceled:
		shot.text = "Recovery was canceled."
	case statusError:
		shot.text = c.failure
	case statusComplete:
		shot.text = "Recovery completed."
	}
	if shot.over() {
		shot.end = j.end(r)
	}
	for i, p := range j.Partitions {
		part := c.part(i, reached, r.Start)
		part.settle(shot.status, shot.end)
		if part.percent > 0 || part.status == statusError {
			shot.log = append(shot.log, fmt.Sprintf("%s (%s)", part.message, p.Source))
		}
		shot.parts = append(shot.parts, part)
	}
	if shot.status != statusPreparing && shot.status != statusProcessing {
		shot.log = append(shot.log, shot.text)
	}
	return shot
}

// over reports a run that has ended.
func (s snapshot) over() bool { return isOver(s.status) }

// part shows a partition when nobody has stopped the run.
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

// settle gives a partition that did not get to its end the end of its run.
func (p *progress) settle(run string, end time.Time) {
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
