package clitest

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// CommandLines returns the arguments of every zdmctl command in a block: a shell script, a crontab,
// a systemd unit, or YAML with the text of a task or the args of a container.
func (b Block) CommandLines() ([][]string, error) {
	switch b.Info {
	case "console":
		text := ""
		for _, s := range Steps(b.Text) {
			text += s.Command
		}
		return shellCommands(text), nil
	case "sh", "":
		return shellCommands(b.Text), nil
	case "crontab":
		text := ""
		for line := range strings.Lines(b.Text) {
			if fields := strings.SplitN(line, " ", 6); len(fields) == 6 {
				text += fields[5]
			}
		}
		return shellCommands(text), nil
	case "ini":
		text := ""
		for line := range strings.Lines(b.Text) {
			if command, ok := strings.CutPrefix(line, "ExecStart="); ok {
				text += command
			}
		}
		return shellCommands(text), nil
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
		return shellCommands(n.Value)
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

// shellCommands returns the arguments of every zdmctl at the start of a simple command.
func shellCommands(text string) [][]string {
	var found [][]string
	for _, words := range simpleCommands(text) {
		for len(words) > 0 && (words[0] == "if" || words[0] == "then" || words[0] == "!" || strings.Contains(words[0], "=")) {
			words = words[1:]
		}
		if len(words) > 0 && path.Base(words[0]) == "zdmctl" {
			found = append(found, words[1:])
		}
	}
	return found
}

// simpleCommands splits shell text as far as the docs require: quotes, comments, redirections and
// substitutions.
func simpleCommands(text string) [][]string {
	var commands [][]string
	var words []string
	var word strings.Builder
	inWord, redirected := false, false
	endWord := func() {
		if inWord && !redirected {
			words = append(words, word.String())
		}
		redirected = redirected && !inWord
		word.Reset()
		inWord = false
	}
	endCommand := func() {
		endWord()
		if len(words) > 0 {
			commands = append(commands, words)
		}
		words, redirected = nil, false
	}
	text = strings.ReplaceAll(text, "\\\n", " ")
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\'' || c == '"':
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				end = len(text) - i - 1
			}
			word.WriteString(text[i+1 : i+1+end])
			inWord = true
			i += end + 1
		case c == ' ' || c == '\t':
			endWord()
		case c == '#' && !inWord:
			if end := strings.IndexByte(text[i:], '\n'); end >= 0 {
				i += end - 1
			} else {
				i = len(text)
			}
		case c == '<' || c == '>':
			if strings.Trim(word.String(), "0123456789") == "" {
				word.Reset()
				inWord = false
			}
			endWord()
			redirected = true
		case c == '&' && redirected: // 2>&1
		case strings.IndexByte("\n;|&()`", c) >= 0:
			endCommand()
		default:
			word.WriteByte(c)
			inWord = true
		}
	}
	endCommand()
	return commands
}
