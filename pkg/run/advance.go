package run

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const registrationsAtATime = 4

// advance registers and starts the recoveries whose target is free, at most Parallel at a time.
func (r *Run) advance(ctx context.Context, items []*item) {
	tried, free := r.candidates(ctx, items)
	r.register(ctx, free)
	for _, it := range free {
		if it.stage == waiting && r.mayStart(ctx) {
			r.start(ctx, it)
		}
	}
	for _, it := range tried {
		if !r.Now().Before(it.next) { // no call failed
			it.refused = time.Time{}
		}
	}
}

// candidates returns the recoveries that may be tried now, and those of them whose target is free.
func (r *Run) candidates(ctx context.Context, items []*item) (due, free []*item) {
	active := 0
	for _, it := range items {
		if it.isActive() {
			active++
		}
	}
	for _, it := range items {
		full := r.Parallel > 0 && active+len(free) >= r.Parallel
		if it.stage > waiting || full || r.Now().Before(it.next) || !r.mayStart(ctx) {
			continue
		}
		due = append(due, it)
		if r.isFree(ctx, it) {
			free = append(free, it)
		}
	}
	return due, free
}

// isFree reports whether no other recovery is running onto the target. It does not check a recovery
// that this journal has already started, because that may be the one that is running.
func (r *Run) isFree(ctx context.Context, it *item) bool {
	if it.stage == fresh && !it.sent.IsZero() {
		return true
	}
	busy, err := r.busyWith(ctx, it)
	if !r.answered(ctx, it, err) {
		return false
	}
	r.block(it, busy)
	return busy == ""
}

// block records that a target has become busy or free.
func (r *Run) block(it *item, busy string) {
	switch busy {
	case it.blocked:
		return
	case "":
		r.note(journal.Waited, it.name(), msgFree.With(it.request.Target))
	default:
		r.note(journal.Waits, it.name(), msgBusy.With(it.request.Target, busy))
	}
	it.blocked = busy
}

// register registers requests as apply does, and finds those that exist.
func (r *Run) register(ctx context.Context, items []*item) {
	var requests []apply.Request
	var asked []*item
	for _, it := range items {
		if it.stage == fresh {
			requests, asked = append(requests, it.send), append(asked, it)
		}
	}
	if len(requests) == 0 {
		return
	}
	results := make([]*apply.Result, len(asked))
	answers := make([][]journal.Image, len(asked))
	err := apply.Run(ctx, requests, apply.Config{
		Registrar: r.Registrar, Parallel: registrationsAtATime, Journal: r.journal, Say: r.Say,
		Report:   func(result apply.Result) error { results[result.Index] = &result; return nil },
		Pending:  func(int, time.Duration) {},
		Answered: func(i int, answer *zdm.Result[zdm.Registration]) { answers[i] = registered(&answer.Data) },
		Recorded: r.keep,
	})
	if err != nil {
		r.heard(ctx, err)
	}
	for i, it := range asked {
		if results[i] == nil {
			continue
		}
		for _, image := range answers[i] {
			r.image(ctx, it, image)
			it.named = true
		}
		r.applied(ctx, it, *results[i])
	}
}

// applied handles the outcome of a request.
func (r *Run) applied(ctx context.Context, it *item, result apply.Result) {
	for _, remark := range result.Remarks {
		r.note(journal.Remark, it.name(), remark)
	}
	switch result.Outcome {
	case apply.Created, apply.Unchanged:
		r.found(ctx, it)
	case apply.Partial:
		it.lacking = true
		r.note(journal.Remark, it.name(), msgInPart.With(result.Detail))
		r.found(ctx, it)
	case apply.Skipped: // the run has ended, or the error will occur again
	case apply.Unknown:
		if ctx.Err() == nil {
			r.over(it, journal.Unknown, result.Err, nil)
			r.hold(result.Err)
		}
	default:
		if e := result.Err; e == nil || !r.passes(e) {
			r.over(it, journal.Failed, result.Err, nil)
		} else {
			r.heard(ctx, e)
		}
	}
}

// passes reports whether an error concerns the connection or the token. Nothing was sent then, and
// the call is repeated later.
func (r *Run) passes(e *exit.Error) bool {
	return e.Code == exit.Unreachable || e.Code == exit.Credentials && e.Status != http.StatusForbidden
}

