package create

import (
	"context"
	"fmt"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// existing gives the job of the request's name that restores the request's servers, nil when no job has the name. A job of
// that name that restores others is an error: the request's recovery is not there, and would not be told from it.
func (o *Options) existing(ctx context.Context, client *zdm.Client, request *zdm.RecoveryRequest) (*zdm.Recovery, error) {
	if request.JobName == "" {
		return nil, exit.New(exit.Usage, msg.IfAbsentNeedsName.With()).Note(msg.GiveJobName.With())
	}
	found, err := client.FindRecovery(ctx, request.JobName)
	if err != nil {
		return nil, o.Factory.Explain(err)
	}
	for i, job := range found.Data {
		if !job.System.AreOthers(request) {
			return &found.Data[i], nil
		}
	}
	if len(found.Data) == 0 {
		return nil, nil
	}
	system := found.Data[0].System
	return nil, exit.New(exit.Refused, msg.NameTaken.With(system.Source.Name, system.Target.Name)).
		Note(msg.NothingWasSent.With()).Try(o.Factory.Next("recovery", "list", "--source", request.Source))
}

// leave shows a job in place of a registration, as the server answers for it.
func (o *Options) leave(ctx context.Context, out cmdutil.Output, client *zdm.Client, request *zdm.RecoveryRequest, job *zdm.Recovery) error {
	if err := o.showThere(ctx, out, client, job); err != nil || !o.Wait {
		return err
	}
	return o.goOn(ctx, out, client, request, &zdm.Registration{})
}

func (o *Options) showThere(ctx context.Context, out cmdutil.Output, client *zdm.Client, job *zdm.Recovery) error {
	f, info := o.Factory, &job.Job.Info
	switch {
	case out.Human():
		line := msg.AlreadyThere.With(info.Name, job.System.Source.Name, job.System.Target.Name).In(f.Lang)
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
	return out.Document(ctx, answer.Raw)
}
