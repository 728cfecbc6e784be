package render

import (
	"encoding/csv"
	"io"
	"strings"
)

// CSV writes the rows and their headings according to RFC 4180. A missing value is an empty field,
// and no field is a formula. It can be called once, instead of Write.
func (r *Rows) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(r.table.Headings); err != nil {
		return err
	}
	for row := range r.all() {
		for i, cell := range row {
			if row[i] = Neutral(cell); cell == "-" {
				row[i] = ""
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Neutral prevents a spreadsheet from interpreting a text as a formula.
func Neutral(s string) string {
	s = strings.ReplaceAll(s, "\x00", "")
	if s == "" {
		return s
	}
	trimmed := strings.TrimLeft(s, " \t\r\n\u00a0\ufeff")
	if trimmed != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(trimmed)[0]) || s[0] == '\t' || s[0] == '\r' {
		return "'" + s
	}
	return s
}
