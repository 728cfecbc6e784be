package reports_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/cli/reports"
	"github.com/zdmctl/zdmctl/pkg/exit"
)

// Invalid reports are refused before anything is done.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(in("file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(in("dir.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name        string
		files, fill []string
		message     string // "" means none
	}{
		{"none", nil, nil, ""},
		{"every form", []string{in("a.html"), in("a.MD"), in("a.csv"), in("a.json")}, []string{"title=", "scope=a=b"}, ""},
		{"another form", []string{in("a.pdf")}, nil, "not a report format"},
		{"no form", []string{in("report")}, nil, "not a report format"},
		{"twice", []string{in("a.md"), in("a.md")}, nil, "a.md"},
		{"no directory", []string{in("none/a.md")}, nil, "is not a directory"},
		{"a file for a directory", []string{in("file/a.md")}, nil, "is not a directory"},
		{"a directory", []string{in("dir.md")}, nil, "dir.md: is a directory"},
		{"no text", nil, []string{"title"}, "KEY=TEXT"},
		{"an unknown field", nil, []string{"name=x"}, "KEY=TEXT"},
		{"a field twice", nil, []string{"title=a", "title=b"}, "title"},
		{"an empty field", nil, []string{""}, "KEY=TEXT"},
	} {
		flags := reports.Flags{Files: tt.files, Fill: tt.fill}
		err := flags.Check()
		if (err == nil) != (tt.message == "") || err != nil && (exit.CodeOf(err) != exit.Usage || !strings.Contains(err.Error(), tt.message)) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// A report never replaces a file that the run needs, by whatever path, and is never in a directory
// that the next run reads.
func TestReportSparesFiles(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(in("q1.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(in("q1.json"), in("linked.json")); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	t.Chdir(dir)
	for path, want := range map[string]struct{ spares, among bool }{
		in("q1.json"): {true, true}, "q1.json": {true, true}, in("linked.json"): {true, true}, in("sub") + "/../q1.json": {true, true}, in("other.json"): {false, true},
		"other.JSON": {false, true}, in("other.html"): {false, false}, filepath.Join(elsewhere, "q1.json"): {false, false},
	} {
		flags := reports.Flags{Files: []string{path}}
		if err := flags.CheckNotReplacing(in("q1.json"), in("none.yaml")); (err != nil) != want.spares {
			t.Errorf("%s: %v", path, err)
		}
		if err := flags.CheckNotAmong(in("q1.json")); (err != nil) != want.among || err != nil && exit.CodeOf(err) != exit.Usage {
			t.Errorf("%s among requests: %v", path, err)
		}
	}
	missing := reports.Flags{Files: []string{"new.md"}}
	if err := missing.CheckNotReplacing(in("new.md")); err == nil {
		t.Error("a file that does not exist yet is not recognized")
	}
}
