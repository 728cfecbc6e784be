package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/render"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// The remaining time is shown in full or not at all.
func TestProgressRemainingTime(t *testing.T) {
	for width := 40; width < 120; width++ {
		var out bytes.Buffer
		live := render.Live{Out: &out, Size: func() (int, int) { return width, 24 }}
		err := live.Draw(render.Progress{Head: []string{"web-01"}, Parts: []render.PartProgress{
			{Name: "web-01-nightly /boot", Percent: 41, Known: true, Text: "Copying blocks", Remaining: "about 7m left", Phase: zdm.PhaseProcessing},
		}})
		if text := out.String(); err != nil || strings.Contains(text, "about") != strings.Contains(text, "about 7m left") {
			t.Errorf("%d cells: %q, %v", width, text, err)
		}
		if width == 119 && !strings.Contains(out.String(), "about 7m left") {
			t.Errorf("%d cells: %q", width, out.String())
		}
	}
}
