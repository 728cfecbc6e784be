package run

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/journal"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Ready describes what a run will do with a recovery, before anything is sent.
type Ready struct {
	Wave     string
	Job      string
	Source   string
	Target   string
	State    string     // one of the states below, or "" if it is blocked
	Plan     *plan.Plan // nil if the recovery is not to be started
	Errors   []exit.Problem
	Warnings []exit.Problem
}

// fail adds an error.
func (r *Ready) fail(m msg.Message) { r.Errors = append(r.Errors, exit.Problem{Message: m}.Of(r.Job)) }

// The states of Ready.
const (
	ToRegister = "register"
	ToStart    = "start"
	ToJoin     = "join"
	ToKeep     = "keep"
	ToRestart  = "restart"
	ToSkip     = "skip"
)

// check refuses invalid waves and options without contacting the server.
func (r *Run) check() error {
	var problems []exit.Problem
	fail := func(job string, m msg.Message) {
		problems = append(problems, exit.Problem{Message: m}.Of(job))
	}
	known := map[string]bool{}
	for _, wave := range r.waves {
		targets := map[string]string{}
		for _, request := range wave.all() {
			known[request.JobName] = true
			target := folded(request.Target)
			switch first := targets[target]; {
			case request.Schedule != nil:
				fail(request.JobName, msgScheduled.With())
			case first != "":
				fail(request.JobName, msgTargetTwice.With(request.Target, first))
			case r.Plan.Kind == journal.KindDrill && folded(request.Source) == target:
				fail(request.JobName, msgDrillOnItself.With(request.Target))
			}
			targets[target] = request.JobName
		}
	}
	for _, name := range r.Skip {
		if !known[name] {
			problems = append(problems, exit.Problem{Flag: "--skip", Message: msgNoSuchRecovery.With(name)})
		}
	}
	if r.Plan.Shard != "" && len(r.waves) > 1 && r.Through == "" {
		problems = append(problems, exit.Problem{Flag: "--shard", Message: msgShardWave.With(r.waves[0].Name)})
	}
	if r.Through != "" && !slices.ContainsFunc(r.waves, func(w Wave) bool { return w.Name == r.Through }) {
		problems = append(problems, exit.Problem{Flag: "--through", Message: msgNoSuchWave.With(r.Through)})
	}
	return refusal(problems)
}

// refusal returns an error with problems, or nil if there are none.
func refusal(problems []exit.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return exit.New(exit.Usage, msgNotReady.With(len(problems))).With(problems...).Note(msg.NothingWasSent.With())
}

// Prepare checks everything that the run is about to do. It is read-only. The error is that of a
// failed call that the checks require. Problems that block a recovery are in its Ready, see
// Refusal.
func (r *Run) Prepare(ctx context.Context) ([]Ready, error) {
	ready, err := panics.Map(ctx, len(r.items), callsAtATime, func(i int) (Ready, error) { return r.prepare(ctx, r.items[i]) })
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err == nil {
		err = r.mayReadHistory(ctx, ready)
	}
	if err != nil {
		return nil, r.Words.Explain(err)
	}
	r.sharedTargets(ready)
	r.oneWave(ready)
	return ready, nil
}

// mayReadHistory returns an error if the account may not read the history. The history confirms
// each end, and a recovery that cannot be confirmed must not be started.
func (r *Run) mayReadHistory(ctx context.Context, ready []Ready) error {
	starts := func(one Ready) bool { return one.Plan != nil || one.State == ToJoin }
	if !slices.ContainsFunc(ready, starts) {
		return nil
	}
	_, err := r.Client.Histories(zdm.HistoryQuery{Paging: zdm.Paging{Limit: 1}}).Get(ctx)
	if !isForbidden(err) {
		return nil
	}
	return err
}

// Refusal returns the error of blocked recoveries, or nil if none is blocked.
func Refusal(ready []Ready) error {
	var problems []exit.Problem
	for _, one := range ready {
		problems = append(problems, one.Errors...)
	}
	return refusal(problems)
}

