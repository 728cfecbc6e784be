package render_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/render"
)

func TestSafe(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"plain", `C:\Users "x" <y> ~`, `C:\Users "x" <y> ~`},
		{"Korean", "복구 작업", "복구 작업"},
		{"decomposed Korean", "\u1112\u1161\u11ab", "\u1112\u1161\u11ab"},
		{"combining mark", "e\u0301", "e\u0301"},
		{"full width", "ＡＢ", "ＡＢ"},
		{"emoji", "😀", "😀"},
		{"emoji family", "👨‍👩‍👧", "👨‍👩‍👧"},
		{"emoji with selector and joiner", "👁️‍🗨️ ❤️‍🔥", "👁️‍🗨️ ❤️‍🔥"},
		{"emoji with skin tone", "👩🏽‍💻", "👩🏽‍💻"},
		{"flag", "🇰🇷", "🇰🇷"},
		{"keycap", "1️⃣", "1️⃣"},
		{"replacement character", "\ufffd", "\ufffd"},
		{"tab and newline", "a\tb\nc\rd", `a\tb\nc\rd`},
		{"escape sequence", "\x1b[31mred", `\x1b[31mred`},
		{"NUL and DEL", "\x00\x7f", `\x00\x7f`},
		{"C1", "\u009b31m\u0085", `\u009b31m\u0085`},
		{"bidi override", "a\u202egpj.exe\u202c", `a\u202egpj.exe\u202c`},
		{"bidi isolates and marks", "\u2066\u2067\u2068\u2069\u200e\u200f\u061c", `\u2066\u2067\u2068\u2069\u200e\u200f\u061c`},
		{"zero width", "a\u200bb\u200cc\u2060\ufeff\u00ad", `a\u200bb\u200cc\u2060\ufeff\u00ad`},
		{"joiner between letters", "a\u200db", `a\u200db`},
		{"joiner at an end", "\u200d😀\u200d", `\u200d😀\u200d`},
		{"joiner before ASCII symbol", "😀\u200d+", `😀\u200d+`},
		{"invisible fillers", "\u3164\u115f\u1160\uffa0", `\u3164\u115f\u1160\uffa0`},
		{"separators", "\u2028\u2029", `\u2028\u2029`},
		{"tags", "\U000e0041", `\U000e0041`},
		{"private use", "\ue000", `\ue000`},
		{"not UTF-8", "a\xffb\xc3", "a\ufffdb\ufffd"},
		{"surrogate bytes", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := render.Safe(test.in); got != test.want {
				t.Errorf("Safe(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestWidth(t *testing.T) {
	tests := []struct {
		name, in string
		want     int
	}{
		{"empty", "", 0},
		{"ASCII", "web-01", 6},
		{"Korean", "복구", 4},
		{"decomposed syllable", "\u1112\u1161\u11ab", 2},
		{"decomposed word", "\u1103\u1166\u110b\u1175\u1110\u1165", 6},
		{"compatibility jamo", "ㄱㅏ", 4},
		{"half-width kana", "ｶﾅ", 2},
		{"full width", "ＡＢ", 4},
		{"han", "漢字", 4},
		{"combining", "e\u0301a\u0308\u0323", 2},
		{"combining alone", "\u0301", 0},
		{"ambiguous", "→…·±", 4},
		{"won sign", "₩1", 2},
		{"emoji", "😀", 2},
		{"text symbol", "❤", 1},
		{"symbol with selector", "❤️", 2},
		{"symbol with text selector", "❤\ufe0e", 1},
		// Terminals ignore this selector; one extra space is harmless.
		{"letter with selector", "a\ufe0f", 2},
		{"family", "👨‍👩‍👧", 2},
		{"narrow joined with wide", "🏳️‍🌈", 2},
		// Terminals that support clusters use the width of the first rune; others use up to three cells.
		{"narrow joined without selector", "❤\u200d🔥", 1},
		{"symbol of Latin 1 with selector", "©️", 2},
		{"punctuation with selector", "‼️", 2},
		{"skin tone", "👍🏽", 2},
		{"skin tone and joiner", "👩🏽‍💻", 2},
		{"skin tone alone", "🏽", 2},
		{"flag", "🇰🇷", 2},
		{"two flags", "🇰🇷🇺🇸", 4},
		{"keycap", "1️⃣", 2},
		{"two emoji", "😀😀", 4},
		{"mixed", "복구 a😀e\u0301", 9},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := render.Width(test.in); got != test.want {
				t.Errorf("Width(%q) = %d, want %d", test.in, got, test.want)
			}
		})
	}
}

