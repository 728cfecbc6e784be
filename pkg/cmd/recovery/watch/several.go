package watch

import (
	"context"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/cli/change"
	"github.com/zdmctl/zdmctl/pkg/cli/follow"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/watch"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// several watches the recoveries of some names or requests until all have ended.
func (o *Options) several(ctx context.Context, cfg *config.Config, requests []*zdm.RecoveryRequest) error {
	f := o.Factory
	out, err := f.Output()
	if err != nil {
		return err
	}
	client, err := f.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	var targets []change.Target
	if len(requests) > 0 {
		targets, err = change.OfRequests(ctx, f, client, requests)
	} else {
		targets, err = o.Names.Recoveries(ctx, f, client)
	}
	if err != nil {
		return err
	}
	target := watch.Target{Name: msgSeveral.With(len(targets)).In(f.Lang), Center: cfg.Center}
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
	following := follow.Following{
		Factory: f, Output: out, Target: target, Result: true, Lacking: lacking, Again: slices.Clip(again),
		Watcher: watch.Watcher{Client: client, Interval: o.Interval, Timeout: o.Wait.Timeout},
	}
	return following.Run(ctx)
}