// oneWave refuses a shard that would start a wave before it has completed the previous one. It is
// unknown whether the other shards have completed that.
func (r *Run) oneWave(ready []Ready) {
	if r.Plan.Shard == "" {
		return
	}
	last := slices.IndexFunc(r.waves, func(w Wave) bool { return w.Name == r.Through })
	for i, it := range r.items {
		if it.wave < last && !it.good() {
			ready[i].fail(msgShardBehind.With(r.waves[it.wave].Name, r.Through))
		}
	}
}

// prepare checks one recovery.
func (r *Run) prepare(ctx context.Context, it *item) (Ready, error) {
	ready := Ready{Wave: r.waves[it.wave].Name, Job: it.name(), Source: it.request.Source, Target: it.request.Target}
	if r.leavesOut(it) {
		it.decisions = append(it.decisions, r.decision(journal.Skipped, it.name(), msgSkipped.With()))
		it.finish(journal.Skipped)
		ready.State = ToSkip
		return ready, nil
	}
	found, err := r.Client.Namesakes(ctx, it.request)
	if err != nil {
		return ready, err
	}
	own, others := split(found, it.request)
	mine := r.past.jobs[it.name()]
	switch {
	case len(own) > 1:
		ready.fail(msgSeveralExist.With(len(own)))
		return ready, nil
	case len(own) == 0 && len(others) > 0:
		ready.fail(outcome.Taken(others[0].System))
		return ready, nil
	case len(own) == 0:
		if it.stage == over && it.result == journal.Complete {
			it.decisions = append(it.decisions, r.decision(journal.GoneSince, it.name(), msgGone.With()))
			ready.State = ToKeep
			return ready, nil
		}
		ready.State = ToRegister
		return ready, r.plan(ctx, it, &ready)
	}
	r.judge(it, &own[0], mine, &ready)
	if ready.State == ToJoin && (mine == nil || !mine.pending() && mine.origin == "") {
		return ready, r.joinLater(ctx, it, &own[0])
	}
	if ready.State == ToStart || ready.State == ToRestart {
		return ready, r.plan(ctx, it, &ready)
	}
	return ready, nil
}

// leavesOut reports whether the user leaves a recovery out. A complete one cannot be left out,
// because its time and the age of its data count.
func (r *Run) leavesOut(it *item) bool {
	return slices.Contains(r.Skip, it.name()) && (it.stage != over || it.result != journal.Complete)
}

// judge decides what the run does with a recovery that exists.
func (r *Run) judge(it *item, there *zdm.Recovery, mine *job, ready *Ready) {
	current := there.Job.Info.Status.Current
	it.shown(there)
	it.onto.shown(there)
	if it.stage == over && it.result == journal.Complete {
		ready.State = ToKeep
		if phase := zdm.Status(current); phase.Running() || hasRun(there) && !endedWell(phase) {
			it.decisions = append(it.decisions, r.decision(journal.Changed, it.name(), msgChangedSince.With(string(current))))
		}
		return
	}
	ready.State = r.stateOf(it, there, mine != nil && (mine.pending() || mine.origin != ""))
	switch ready.State {
	case ToJoin:
		if it.stage == over {
			it.stage, it.result = fresh, ""
		}
		it.planned = append(it.planned, imagesIn(there)...)
	case ToRestart:
		it.restart, it.stage, it.result = true, waiting, ""
		it.decisions = append(it.decisions, r.decision(journal.Restarted, it.name(), msgRestarted.With(string(current))))
	case "":
		if hasRun(there) {
			ready.fail(msgEndedBefore.With(string(current), zdm.Shown(there.Job.Info.Status.Time.End)))
		} else {
			ready.fail(msgScheduledThere.With())
		}
	}
}

// stateOf returns what the run does with a recovery that is not complete in its journal, or "" to
// refuse it. started is set if this journal has started it.
func (r *Run) stateOf(it *item, there *zdm.Recovery, started bool) string {
	phase, ended := zdm.Status(there.Job.Info.Status.Current), hasRun(there)
	again := r.Restart == RestartAll || r.Restart == RestartFailed && !endedWell(phase)
	switch {
	case phase.Running(), started && it.stage != over:
		return ToJoin
	case started && r.Restart == "":
		return ToKeep
	case started, ended && again:
		return ToRestart
	case ended, phase == zdm.PhaseScheduled:
		return ""
	}
	return ToStart
}

