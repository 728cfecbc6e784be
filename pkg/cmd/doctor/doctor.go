// Package doctor implements the command "zdmctl doctor".
package doctor

import (
	"context"
	"net/url"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/config"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// NewCmd returns the command "zdmctl doctor".
func NewCmd(f *cli.Factory) *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Args: cli.NoArgs, Short: f.Text(msgDoctorShort), Long: f.Text(msgDoctorLong), Example: f.Text(msgDoctorExample),
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), f) },
	}
}

// run performs the checks in order, and skips those that would fail because of an earlier failure.
// An unreadable configuration is an error, as in every command.
func run(ctx context.Context, f *cli.Factory) error {
	cfg, err := f.Config()
	if err != nil {
		return err
	}
	out, err := f.Output(render.FormatTable, render.FormatJSON, render.FormatJSONLines, render.FormatYAML)
	if err != nil {
		return err
	}
	e := &exam{f: f, cfg: cfg}
	e.run(ctx)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if out.Human() {
		err = render.Checks(f.IO.Out, cli.OutStyle(f), e.checks)
	} else {
		err = out.Value(ctx, documentOf(f.Lang, e.checks))
	}
	if err != nil || e.code == exit.OK {
		return err
	}
	return exit.New(e.code, msgDoctorFailed.With(e.failures))
}

// exam is the state of the checks.
type exam struct {
	f      *cli.Factory
	cfg    *config.Config
	checks []render.Check

	failures int
	code     exit.Code // of the first failure, usually the cause of the others

	base    *url.URL      // of the API
	proxied bool          // the connection goes through a proxy
	client  *zdm.Client   // once the server is known
	skew    time.Duration // by how much the local clock is ahead of the server's
	timed   bool          // skew is known
	refused bool          // the server refuses calls
}

func (e *exam) run(ctx context.Context) {
	e.files()
	steps := []struct {
		name msg.Text
		look func(context.Context) bool // reports whether to continue
	}{
		{msgCheckServer, e.server}, {msgCheckProxy, e.proxy}, {msgCheckName, e.name}, {msgCheckConnection, e.connection},
		{msgCheckToken, e.token}, {msgCheckAPI, e.api}, {msgCheckClock, e.clock}, {msgCheckCenter, e.center},
	}
	for i, s := range steps {
		if s.look(ctx) {
			continue
		}
		for _, skipped := range steps[i+1:] {
			e.skip(skipped.name)
		}
		break
	}
	if e.client != nil {
		e.client.Close()
	}
}

func (e *exam) add(c render.Check) { e.checks = append(e.checks, c) }

func (e *exam) ok(name msg.Text, found msg.Message) bool {
	e.add(render.Check{Name: name, Verdict: render.VerdictOK, Found: found})
	return true
}

func (e *exam) skip(name msg.Text) bool {
	e.add(render.Check{Name: name, Verdict: render.VerdictSkipped, Found: msgDoctorSkipped.With()})
	return false
}

func (e *exam) warn(name msg.Text, found msg.Message, notes ...msg.Message) bool {
	e.add(render.Check{Name: name, Verdict: render.VerdictWarning, Found: found, Notes: notes})
	return true
}

// fail adds a failed check for an error.
func (e *exam) fail(name msg.Text, err error) bool {
	failed := exit.Of(err)
	notes := failed.Notes
	for _, p := range failed.Problems {
		notes = append(notes, p.Message)
	}
	e.add(render.Check{Name: name, Verdict: render.VerdictFailure, Found: failed.Message, Notes: notes, Next: failed.Next})
	if e.failures++; e.code == exit.OK {
		e.code = failed.Code
	}
	return false
}

// document is the output of -o json.
type document struct {
	Data []item `json:"data"`
}

type item struct {
	Check  string         `json:"check"` // the English name, in every language
	Result render.Verdict `json:"result"`
	Found  string         `json:"found"`
	Notes  []string       `json:"notes,omitempty"`
	Next   []string       `json:"next,omitempty"`
}

func documentOf(lang msg.Lang, checks []render.Check) document {
	var d document
	for _, c := range checks {
		found := item{Check: c.Name.In(msg.English), Result: c.Verdict, Found: c.Found.In(lang), Next: c.Next}
		for _, note := range c.Notes {
			found.Notes = append(found.Notes, note.In(lang))
		}
		d.Data = append(d.Data, found)
	}
	return d
}
