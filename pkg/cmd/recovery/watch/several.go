package watch

import (
	"context"

	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/cli/follow"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/resource"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// several watches the recoveries of some names or requests until all have ended.
func (o *Options) several(ctx context.Context, requests []*zdm.RecoveryRequest) error {
	f := o.Factory
	center, err := resource.Centers(f)
	if err != nil {
		return err
	}
	run, err := change.Start(f)
	if err != nil {
		return err
	}
	defer run.Client.Close()
	var targets []change.Target
	if len(requests) > 0 {
		targets, err = change.OfRequests(ctx, f, run.Client, requests)
	} else {
		targets, err = o.Names.Recoveries(ctx, f, run.Client)
	}
	if err != nil {
		return err
	}
	target := watch.Target{Name: msgSeveral.With(len(targets)).In(f.Lang), Center: center}
	lacking := msg.Message{}
	again := []string{"recovery", "watch"}
	for _, one := range targets {
		if one.Err != nil {
			one.Err.Message = msg.Reason.With(one.Name, one.Err.Message)
			return one.Err
		}
		if !one.Lacking.IsZero() && lacking.IsZero() {
			lacking = msg.Reason.With(one.Name, one.Lacking)
		}
		target.Several, again = append(target.Several, one.Identifier), append(again, one.Identifier)
	}
	if center != "" {
		again = append(again, "--center", center)
	}
	following := follow.Following{
		Factory: f, Output: run.Out, Target: target, Result: true, Lacking: lacking, Again: again,
		Watcher: watch.Watcher{Client: run.Client, Interval: o.Interval, Timeout: o.Wait.Timeout},
	}
	return following.Run(ctx)
}
