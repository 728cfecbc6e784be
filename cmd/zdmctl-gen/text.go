package main

import "strings"

// block is a paragraph, or verbatim lines.
type block struct {
	lines    []string
	verbatim bool // lines without their common indentation
}

// blocks splits help text into blocks.
func blocks(text string) []block {
	var all []block
	for part := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		begin := true
		for line := range strings.SplitSeq(part, "\n") {
			verbatim := strings.HasPrefix(line, "  ")
			if begin || all[len(all)-1].verbatim != verbatim {
				all = append(all, block{verbatim: verbatim})
				begin = false
			}
			last := &all[len(all)-1]
			last.lines = append(last.lines, strings.TrimPrefix(line, "  "))
		}
	}
	return joined(all)
}

// joined merges adjacent verbatim blocks.
func joined(all []block) []block {
	var merged []block
	for _, b := range all {
		if last := len(merged) - 1; last >= 0 && b.verbatim && merged[last].verbatim {
			merged[last].lines = append(append(merged[last].lines, ""), b.lines...)
			continue
		}
		merged = append(merged, b)
	}
	return merged
}
