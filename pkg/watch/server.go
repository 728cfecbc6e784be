package watch

import (
	"cmp"
	"context"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// member is a watched recovery of a server.
type member struct {
	run
	state  State
	status zdm.Text // as last listed
	listed bool     // whether the last look listed it
}

// lookAtServer lists the recoveries of a server and requests each that may have changed. The
// server's own monitoring endpoint is unsuitable, because it may show the partitions of all
// recoveries as one. Raw is its response at the end, if there is one.
func (r *run) lookAtServer(ctx context.Context) (State, error) {
	server := r.target.Server
	for _, m := range r.members {
		m.listed = false
	}
	list := r.Client.Recoveries(zdm.RecoveryQuery{RecoveryFilter: zdm.RecoveryFilter{Server: server, ServerType: r.target.Side, Center: r.target.Center}})
	var listed []byte
	for page, err := range list.Pages(ctx) {
		if err != nil {
			return State{}, err
		}
		listed = page.Raw
		r.generation = page.Generation
		for _, item := range page.Items {
			job, err := list.Decode(item)
			if err == nil && !r.target.others(job) {
				err = r.member(job).lookAt(ctx, job)
			}
			if err != nil {
				return State{}, err
			}
		}
	}
	r.members = slices.DeleteFunc(r.members, func(m *member) bool {
		if !m.listed {
			delete(r.byID, m.identifier)
		}
		return !m.listed
	})
	if len(r.members) == 0 {
		return State{}, exit.New(exit.Refused, msgWatchNothing.With(server)).Because(errAbsent)
	}
	state := r.combined()
	if !state.Over {
		return state, nil
	}
	answer, err := r.Client.MonitorServer(ctx, server, zdm.MonitorServerQuery{ServerType: r.target.Side})
	if state.Raw = answer.Raw; unavailable(err) {
		state.Raw, err = listed, nil
	}
	return state, err
}

// others reports whether a listed recovery certainly belongs to another server.
func (t Target) others(job zdm.Recovery) bool {
	notSource, notTarget := job.System.Source.IsNot(t.Server), job.System.Target.IsNot(t.Server)
	switch t.Side {
	case "source":
		return notSource
	case "target":
		return notTarget
	}
	return notSource && notTarget
}

// member returns the watched recovery, and adds it if it is new.
func (r *run) member(job zdm.Recovery) *member {
	id, name := string(job.Job.Info.ID), string(job.Job.Info.Name)
	if !zdm.IsID(id) {
		id = name
	}
	m := r.byID[id]
	if m == nil {
		m = &member{run: run{Watcher: r.Watcher, identifier: id, origins: map[string]origin{}}}
		r.members, r.byID[id] = append(r.members, m), m
	}
	return m
}

// lookAt requests the state of a listed recovery, unless it has not changed.
func (m *member) lookAt(ctx context.Context, job zdm.Recovery) error {
	status := job.Job.Info.Status.Current
	m.listed = true
	if m.looked && status == m.status && (m.state.Over || len(m.state.Idle) > 0) {
		return nil
	}
	answer := zdm.Result[zdm.Monitoring]{}
	if zdm.IsID(m.identifier) || zdm.IsName(m.identifier) {
		var err error
		if answer, err = m.Client.MonitorJob(ctx, m.identifier, zdm.MonitorQuery{}); err != nil && !unavailable(err) {
			return err
		}
	}
	state := m.stateOf(answer)
	m.describe(&state, &job)
	for i := range state.Parts {
		state.Parts[i].Job = state.Name
	}
	if err := m.judge(ctx, &state, &job); err != nil {
		return err
	}
	m.state, m.status, m.looked = state, status, true
	return nil
}

// combined returns the state of a server: that of an active recovery, else of a waiting one, else
// the worst result.
func (r *run) combined() State {
	all := State{At: r.Now(), Name: cmp.Or(r.target.Server, r.target.Name), Over: true}
	rank, active := -1, false
	for _, m := range r.members {
		s := m.state
		all.Jobs = append(all.Jobs, s.Name)
		all.Idle = append(all.Idle, s.Idle...)
		all.Parts = append(all.Parts, s.Parts...)
		all.Over = all.Over && s.Over
		active = active || s.Idle == nil && !s.Over
		if own := weight(s); own > rank {
			rank, all.Phase, all.Status = own, s.Phase, s.Status
		}
	}
	if active {
		all.Idle = nil
	}
	return all
}

// weight orders states by their priority in the state of their server.
func weight(s State) int {
	switch {
	case !s.Over && s.Phase.Running():
		return 5
	case len(s.Idle) > 0:
		return 4
	case s.Phase == zdm.PhaseError:
		return 3
	case s.Phase == zdm.PhaseCanceled:
		return 2
	case s.Phase != zdm.PhaseComplete:
		return 1
	}
	return 0
}
