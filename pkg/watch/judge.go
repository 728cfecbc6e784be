package watch

import (
	"cmp"
	"context"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// tally counts recoveries by what they say of themselves.
type tally struct {
	running, unknown  int
	failed, canceled  int
	completed, due    int       // due: waiting for the next run of a schedule
	idle              []string  // names of those that wait and have not run
	phase             zdm.Phase // of the last one that runs, else of the last one
	status, scheduled string
}

// count also notes which recoveries have run.
func (r *run) count(jobs []zdm.Recovery) tally {
	var t tally
	for _, job := range jobs {
		info := job.Job.Info
		name, phase := plain(info.Name), zdm.Status(info.Status.Current)
		_, ended := info.Status.Time.End.Time(time.UTC)
		if ended || phase.Running() || phase.Ended() {
			r.ran[r.key(name)] = true
		}
		switch {
		case phase.Running():
			t.running++
		case phase == zdm.PhaseUnknown:
			t.unknown++
		case !r.ran[r.key(name)]:
			t.idle = append(t.idle, name)
		}
		switch phase {
		case zdm.PhaseError:
			t.failed++
		case zdm.PhaseCanceled:
			t.canceled++
		case zdm.PhaseComplete:
			t.completed++
		case zdm.PhaseScheduled:
			t.due++
		}
		if phase.Running() || t.running == 0 {
			t.phase, t.status = phase, plain(info.Status.Current)
		}
		if info.Schedule != nil {
			t.scheduled = plain(info.Schedule.Description)
		}
	}
	return t
}

// judge says of a state whether the watch is over, and how what was watched ended.
//
// A recovery that waits has run, and its run is over, when a partition of it has begun or ended, or when the recovery names the end of
// a run: "Scheduled" is what servers call one that is done and waits for its next run, and one that never ran. A server is done with
// when each of its recoveries has run.
func (r *run) judge(ctx context.Context, state *State, jobs []zdm.Recovery) error {
	if state.underWay() {
		r.doubts = 0
		state.Phase = phaseOf(state.Parts)
		state.Status = state.Phase.String()
		return nil
	}
	t := r.count(jobs)
	state.Phase, state.Status = t.phase, t.status
	over := state.settled()
	switch {
	case len(jobs) == 0:
	case t.running > 0:
		over = false
	case t.unknown > 0:
	case len(t.idle) > 0:
		over = false
		state.Idle, state.Schedule = t.idle, t.scheduled
	default:
		over = true
	}
	if !over {
		r.doubts = 0
		return nil
	}
	if r.doubts++; r.doubts == 1 && !state.settled() { // the two answers are of different moments
		return nil
	}
	state.Over = true
	return r.conclude(ctx, state, t)
}

// phaseOf is what partitions under way are doing.
func phaseOf(parts []Part) zdm.Phase {
	phase := zdm.PhaseUnknown
	for _, p := range parts {
		if p.Phase.Running() && (phase == zdm.PhaseUnknown || p.Phase == zdm.PhaseProcessing) {
			phase = p.Phase
		}
	}
	return phase
}

// conclude says how what is over ended: as badly as any part of it.
func (r *run) conclude(ctx context.Context, state *State, t tally) error {
	for _, p := range state.Parts {
		switch p.Phase {
		case zdm.PhaseError:
			t.failed++
		case zdm.PhaseCanceled:
			t.canceled++
		}
	}
	single := r.target.Server == ""
	switch {
	case t.failed > 0:
		state.Phase = zdm.PhaseError
	case t.canceled > 0:
		state.Phase = zdm.PhaseCanceled
	case state.settled() || t.completed > 0 || !single:
		state.Phase = zdm.PhaseComplete
	default: // it waits again, and its partitions tell nothing of the run
		last, said, err := r.lastRun(ctx)
		if err != nil {
			state.Over = false
			return err
		}
		state.Phase, state.Reason = last, cmp.Or(said, state.Reason)
		if last == zdm.PhaseUnknown && t.due > 0 {
			state.Phase = zdm.PhaseComplete
		}
	}
	state.Status = cmp.Or(state.Phase.String(), state.Status)
	return nil
}
