package render

import (
	"io"
	"slices"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Field is a named value of a single object.
type Field struct {
	Name  msg.Text
	Value string
	Tone  Tone
}

// Fields writes one line per value, with aligned names. It omits missing values ("" or "-").
func Fields(w io.Writer, style Style, fields []Field) error {
	fields = slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return f.Value == "" || f.Value == "-" })
	width := 0
	for _, f := range fields {
		width = max(width, Width(f.Name.In(style.Lang)))
	}
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(pad(f.Name.In(style.Lang)+":", width+2) + " " + style.paint(string(f.Tone), Safe(clipped(f.Value))) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
