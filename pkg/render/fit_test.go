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
		{20, "NAME            ID  SERVER\n..2026-03-11..  1   le..2)\n..2026-03-11..  22  x\n"},
		{1, "NAME            ID  SERVER\n..2026-03-11..  1   le..2)\n..2026-03-11..  22  x\n"},
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

// The date of an image and the columns in Whole are never shortened; other columns give way.
func TestDatesAndWholeColumnsAreKept(t *testing.T) {
	for _, name := range []string{"ledger-01_ROOT_[2025-01-16_01_05].ZIA", "원장_data_[2025-01-16_01_05].ZIA", "backup-home-of-the-ledger-2025-01-16.ZIA", "x2025-01-16_and_much_more_text.ZIA"} {
		for width := 40; width <= 100; width++ {
			var out strings.Builder
			table := render.Table{
				Headings: []string{"PARTITION", "IMAGE", "VERDICT"}, Fit: true, Whole: []int{2},
				Rows: [][]string{{"/data/of/the/ledger/and/more", name, "오래된 이미지"}},
			}
			if err := table.Write(&out, render.Style{Width: width}); err != nil {
				t.Fatal(err)
			}
			_, line, _ := strings.Cut(strings.TrimSuffix(out.String(), "\n"), "\n")
			if !strings.Contains(line, "2025-01-16") || !strings.HasSuffix(line, "오래된 이미지") || render.Width(line) > width {
				t.Errorf("in %d cells: %s", width, line)
			}
			if strings.Contains(line, "16_") && !strings.Contains(line, name[strings.Index(name, "16_"):]) {
				t.Errorf("part of the time in %d cells: %s", width, line)
			}
		}
	}
}
