// Package manifest builds a recovery request from a file, flags and defaults, and checks it:
// all problems at once, each with the place where its value was given. Nothing here uses a network.
package manifest

import (
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Draft is a request being built; every value knows where it was given.
type Draft struct {
	form     form
	document *document // nil when nothing came from a file
	root     *node
	problems problems
	examined *checker // what Examine found, for Check
	jobs     int      // given by flags
	replaced origin   // of the file's jobList that they replace
}

// NewDraft is a request for POST /recoveries with nothing given yet; Request ends it.
func NewDraft() *Draft { return newDraft(registration()) }

func newDraft(of form) *Draft { return &Draft{form: of, root: &node{shape: object}} }

// Position is where the draft's document starts: the file's name ("<stdin>" for standard input) and
// the line, from 1. It is "" and 0 when nothing came from a file.
func (d *Draft) Position() (file string, line int) {
	if d.document == nil {
		return "", 0
	}
	return d.document.name, d.document.line
}

// SetFlag sets the value at a path ("repository.id") as typed after a flag ("--repository-id"). It wins
// over a file's value and over a default. What is wrong with it is found by Request.
func (d *Draft) SetFlag(flag, path, value string) {
	d.setText(origin{flag: flag}, path, value)
}

// Default sets the value at a path unless there is one already, or the value is empty.
// Its origin is where it comes from: "$ZDMCTL_CENTER", "context prod".
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

// name is what messages call the request.
func (d *Draft) name() any {
	if d.document == nil {
		return msgTheRequest.With()
	}
	return d.document.name
}

// Problem is a problem of the value at a path ("jobName"), where it was given, or of the whole request where there is none.
func (d *Draft) Problem(path string, m msg.Message) exit.Problem {
	p := exit.Problem{Path: path, Message: m}
	if n := d.root.at(path); n != nil {
		n.origin.locate(&p)
		return p
	}
	d.root.origin.locate(&p)
	p.Source = "" // there is nothing to point at
	return p
}
