package check

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Status is the status of a recovery. Its value is the exit code of a monitoring plugin.
type Status int

// The statuses.
const (
	OK Status = iota
	Warning
	Critical
	Unknown
)

// String returns the status as plugins print it.
func (s Status) String() string { return [...]string{"OK", "WARNING", "CRITICAL", "UNKNOWN"}[s] }

// worst returns the worse of two statuses. Unknown is worse than a warning.
func worst(a, b Status) Status {
	rank := [...]int{OK: 0, Warning: 1, Critical: 3, Unknown: 2}
	if rank[b] > rank[a] {
		return b
	}
	return a
}

// finding is a problem of a recovery.
type finding struct {
	status    Status
	code      string // a code of the plan, or one of the codes below
	partition string
	message   msg.Message
}

// Codes of findings that a plan does not have.
const (
	codeAbsent    = "absent"       // no recovery of the name, or several
	codeLacking   = "lacking"      // differs from its request
	codeLastRun   = "last-run"     // failed or canceled
	codeState     = "state"        // unrecognized status
	codeDisabled  = "disabled"     // its schedule is disabled
	codeUnplanned = "not-reported" // the server reports too little for a plan
)

// recovery is what the check found about a recovery.
type recovery struct {
	job, id, source, target string
	state                   string // as the server reports it
	run                     *zdm.History
	lastRun                 zdm.Phase
	schedule                string
	partitions              []plan.Partition
	connected               map[string]bool // by role: center, source, target; unknown ones are missing
	findings                []finding
}

func (r *recovery) add(status Status, code string, m msg.Message) {
	r.findings = append(r.findings, finding{status: status, code: code, message: m})
}

func (r *recovery) status() Status {
	status := OK
	for _, one := range r.findings {
		status = worst(status, one.status)
	}
	return status
}

// oldest returns the age of the oldest image, and whether any age is known.
func (r *recovery) oldest() (age time.Duration, known bool) {
	for _, p := range r.partitions {
		if p.Image != nil && p.Image.Aged {
			age, known = max(age, p.Image.Age), true
		}
	}
	return age, known
}

// checker checks recoveries. Its methods return only errors that affect every call.
type checker struct {
	client  *zdm.Client
	centers map[int64]string // by repository
	options plan.Options
}

