package clitest

import "strings"

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
