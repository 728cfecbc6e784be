package render_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/render"
)

// A state has the color of its tone if color is enabled, and the columns stay aligned.
func TestTones(t *testing.T) {
	table := render.Table{
		Headings: []string{"STATUS", "JOB"}, Tones: map[int]func(string) render.Tone{0: render.StatusTone},
		Rows: [][]string{{"Complete", "a"}, {"Error", "b"}, {"canceled", "c"}, {"Registered", "d"}, {"Processing", "e"}, {"-", "f"}, {"no state", "g"}},
	}
	const want = "\x1b[2mSTATUS      JOB\x1b[0m\n\x1b[32mComplete\x1b[0m    a\n\x1b[31mError\x1b[0m       b\n\x1b[33mcanceled\x1b[0m    c\n" +
		"\x1b[2mRegistered\x1b[0m  d\nProcessing  e\n-           f\nno state    g\n"
	plain := strings.NewReplacer("\x1b[0m", "", "\x1b[2m", "", "\x1b[31m", "", "\x1b[32m", "", "\x1b[33m", "").Replace(want)
	for color, text := range map[bool]string{true: want, false: plain} {
		var out strings.Builder
		if err := table.Write(&out, render.Style{Color: color}); err != nil || out.String() != text {
			t.Errorf("color %v: %v\n%q\nwant\n%q", color, err, out.String(), text)
		}
	}
}

// A bar has the requested width for every value, and uses only characters that the locale supports.
func TestBar(t *testing.T) {
	for _, tt := range []struct {
		part float64
		utf8 bool
		want string
	}{
		{0, false, "----"}, {0.5, false, "##--"}, {0.99, false, "###-"}, {1, false, "####"}, {-1, false, "----"}, {7, false, "####"}, {0.5, true, "━━──"},
	} {
		if got := (render.Style{UTF8: tt.utf8}).Bar(tt.part, 4); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.part, got, tt.want)
		}
	}
}
