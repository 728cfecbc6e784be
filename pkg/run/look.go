package run

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"strings"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const percentStep = 25 // progress steps that are recorded for a resumed run

// look polls the started recoveries of a wave.
func (r *Run) look(ctx context.Context, items []*item) {
	active := r.active(ctx, items)
	if ctx.Err() != nil || len(active) == 0 {
		return
	}
	states, failed := make([]watch.State, len(active)), make([]error, len(active))
	panics.Each(ctx, len(active), callsAtATime, func(i int) { states[i], failed[i] = r.follow(active[i]).Look(ctx) })
	answered := false
	for i := range active {
		if failed[i] == nil {
			failed[i] = states[i].Failing
		}
		answered = answered || failed[i] == nil
	}
	answered = answered || r.responds(ctx, failed[0])
	for i, it := range active {
		if ctx.Err() != nil || r.fault != nil {
			return
		}
		switch err := failed[i]; {
		case errors.Is(err, watch.ErrGone):
			r.over(it, journal.Failed, exit.New(exit.Failed, msgGone.With()).Because(err), nil)
		case err == nil:
			r.heard(ctx, nil)
			r.seen(ctx, it, states[i])
		case !answered:
			r.heard(ctx, err)
		case isForbidden(err):
			r.unknown(it, r.Words.Explain(err))
		}
		r.shows(it, failed[i] == nil || !answered)
	}
}

// shows records whether the server shows a recovery. After a long time without its state, although
// the server answers other calls, the recovery ends as unknown.
func (r *Run) shows(it *item, shown bool) {
	switch {
	case shown, it.stage == over:
		it.unseen = time.Time{}
	case it.unseen.IsZero():
		it.unseen = r.Now()
	case r.Now().Sub(it.unseen) >= unseenFor:
		r.unknown(it, exit.New(exit.Unknown, msgNeverSeen.With(unseenFor)))
	case !it.noted && r.Now().Sub(it.unseen) >= refusedFor:
		it.noted = true
		r.note(journal.Unseen, it.name(), msgUnseen.With(refusedFor))
	}
}

// unknown ends a recovery that may still be running. The next run polls it again.
func (r *Run) unknown(it *item, e *exit.Error) {
	r.over(it, journal.Unknown, e, &journal.State{ID: it.id, Status: it.state.Status, After: it.lastLook, Origin: it.origin, Running: it.stage == running})
}

// responds reports whether the server answers other calls after one has failed, so that the failure
// concerns only one recovery.
func (r *Run) responds(ctx context.Context, err error) bool {
	switch failed := callOf(err); {
	case failed == nil, failed.Kind == zdm.Unreachable, failed.Kind == zdm.Denied:
		return false
	case failed.Kind == zdm.Refused:
		return true
	}
	_, err = r.Client.Recoveries(zdm.RecoveryQuery{Paging: zdm.Paging{Limit: 1}}).Get(ctx)
	return r.heard(ctx, err)
}

// active returns the recoveries that were started and whose ids are known.
func (r *Run) active(ctx context.Context, items []*item) (active []*item) {
	for _, it := range items {
		if it.isActive() && it.id == "" {
			r.found(ctx, it)
		}
		if it.isActive() && it.id != "" {
			active = append(active, it)
		}
	}
	return active
}

// seen applies the result of a poll.
func (r *Run) seen(ctx context.Context, it *item, state watch.State) {
	now := state.At
	previous := it.state
	it.state = state
	if it.until.IsZero() {
		it.until = r.Now().Add(r.Settle)
	}
	if it.stage == starting && !r.hasBegun(ctx, it, state) {
		if r.Now().Before(it.until) {
			it.lastLook = now
			return
		}
		e := exit.New(exit.Unknown, msgNotStarted.With(r.Settle))
		r.over(it, journal.Unknown, e, nil)
		r.hold(e)
		return
	}
	if it.stage == starting {
		it.stage, it.origin, it.seen = running, journal.Started, state.At
		r.observed(it, state, true)
	} else if it.origin == journal.Found && previous.At.IsZero() {
		r.observed(it, state, true)
	}
	switch {
	case state.Over:
		r.ends(ctx, it, state)
	case percentOf(state)/percentStep > percentOf(previous)/percentStep || state.Status != previous.Status:
		r.observed(it, state, false)
		it.lastLook = now
	default:
		it.lastLook = now
	}
	if it.stage == running && !it.ended.IsZero() && !state.Over {
		it.ended, it.after = time.Time{}, time.Time{}
	}
}

