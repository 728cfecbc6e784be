package zdm

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// UpdateRecovery changes the fields of a recovery job that are set in the update (ZDM API, PUT
// /recoveries/:identifier). It is sent once. A result may still be a failure (see
// UpdatedRecovery.Failed). To change single partitions, it reads the recovery first, since servers
// address them differently. The error may then also be a *NoPartitionError, or that of the read.
//
// A response counts only if it is about this recovery and reports this change. Its id, name,
// servers and partitions must match the identifier, the update and its Job, as far as both sides
// name them. It must have a state or changed fields, and these must have the requested values.
// After any other response, UpdateRecovery reads the recovery. If the recovery is as requested, the
// result has Answer.Lost set, Raw is the answer to the read, and no changes are listed. Otherwise
// the cause of the error is ErrAnotherRequest. After a 401, the recovery is also read, and the 401
// remains the error if the change was not made.
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
		result, err = c.update(ctx, identifier, update) // the first builds of 3.0 still address partitions by name
	}
	result, err = inPart(result, err, (*UpdatedRecovery).failWith)
	if failed, ok := errors.AsType[*Error](err); ok && failed.Status == http.StatusUnauthorized {
		return c.confirmUpdate(ctx, identifier, &asked, result, failed)
	}
	if err != nil || result.Data.reports(identifier, &asked) && len(result.Data.lacks(&asked)) == 0 {
		return result, err
	}
	lost := call{method: http.MethodPut, path: pathOf("recoveries", identifier)}.unreadable(result.Answer, ErrAnotherRequest)
	return c.confirmUpdate(ctx, identifier, &asked, result, lost)
}

func (c *Client) update(ctx context.Context, identifier string, update *RecoveryUpdate) (Result[UpdatedRecovery], error) {
	return write[UpdatedRecovery](ctx, c, call{method: http.MethodPut, path: pathOf("recoveries", identifier), body: update})
}

// confirmUpdate reads the recovery after a response that does not report the update, or that lacks
// partitions of it. It returns lost if the read does not confirm the update.
func (c *Client) confirmUpdate(ctx context.Context, identifier string, asked *RecoveryUpdate, result Result[UpdatedRecovery], lost *Error) (Result[UpdatedRecovery], error) {
	job, err := c.Recovery(ctx, identifier, RecoveryFilter{Detail: true})
	if err != nil {
		return Result[UpdatedRecovery]{}, lost
	}
	made := asked.isMadeIn(&job.Data)
	asked.Job = &job.Data
	switch {
	case result.Data.reports(identifier, asked):
		for _, name := range result.Data.lacks(asked) {
			if !asked.Job.hasMode(name, asked.modeOf(name)) {
				unchanged := UpdatedPartition{Partition: Text(name)}
				unchanged.Summary.State = StateFail
				result.Data.Summary.Each = append(result.Data.Summary.Each, unchanged)
			}
		}
		return result, nil
	case !made:
		return Result[UpdatedRecovery]{}, lost
	}
	confirmed := Result[UpdatedRecovery]{Answer: job.Answer}
	confirmed.Data.Job.ID, confirmed.Data.Job.Name = job.Data.Job.Info.ID, job.Data.Job.Info.Name
	confirmed.Lost = lost
	return confirmed, nil
}

// reports reports whether a response is about the recovery of an update and shows that the update
// failed, or that it was made with the requested values.
func (u *UpdatedRecovery) reports(identifier string, asked *RecoveryUpdate) bool {
	s := &u.Summary
	shown := !s.State.None() || len(s.Common) > 0 || len(s.Each) > 0
	return u.answers(identifier, asked) && (u.Failed() || shown && !u.contradicts(asked))
}

