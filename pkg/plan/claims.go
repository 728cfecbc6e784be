package plan

import (
	"cmp"
	"context"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const maxDifferences = 10 // in one error

// askOnto requests the recoveries registered for the target. It ignores a response that is not a
// list of them.
func (s *survey) askOnto(ctx context.Context) (err error) {
	target := serverNamed(s.target.items[0])
	filter := zdm.RecoveryFilter{Server: identifier(s.target.items[0]), ServerType: "target"}
	for page, err := range s.client.Look(ctx, zdm.RecoveryQuery{RecoveryFilter: filter}) {
		if err != nil {
			s.onto = answer[zdm.Recovery]{}
			s.onto.failed, err = tolerate(err)
			return err
		}
		for _, r := range page.Recoveries {
			known := nameOf(r.System.Target.ID, r.System.Target.Name)
			if known.ID != "" && target.ID != "" && known.ID == target.ID || (known.ID == "" || target.ID == "") && known.Name == target.Name {
				s.onto.items = append(s.onto.items, r)
			}
		}
	}
	return nil
}

// claim adds what the registered recoveries write, except the request's own. A failed lookup of
// them, or of the recoveries with the request's name, is an error: it is then unknown what a
// registration would overwrite.
func (j *judge) claim() {
	if j.onto.failed != nil {
		j.fail(NotChecked, "target", msg.PlanNotChecked.With(msg.PlanTheClaims.With(), reason(j.onto.failed)))
	}
	for i := range j.onto.items {
		if r := &j.onto.items[i]; !j.own(r) {
			claim := *r // the server may show only one of the target's names
			claim.System.Target = zdm.System{ID: zdm.Text(j.targetKey())}
			j.claims.Add(&claim, nil)
		}
	}
}

// targetKey identifies the target among the claims.
func (j *judge) targetKey() string {
	return cmp.Or(j.plan.Target.ID, j.plan.Target.Name, j.request.Target)
}

// own reports whether a recovery has the request's name and servers.
func (j *judge) own(r *zdm.Recovery) bool {
	return j.request.JobName != "" && string(r.Job.Info.Name) == j.request.JobName && !r.System.AreOthers(j.request)
}

// claimed reports a registered recovery that writes the same partition, given by all its names.
// Both recoveries would overwrite it.
func (j *judge) claimed(path string, names ...string) {
	claim, found := j.claims.Find(j.targetKey(), false, names...)
	if !found {
		return
	}
	m := msg.TargetClaimed.With(names[0], string(claim.Name), cmp.Or(value(claim.ID), "-"), cmp.Or(value(claim.Status), "-"))
	if claim.Busy {
		j.fail(TargetBusy, path, m).Notes = []msg.Message{msg.TargetBusyWayOut.With()}
	} else {
		j.warn(TargetClaimed, path, m)
	}
}

// name checks an existing recovery of the request's name. Registering another one is an error,
// unless the plan is a repeated check and the recovery matches the request.
func (j *judge) name() {
	found := j.jobs
	switch {
	case found.failed != nil:
		j.fail(NotChecked, "jobName", msg.PlanNotChecked.With(msgPlanTheJobs.With(), reason(found.failed)))
		return
	case len(found.items) == 0:
		return
	}
	job := &found.items[0]
	id, status := cmp.Or(value(job.Job.Info.ID), "-"), cmp.Or(value(job.Job.Info.Status.Current), "-")
	exists := msg.PlanJobExists.With(j.request.JobName, id, status)
	switch {
	case !j.options.Again || len(found.items) > 1:
		j.fail(JobExists, "jobName", exists).Notes = []msg.Message{msgPlanOtherName.With()}
		return
	case job.System.AreOthers(j.request):
		j.fail(JobExists, "jobName", msg.NameTaken.With(job.System.Source.Title(), job.System.Target.Title())).
			Notes = []msg.Message{msgPlanOtherName.With()}
		return
	}
	differs := apply.Differences(j.request, job)
	if len(differs) == 0 {
		j.note(JobSame, "jobName", msgPlanJobSame.With(j.request.JobName, id, status))
		return
	}
	var notes []msg.Message
	for _, change := range differs[:min(len(differs), maxDifferences)] {
		notes = append(notes, msg.ChangeOf.With(change.Field, change.From, change.To))
	}
	j.fail(JobExists, "jobName", exists).Notes = append(notes, msgPlanJobDiffers.With())
}
