package cmdutil

import (
	"context"
	"errors"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const maxProblems = 1000 // told in one run

// EachRequest reads the requests of files and directories ("-" is standard input) one after the other, fills in what the settings know, and checks
// them. Each one that is valid goes to take, whose error is one more of the request's. It gives how many there are. The
// error tells all that is wrong with all of them and is an *exit.Error of code Usage, or it is the context's cause.
func (f *Factory) EachRequest(ctx context.Context, cfg *config.Config, paths []string, strict bool,
	take func(*manifest.Draft, *zdm.RecoveryRequest) error) (int, error) {
	r := reading{factory: f, config: cfg, strict: strict, take: take, reader: manifest.NewReader(), wave: manifest.NewWave()}
	return r.all(ctx, paths)
}

// CheckEach is EachRequest for requests that go nowhere. What is doubtful about one goes to doubt, which may be nil.
func (f *Factory) CheckEach(ctx context.Context, cfg *config.Config, paths []string, strict bool, doubt func([]exit.Problem)) (int, error) {
	r := reading{factory: f, config: cfg, strict: strict, doubt: doubt, reader: manifest.NewReader(), wave: manifest.NewWave()}
	return r.all(ctx, paths)
}

func (r *reading) all(ctx context.Context, paths []string) (int, error) {
	files, unreadable := manifest.Find(paths)
	for _, err := range unreadable {
		if err := r.add(err); err != nil {
			return 0, err
		}
	}
	for _, name := range files {
		if err := r.file(ctx, name); err != nil {
			return 0, err
		}
	}
	return r.requests, r.verdict()
}

// reading is what has been found so far.
type reading struct {
	factory *Factory
	config  *config.Config
	strict  bool
	take    func(*manifest.Draft, *zdm.RecoveryRequest) error // nil: nowhere
	doubt   func([]exit.Problem)                              // nil: said and forgotten
	reader  *manifest.Reader
	wave    *manifest.Wave

	requests, invalid int
	first             *exit.Error
	problems          []exit.Problem
	more              int // problems that are not kept
}

// file reads the documents of one file.
func (r *reading) file(ctx context.Context, name string) error {
	in, err := OpenManifest(ctx, name, r.factory.IO.In)
	if err != nil {
		return r.add(err)
	}
	defer func() { _ = in.Close() }()
	found := 0
	for draft, err := range r.reader.Documents(name, in) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		found++
		if err == nil {
			err = r.check(draft)
		}
		if err := r.add(err); err != nil {
			return err
		}
	}
	if found == 0 {
		return r.add(exit.New(exit.Usage, msg.EmptyManifest.With(name)))
	}
	return nil
}

func (r *reading) check(draft *manifest.Draft) error {
	SetDefaults(draft, r.config)
	o := manifest.Options{Now: r.factory.Now(), Strict: r.strict, Wave: r.wave}
	if r.take == nil {
		warnings, err := draft.Check(o)
		r.factory.Warnings(warnings)
		if r.doubt != nil {
			r.doubt(warnings)
		}
		return err
	}
	request, warnings, err := draft.Request(o)
	r.factory.Warnings(warnings)
	if err != nil {
		return err
	}
	return r.take(draft, request)
}

// add counts a request and keeps what is wrong with it. An error that is not about a request comes back.
func (r *reading) add(err error) error {
	r.requests++
	if err == nil {
		return nil
	}
	r.invalid++
	e, ok := errors.AsType[*exit.Error](err)
	if !ok || e.Code != exit.Usage {
		return err
	}
	if r.first == nil {
		r.first = e
	}
	problems := e.Problems
	if len(problems) == 0 {
		problems = []exit.Problem{{Message: e.Message}}
	}
	keep := min(len(problems), maxProblems-len(r.problems))
	r.problems = append(r.problems, problems[:keep]...)
	r.more += len(problems) - keep
	return nil
}

func (r *reading) verdict() error {
	switch {
	case r.invalid == 0:
		return nil
	case r.requests == 1:
		return r.first
	}
	e := exit.New(exit.Usage, msgSomeNotValid.With(r.invalid, r.requests))
	e.Problems = r.problems
	if r.more > 0 {
		e.Note(msg.MoreProblems.With(r.more))
	}
	return e
}
