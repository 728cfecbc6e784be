package render

import (
	"io"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Error writes an error for users: the message, the server's ids of the request, notes, problems
// without a position, suggested commands, and problems with their source lines.
func Error(w io.Writer, e *exit.Error, style Style) error {
	var b strings.Builder
	b.WriteString(style.label(msgErrorLine, red, style.text(e.Message)) + "\n")
	if call := style.call(e); call != "" {
		b.WriteString("  " + style.paint(dim, call) + "\n")
	}
	for _, note := range e.Notes {
		b.WriteString("  " + style.text(note) + "\n")
	}
	var placed []exit.Problem
	for _, problem := range e.Problems {
		if problem.Path+problem.Partition+problem.File+problem.Flag+problem.Origin != "" {
			placed = append(placed, problem)
			continue
		}
		b.WriteString("  " + style.text(problem.Message) + "\n")
		for _, note := range problem.Notes {
			b.WriteString("    " + style.text(note) + "\n")
		}
	}
	for _, command := range e.Next {
		b.WriteString("    " + Safe(command) + "\n")
	}
	for i, problem := range placed {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString(style.problem(problem, func(line string) string { return line }))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Warnings writes the warnings and notes of a request, each with its source line.
func Warnings(w io.Writer, warnings []exit.Problem, style Style) error {
	var b strings.Builder
	for _, warning := range warnings {
		b.WriteString(style.problem(warning, func(line string) string {
			if warning.Note {
				return style.label(msg.NoteLine, dim, line)
			}
			return style.label(msg.WarningLine, yellow, line)
		}))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// label inserts a printable line into a sentence such as "error: %s" and colors the text before it.
func (s Style) label(t msg.Text, color, line string) string {
	before, after, _ := strings.Cut(t.In(s.Lang), "%s")
	return s.paint(color, before) + line + after
}

// call returns the server's id of the request, the HTTP status and the server's code.
func (s Style) call(e *exit.Error) string {
	var known []string
	if e.RequestID != "" {
		known = append(known, s.text(msgRequest.With(e.RequestID)))
	}
	if e.Status != 0 {
		known = append(known, s.text(msgStatus.With(e.Status)))
	}
	if e.ServerCode != "" {
		known = append(known, Safe(e.ServerCode))
	}
	return strings.Join(known, ", ")
}
