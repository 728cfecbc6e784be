package apply_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
	"github.com/zdmctl/zdmctl/pkg/msg"
)

const testServer = "http://zdm.test/api"

// written returns the path of a journal with these lines, each sealed with its checksum.
func written(t *testing.T, lines ...string) string {
	t.Helper()
	path := journalPath(t)
	text := sealed(`{"format":"zdmctl apply journal","version":1,"server":"`+testServer+`"}`+"\n") + sealed(strings.Join(append(lines, ""), "\n"))
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	printA = "44136fa355b3678a1146ad16f7e8649e" // of {}
	printB = "4f53cda18c2baa0c0354bb5f9a3ecbe5" // of []
)

func line(event, job, print, more string) string {
	return fmt.Sprintf(`{"event":%q,"job":%q,"request":%q,"at":"2026-03-11T12:00:00Z"%s}`, event, job, print, more)
}

func sent(job, print string) string {
	return line("send", job, print, `,"until":"2026-03-11T12:02:00Z"`)
}
func ended(job, print, outcome string) string {
	return line("end", job, print, `,"outcome":"`+outcome+`","exitCode":3`)
}

// A journal belongs to its requests. It is refused if a request that may be registered has changed
// since, or is missing.
func TestRequestsOfAJournal(t *testing.T) {
	t.Parallel()
	a, changedA := apply.Request{Name: "a", Body: []byte("{}")}, apply.Request{Name: "a", Body: []byte("[]")}
	b := apply.Request{Name: "b", Body: []byte("[]")}
	const update = true
	for _, tt := range []struct {
		name     string
		lines    []string
		requests []apply.Request
		update   bool
		refused  string // part of the message; "" if the journal is accepted
	}{
		{"new", nil, []apply.Request{a}, false, ""},
		{"sent", []string{sent("a", printA)}, []apply.Request{a}, false, ""},
		{"sent, and another added", []string{sent("a", printA)}, []apply.Request{b, a}, false, ""},
		{"sent, and changed", []string{sent("a", printA)}, []apply.Request{changedA}, false, "a"},
		{"sent, changed, to update", []string{sent("a", printA)}, []apply.Request{changedA}, update, "a"},
		{"sent, and missing", []string{sent("a", printA)}, []apply.Request{b}, false, "a"},
		{"unknown, and missing", []string{sent("a", printA), ended("a", printA, "unknown")}, []apply.Request{b}, false, "a"},
		{"unknown, and changed", []string{sent("a", printA), ended("a", printA, "unknown")}, []apply.Request{changedA}, false, "a"},
		{"created", []string{sent("a", printA), ended("a", printA, "created")}, []apply.Request{a}, false, ""},
		{"created, and changed", []string{sent("a", printA), ended("a", printA, "created")}, []apply.Request{changedA}, false, "a"},
		{"created, changed, to update", []string{sent("a", printA), ended("a", printA, "created")}, []apply.Request{changedA}, update, ""},
		{"created, and missing", []string{sent("a", printA), ended("a", printA, "created")}, []apply.Request{b}, false, ""},
		{"partial, and changed", []string{sent("a", printA), ended("a", printA, "partial")}, []apply.Request{changedA}, false, "a"},
		{"partial, changed, to update", []string{sent("a", printA), ended("a", printA, "partial")}, []apply.Request{changedA}, update, "a"},
		{"partial, and missing", []string{sent("a", printA), ended("a", printA, "partial")}, []apply.Request{b}, false, ""},
		{"failed, and changed", []string{sent("a", printA), ended("a", printA, "failed")}, []apply.Request{changedA}, false, ""},
		{"failed, and missing", []string{sent("a", printA), ended("a", printA, "failed")}, []apply.Request{b}, false, ""},
		{"skipped, and changed", []string{sent("a", printA), ended("a", printA, "skipped")}, []apply.Request{changedA}, false, ""},
		{"failed, sent again, and changed", []string{sent("a", printA), ended("a", printA, "failed"), sent("a", printA)}, []apply.Request{changedA}, false, "a"},
		{"created, updated since, and changed", []string{sent("a", printA), ended("a", printA, "created"), line("update", "a", printB, ""), ended("a", printB, "updated")}, []apply.Request{a}, false, "a"},
		{"created, updated since", []string{sent("a", printA), ended("a", printA, "created"), line("update", "a", printB, ""), ended("a", printB, "updated")}, []apply.Request{changedA}, false, ""},
		{"created, an update cut off", []string{sent("a", printA), ended("a", printA, "created"), line("update", "a", printB, "")}, []apply.Request{changedA}, false, ""},
		{"an update alone", []string{line("update", "a", printA, "")}, []apply.Request{changedA}, false, ""},
		{"an update alone, and missing", []string{line("update", "a", printA, "")}, []apply.Request{b}, false, ""},
		{"two changed", []string{sent("a", printB), sent("b", printA)}, []apply.Request{a, b}, false, "a, b"},
	} {
		path := written(t, tt.lines...)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		j, err := apply.OpenJournal(path, testServer, tt.requests, tt.update)
		if err == nil {
			err = errors.Join(j.Close())
		}
		if (tt.refused == "") != (err == nil) || err != nil && (exit.CodeOf(err) != exit.Usage || !strings.Contains(err.Error(), tt.refused)) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s: the journal has changed: %s", tt.name, after)
		}
	}
}

