package clitest

import (
	"reflect"
	"testing"
)

func TestCommandLines(t *testing.T) {
	for _, c := range []struct {
		info, text string
		want       [][]string
	}{
		{"sh", "zdmctl version # zdmctl comment\nlogger -t zdmctl x; ./zdmctl a 'b c' \"d\" >out 2>err <in || A=1 /usr/bin/zdmctl \\\n  e\n",
			[][]string{{"version"}, {"a", "b c", "d"}, {"e"}}},
		{"sh", "export T=$(zdmctl auth token)\nif zdmctl x 2>&1 | jq .; then\n zdmctl y\nfi", [][]string{{"auth", "token"}, {"x"}, {"y"}}},
		{"console", "$ zdmctl a \\\n    b\nzdmctl printed\n$ zdmctl c\n", [][]string{{"a", "b"}, {"c"}}},
		{"crontab", "# m h\n30 2 * * * zdmctl a || logger -t zdmctl b\n", [][]string{{"a"}}},
		{"ini", "[Service]\nExecStart=/usr/bin/zdmctl a b\nDescription=zdmctl\n", [][]string{{"a", "b"}}},
		{"yaml", "- {name: zdmctl, image: r/zdmctl:1, args: [a, -f, x]}\n- run: zdmctl b\n---\nc: {d: [zdmctl e]}\n", [][]string{{"a", "-f", "x"}, {"b"}, {"e"}}},
		{"json", "zdmctl a", nil},
	} {
		got, err := Block{Info: c.info, Text: c.text}.CommandLines()
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s %q: %q, %v", c.info, c.text, got, err)
		}
	}
	if _, err := (Block{Info: "yaml", Text: "a: [b"}).CommandLines(); err == nil {
		t.Error("broken YAML is taken")
	}
}

func TestBlocksAndSteps(t *testing.T) {
	blocks := Blocks("a\n```sh\nb\n```\nc\n```\n$ d \\\n  e\nf\n$ g\n```\n")
	want := []Block{{"sh", "b\n", 3}, {"", "$ d \\\n  e\nf\n$ g\n", 7}}
	if !reflect.DeepEqual(blocks, want) {
		t.Fatalf("%+v", blocks)
	}
	steps := Steps(blocks[1].Text)
	if !reflect.DeepEqual(steps, []Step{{"d \\\n  e\n", "f\n"}, {"g\n", ""}}) {
		t.Errorf("%+v", steps)
	}
	if text := Transcript(steps); text != blocks[1].Text {
		t.Errorf("%q", text)
	}
}
