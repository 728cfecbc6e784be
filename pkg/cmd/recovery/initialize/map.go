package initialize

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/near"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/internal/panics"
	"github.com/zdmctl/zdmctl/pkg/manifest"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const rowsAtATime = 4

// fromMap writes a request for each row of a map, or none if any row has a problem.
func (o *Options) fromMap(ctx context.Context, cfg *config.Config) error {
	if err := o.directory("--map"); err != nil {
		return err
	}
	data, err := o.readMap()
	if err != nil {
		return err
	}
	s := readSheet(o.mapName(), data)
	s.check()
	if err := s.refusal(); err != nil {
		return err
	}
	client, err := o.Factory.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	made, err := o.proposals(ctx, cfg, client, s)
	if err != nil {
		return err
	}
	outputs, err := o.requests(s, made)
	if err == nil {
		err = s.refusal()
	}
	if err == nil {
		err = o.saveAll(outputs)
	}
	if err != nil {
		return err
	}
	f := o.Factory
	f.Note(msgMapWritten.With(len(outputs), o.Out, f.Next("recovery", "plan", "-f", o.Out)))
	return nil
}

func (o *Options) mapName() string {
	if o.Map == "-" {
		return "<stdin>"
	}
	return o.Map
}

// readMap reads the file up to its maximum size.
func (o *Options) readMap() ([]byte, error) {
	from := o.Factory.IO.In
	if o.Map != "-" {
		file, err := os.Open(o.Map)
		if err != nil {
			return nil, exit.New(exit.Usage, msgMapUnreadable.With(o.Map, osfile.Cause(err))).Because(err)
		}
		defer file.Close()
		from = file
	}
	data, err := io.ReadAll(io.LimitReader(from, maxMap+int64(len("\ufeff"))+1))
	if err != nil {
		return nil, exit.New(exit.Usage, msgMapUnreadable.With(o.mapName(), osfile.Cause(err))).Because(err)
	}
	return data, nil
}

// check checks everything that needs no server.
func (s *sheet) check() {
	for _, r := range s.rows {
		for name, allowed := range map[string][]string{"platform": manifest.Allowed("platform"), "mode": manifest.Allowed("mode")} {
			c, given := r.cells[name]
			if word := strings.ToLower(c.value); given && slices.Contains(allowed, word) {
				r.cells[name] = cell{word, c.column}
			} else if given {
				found := s.failed(r, name, msgMapNotAllowed.With(c.value))
				found.Allowed, found.Suggestion = allowed, near.Word(word, allowed)
			}
		}
		if wave, given := r.cells["wave"]; given && !isDirName(wave.value) {
			s.failed(r, "wave", msgMapWaveName.With(wave.value))
		}
		if job := r.cells["jobName"].value; job != "" {
			s.named(r, job)
		}
	}
}

// named reports whether a name is unique among the rows. If not, it adds a problem.
func (s *sheet) named(r row, job string) bool {
	line, twice := s.names[job]
	if twice {
		s.failed(r, "jobName", msgMapNameTwice.With(job, line))
		return false
	}
	s.names[job] = r.line
	return true
}

