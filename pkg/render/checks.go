package render

import (
	"io"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Verdict is the result of a check.
type Verdict string

// The verdicts, as they appear in documents.
const (
	VerdictOK      Verdict = "ok"
	VerdictWarning Verdict = "warning"
	VerdictFailure Verdict = "failure"
	VerdictSkipped Verdict = "skipped" // a precondition failed or is missing
)

// Check is one completed check.
type Check struct {
	Name    msg.Text
	Verdict Verdict
	Found   msg.Message
	Notes   []msg.Message // explanation and advice
	Next    []string      // suggested commands, ready to paste
}

// Checks writes a line for each check, followed by its advice.
func Checks(w io.Writer, style Style, checks []Check) error {
	words := map[Verdict]struct{ text, color string }{
		VerdictOK: {msgVerdictOK.In(style.Lang), green}, VerdictWarning: {msgVerdictWarning.In(style.Lang), yellow},
		VerdictFailure: {msgVerdictFailure.In(style.Lang), red}, VerdictSkipped: {msgVerdictSkipped.In(style.Lang), dim},
	}
	verdicts, names := 0, 0
	for _, c := range checks {
		verdicts = max(verdicts, Width(words[c.Verdict].text))
		names = max(names, Width(c.Name.In(style.Lang)))
	}
	var b strings.Builder
	gap := strings.Repeat(" ", columnGap)
	indent := strings.Repeat(" ", verdicts+names+2*columnGap)
	for _, c := range checks {
		b.WriteString(style.paint(words[c.Verdict].color, pad(words[c.Verdict].text, verdicts)+gap))
		b.WriteString(pad(c.Name.In(style.Lang), names) + gap + style.text(c.Found) + "\n")
		for _, note := range c.Notes {
			b.WriteString(indent + style.text(note) + "\n")
		}
		for _, command := range c.Next {
			b.WriteString(indent + "  " + Safe(command) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
