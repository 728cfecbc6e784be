package recovery

import (
	"context"
	"errors"
	"net/http"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/cli/prompt"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

type deleteOptions struct {
	Factory *cli.Factory
	Names   change.Names
	Yes     bool
}

func newDeleteCmd(f *cli.Factory) *cobra.Command {
	o := &deleteOptions{Factory: f}
	cmd := &cobra.Command{
		Use: "delete [NAME...]", Args: o.Names.Take("NAME"), Short: f.Text(msgDeleteShort), Long: f.Text(msgDeleteLong), Example: f.Text(msgDeleteExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	o.Names.AddTo(cmd, f)
	o.Names.AddFilesTo(cmd, f)
	cmd.Flags().BoolVarP(&o.Yes, "yes", "y", false, f.Text(msg.FlagYes))
	f.Retry.AddTo(cmd.Flags(), f, false)
	return cmd
}

func (o *deleteOptions) run(ctx context.Context) error {
	f := o.Factory
	if err := change.Askable(f, o.Yes); err != nil {
		return err
	}
	run, err := change.Start(f)
	if err != nil {
		return err
	}
	defer run.Client.Close()
	targets, err := o.Names.Recoveries(ctx, f, run.Client)
	if err != nil {
		return err
	}
	if !o.Yes {
		if err := o.ask(ctx, run, targets); err != nil {
			return err
		}
	}
	action := change.Action{Outcome: "deleted", Message: msg.Deleted, NotAll: msg.NotAllDeleted, Do: func(ctx context.Context, target change.Target) (zdm.Answer, error) {
		answer, err := deleteRecovery(ctx, run, target)
		return answer, o.Names.Explain(f, target, err)
	}}
	return action.Each(ctx, f, run.Out, targets)
}

// ask shows the recoveries to be deleted and asks once for all of them. It leaves out those that do
// not exist.
func (o *deleteOptions) ask(ctx context.Context, run *change.Run, targets []change.Target) error {
	f := run.Factory
	var there []*zdm.Recovery
	for i := range targets {
		if targets[i].Err != nil {
			continue
		}
		found, err := run.Client.Recovery(ctx, targets[i].Identifier, zdm.RecoveryFilter{})
		if err != nil {
			err = o.Names.Explain(f, targets[i], f.Explain(err))
			failed, ok := errors.AsType[*exit.Error](err)
			if !ok || failed.Status != http.StatusNotFound {
				return err
			}
			targets[i].Err = failed
			continue
		}
		targets[i].Job = &found.Data
		there = append(there, &found.Data)
	}
	for _, job := range there {
		if current := job.Job.Info.Status.Current; zdm.Status(current).Running() {
			f.Warn(msgDeleteRunning.With(string(job.Job.Info.Name), string(current)))
		}
	}
	switch {
	case len(there) == 0:
		return nil
	case len(there) == 1:
		return prompt.Ask(ctx, f, msgDeleteOne.With(string(there[0].Job.Info.Name), string(there[0].System.Source.Name), string(there[0].System.Target.Name)))
	}
	for _, job := range there {
		f.Note(msgDeleteListed.With(string(job.Job.Info.Name), string(job.System.Source.Name), string(job.System.Target.Name)))
	}
	return prompt.Ask(ctx, f, msgDeleteSeveral.With(len(there)))
}

// readBefore reads a recovery that was specified by ID, because the response to its deletion
// contains its name. If it exists but cannot be read, its ID is enough to delete it.
func readBefore(ctx context.Context, run *change.Run, target change.Target) (*zdm.Recovery, error) {
	if target.Job != nil {
		return target.Job, nil
	}
	found, err := run.Client.Recovery(ctx, target.Identifier, zdm.RecoveryFilter{})
	switch failed, ok := errors.AsType[*zdm.Error](err); {
	case ok && failed.Kind == zdm.Refused && failed.Status == http.StatusNotFound, err != nil && !ok:
		return nil, run.Factory.Explain(err)
	case err != nil || found.Data.Job.Info.Name.None():
		return nil, nil
	}
	return &found.Data, nil
}

// deleteRecovery deletes one recovery, and checks in the response what was deleted.
func deleteRecovery(ctx context.Context, run *change.Run, target change.Target) (zdm.Answer, error) {
	f := run.Factory
	job, err := readBefore(ctx, run, target)
	if err != nil {
		return zdm.Answer{}, err
	}
	result, err := run.Client.DeleteRecovery(ctx, target.Identifier, run.Center)
	if err != nil {
		return zdm.Answer{}, cli.Words(f).OfChange(err, msgDeletionOf.With(target.Name), target.ShowCommand(false)...)
	}
	data, answer := &result.Data, result.Answer
	deleted, known := data.Deleted()
	switch {
	case !data.Answers(job):
		return answer, checkGone(ctx, run, target, answer, maybe(run, target, answer, msgDeletionOfAnother))
	case data.Failed():
		var reasons []zdm.Text
		for _, p := range data.Partitions {
			if !p.ErrorMessage.None() {
				reasons = append(reasons, reasonOf(p))
			}
		}
		return answer, outcome.NotDone(answer, msg.DeletionFailed.With(target.Name), reasons...).Try(f.Next(target.ShowCommand(false)...))
	case known && !deleted:
		return answer, change.Nothing(answer, msg.NothingDeleted.With(target.Name))
	case !known:
		return answer, checkGone(ctx, run, target, answer, change.Nothing(answer, msg.NothingDeleted.With(target.Name)))
	}
	return answer, nil
}

// checkGone looks the recovery up after a response that does not confirm its deletion. The error is
// nil if it no longer exists, and there if it does.
func checkGone(ctx context.Context, run *change.Run, target change.Target, answer zdm.Answer, there *exit.Error) error {
	_, err := run.Client.Recovery(ctx, target.Identifier, zdm.RecoveryFilter{})
	failed, ok := errors.AsType[*zdm.Error](err)
	switch {
	case ok && failed.Kind == zdm.Refused && failed.Status == http.StatusNotFound:
		return nil
	case err == nil:
		return there
	}
	return maybe(run, target, answer, msg.DeletionUnreported).Because(err)
}

// maybe returns the error for a deletion that may have happened.
func maybe(run *change.Run, target change.Target, answer zdm.Answer, what msg.Text) *exit.Error {
	e := exit.New(exit.Unknown, what.With(target.Name)).Note(msg.MayHaveHappened.With())
	e.Status, e.RequestID = answer.Status, answer.RequestID
	return e.Try(run.Factory.Next(target.ShowCommand(false)...))
}

// reasonOf returns the reason of a partition, prefixed with the partition's name if it has one.
func reasonOf(p zdm.DeletedPartition) zdm.Text {
	if p.Partition.None() {
		return p.ErrorMessage
	}
	return p.Partition + ": " + p.ErrorMessage
}
