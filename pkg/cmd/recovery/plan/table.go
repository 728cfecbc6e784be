package plan

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/plan"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// human writes a plan for people: its subject, its partitions and its warnings. Its errors are
// returned by the command.
func human(f *cli.Factory, p *plan.Plan, out cli.Output) error {
	var head strings.Builder
	for i, line := range headLines(p) {
		if i > 0 {
			head.WriteString("  ")
		}
		head.WriteString(render.Safe(line.In(f.Lang)) + "\n")
	}
	if len(p.Partitions) > 0 {
		head.WriteString("\n")
	}
	if _, err := io.WriteString(f.IO.Out, head.String()); err != nil {
		return err
	}
	if len(p.Partitions) > 0 {
		if err := out.Table(f, table(f, p, out)); err != nil {
			return err
		}
	}
	if len(p.Errors) == 0 {
		line := summary(p)
		if _, err := io.WriteString(f.IO.Out, "\n"+line.In(f.Lang)+"\n"); err != nil {
			return err
		}
	}
	remarks(f, p)
	return nil
}

// remarks writes the notes and the warnings of a plan.
func remarks(f *cli.Factory, p *plan.Plan) {
	for _, note := range p.Notes {
		if note.Code != plan.Excluded { // already in the table
			f.Note(msg.NoteLine.With(msg.Reason.With(cmp.Or(note.Partition, note.Path), note.Message)))
		}
	}
	cli.Warnings(f, plan.Problems(p.Warnings))
}

// headLines returns the lines that describe the subject of the plan.
func headLines(p *plan.Plan) []msg.Message {
	lines := []msg.Message{
		msgPlanHeadline.With(p.Name(), sourceOf(p), p.Target, p.Request.Platform),
		msgPlanSiteLine.With(p.Center, repository(p.Repository)),
	}
	for _, one := range []struct {
		text  msg.Text
		named plan.Named
	}{{msgPlanUserLine, p.User}, {msgPlanAuthLine, p.CloudAuth}, {msgPlanScheduleLine, p.Schedule}} {
		if one.named.Given != "" {
			lines = append(lines, one.text.With(one.named))
		}
	}
	return lines
}

// sourceOf returns what is restored: a server, or only images.
func sourceOf(p *plan.Plan) any {
	if p.Request.FromImages() {
		return strings.Join(p.Request.Images(), ", ")
	}
	return p.Source
}

func repository(r plan.Repository) string {
	return strings.Join(strings.Fields(fmt.Sprintf("%d %s %s", r.ID, r.Type, r.Path)), " ")
}

// summary returns the counts of partitions of a plan without errors.
func summary(p *plan.Plan) msg.Message {
	restored := 0
	for _, partition := range p.Partitions {
		if partition.Mode != "" {
			restored++
		}
	}
	if len(p.Warnings) > 0 {
		return msgPlanWarned.With(restored, len(p.Partitions), len(p.Warnings))
	}
	return msgPlanReady.With(restored, len(p.Partitions))
}

func table(f *cli.Factory, p *plan.Plan, out cli.Output) render.Table {
	t := render.Table{Fit: !out.Wide(), Headings: out.Lang.Texts(msg.HeadPartition, msg.HeadTarget, msg.HeadImage, msgHeadAge, msg.HeadUsed, msg.HeadSize)}
	t.Tones = map[int]func(string) render.Tone{len(t.Headings): tones(f, p)}
	t.Headings = append(t.Headings, msgHeadVerdict.In(out.Lang))
	t.Whole = []int{3, 4, 5, 6} // from the age to the verdict
	if out.Wide() {
		t.Headings = append(t.Headings, out.Lang.Texts(msg.HeadMode, msg.HeadOverwrite, msgHeadTargetUsed, msg.HeadBackup, msgHeadImageSize, msg.HeadRepository)...)
	}
	for _, partition := range p.Partitions {
		t.Rows = append(t.Rows, row(partition, out))
	}
	return t
}

// tones returns the tone of each verdict. A verdict of an error is bad.
func tones(f *cli.Factory, p *plan.Plan) func(string) render.Tone {
	of := map[string]render.Tone{}
	for _, partition := range p.Partitions {
		tone := render.Risky
		switch code := partition.Verdict; {
		case code == plan.OK:
			tone = render.Good
		case code == plan.Excluded:
			tone = render.Quiet
		case slices.ContainsFunc(p.Errors, func(f plan.Finding) bool { return f.Code == code }):
			tone = render.Bad
		}
		of[f.Text(word(partition.Verdict))] = tone
	}
	return func(cell string) render.Tone { return of[cell] }
}

func row(p plan.Partition, out cli.Output) []string {
	image, age, imageSize := "", "", ""
	if p.Image != nil {
		image, imageSize = p.Image.Name, p.Image.Size.String()
		if p.Image.Aged {
			age = plan.Age(p.Image.Age)
		}
	}
	cells := []string{p.Source, p.Target, image, age, p.Used.String(), p.TargetSize.String(), word(p.Verdict).In(out.Lang)}
	if !out.Wide() {
		return cells
	}
	repository := ""
	if p.Repository != 0 {
		repository = strconv.FormatInt(p.Repository, 10)
	}
	return append(cells, p.Mode, p.Overwrite, p.TargetUsed.String(), p.BackupJob, imageSize, repository)
}

// word returns what the table shows for the code of a partition.
func word(code plan.Code) msg.Text {
	words := map[plan.Code]msg.Text{
		plan.Unknown:       msgWordUnknown,
		plan.Ambiguous:     msgWordAmbiguous,
		plan.NoTarget:      msgWordNoTarget,
		plan.TargetShared:  msgWordShared,
		plan.TargetBusy:    msgWordClaimed,
		plan.TargetClaimed: msgWordClaimed,
		plan.TooSmall:      msgWordTooSmall,
		plan.HoldsData:     msgWordHoldsData,
		plan.NoImage:       msgWordNoImage,
		plan.WrongBackup:   msgWordWrong,
		plan.NotChecked:    msgWordNotChecked,
		plan.Unreported:    msgWordUnreported,
		plan.OldImage:      msgWordOldImage,
		plan.FailedBackup:  msgWordFailed,
		plan.NotRestored:   msgWordNotRestored,
		plan.Excluded:      msgWordExcluded,
	}
	if w, known := words[code]; known {
		return w
	}
	return msgWordOK
}