// contradicts reports whether a response lists a requested field with another value.
func (u *UpdatedRecovery) contradicts(asked *RecoveryUpdate) bool {
	differs := func(changes []FieldChange, mode string) bool {
		return slices.ContainsFunc(changes, func(c FieldChange) bool {
			value := asked.valueOf(c.Field, mode)
			return value != "" && !c.New.Is(value) && ModeOf(c.New) != value
		})
	}
	return differs(u.Summary.Common, asked.Mode) || slices.ContainsFunc(u.Summary.Each, func(p UpdatedPartition) bool {
		return differs(p.Summary.Common, asked.modeOf(string(p.Name())))
	})
}

// valueOf returns the value that an update sets for a field with this display text, or "".
func (u *RecoveryUpdate) valueOf(field Text, mode string) string {
	switch strings.ToLower(strings.ReplaceAll(string(field), " ", "")) {
	case "recoverymode", "mode":
		return mode
	case "jobname", "name":
		return u.ChangeName
	case "platform":
		return u.Platform
	case "afterreboot":
		return u.AfterReboot
	case "mailevent":
		return u.MailEvent
	case "networklimit":
		return u.limit()
	case "scriptpath":
		return u.ScriptPath
	case "scriptrun":
		return u.ScriptRun
	case "jobstatus", "status":
		return u.Status
	}
	return ""
}

// limit returns the network limit that an update sets, or "".
func (u *RecoveryUpdate) limit() string {
	if u.NetworkLimit == nil {
		return ""
	}
	return strconv.FormatInt(*u.NetworkLimit, 10)
}

// answers reports whether a response is about the recovery of an update, as far as both name it. If
// the name of the recovery is unknown, a matching name alone is not enough.
func (u *UpdatedRecovery) answers(identifier string, asked *RecoveryUpdate) bool {
	job := cmp.Or(asked.Job, &Recovery{})
	named := u.Job.Name.None() || job.mayBeCalled(string(u.Job.Name), identifier, asked.ChangeName)
	byID := !u.Job.ID.None() && job.Job.Info.Name.None()
	return !isAnother(u.Job.ID, identifier) && (named || byID) && !u.System.differ(job.System) && u.isOf(job, asked)
}

// isOf reports whether the changed partitions belong to the recovery and, if the update names
// partitions, to the update.
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

// lacks returns the partitions of an update that are missing from a response that lists partitions.
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

// modeOf returns the mode that an update sets for a partition, or "".
func (u *RecoveryUpdate) modeOf(partition string) string {
	for _, j := range u.JobList {
		if SamePartition(Text(j.Partition+j.Drive), partition) {
			return j.Mode
		}
	}
	return u.Mode
}

// isMadeIn reports whether a recovery is as an update requests it. It returns false for an update
// with a schedule, which cannot be compared: the server may have copied it.
func (u *RecoveryUpdate) isMadeIn(r *Recovery) bool {
	info := &r.Job.Info
	differs := func(asked string, shown Text) bool { return asked != "" && !shown.Is(asked) }
	phase := Status(info.Status.Current)
	switch {
	case u.Schedule != nil,
		u.ChangeName != "" && !r.mayBeCalled(u.ChangeName),
		differs(u.Platform, info.Platform), differs(u.AfterReboot, info.AfterReboot), differs(u.MailEvent, info.Notification.Mail), differs(u.ScriptPath, info.Script.Path),
		u.ScriptRun != "" && !strings.HasPrefix(string(info.Script.Run), u.ScriptRun),
		differs(u.limit(), info.NetworkSpeed),
		u.Status == StatusStart && !phase.Running() && !u.hasRunIn(r),
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

// hasRunIn reports whether a recovery has run and ended since the state that the update holds of
// it.
func (u *RecoveryUpdate) hasRunIn(r *Recovery) bool {
	if u.Job == nil || !Status(r.Job.Info.Status.Current).Ended() {
		return false
	}
	before, start := &u.Job.Job.Info.Status, r.Job.Info.Status.Time.Start
	switch phase := Status(before.Current); {
	case phase == PhaseRegistered, phase == PhaseScheduled:
		return true
	case phase.Ended():
		return !start.None() && !before.Time.Start.None() && start != before.Time.Start
	}
	return false
}
