package apply

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const plansAtATime = 8

// checked is the result of planning one request.
type checked struct {
	blocked   *exit.Error // nil if nothing blocks it, or if it exists
	unchecked msg.Message // why there is no plan; zero if there is one
}

// plans plans all requests, several at a time. Nothing blocks a request whose recovery exists,
// because that is left alone. The error is the cause of the context.
func (o *Options) plans(ctx context.Context, client *zdm.Client, w *wave) ([]checked, error) {
	found := make([]checked, len(w.requests))
	panics.Each(ctx, len(found), plansAtATime, func(i int) { found[i] = o.plan(ctx, client, w.requests[i].Body) })
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return found, nil
}

func (o *Options) plan(ctx context.Context, client *zdm.Client, body []byte) checked {
	f := o.Factory
	var request zdm.RecoveryRequest
	err := json.Unmarshal(body, &request)
	var made *plan.Plan
	if err == nil {
		made, err = plan.Make(ctx, client, &request, plan.Options{Now: f.Now(), MaxAge: plan.DefaultMaxAge, Strict: o.Strict, Again: true})
	}
	if err != nil {
		return checked{unchecked: cli.Words(f).Explain(err).Message}
	}
	exists := func(finding plan.Finding) bool { return finding.Code == plan.JobExists || finding.Code == plan.JobSame }
	if len(made.Errors) == 0 || slices.ContainsFunc(made.Errors, exists) || slices.ContainsFunc(made.Notes, exists) {
		return checked{}
	}
	e := exit.New(exit.Usage, made.Errors[0].About())
	for _, finding := range made.Errors {
		e.Problems = append(e.Problems, exit.Problem{Message: msg.Reason.With(request.JobName, finding.About()), Notes: finding.Notes})
	}
	return checked{blocked: e}
}

// refusal returns the error for requests that their plans block, before anything is sent, or nil.
func refusal(plans []checked) error {
	var problems []exit.Problem
	n := 0
	for _, one := range plans {
		if one.blocked != nil {
			problems = append(problems, one.blocked.Problems...)
			n++
		}
	}
	if n == 0 {
		return nil
	}
	e := exit.New(exit.Usage, msgSomeBlocked.With(n, len(plans))).Note(msg.NothingWasSent.With())
	e.Problems = problems
	return e
}

// starting returns a request that starts on registration.
func starting(body []byte) ([]byte, error) {
	var request zdm.RecoveryRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return nil, err
	}
	request.AutoStart = zdm.Use
	return request.Body()
}
