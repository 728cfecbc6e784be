package app_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
	"github.com/zdmctl/zdmctl/pkg/internal/faultproxy"
	"github.com/zdmctl/zdmctl/pkg/internal/zdmtest"
)

// journaled returns a world in which three requests were applied, with the command and its journal.
func journaled(t *testing.T) (b *backend, w *clitest.World, apply []string, journal []byte) {
	t.Helper()
	b = startBackend(t)
	proxy := faultproxy.Start(b, func(*http.Request) faultproxy.Fault { return faultproxy.None })
	t.Cleanup(proxy.Close)
	w = b.world(t, proxy)
	apply = []string{"recovery", "apply", "-q", "-f", wave(t, w, 3), "--journal", filepath.Join(w.Dir, "wave.journal")}
	if r := w.Run(apply...); r.Code != exit.OK {
		t.Fatalf("%+v", r)
	}
	journal, err := os.ReadFile(filepath.Join(w.Dir, "wave.journal"))
	if err != nil {
		t.Fatal(err)
	}
	return b, w, apply, journal
}

// A journal that is cut off is continued: in the first line, after it, in a later line, or before
// the last byte.
func TestTornJournal(t *testing.T) {
	t.Parallel()
	b, w, apply, journal := journaled(t)
	line := bytes.IndexByte(journal, '\n') + 1
	for _, end := range []int{0, line / 2, line, line + 40, len(journal) - 1} {
		w.File("wave.journal", string(journal[:end]))
		if r := w.Run(apply...); r.Code != exit.OK || r.Stderr != "" {
			t.Errorf("cut after %d bytes: %+v", end, r)
		}
	}
	for name, n := range b.jobs(t) {
		if n != 1 {
			t.Errorf("%s exists %d times", name, n)
		}
	}
}

// A journal with damaged content is refused: what it recorded of sent requests is not known.
func TestDamagedJournal(t *testing.T) {
	t.Parallel()
	_, w, apply, journal := journaled(t)
	for _, at := range []int{0, 40, len(journal) / 2, len(journal) - 2} {
		damaged := bytes.Clone(journal)
		damaged[at] ^= 1
		w.File("wave.journal", string(damaged))
		r := w.Run(apply...)
		if r.Code != exit.Usage || !strings.Contains(r.Stderr, "damaged in line") && !strings.Contains(r.Stderr, "is not a journal") {
			t.Errorf("byte %d: %+v", at, r)
		}
	}
}

// A journal belongs to one server, and to one process at a time.
func TestJournalOfAnotherServerOrProcess(t *testing.T) {
	t.Parallel()
	_, w, apply, _ := journaled(t)
	s := clitest.Server(t)
	s.On(zdmtest.Recoveries, zdmtest.Hang())
	w.Env["ZDMCTL_SERVER"], w.Env["ZDMCTL_TOKEN"] = s.URL, clitest.Token()
	delete(w.Env, "ZDMCTL_EMAIL")
	delete(w.Env, "ZDMCTL_PASSWORD")
	if r := w.Run(apply...); r.Code != exit.Usage || !strings.Contains(r.Stderr, "belongs to the server") {
		t.Errorf("%+v", r)
	}
	apply[len(apply)-1] = filepath.Join(w.Dir, "fresh.journal")
	first := w.Start(apply...)
	await(t, s, 1)
	if r := w.Run(apply...); r.Code != exit.Usage || !strings.Contains(r.Stderr, "another process is using the journal") {
		t.Errorf("%+v", r)
	}
	first.Kill()
	first.Wait(patience)
}

// A file that cannot be a journal is left unchanged.
func TestFileThatIsNotAJournal(t *testing.T) {
	t.Parallel()
	_, w, apply, _ := journaled(t)
	for name, content := range map[string]string{"text": "a file of somebody\n", "binary": "\x00\xff\x00\n", "huge line": strings.Repeat("x", 9<<20)} {
		w.File("wave.journal", content)
		r := w.Run(apply...)
		after, err := os.ReadFile(filepath.Join(w.Dir, "wave.journal"))
		if r.Code != exit.Usage || err != nil || string(after) != content {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	for _, path := range []string{w.Dir, filepath.Join(w.Dir, "no", "such", "directory"), os.DevNull} {
		apply[len(apply)-1] = path
		if r := w.Run(apply...); r.Code != exit.Usage {
			t.Errorf("%s: %+v", path, r)
		}
	}
}
