package app_test

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/zdmctl/zdmctl/pkg/internal/clitest"
)

// Block is a fenced block of a Markdown file.
type Block struct {
	Info string // text after the opening fence, such as "console"
	Text string // lines between the fences, including the last line break
	Line int    // line number of Text in the file, from 1
}

// Blocks returns the fenced blocks of a Markdown text in order. Fences must not be indented.
func Blocks(markdown string) []Block {
	const fence = "```"
	var blocks []Block
	var open *Block
	line := 0
	for text := range strings.Lines(markdown) {
		line++
		info, fenced := strings.CutPrefix(text, fence)
		switch {
		case fenced && open == nil:
			open = &Block{Info: strings.TrimSpace(info), Line: line + 1}
		case fenced:
			blocks = append(blocks, *open)
			open = nil
		case open != nil:
			open.Text += text
		}
	}
	return blocks
}

// Step is a command of a transcript and its output, both including their line breaks.
type Step struct{ Command, Output string }

// Steps splits a transcript. A command starts with "$ " and continues after a trailing backslash.
func Steps(transcript string) []Step {
	var steps []Step
	continued := false
	for line := range strings.Lines(transcript) {
		command, starts := strings.CutPrefix(line, "$ ")
		switch {
		case continued:
			command = steps[len(steps)-1].Command + line
			steps[len(steps)-1].Command = command
		case starts:
			steps = append(steps, Step{Command: command})
		case len(steps) > 0:
			steps[len(steps)-1].Output += line
			continue
		}
		continued = strings.HasSuffix(command, "\\\n")
	}
	return steps
}

// Transcript is the inverse of Steps.
func Transcript(steps []Step) string {
	var text strings.Builder
	for _, s := range steps {
		text.WriteString("$ " + s.Command + s.Output)
	}
	return text.String()
}

// CommandLines returns the arguments of every zdmctl command in a block: a shell script, a crontab,
// a systemd unit, or YAML with the text of a task or the args of a container.
func (b Block) CommandLines() ([][]string, error) {
	switch b.Info {
	case "console":
		text := ""
		for _, s := range Steps(b.Text) {
			text += s.Command
		}
		return clitest.ShellCommands(text), nil
	case "sh", "":
		return clitest.ShellCommands(b.Text), nil
	case "crontab":
		text := ""
		for line := range strings.Lines(b.Text) {
			if fields := strings.SplitN(line, " ", 6); len(fields) == 6 {
				text += fields[5]
			}
		}
		return clitest.ShellCommands(text), nil
	case "ini":
		text := ""
		for line := range strings.Lines(b.Text) {
			if command, ok := strings.CutPrefix(line, "ExecStart="); ok {
				text += command
			}
		}
		return clitest.ShellCommands(text), nil
	case "yaml":
		return yamlCommands(b.Text)
	}
	return nil, nil
}

// yamlCommands reads every YAML document in the text.
func yamlCommands(text string) ([][]string, error) {
	var found [][]string
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		var document yaml.Node
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return nil, fmt.Errorf("yaml: %w", err)
		}
		found = append(found, nodeCommands("", &document)...)
	}
}

func nodeCommands(key string, n *yaml.Node) [][]string {
	if n.Kind == yaml.ScalarNode && key == "name" || n.Kind == yaml.SequenceNode && key == "command" {
		return nil
	}
	if n.Kind == yaml.ScalarNode {
		return clitest.ShellCommands(n.Value)
	}
	if n.Kind == yaml.SequenceNode && key == "args" {
		args := make([]string, len(n.Content))
		for i, item := range n.Content {
			args[i] = item.Value
		}
		return [][]string{args}
	}
	var found [][]string
	for i, child := range n.Content {
		if n.Kind != yaml.MappingNode {
			found = append(found, nodeCommands("", child)...)
		} else if i%2 == 1 {
			found = append(found, nodeCommands(n.Content[i-1].Value, child)...)
		}
	}
	return found
}

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
