package change

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// AddFilesTo declares -f, which selects recoveries by their requests.
func (n *Names) AddFilesTo(cmd *cobra.Command, f *cli.Factory) {
	cmd.Flags().StringArrayVarP(&n.Files, "file", "f", nil, f.Text(msgFlagFiles))
}

// ofFiles finds the recoveries that were registered from the requests of Files, by name and
// servers. A recovery that does not exist does not affect the others.
func (n *Names) ofFiles(ctx context.Context, f *cli.Factory, client *zdm.Client) ([]Target, error) {
	cfg, err := f.Config()
	if err != nil {
		return nil, err
	}
	var requests []*zdm.RecoveryRequest
	_, err = cli.EachRequest(ctx, f, cfg, n.Files, false, func(draft *manifest.Draft) error {
		if err := draft.NeedName(msgNeedsName); err != nil {
			return err
		}
		var request zdm.RecoveryRequest
		if err := json.Unmarshal(draft.Body(), &request); err != nil {
			return err
		}
		requests = append(requests, &request)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return OfRequests(ctx, f, client, requests)
}

// OfRequests finds the recoveries that were registered from requests, each with a jobName.
func OfRequests(ctx context.Context, f *cli.Factory, client *zdm.Client, requests []*zdm.RecoveryRequest) ([]Target, error) {
	var targets []Target
	for _, request := range requests {
		target, err := registered(ctx, f, client, request)
		if err != nil {
			return nil, err
		}
		targets = append(targets, target)
	}
	return targets, nil
}

// registered finds the one recovery of a request.
func registered(ctx context.Context, f *cli.Factory, client *zdm.Client, request *zdm.RecoveryRequest) (Target, error) {
	found, err := client.Namesakes(ctx, request)
	if err != nil {
		return Target{}, f.Explain(err)
	}
	target := Target{Name: request.JobName}
	var own []zdm.Recovery
	for _, job := range slices.Concat(found.Same, found.Like) {
		if job.System.AreOthers(request) {
			target.Err = exit.New(exit.Refused, outcome.Taken(job.System))
			continue
		}
		own = append(own, job)
	}
	switch {
	case len(own) > 1:
		return target, exit.New(exit.Usage, msgSeveralOfRequest.With(request.JobName, len(own)))
	case len(own) == 0 && target.Err == nil:
		target.Err = exit.New(exit.Refused, msg.NothingOfName.With(request.JobName))
	case len(own) == 1:
		info := own[0].Job.Info
		target.Err, target.Identifier, target.Job = nil, string(info.ID), &own[0]
		if !zdm.IsID(target.Identifier) {
			target.Identifier = string(info.Name)
		}
		if lacks := outcome.OfJob(request, &own[0]); lacks.Err != nil {
			target.Lacking = lacks.Err.Message
		}
	}
	return target, nil
}
