package main

import "strings"

// block is a paragraph, or verbatim lines.
type block struct {
	lines    []string
	verbatim bool // lines without their common indentation
}

// blocks splits help text into blocks. Adjacent verbatim paragraphs are one block.
func blocks(text string) []block {
	var all []block
	for part := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		begin := true
		for line := range strings.SplitSeq(part, "\n") {
			verbatim, last := strings.HasPrefix(line, "  "), len(all)-1
			switch {
			case last < 0 || all[last].verbatim != verbatim || begin && !verbatim:
				all = append(all, block{verbatim: verbatim})
				last++
			case begin:
				all[last].lines = append(all[last].lines, "")
			}
			all[last].lines = append(all[last].lines, strings.TrimPrefix(line, "  "))
			begin = false
		}
	}
	return all
}