// endedWell reports whether a phase shows that the last run of a recovery was complete, or that it
// only waits for the next one.
func endedWell(phase zdm.Phase) bool {
	return phase == zdm.PhaseComplete || phase == zdm.PhaseScheduled
}

// joinLater adds a recovery that was started elsewhere to the run now, because it may have ended
// when its wave starts.
func (r *Run) joinLater(ctx context.Context, it *item, there *zdm.Recovery) error {
	newest, err := r.newestRun(ctx, it)
	if err != nil {
		return err
	}
	if lacks := outcome.OfJob(it.request, there); lacks.Err != nil {
		it.lacking = true
		it.decisions = append(it.decisions, r.decision(journal.Remark, it.name(), msgInPart.With(lacks.Err.Message)))
	}
	it.origin, it.stage, it.history = journal.Found, running, string(newest.ID)
	seen := journal.Record{Event: journal.Observed, Job: it.name(), At: r.Now(), State: &journal.State{
		ID: it.id, Status: string(there.Job.Info.Status.Current), Running: true, Origin: journal.Found, History: it.history,
	}}
	it.decisions = append(it.decisions, r.decision(journal.Joined, it.name(), msgJoined.With()), seen)
	it.lastLook, it.state.At = seen.At, seen.At
	return nil
}

// hasRun reports whether a run of the recovery has ended.
func hasRun(there *zdm.Recovery) bool {
	_, ended := there.Job.Info.Status.Time.End.Time(time.UTC)
	return ended || zdm.Status(there.Job.Info.Status.Current).Ended()
}

// split separates the recoveries of a name with the request's servers from those with others.
func split(found zdm.Namesakes, request *zdm.RecoveryRequest) (own, others []zdm.Recovery) {
	for _, there := range slices.Concat(found.Same, found.Like) {
		if there.System.AreOthers(request) {
			others = append(others, there)
		} else {
			own = append(own, there)
		}
	}
	return own, others
}

// plan plans a recovery before its start.
func (r *Run) plan(ctx context.Context, it *item, ready *Ready) error {
	made, err := plan.Make(ctx, r.Client, it.request, plan.Options{Now: r.Now(), MaxAge: plan.DefaultMaxAge, Strict: r.Strict, Again: true})
	if err != nil {
		return err
	}
	ready.Plan = made
	it.onto.planned(made)
	busy := ""
	for _, finding := range made.Errors {
		if finding.Code == plan.TargetBusy && busy == "" {
			if busy, err = r.busyWith(ctx, it); err != nil {
				return err
			}
		}
		if finding.Code == plan.TargetBusy && busy != "" {
			finding.Warning = true
			ready.Warnings = append(ready.Warnings, finding.Of(it.name()))
			continue
		}
		ready.Errors = append(ready.Errors, finding.Of(it.name()))
	}
	for _, finding := range made.Warnings {
		if finding.Code == plan.SameServer && r.Plan.Kind == journal.KindDrill {
			finding.Warning = false
			ready.Errors = append(ready.Errors, finding.Of(it.name()))
			continue
		}
		ready.Warnings = append(ready.Warnings, finding.Of(it.name()))
	}
	it.planned = append(imagesOf(made), it.planned...)
	return nil
}

// busyWith returns the name of another recovery that is running onto the target, or "".
func (r *Run) busyWith(ctx context.Context, it *item) (string, error) {
	query := zdm.RecoveryQuery{RecoveryFilter: zdm.RecoveryFilter{Server: cmp.Or(it.onto.server, it.request.Target), ServerType: "target"}}
	for page, err := range r.Client.Look(ctx, query) {
		if err != nil {
			return "", err
		}
		for _, there := range page.Recoveries {
			info := there.Job.Info
			own := it.id != "" && string(info.ID) == it.id || zdm.SameName(string(info.Name), it.name()) && !there.System.AreOthers(it.request)
			if !own && zdm.Status(info.Status.Current).Running() && it.onto.isCalledOneOf(there.System.Target.Identifiers()) {
				return string(info.Name), nil
			}
		}
	}
	return "", nil
}
