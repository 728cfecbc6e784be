package app_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
)

// A report overwrites neither the journal nor a request, and is not written where the next run
// would read it as a request.
func TestReportOverwritesNoInput(t *testing.T) {
	t.Parallel()
	d := newDrill(t)
	w, _ := d.world(t, noFault)
	plan, journal := filepath.Join(w.Dir, "plan"), filepath.Join(w.Dir, "q1.json")
	run := []string{"recovery", "run", "-f", plan, "--journal", journal, "--through", "1-db"}
	files, err := filepath.Glob(filepath.Join(plan, "*", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	request := strings.TrimSuffix(files[0], filepath.Ext(files[0])) + ".json"
	if err := os.Rename(files[0], request); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{journal, filepath.Join(w.Dir, "plan", "..", "q1.json"), request, filepath.Join(filepath.Dir(request), "new.json")} {
		if r := w.Run(append(run, "--report", path)...); r.Code != exit.Usage || !strings.Contains(r.Stderr, "--report") {
			t.Errorf("%s: %d %s", path, r.Code, r.Stderr)
		}
	}
	d.once(t, w, 0)
	if r := w.Run(append(run, "-q")...); r.Code != exit.OK {
		t.Fatalf("%d %s", r.Code, r.Stderr)
	}
	before, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(w.Dir, "link.json")
	if err := os.Link(journal, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{journal, link} {
		if r := w.Run("recovery", "report", journal, "--report", path); r.Code != exit.Usage {
			t.Errorf("%s: %d %s", path, r.Code, r.Stderr)
		}
	}
	if after, err := os.ReadFile(journal); err != nil || string(after) != string(before) {
		t.Errorf("the journal has changed: %v", err)
	}
}

// If a report cannot be written, the results of the recoveries are still shown.
func TestUnwrittenReportShowsResults(t *testing.T) {
	t.Parallel()
	d := newDrill(t)
	d.stop = "job-1"
	var report string
	w, _ := d.world(t, func(r *http.Request) faultproxy.Fault {
		if r.Method == http.MethodPost { // the path is checked before the first registration
			_ = os.MkdirAll(report, 0o700)
		}
		return faultproxy.None
	})
	report = filepath.Join(w.Dir, "q1.html")
	r := w.Run("recovery", "run", "-f", filepath.Join(w.Dir, "plan"), "--journal", filepath.Join(w.Dir, "q1.journal"), "--report", report)
	if r.Code != exit.Failed || !strings.Contains(r.Stderr, "job-1") || !strings.Contains(r.Stderr, "q1.html") {
		t.Errorf("%d %s", r.Code, r.Stderr)
	}
}
