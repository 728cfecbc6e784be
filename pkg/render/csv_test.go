package render_test

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/render"
)

// A table is written as RFC 4180 CSV. Text from a server is read back as the same text, never as a
// formula or a separate row, and a missing value is an empty field.
func TestCSV(t *testing.T) {
	t.Parallel()
	cells := []struct{ in, want string }{
		{"web-01", "web-01"}, {"", ""}, {"-", ""}, {" ", ""}, {`a "b", c`, `a "b", c`}, {"서버", "서버"},
		{"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@SUM(A1)", "'@SUM(A1)"}, {"  =1", "'  =1"}, {"＝1", "'＝1"},
		{"a=1", "a=1"}, {"line\r\nline", `line\r\nline`}, {"\x1b[31m", `\x1b[31m`}, {"a\x00b", `a\x00b`}, {"\xff", "\ufffd"},
	}
	table := render.Table{Headings: []string{"NAME", "NOTE, 비고"}}
	for _, cell := range cells {
		table.Rows = append(table.Rows, []string{cell.in})
	}
	var out strings.Builder
	if err := table.Packed().CSV(&out); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(out.String(), "\r\n"); lines != len(cells)+1 || strings.Count(out.String(), "\n") != lines {
		t.Errorf("%d lines of %q", lines, out.String())
	}
	reader := csv.NewReader(strings.NewReader(out.String()))
	head, err := reader.Read()
	if err != nil || !slices.Equal(head, table.Headings) {
		t.Fatalf("headings %q, %v", head, err)
	}
	for _, cell := range cells {
		if row, err := reader.Read(); err != nil || !slices.Equal(row, []string{cell.want, ""}) {
			t.Errorf("%q became %q, %v", cell.in, row, err)
		}
	}
	if _, err := reader.Read(); err != io.EOF {
		t.Errorf("more rows: %v", err)
	}
}

func TestNeutral(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"\tx": "'\tx", "\rx": "'\rx", "\n=x": "'\n=x", "\x00=x": "'=x", "x\t": "x\t", "\ufeff=x": "'\ufeff=x", "\x00": ""} {
		if got := render.Neutral(in); got != want {
			t.Errorf("Neutral(%q) = %q, want %q", in, got, want)
		}
	}
}
