package watch

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// errAbsent is the cause of an error that no recovery has the name.
var errAbsent = errors.New("no such recovery")

// absent reports ZDM's word that what was asked for is not there.
func absent(err error) bool {
	failed, ok := errors.AsType[*zdm.Error](err)
	return errors.Is(err, errAbsent) || ok && failed.Kind == zdm.Refused && failed.Status == http.StatusNotFound
}

// unusable reports ZDM's answer that lacks what was asked for.
func unusable(err error) bool {
	failed, ok := errors.AsType[*zdm.Error](err)
	return ok && failed.Kind == zdm.Foreign && failed.Err != nil
}

// unreported reports whether the server does not report what was asked for, now or later.
func unreported(err error) bool {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok {
		return false
	}
	return failed.Kind == zdm.Refused || unusable(err) || failed.Kind == zdm.Foreign && noRoute(failed)
}

// noRoute reports a client error of something that is not ZDM, which it may pass.
func noRoute(failed *zdm.Error) bool {
	return failed.Status/100 == 4 && failed.Status != http.StatusRequestTimeout && failed.Status != http.StatusTooManyRequests
}

// look asks how things stand. As long as a partition is under way its progress is enough; otherwise the recovery itself is
// asked for: only that parts a run that is over from one that is between two partitions, or has not begun.
func (r *run) look(ctx context.Context) (State, error) {
	if r.target.Server != "" {
		return r.lookAtServer(ctx)
	}
	if err := r.resolve(ctx); err != nil {
		return State{}, err
	}
	job := r.found
	r.found = nil
	answer, err := r.Client.MonitorJob(ctx, r.identifier, zdm.MonitorQuery{})
	hidden := absent(err) || unusable(err) // not every server shows what has not run yet
	if err != nil && !hidden {
		return State{}, err
	}
	state := r.stateOf(answer)
	if hidden || job == nil && (!r.looked || !state.underWay()) {
		one, err := r.Client.Recovery(ctx, r.identifier, zdm.RecoveryFilter{Center: r.target.Center})
		switch {
		case err == nil:
			job = &one.Data
		case hidden || !unreported(err):
			return State{}, err
		}
		if hidden {
			state.Raw = one.Raw
		}
	}
	r.describe(&state, job)
	return state, r.judge(ctx, &state, job)
}

// resolve finds the id of a name, once: a name of digits cannot be asked for, and a name may come to mean another recovery.
func (r *run) resolve(ctx context.Context) error {
	if r.target.ID != "" {
		r.identifier = r.target.ID
	}
	if r.identifier != "" {
		return nil
	}
	name := r.target.Name
	found, err := r.named(ctx, name)
	if unreported(err) && zdm.IsName(name) { // a list may fail as a whole because of another of its items
		r.identifier = name
		return nil
	}
	if err != nil {
		return err
	}
	job, err := r.choose(found)
	if err != nil {
		return err
	}
	r.same, r.found, r.answered = len(found), &job, true
	if r.identifier = string(job.Job.Info.ID); !zdm.IsID(r.identifier) {
		r.identifier = name
	}
	return nil
}

// named are the recoveries of a name.
func (r *run) named(ctx context.Context, name string) (found []zdm.Recovery, err error) {
	query := zdm.RecoveryQuery{JobName: name, RecoveryFilter: zdm.RecoveryFilter{Center: r.target.Center}}
	for job, err := range r.Client.Recoveries(query).Kept().All(ctx) {
		switch {
		case err != nil:
			return nil, err
		case string(job.Job.Info.Name) == name:
			found = append(found, job)
		}
	}
	return found, nil
}

// choose returns the recovery that a name means.
func (r *run) choose(jobs []zdm.Recovery) (zdm.Recovery, error) {
	if len(jobs) == 0 {
		return zdm.Recovery{}, exit.New(exit.Refused, msg.NothingOfName.With(r.target.Name)).Because(errAbsent)
	}
	chosen := jobs[0]
	var ids []string
	for _, job := range jobs {
		ids = append(ids, string(job.Job.Info.ID))
		if later(job.Job.Info.ID, chosen.Job.Info.ID) {
			chosen = job
		}
	}
	switch id := string(chosen.Job.Info.ID); {
	case len(jobs) > 1 && (!r.target.Newest || !zdm.IsID(id)):
		return chosen, exit.New(exit.Usage, msgSeveralNamed.With(r.target.Name, len(jobs))).
			Note(msg.TheirIDs.With(strings.Join(ids, ", ")))
	case !zdm.IsName(r.target.Name) && !zdm.IsID(id):
		return chosen, exit.New(exit.Refused, msg.NameOutOfReach.With(r.target.Name))
	}
	return chosen, nil
}

// later compares two ids, which are given in ascending order. What is no id comes before all.
func later(a, b zdm.Text) bool {
	if !zdm.IsID(string(a)) || !zdm.IsID(string(b)) {
		return zdm.IsID(string(a))
	}
	x, y := strings.TrimLeft(string(a), "0"), strings.TrimLeft(string(b), "0")
	return len(x) > len(y) || len(x) == len(y) && x > y
}

// lastRun is how the last run of a recovery ended, with the server's words; zdm.PhaseUnknown if it is not reported.
func (r *run) lastRun(ctx context.Context) (zdm.Phase, string, error) {
	query := zdm.HistoryQuery{JobID: r.identifier, Paging: zdm.Paging{Limit: 20}}
	if !zdm.IsID(r.identifier) {
		query.JobID, query.JobName = "", r.identifier
	}
	runs, err := r.Client.Histories(query).Get(ctx)
	if unreported(err) || absent(err) { // histories came with 1.1
		return zdm.PhaseUnknown, "", nil
	}
	if err != nil {
		return zdm.PhaseUnknown, "", err
	}
	for _, run := range runs.Data {
		if string(run.Job.ID) == r.identifier || string(run.Job.Name) == r.identifier {
			return zdm.Status(run.Result.Status), string(run.Result.Description), nil
		}
	}
	return zdm.PhaseUnknown, "", nil
}
