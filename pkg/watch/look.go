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

// errAbsent is the cause of the error for a name without a recovery.
var errAbsent = errors.New("no such recovery")

// absent reports whether ZDM responded that the requested object does not exist.
func absent(err error) bool {
	failed, ok := errors.AsType[*zdm.Error](err)
	return errors.Is(err, errAbsent) || ok && failed.Kind == zdm.Refused && failed.Status == http.StatusNotFound
}

// unusable reports whether ZDM's response lacks the requested data.
func unusable(err error) bool {
	failed, ok := errors.AsType[*zdm.Error](err)
	return ok && failed.Kind == zdm.Foreign && failed.Err != nil
}

// unavailable reports whether the server does not provide the requested data and retrying will not
// help.
func unavailable(err error) bool {
	failed, ok := errors.AsType[*zdm.Error](err)
	if !ok {
		return false
	}
	return failed.Kind == zdm.Refused || unusable(err) || failed.Kind == zdm.Foreign && noRoute(failed)
}

// noRoute reports whether an intermediary responded with a client error, which may be temporary.
func noRoute(failed *zdm.Error) bool {
	return failed.Status/100 == 4 && failed.Status != http.StatusRequestTimeout && failed.Status != http.StatusTooManyRequests
}

// settled reports whether every further request would fail too, for example because ZDM itself
// refused it with a code: it does not support the request, or the data of the job is damaged.
func settled(failed *zdm.Error) bool {
	return failed.Lasting() || failed.Kind == zdm.Denied ||
		failed.Kind == zdm.Refused && failed.Code != "" && (noRoute(failed) || failed.Code == zdm.CodeJobDamaged)
}

// look requests the current state. While a partition is active, its progress suffices, and so does
// the state of the job if the server shows it. Otherwise look requests the recovery itself, which
// alone distinguishes a finished run from one between two partitions or not begun.
func (r *run) look(ctx context.Context) (State, error) {
	if r.target.Server != "" {
		return r.lookAtServer(ctx)
	}
	if len(r.target.Several) > 0 {
		return r.lookAtSeveral(ctx)
	}
	if err := r.resolve(ctx); err != nil {
		return State{}, err
	}
	job := r.found
	r.found = nil
	answer, err := r.Client.MonitorJob(ctx, r.identifier, zdm.MonitorQuery{})
	hidden := absent(err) || unusable(err) // some servers hide what has not run yet
	if err != nil && !hidden {
		return State{}, err
	}
	state := r.stateOf(answer)
	if hidden || job == nil && (!r.looked || !state.certain()) {
		one, err := r.Client.Recovery(ctx, r.identifier, zdm.RecoveryFilter{Center: r.target.Center})
		switch {
		case err == nil:
			job = &one.Data
		case hidden || !unavailable(err):
			return State{}, err
		}
		if hidden {
			state.Raw, r.generation = one.Raw, one.Generation
		}
	}
	r.describe(&state, job)
	return state, r.judge(ctx, &state, job)
}

// resolve looks up the id of a name once: a name of digits cannot be requested, and a name may
// later refer to another recovery.
func (r *run) resolve(ctx context.Context) error {
	if r.target.ID != "" {
		r.identifier = r.target.ID
	}
	if r.identifier != "" {
		return nil
	}
	name := r.target.Name
	found, err := r.named(ctx, name)
	if unavailable(err) && zdm.IsName(name) { // another recovery can make a whole list fail
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

// named returns the recoveries with a name.
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

// choose returns the recovery to which a name refers.
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

// later reports whether id a was assigned after b. Text that is not an id sorts first.
func later(a, b zdm.Text) bool {
	if !zdm.IsID(string(a)) || !zdm.IsID(string(b)) {
		return zdm.IsID(string(a))
	}
	x, y := strings.TrimLeft(string(a), "0"), strings.TrimLeft(string(b), "0")
	return len(x) > len(y) || len(x) == len(y) && x > y
}

// lastRun returns how the last run of a recovery ended, with the server's text. It returns
// zdm.PhaseUnknown if that is unknown.
func (r *run) lastRun(ctx context.Context) (zdm.Phase, string, error) {
	query := zdm.HistoryQuery{JobID: r.identifier, Paging: zdm.Paging{Limit: 20}}
	if !zdm.IsID(r.identifier) {
		query.JobID, query.JobName = "", r.identifier
	}
	runs, err := r.Client.Histories(query).Get(ctx)
	if unavailable(err) || absent(err) { // histories require 1.1
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
