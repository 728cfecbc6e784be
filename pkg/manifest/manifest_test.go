package manifest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// brief returns a problem's location: "path@line:column" or "path@--flag".
func brief(p exit.Problem) string {
	switch {
	case p.Flag != "" && p.File != "":
		return fmt.Sprintf("%s@%s %d:%d", p.Path, p.Flag, p.Line, p.Column)
	case p.Flag != "":
		return p.Path + "@" + p.Flag
	case p.Origin != "":
		return p.Path + "@" + p.Origin
	}
	return fmt.Sprintf("%s@%d:%d", p.Path, p.Line, p.Column)
}

func briefs(problems []exit.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, brief(p))
	}
	return strings.Join(all, " ")
}

// problemsOf reads and checks a file.
func problemsOf(t *testing.T, name, text string) (problems, warnings []exit.Problem) {
	t.Helper()
	draft, err := manifest.ReadOne(name, strings.NewReader(text))
	if err == nil {
		_, warnings, err = draft.Request(manifest.Options{Now: noon})
	}
	return usage(t, err), warnings
}

// usage returns the problems of an error, which must have exit.Usage.
func usage(t *testing.T, err error) []exit.Problem {
	t.Helper()
	if err == nil {
		return nil
	}
	e, ok := errors.AsType[*exit.Error](err)
	if !ok || e.Code != exit.Usage {
		t.Fatalf("error %v is not one of usage", err)
	}
	for _, p := range e.Problems {
		text := p.Message.String()
		for _, slip := range []string{"%!s(", "%!d(", "%!U(", "%!X(", "%!(EXTRA", "(MISSING)", "yaml: "} {
			if text == "" || strings.Contains(text, slip) && !strings.Contains(fmt.Sprint(p.Message.Values...), slip) {
				t.Errorf("message %q", text)
			}
		}
	}
	return e.Problems
}

const valid = `center: 1
source: web-01
target: web-01-dr
platform: vmware
mode: full
repository:
  id: 13
`

// with returns a valid request followed by more lines, which start at line 8.
func with(lines string) string { return valid + lines }

// ofImages returns a valid request for two images without their server, followed by these lines.
func ofImages(lines string) string {
	return strings.Replace(valid, "source: web-01\n", "backupFile: 'a.ZIA,b.ZIA'\n", 1) + lines
}

// but returns a valid request with one line replaced.
func but(old, new string) string { return strings.Replace(valid, old, new, 1) }

func schedule(lines string) string { return with("schedule:\n" + lines) }
