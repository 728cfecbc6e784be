package apply

import (
	"bytes"
	"context"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// wave holds the requests of a run and the places they come from.
type wave struct {
	requests []apply.Request
	places   []place
	others   []apply.Request // requests of other shards
}

// place is the position of a request's name.
type place struct {
	file string
	line int
}

// read checks all requests. It keeps only the body of each, since there may be many.
func (o *Options) read(ctx context.Context, cfg *config.Config) (*wave, error) {
	w := &wave{}
	_, err := cli.EachRequest(ctx, o.Factory, cfg, o.Files, o.Strict, func(draft *manifest.Draft) error {
		if err := draft.NeedName(msgNeedsJobName); err != nil {
			return err
		}
		mine, err := o.Shard.Takes(draft)
		if err != nil {
			return err
		}
		body := bytes.Clone(draft.Body())
		if o.Start {
			if body, err = starting(body); err != nil {
				return err
			}
		}
		request := apply.Request{Name: strings.Clone(draft.Name()), Target: strings.Clone(draft.Target()), Body: body}
		if !mine {
			w.others = append(w.others, request)
			return nil
		}
		w.requests = append(w.requests, request)
		at := draft.Problem("jobName", msg.Message{})
		w.places = append(w.places, place{at.File, at.Line})
		return nil
	})
	return w, err
}
