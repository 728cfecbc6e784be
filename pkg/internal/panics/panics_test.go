package panics_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/panics"
)

// caught runs a function and returns its panic, or the zero Caught.
func caught(run func()) (c panics.Caught) {
	defer func() {
		if recovered := recover(); recovered != nil {
			c = panics.From(recovered)
		}
	}()
	run()
	return c
}

func panicking(with any) func() {
	return func() { panic(with) } // panics are what this package converts to errors, so that its tests need one
}

func TestFrom(t *testing.T) {
	var missing *struct{ name string }
	var list []int
	tests := []struct {
		name, reason string
		run          func()
	}{
		{"nil pointer", "invalid memory address or nil pointer dereference", func() { _ = missing.name }},
		{"index", "index out of range [3] with length 0", func() { _ = list[3] }},
		{"thrown again", "index out of range [4] with length 0", sync.OnceFunc(func() { _ = list[4] })},
		{"text, which may be a secret", "", panicking("hush-token")},
		{"error, which may quote one", "", panicking(errors.New("hush-token"))},
	}
	for _, tt := range tests {
		got := caught(tt.run)
		if got.Reason != tt.reason || !strings.HasPrefix(got.Where, "panics/panics_test.go:") {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

func TestGroup(t *testing.T) {
	var quiet panics.Group
	done := make(chan bool, 3)
	for range 2 {
		quiet.Go(func() { done <- true })
	}
	if got := caught(quiet.Wait); got != (panics.Caught{}) || quiet.Panicked() || len(done) != 2 {
		t.Errorf("without a panic: %+v", got)
	}
	var broken panics.Group
	var list []int
	broken.Go(func() { _ = list[7] })
	broken.Go(func() { done <- true })
	got := caught(broken.Wait)
	if got.Reason != "index out of range [7] with length 0" || !strings.HasPrefix(got.Where, "panics/panics_test.go:") {
		t.Errorf("with a panic: %+v", got)
	}
	if !broken.Panicked() || len(done) != 3 {
		t.Errorf("panicked: %v, %d functions have ended", broken.Panicked(), len(done))
	}
}

// Each calls do once with every number, in no more workers than allowed, and not after the end of
// the context.
func TestEach(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ n, workers int }{{0, 4}, {1, 4}, {100, 1}, {100, 8}} {
		var called, active atomic.Int64
		seen := make([]int, tt.n)
		panics.Each(t.Context(), tt.n, tt.workers, func(i int) {
			if active.Add(1) > int64(tt.workers) {
				t.Error("too many at a time")
			}
			called.Add(1)
			seen[i]++
			active.Add(-1)
		})
		if called.Load() != int64(tt.n) || slices.ContainsFunc(seen, func(n int) bool { return n != 1 }) {
			t.Errorf("%+v: %v", tt, seen)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	panics.Each(ctx, 100, 1, func(i int) {
		n++
		if i == 2 {
			cancel()
		}
	})
	if n != 3 {
		t.Errorf("%d calls", n)
	}
	defer func() {
		if caught, ok := recover().(panics.Caught); !ok || caught.Reason == "" {
			t.Errorf("%+v", caught)
		}
	}()
	panics.Each(t.Context(), 100, 2, func(i int) { _ = seenOf(nil, i) })
}

func seenOf(all []int, i int) int { return all[i] }
