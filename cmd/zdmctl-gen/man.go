package main

import (
	"fmt"
	"strings"

	"github.com/zdmctl/zdmctl/pkg/app"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// revised is the date of the manual's last revision. It is updated for each release.
const revised = "2026-11-25"

// manName returns the name of a page, such as "zdmctl-recovery-create".
func manName(command string) string { return strings.ReplaceAll(command, " ", "-") }

// manPage returns a page of section 1 in the man(7) language.
func manPage(page app.Page) string {
	var b strings.Builder
	name := manName(page.Name)
	fmt.Fprintf(&b, ".TH %s 1 %s zdmctl \"zdmctl manual\"\n", strings.ToUpper(name), revised)
	b.WriteString(".SH NAME\n" + prose(name+" - "+page.Short))
	if page.Usage != "" {
		fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(page.Usage))
	}
	long := page.Long
	if long == "" {
		long = page.Short + "."
	}
	b.WriteString(".SH DESCRIPTION\n" + manText(long))
	for i, below := range page.Below {
		if i == 0 {
			b.WriteString(".SH COMMANDS\n")
		}
		fmt.Fprintf(&b, ".TP\n.BR %s (1)\n%s", roff(manName(below.Name)), prose(below.Short))
	}
	for i, group := range page.Flags {
		if i == 0 {
			b.WriteString(".SH OPTIONS\n")
		}
		if len(page.Flags) > 1 {
			b.WriteString(".SS " + roff(group.Heading) + "\n")
		}
		for _, flag := range group.Flags {
			b.WriteString(".TP\n" + manFlag(flag.Shorthand, flag.Name, flag.Value) + "\n" + prose(flag.Usage))
		}
	}
	if page.Examples != "" {
		b.WriteString(".SH EXAMPLES\n" + manText(page.Examples))
	}
	if at := strings.LastIndex(page.Name, " "); at > 0 {
		fmt.Fprintf(&b, ".SH SEE ALSO\n.BR %s (1)", roff(manName(page.Name[:at])))
		if strings.Contains(page.Name[:at], " ") {
			b.WriteString(",\n.BR zdmctl (1)")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func manFlag(short, name, value string) string {
	head := `\fB` + roff("--"+name) + `\fR`
	if short != "" {
		head = `\fB` + roff("-"+short) + `\fR, ` + head
	}
	if value != "" {
		head += ` \fI` + roff(value) + `\fR`
	}
	return head
}

// manText returns help text with each verbatim block in its own block.
func manText(text string) string {
	var b strings.Builder
	for i, part := range blocks(text) {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		if part.verbatim {
			b.WriteString(".EX\n" + guarded(strings.Split(roff(strings.Join(part.lines, "\n")), "\n")) + ".EE\n")
		} else {
			b.WriteString(prose(strings.Join(part.lines, " ")))
		}
	}
	return b.String()
}

// prose returns running text in lines of less than 80 bytes.
func prose(text string) string { return guarded(render.Wrap(roff(text), 78)) }

// guarded joins lines, and prevents those that begin with a period from being read as requests.
func guarded(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		if strings.HasPrefix(line, ".") {
			line = `\&` + line
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// roff escapes the characters that are special in roff.
func roff(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "^", `\(ha`, "~", `\(ti`, "`", `\(ga`).Replace(text)
}
