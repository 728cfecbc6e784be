package create

import (
	"context"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/cli/follow"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// check refuses flags that cannot be combined, before anything is sent.
func (o *Options) check() error {
	flags := o.Factory.Flags()
	switch {
	case flags.Changed("wait-timeout") && !o.Wait:
		return exit.New(exit.Usage, msgTimeoutNeedsWait.With())
	case o.DryRun && o.Wait:
		return cli.Exclusive(flags, "dry-run", "wait")
	case o.DryRun && o.Absent:
		return cli.Exclusive(flags, "dry-run", "if-absent")
	case o.Duplicate && o.Absent:
		return cli.Exclusive(flags, "if-absent", "allow-duplicate")
	}
	return nil
}

// afterRegistration waits for the registered recovery to end, or prints the command that watches
// it.
func (o *Options) afterRegistration(ctx context.Context, out cli.Output, client *zdm.Client, request *zdm.RecoveryRequest, name string) error {
	f := o.Factory
	again := cli.ForJob(name, "recovery", "watch")
	switch {
	case !o.Wait && name != "" && f.IO.ErrTerminal && out.Human():
		f.Note(msgWatchNext.With(f.Next(again...)))
		return nil
	case !o.Wait:
		return nil
	case name == "":
		return exit.New(exit.Unknown, msgNoJobToWaitFor.With()).Try(f.Next(outcome.Listed(request)...))
	}
	following := follow.Following{
		Factory: f, Output: out, Target: watch.Target{Name: name, Newest: true}, Again: again, Asked: request.SourcePartitions(),
		Watcher: watch.Watcher{Client: client, Timeout: o.Waiting.Timeout, Registered: true},
	}
	return following.Run(ctx)
}

// notAwaited returns the error of a partially registered recovery, which is not waited for.
func (o *Options) notAwaited(judged outcome.Outcome) error {
	if !o.Wait || judged.State != outcome.InPart || judged.Name == "" {
		return judged.Err
	}
	return judged.Err.Note(msgNotAwaited.With()).Try(o.Factory.Next(cli.ForJob(judged.Name, "recovery", "watch")...))
}
