package apply_test

import (
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/zdmctl/zdmctl/pkg/apply"
	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/internal/testrun"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(testrun.Quick(m)) }

const server = "http://zdm.test/api"

// sealed adds a journal line's checksum to each line of a text.
func sealed(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		whole, ended := strings.CutSuffix(line, "\n")
		fmt.Fprintf(&b, "%08x %s", crc32.Checksum([]byte(whole), crc32.MakeTable(crc32.Castagnoli)), whole)
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// A journal with any content is either refused and left unchanged, or continued after its last
// complete line.
func FuzzJournal(f *testing.F) {
	const head = `{"format":"zdmctl apply journal","version":1,"server":"` + server + `"}` + "\n"
	const send = `{"event":"send","job":"a","request":"44136fa355b3678a1146ad16f7e8649e","at":"2026-03-11T12:00:00Z","until":"2026-03-11T12:02:10Z"}` + "\n"
	for _, seed := range []string{"", head, head + send, head + send + `{"event":"end","job":"a","request":"44136fa355b3678a1146ad16f7e8649e","at":"2026-03-11T12:00:01Z","outcome":"created"}` + "\n",
		head + send + send[:40], head + `{"event":"update","job":"b"}` + "\n", head + `{"event":"send","job":"c"}` + "\n", "{}\n", head + "null\n", head + "[]\n", head + `{"event":"end","outcome":"partial","job":"a","exitCode":-1}` + "\n"} {
		f.Add(seed, true)
		f.Add(seed, false)
		f.Add(sealed(seed), false)
	}
	requests := []apply.Request{{Name: "a", Body: []byte("{}")}, {Name: "b", Body: []byte("[]")}}
	f.Fuzz(func(t *testing.T, content string, seal bool) {
		if seal {
			content = sealed(content)
		}
		path := filepath.Join(t.TempDir(), "journal")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := apply.OpenJournal(path, server, requests, false)
		after, readErr := os.ReadFile(path)
		if readErr != nil {
			t.Fatal(readErr)
		}
		if err != nil {
			if exit.CodeOf(err) != exit.Usage || strings.TrimSpace(err.Error()) == "" || string(after) != content {
				t.Fatalf("%v, and %q became %q", err, content, after)
			}
			return
		}
		whole := content[:strings.LastIndexByte(content, '\n')+1]
		if whole != "" && string(after) != whole {
			t.Errorf("%q became %q", content, after)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		if j, err = apply.OpenJournal(path, server, requests, false); err != nil {
			t.Fatalf("a second time: %v", err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	})
}
