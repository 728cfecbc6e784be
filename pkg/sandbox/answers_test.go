package sandbox_test

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zdmctl/zdmctl/pkg/sandbox"
)

// TestAnswers compares whole responses with testdata/VERSION.txt, including the order of the
// fields. Each case is a request line, the lines of its body, and the response's status and
// envelope. A line such as "after 2m" advances the clock.
func TestAnswers(t *testing.T) {
	t.Parallel()
	requestID := regexp.MustCompile(`"requestID":"req-[0-9a-f]{8}"|"traceId":"[0-9a-f]{32}"`)
	token := regexp.MustCompile(`"token":"[\w.-]+"`)
	for _, version := range []string{sandbox.Version1, sandbox.Version2, sandbox.Version3} {
		t.Run(version, func(t *testing.T) {
			file := "testdata/" + version + ".txt"
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			now := &clock{now: noon}
			s := open(t, sandbox.Config{Now: now.read, Speed: 1, APIVersion: version})
			var got strings.Builder
			for block := range strings.SplitSeq(strings.TrimSpace(string(script)), "\n\n") {
				request, _, _ := strings.Cut(block, "\n< ")
				first, body, _ := strings.Cut(request, "\n")
				got.WriteString(request + "\n")
				if after, moves := strings.CutPrefix(first, "after "); moves {
					d, err := time.ParseDuration(after)
					if err != nil {
						t.Fatal(err)
					}
					now.set(now.read().Add(d))
					got.WriteString("\n")
					continue
				}
				method, target, _ := strings.Cut(first, " ")
				header := bearer(t, s)
				if strings.HasSuffix(target, "/issue") {
					header = http.Header{"Content-Type": header["Content-Type"]}
				}
				a := unchecked(t, documented(t, s), method, target, body, header)
				text := requestID.ReplaceAllStringFunc(a.text, func(found string) string { return found[:strings.Index(found, ":")] + `:"ID"` })
				text = token.ReplaceAllString(text, `"token":"TOKEN"`)
				status, _ := json.Marshal(a.status)
				got.WriteString("< " + string(status) + " " + text + "\n")
			}
			if want := strings.TrimSpace(string(script)); strings.TrimSpace(got.String()) != want {
				if os.Getenv("WRITE") != "" {
					if err := os.WriteFile(file, []byte(strings.TrimSpace(got.String())+"\n"), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				line, lines := 0, strings.Split(want, "\n")
				for got := range strings.SplitSeq(strings.TrimSpace(got.String()), "\n") {
					if line == len(lines) || lines[line] != got {
						break
					}
					line++
				}
				t.Errorf("differs from line %d on; got\n%s", line+1, got.String())
			}
		})
	}
}
