package render

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const (
	lineWidth  = 80
	noteIndent = "     "
)

// problem writes one problem: location and message on the first line, the underlined source line,
// the allowed values if they did not fit, and the notes.
func (s Style) problem(p exit.Problem, first func(string) string) string {
	head := exact(strings.Join(append(place(p), p.Message.In(s.Lang)), ": "))
	var below []string
	switch {
	case p.Suggestion != "":
		head = fmt.Sprintf(msgWithHint.In(s.Lang), head, s.text(msg.DidYouMean.With(p.Suggestion)))
	case len(p.Allowed) > 0:
		allowed := s.text(msg.AllowedValues.With(strings.Join(p.Allowed, ", ")))
		if line := fmt.Sprintf(msgWithHint.In(s.Lang), head, allowed); Width(line) <= lineWidth {
			head = line
		} else {
			below = Wrap(allowed, lineWidth-len(noteIndent))
		}
	}
	for _, note := range p.Notes {
		below = append(below, s.text(note))
	}
	var b strings.Builder
	b.WriteString(first(head) + "\n" + s.excerpt(p))
	for _, line := range below {
		b.WriteString(noteIndent + line + "\n")
	}
	return b.String()
}

// place returns where a value was set and its path. A field's own flag implies the path.
func place(p exit.Problem) []string {
	var parts []string
	if p.Flag != "" {
		parts = append(parts, p.Flag)
	}
	if p.File != "" {
		file := p.File
		if p.Line > 0 {
			file += fmt.Sprintf(":%d:%d", p.Line, max(1, p.Column))
		}
		parts = append(parts, file)
	}
	if p.Origin != "" {
		parts = append(parts, p.Origin)
	}
	switch {
	case p.Partition != "":
		parts = append(parts, p.Partition)
	case p.Path != "" && p.Flag != flagOf(p.Path):
		parts = append(parts, p.Path)
	}
	return parts
}

// flagOf returns the flag of a field: "--repository-id" for "repository.id".
func flagOf(path string) string {
	var b strings.Builder
	b.WriteString("--")
	for _, r := range path {
		switch {
		case r == '.':
			b.WriteByte('-')
		case unicode.IsUpper(r):
			b.WriteByte('-')
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
