package manifest_test

import (
	"strings"
	"testing"

	"github.com/zdmctl/zdmctl/pkg/exit"
	"github.com/zdmctl/zdmctl/pkg/manifest"
)

func TestSyntax(t *testing.T) {
	for _, tt := range []struct{ name, text, want, message string }{
		{"a.yaml", "center: 1\n  source: x\n", "@2:3", "cannot start here"},
		{"a.yaml", "center: 1\nsource\ntarget: x\n", "@2:1", "followed by a colon"},
		{"a.yaml", "# note\n---\ncenter: 1\nsource: \"web\ntarget: x\n", "@4:1", "is not closed"},
		{"a.yaml", "center: 1\njobList: [1, 2\nmode: full\n", "@2:1", "not closed"},
		{"a.yaml", "# a\n---\njobList: [1,\n 2\n", "@3:1", "not closed"},
		{"a.yaml", "{\"center\": 1\n \"source\": 2,\n \"target\": 3\n}\n", "@2:2", "unexpected character"},
		{"a.yaml", "{center: 1,\n source: x\n target: y}\n", "@1:1", "not closed"},
		{"a.yaml", "{center: 1,\n source: x\n\n", "@1:1", "not closed"},
		{"a.yaml", "center: 1\nsource: @x\n", "@2:1", "cannot start with this"},
		{"a.yaml", "center: 1\n\tsource: x\n", "@2:1", "a tab"},
		{"a.yaml", "repository:\n\tid: 1\n", "@2:1", "a tab"},
		{"a.yaml", "jobList:\n-\tsourcePartition: /\n  targetPartition: /a\n", "@2:2", "a tab"},
		{"a.yaml", "repository:\n  \tid: 1\n", "@2:3", "a tab"},
		{"a.yaml", "center: \"1\"\nmode: full\n\tuser: a\n", "@3:1", "a tab"},
		{"a.yaml", "center: 1\n\n# x\n\n\tsource: x\n", "@5:1", "a tab"},
		{"a.yaml", "center: x\n\t\nsource: y\n", "@2:1", "a tab"},
		{"a.yaml", "center: >\n  x\n\ty\nsource: y\n", "@3:1", "a tab"},
		{"a.yaml", "---\ncenter: x\nmode: full\n\tuser: a", "@4:1", "a tab"},
		{"a.yaml", "center: *x\n", "@1:1", "no anchor"},
		{"a.yaml", "a: 1\nb: 2\nc: *x\nd: 1\n", "@3:1", "no anchor"},
		{"a.yaml", "jobList:\n  - a: 1\n - b: 2\n", "@3:2", "not aligned"},
		{"a.yaml", "repository:\n    id: 1\n  type: nfs\n", "@3:3", "not aligned"},
		{"a.yaml", "{\"center\": 1}\n{\"center\": 2}\n", "@2:1", "unexpected character"},
		{"a.yaml", "{center: 1}\n{center: 2}\n", "@2:1", "after the end"},
		{"a.yaml", "center: 1\u0000\n", "@1:10", "U+0000"},
		{"a.yaml", "center: 가\u0001\n", "@1:10", "U+0001"},
		{"a.yaml", "center: 1\nsource: 가\xff\n", "@2:10", "0xFF is not UTF-8"},
		{"a.yaml", "center: 1\rsource: x\n", "@1:10", "U+000D"},
		{"a.yaml", "center: a\u2028b\n", "@1:10", "U+2028"},
		{"a.yaml", "\xff\xfec\x00e\x00", "@1:1", "UTF-16"},
		{"a.yaml", "\xfe\xff\x00c\x00e", "@1:1", "UTF-16"},
		{"a.yaml", "c\x00e\x00n\x00", "@1:1", "UTF-16"},
		{"a.json", `{"center": 1,}`, "@1:14", `unexpected character '}'`},
		{"a.json", "{\n \"center\": 01}", "@2:13", "unexpected character"},
		{"a.json", `{"가": "나" "b": 1}`, "@1:11", "unexpected character"},
		{"a.json", `{"a": [1, 2`, "@1:12", "the JSON is incomplete"},
		{"a.json", `{"a": "\ud800"}`, "@1:7", "surrogate"},
		{"a.json", `{"a": 1} {"b": 2}`, "@1:10", "unexpected character"},
		{"a.json", strings.Repeat("[", 2000) + strings.Repeat("]", 2000), "@1:1001", "1000 levels"},
		{"a.json", strings.Repeat("[", 20000), "@1:10001", "1000 levels"},
		{"a.json", `{"center": 1, "center": 2}`, "source@1:1 target@1:1 platform@1:1 repository.id@1:1 mode@1:1 center@1:15", ""},
	} {
		t.Run(tt.text[:min(len(tt.text), 30)], func(t *testing.T) {
			problems, _ := problemsOf(t, tt.name, tt.text)
			if got := briefs(problems); got != tt.want {
				t.Fatalf("got %s, want %s: %v", got, tt.want, problems)
			}
			if got := problems[0].Message.String(); !strings.Contains(got, tt.message) {
				t.Errorf("the message is %q, not %q", got, tt.message)
			}
		})
	}
}

