package turns_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/turns"
	"github.com/zdmctl/zdmctl/pkg/zdm"
)

const server = "https://zdm.example.com/api"

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)

func table(t *testing.T, dir string, clock *zdmtest.Clock) *turns.Table {
	t.Helper()
	made := turns.New(dir, server, clock.Now, clock.Sleep)
	t.Cleanup(func() { _ = made.Close() })
	return made
}

func take(t *testing.T, table *turns.Table, name string) *turns.Turn {
	t.Helper()
	turn, err := table.Take(t.Context(), name, nil)
	if err != nil {
		t.Fatal(err)
	}
	return turn
}

// Only one Turn of a name exists at a time. Other names do not wait.
func TestOneAtATime(t *testing.T) {
	t.Parallel()
	all := table(t, t.TempDir(), zdmtest.NewClock(noon))
	first := take(t, all, "a")
	take(t, all, "b").Done()
	ctx, cancel := context.WithCancel(t.Context())
	waited := 0
	_, err := all.Take(ctx, "a", func() { waited++; cancel() })
	if !errors.Is(err, context.Canceled) || waited != 1 {
		t.Errorf("%v, reported %d times", err, waited)
	}
	first.Done()
	take(t, all, "a").Done()
}

// A turn knows what the previous one did, even through another Table of the same file, but only for
// its own name and server.
func TestPreviousTurn(t *testing.T) {
	t.Parallel()
	dir, clock := t.TempDir(), zdmtest.NewClock(noon)
	turn := take(t, table(t, dir, clock), "a")
	if _, pending := turn.Pending(); pending || turn.Since(time.Time{}) {
		t.Error("something happened before the first turn")
	}
	until := noon.Add(time.Minute)
	if err := turn.Begin(until); err != nil {
		t.Fatal(err)
	}
	turn.Done() // without a response
	turn = take(t, table(t, dir, clock), "a")
	if at, pending := turn.Pending(); !pending || !at.Equal(until) || turn.Since(noon) {
		t.Errorf("pending until %v, %v", at, pending)
	}
	clock.Sleep(t.Context(), time.Minute)
	if _, pending := turn.Pending(); pending {
		t.Error("it is pending forever")
	}
	if err := turn.Answered(); err != nil {
		t.Fatal(err)
	}
	turn.Done()
	turn = take(t, table(t, dir, clock), "a")
	if _, pending := turn.Pending(); pending || !turn.Since(noon) || !turn.Since(noon.Add(time.Minute)) || turn.Since(noon.Add(time.Minute+1)) {
		t.Errorf("pending %v; answered since noon %v, since later %v", pending, turn.Since(noon), turn.Since(noon.Add(2*time.Minute)))
	}
	other := take(t, table(t, dir, clock), "b")
	elsewhere := take(t, turns.New(dir, "https://other.example.com/api", clock.Now, clock.Sleep), "a")
	if other.Since(noon) || elsewhere.Since(noon) {
		t.Error("another name or server knows of it")
	}
}

// Thousands of names written concurrently are kept apart, in the slots that they share too. Time
// stands still: a long wait for a slot must not end what is pending.
func TestManyNames(t *testing.T) {
	t.Parallel()
	yield := func(ctx context.Context, _ time.Duration) error {
		runtime.Gosched()
		return ctx.Err()
	}
	all := turns.New(t.TempDir(), server, func() time.Time { return noon }, yield)
	t.Cleanup(func() { _ = all.Close() })
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for i := worker; i < 2000; i += 8 {
				turn, err := all.Take(t.Context(), fmt.Sprint("job-", i), nil)
				if err != nil || turn.Begin(noon.Add(time.Hour)) != nil || i%2 == 0 && turn.Answered() != nil {
					t.Error(err)
					return
				}
				turn.Done()
			}
		})
	}
	group.Wait()
	for i := range 2000 {
		turn := take(t, all, fmt.Sprint("job-", i))
		if _, pending := turn.Pending(); pending != (i%2 == 1) || turn.Since(noon) != (i%2 == 0) {
			t.Errorf("job-%d: pending %v, answered %v", i, pending, turn.Since(noon))
		}
		turn.Done()
	}
}

