package render

import (
	"io"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Field is one named value of a single thing.
type Field struct {
	Name  msg.Text
	Value string
}

// Fields writes the values of one thing below each other, their names in front; empty values are left out.
func Fields(w io.Writer, style Style, fields []Field) error {
	width := 0
	for _, f := range fields {
		width = max(width, Width(f.Name.In(style.Lang)))
	}
	var b strings.Builder
	for _, f := range fields {
		if f.Value == "" {
			continue
		}
		name := f.Name.In(style.Lang) + ":"
		b.WriteString(name + strings.Repeat(" ", width+2-Width(name)) + " " + Safe(f.Value) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
