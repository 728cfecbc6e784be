package change

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Run holds what a change needs. Everything that can be refused is resolved before anything is
// sent.
type Run struct {
	Factory *cli.Factory
	Out     cli.Output
	Client  *zdm.Client
	Center  string // center of the targets; "" if not specified

	asked bool // whether the centers were requested
	all   []string
	err   error
}

// Start resolves the output and creates the client. The caller must close it.
func Start(f *cli.Factory) (*Run, error) {
	cfg, err := f.Config()
	if err != nil {
		return nil, err
	}
	out, err := f.Output()
	if err != nil {
		return nil, err
	}
	client, err := f.Client()
	if err != nil {
		return nil, err
	}
	return &Run{Factory: f, Out: out, Client: client, Center: cfg.Center}, nil
}

// Update sends a change of one recovery. The error is an *exit.Error. The response is also returned
// if the change failed.
func (r *Run) Update(ctx context.Context, target Target, update *zdm.RecoveryUpdate) (zdm.Result[zdm.UpdatedRecovery], error) {
	if update.Center == "" {
		update.Center = r.centerOf(ctx, target)
	}
	update.Job = target.Job
	result, err := r.Client.UpdateRecovery(ctx, target.Identifier, update)
	words := cli.Words(r.Factory)
	e := words.OfUpdate(msg.UpdateOf.With(target.Name), &result, err, target.ShowCommand(update.ChangeName != "")...)
	switch {
	case e == nil && result.Lost != nil:
		r.Factory.Note(msgConfirmed.With(target.Name, words.Why(result.Lost)))
		return result, nil
	case e == nil:
		return result, nil
	case err != nil:
		if failed, ok := errors.AsType[*zdm.Error](err); ok && failed.Method == http.MethodGet {
			e.Note(msg.NothingChanged.With())
		}
		return result, r.centerless(update, e)
	}
	return result, e
}

// centerOf returns the center of a recovery if the user specified none, because servers require it
// since 2.0. It is the only center, or the only one in which the recovery is found, or else "".
func (r *Run) centerOf(ctx context.Context, target Target) string {
	var owners []string
	centers, err := r.centers(ctx)
	for _, center := range centers {
		if len(centers) > 1 {
			_, err = r.Client.Recovery(ctx, target.Identifier, zdm.RecoveryFilter{Center: center})
		}
		if err == nil {
			owners = append(owners, center)
		}
	}
	if len(owners) != 1 {
		return ""
	}
	return owners[0]
}

// centers returns the ids of all centers, requested once. Without them, a change is sent without
// its center, and the server decides whether it accepts that.
func (r *Run) centers(ctx context.Context) ([]string, error) {
	if !r.asked {
		r.asked = true
		found, err := r.Client.Centers(zdm.CenterQuery{}).Get(ctx)
		if r.err = err; err != nil {
			return nil, err
		}
		for _, center := range found.Data {
			r.all = append(r.all, string(center.ID.Center))
		}
	}
	return r.all, r.err
}

// centerless adds to a refusal that mentions the center that none was sent. Servers of 2.0 require
// it, and their messages vary.
func (r *Run) centerless(update *zdm.RecoveryUpdate, err error) error {
	failed, ok := errors.AsType[*exit.Error](err)
	if !ok || update.Center != "" || failed.Status != http.StatusBadRequest && failed.Status != http.StatusUnprocessableEntity {
		return err
	}
	reported, known := errors.AsType[*zdm.Error](err)
	if !known || !strings.Contains(strings.ToLower(string(reported.Raw)), "center") {
		return err
	}
	return failed.Note(msgNoCenterSent.With()).Try(r.Factory.Next("center", "list"))
}

// Switch starts or stops recoveries, with one call for each.
func Switch(ctx context.Context, f *cli.Factory, names *Names, status string, action Action) error {
	run, err := Start(f)
	if err != nil {
		return err
	}
	defer run.Client.Close()
	targets, err := names.Recoveries(ctx, f, run.Client)
	if err != nil {
		return err
	}
	if status == zdm.StatusStart && len(names.Files) > 0 {
		refuseEnded(f, targets)
	}
	action.Do = func(ctx context.Context, target Target) (zdm.Answer, error) {
		result, err := run.Update(ctx, target, &zdm.RecoveryUpdate{Center: run.Center, Status: status})
		return result.Answer, names.Explain(f, target, err)
	}
	return action.Each(ctx, f, run.Out, targets)
}

// refuseEnded refuses to start recoveries of files that have already run. Starting would overwrite
// the restored data, and a directory may select more recoveries than intended.
func refuseEnded(f *cli.Factory, targets []Target) {
	for i := range targets {
		t := &targets[i]
		if t.Err != nil {
			continue
		}
		if status := t.Job.Job.Info.Status.Current; zdm.Status(status).Ended() {
			t.Err = exit.New(exit.Refused, msgHasRun.With(string(status))).Try(f.Next(cli.ForJob(t.Name, "recovery", "start")...))
		}
	}
}

// Nothing returns the error for a successful response that changed nothing.
func Nothing(answer zdm.Answer, m msg.Message) *exit.Error {
	e := exit.New(exit.Refused, m)
	e.Status, e.RequestID = answer.Status, answer.RequestID
	return e
}
