package clitest

import "strings"

// Block is a fenced block of a Markdown file.
type Block struct {
	Info string // what stands beside the opening fence, such as "console"
	Text string // the lines between the fences, the last with its line break
	Line int    // where the first of them stands, from 1
}

// Blocks gives the fenced blocks of a Markdown text in their order. Fences are not indented.
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

// Step is a command of a transcript with what it printed, both with their line breaks.
type Step struct{ Command, Output string }

// Steps takes a transcript apart. A command starts with "$ " and goes on in the next line after a backslash.
func Steps(transcript string) []Step {
	var steps []Step
	goesOn := false
	for line := range strings.Lines(transcript) {
		command, starts := strings.CutPrefix(line, "$ ")
		switch {
		case goesOn:
			command = steps[len(steps)-1].Command + line
			steps[len(steps)-1].Command = command
		case starts:
			steps = append(steps, Step{Command: command})
		case len(steps) > 0:
			steps[len(steps)-1].Output += line
			continue
		}
		goesOn = strings.HasSuffix(command, "\\\n")
	}
	return steps
}

// Transcript is what Steps has taken apart.
func Transcript(steps []Step) string {
	var text strings.Builder
	for _, s := range steps {
		text.WriteString("$ " + s.Command + s.Output)
	}
	return text.String()
}
