package manifest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/manifest"
)

// A UTF-8 byte order mark before any document is ignored, as in concatenated files. Inside a
// document it is an error.
func TestByteOrderMarks(t *testing.T) {
	const bom = "\uFEFF"
	object := `{"center": 1, "source": "a", "target": "b", "platform": "kvm", "mode": "full", "repository": {"id": 1}}`
	for _, tt := range []struct {
		name, text string
		lines      []int // first lines of the documents
	}{
		{"in front of the stream", bom + valid, []int{1}},
		{"in front of a mark", bom + "---\n" + valid + bom + "---\n" + valid, []int{1, 9}},
		{"behind a mark", "---\n" + bom + valid + "---\n" + bom + valid, []int{1, 9}},
		{"in front of a comment", "---\n" + bom + "# head\n" + valid, []int{1}},
		{"behind comments", "# head\n\n" + bom + valid + "---\n# head\n" + bom + "# more\n" + bom + valid, []int{1, 10}},
		{"behind the end of a document", valid + "...\n" + bom + valid, []int{1, 8}},
		{"repeated", bom + bom + valid, []int{1}},
		{"in front of JSON", bom + object + "\n" + bom + "---\n" + bom + object + "\n", []int{1, 2}},
		{"in an empty document", bom + "---\n" + bom + "---\n" + valid, []int{2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var lines []int
			for draft, err := range manifest.Documents("a.yaml", strings.NewReader(tt.text)) {
				if err == nil {
					_, _, err = draft.Request(manifest.Options{})
				}
				if err != nil {
					t.Fatal(briefs(usage(t, err)), err)
				}
				_, line := draft.Position()
				lines = append(lines, line)
			}
			if len(lines) != len(tt.lines) || lines[0] != tt.lines[0] || lines[len(lines)-1] != tt.lines[len(tt.lines)-1] {
				t.Errorf("documents in the lines %v, not %v", lines, tt.lines)
			}
		})
	}
	for _, text := range []string{valid + bom + "jobName: x\n", "--- {center: 1}\n" + bom + "source: x\n"} {
		problems, _ := problemsOf(t, "a.yaml", text)
		if len(problems) == 0 {
			t.Errorf("%q is taken", text)
		}
	}
}

// Lookalikes of YAML's characters are named in the message, and a field after one is recognized.
func TestLookalikes(t *testing.T) {
	for _, tt := range []struct{ text, want, note, meant string }{
		{but("source: web-01", "source：web-01"), "@2:1", "U+FF1A", ""},
		{but("source: web-01", "source:\u00a0web-01"), "@2:1", "U+00A0", ""},
		{with("jobName\u00a0: x\n"), "jobName\u00a0@8:1", "U+00A0", "jobName"},
		{with("job\u200bName: x\n"), "job\u200bName@8:1", "U+200B", "jobName"},
		{with("ｊobName: x\n"), "ｊobName@8:1", "U+FF4A", "jobName"},
		{but("  id: 13", "\u00a0 \u00a0id: 13"), "repository@6:12 \u00a0 \u00a0id@7:1", "", ""},
	} {
		problems, _ := problemsOf(t, "a.yaml", tt.text)
		last := problems[len(problems)-1]
		if briefs(problems) != tt.want || last.Suggestion != tt.meant && tt.meant != "" || !strings.Contains(fmt.Sprint(last.Notes), tt.note) {
			t.Errorf("%q: %s, %q, %v", tt.text, briefs(problems), last.Suggestion, last.Notes)
		}
	}
}
