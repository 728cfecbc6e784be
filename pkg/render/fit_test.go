package render_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/render"
)

// A table with Fit shortens its longest cells in the middle. A table that fits, or without Fit, is
// unchanged.
func TestTableFits(t *testing.T) {
	rows := [][]string{
		{"ledger-01_ROOT_[2026-03-11_01_05].ZIA", "1", "ledger-rhel9-uefi (10.44.7.12)"},
		{"야간 복구 작업의 아주 긴 이름_[2026-03-11_01_05].ZIA", "22", "x"},
	}
	for _, tt := range []struct {
		fit  int
		want string
	}{
		{0, "NAME                                                ID  SERVER\n" +
			"ledger-01_ROOT_[2026-03-11_01_05].ZIA               1   ledger-rhel9-uefi (10.44.7.12)\n" +
			"야간 복구 작업의 아주 긴 이름_[2026-03-11_01_05].ZIA  22  x\n"},
		{60, "NAME                         ID  SERVER\n" +
			"led..[2026-03-11_01_05].ZIA  1   ledger-rhel9-..(10.44.7.12)\n" +
			"야..[2026-03-11_01_05].ZIA   22  x\n"},
		{20, "NAME     ID  SERVER\nled..IA  1   led..2)\n야..ZIA  22  x\n"},
		{1, "NAME    ID  SERVER\nle..IA  1   le..2)\n야..IA  22  x\n"},
	} {
		var out strings.Builder
		table := render.Table{Headings: []string{"NAME", "ID", "SERVER"}, Rows: rows, Fit: true}
		if err := table.Write(&out, render.Style{Width: tt.fit}); err != nil {
			t.Fatal(err)
		}
		if tt.fit != 0 && out.String() != tt.want {
			t.Errorf("in %d cells:\n%swant\n%s", tt.fit, out.String(), tt.want)
		}
		if tt.fit == 0 && strings.Contains(out.String(), "..") {
			t.Errorf("it was cut:\n%s", out.String())
		}
		for line := range strings.Lines(out.String()) {
			if width := render.Width(strings.TrimSuffix(line, "\n")); tt.fit > 20 && width > tt.fit {
				t.Errorf("a line of %d cells in %d", width, tt.fit)
			}
		}
	}
}
