package journal_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/journal"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const server = "http://zdm.test/api"

var noon = time.Date(2026, 3, 11, 12, 0, 0, 0, time.UTC)

func nothing() error { return nil }

// open opens a journal and returns the events in it.
func open(t *testing.T, path string) (*journal.Journal, []string, error) {
	t.Helper()
	var events []string
	j, err := journal.Open(path, server, func(r journal.Record) {
		events = append(events, string(r.Event)+" "+r.Job)
	}, nothing)
	return j, events, err
}

// add adds records to a journal and closes it.
func add(t *testing.T, path string, jobs ...string) {
	t.Helper()
	j, _, err := open(t, path)
	if err != nil {
		t.Fatal(err)
	}
	for i, job := range jobs {
		if err := j.Add(i%2 == 0, journal.Record{Event: journal.Send, Job: job, At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

// old returns a line of version 1.
func old(text string) string {
	return fmt.Sprintf("%08x %s\n", crc32.Checksum([]byte(text), crc32.MakeTable(crc32.Castagnoli)), text)
}

const (
	oldHeader = `{"format":"zdmctl apply journal","version":1,"server":"` + server + `"}`
	oldSend   = `{"event":"send","job":"a","request":"44136fa355b3678a1146ad16f7e8649e","at":"2026-03-11T12:00:00Z","until":"2026-03-11T12:02:10Z"}`
)

// The hash of a line covers the previous hash and its own text, so anybody can verify it.
func TestChain(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	add(t, path, "a", "b")
	add(t, path, "c")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for line := range strings.Lines(string(content)) {
		sum, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if want := fmt.Sprintf("%x", sha256.Sum256([]byte(last+text))); sum != want {
			t.Errorf("%s, want %s", line, want)
		}
		last = sum
	}
	read, err := journal.Read(path)
	if err != nil || read.Sum != last || read.Server != server || len(read.Records) != 3 {
		t.Errorf("%+v, %v", read, err)
	}
}

// A changed, added, removed or moved line is detected at any position.
func TestTampered(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	add(t, path, "a", "b", "c", "d")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSuffix(string(content), "\n"), "\n")
	lines[len(lines)-1] += "\n"
	swapped := slices.Clone(lines)
	swapped[2], swapped[3] = swapped[3], swapped[2]
	resealed := slices.Clone(lines)
	text := strings.Replace(lines[2][65:len(lines[2])-1], `"b"`, `"z"`, 1)
	resealed[2] = fmt.Sprintf("%x %s\n", sha256.Sum256([]byte(lines[1][:64]+text)), text)
	other := filepath.Join(t.TempDir(), "other")
	add(t, other, "x")
	foreign, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	foreignLine := strings.SplitAfter(string(foreign), "\n")[1]
	for name, changed := range map[string][]string{
		"a value":                        slices.Concat(lines[:2], []string{strings.Replace(lines[2], `"b"`, `"z"`, 1)}, lines[3:]),
		"a value with a fitting hash":    resealed,
		"a line removed":                 slices.Concat(lines[:2], lines[3:]),
		"a line twice":                   slices.Concat(lines[:3], lines[2:]),
		"two lines swapped":              swapped,
		"a line of another journal":      slices.Concat(lines[:2], []string{foreignLine}, lines[2:]),
		"a line of version 1":            slices.Concat(lines[:2], []string{old(oldSend)}, lines[2:]),
		"a line of version 1 at its end": slices.Concat(lines, []string{old(oldSend)}),
		"an empty line":                  slices.Concat(lines[:2], []string{"\n"}, lines[2:]),
	} {
		text := strings.Join(changed, "")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for what, open := range map[string]func() error{
			"open": func() error { _, _, err := open(t, path); return err },
			"read": func() error { _, err := journal.Read(path); return err },
		} {
			err := open()
			e, ok := errors.AsType[*exit.Error](err)
			if !ok || e.Code != exit.Usage || !strings.Contains(e.Error(), "damaged in line") || len(e.Notes) == 0 {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		if after, _ := os.ReadFile(path); string(after) != text {
			t.Errorf("%s: the journal has changed", name)
		}
	}
}

// The error of a reader does not suggest writing another journal. A journal that is too large is
// refused.
func TestReadRefuses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	for _, tt := range []struct {
		text string
		size int64
		want string
	}{
		{"", 0, "is not a journal"}, {"{}\n", 0, "is not a journal"}, {"a", 65 << 20, "is larger than 64 MB"},
	} {
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if tt.size > 0 {
			if err := os.Truncate(path, tt.size); err != nil {
				t.Fatal(err)
			}
		}
		_, err := journal.Read(path)
		e, ok := errors.AsType[*exit.Error](err)
		if !ok || e.Code != exit.Usage || !strings.Contains(e.Error(), tt.want) {
			t.Fatalf("%q: %v", tt.text, err)
		}
		for _, note := range e.Notes {
			if strings.Contains(note.String(), "--journal") || strings.Contains(note.String(), "sent") {
				t.Errorf("%q: %s", tt.text, note)
			}
		}
	}
}

// An unknown event is damage even if its hash is correct. Ignoring it could hide that something was
// sent.
func TestUnknownEvent(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	add(t, path)
	j, _, err := open(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Add(true, journal.Record{Event: "other", At: noon}); err != nil {
		t.Fatal(err)
	}
	_ = j.Close()
	if _, _, err := open(t, path); err == nil || !strings.Contains(err.Error(), "damaged in line 2") {
		t.Error(err)
	}
}

// A journal of version 1 is continued as version 2. The next hash covers the earlier lines, and the
// file is unchanged until a record is added.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	before := old(oldHeader) + old(oldSend)
	if err := os.WriteFile(path, []byte(before+"half a li"), 0o600); err != nil {
		t.Fatal(err)
	}
	j, events, err := open(t, path)
	if err != nil || !slices.Equal(events, []string{"send a"}) {
		t.Fatalf("%q, %v", events, err)
	}
	_ = j.Close()
	if content, _ := os.ReadFile(path); string(content) != before {
		t.Fatalf("%s", content)
	}
	add(t, path, "b")
	add(t, path, "c")
	j, events, err = open(t, path)
	if err != nil || !slices.Equal(events, []string{"send a", "send b", "send c"}) {
		t.Fatalf("%q, %v", events, err)
	}
	_ = j.Close()
	content, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(content, []byte(before)) || bytes.Count(content, []byte("\n")) != 5 {
		t.Fatalf("%s, %v", content, err)
	}
	for at := range len(content) - 1 {
		changed := bytes.Clone(content)
		changed[at] ^= 1
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := journal.Read(path); exit.CodeOf(err) != exit.Usage {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}

// A journal that ends at any byte is continued after its last complete line.
func TestTorn(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	add(t, path, "a", "b")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for end := range content {
		if err := os.WriteFile(path, content[:end], 0o600); err != nil {
			t.Fatal(err)
		}
		whole := max(0, bytes.Count(content[:end], []byte("\n"))-1)
		j, events, err := open(t, path)
		if err != nil || len(events) != whole {
			t.Fatalf("cut after %d bytes: %q, %v", end, events, err)
		}
		_ = j.Close()
		add(t, path, "c")
		if read, err := journal.Read(path); err != nil || len(read.Records) != whole+1 {
			t.Fatalf("cut after %d bytes: %+v, %v", end, read, err)
		}
	}
}

// If check returns an error, the file stays unchanged.
func TestCheck(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "j")
	refused := errors.New("no")
	if _, err := journal.Open(path, server, func(journal.Record) {}, func() error { return refused }); !errors.Is(err, refused) {
		t.Error(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 0 {
		t.Errorf("%v, %v", info, err)
	}
	for name, path := range map[string]string{"a directory": t.TempDir(), "nothing": filepath.Join(t.TempDir(), "no"), "an empty file": path} {
		if _, err := journal.Read(path); exit.CodeOf(err) != exit.Usage {
			t.Errorf("%s: %v", name, err)
		}
	}
}