// refusal returns the error of a map with problems, or nil.
func (s *sheet) refusal() error {
	if len(s.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(s.problems, func(a, b exit.Problem) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return exit.New(exit.Usage, msgMapInvalid.With(s.name, len(s.problems))).With(s.problems...)
}

// proposals makes the request of each row, several at a time. Errors of a row become problems of
// the sheet. The error is one of a call that affects all rows.
func (o *Options) proposals(ctx context.Context, cfg *config.Config, client *zdm.Client, s *sheet) ([]*plan.Proposal, error) {
	f := o.Factory
	made, failed := make([]*plan.Proposal, len(s.rows)), make([]error, len(s.rows))
	panics.Each(ctx, len(s.rows), rowsAtATime, func(i int) {
		made[i], failed[i] = plan.Propose(ctx, client, o.wishOf(s.rows[i], cfg), plan.Options{Now: f.Now()})
	})
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	for i, err := range failed {
		if err == nil {
			continue
		}
		e, ok := errors.AsType[*exit.Error](err)
		if !ok {
			return nil, f.Explain(err)
		}
		s.take(s.rows[i], e)
	}
	return made, nil
}

// wishOf returns what a row asks for, with defaults from the flags and the settings.
func (o *Options) wishOf(r row, cfg *config.Config) plan.Wish {
	return plan.Wish{
		Source: r.cells["source"].value, Target: r.cells["target"].value, Center: cmp.Or(r.cells["center"].value, cfg.Center),
		Repository: cmp.Or(o.Repository, cfg.Repository), Platform: cmp.Or(r.cells["platform"].value, o.Platform), Mode: r.cells["mode"].value,
		JobName: r.cells["jobName"].value, Overwrite: strings.ReplaceAll(o.Overwrite, "-", " "),
	}
}

// take turns an error of a row into a problem of each column involved.
func (s *sheet) take(r row, e *exit.Error) {
	if len(e.Problems) == 0 {
		s.failed(r, "source", e.Message).Notes = e.Notes
	}
	for _, p := range e.Problems {
		path := cmp.Or(p.Path, strings.TrimPrefix(p.Flag, "--"))
		found := s.failed(r, path, p.Message)
		found.Allowed, found.Suggestion, found.Notes = p.Allowed, p.Suggestion, p.Notes
	}
}

// requests returns the files of the proposals, checked as those of one run. Errors in one become
// problems of the sheet.
func (o *Options) requests(s *sheet, made []*plan.Proposal) ([]output, error) {
	f := o.Factory
	names, wave := namer{}, manifest.NewWave()
	var outputs []output
	for i, proposal := range made {
		if proposal == nil { // already reported
			continue
		}
		r, job := s.rows[i], proposal.Plan.Request.JobName
		if r.cells["jobName"].value == "" && !s.named(r, job) {
			continue
		}
		path := names.name(filepath.Join(o.Out, r.cells["wave"].value), job)
		var file bytes.Buffer
		if err := write(&file, proposal, f.Now(), f.Lang); err != nil {
			return nil, err
		}
		draft, err := manifest.ReadOne(s.name+":"+strconv.Itoa(r.line), bytes.NewReader(file.Bytes()))
		var warnings []exit.Problem
		if err == nil {
			_, warnings, err = draft.Request(manifest.Options{Wave: wave})
		}
		cli.Warnings(f, atLine(append(warnings, tooSmall(proposal)...), s.name, r.line))
		if e, ok := errors.AsType[*exit.Error](err); ok {
			s.take(r, e)
		} else if err != nil {
			return nil, err
		}
		outputs = append(outputs, output{path, file.Bytes()})
	}
	return outputs, nil
}

// tooSmall returns warnings for targets that are too small for the data of the source.
func tooSmall(made *plan.Proposal) (warnings []exit.Problem) {
	for _, found := range made.Plan.Errors {
		if found.Code == plan.TooSmall {
			found.Warning = true
			warnings = append(warnings, found.Problem)
		}
	}
	return warnings
}

// atLine returns the problems of a request with the line of its row.
func atLine(problems []exit.Problem, file string, line int) []exit.Problem {
	for i := range problems {
		p := &problems[i]
		p.File, p.Line, p.Column, p.Source, p.Width = file, line, 1, "", 0
	}
	return problems
}

// exclusive refuses combinations of flags that select different ways to make a request.
func (o *Options) exclusive() error {
	flags := o.Factory.Flags()
	for _, way := range []struct {
		flag   string
		others []string
	}{
		{"map", []string{"from", "all", "source", "target", "job", "backup-file"}},
		{"from", []string{"all", "source", "target", "job", "backup-file", "platform", "repository-id", "overwrite"}},
		{"all", []string{"source", "target", "job", "backup-file", "platform", "repository-id", "overwrite"}},
	} {
		for _, other := range way.others {
			if err := cli.Exclusive(flags, way.flag, other); err != nil {
				return err
			}
		}
	}
	if (o.All || len(o.From) > 0) && o.Force && o.Out == "" {
		return exit.New(exit.Usage, msg.InitUnknown.With()).With(exit.Problem{Flag: "--force", Message: msgInitForceAlone.With()})
	}
	return nil
}
