package main

import (
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/app"
	"github.com/zdmctl/zdmctl/pkg/cli/help"
)

// markdownName returns the name of a file, such as "zdmctl_recovery_create.md".
func markdownName(command string) string { return strings.ReplaceAll(command, " ", "_") + ".md" }

func markdownPage(page app.Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s.\n", page.Name, markdown(page.Short))
	if page.Usage != "" {
		fmt.Fprintf(&b, "\n```\n%s\n```\n", page.Usage)
	}
	b.WriteString(markdownText(page.Long, ""))
	for i, below := range page.Below {
		if i == 0 {
			b.WriteString("\n## Commands\n\n")
		}
		fmt.Fprintf(&b, "- [%s](%s): %s\n", below.Name, markdownName(below.Name), markdown(below.Short))
	}
	for _, group := range page.Flags {
		b.WriteString(markdownFlags(group))
	}
	if page.Examples != "" {
		b.WriteString("\n## Examples\n" + markdownText(page.Examples, "sh"))
	}
	if at := strings.LastIndex(page.Name, " "); at > 0 {
		fmt.Fprintf(&b, "\nSee also [%s](%s).\n", page.Name[:at], markdownName(page.Name[:at]))
	}
	return b.String()
}

// markdownFlags returns the table of a group of flags.
func markdownFlags(group help.FlagGroup) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n| Flag | Meaning |\n|---|---|\n", group.Heading)
	for _, flag := range group.Flags {
		head := strings.TrimSpace("--" + flag.Name + " " + flag.Value)
		if flag.Shorthand != "" {
			head = "-" + flag.Shorthand + ", " + head
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(head, "|", `\|`), strings.ReplaceAll(markdown(flag.Usage), "|", `\|`))
	}
	return b.String()
}

// markdownText returns help text with each verbatim block between fences.
func markdownText(text, language string) string {
	var b strings.Builder
	if text == "" {
		return ""
	}
	for _, part := range blocks(text) {
		if part.verbatim {
			b.WriteString("\n```" + language + "\n" + strings.Join(part.lines, "\n") + "\n```\n")
			continue
		}
		b.WriteString("\n" + markdown(strings.Join(part.lines, "\n")) + "\n")
	}
	return b.String()
}

// markdown escapes the characters that are special in Markdown.
func markdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "`", "\\`").Replace(text)
}
