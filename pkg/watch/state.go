package watch

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// State is the observed state of a target.
type State struct {
	At     time.Time // by the injected clock
	ID     string    // id of the recovery; "" if unknown, or for a server
	Name   string    // name of the recovery, or the server as given
	Source string    // names of the servers; "" if unknown
	Target string

	Phase   zdm.Phase
	Status  string        // the server's word for the phase; "" if unknown
	Elapsed time.Duration // of the run; 0 if unknown
	Parts   []Part
	Jobs    []string // names of a server's recoveries
	Over    bool

	Idle     []string // names of awaited recoveries that have not run, if nothing is active
	Schedule string   // description of the schedule that Idle waits for; "" means a manual start
	Reason   string   // how the run ended, as reported by the server
	Same     int      // number of recoveries with the given name

	// state of the job as shown with its progress; "" before 3.0
	reported zdm.Text
	Percent  float64 // of the job, 0 to 100
	Known    bool    // whether the server reported Percent (since 3.0)
	// Rebooting means that everything is restored and the target is restarting, or is about to. The
	// run continues.
	Rebooting bool

	Raw []byte // body of the response

	// Failing is the error of a failed look. The other fields are those of the previous state.
	Failing error
	Since   time.Time // when responses stopped
}

// Part is the progress of a partition.
type Part struct {
	Job       string // name of the recovery; "" if unknown
	Name      string // mount point or drive
	Image     string // restored image; "" if the server does not show it (before 3.0)
	Phase     zdm.Phase
	Status    string // as reported by the server
	Message   string
	Percent   float64
	Known     bool          // whether the server reported Percent
	Remaining time.Duration // estimated remaining time; 0 if unknown
}

// Problem returns why a partition failed, or zero if the server does not show it.
func (p *Part) Problem() msg.Message {
	switch {
	case p.Phase != zdm.PhaseError:
		return msg.Message{}
	case zdm.Status(zdm.Text(p.Status)) != zdm.PhaseError:
		return msgNotRestored.With(p.Status)
	case p.Message == "":
		return msg.Message{}
	}
	return msg.Verbatim.With(p.Message)
}

// unfinished returns the partitions that a run has not restored although the job is complete or
// other partitions have ended. It returns nothing before 3.0, where a finished recovery may show
// the partitions of its next run.
func (s *State) unfinished() (open []*Part) {
	complete := zdm.Status(s.reported) == zdm.PhaseComplete
	ended := complete || slices.ContainsFunc(s.Parts, func(p Part) bool { return p.Phase.Ended() })
	for i := range s.Parts {
		p := &s.Parts[i]
		waits := p.Phase == zdm.PhaseRegistered || p.Phase == zdm.PhaseScheduled
		if ended && !s.reported.None() && (waits || complete && p.Phase.Running()) {
			open = append(open, p)
		}
	}
	return open
}

// Lacks returns the partitions of a request that a recovery does not show although it shows others.
func (s *State) Lacks(asked []string) (missing []string) {
	for _, name := range asked {
		held := func(p Part) bool { return zdm.SamePartition(zdm.Text(p.Name), name) }
		if len(s.Parts) > 0 && !slices.ContainsFunc(s.Parts, held) {
			missing = append(missing, name)
		}
	}
	return missing
}

// underWay reports whether a partition is active.
func (s *State) underWay() bool {
	return slices.ContainsFunc(s.Parts, func(p Part) bool { return p.Phase.Running() })
}

// Title returns the name of a part, with its image if another part has the same name.
func (s *State) Title(p *Part) string {
	for i := range s.Parts {
		if other := &s.Parts[i]; other != p && other.Job == p.Job && other.Name == p.Name && other.Image != p.Image && p.Image != "" {
			return p.Name + " (" + p.Image + ")"
		}
	}
	return p.Name
}

// certain reports whether the progress shows that the run continues or has ended.
func (s *State) certain() bool {
	if phase := zdm.Status(s.reported); !s.reported.None() {
		return phase.Running() || phase.Ended()
	}
	return s.underWay()
}

// ended reports whether all partitions have ended.
func (s *State) ended() bool {
	return len(s.Parts) > 0 && !slices.ContainsFunc(s.Parts, func(p Part) bool { return !p.Phase.Ended() })
}

// stateOf converts a monitoring response.
func (r *run) stateOf(answer zdm.Result[zdm.Monitoring]) State {
	data := answer.Data
	if answer.Generation != zdm.GenerationUnknown {
		r.generation = answer.Generation
	}
	state := State{
		At: r.Now(), ID: r.identifier, Name: r.target.Name, Same: r.same, Raw: answer.Raw,
		Source: plain(data.System.Source.Name), Target: plain(data.System.Target.Name),
	}
	for _, job := range data.Jobs {
		name := plain(job.Info.Name)
		if name != "" {
			state.Jobs = append(state.Jobs, name)
		}
		state.Source, state.Target = cmp.Or(state.Source, plain(job.Info.Source)), cmp.Or(state.Target, plain(job.Info.Target))
		if !job.Overall.Status.None() {
			r.report(&state, job)
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

// partsOf converts the partitions of a recovery. It sets r.ran if one of them has run.
func (r *run) partsOf(name string, job zdm.MonitoredJob, now time.Time) (parts []Part) {
	seen := map[string]int{} // a partition may occur twice
	for _, progress := range job.Details {
		info := progress.Info
		part := Part{Job: name, Name: plain(progress.Name()), Image: plain(progress.BackupFile), Phase: zdm.Status(info.Status), Status: plain(info.Status), Message: plain(info.Message)}
		part.Percent, part.Known = info.Percent.Percent()
		key := name + "\x00" + part.Name + "\x00" + part.Image
		seen[key]++
		part.Remaining = r.remaining(key+strconv.Itoa(seen[key]), part, now)
		_, ended := info.End.Time(time.UTC)
		r.ran = r.ran || ended || part.Percent > 0 || part.Phase.Running() || part.Phase.Ended()
		parts = append(parts, part)
	}
	return parts
}

// report sets the state of the job from its progress.
func (r *run) report(state *State, job zdm.MonitoredJob) {
	state.reported = job.Overall.Status
	state.Percent, state.Known = job.Overall.Percent.Percent()
	phase := zdm.Status(state.reported)
	state.Rebooting = phase == zdm.PhaseProcessing && state.Percent == 100
	r.ran = r.ran || phase.Running() || phase.Ended()
	if elapsed, known := duration(job.Time.Elapsed); known {
		r.since = state.At.Add(-elapsed)
	}
}

// origin is the first observed progress of an active partition.
type origin struct {
	at      time.Time
	percent float64
}

// remaining estimates the remaining time of a partition from its progress since it was first
// observed. It ignores the server's times, whose zone and clock are unknown.
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

// describe adds the recovery's own data, and sets r.ran if it shows the end of a run. job is nil if
// it was not requested.
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
		_, ended := job.Job.Info.Status.Time.End.Time(time.UTC)
		r.ran = r.ran || ended
	}
	state.Name = cmp.Or(state.Name, r.name, state.ID)
	if !r.since.IsZero() {
		state.Elapsed = state.At.Sub(r.since)
	}
}

// plain returns a text, or "" if it has none.
func plain(t zdm.Text) string {
	if t.None() {
		return ""
	}
	return strings.TrimSpace(string(t))
}

// duration parses HH:MM:SS.
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