// observed records the state of a recovery. first marks the poll that shows its start.
func (r *Run) observed(it *item, state watch.State, first bool) {
	shown := &journal.State{ID: it.id, Status: state.Status, Percent: float64(percentOf(state)), Running: true}
	if first {
		shown.Origin, shown.After = it.origin, it.lastLook
		if it.origin == journal.Started && it.lastLook.Before(it.sent) {
			shown.After = it.sent
		}
		if it.origin == journal.Found {
			shown.After, shown.History = time.Time{}, it.history
		}
	}
	_ = r.add(false, journal.Record{Event: journal.Observed, Job: it.name(), At: state.At, State: shown})
}

// hasBegun reports whether a start that was sent is visible: the recovery is running, or a new run
// has ended.
func (r *Run) hasBegun(ctx context.Context, it *item, state watch.State) bool {
	switch {
	case state.Phase.Running():
		return true
	case len(state.Idle) > 0:
		return false
	}
	newest, err := r.newestRun(ctx, it)
	if err == nil && later(newest.ID, zdm.Text(it.history)) {
		return true
	}
	if it.before != "" || it.history != "" || it.restart { // an ended run may be the previous one
		there, err := r.Client.Recovery(ctx, it.id, zdm.RecoveryFilter{Center: r.Center})
		start := there.Data.Job.Info.Status.Time.Start
		return err == nil && !start.None() && string(start) != it.before
	}
	return state.Over
}

// ends ends a recovery once its end is certain. Up to 2.0.2, Complete can be reported before the
// reboot and hide a failure, so it waits for a history row.
func (r *Run) ends(ctx context.Context, it *item, state watch.State) {
	if it.ended.IsZero() {
		it.ended, it.after = state.At, it.lastLook
	}
	newest, err := r.newestRun(ctx, it)
	if err != nil && !r.responds(ctx, err) {
		r.heard(ctx, err)
		return
	}
	if ctx.Err() != nil || err != nil && r.Now().Before(it.ended.Add(refusedFor)) {
		return
	}
	confirmed := later(newest.ID, zdm.Text(it.history))
	complete := state.Phase == zdm.PhaseComplete
	if complete && !confirmed && r.Now().Before(it.ended.Add(r.Settle)) {
		return // the row may still appear
	}
	if complete && !confirmed {
		r.note(journal.Unconfirmed, it.name(), msgUnconfirmed.With())
	}
	if !confirmed {
		newest = zdm.History{}
	}
	last := it.last(state, newest)
	result, e := verdict(state, newest)
	if missing := state.Lacks(it.request.SourcePartitions()); result == journal.Complete && len(missing) > 0 {
		result, e = journal.Failed, exit.New(exit.Failed, msgWithout.With(strings.Join(missing, ", ")))
	}
	r.over(it, result, e, last)
	r.learnZone(it, last)
}

// last returns the final state of a recovery, with its history row if there is one.
func (it *item) last(state watch.State, row zdm.History) *journal.State {
	last := &journal.State{
		ID: it.id, Status: state.Status, After: it.after, Reason: state.Reason, Running: true,
		History: string(row.ID), Start: string(row.Time.Start), Ended: string(row.Time.End), Elapsed: string(row.Time.Elapsed),
	}
	if it.origin == "" {
		last.Origin = journal.FoundEnd
	}
	for _, p := range state.Parts {
		last.Parts = append(last.Parts, journal.Part{Source: p.Name, Status: p.Status, Message: p.Message})
	}
	return last
}

