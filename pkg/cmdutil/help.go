package cmdutil

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zdmctl/zdmctl/pkg/msg"
)

// SetHelp gives a command tree its help, every word of it from the catalogue.
func SetHelp(f *Factory, root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		if cmd.HasSubCommands() && cmd.Flags().NArg() > 0 { // cobra takes --help of an unknown command for its group's
			f.NoHelp = unknownCommand(cmd, cmd.Flags().Arg(0))
			return
		}
		_, f.NoHelp = fmt.Fprint(f.IO.Out, f.help(cmd))
	})
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(f.IO.Err, f.help(cmd))
		return err
	})
	root.SetHelpCommand(&cobra.Command{
		Use: "help [COMMAND]", Short: f.Text(msgHelpShort), Example: f.Text(msgHelpExample), Args: cobra.ArbitraryArgs, ValidArgsFunction: completeCommands,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err == nil && len(rest) > 0 {
				err = unknownCommand(about, rest[0])
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

func (f *Factory) help(cmd *cobra.Command) string {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	b.WriteString(about + "\n")
	section := func(heading msg.Text, body string) {
		if body = strings.TrimRight(body, "\n"); body != "" {
			fmt.Fprintf(&b, "\n%s:\n%s\n", f.Text(heading), body)
		}
	}
	line := cmd.UseLine()
	if cmd.HasSubCommands() {
		line = cmd.CommandPath() + " COMMAND"
	}
	if topic := cmd.IsAdditionalHelpTopicCommand(); topic {
		return b.String()
	}
	section(msgHelpUsage, "  "+line)
	section(msgHelpCommands, commandList(cmd, (*cobra.Command).IsAvailableCommand))
	section(msgHelpTopics, commandList(cmd, (*cobra.Command).IsAdditionalHelpTopicCommand))
	section(msgHelpExamples, cmd.Example)
	if cmd.HasParent() && !cmd.HasSubCommands() {
		section(msgHelpFlags, f.flagList(cmd, false))
	}
	section(msgHelpGlobal, f.flagList(cmd, true))
	if cmd.HasSubCommands() {
		b.WriteString("\n" + msgHelpMore.With(cmd.CommandPath()).In(f.Lang) + "\n")
	}
	return b.String()
}

func commandList(cmd *cobra.Command, listed func(*cobra.Command) bool) string {
	var b strings.Builder
	for _, c := range cmd.Commands() {
		if listed(c) {
			fmt.Fprintf(&b, "  %-*s  %s\n", cmd.NamePadding(), c.Name(), c.Short)
		}
	}
	return b.String()
}

func (f *Factory) flagList(cmd *cobra.Command, global bool) string {
	cmd.InitDefaultHelpFlag()
	if help := cmd.Flags().Lookup("help"); help != nil {
		help.Usage = f.Text(msgFlagHelp)
	}
	flags := cmd.LocalNonPersistentFlags()
	if global {
		flags = cmd.Root().PersistentFlags()
	}
	return f.flagLines(flags)
}
