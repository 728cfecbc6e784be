package run

import (
	"cmp"
	"context"
	"encoding/json"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/run"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// read checks all requests and groups them into waves.
func (o *Options) read(ctx context.Context, cfg *config.Config) ([]run.Wave, error) {
	groups, err := manifest.Groups(o.Files)
	if err != nil {
		return nil, err
	}
	waves, waveOf := make([]run.Wave, len(groups)), map[string]int{}
	var files []string
	for i, group := range groups {
		waves[i].Name = group.Name
		for _, file := range group.Files {
			files = append(files, file)
			if file == "-" {
				file = "<stdin>"
			}
			waveOf[file] = i
		}
	}
	if err := cmp.Or(o.Report.CheckNotReplacing(files...), o.Report.CheckNotAmong(files...)); err != nil {
		return nil, err
	}
	_, err = cli.EachRequest(ctx, o.Factory, cfg, files, o.Strict, func(draft *manifest.Draft) error {
		mine, err := o.Shard.Takes(draft)
		if err != nil {
			return err
		}
		if err := draft.NeedName(msgNeedsJobName); err != nil {
			return err
		}
		var request zdm.RecoveryRequest
		if err := json.Unmarshal(draft.Body(), &request); err != nil {
			return err
		}
		file, _ := draft.Position()
		wave := &waves[waveOf[file]]
		if mine {
			wave.Requests = append(wave.Requests, &request)
		} else {
			wave.Elsewhere = append(wave.Elsewhere, &request)
		}
		return nil
	})
	return waves, err
}