// verdict returns the result of an ended recovery. Complete contradicted by a history row is not a
// success.
func verdict(state watch.State, row zdm.History) (string, *exit.Error) {
	result, code := resultOf(state.Phase)
	if code != exit.OK {
		return result, exit.New(code, reasonOf(state, row))
	}
	if final := zdm.Status(row.Result.Status); final.Ended() && final != zdm.PhaseComplete {
		result, _ = resultOf(final)
		return result, exit.New(exit.Failed, msgHistoryDiffers.With(string(row.Result.Status)))
	}
	return result, nil
}

// heard reports whether the server responded to a call. It does not give up after a failure, and
// records the time without observations as a gap.
func (r *Run) heard(ctx context.Context, err error) bool {
	now := r.Now()
	if ctx.Err() != nil {
		return false
	}
	if err == nil {
		if r.silent {
			_ = r.add(false, journal.Record{Event: journal.Gap, What: journal.NoAnswer, From: r.lastHeard, At: now})
		}
		r.lastHeard, r.silent, r.denied = now, false, time.Time{}
		return true
	}
	if failed := callOf(err); failed != nil && failed.Kind == zdm.Refused {
		return false // the server responded with an error
	}
	if r.lastHeard.IsZero() {
		r.lastHeard = now
	}
	r.silent = true
	switch {
	case isForbidden(err): // a new login does not change that
		r.halt(r.Words.Explain(err))
	case !deniedBy(err):
	case r.denied.IsZero():
		r.denied = now
		r.note(journal.Credentials, "", msgTokenRefused.With(loginWithin))
	case now.Sub(r.denied) >= loginWithin:
		r.halt(exit.New(exit.Credentials, msgNoLogin.With(loginWithin)).Because(err))
	}
	return false
}

// answered is heard for a call that a recovery requires. If the server answers other calls, the
// call is repeated for a while.
func (r *Run) answered(ctx context.Context, it *item, err error) bool {
	if err == nil {
		return r.heard(ctx, nil)
	}
	if !r.responds(ctx, err) {
		it.refused = time.Time{}
		return r.heard(ctx, err)
	}
	mine := r.past.jobs[it.name()]
	begun := mine != nil && mine.pending()
	switch waited := r.Now().Sub(it.refused); {
	case it.refused.IsZero():
		it.refused = r.Now()
	case begun && waited >= unseenFor:
		r.unknown(it, exit.New(exit.Unknown, msgNeverSeen.With(unseenFor)).Because(err))
	case !begun && waited >= refusedFor:
		r.over(it, journal.Failed, r.Words.Explain(err), nil)
	}
	it.next = r.Now().Add(busyPause)
	return false
}

// isForbidden reports whether the account lacks the permission for a call, which no other token
// changes.
func isForbidden(err error) bool {
	failed := callOf(err)
	return failed != nil && failed.Kind == zdm.Denied && failed.Status == http.StatusForbidden
}

// deniedBy reports whether the server rejected the token.
func deniedBy(err error) bool {
	if failed := callOf(err); failed != nil {
		return failed.Kind == zdm.Denied && failed.Status == http.StatusUnauthorized
	}
	e, ok := errors.AsType[*exit.Error](err)
	return ok && e.Code == exit.Credentials
}

// callOf returns the failed call that caused an error, or nil.
func callOf(err error) *zdm.Error {
	failed, _ := errors.AsType[*zdm.Error](err)
	return failed
}

// percentOf returns the progress of a recovery in whole percent: the server's value, or else the
// mean of its partitions.
func percentOf(s watch.State) int {
	if s.Known {
		return int(s.Percent)
	}
	sum := 0.0
	for _, p := range s.Parts {
		sum += p.Percent
	}
	return int(sum / float64(max(1, len(s.Parts))))
}

// later reports whether id a was assigned after id b. "" comes before all others, and nothing is
// certain to come after unknownRun.
func later(a, b zdm.Text) bool {
	x, ok := new(big.Int).SetString(string(a), 10)
	if !ok {
		return false
	}
	y, ok := new(big.Int).SetString(string(b), 10)
	return b == "" || ok && x.Cmp(y) > 0
}
