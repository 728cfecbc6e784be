// Package manifest builds a recovery request from a file, flags and defaults, and validates it. It
// reports all problems at once, each with the position of its value. It never uses the network.
package manifest

import (
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Draft is a request under construction. Every value records its origin.
type Draft struct {
	form     form
	document *document // nil if there is no file
	root     *node
	problems problems
	examined *checker // result of Examine, for Check
	jobs     int      // number of jobs set by flags
	replaced origin   // origin of the document's jobList they replace
}

// NewDraft returns an empty request for POST /recoveries. Request completes it.
func NewDraft() *Draft { return newDraft(registration()) }

func newDraft(of form) *Draft { return &Draft{form: of, root: &node{shape: object}} }

// Position returns where the draft's document starts: the name of the file ("<stdin>" for standard
// input) and the line, from 1. It returns "" and 0 without a document.
func (d *Draft) Position() (file string, line int) {
	if d.document == nil {
		return "", 0
	}
	return d.document.name, d.document.line
}

// SetFlag sets the value at a path ("repository.id") as typed after a flag ("--repository-id"). It
// takes precedence over the document and defaults. Request validates it.
func (d *Draft) SetFlag(flag, path, value string) {
	d.setText(origin{flag: flag}, path, value)
}

// Default sets the value at a path unless it is set already or the value is empty. setting
// describes its origin: "$ZDMCTL_CENTER", "context prod".
func (d *Draft) Default(setting, path, value string) {
	if value != "" && d.root.at(path) == nil {
		d.setText(origin{setting: setting}, path, value)
	}
}

func (d *Draft) setText(at origin, path, value string) {
	f, known := lookup(d.form.schema, path)
	if !known {
		d.problems.add(at, path, msg.UnknownField.With())
		return
	}
	d.root.set(path, f.fromFlag(at, value))
}

// name returns how messages refer to the request.
func (d *Draft) name() any {
	if d.document == nil {
		return msgTheRequest.With()
	}
	return d.document.name
}

// NeedName returns an error with this message if the request has no jobName.
func (d *Draft) NeedName(m msg.Text) error {
	if d.Name() != "" {
		return nil
	}
	p := d.Problem("jobName", m.With())
	return exit.New(exit.Usage, msg.InvalidRequest.With(p.File, msg.ARecoveryRequest.With(), 1)).With(p)
}

// Problem returns a problem located at the value at a path ("jobName"), or at the whole request if
// there is none.
func (d *Draft) Problem(path string, m msg.Message) exit.Problem {
	p := exit.Problem{Path: path, Message: m}
	if n := d.root.at(path); n != nil {
		n.origin.locate(&p)
		return p
	}
	d.root.origin.locate(&p)
	p.Source = "" // there is no text to show
	return p
}
