package groupcommit_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/internal/groupcommit"
)

func line(text string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(text + "\n"), nil }
}

// Concurrent calls are written in the order in which their lines were encoded, and a durable one
// returns only after a sync that started after its write.
func TestConcurrentAdds(t *testing.T) {
	const calls = 200
	var file, synced string
	var l groupcommit.Log
	var disk sync.Mutex
	l.Write = func(lines []byte) error {
		disk.Lock()
		defer disk.Unlock()
		file += string(lines)
		return nil
	}
	l.Sync = func() error {
		disk.Lock()
		defer disk.Unlock()
		synced = file
		return nil
	}
	encoded := 0
	var running sync.WaitGroup
	for i := range calls {
		running.Go(func() {
			var mine string
			err := l.Add(i%2 == 0, func() ([]byte, error) {
				encoded++
				mine = fmt.Sprintf("%d\n", encoded)
				return []byte(mine), nil
			})
			disk.Lock()
			defer disk.Unlock()
			if err != nil || i%2 == 0 && !strings.Contains("\n"+synced, "\n"+mine) || !strings.Contains("\n"+file, "\n"+mine) {
				t.Errorf("%d: %v", i, err)
			}
		})
	}
	running.Wait()
	want := ""
	for i := range calls {
		want += fmt.Sprintf("%d\n", i+1)
	}
	if file != want {
		t.Errorf("out of order:\n%s", file)
	}
}

// A write that fails concerns only its own lines. After a sync that failed, nothing is durable.
func TestFailures(t *testing.T) {
	full, broken := errors.New("full"), errors.New("broken")
	var file string
	var writing, syncing error
	l := groupcommit.Log{Sync: func() error { return syncing }}
	l.Write = func(lines []byte) error {
		if writing == nil {
			file += string(lines)
		}
		return writing
	}
	for _, tt := range []struct {
		text             string
		durable          bool
		writing, syncing error
		want             error
	}{
		{"a", true, nil, nil, nil},
		{"b", true, full, nil, full},
		{"c", true, nil, nil, nil},
		{"d", true, nil, broken, broken},
		{"e", true, nil, nil, broken},
		{"f", false, nil, nil, nil},
	} {
		writing, syncing = tt.writing, tt.syncing
		if err := l.Add(tt.durable, line(tt.text)); !errors.Is(err, tt.want) || tt.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", tt.text, err, tt.want)
		}
	}
	if file != "a\nc\nd\ne\nf\n" {
		t.Errorf("%q", file)
	}
}
