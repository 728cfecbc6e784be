package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

func TestReportDocuments(t *testing.T) {
	for peak, want := range map[int64]string{
		2_000_000: "validate: 5000 documents a second; peak memory 2.0 MB, budget 2 MB: met\n",
		2_500_000: "validate: 5000 documents a second; peak memory 2.5 MB, budget 2 MB: MISSED\n",
	} {
		took := []time.Duration{2 * time.Millisecond}
		r := result{comparison: comparison{name: "validate", budget: 1, documents: 10, memory: 2_000_000}, oursTook: took, peerTook: took, peak: peak}
		var out bytes.Buffer
		ok, err := report(&out, []result{r}, 1)
		if err != nil || ok != strings.HasSuffix(want, "met\n") || !strings.Contains(out.String(), want) {
			t.Errorf("%v, %v\n%s", ok, err, out.String())
		}
	}
}

func TestDocumentsAreValid(t *testing.T) {
	dir := t.TempDir()
	if err := writeDocuments(dir, 3); err != nil {
		t.Fatal(err)
	}
	files, errs := manifest.Find([]string{dir})
	if len(files) != 5 || errs != nil {
		t.Fatalf("%q, %v", files, errs)
	}
	count := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for draft, err := range manifest.Documents(filepath.Base(name), bytes.NewReader(text)) {
			if err == nil {
				_, err = draft.Check(manifest.Options{Strict: true})
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			count++
		}
	}
	if count != 9 {
		t.Errorf("%d documents", count)
	}
}