// found decides whether an existing recovery is to be started or followed, or has ended.
func (r *Run) found(ctx context.Context, it *item) {
	found, err := r.Client.Namesakes(ctx, it.request)
	if !r.answered(ctx, it, err) {
		return
	}
	own, _ := split(found, it.request)
	if len(own) != 1 {
		r.notOne(it, len(own))
		return
	}
	there := &own[0]
	it.shown(there)
	for _, image := range imagesIn(there) {
		if !it.named {
			r.image(ctx, it, image)
		}
	}
	it.named = true
	mine := r.past.jobs[it.name()]
	if mine == nil {
		mine = &job{}
	}
	if mine.start.IsZero() && !mine.sent.IsZero() {
		it.sent = mine.sent
	}
	if it.lastLook.IsZero() {
		it.lastLook = it.sent
	}
	phase := zdm.Status(there.Job.Info.Status.Current)
	switch {
	case mine.pending():
		it.starts(r.Now().Add(r.Settle))
	case phase.Running():
		r.join(ctx, it)
	case hasRun(there) && !it.restart:
		r.over(it, journal.Failed, exit.New(exit.Refused, msgEndedBefore.With(string(there.Job.Info.Status.Current), zdm.Shown(there.Job.Info.Status.Time.End))), nil)
	case phase == zdm.PhaseScheduled:
		r.over(it, journal.Failed, exit.New(exit.Refused, msgScheduledThere.With()), nil)
	default:
		it.stage = waiting
	}
}

// notOne ends a recovery whose name is not unique, or that has not become visible in time.
func (r *Run) notOne(it *item, n int) {
	if n > 1 {
		e := exit.New(exit.Unknown, msgTwoOfName.With(n, it.name()))
		r.note(journal.SeveralNamed, it.name(), e.Message)
		r.over(it, journal.Unknown, e, nil)
		r.hold(e)
		return
	}
	if it.until.IsZero() {
		it.until = r.Now().Add(max(visibleWithin, r.Settle))
	} else if !r.Now().Before(it.until) {
		e := exit.New(exit.Unknown, msgNotSeen.With())
		r.over(it, journal.Unknown, e, nil)
		r.hold(e)
	}
}

// starts records that a start was sent, which must be visible at until.
func (it *item) starts(until time.Time) { it.stage, it.until, it.blocked = starting, until, "" }

// join follows a recovery that was started elsewhere.
func (r *Run) join(ctx context.Context, it *item) {
	newest, err := r.newestRun(ctx, it)
	if !r.answered(ctx, it, err) {
		return
	}
	it.origin, it.stage, it.history, it.sent = journal.Found, running, string(newest.ID), time.Time{}
	r.note(journal.Joined, it.name(), msgJoined.With())
}

// start sends the start of a waiting recovery. It first records the newest past run on the server,
// so that its end is not mistaken for the end of the new run.
func (r *Run) start(ctx context.Context, it *item) {
	newest, err := r.newestRun(ctx, it)
	if !r.answered(ctx, it, err) {
		return
	}
	there, err := r.Client.Recovery(ctx, it.id, zdm.RecoveryFilter{Center: r.Center})
	if !r.answered(ctx, it, err) {
		return
	}
	if phase := zdm.Status(there.Data.Job.Info.Status.Current); phase.Running() { // started by somebody else meanwhile
		r.join(ctx, it)
		return
	}
	it.history, it.before = string(newest.ID), string(there.Data.Job.Info.Status.Time.Start)
	sent := journal.Record{
		Event: journal.Start, Job: it.name(), At: r.Now(), Request: journal.Fingerprint(it.send.Body),
		State: &journal.State{ID: it.id, Status: string(there.Data.Job.Info.Status.Current), History: it.history, Start: it.before},
	}
	if r.add(true, sent) != nil {
		return
	}
	if r.stopped(ctx) { // the context may have ended during the announcement
		_ = r.add(true, journal.Record{Event: journal.Start, Job: it.name(), Outcome: notSent})
		return
	}
	answer, err := r.Client.UpdateRecovery(ctx, it.id, &zdm.RecoveryUpdate{Center: cmp.Or(r.Center, it.request.Center), Status: zdm.StatusStart, Job: &there.Data})
	e := r.Words.OfUpdate(msgStartOf.With(it.name()), &answer, err)
	it.sent, it.lastLook = sent.At, sent.At
	r.started(ctx, it, e, callOf(err), answer.RequestID)
}