// The message names five jobs and shows that there are more.
func TestManyChanged(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{5: "wave-00, wave-01, wave-02, wave-03, wave-04", 6: "wave-00, wave-01, wave-02, wave-03, wave-04, …"} {
		var all []apply.Request
		var lines []string
		for _, name := range numbered(n) {
			all, lines = append(all, apply.Request{Name: name, Body: []byte("[]")}), append(lines, sent(name, printA))
		}
		for what, requests := range map[msg.Text][]apply.Request{msg.RequestsChanged: all, msg.RequestsMissing: nil} {
			path := written(t, lines...)
			_, err := apply.OpenJournal(path, testServer, requests, false)
			if got := what.With(path, want).String(); err == nil || err.Error() != got {
				t.Errorf("%v, want %s", err, got)
			}
		}
	}
}

// A file that is not a journal of this server is refused and left unchanged. A lock excludes a
// second process.
func TestJournalIsRefused(t *testing.T) {
	t.Parallel()
	head := func(format, version, server string) string {
		return sealed(`{"format":"` + format + `","version":` + version + `,"server":"` + server + `"}` + "\n")
	}
	const format = "zdmctl apply journal"
	for _, tt := range []struct {
		name, content string
		message       msg.Text
	}{
		{"a text", "center: main\n", msg.NotAJournal},
		{"a text without an end", "center: main", msg.NotAJournal},
		{"another's journal", head("other", "1", testServer), msg.NotAJournal},
		{"a header with a wrong checksum", strings.Replace(head(format, "1", testServer), "test", "best", 1), msg.NotAJournal},
		{"of another version", head(format, "3", testServer), msg.JournalVersion},
		{"of another server", head(format, "1", "http://other.test/api"), msg.JournalOfServer},
	} {
		path := journalPath(t)
		if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := apply.OpenJournal(path, testServer, nil, false)
		e, ok := errors.AsType[*exit.Error](err)
		if !ok || e.Code != exit.Usage || e.Message.Text != tt.message || len(e.Notes) == 0 {
			t.Errorf("%s: %v", tt.name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != tt.content {
			t.Errorf("%s: it has changed to %q", tt.name, after)
		}
	}
	path := written(t)
	first, err := apply.OpenJournal(path, testServer, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = apply.OpenJournal(path, testServer, nil, false)
	if e, ok := errors.AsType[*exit.Error](err); !ok || e.Code != exit.Usage || e.Message.Text != msg.JournalInUse {
		t.Errorf("while another holds it: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := apply.OpenJournal(path, testServer, nil, false)
	if err != nil {
		t.Fatalf("after another held it: %v", err)
	}
	_ = second.Close()
	for name, path := range map[string]string{"a directory": t.TempDir(), "in no directory": filepath.Join(t.TempDir(), "no", "journal")} {
		if _, err := apply.OpenJournal(path, testServer, nil, false); exit.CodeOf(err) != exit.Usage {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A new journal is private and holds only its header.
func TestNewJournal(t *testing.T) {
	t.Parallel()
	path := journalPath(t)
	j, err := apply.OpenJournal(path, testServer, requests(t, "a"), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	head := `{"format":"zdmctl apply journal","version":2,"server":"` + testServer + `"}`
	if want := fmt.Sprintf("%x %s\n", sha256.Sum256([]byte(head)), head); err != nil || string(content) != want {
		t.Errorf("%q, want %q, %v", content, want, err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others can read it: %v", mode)
	}
}

// Lacking reads from a journal what was not registered as requested, and writes nothing to it.
func TestLacking(t *testing.T) {
	t.Parallel()
	b := newBackend(t)
	b.onPost["a"] = registrationOf(newRequest("a"), 1, "disk full")
	b.onPost["refused"] = zdmtest.Refusal(400, "not now")
	path, all := journalPath(t), requests(t, "a", "b", "refused")
	j, err := apply.OpenJournal(path, b.URL+"/api", all, false)
	if err != nil {
		t.Fatal(err)
	}
	b.run(t, all, func(c *apply.Config) { c.Journal = j })
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"a": "disk full", "b": "", "c": "", "refused": ""} {
		why, err := apply.Lacking(path, name)
		if err != nil || why.IsZero() != (want == "") || !strings.Contains(why.String(), want) {
			t.Errorf("%s: %q, %v", name, why, err)
		}
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Error("the journal was written to")
	}
	for _, file := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none"), written(t, "x")} {
		if _, err := apply.Lacking(file, "a"); exit.CodeOf(err) != exit.Usage {
			t.Errorf("%s: %v", file, err)
		}
	}
}
