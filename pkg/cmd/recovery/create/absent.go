package create

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/register"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// existing looks for a recovery that conflicts with the request. With --if-absent it returns that
// recovery, and otherwise an error. nil means that the request can be sent. known contains the IDs
// of all recoveries found.
func (o *Options) existing(ctx context.Context, attempt *register.Attempt, request *zdm.RecoveryRequest) (job *zdm.Recovery, known []zdm.Text, err error) {
	if request.JobName == "" {
		return nil, nil, nil
	}
	found, err := attempt.Namesakes(ctx, o.Duplicate)
	if refused, ok := errors.AsType[*exit.Error](err); ok && refused.Code == exit.Unknown {
		refused.Note(msgOrDuplicate.With())
	}
	if err != nil {
		return nil, nil, err
	}
	known = found.IDs()
	if len(found.Near) > 0 {
		o.Factory.Warn(msgNameLike.With(request.JobName, string(found.Near[0].Job.Info.Name)))
	}
	switch {
	case o.Duplicate:
		return nil, known, nil
	case len(found.Same) > 0:
		for i, job := range found.Same {
			if o.Absent && !job.System.AreOthers(request) {
				return &found.Same[i], known, nil
			}
		}
		if o.Absent {
			return nil, known, exit.New(exit.Refused, outcome.Taken(found.Same[0].System)).
				Note(msg.NothingWasSent.With()).Try(o.Factory.Next(outcome.Listed(request)...))
		}
		return nil, known, o.refuse(msgNameExists.With(append([]any{request.JobName}, about(&found.Same[0])...)...), string(found.Same[0].Job.Info.Name))
	case len(found.Like) > 0:
		like := &found.Like[0]
		if o.Absent {
			return like, known, nil
		}
		values := append([]any{string(like.Job.Info.Name)}, about(like)...)
		return nil, known, o.refuse(msgNameExistsAs.With(append(values, request.JobName)...), string(like.Job.Info.Name))
	}
	return nil, known, nil
}

// about returns the servers and the status of a recovery, as arguments of a message.
func about(job *zdm.Recovery) []any {
	return []any{job.System.Source.Title(), job.System.Target.Title(), zdm.Shown(job.Job.Info.Status.Current)}
}

// refuse returns the error for a name that already exists.
func (o *Options) refuse(why msg.Message, name string) error {
	return exit.New(exit.Usage, why).Note(msg.NothingWasSent.With()).Note(msgOnlyIfAbsent.With()).Try(cli.Words(o.Factory).Show(name))
}

// conditional is the document of --if-absent. It has the same shape in both cases.
type conditional struct {
	Job     string          `json:"job"`     // its name on the server
	Outcome apply.Outcome   `json:"outcome"` // created, unchanged, partial or failed
	Answer  json.RawMessage `json:"answer"`  // response to the registration, or to the lookup of the existing recovery
}

// leave shows the existing job and continues with it.
func (o *Options) leave(ctx context.Context, out cli.Output, client *zdm.Client, request *zdm.RecoveryRequest, job *zdm.Recovery) error {
	f := o.Factory
	name := string(job.Job.Info.Name)
	judged := outcome.OfJob(request, job)
	if name != request.JobName {
		f.Warn(msg.RegisteredAs.With(name, request.JobName))
	}
	if err := o.showExisting(ctx, out, client, job, judged); err != nil {
		return err
	}
	if judged.Err != nil {
		return judged.Err.Try(cli.Words(f).Show(name))
	}
	if !o.Wait {
		return nil
	}
	if o.Waiting.Timeout == 0 && idle(job) {
		return exit.New(exit.Usage, msgExistingIdle.With(name)).
			Try(f.Next(cli.ForJob(name, "recovery", "start")...)).Try(f.Next(cli.ForJob(name, "recovery", "watch")...))
	}
	return o.afterRegistration(ctx, out, client, request, name)
}

// idle reports whether a recovery has never run and no schedule starts it.
func idle(job *zdm.Recovery) bool {
	info := &job.Job.Info
	_, ended := info.Status.Time.End.Time(time.UTC)
	return zdm.Status(info.Status.Current) == zdm.PhaseRegistered && resource.Schedule(info.Schedule) == "" && !ended
}

func (o *Options) showExisting(ctx context.Context, out cli.Output, client *zdm.Client, job *zdm.Recovery, judged outcome.Outcome) error {
	f, info := o.Factory, &job.Job.Info
	switch {
	case out.Human() && f.Global.Quiet:
		return nil
	case out.Human():
		line := msgAlreadyExists.With(string(info.Name), job.System.Source.Title(), job.System.Target.Title()).In(f.Lang)
		_, err := fmt.Fprintln(f.IO.Out, render.Safe(line))
		return err
	case out.Format == render.FormatName:
		return render.Names(f.IO.Out, []string{string(info.Name)})
	case info.ID.None():
		return exit.New(exit.Refused, msg.JobWithoutID.With())
	}
	answer, err := client.Recovery(ctx, string(info.ID), zdm.RecoveryFilter{})
	if err != nil {
		return f.Explain(err)
	}
	return out.Value(ctx, conditional{Job: string(info.Name), Outcome: apply.OutcomeOf(judged.State, apply.Unchanged), Answer: answer.Raw})
}
