// Package panics passes a panic of any goroutine to the one that can report it, so that no panic
// ends the process with a stack trace.
package panics

import (
	"context"
	"path"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Caught is a recovered panic.
type Caught struct {
	Reason string // message of the Go runtime; "" for any other value, which may contain a secret
	Where  string // source file and line: "cli/explain.go:187"; "" if unknown
}

// From describes the result of recover. The deferred function itself must call it, because the
// stack shows where the panic started.
func From(recovered any) Caught {
	if before, ok := recovered.(Caught); ok {
		return before
	}
	caught := Caught{Where: origin()}
	if fault, ok := recovered.(runtime.Error); ok {
		caught.Reason = strings.TrimPrefix(fault.Error(), "runtime error: ")
	}
	return caught
}

// origin returns the first line outside the runtime below the earliest panic. A rethrown panic is
// above it.
func origin() (where string) {
	stack := make([]uintptr, 256)
	frames := runtime.CallersFrames(stack[:runtime.Callers(2, stack)])
	panicking := false
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			panicking = true
		case panicking && !strings.HasPrefix(frame.Function, "runtime."):
			where, panicking = line(frame), false
		}
		if !more {
			return where
		}
	}
}

// line returns a frame's position without the directories of the build machine.
func line(frame runtime.Frame) string {
	dir, file := path.Split(frame.File)
	return path.Join(path.Base(dir), file) + ":" + strconv.Itoa(frame.Line)
}

// Group is a sync.WaitGroup whose Wait panics if one of the functions has panicked. The zero value
// is ready to use.
type Group struct {
	running sync.WaitGroup
	first   atomic.Pointer[Caught]
}

// Go runs a function in a new goroutine.
func (g *Group) Go(run func()) {
	g.running.Go(func() {
		defer func() {
			if recovered := recover(); recovered != nil {
				caught := From(recovered)
				g.first.CompareAndSwap(nil, &caught)
			}
		}()
		run()
	})
}

// Panicked reports whether one of the functions has panicked. The others should then start no new
// work.
func (g *Group) Panicked() bool { return g.first.Load() != nil }

// Each calls do with 0 to n-1 in the given number of workers, and returns when all calls have
// returned. When ctx is done, it starts no more calls.
func Each(ctx context.Context, n, workers int, do func(i int)) {
	var next atomic.Int64
	var group Group
	for range min(workers, n) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil && !group.Panicked(); i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}

// Map is Each for functions that return a value. Its error is why ctx is done, or else that of the
// first function that failed, in their order.
func Map[T any](ctx context.Context, n, workers int, do func(i int) (T, error)) ([]T, error) {
	results, failed := make([]T, n), make([]error, n)
	Each(ctx, n, workers, func(i int) { results[i], failed[i] = do(i) })
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

// Wait returns when all functions have returned. If any panicked, it panics with the Caught of the
// first.
func (g *Group) Wait() {
	g.running.Wait()
	if caught := g.first.Load(); caught != nil {
		panic(*caught) // otherwise a fault in a goroutine would count as success; app.Main recovers it and reports a crash
	}
}
