package plan

import (
	"context"
	"fmt"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const plansAtATime = 8

// showMany shows a line for each plan, and the findings of those that have any.
func showMany(ctx context.Context, f *cli.Factory, out cli.Output, plans []*plan.Plan) (err error) {
	if out.Tabular() {
		err = lines(f, plans, out)
	} else {
		documents := make([]any, len(plans))
		for i, made := range plans {
			documents[i] = documentOf(made, f.Lang)
		}
		err = out.Value(ctx, map[string]any{"data": documents})
	}
	if err != nil {
		return err
	}
	return verdict(plans)
}

// makeAll plans requests, several at a time. The error is that of the first request that cannot be
// planned.
func (o *Options) makeAll(ctx context.Context, client *zdm.Client, requests []*zdm.RecoveryRequest) ([]*plan.Plan, error) {
	f := o.Factory
	return panics.Map(ctx, len(requests), plansAtATime, func(i int) (*plan.Plan, error) {
		made, err := plan.Make(ctx, client, requests[i], plan.Options{Now: f.Now(), MaxAge: o.MaxAge, Strict: o.Strict, Again: true})
		return made, f.Explain(err)
	})
}

// lines writes a line for each plan, and its warnings.
func lines(f *cli.Factory, plans []*plan.Plan, out cli.Output) error {
	t := render.Table{Fit: true, Headings: out.Lang.Texts(msg.HeadJob, msg.HeadSource, msg.HeadTarget, msg.HeadPartitions, msgHeadAge, msgHeadErrors, msgHeadWarnings)}
	for _, p := range plans {
		restored, oldest, aged := 0, time.Duration(0), false
		for _, partition := range p.Partitions {
			if partition.Mode != "" {
				restored++
			}
			if partition.Image != nil && partition.Image.Aged {
				oldest, aged = max(oldest, partition.Image.Age), true
			}
		}
		age := ""
		if aged {
			age = plan.Age(oldest)
		}
		name := msg.Verbatim.With(p.Name())
		t.Rows = append(t.Rows, []string{
			name.In(f.Lang), p.Source.Short(), p.Target.Short(), fmt.Sprintf("%d/%d", restored, len(p.Partitions)), age, fmt.Sprint(len(p.Errors)), fmt.Sprint(len(p.Warnings)),
		})
	}
	if err := out.Table(f, t); err != nil {
		return err
	}
	for _, p := range plans {
		cli.Warnings(f, titled(p, p.Warnings))
	}
	return nil
}

// titled returns findings with the name of their recovery.
func titled(p *plan.Plan, findings []plan.Finding) []exit.Problem {
	problems := plan.Problems(findings)
	for i := range problems {
		problems[i] = problems[i].Of(p.Name())
	}
	return problems
}

// verdict returns the error for blocked plans, or nil.
func verdict(plans []*plan.Plan) error {
	var problems []exit.Problem
	n := 0
	for _, p := range plans {
		if len(p.Errors) > 0 {
			problems = append(problems, titled(p, p.Errors)...)
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return exit.New(exit.Usage, msgManyBlocked.With(n, len(plans))).With(problems...)
}
