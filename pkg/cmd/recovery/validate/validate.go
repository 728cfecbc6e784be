// Package validate is the command "zdmctl recovery validate".
package validate

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cmdutil"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Options is what one run needs.
type Options struct {
	Factory *cmdutil.Factory
	Files   []string // files, directories, "-"
	Strict  bool
}

// NewCmd declares the command; run is the real one when nil.
func NewCmd(f *cmdutil.Factory, run func(context.Context, *Options) error) *cobra.Command {
	o := &Options{Factory: f}
	cmd := cmdutil.Command(&cobra.Command{
		Use: "validate", Args: cmdutil.NoArgs,
		Short: f.Text(msg.ValidateShort), Long: f.Text(msg.ValidateLong), Example: f.Text(msg.ValidateExample),
	}, o, run, validate)
	cmd.Flags().StringArrayVarP(&o.Files, "file", "f", nil, f.Text(msg.FlagFiles))
	cmd.Flags().BoolVar(&o.Strict, "strict", false, f.Text(msg.FlagStrict))
	return cmd
}

const maxProblems = 1000 // told in one run

// tally is what has been found so far.
type tally struct {
	requests, invalid int
	first             *exit.Error
	problems          []exit.Problem
	more              int // problems that are not kept
}

func validate(ctx context.Context, o *Options) error {
	f := o.Factory
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	if len(o.Files) == 0 {
		return exit.New(exit.Usage, msg.NothingToCheck.With()).Note(msg.NameFilesToCheck.With())
	}
	out, err := f.Output(cfg, render.FormatTable, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	files, unreadable := manifest.Find(o.Files)
	var t tally
	for _, err := range unreadable {
		if err := t.add(err); err != nil {
			return err
		}
	}
	for _, name := range files {
		if err := o.file(ctx, cfg, name, &t); err != nil {
			return err
		}
	}
	return t.report(ctx, f, out)
}

// file checks the documents of one file.
func (o *Options) file(ctx context.Context, cfg *config.Config, name string, t *tally) error {
	f := o.Factory
	in, err := cmdutil.OpenManifest(ctx, name, f.IO.In)
	if err != nil {
		return t.add(err)
	}
	defer func() { _ = in.Close() }()
	found := 0
	for draft, err := range manifest.Documents(name, in) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		found++
		if err == nil {
			cmdutil.SetDefaults(draft, cfg)
			var warnings []exit.Problem
			_, warnings, err = draft.Request(manifest.Options{Now: f.Now(), Strict: o.Strict})
			f.Warnings(warnings)
		}
		if err := t.add(err); err != nil {
			return err
		}
	}
	if found == 0 {
		return t.add(exit.New(exit.Usage, msg.EmptyManifest.With(name)))
	}
	return nil
}

// add counts a request and keeps what is wrong with it. An error that is not about a request comes back.
func (t *tally) add(err error) error {
	t.requests++
	if err == nil {
		return nil
	}
	t.invalid++
	e, ok := errors.AsType[*exit.Error](err)
	if !ok || e.Code != exit.Usage {
		return err
	}
	if t.first == nil {
		t.first = e
	}
	problems := e.Problems
	if len(problems) == 0 {
		problems = []exit.Problem{{Message: e.Message}}
	}
	keep := min(len(problems), maxProblems-len(t.problems))
	t.problems = append(t.problems, problems[:keep]...)
	t.more += len(problems) - keep
	return nil
}

func (t *tally) report(ctx context.Context, f *cmdutil.Factory, out cmdutil.Output) error {
	if t.invalid > 0 && t.requests == 1 {
		return t.first
	}
	if t.invalid > 0 {
		e := exit.New(exit.Usage, msg.SomeNotValid.With(t.invalid, t.requests))
		e.Problems = t.problems
		if t.more > 0 {
			e.Note(msg.MoreProblems.With(t.more))
		}
		return e
	}
	if !out.Human() {
		return out.Value(ctx, map[string]int{"valid": t.requests})
	}
	said := msg.AllValid.With(t.requests)
	if t.requests == 1 {
		said = msg.OneValid.With()
	}
	_, err := io.WriteString(f.IO.Out, said.In(f.Lang)+"\n")
	return err
}
