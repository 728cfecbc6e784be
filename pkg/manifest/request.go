package manifest

import (
	"encoding/json"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options are what the checks depend on besides the request.
type Options struct {
	Now    time.Time // for a single run in the past, in this time's zone; zero: not checked
	Strict bool      // warnings are errors
}

// Request checks the draft and gives the body of POST /recoveries with what deserves a warning.
// Otherwise the error is an *exit.Error with the code Usage and all problems, the file's first, in its order.
func (d *Draft) Request(o Options) (*zdm.RecoveryRequest, []exit.Problem, error) {
	c := &checker{now: o.Now, problems: d.problems.clone(), warnings: &problems{}}
	if o.Strict {
		c.warnings = c.problems
	}
	rows := schema()
	c.root(d.root, rows)
	if d.replaced.document != nil {
		c.warnings.add(d.replaced, "jobList", msg.JobListReplaced.With())
	}
	warnings := []exit.Problem(nil)
	if !o.Strict {
		warnings = c.warnings.sorted()
	}
	for i := range warnings {
		warnings[i].Warning = true
	}
	if c.problems.count() > 0 {
		return nil, warnings, refusal(d.name(), c.problems)
	}
	var request zdm.RecoveryRequest
	if err := json.Unmarshal(d.root.appendJSON(nil, rows), &request); err != nil {
		return nil, warnings, exit.New(exit.Internal, msg.RequestNotBuilt.With(d.name())).Because(err)
	}
	return &request, warnings, nil
}

// root checks the whole request.
func (c *checker) root(n *node, rows field) {
	switch n.shape {
	case reported:
	case object:
		c.fields(n, rows.fields, "")
		c.rules(n)
	case list:
		c.problems.add(n.origin, "", msg.RootIsList.With()).Notes = []msg.Message{msg.DashesPart.With()}
	default:
		c.problems.add(n.origin, "", msg.RootIsScalar.With())
	}
}
