package render

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
)

// The context ends only when the heap exceeds the limit, and the error names the limit.
func TestLimitMemory(t *testing.T) {
	t.Parallel()
	ctx, done := limitMemory(t.Context(), 1)
	defer done()
	<-ctx.Done()
	if e, ok := errors.AsType[*exit.Error](filterStop(ctx, ctx.Err())); !ok || e.Code != exit.Usage || !strings.Contains(e.Message.String(), "more than 0 MB of memory") {
		t.Errorf("%v", filterStop(ctx, ctx.Err()))
	}
	ctx, done = limitMemory(t.Context(), 1<<62)
	if ctx.Err() != nil {
		t.Error("ended below the limit")
	}
	done()
	if !errors.Is(context.Cause(ctx), context.Canceled) {
		t.Errorf("%v", context.Cause(ctx))
	}
}
