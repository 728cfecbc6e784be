package app_test

import (
	"io"
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

// If the journal cannot grow, the run ends before it sends an unrecorded request. With free space,
// the same command resumes.
func TestJournalOnAFullDisk(t *testing.T) {
	t.Parallel()
	const requests = 60
	b := startBackend(t)
	proxy := faultproxy.Start(b, func(*http.Request) faultproxy.Fault { return faultproxy.None })
	t.Cleanup(proxy.Close)
	w := b.world(t, proxy)
	file := wave(t, w, requests)
	documents, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	apply := []string{"recovery", "apply", "-f", "-", "--journal", "wave.journal", "-o", "jsonl"}
	for _, room := range []int{10, 4000, 1 << 30} {
		p := w.StartLimited(room, apply...)
		if _, err := p.Stdin.Write(documents); err != nil {
			t.Fatal(err)
		}
		_ = p.Stdin.Close()
		r := p.Wait(patience)
		enough := room > 1<<20
		if enough && r.Code != exit.OK || !enough && (r.Code != exit.Internal || !strings.Contains(r.Stderr, "cannot write the journal wave.journal: file too large")) {
			t.Errorf("with %d bytes: %+v", room, r)
		}
	}
	r := w.Run("recovery", "apply", "-f", file, "--journal", filepath.Join(w.Dir, "wave.journal"))
	if there := b.jobs(t); r.Code != exit.OK || len(there) != requests {
		t.Errorf("%d jobs, %+v", len(there), r)
	}
	for name, n := range b.jobs(t) {
		if n != 1 {
			t.Errorf("%s exists %d times", name, n)
		}
	}
}

// A full disk is noticed before a login, and existing files are kept.
func TestLoginOnAFullDisk(t *testing.T) {
	t.Parallel()
	a := newAccounts(t)
	w := a.world(t, "", clitest.Token(), clitest.Now().AddDate(0, 0, 1))
	before := files(t, w)
	p := w.StartLimited(20, "auth", "login", "--password-stdin")
	if _, err := io.WriteString(p.Stdin, zdmtest.Password); err != nil {
		t.Fatal(err)
	}
	_ = p.Stdin.Close()
	if r := p.Wait(patience); r.Code != exit.Usage || !strings.Contains(r.Stderr, "cannot write") || !strings.Contains(r.Stderr, "file too large") || !strings.Contains(r.Stderr, "nothing was sent") {
		t.Errorf("%+v", r)
	}
	if after := files(t, w); after != before {
		t.Errorf("%s\nbecame\n%s", before, after)
	}
	if r := w.Run("auth", "token"); r.Code != exit.OK || r.Stdout != clitest.Token()+"\n" {
		t.Errorf("%+v", r)
	}
}

// files returns the contents of all files of the configuration except locks.
func files(t *testing.T, w *clitest.World) string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(w.Dir, ".config", "zdmctl", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, path := range all {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(path, ".lock") {
			b.WriteString(path + "\n" + string(data))
		}
	}
	return b.String()
}

// A terminal shows the progress, and at the end only the result.
func TestApplyAtATerminal(t *testing.T) {
	t.Parallel()
	b := startBackend(t)
	proxy := faultproxy.Start(b, func(*http.Request) faultproxy.Fault { return faultproxy.None })
	t.Cleanup(proxy.Close)
	for _, tt := range []struct {
		more  []string
		width int
		drawn bool
		left  string
	}{
		{nil, 80, true, "20 created\n"},
		{[]string{"-o", "json"}, 80, true, `"summary": {`},
		{nil, 60, true, "20 unchanged\n"},
		{nil, 24, true, "20 unchanged\n"},
		{[]string{"--lang", "ko"}, 70, true, "20 unchanged\n"},
		{[]string{"--quiet"}, 80, false, ""},
		{[]string{"-o", "name"}, 80, false, "wave-19\n"},
	} {
		w := b.world(t, proxy)
		wave(t, w, 20)
		code, sent := w.StartAtTerminal(tt.width, 24, append([]string{"recovery", "apply", "-f", "wave.yaml"}, tt.more...)...).Wait(patience)
		frames, err := screenOf(tt.width, sent)
		last := strings.ReplaceAll(frames[len(frames)-1], "\r", "")
		if code != exit.OK || err != nil || strings.Contains(sent, "/20  ") != tt.drawn || strings.Contains(last, "/20  ") || !strings.Contains(last+"\n", tt.left) || (tt.left == "") != (sent == "") {
			t.Errorf("%q: code %d, %v\n%q", tt.more, code, err, sent)
		}
	}
}
