package cli

import (
	"context"
	"errors"
	"runtime"

	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const maxProblems = 1000 // maximum number of problems reported in one run

// EachRequest reads the requests of files and directories ("-" is standard input), fills in the
// defaults of the settings, and checks them. It passes each valid one to take, whose error counts
// as a problem of that request, and returns the number of requests. The error is the cause of the
// context, or an *exit.Error with exit.Usage that lists the problems of all requests.
func EachRequest(ctx context.Context, f *Factory, cfg *config.Config, paths []string, strict bool,
	take func(*manifest.Draft) error) (int, error) {
	return CheckEach(ctx, f, cfg, paths, strict, take, nil)
}

// CheckEach is EachRequest that also passes on the warnings about each request. Both functions may
// be nil.
func CheckEach(ctx context.Context, f *Factory, cfg *config.Config, paths []string, strict bool,
	take func(*manifest.Draft) error, warned func([]exit.Problem)) (int, error) {
	r := reading{factory: f, config: cfg, strict: strict, take: take, warned: warned, wave: manifest.NewWave()}
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
	if err := r.flush(ctx); err != nil {
		return 0, err
	}
	return r.requests, r.verdict()
}

// reading collects the results so far.
type reading struct {
	factory *Factory
	config  *config.Config
	strict  bool
	take    func(*manifest.Draft) error // may be nil
	warned  func([]exit.Problem)        // nil prints them
	wave    *manifest.Wave

	batch []piece
	size  int // bytes of the documents in the batch

	requests, invalid int
	first             *exit.Error
	problems          []exit.Problem
	more              int // number of problems beyond maxProblems
}

// Limits of the documents that are read at a time. Most are short, and the tree of a large one
// takes fifty times its size.
const (
	batchDocuments = 32
	batchBytes     = 256 << 10
)

// piece is a document with its result, or the end of a file.
type piece struct {
	unread manifest.Unread
	draft  *manifest.Draft
	err    error

	found *int   // documents in its file
	ended string // the file, at its end
}

// file reads the documents of one file.
func (r *reading) file(ctx context.Context, name string) error {
	in, err := OpenInput(ctx, name, r.factory.IO.In)
	found := new(int)
	if err != nil {
		r.batch = append(r.batch, piece{err: err, found: found})
		return nil
	}
	defer func() { _ = in.Close() }()
	for unread := range manifest.Split(name, in) {
		r.batch = append(r.batch, piece{unread: unread, found: found})
		r.size += unread.Size()
		if len(r.batch) < batchDocuments && r.size < batchBytes {
			continue
		}
		if err := r.flush(ctx); err != nil {
			return err
		}
	}
	r.batch = append(r.batch, piece{found: found, ended: name})
	return nil
}

// flush parses the documents of the batch on all processors, then checks them in order.
func (r *reading) flush(ctx context.Context) error {
	o := manifest.Options{Now: r.factory.Now(), Strict: r.strict, Wave: r.wave}
	panics.Each(ctx, len(r.batch), runtime.GOMAXPROCS(0), func(i int) { r.batch[i].read(r.config, o) })
	for i := range r.batch {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := r.follow(&r.batch[i], o); err != nil {
			return err
		}
	}
	clear(r.batch)
	r.batch, r.size = r.batch[:0], 0
	return nil
}

// read parses a document and checks it on its own.
func (p *piece) read(cfg *config.Config, o manifest.Options) {
	if p.err != nil || p.ended != "" {
		return
	}
	if p.draft, p.err = p.unread.Read(); p.draft != nil {
		setDefaults(p.draft, cfg)
		p.draft.Examine(o)
	}
}

// follow checks a document against those before it.
func (r *reading) follow(p *piece, o manifest.Options) error {
	switch {
	case p.ended != "" && *p.found == 0:
		return r.add(exit.New(exit.Usage, msg.EmptyManifest.With(p.ended)))
	case p.draft == nil && p.err == nil:
		return nil
	}
	*p.found++
	if p.err == nil {
		p.err = r.check(p.draft, o)
	}
	return r.add(p.err)
}

func (r *reading) check(draft *manifest.Draft, o manifest.Options) error {
	warnings, err := draft.Check(o)
	Warnings(r.factory, warnings)
	if r.warned != nil {
		r.warned(warnings)
	}
	if err != nil || r.take == nil {
		return err
	}
	return r.take(draft)
}

// add counts a request and records its problems. It returns an error that is not about the request.
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
	e := exit.New(exit.Usage, msgSomeNotValid.With(r.invalid, r.requests)).With(r.problems...)
	if r.more > 0 {
		e.Note(msg.MoreProblems.With(r.more))
	}
	return e
}