// The part of the line that is shown and underlined.
func TestMark(t *testing.T) {
	for _, tt := range []struct {
		line, marked string
	}{
		{`platform: vmwrae # the old one`, `vmwrae`},
		{`platform: "vmwrae" # the old one`, `"vmwrae"`},
		{`platform: 'vm''rae'`, `'vm''rae'`},
		{`platform: "vm\"rae"`, `"vm\"rae"`},
		{`platform: 가상`, `가상`},
		{`platform: ""`, `""`},
		{`platform: [a, b]`, `[`},
		{`platform: &p vmwrae`, `&p vmwrae`},
		{`"가상": vmware`, `"가상"`},
		{"platform: vm\r", "vm"},
	} {
		t.Run(tt.line, func(t *testing.T) {
			problems, _ := problemsOf(t, "web.yaml", strings.Replace(valid, "platform: vmware", tt.line, 1))
			p := problems[len(problems)-1]
			line := []rune(p.Source)
			if got := string(line[p.Column-1 : p.Column-1+p.Width]); got != tt.marked {
				t.Errorf("marked %q of %q", got, p.Source)
			}
			if p.Line != 4 || p.Source != strings.TrimSuffix(tt.line, "\r") {
				t.Errorf("line %d: %q", p.Line, p.Source)
			}
		})
	}
}

func TestDocuments(t *testing.T) {
	text := "\uFEFF# head\n%YAML 1.2\n---\n" + valid + "---\n# nothing\n---\nplatform: [\n...\n--- {center: 1, source: a}\n---\n\n" + valid + "..."
	var starts []int
	var failed []string
	for draft, err := range manifest.Documents("-", strings.NewReader(text)) {
		if err != nil {
			failed = append(failed, briefs(usage(t, err)))
			continue
		}
		file, line := draft.Position()
		if file != "<stdin>" {
			t.Errorf("file %q", file)
		}
		starts = append(starts, line)
		_, _, err = draft.Request(manifest.Options{})
		if problems := usage(t, err); len(problems) > 0 {
			failed = append(failed, briefs(problems))
		}
	}
	if len(starts) != 3 || starts[0] != 3 || starts[1] != 16 || starts[2] != 17 {
		t.Errorf("documents start in the lines %v", starts)
	}
	want := []string{"@14:1", "target@16:5 platform@16:5 repository.id@16:5 mode@16:5"}
	if strings.Join(failed, "|") != strings.Join(want, "|") {
		t.Errorf("problems %q, want %q", failed, want)
	}
}

func TestNothingToRead(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# only a note\n", "---\n---\n", "\uFEFF", "%YAML 1.2\n---\n"} {
		_, err := manifest.ReadOne("web.yaml", strings.NewReader(text))
		if err == nil || exit.CodeOf(err) != exit.Usage || !strings.Contains(err.Error(), "web.yaml is empty") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A request built only from flags has no position in a file.
func TestPositionWithoutAFile(t *testing.T) {
	draft := manifest.NewDraft()
	draft.SetFlag("--center", "center", "1")
	if file, line := draft.Position(); file != "" || line != 0 {
		t.Errorf("%q, line %d", file, line)
	}
}
