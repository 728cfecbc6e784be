package register_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/outcome"
	"github.com/zdmctl/zdmctl/pkg/turns"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// While one registrar has the turn of a name, others wait. Other names, and requests without a
// name, do not.
func TestTakeTurns(t *testing.T) {
	m := newMachine(t)
	first, second := m.process(t), m.process(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	late := errors.New("too late")
	waits := 0
	table := turns.New(m.dir, m.URL, m.clock.Now, func(ctx context.Context, _ time.Duration) error {
		if waits++; waits == 20 {
			cancel(late)
		}
		return context.Cause(ctx)
	})
	t.Cleanup(func() { _ = table.Close() })
	first.Turns, second.Turns = table, table
	a := first.take(t, "nightly")
	second.take(t, "weekly").Done()
	nameless := first.take(t, "")
	second.take(t, "").Done()
	nameless.Done()
	if waits > 0 {
		t.Errorf("waited %d times for another name", waits)
	}
	if _, err := second.Take(ctx, request("nightly")); !errors.Is(err, late) || waits != 20 {
		t.Fatalf("%v after %d waits", err, waits)
	}
	if !slices.Equal(second.messages, []string{"waits for nightly"}) {
		t.Errorf("messages %q", second.messages)
	}
	a.Done()
	second.take(t, "nightly").Done()
	if waits != 20 {
		t.Error("waited for a turn that is free")
	}
}

// Registration works without turns, whether the machine or the caller has none.
func TestWithoutTurns(t *testing.T) {
	m := newMachine(t)
	broken, none := m.process(t), m.process(t)
	broken.Turns = turns.New(filepath.Join(os.DevNull, "turns"), m.URL, m.clock.Now, zdm.Sleep)
	none.Turns = nil
	for name, p := range map[string]*process{"broken": broken, "none": none} {
		a := p.take(t, name)
		found, err := a.Namesakes(t.Context(), false)
		if err != nil || a.Changed(noon) {
			t.Errorf("%s: %v, changed: %v", name, err, a.Changed(noon))
		}
		judged, _ := a.Send(t.Context(), zdm.Knowing(found.IDs()...))
		a.Done()
		if judged.State != outcome.Registered {
			t.Errorf("%s: %+v", name, judged)
		}
	}
	if len(broken.messages) != 1 || !strings.HasPrefix(broken.messages[0], "no turns: ") || len(none.messages) > 0 {
		t.Errorf("%q, %q", broken.messages, none.messages)
	}
}