// Names that share a slot wait for each other, and each has its own entry. When the slot is full,
// the least recently answered entry is dropped, but never a pending one.
func TestNamesOfOneSlot(t *testing.T) {
	t.Parallel()
	dir, clock := t.TempDir(), zdmtest.NewClock(noon)
	all := table(t, dir, clock)
	shared := []string{"job-2940", "job-3501", "job-3760", "job-4092", "job-4448"}
	for i, name := range shared {
		turn := take(t, all, name)
		ctx, cancel := context.WithCancel(t.Context())
		if _, err := all.Take(ctx, shared[(i+1)%len(shared)], cancel); !errors.Is(err, context.Canceled) {
			t.Fatalf("%s does not share a slot with the next: %v", name, err)
		}
		if err := turn.Begin(noon.Add(time.Hour)); err != nil || i > 0 && turn.Answered() != nil {
			t.Fatal(err)
		}
		turn.Done()
		clock.Sleep(t.Context(), time.Second)
	}
	for i, name := range shared {
		turn := take(t, all, name)
		_, pending := turn.Pending()
		if dropped := i == 1; turn.Known() == dropped || pending != (i == 0) || turn.Since(noon) != (i > 1) {
			t.Errorf("%s: known %v, pending %v, answered %v", name, turn.Known(), pending, turn.Since(noon))
		}
		turn.Done()
	}
}

// A slot full of pending names keeps them, and has no room for another.
func TestPendingNamesFillASlot(t *testing.T) {
	t.Parallel()
	clock := zdmtest.NewClock(noon)
	all := table(t, t.TempDir(), clock)
	for i, name := range []string{"job-2940", "job-3501", "job-3760", "job-4092", "job-4448", "job-4448"} {
		if i == 5 {
			clock.Sleep(t.Context(), time.Hour) // then there is room again
		}
		turn := take(t, all, name)
		if err := turn.Begin(noon.Add(time.Hour + time.Duration(i)*time.Minute)); (err != nil) != (i == 4) {
			t.Errorf("%d: %v", i, err)
		}
		turn.Done()
	}
	if _, pending := take(t, all, "job-3501").Pending(); !pending {
		t.Error("a pending name was dropped")
	}
}

// A file with arbitrary content, or a path that cannot be a file, causes no panic and no turn.
func TestForeignFiles(t *testing.T) {
	t.Parallel()
	dir, clock := t.TempDir(), zdmtest.NewClock(noon)
	take(t, table(t, dir, clock), "a").Done()
	files, err := filepath.Glob(filepath.Join(dir, "turns", "*"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := os.WriteFile(files[0], []byte(strings.Repeat("garbage ", 1<<15)), 0o600); err != nil {
		t.Fatal(err)
	}
	turn := take(t, table(t, dir, clock), "a")
	if _, pending := turn.Pending(); pending || turn.Since(time.Time{}) {
		t.Error("garbage is read as an entry")
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := turns.New(blocked, server, clock.Now, clock.Sleep).Take(t.Context(), "a", nil); err == nil {
		t.Error("a directory was made in a file")
	}
}

// Other processes wait for a turn until its process ends. What it began stays recorded.
func TestBetweenProcesses(t *testing.T) {
	if dir := os.Getenv("TURNS_DIR"); dir != "" {
		turn := take(t, turns.New(dir, server, time.Now, zdm.Sleep), "a")
		if err := turn.Begin(time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		_, _ = os.Stdout.WriteString("taken\n")
		_, _ = os.Stdin.Read(make([]byte, 1)) // until it is killed
		return
	}
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	child := exec.CommandContext(t.Context(), program, "-test.run=^TestBetweenProcesses$")
	child.Env = append(os.Environ(), "TURNS_DIR="+dir)
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 6)); err != nil {
		t.Fatal(err)
	}
	all := turns.New(dir, server, time.Now, zdm.Sleep)
	defer all.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	turn, err := all.Take(ctx, "a", func() { _ = child.Process.Kill() })
	if err != nil {
		t.Fatal(err)
	}
	if _, pending := turn.Pending(); !pending {
		t.Error("what the killed process had begun is not known")
	}
	_ = child.Wait()
}