// target checks the recovery of a target.
func (c *checker) target(ctx context.Context, target change.Target) (*recovery, error) {
	r := &recovery{job: target.Name, id: target.Identifier}
	if target.Err != nil {
		r.add(Critical, codeAbsent, target.Err.Message)
		return r, nil
	}
	found, err := c.client.Recovery(ctx, target.Identifier, zdm.RecoveryFilter{Detail: true})
	if failed := refused(err); failed != nil {
		status := Unknown
		if failed.Status == http.StatusNotFound {
			status = Critical
		}
		r.add(status, codeAbsent, sentence(failed))
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	r, err = c.registered(ctx, &found.Data)
	if err == nil && !target.Lacking.IsZero() {
		r.add(Warning, codeLacking, msgLacking.With(target.Lacking))
	}
	return r, err
}

// registered checks a registered recovery by its details.
func (c *checker) registered(ctx context.Context, job *zdm.Recovery) (*recovery, error) {
	info := &job.Job.Info
	r := &recovery{
		job: cmp.Or(text(info.Name), text(info.ID)), id: text(info.ID), source: text(job.System.Source.Name), target: text(job.System.Target.Name),
		state: text(info.Status.Current), lastRun: zdm.Status(info.Status.Current),
	}
	for _, look := range []func(context.Context, *recovery, *zdm.Recovery) error{c.lastRun, c.schedule, c.plan} {
		if err := look(ctx, r, job); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// lastRun judges the last run by the status of the job, or otherwise by its history, which servers
// keep since 1.1. A recovery that has never run is fine.
func (c *checker) lastRun(ctx context.Context, r *recovery, _ *zdm.Recovery) error {
	query := zdm.HistoryQuery{JobID: r.id, Paging: zdm.Paging{Limit: 20}}
	if !zdm.IsID(r.id) {
		query.JobID, query.JobName = "", r.job
	}
	runs, err := c.client.Histories(query).Get(ctx)
	failed := refused(err)
	switch {
	case err != nil && failed == nil:
		return err
	case failed != nil && failed.Status != http.StatusNotFound:
		r.add(Unknown, string(plan.NotChecked), sentence(failed))
	}
	own := func(run zdm.History) bool {
		return r.id != "" && text(run.Job.ID) == r.id || text(run.Job.Name) == r.job
	}
	if i := slices.IndexFunc(runs.Data, own); i >= 0 {
		r.run = &runs.Data[i]
	}
	r.judgeRun()
	return nil
}

// judgeRun judges the status of the job, and for a waiting job its newest run.
func (r *recovery) judgeRun() {
	reported, why := r.state, ""
	if r.run != nil {
		why = text(r.run.Result.Description)
		if r.lastRun == zdm.PhaseRegistered || r.lastRun == zdm.PhaseScheduled {
			reported = text(r.run.Result.Status)
			r.lastRun = zdm.Status(zdm.Text(reported))
		}
	}
	switch r.lastRun {
	case zdm.PhaseError:
		m := msgRunFailed.With()
		if why != "" {
			m = msgRunFailedWhy.With(why)
		}
		r.add(Critical, codeLastRun, m)
	case zdm.PhaseCanceled:
		r.add(Warning, codeLastRun, msgRunCanceled.With())
	case zdm.PhaseUnknown:
		r.add(Unknown, codeState, msgStateUnknown.With(reported))
	}
}

// schedule judges whether a recovery with a schedule will run again.
func (c *checker) schedule(ctx context.Context, r *recovery, job *zdm.Recovery) error {
	reported := job.Job.Info.Schedule
	if reported == nil || !zdm.IsID(string(reported.ID)) {
		return nil
	}
	r.schedule = cmp.Or(text(reported.Description), text(reported.Type), string(reported.ID))
	found, err := c.client.Schedule(ctx, string(reported.ID))
	if err != nil {
		if refused(err) == nil {
			return err
		}
		return nil // the plan already reports it
	}
	if state := found.Data.State; state.Is("disabled") || state.False() {
		r.add(Warning, codeDisabled, msgScheduleOff.With(string(reported.ID)))
	}
	return nil
}

// plan adds the findings of a plan of the recovery, except those that only concern registration.
func (c *checker) plan(ctx context.Context, r *recovery, job *zdm.Recovery) error {
	request, missing := plan.OfRecovery(job, c.centers)
	if slices.Contains(missing, "jobList") || slices.Contains(missing, "target") {
		r.add(Unknown, codeUnplanned, msgPartsUnreported.With())
		return nil
	}
	if id := text(job.System.Source.ID); id != "" && !request.FromImages() { // several servers may share a name
		request.Source = id
	}
	request.Target = cmp.Or(text(job.System.Target.ID), request.Target)
	made, err := plan.Make(ctx, c.client, request, c.options)
	if failed := refused(err); failed != nil {
		r.add(Unknown, string(plan.NotChecked), sentence(failed))
		return nil
	}
	if err != nil {
		return err
	}
	r.partitions = made.Partitions
	r.connected = map[string]bool{"target": true}
	if !request.FromImages() {
		r.connected["source"] = true
	}
	if made.Center.ID != "" {
		r.connected["center"] = true
	}
	r.take(Critical, made.Errors)
	r.take(Warning, made.Warnings)
	return nil
}

// take adds the findings of a plan.
func (r *recovery) take(status Status, findings []plan.Finding) {
	for _, one := range findings {
		as := status
		switch one.Code {
		case plan.Disconnected:
			r.connected[one.Path] = false
		case plan.NotChecked, plan.Unreported:
			as = Unknown
			delete(r.connected, one.Path)
		case plan.Unknown, plan.Ambiguous:
			delete(r.connected, one.Path)
		case plan.NoTarget, plan.TooSmall, plan.NoImage, plan.WrongBackup, plan.FailedBackup, plan.OldImage, plan.OtherCenter, plan.NothingToRestore, plan.NotSupported:
		default: // only concerns registration
			continue
		}
		r.findings = append(r.findings, finding{as, string(one.Code), one.Partition, one.Message})
	}
}

// refused returns the error of a server that responded but refused a call. It returns nil for any
// other error.
func refused(err error) *zdm.Error {
	if failed, ok := errors.AsType[*zdm.Error](err); ok && (failed.Kind == zdm.Refused || failed.Kind == zdm.Foreign) {
		return failed
	}
	return nil
}

func sentence(failed *zdm.Error) msg.Message {
	return msg.Verbatim.With(cmp.Or(failed.Text, failed.Error()))
}

func text(t zdm.Text) string {
	if t.None() {
		return ""
	}
	return string(t)
}
