package plan

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/iostreams"
	"github.com/zdmctl/zdmctl/pkg/plan"
)

func TestArgumentsBecomeOptions(t *testing.T) {
	for _, tt := range []struct {
		args   []string
		file   string
		age    time.Duration
		strict bool
	}{
		{nil, "", plan.DefaultMaxAge, false},
		{[]string{"-f", "r.yaml", "--max-age", "36h", "--strict", "--overwrite", "allow"}, "r.yaml", 36 * time.Hour, true},
	} {
		streams, _, _ := iostreams.Test("")
		f := &cli.Factory{IO: streams, Now: time.Now}
		var got *Options
		cmd := newCmd(f, func(_ context.Context, o *Options) error {
			got = o
			return nil
		})
		cmd.SetArgs(tt.args)
		if err := cmd.ExecuteContext(t.Context()); err != nil {
			t.Fatal(err)
		}
		if strings.Join(got.Request.Files, ",") != tt.file || got.MaxAge != tt.age || got.Strict != tt.strict {
			t.Errorf("%q: %+v", tt.args, got)
		}
	}
}
