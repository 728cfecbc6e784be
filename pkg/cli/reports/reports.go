// Package reports implements what "recovery run" and "recovery report" share: the flags of a
// report, its files and its table.
package reports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/osfile"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/report"
)

// Flags are the flags of a report.
type Flags struct {
	Files []string
	Fill  []string // KEY=TEXT
}

// AddTo declares --report and --fill.
func (r *Flags) AddTo(cmd *cobra.Command, f *cli.Factory) {
	cmd.Flags().StringArrayVar(&r.Files, "report", nil, f.Text(msgFlagReport))
	cmd.Flags().StringArrayVar(&r.Fill, "fill", nil, f.Text(msgFlagFill))
}

// Check refuses files that have an unknown format, are directories or are in none, and unknown
// fields of a report. It is called before anything else is done.
func (r *Flags) Check() error {
	seen := map[string]bool{}
	for _, path := range r.Files {
		if err := report.CheckPath(path); err != nil {
			return err
		}
		if seen[path] {
			return exit.New(exit.Usage, msg.NamedTwice.With(path))
		}
		seen[path] = true
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return exit.New(exit.Usage, msgNotWritten.With(path, syscall.EISDIR))
		}
		if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
			return exit.New(exit.Usage, msgNoDirectory.With(path, filepath.Dir(path)))
		}
	}
	_, err := r.filled()
	return err
}

// CheckNotReplacing returns an error if a report would replace one of the files, such as its own
// journal.
func (r *Flags) CheckNotReplacing(files ...string) error { return r.spare(files, msgReplaces, isSame) }

// CheckNotAmong returns an error if a report is in a directory of requests, because the next run
// would read it as a request.
func (r *Flags) CheckNotAmong(files ...string) error {
	return r.spare(files, msgAmongRequests, func(path, file string) bool {
		return strings.EqualFold(filepath.Ext(path), ".json") && isSame(filepath.Dir(path), filepath.Dir(file))
	})
}

func (r *Flags) spare(files []string, why msg.Text, harms func(path, file string) bool) error {
	for _, path := range r.Files {
		if slices.ContainsFunc(files, func(file string) bool { return harms(path, file) }) {
			return exit.New(exit.Usage, why.With(path)).Note(msg.NothingWasSent.With())
		}
	}
	return nil
}

// isSame reports whether two paths refer to the same file. The file need not exist.
func isSame(a, b string) bool {
	x, failed := os.Stat(a)
	y, err := os.Stat(b)
	if failed == nil && err == nil {
		return os.SameFile(x, y)
	}
	a, failed = filepath.Abs(a)
	b, err = filepath.Abs(b)
	return failed == nil && err == nil && a == b
}

func (r *Flags) filled() (map[string]string, error) {
	filled := map[string]string{}
	for _, one := range r.Fill {
		key, text, found := strings.Cut(one, "=")
		if !found || !slices.Contains(report.Fields(), key) {
			m := msgNoField.With(one)
			return nil, exit.New(exit.Usage, m).With(exit.Problem{Flag: "--fill", Message: m, Allowed: report.Fields()})
		}
		if _, twice := filled[key]; twice {
			return nil, exit.New(exit.Usage, msg.NamedTwice.With(key))
		}
		filled[key] = text
	}
	return filled, nil
}

// Options returns the options of a report that is built now.
func (r *Flags) Options(f *cli.Factory) report.Options {
	filled, _ := r.filled() // Check has already reported the error
	return report.Options{Now: f.Now(), Lang: f.Lang, Fill: filled}
}

// Write writes the files of a report, each atomically.
func (r *Flags) Write(f *cli.Factory, d *report.Document) error {
	for _, path := range r.Files {
		text, err := d.Form(path, f.Lang)
		if err == nil {
			err = osfile.Replace(path, text, 0o600)
		}
		if err != nil {
			return exit.New(exit.Internal, msgNotWritten.With(path, osfile.Cause(err))).Because(err)
		}
		f.Note(msgWritten.With(path))
	}
	return nil
}

// Show writes a report in the format of -o. CSV has a row per partition, as in its file.
func Show(ctx context.Context, f *cli.Factory, out cli.Output, d *report.Document) error {
	switch {
	case out.Human():
		return Table(f, d, out.Wide())
	case out.Format == render.FormatCSV:
		text, err := d.CSV()
		if err == nil {
			_, err = f.IO.Out.Write(text)
		}
		return err
	}
	return out.Value(ctx, d)
}

// Table shows a report on a terminal: each recovery, then the objectives.
func Table(f *cli.Factory, d *report.Document, wide bool) error {
	zone := d.Times.Begin.Location()
	t := render.Table{Fit: !wide, Headings: f.Lang.Texts(msgHeadWave, msgHeadRecovery, msgHeadResult, msgHeadStart, msgHeadEnd, msgHeadTook, msgHeadPointAge)}
	if wide {
		t.Headings = append(t.Headings, f.Lang.Texts(msg.HeadSource, msg.HeadTarget, msgHeadHistory, msg.HeadDetail)...)
	}
	for wave, r := range d.All() {
		row := []string{
			wave.Name, r.Job, report.Word(r.Result).In(f.Lang), r.Start.Text(time.TimeOnly, zone, f.Lang), r.End.Text(time.TimeOnly, zone, f.Lang), r.TookText(), r.AgeText(),
		}
		if wide {
			row = append(row, r.Source, r.Target, optional(r.Reported.History), optional(r.Error))
		}
		t.Rows = append(t.Rows, row)
	}
	if err := t.Write(f.IO.Out, cli.OutStyle(f)); err != nil {
		return err
	}
	var b strings.Builder
	for i := range d.Objectives {
		o := &d.Objectives[i]
		line := msgObjective.With(report.Word(o.Name), o.MeasuredText(f.Lang), strings.ToUpper(o.Name), o.TargetText(), report.Word(o.Verdict))
		b.WriteString(render.Safe(line.In(f.Lang)) + "\n")
	}
	for _, one := range d.Deviations {
		m := msg.Verbatim.With(one.Message)
		if one.Job != nil {
			m = msg.Reason.With(*one.Job, one.Message)
		}
		b.WriteString(render.Safe(msgDeviation.With(m).In(f.Lang)) + "\n")
	}
	if d.Journal.Shard != nil {
		b.WriteString(render.Safe(msgOneShard.With(*d.Journal.Shard).In(f.Lang)) + "\n")
	}
	b.WriteString(render.Safe(msgResult.With(report.Word(d.Report.Result)).In(f.Lang)) + "\n")
	_, err := fmt.Fprint(f.IO.Out, "\n", b.String())
	return err
}

func optional(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
