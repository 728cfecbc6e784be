// Package help writes help pages, and describes flags for manuals.
package help

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zdmctl/zdmctl/pkg/cli"
	"github.com/zdmctl/zdmctl/pkg/msg"
	"github.com/zdmctl/zdmctl/pkg/render"
)

// Set sets the help of a command tree, with all text from the catalog. Errors of showing help are
// passed to failed, because cobra's help function cannot return one.
func Set(f *cli.Factory, root *cobra.Command, failed func(error)) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		if cmd.HasSubCommands() && cmd.Flags().NArg() > 0 { // cobra treats --help of an unknown command as that of its group
			failed(cli.UnknownCommand(cmd, cmd.Flags().Arg(0)))
			return
		}
		if _, err := fmt.Fprint(f.IO.Out, page(f, cmd)); err != nil {
			failed(err)
		}
	})
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(f.IO.Err, page(f, cmd))
		return err
	})
	root.SetHelpCommand(&cobra.Command{
		Use: "help [COMMAND]", Short: f.Text(msgHelpShort), Example: f.Text(msgHelpExample), Args: cobra.ArbitraryArgs, ValidArgsFunction: completeCommands,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err == nil && len(rest) > 0 {
				err = cli.UnknownCommand(about, rest[0])
			}
			if err != nil {
				return err
			}
			return about.Help()
		},
	})
}

// completeCommands completes the names of commands.
func completeCommands(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	if about, rest, err := cmd.Root().Find(args); err == nil && len(rest) == 0 {
		for _, child := range about.Commands() {
			if child.IsAvailableCommand() || child.IsAdditionalHelpTopicCommand() {
				found = append(found, cobra.CompletionWithDesc(child.Name(), child.Short))
			}
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// page returns the page of a command, wrapped to the terminal.
func page(f *cli.Factory, cmd *cobra.Command) string {
	var b strings.Builder
	width := maxWidth
	if f.IO.OutTerminal {
		terminal, _ := f.IO.TerminalSize()
		width = min(max(terminal, minWidth), maxWidth)
	}
	b.WriteString(wrapPage(cmp.Or(cmd.Long, cmd.Short), width))
	if cmd.IsAdditionalHelpTopicCommand() {
		return b.String()
	}
	section := func(heading, body string) {
		if body = strings.TrimRight(body, "\n"); body != "" {
			fmt.Fprintf(&b, "\n%s:\n%s\n", heading, body)
		}
	}
	line := cmd.UseLine()
	if cmd.HasSubCommands() {
		line = cmd.CommandPath() + " COMMAND"
	}
	section(f.Text(msgHelpUsage), "  "+line)
	section(f.Text(msgHelpCommands), commandList(cmd, (*cobra.Command).IsAvailableCommand, width))
	section(f.Text(msgHelpTopics), commandList(cmd, (*cobra.Command).IsAdditionalHelpTopicCommand, width))
	section(f.Text(msgHelpExamples), cmd.Example)
	if cmd.HasParent() && !cmd.HasSubCommands() {
		for _, group := range FlagGroups(f.Lang, cmd) {
			section(group.Heading, flagLines(group.Flags, width))
		}
	}
	b.WriteString("\n")
	if cmd.HasSubCommands() {
		b.WriteString(wrapPage(msgHelpMore.With(cmd.CommandPath()).In(f.Lang), width))
	}
	b.WriteString(wrapPage(msgHelpOptions.With(cmd.Root().Name()).In(f.Lang), width))
	return b.String()
}

// wrapPage wraps paragraphs of one line each. Lines that begin with a space stay as they are.
func wrapPage(text string, width int) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, " ") {
			b.WriteString(line + "\n")
			continue
		}
		b.WriteString(strings.Join(render.Wrap(line, width), "\n") + "\n")
	}
	return b.String()
}

func commandList(cmd *cobra.Command, listed func(*cobra.Command) bool, width int) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if !listed(c) {
			continue
		}
		head := c.Name()
		for _, line := range render.Wrap(c.Short, width-cmd.NamePadding()-4) {
			fmt.Fprintf(&b, "  %-*s  %s\n", cmd.NamePadding(), head, line)
			head = ""
		}
	}
	return b.String()
}

// Options returns the page of the global flags, which must already be declared on the root.
func Options(f *cli.Factory, root *cobra.Command) *cobra.Command {
	flags := []Flag{{Name: "help", Shorthand: "h", Usage: f.Text(msgFlagHelp)}}
	root.PersistentFlags().VisitAll(func(flag *pflag.Flag) { flags = append(flags, Describe(f.Lang, flag)) })
	long := f.Text(msgOptionsLong) + "\n\n" + strings.TrimRight(flagLines(flags, maxWidth), "\n")
	return &cobra.Command{Use: "options", Short: f.Text(msgOptionsShort), Long: long}
}

// Topic returns a help page that is not about a command.
func Topic(f *cli.Factory, name string, short, long msg.Text) *cobra.Command {
	return &cobra.Command{Use: name, Short: f.Text(short), Long: f.Text(long)}
}
