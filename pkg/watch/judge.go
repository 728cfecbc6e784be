package watch

import (
	"cmp"
	"context"
	"time"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// judge decides whether the watch is over, and how what was watched ended. The recovery is nil where it was not asked for.
//
// A recovery that waits has run, and its run is over, when a partition of it has begun or ended, or when the recovery names the end of
// a run: "Scheduled" is what servers call one that is done and waits for its next run, and one that never ran.
func (r *run) judge(ctx context.Context, state *State, job *zdm.Recovery) error {
	if state.underWay() {
		r.disagreements = 0
		state.Phase = phaseOf(state.Parts)
		state.Status = state.Phase.String()
		return nil
	}
	over := state.allEnded()
	if job != nil {
		info := job.Job.Info
		state.Phase, state.Status = zdm.Status(info.Status.Current), plain(info.Status.Current)
		_, ended := info.Status.Time.End.Time(time.UTC)
		r.ran = r.ran || ended || state.Phase.Running() || state.Phase.Ended()
		switch {
		case state.Phase.Running():
			over = false
		case state.Phase == zdm.PhaseUnknown:
		case r.ran:
			over = true
		default:
			state.Idle = []string{state.Name}
			if info.Schedule != nil {
				state.Schedule = plain(info.Schedule.Description)
			}
		}
	}
	if !over {
		r.disagreements = 0
		return nil
	}
	if r.disagreements++; r.disagreements == 1 && !state.allEnded() { // the two responses may be of different times
		return nil
	}
	state.Over = true
	return r.conclude(ctx, state)
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

// conclude decides how what is over ended: as badly as any part of it.
func (r *run) conclude(ctx context.Context, state *State) error {
	said := state.Phase // by the recovery itself
	failed, canceled := said == zdm.PhaseError, said == zdm.PhaseCanceled
	for _, p := range state.Parts {
		failed = failed || p.Phase == zdm.PhaseError
		canceled = canceled || p.Phase == zdm.PhaseCanceled
	}
	switch {
	case failed:
		state.Phase = zdm.PhaseError
	case canceled:
		state.Phase = zdm.PhaseCanceled
	case state.allEnded() || said == zdm.PhaseComplete:
		state.Phase = zdm.PhaseComplete
	default: // it waits again, and its partitions show nothing of the run
		last, why, err := r.lastRun(ctx)
		if err != nil {
			state.Over = false
			return err
		}
		state.Phase, state.Reason = last, cmp.Or(why, state.Reason)
		if last == zdm.PhaseUnknown && said == zdm.PhaseScheduled {
			state.Phase = zdm.PhaseComplete
		}
	}
	state.Status = cmp.Or(state.Phase.String(), state.Status)
	return nil
}
