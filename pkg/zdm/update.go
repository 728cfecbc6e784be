package zdm

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// UpdateRecovery changes the fields of a recovery job that are set (ZDM API, PUT
// /recoveries/:identifier). It is sent once. A result may still be a failure: see
// UpdatedRecovery.Failed. For a change of single partitions the recovery is read first, since
// servers address them differently; the error is then also a *NoPartitionError, or that of the
// read.
//
// A response counts only when it is about this recovery: its id, its name, its servers and its
// partitions are those of the identifier, of the update and of its Job, as far as both sides name
// them. After any other response the recovery is read. When it is as the update wants it, the
// result has Answer.Lost set, its Raw is the answer to the read, and it lists no changes; otherwise
// the error has the cause ErrAnotherRequest.
func (c *Client) UpdateRecovery(ctx context.Context, identifier string, update *RecoveryUpdate) (Result[UpdatedRecovery], error) {
	asked, sent := *update, *update
	if len(update.JobList) > 0 {
		job, err := c.Recovery(ctx, identifier, RecoveryFilter{})
		if err == nil {
			sent.JobList, err = job.Data.address(update.JobList, job.Generation)
		}
		if err != nil {
			return Result[UpdatedRecovery]{}, err
		}
		asked.Job = &job.Data
	}
	result, err := c.update(ctx, identifier, &sent)
	failed, ok := errors.AsType[*Error](err)
	if ok && failed.Generation == Generation3 && failed.Status == http.StatusUnprocessableEntity && len(update.JobList) > 0 {
		result, err = c.update(ctx, identifier, update) // the first builds of 3.0 still know partitions
	}
	result, err = inPart(result, err, (*UpdatedRecovery).failWith)
	if err != nil || result.Data.answers(identifier, &asked) && len(result.Data.lacks(&asked)) == 0 {
		return result, err
	}
	return c.confirmUpdate(ctx, identifier, &asked, result)
}

func (c *Client) update(ctx context.Context, identifier string, update *RecoveryUpdate) (Result[UpdatedRecovery], error) {
	return write[UpdatedRecovery](ctx, c, call{method: http.MethodPut, path: pathOf("recoveries", identifier), body: update})
}

// confirmUpdate reads the recovery after a response that is not about it, or that lacks partitions
// of the update.
func (c *Client) confirmUpdate(ctx context.Context, identifier string, asked *RecoveryUpdate, result Result[UpdatedRecovery]) (Result[UpdatedRecovery], error) {
	lost := call{method: http.MethodPut, path: pathOf("recoveries", identifier)}.failed(Foreign, result.Status, ErrAnotherRequest)
	lost.RequestID, lost.Generation = result.RequestID, result.Generation
	job, err := c.Recovery(ctx, identifier, RecoveryFilter{Detail: true})
	if err != nil {
		return Result[UpdatedRecovery]{}, lost
	}
	asked.Job = &job.Data
	switch {
	case result.Data.answers(identifier, asked):
		for _, name := range result.Data.lacks(asked) {
			if !asked.Job.hasMode(name, asked.modeOf(name)) {
				result.Data.Summary.Each = append(result.Data.Summary.Each, UpdatedPartition{Partition: Text(name), Summary: PartitionSummary{State: StateFail}})
			}
		}
		return result, nil
	case !asked.isMadeIn(asked.Job):
		return Result[UpdatedRecovery]{}, lost
	}
	info := &job.Data.Job.Info
	confirmed := Result[UpdatedRecovery]{Answer: job.Answer, Data: UpdatedRecovery{Job: UpdatedJob{ID: info.ID, Name: info.Name}}}
	confirmed.Lost = lost
	return confirmed, nil
}

// answers reports whether a response is about the recovery of an update, as far as both name it. A
// name by itself proves nothing where that of the recovery is not known.
func (u *UpdatedRecovery) answers(identifier string, asked *RecoveryUpdate) bool {
	job := asked.Job
	if job == nil {
		job = &Recovery{}
	}
	named := u.Job.Name.None() || job.mayBeCalled(string(u.Job.Name), identifier, asked.ChangeName)
	byID := !u.Job.ID.None() && job.Job.Info.Name.None()
	return !isAnother(u.Job.ID, identifier) && (named || byID) && !u.System.differ(job.System) && u.isOf(job, asked)
}

// isOf reports whether the partitions that were changed are those of a recovery, and of the update
// where that names some.
func (u *UpdatedRecovery) isOf(job *Recovery, asked *RecoveryUpdate) bool {
	for _, p := range u.Summary.Each {
		name := p.Name()
		switch unchanged := len(p.Summary.Common) == 0 && p.ErrorMessage.None(); {
		case name.None():
		case len(job.Job.Detail) > 0 && !job.has(name):
			return false
		case !unchanged && len(asked.JobList) > 0 && asked.modeOf(string(name)) == "":
			return false
		}
	}
	return true
}

// lacks are the partitions of an update that are missing from a response that lists others.
func (u *UpdatedRecovery) lacks(asked *RecoveryUpdate) (names []string) {
	if len(u.Summary.Each) == 0 {
		return nil
	}
	for _, j := range asked.JobList {
		name := j.Partition + j.Drive
		if !slices.ContainsFunc(u.Summary.Each, func(p UpdatedPartition) bool { return SamePartition(p.Name(), name) }) {
			names = append(names, name)
		}
	}
	return names
}

// modeOf is the mode that an update wants for a partition, "" for none.
func (u *RecoveryUpdate) modeOf(partition string) string {
	for _, j := range u.JobList {
		if SamePartition(Text(j.Partition+j.Drive), partition) {
			return j.Mode
		}
	}
	return u.Mode
}

// isMadeIn reports whether a recovery is as an update wants it. A schedule cannot be compared:
// the server may have copied it.
func (u *RecoveryUpdate) isMadeIn(r *Recovery) bool {
	info := &r.Job.Info
	differs := func(asked string, shown Text) bool { return asked != "" && !shown.Is(asked) }
	phase := Status(info.Status.Current)
	switch {
	case u.Schedule != nil,
		u.ChangeName != "" && !r.mayBeCalled(u.ChangeName),
		differs(u.Platform, info.Platform), differs(u.AfterReboot, info.AfterReboot), differs(u.MailEvent, info.Notification.Mail), differs(u.ScriptPath, info.Script.Path),
		u.ScriptRun != "" && !strings.HasPrefix(string(info.Script.Run), u.ScriptRun),
		u.NetworkLimit != nil && !info.NetworkSpeed.Is(strconv.FormatInt(*u.NetworkLimit, 10)),
		u.Status == StatusStart && !phase.Running(),
		u.Status == StatusStop && phase != PhaseCanceling && phase != PhaseCanceled,
		(u.Mode != "" || len(u.JobList) > 0) && len(r.Job.Detail) == 0:
		return false
	}
	wanted := slices.Clone(u.JobList)
	for _, p := range r.Job.Detail {
		wanted = append(wanted, PartitionUpdate{Partition: string(p.From), Mode: u.modeOf(string(p.From))})
	}
	return !slices.ContainsFunc(wanted, func(p PartitionUpdate) bool { return p.Mode != "" && !r.hasMode(p.Partition+p.Drive, p.Mode) })
}
