package clitest

import (
	"path"
	"strings"
)

// ShellCommands returns the arguments of every zdmctl at the start of a simple command.
func ShellCommands(text string) [][]string {
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
