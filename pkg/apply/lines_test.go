package apply_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

// Concurrent writers write each line once and complete.
func TestManyWriteTheJournal(t *testing.T) {
	t.Parallel()
	const n = 200
	b := newBackend(t)
	path, all := journalPath(t), requests(t, numbered(n)...)
	if a := b.again(t, path, noon, all, parallel(16)); a.err != nil || strings.Count(a.outcomes(), " created 0") != n {
		t.Fatalf("%s, %v", a.outcomes(), a.err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for line := range strings.Lines(string(content)) {
		var record struct{ Event, Job, Outcome string }
		if err := json.Unmarshal([]byte(line[65:]), &record); err != nil {
			t.Fatalf("%v: %q", err, line)
		}
		count[record.Event+" "+record.Job+" "+record.Outcome]++
	}
	for _, name := range numbered(n) {
		if count["send "+name+" "] != 1 || count["end "+name+" created"] != 1 {
			t.Errorf("%s is announced %d times and ends %d times", name, count["send "+name+" "], count["end "+name+" created"])
		}
	}
	if lines := strings.Count(string(content), "\n"); lines != 1+2*n {
		t.Errorf("%d lines", lines)
	}
}

// A job's name may be as long as a document. A line longer than any that apply writes is damage,
// and reading it is bounded.
func TestLongLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		length  int
		damaged bool
	}{
		{60 << 10, false}, {64 << 10, false}, {1 << 20, false}, {8<<20 - 300, false}, {8 << 20, true}, {20 << 20, true},
	} {
		name := strings.Repeat("n", tt.length)
		path := written(t, sent(name, printA))
		j, err := apply.OpenJournal(path, testServer, []apply.Request{{Name: name, Body: []byte("{}")}}, false)
		if err == nil {
			err = j.Close()
		}
		if damaged := err != nil && strings.Contains(err.Error(), msg.JournalDamaged.With(path, 2).String()); damaged != tt.damaged || !damaged && err != nil {
			t.Errorf("%d bytes: %.200v", tt.length, err)
		}
	}
}

// A refused journal is unlocked again, and a journal that is not a file is refused.
func TestRefusedJournalIsFree(t *testing.T) {
	t.Parallel()
	path := written(t, sent("a", printA))
	if _, err := apply.OpenJournal(path, testServer, []apply.Request{{Name: "a", Body: []byte("[]")}}, false); exit.CodeOf(err) != exit.Usage {
		t.Fatalf("changed: %v", err)
	}
	j, err := apply.OpenJournal(path, testServer, []apply.Request{{Name: "a", Body: []byte("{}")}}, false)
	if err != nil {
		t.Fatalf("unchanged: %v", err)
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
	_, err = apply.OpenJournal(os.DevNull, testServer, nil, false)
	if e, ok := errors.AsType[*exit.Error](err); !ok || e.Code != exit.Usage || e.Message.Text != msg.NotAJournal {
		t.Errorf("%s: %v", os.DevNull, err)
	}
	nowhere := filepath.Join(t.TempDir(), "no", "journal")
	if _, err := apply.OpenJournal(nowhere, testServer, nil, false); err == nil || strings.Count(err.Error(), nowhere) != 1 {
		t.Errorf("the path is not named once: %v", err)
	}
}

// A recorded change of a job that the requests no longer name does not affect the others.
func TestUpdateOfAnother(t *testing.T) {
	t.Parallel()
	path := written(t, sent("a", printA), ended("a", printA, "created"), line("update", "z", printB, ""), ended("z", printB, "updated"))
	j, err := apply.OpenJournal(path, testServer, []apply.Request{{Name: "a", Body: []byte("{}")}}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Error(err)
	}
}
