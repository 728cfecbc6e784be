//go:build unix

package app_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/sandbox"
	"github.com/zdmctl/zdmctl/pkg/sandbox/inventory"
)

const (
	drillDocument = "../../docs/drill.md"
	drillPicture  = "../../docs/drill.svg"
	maxPicture    = 100 << 10 // bytes
)

// drillWorld returns the world of the walk in docs/drill.md. The server uses the clock of the
// program, so that every figure is the same each time.
func drillWorld(t *testing.T) *clitest.World {
	t.Helper()
	things, err := inventory.Read("drill-inventory.yaml", []byte(read(t, "../../docs/drill-inventory.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	w := clitest.New(t)
	server, err := sandbox.Open(sandbox.Config{
		Path: filepath.Join(t.TempDir(), "sandbox.db"), Now: w.Now, Inventory: things, TokenTTL: 1000 * time.Hour, Speed: 1, APIVersion: "3.0",
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	about, err := server.Describe()
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, r *http.Request) {
		answer.Header().Set("Date", w.Now().UTC().Format(http.TimeFormat))
		server.ServeHTTP(answer, r)
	}))
	t.Cleanup(front.Close)
	w.Env["ZDMCTL_SERVER"], w.Env["ZDMCTL_EMAIL"], w.Env["ZDMCTL_PASSWORD"] = front.URL, about.Email, about.Password
	if r := w.Run("auth", "login"); r.Code != exit.OK {
		t.Fatalf("login: %+v", r)
	}
	return w
}

// The commands of docs/drill.md print what the document shows, and the picture is the timeline of
// its report. $CLITEST_UPDATE updates both.
func TestDrillDocument(t *testing.T) {
	t.Parallel()
	w := drillWorld(t)
	text := read(t, drillDocument)
	for _, b := range Blocks(text) {
		if b.Info == "csv" {
			w.File("servers.csv", b.Text)
		}
	}
	here := w.Dir + string(filepath.Separator)
	inPlace := strings.NewReplacer("'"+here+"plan'", "plan", "'"+here+"q1.journal'", "q1.journal", here, "", w.Env["ZDMCTL_SERVER"], "http://127.0.0.1:53307")
	ran := 0
	for _, b := range consoles(text) {
		steps := Steps(b.Text)
		lines, err := b.CommandLines()
		if err != nil || len(lines) != len(steps) {
			t.Fatalf("%q, %v", lines, err)
		}
		for i, args := range lines {
			ran++
			got := inPlace.Replace(walk(t, w, args))
			if os.Getenv("CLITEST_UPDATE") != "" {
				steps[i].Output = got
			} else if got != steps[i].Output {
				t.Errorf("%s prints\n%s\nthe document shows\n%s", steps[i].Command, got, steps[i].Output)
			}
		}
		text = strings.Replace(text, b.Text, Transcript(steps), 1)
	}
	if ran < 5 {
		t.Errorf("only %d commands were found", ran)
	}
	picture := timeline(t, read(t, filepath.Join(w.Dir, "q1.html")))
	if os.Getenv("CLITEST_UPDATE") != "" {
		for path, content := range map[string]string{drillDocument: text, drillPicture: picture} {
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	} else if picture != read(t, drillPicture) {
		t.Errorf("%s is not the timeline of the report", drillPicture)
	}
	if len(picture) > maxPicture || strings.Count(picture, "<rect") < drillServers {
		t.Errorf("the picture has %d bytes and %d bars", len(picture), strings.Count(picture, "<rect"))
	}
}

// walk runs a command of the document in the directory of the walk, one minute after the previous
// one.
func walk(t *testing.T, w *clitest.World, args []string) string {
	t.Helper()
	for i, arg := range args {
		switch arg {
		case "servers.csv", "plan", "q1.journal", "q1.html":
			args[i] = filepath.Join(w.Dir, arg)
		}
	}
	w.At = w.Now().Add(time.Minute).Truncate(time.Minute)
	r := w.Run(args...)
	if r.Code != exit.OK {
		t.Errorf("%q: %+v", args, r)
	}
	return r.Stdout + r.Stderr
}

// timeline returns the chart of a report as a separate file with a white background.
func timeline(t *testing.T, page string) string {
	t.Helper()
	chart := regexp.MustCompile(`(?s)<svg.*?</svg>`).FindString(page)
	if chart == "" {
		t.Fatal("the report has no chart")
	}
	return strings.Replace(chart, `font-family="inherit"`, `font-family="sans-serif" style="background:#fff"`, 1) + "\n"
}

// Twelve servers in three waves are recovered in order, each once, within the objectives.
func TestDrillDocumentMeetsItsObjectives(t *testing.T) {
	text := read(t, drillDocument)
	for _, b := range Blocks(text) {
		if b.Info == "csv" && strings.Count(b.Text, "\n") != drillServers+1 {
			t.Errorf("%d rows", strings.Count(b.Text, "\n")-1)
		}
	}
	for _, line := range []string{"Recovery time: ", "RTO 02:00:00: met", "result: complete"} {
		if !strings.Contains(text, line) {
			t.Errorf("the document does not show %q", line)
		}
	}
	if n := strings.Count(text, "  complete  "); n != drillServers {
		t.Errorf("%d recoveries are complete", n)
	}
}
