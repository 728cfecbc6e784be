package watch

import (
	"cmp"
	"context"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// judge decides whether the watch is over, and how the recovery ended. job is nil if the recovery
// itself was not requested.
//
// A waiting recovery has run, and its run is over, if one of its partitions has begun or ended, or
// if it has an end time. Servers report "Scheduled" both for a completed recovery that waits for
// its next run and for one that never ran.
//
// If the server shows the state of the job next to its progress, only that state ends the watch,
// since partitions end long before the run does. A complete job whose partitions have not all ended
// has failed.
func (r *run) judge(ctx context.Context, state *State, job *zdm.Recovery) error {
	if !state.reported.None() {
		return r.judgeReported(ctx, state, job)
	}
	if state.underWay() {
		r.contradictions = 0
		state.Phase = phaseOf(state.Parts)
		state.Status = state.Phase.String()
		return nil
	}
	over := state.ended()
	if job != nil {
		current := job.Job.Info.Status.Current
		state.Phase, state.Status = zdm.Status(current), plain(current)
		r.ran = r.ran || state.Phase.Running() || state.Phase.Ended()
		switch {
		case state.Phase.Running():
			over = false
		case state.Phase == zdm.PhaseUnknown:
		case r.ran:
			over = true
		default:
			state.wait(job)
		}
	}
	if !over {
		r.contradictions = 0
		return nil
	}
	if r.contradictions++; r.contradictions == 1 && !state.ended() { // responses may differ in time
		return nil
	}
	state.Over = true
	return r.conclude(ctx, state)
}

// judgeReported is judge for servers that show the state of the job.
func (r *run) judgeReported(ctx context.Context, state *State, job *zdm.Recovery) error {
	state.Phase, state.Status = zdm.Status(state.reported), plain(state.reported)
	waits := state.Phase == zdm.PhaseRegistered || state.Phase == zdm.PhaseScheduled
	switch {
	case state.Phase.Ended() && (state.Phase != zdm.PhaseComplete || len(state.unfinished()) == 0):
	case state.Phase.Ended(), waits && r.ran:
		if r.contradictions++; r.contradictions == 1 { // it may have just begun, or its partitions follow
			return nil
		}
	case waits:
		state.wait(job)
		fallthrough
	default:
		r.contradictions = 0
		return nil
	}
	state.Over = true
	return r.conclude(ctx, state)
}

// wait marks a recovery that has not run as idle. job is nil if it was not requested.
func (s *State) wait(job *zdm.Recovery) {
	s.Idle = []string{s.Name}
	if job != nil && job.Job.Info.Schedule != nil {
		s.Schedule = plain(job.Job.Info.Schedule.Description)
	}
}

// phaseOf returns the phase of active partitions.
func phaseOf(parts []Part) zdm.Phase {
	phase := zdm.PhaseUnknown
	for _, p := range parts {
		if p.Phase.Running() && (phase == zdm.PhaseUnknown || p.Phase == zdm.PhaseProcessing) {
			phase = p.Phase
		}
	}
	return phase
}

// conclude sets how a finished recovery ended: the worst result of its parts.
func (r *run) conclude(ctx context.Context, state *State) error {
	reported := state.Phase // as the recovery itself reports it
	failed, canceled := reported == zdm.PhaseError, reported == zdm.PhaseCanceled
	for _, p := range state.Parts {
		failed = failed || p.Phase == zdm.PhaseError
		canceled = canceled || p.Phase == zdm.PhaseCanceled
	}
	switch {
	case failed:
		state.Phase = zdm.PhaseError
	case canceled:
		state.Phase = zdm.PhaseCanceled
	case state.ended() || reported == zdm.PhaseComplete:
		state.Phase = zdm.PhaseComplete
	default: // it waits again, and its partitions do not show the run
		last, why, err := r.lastRun(ctx)
		if err != nil {
			state.Over = false
			return err
		}
		state.Phase, state.Reason = last, cmp.Or(why, state.Reason)
		if last == zdm.PhaseUnknown && reported == zdm.PhaseScheduled {
			state.Phase = zdm.PhaseComplete
		}
	}
	if state.Phase == zdm.PhaseComplete {
		for _, p := range state.unfinished() {
			p.Phase, state.Phase = zdm.PhaseError, zdm.PhaseError
		}
	}
	state.Status = cmp.Or(state.Phase.String(), state.Status)
	return nil
}
