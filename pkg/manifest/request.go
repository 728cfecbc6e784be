package manifest

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// Options are the parameters of the checks.
type Options struct {
	Now    time.Time // rejects a single run before this time, in its time zone; zero means no check
	Strict bool      // treats warnings as errors
	Wave   *Wave     // other requests of the same run; nil means none
}

// form is a kind of request.
type form struct {
	name   msg.Text
	schema field
	rules  func(*checker, *node) // checks that involve several fields
}

// registration returns the form of POST /recoveries.
func registration() form { return form{msg.ARecoveryRequest, schema(), (*checker).rules} }

// Request checks the draft and returns the body of POST /recoveries, with notes on translated
// zdm-cli words and then warnings. If it is invalid, the error is an *exit.Error with exit.Usage
// and all problems, those of the file first and in its order.
func (d *Draft) Request(o Options) (*zdm.RecoveryRequest, []exit.Problem, error) {
	return finish[zdm.RecoveryRequest](d, o)
}

// Check is like Request without the body.
func (d *Draft) Check(o Options) (warnings []exit.Problem, err error) {
	if d.examined == nil {
		d.Examine(o)
	}
	c := d.examined
	d.examined = nil
	if o.Wave != nil && d.root.shape == object {
		o.Wave.join(c, d.root)
	}
	if d.replaced.document != nil {
		c.warnings.add(d.replaced, "jobList", msgJobListReplaced.With())
	}
	for _, note := range c.notes.sorted() {
		note.Note = true
		warnings = append(warnings, note)
	}
	if !o.Strict {
		for _, warning := range c.warnings.sorted() {
			warning.Warning = true
			warnings = append(warnings, warning)
		}
	}
	if c.problems.count() > 0 {
		return warnings, refusal(d.name(), d.form.name, c.problems)
	}
	return warnings, nil
}

// Examine does the part of Check that does not depend on Options.Wave, so that several drafts can
// be checked concurrently. The next Check continues from its result. Set nothing in between.
func (d *Draft) Examine(o Options) {
	found := &problems{list: slices.Clone(d.problems.list), more: d.problems.more}
	c := &checker{now: o.Now, problems: found, warnings: &problems{}, notes: &problems{}}
	if o.Strict {
		c.warnings = c.problems
	}
	c.root(d.root, d.form.schema, d.form.rules)
	d.examined = c
}

// finish checks the draft and decodes it into the body type of its form.
func finish[T any](d *Draft, o Options) (*T, []exit.Problem, error) {
	warnings, err := d.Check(o)
	if err != nil {
		return nil, warnings, err
	}
	body := new(T)
	if err := json.Unmarshal(d.Body(), body); err != nil {
		return nil, warnings, exit.New(exit.Internal, msgRequestNotBuilt.With(d.name())).Because(err)
	}
	return body, warnings, nil
}

// root checks the whole request.
func (c *checker) root(n *node, rows field, rules func(*checker, *node)) {
	switch n.shape {
	case reported:
	case object:
		_, knowsImages := find(rows.fields, "backupFile")
		c.imagesOnly = knowsImages && n.get("source") == nil && n.get("backupFile") != nil
		c.fields(n, rows.fields, "")
		rules(c, n)
	case list:
		c.problems.add(n.origin, "", msgRootIsList.With()).Notes = []msg.Message{msgDashesPart.With(), msgJobListAlone.With()}
	default:
		c.problems.add(n.origin, "", msgRootIsScalar.With())
	}
}
