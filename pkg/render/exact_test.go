package render_test

import (
	"bytes"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Spaces other than U+0020 are visible in the excerpt and in the field's name, and the carets are
// aligned.
func TestSpacesInExcerpts(t *testing.T) {
	var out bytes.Buffer
	err := render.Warnings(&out, []exit.Problem{
		{Path: "mode\u00a0", File: "a.yaml", Line: 7, Column: 1, Width: 5, Source: "mode\u00a0: full\u3000x", Message: msg.UnknownField.With()},
		{Path: "source", File: "a.yaml", Line: 2, Column: 10, Width: 7, Source: "source:\u2003\u200bweb-01\u00a0", Message: msg.OuterBlank.With(' ')},
	}, render.Style{})
	want := `warning: a.yaml:7:1: mode\u00a0: unknown field
   7 | mode\u00a0: full\u3000x
     | ^^^^^^^^^^
warning: a.yaml:2:10: source: begins or ends with a space (U+0020); remove it
   2 | source:\u2003\u200bweb-01\u00a0
     |                    ^^^^^^^^^^^^
`
	if err != nil || out.String() != want {
		t.Errorf("%v\n%s", err, out.String())
	}
}
