package watch

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// State is how what is watched stands.
type State struct {
	At     time.Time // by the injected clock
	ID     string    // of the recovery, "" when it is not known, or of a server
	Name   string    // of the recovery, or the server as it was given
	Source string    // names of the servers, "" if the response does not report it
	Target string

	Phase   zdm.Phase
	Status  string        // the phase as the server calls it, "" when it is not known
	Elapsed time.Duration // of the run, 0 when it is not known
	Parts   []Part
	Jobs    []string // names of the recoveries of a server
	Over    bool

	Idle     []string // names of what has not run yet and is waited for, as nothing else goes on
	Schedule string   // what that waits for, "" is a start
	Reason   string   // how the run ended, in the server's words
	Same     int      // recoveries of the name that was given

	Raw []byte // the answer, the whole body

	// Of a look that failed; the rest is then what the one before found.
	Failing error
	Since   time.Time // there is no answer
}

// Part is how one partition stands.
type Part struct {
	Job     string // the recovery's name, "" if the response does not report it
	Name    string // mount point or drive
	Phase   zdm.Phase
	Status  string // as the server calls it
	Message string
	Percent float64
	Known   bool          // Percent was reported
	Left    time.Duration // until it is done at the pace that was seen, 0 when that is not known
}

// underWay reports whether a partition is.
func (s *State) underWay() bool {
	for _, p := range s.Parts {
		if p.Phase.Running() {
			return true
		}
	}
	return false
}

// allEnded reports whether all partitions have ended.
func (s *State) allEnded() bool {
	for _, p := range s.Parts {
		if !p.Phase.Ended() {
			return false
		}
	}
	return len(s.Parts) > 0
}

// stateOf reads an answer of the monitoring.
func (r *run) stateOf(answer zdm.Result[zdm.Monitoring]) State {
	data := answer.Data
	state := State{
		At: r.Now(), ID: r.identifier, Name: r.target.Name, Same: r.same, Raw: answer.Raw,
		Source: plain(data.System.Source.Name), Target: plain(data.System.Target.Name),
	}
	for _, job := range data.Jobs {
		name := plain(job.Info.Name)
		if name != "" {
			state.Jobs = append(state.Jobs, name)
		}
		if len(job.Log) > 0 {
			state.Reason = plain(job.Log[len(job.Log)-1])
		}
		state.Parts = append(state.Parts, r.partsOf(name, job, state.At)...)
	}
	if len(state.Jobs) > 0 {
		state.Name = state.Jobs[0]
	}
	return state
}

// partsOf reads the partitions of a recovery, and notes that it has run where one of them has.
func (r *run) partsOf(name string, job zdm.MonitoredJob, now time.Time) (parts []Part) {
	seen := map[string]int{} // a partition may come twice
	for _, progress := range job.Details {
		info := progress.Info
		part := Part{Job: name, Name: plain(progress.Name()), Phase: zdm.Status(info.Status), Status: plain(info.Status), Message: plain(info.Message)}
		part.Percent, part.Known = info.Percent.Percent()
		seen[part.Name]++
		part.Left = r.remaining(name+"\x00"+part.Name+strconv.Itoa(seen[part.Name]), part, now)
		_, ended := info.End.Time(time.UTC)
		r.ran = r.ran || ended || part.Percent > 0 || part.Phase.Running() || part.Phase.Ended()
		parts = append(parts, part)
	}
	return parts
}

// origin is where a partition stood when it was first seen under way.
type origin struct {
	at      time.Time
	percent float64
}

// remaining is how long a partition takes yet at the pace that was seen since it was first looked at; the times that
// servers report are not used, as nobody knows their zone and clock.
func (r *run) remaining(key string, part Part, now time.Time) time.Duration {
	began, known := r.origins[key]
	switch {
	case part.Phase != zdm.PhaseProcessing || !part.Known:
		delete(r.origins, key)
		return 0
	case !known || part.Percent < began.percent:
		r.origins[key] = origin{now, part.Percent}
		return 0
	case part.Percent == began.percent:
		return 0
	}
	left := float64(now.Sub(began.at)) * (100 - part.Percent) / (part.Percent - began.percent)
	if left > float64(100*24*time.Hour) {
		return 0
	}
	return time.Duration(left)
}

// describe adds what the recovery itself reports, nil where it was not asked for.
func (r *run) describe(state *State, job *zdm.Recovery) {
	if state.underWay() && r.since.IsZero() {
		r.since = state.At
	}
	if job != nil {
		state.Name = cmp.Or(plain(job.Job.Info.Name), state.Name)
		state.Source = cmp.Or(state.Source, plain(job.System.Source.Name))
		state.Target = cmp.Or(state.Target, plain(job.System.Target.Name))
		if elapsed, known := duration(job.Job.Info.Status.Time.Elapsed); known {
			r.since = state.At.Add(-elapsed)
		}
		r.name = state.Name
	}
	state.Name = cmp.Or(state.Name, r.name, state.ID)
	if !r.since.IsZero() {
		state.Elapsed = state.At.Sub(r.since)
	}
}

// plain is a text, "" when it is none.
func plain(t zdm.Text) string {
	if t.None() {
		return ""
	}
	return strings.TrimSpace(string(t))
}

// duration reads HH:MM:SS.
func duration(t zdm.Text) (time.Duration, bool) {
	parts := strings.Split(strings.TrimSpace(string(t)), ":")
	if len(parts) != 3 {
		return 0, false
	}
	var d time.Duration
	for _, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return 0, false
		}
		d = d*60 + time.Duration(n)
	}
	return d * time.Second, true
}
