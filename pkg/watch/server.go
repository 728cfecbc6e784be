package watch

import (
	"context"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// member is a recovery of a server that is watched.
type member struct {
	run
	state  State
	status zdm.Text // as last listed
	listed bool     // by the last look
}

// lookAtServer asks for the recoveries of a server, and for each that may have moved how it stands. The server's own monitoring does not
// do: it may show the partitions of all recoveries as those of one. It is the answer that is left at the end, if there is one.
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
	answer, err := r.Client.MonitorServer(ctx, server, zdm.MonitorQuery{ServerType: r.target.Side})
	if state.Raw = answer.Raw; unreported(err) {
		state.Raw, err = listed, nil
	}
	return state, err
}

// others reports a recovery that is surely none of the server's, whatever the server of ZDM takes for one.
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

// member finds the recovery among those that are watched, or adds it.
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

// lookAt asks how a recovery stands that was just listed, unless it has not moved.
func (m *member) lookAt(ctx context.Context, job zdm.Recovery) error {
	status := job.Job.Info.Status.Current
	m.listed = true
	if m.looked && status == m.status && (m.state.Over || len(m.state.Idle) > 0) {
		return nil
	}
	answer := zdm.Result[zdm.Monitoring]{}
	if zdm.IsID(m.identifier) || zdm.IsName(m.identifier) {
		var err error
		if answer, err = m.Client.MonitorJob(ctx, m.identifier, zdm.MonitorQuery{}); err != nil && !unreported(err) {
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

// combined is the state of a server: that of a recovery that is under way, else as one that waits, else as the worst end of all.
func (r *run) combined() State {
	all := State{At: r.Now(), Name: r.target.Server, Over: true}
	rank := -1
	for _, m := range r.members {
		s := m.state
		all.Jobs = append(all.Jobs, s.Name)
		all.Idle = append(all.Idle, s.Idle...)
		all.Parts = append(all.Parts, s.Parts...)
		all.Over = all.Over && s.Over
		if own := weight(s); own > rank {
			rank, all.Phase, all.Status = own, s.Phase, s.Status
		}
	}
	for _, m := range r.members {
		if m.state.Idle == nil && !m.state.Over {
			all.Idle = nil // something goes on
		}
	}
	return all
}

// weight orders states by how much they determine the state of the server that they belong to.
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