// started handles the response to a start.
func (r *Run) started(ctx context.Context, it *item, e *exit.Error, failed *zdm.Error, requestID string) {
	reply := journal.Record{Event: journal.Start, Job: it.name(), Outcome: accepted, RequestID: requestID}
	if e != nil {
		reply.Code, reply.Status, reply.RequestID, reply.Detail = e.Code, e.Status, e.RequestID, r.Say(e.Message)
	}
	if failed != nil {
		reply.Error = failed.Code
	}
	switch {
	case e == nil:
		it.starts(r.Now().Add(r.Settle))
	case reply.Error == targetBusy && e.Code == exit.Refused:
		reply.Outcome = busy
	case e.Code == exit.Unknown:
		reply.Outcome = unknown
		it.starts(r.Now().Add(r.Settle))
	case r.passes(e):
		reply.Outcome = notSent
	default:
		reply.Outcome = refused
	}
	_ = r.add(true, reply)
	switch reply.Outcome {
	case busy:
		it.sent, it.next = time.Time{}, r.Now().Add(busyPause)
		name, _ := r.busyWith(ctx, it)
		if name == "" {
			name = r.Say(msgBusyUnnamed.With())
		}
		r.block(it, name)
	case notSent:
		it.sent = time.Time{}
		r.heard(ctx, e)
	case refused:
		r.over(it, journal.Failed, e, nil)
	}
}

// targetBusy is ZDM's error code for a start refused because another recovery is running onto the
// target.
const targetBusy = "JOB-ERROR-64"

// unknownRun replaces the id of the newest history row if the server refuses to show the history.
const unknownRun = "?"

// newestRun returns the newest row of a recovery's history. It returns the zero row if there is
// none or the server keeps no history. If the server refuses access, it returns a row with the id
// unknownRun.
func (r *Run) newestRun(ctx context.Context, it *item) (zdm.History, error) {
	query := zdm.HistoryQuery{JobID: it.id, Paging: zdm.Paging{Limit: 20}}
	rows, err := r.Client.Histories(query).Get(ctx)
	switch failed := callOf(err); {
	case failed == nil:
	case failed.Status == http.StatusNotFound, failed.UnknownCall():
		return zdm.History{}, nil
	case failed.Kind == zdm.Refused:
		return zdm.History{ID: unknownRun}, nil
	}
	if err != nil {
		return zdm.History{}, err
	}
	var newest zdm.History
	for _, row := range rows.Data {
		if string(row.Job.ID) == it.id && later(row.ID, newest.ID) {
			newest = row
		}
	}
	return newest, nil
}

// follow returns the follower of a recovery, and creates it if necessary.
func (r *Run) follow(it *item) *watch.Follower {
	if it.follower == nil {
		it.follower = watch.Watcher{Client: r.Client, Now: r.Now, Registered: true}.Follow(watch.Target{ID: it.id, Center: r.Center})
	}
	return it.follower
}

// over ends a recovery with a result.
func (r *Run) over(it *item, result string, e *exit.Error, state *journal.State) {
	if state == nil {
		state = &journal.State{ID: it.id, Status: "", After: it.lastLook, Origin: it.origin}
	}
	if it.lacking && result == journal.Complete {
		result = journal.Failed
		e = exit.New(exit.Failed, msgInPart.With(it.name()))
	}
	state.Result = result
	last := journal.Record{Event: journal.Observed, Job: it.name(), At: r.Now(), State: state}
	if e != nil {
		last.Code, last.Detail, last.Status, last.RequestID = e.Code, r.Say(e.Message), e.Status, e.RequestID
		if failed := callOf(e); failed != nil {
			last.Error = failed.Code
		}
	}
	if !it.ended.IsZero() {
		last.At = it.ended
	}
	_ = r.add(true, last)
	it.finish(result)
}