func TestTableLinesUp(t *testing.T) {
	texts := []string{"a", "복구", "\u1112\u1161\u11ab", "👨‍👩‍👧", "❤️", "🇰🇷", "→…", "e\u0301", "1️⃣", "\x1b[31m", "\xff", ""}
	table := render.Table{Headings: []string{"한글 HEAD", "MARK"}}
	for _, text := range texts {
		table.Rows = append(table.Rows, []string{text, "|"})
	}
	var out strings.Builder
	if err := table.Write(&out, render.Style{}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != len(texts)+1 {
		t.Fatalf("got %d lines for %d rows", len(lines), len(texts))
	}
	want := render.Width("한글 HEAD") + 2
	for _, line := range lines[1:] {
		if got := render.Width(line[:strings.Index(line, "|")]); got != want {
			t.Errorf("second column of %q at %d, want %d", line, got, want)
		}
	}
}

// Rows are drawn like a Table with the same rows, whatever the number of packs. Size counts their
// bytes.
func TestRows(t *testing.T) {
	headings := []string{"NAME", "", "상태"}
	for _, n := range []int{0, 1, 3, 40_000} {
		table := render.Table{Headings: headings, Fit: true}
		rows := render.NewRows(table)
		bytes := 0
		for i := range n {
			row := [][]string{{strings.Repeat("복구", i%30), "b\tc", "x", "left out"}, {" "}, nil}[i%3]
			table.Rows = append(table.Rows, row)
			rows.Add(row)
			bytes += len(strings.TrimSpace(strings.Join(row[:min(len(row), 1)], "")))
		}
		if got := rows.Size(); got < bytes || got > bytes+10*n {
			t.Errorf("%d rows with %d bytes in their first column take %d", n, bytes, got)
		}
		var want, got strings.Builder
		if err := errors.Join(table.Write(&want, render.Style{Width: 60}), rows.Write(&got, render.Style{Width: 60})); err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(got.String(), "\n"); got.String() != want.String() || lines != n+1 {
			t.Errorf("%d rows: %d lines", n, lines)
		}
	}
}

func TestTableIgnoresLocale(t *testing.T) {
	for _, locale := range []string{"C", "ko_KR.UTF-8", "ja_JP.eucJP"} {
		t.Setenv("LC_ALL", locale)
		t.Setenv("RUNEWIDTH_EASTASIAN", "1")
		var out strings.Builder
		table := render.Table{Headings: []string{"A", "B"}, Rows: [][]string{{"→→", "x"}, {"abcd", "x"}}}
		if err := table.Write(&out, render.Style{}); err != nil {
			t.Fatal(err)
		}
		if want := "A     B\n→→    x\nabcd  x\n"; out.String() != want {
			t.Errorf("%s: got %q, want %q", locale, out.String(), want)
		}
	}
}

func TestColorLeavesColumnsAlone(t *testing.T) {
	table := render.Table{Headings: []string{"NAME", "MODE"}, Rows: [][]string{{"복구", "full"}}}
	var plain, colored strings.Builder
	if err := errors.Join(table.Write(&plain, render.Style{}), table.Write(&colored, render.Style{Color: true})); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(colored.String(), "\x1b[") || strings.Contains(plain.String(), "\x1b") {
		t.Fatalf("color: %q, none: %q", colored.String(), plain.String())
	}
	if got := strings.NewReplacer("\x1b[2m", "", "\x1b[0m", "").Replace(colored.String()); got != plain.String() {
		t.Errorf("got %q, want %q", got, plain.String())
	}
}

func TestParseFormat(t *testing.T) {
	for _, word := range render.Formats() {
		if got, err := render.ParseFormat(word); err != nil || string(got) != word {
			t.Errorf("ParseFormat(%q) = %q, %v", word, got, err)
		}
	}
	tests := []struct{ in, want string }{
		{"yml", `"yml" is not an output format; did you mean "yaml"?`},
		{"JSON", `"JSON" is not an output format; did you mean "json"?`},
		{"xml", `"xml" is not an output format; allowed: table, wide, json, jsonl, yaml, name, csv`},
		{"", `"" is not an output format; allowed: table, wide, json, jsonl, yaml, name, csv`},
	}
	for _, test := range tests {
		_, err := render.ParseFormat(test.in)
		if exit.CodeOf(err) != exit.Usage || err.Error() != test.want {
			t.Errorf("ParseFormat(%q): %v", test.in, err)
		}
	}
}

func TestExcerptsFitTheScreen(t *testing.T) {
	for _, source := range []string{strings.Repeat("x", 500), strings.Repeat("복", 500), strings.Repeat("e\u0301", 500), strings.Repeat("👨‍👩‍👧", 200), strings.Repeat("\t\x1b", 200)} {
		for column := 1; column < 300; column += 7 {
			var out strings.Builder
			p := exit.Problem{File: "f", Line: 3, Column: column, Width: 1 + column%50, Source: source}
			if err := render.Warnings(&out, []exit.Problem{p}, render.Style{}); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(out.String(), "\n")
			if len(lines) != 4 {
				t.Fatalf("column %d: no excerpt in %q", column, out.String())
			}
			for _, line := range lines {
				if render.Width(line) > 80 {
					t.Errorf("column %d: %d cells: %q", column, render.Width(line), line)
				}
			}
		}
	}
}

func FuzzSafe(f *testing.F) {
	for _, seed := range []string{"plain", "\x1b[31m", "복구\u202e", "👨‍👩‍👧", "a\u200d\xff", "❤\u200d\U000e0041"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		out := render.Safe(in)
		if !utf8.ValidString(out) {
			t.Fatalf("Safe(%q) = %q is not UTF-8", in, out)
		}
		runes := []rune(out)
		for i, r := range runes {
			inEmoji := r == '\u200d' && i > 0 && i < len(runes)-1 && runes[i-1] > 0x7f && unicode.IsSymbol(runes[i+1])
			if !unicode.IsGraphic(r) && !inEmoji {
				t.Fatalf("Safe(%q) = %q holds %U", in, out, r)
			}
		}
		if again := render.Safe(out); again != out {
			t.Fatalf("Safe(%q) = %q, and once more %q", in, out, again)
		}
		if render.Width(out) < 0 || render.Width(out) > 2*len(runes) {
			t.Fatalf("Width(%q) = %d", out, render.Width(out))
		}
	})
}
